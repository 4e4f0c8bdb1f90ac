"""The ledger of approvals is an input of every run: nothing is told over that was found before a decision."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.cache import inputs
from linter.cache.inputs import Input, is_same, surroundings
from linter.ledger import Ledger
from linter.runs import note
from tests.ledger.made import AT, school, subject


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was written just now looks young."""
    monkeypatch.setattr(inputs, "STARTED", time.time_ns() + 60_000_000_000)


def _all_same(known: list[Input]) -> bool:
    return all(map(is_same, known))


def _decide(path: Path) -> None:
    Ledger(path).approve(subject(), by="S01", at=AT)


@pytest.mark.parametrize("name", ["", "private/yes.db", "yes.sqlite"])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_decision_makes_a_run_anew(tmp_path: Path, name: str, is_there: bool) -> None:
    settings = school(tmp_path, f'\n[approvals]\nledger = "{name}"\n' if name else "")
    ledger = tmp_path / (name or "postlint-approvals.db")
    if is_there:
        _decide(ledger)
    known = surroundings(str(settings), str(tmp_path), [])
    assert _all_same(known)
    _decide(ledger)

    assert not _all_same(known)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.with_name(f"{path.name}.head").unlink(),
        lambda path: path.with_name(f"{path.name}-wal").write_bytes(b"what a killed writer left"),
        lambda path: path.unlink(),
    ],
)
@pytest.mark.parametrize("name", ["", "private/yes.db"])
def test_so_does_a_change_beside_the_ledger(tmp_path: Path, name: str, change: Callable[[Path], object]) -> None:
    settings = school(tmp_path, f'\n[approvals]\nledger = "{name}"\n' if name else "")
    ledger = tmp_path / (name or "postlint-approvals.db")
    _decide(ledger)
    known = surroundings(str(settings), str(tmp_path), [])
    assert _all_same(known)
    change(ledger)

    assert not _all_same(known)


def test_what_runs_only_write_to_is_no_input(tmp_path: Path) -> None:
    settings = school(tmp_path, '\n[stats]\nlog = "private/runs.db"\n')
    note(tmp_path / "private" / "runs.db", ())
    known = surroundings(str(settings), str(tmp_path), [])

    assert not any("runs.db" in one.path for one in known)
