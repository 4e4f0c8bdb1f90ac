"""`postlint rules`: the table of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.commands import rules
from linter.errors import SettingsError
from tests.commands.made import data, run, school, tidy


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return school(tmp_path)


def test_a_family_is_listed_with_severity_and_state(settings: Path) -> None:
    text = run(rules, "--family", "property", settings=settings).out

    assert tidy(text)
    assert (
        text
        == """\
Policy quayside: 3 rules: 2 on, 1 off, 0 not built yet.

code     name           severity  state  what it asks
GLV-101  gloves-mocked  error     on     Do not make fun of lost gloves.
GLV-102  lost-hat       warning   on     Do not lose hats.
GLV-103  lost-scarf     -         off    Do not lose scarfs.
"""
    )


def test_all_lists_the_planned_rules_too_and_the_head_always_counts_them(settings: Path) -> None:
    some = run(rules, "--family", "GLV", settings=settings).out
    every = run(rules, "--family", "glv", "--all", settings=settings).out

    assert "1 not built yet (--all lists them)." in some
    assert "lost-boots" not in some
    assert "GLV-104  lost-boots     info      not built yet  Do not lose boots.\n" in every


def test_without_a_family_the_rules_of_every_pack_are_listed(settings: Path) -> None:
    table = data(rules, settings=settings)
    codes = [row["code"] for row in table["rules"]]

    assert table["counts"]["on"] + table["counts"]["off"] == len(codes)
    assert codes == sorted(codes)
    assert len(codes) > 3


def test_an_unknown_family_is_refused_with_those_that_are_known(settings: Path) -> None:
    with pytest.raises(SettingsError, match=r"--family: 'propperty' is no family of rules \(did you mean 'property'"):
        run(rules, "--family", "propperty", settings=settings)


def test_json_and_markdown_hold_the_same_rows(settings: Path) -> None:
    rows = data(rules, "--family", "property", settings=settings)["rules"]
    text = run(rules, "--family", "property", "--format", "markdown", settings=settings).out

    assert rows[2] == {
        "code": "GLV-103", "name": "lost-scarf", "topic": "property", "severity": "off", "state": "off",
        "summary": "Do not lose scarfs.",
    }  # fmt: skip
    assert "| GLV-103 | `lost-scarf` | - | off | Do not lose scarfs. |\n" in text
