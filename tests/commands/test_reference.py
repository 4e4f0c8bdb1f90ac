"""`postlint reference`: the reference is made from the rules, and is the same on every machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter import packs
from linter.commands import reference
from linter.commands.file_formats import docstring, keys_table, nested, type_words
from linter.commands.markdown_text import cell, code, example, text
from linter.errors import SettingsError
from linter.profile import ProfileFile
from linter.settings import Event
from tests.commands.made import run


@pytest.fixture(scope="module")
def made() -> str:
    return run(reference).out


def test_it_is_shown_unless_a_file_is_named(made: str) -> None:
    assert made.startswith("# The rules of postlint\n")


def test_it_tells_of_every_rule_that_is_built_or_planned(made: str) -> None:
    own = packs.load()

    for name, rule in own.rules.items():
        assert f"\n### {name}\n" in made
        assert rule.code in made
    for name in own.planned:
        assert f"| `{name}` |" in made
    for kind in {rule.kind for rule in own.rules.values()}:
        assert f"\n### Kind: {kind}\n" in made


def test_it_is_the_same_every_time_and_names_no_machine(made: str) -> None:
    assert made == reference.reference(packs.load())
    assert str(packs.own_folder()) not in made
    assert not [line for line in made.split("\n") if line != line.rstrip()]


def test_every_link_within_it_leads_to_a_heading(made: str) -> None:
    titles = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"(?m)^#+ (.*)$", made)}

    assert set(re.findall(r"\]\(#([^)]+)\)", made)) <= titles


def test_its_links_to_files_lead_to_rules(made: str) -> None:
    for path in re.findall(r"\]\(([^#)]+\.toml)\)", made):
        assert (packs.own_folder() / path).is_file()


def test_check_passes_a_fresh_file_and_fails_a_stale_or_missing_one(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    missing = run(reference, "--check", "--output", str(path))
    written = run(reference, "--output", str(path))
    fresh = run(reference, "--check", "--output", str(path))
    path.write_text(path.read_text(encoding="utf-8") + "edited\n", encoding="utf-8")
    stale = run(reference, "--check", "--output", str(path))

    assert (missing.code, written.code, fresh.code, stale.code) == (1, 0, 0, 1)
    assert (written.out, fresh.out, fresh.err) == ("", "", "")
    assert stale.err == f"{path} is stale; write it with: postlint reference --output {path}"


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        run(reference, "--output", str(tmp_path / "nowhere" / "README.md"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("*bold* _it_ <b> [x](y) `c` #tag a|b", r"\*bold\* \_it\_ \<b\> \[x\](y) \`c\` \#tag a\|b"),
        ("Tea & cake, R&D, &amp;", r"Tea & cake, R&D, \&amp;"),
        ("1. first", r"1\. first"),
        ("--- line", r"\--- line"),
        ("turn\u202eround", "turn⟨U+202E⟩round"),
    ],
)
def test_text_in_markdown_reads_as_it_is(words: str, expected: str) -> None:
    assert text(words) == expected


def test_code_in_markdown_survives_backticks_and_tables() -> None:
    assert code("a `b` c") == "`` a `b` c ``"
    assert cell(code("a|b")) == r"`a\|b`"
    assert example("one ⟦two⟧\nthree") == "one <ins>two</ins><br>three"


def test_the_keys_of_a_file_are_told_in_words() -> None:
    rows = keys_table(Event)

    assert rows[2] == "| `kind` | one of term, holiday, inset, trip, embargo, election | **must be given** |"
    assert "| `from` | date | **must be given** |" in rows
    assert "| `topics` | list of text | nothing |" in rows
    assert [cls.__name__ for cls in nested(ProfileFile)] == ["Clause", "RuleOverride", "CaseOverride"]
    assert type_words(int | None) == "whole number"


def test_indented_lines_of_a_docstring_become_code() -> None:
    def documented() -> None:
        """Say what.

        Before:

            some code

        After.
        """

    assert docstring(documented) == ["Say what.", "", "Before:", "", "```text", "some code", "```", "", "After."]
