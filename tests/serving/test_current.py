"""A server that runs for weeks: what changes on the disk counts from the next request on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter import Linter, Post
from linter.errors import PostlintError
from linter.serving.current import Current
from tests.small_pack import write_pack, write_rule

OLD = 1_700_000_000  # seconds: long before any run, so that a file counts as settled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_rule(write_pack(tmp_path / "pack"), "no-widgets", "widget", severity="error")
    _write(tmp_path / "postlint.toml", 'packs = ["pack"]\n[people]\nroll = "lists/roll.csv"\n')
    roll = "id,first_name,last_name,year,class,status\nP1,Zdenka,Quillfeather,4,4A,on roll\n"
    _write(tmp_path / "lists" / "roll.csv", roll)
    for file in tmp_path.rglob("*"):
        os.utime(file, (OLD, OLD))
    return tmp_path


def _write(path: Path, text: str, at: int = OLD) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def _finds(linter: Linter, text: str, rule: str) -> bool:
    return rule in {finding.rule for finding in linter.check(Post(text)).findings}


def test_an_unchanged_project_keeps_its_linter(folder: Path) -> None:
    current = Current(folder / "postlint.toml")

    assert current.linter() is current.linter()


def test_settings_that_change_count_at_once(folder: Path) -> None:
    current = Current(folder / "postlint.toml")
    assert _finds(current.linter(), "A widget.", "no-widgets")

    _write(folder / "postlint.toml", 'packs = ["pack"]\n[rules.no-widgets]\nseverity = "off"\n', OLD + 1)

    assert not _finds(current.linter(), "A widget.", "no-widgets")


def test_a_list_that_changes_counts_at_once(folder: Path) -> None:
    current = Current(folder / "postlint.toml")
    before = current.linter()

    roll = folder / "lists" / "roll.csv"
    _write(roll, roll.read_text(encoding="utf-8") + "P2,Ottoline,Brackenbury,4,4A,on roll\n", OLD + 1)

    assert set(before.context.roll) == {"P1"}
    assert set(current.linter().context.roll) == {"P1", "P2"}


def test_a_rule_that_changes_counts_at_once(folder: Path) -> None:
    current = Current(folder / "postlint.toml")
    assert not _finds(current.linter(), "A gizmo.", "no-widgets")

    os.utime(write_rule(folder / "pack", "no-widgets", "gizmo", severity="error"), (OLD + 1, OLD + 1))

    assert _finds(current.linter(), "A gizmo.", "no-widgets")


def test_waivers_that_are_put_beside_the_settings_count_at_once(folder: Path) -> None:
    current = Current(folder / "postlint.toml")
    assert current.linter().waivers is None

    _write(folder / "waivers.toml", "waivers = []\n")

    assert current.linter() is not None


@pytest.mark.parametrize("broken", ["not toml", 'policy = "no such policy"\n', "unknown = 1\n", None])
def test_while_the_settings_cannot_be_read_nothing_is_judged_and_then_it_is_again(
    folder: Path, broken: str | None
) -> None:
    path = folder / "postlint.toml"
    good = path.read_text(encoding="utf-8")
    now = 0.0
    current = Current(path, clock=lambda: now)

    if broken is None:
        (folder / "lists" / "roll.csv").rename(folder / "lists" / "gone.csv")
    else:
        _write(path, broken, OLD + 1)
    for _ in range(2):
        with pytest.raises(PostlintError):
            current.linter()
    if broken is None:
        (folder / "lists" / "gone.csv").rename(folder / "lists" / "roll.csv")
    else:
        _write(path, good, OLD + 2)
    now = 1.5

    assert _finds(current.linter(), "A widget.", "no-widgets")


def test_what_cannot_be_watched_is_read_again_after_a_second(folder: Path) -> None:
    now = 0.0
    path = folder / "postlint.toml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")  # within the tick of the clock
    os.utime(path, (4_000_000_000, 4_000_000_000))  # and it stays so: a clock that goes wrong
    current = Current(path, clock=lambda: now)
    first = current.linter()

    now = 0.5
    assert current.linter() is first
    now = 1.5
    assert current.linter() is not first


def test_settings_that_are_wrong_from_the_start_are_told(folder: Path) -> None:
    _write(folder / "postlint.toml", "unknown = 1\n")

    with pytest.raises(PostlintError, match="unknown"):
        Current(folder / "postlint.toml")
