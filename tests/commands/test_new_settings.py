"""A new settings file: it loads, it explains itself, and it says what was answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter import packs, profile
from linter import settings as settings_file
from linter.settings import Settings
from tests.commands.setting_up import settings, setup, text_of


def keys_of(cls: type) -> set[str]:
    from linter.shape import keys

    return set(keys(cls))


@pytest.mark.parametrize(
    "name",
    [
        "Ysgol Tŷ'r Felin",
        'The "Little" School',
        "St Brân's \\ C:\\new",
        "Zażółć 🐑👩🏽‍🏫 Infants",
        "مدرسة النور",
        "#1 School = [best] {x}",
        "'''",
        '"""',
        "{{ 7 * 7 }} {% raw %}",
        "x" * 400,
        "tail\\",
    ],
)
def test_a_name_comes_back_as_it_was_whatever_is_in_it(name: str, tmp_path: Path) -> None:
    setup(tmp_path, "--school", name, "--alias", name.replace(",", ""), "--draft", "--account", f"@{name[:3].strip()}")

    assert settings(tmp_path).school.name == name
    assert settings(tmp_path).school.aliases == (name,)


def test_what_cannot_be_seen_in_a_name_becomes_a_space(tmp_path: Path) -> None:
    setup(tmp_path, "--school", "Two\nlines\tand \x7f a\x1bbell ")

    assert settings(tmp_path).school.name == "Two lines and a bell"


def test_a_file_without_any_answer_loads_and_sets_the_defaults_alone(tmp_path: Path) -> None:
    setup(tmp_path, "--yes")

    made, plain = settings(tmp_path), Settings()
    for name in ("policy", "fail_on", "school", "accounts", "people", "images", "allow", "deny", "hours", "rules"):
        assert getattr(made, name) == getattr(plain, name)


@pytest.mark.parametrize("words", [["--yes"], ["--account", "@Quayside"]])
def test_every_line_that_is_switched_off_can_be_switched_on(words: list[str], tmp_path: Path) -> None:
    setup(tmp_path, *words)
    text = re.sub(r"^#(?=[a-z\[])", "", text_of(tmp_path), flags=re.MULTILINE)
    (tmp_path / "postlint.toml").write_text(text, encoding="utf-8")

    made = settings(tmp_path)

    assert made.people.roll == "private/roll.csv"
    assert [event.kind for event in made.calendar] == ["embargo"]
    assert made.rules["hashtag-not-camel-case"].severity == "off"
    assert profile.load(made, packs.load()).name == "default"


def test_every_key_is_there_and_explained(tmp_path: Path) -> None:
    setup(tmp_path, "--yes")
    lines = text_of(tmp_path).splitlines()
    # `readers` is for those who have sheets of another make; the page on drafts tells of it.
    left_out = {"readers"}

    keys = {
        match[1]: number for number, line in enumerate(lines) if (match := re.match(r"#?\[*([a-z_]+)[\].= ]", line))
    }

    wanted = {key for key in keys_of(Settings) if key not in left_out}
    for cls in ("School", "Account", "PeopleFiles", "Images", "Allowed", "Denied", "Hours", "Event", "Files"):
        wanted |= keys_of(getattr(settings_file, cls))
    assert wanted - set(keys) == set()
    assert [lines[number] for number in keys.values() if not lines[number - 1].startswith("# ")] == []


def test_the_file_is_laid_out_as_that_of_the_samples(tmp_path: Path) -> None:
    setup(
        tmp_path, "--school", "Quayside", "--account", "@Quay:official:x", "--account", "@QuayPTA:affiliated:facebook"
    )
    text = text_of(tmp_path)

    assert all(line == line.rstrip() and len(line) <= 120 for line in text.splitlines())
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    for number, line in enumerate(lines := text.splitlines()):
        if line.startswith("["):
            above = number - 1
            while lines[above].startswith("#"):
                above -= 1
            assert lines[above] == ""
