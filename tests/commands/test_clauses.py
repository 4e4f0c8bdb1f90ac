"""`postlint clauses`: every clause is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import packs
from linter.commands import clauses
from linter.errors import SettingsError
from linter.profile import load_source
from tests.commands.made import data, run, school, tidy


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return school(tmp_path)


def test_each_clause_says_how_it_is_checked_by_which_rules_or_why_not(settings: Path) -> None:
    text = run(clauses, settings=settings).out

    assert tidy(text)
    assert (
        text
        == """\
Policy quayside: 5 clauses: 2 checked now, 1 switched off here, 1 waiting for rules not built yet, 1
that no draft can show.


Lost property policy, Quayside School
4 clauses: 1 checked now, 1 switched off here, 1 waiting for rules not built yet, 1 that no draft
can show.

– our-doc/1: Be kind.
    No draft can show it.
    Why: Kindness leaves no trace in a draft.

✔ our-doc/2: Do not joke about gloves.
    Checked now, by 1 of 2 rules: recognised in words or pictures.
    gloves-mocked (GLV-101): on, error
    lost-boots (GLV-104): not built yet

… our-doc/3: Keep gloves and boots.
    Waiting for rules not built yet: recognised in words or pictures.
    lost-boots (GLV-104): not built yet
    Why not all: Keeping is done in the office.

○ our-doc/4: Keep scarves.
    Switched off here: someone signs for it.
    lost-scarf (GLV-103): off


The policy of Quayside School.
1 clause: 1 checked now, 0 waiting for rules not built yet, 0 that no draft can show.

✔ quayside/own.1: Our own word on gloves.
    Checked now: recognised in words or pictures.
    gloves-mocked (GLV-101): on, error
"""
    )


def test_the_counts_add_up_to_the_clauses(settings: Path) -> None:
    found = data(clauses, settings=settings)
    counts = dict(found["counts"])

    assert counts.pop("clauses") == sum(counts.values()) == 5
    assert [source["counts"]["clauses"] for source in found["sources"]] == [4, 1]


@pytest.mark.parametrize("name", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
def test_no_clause_of_a_policy_of_ours_is_left_out(name: str, settings: Path) -> None:
    found = data(clauses, name, settings=settings)
    shown = [clause["id"] for source in found["sources"] for clause in source["clauses"]]
    pack = packs.load()
    names = [source["name"] for source in found["sources"]]
    expected = [f"{source}/{clause.id}" for source in names for clause in load_source(source, pack).clauses]

    assert found["policy"] == name
    assert shown == expected
    assert name == "default" or names == [name]


def test_the_profile_that_is_asked_for_wins_over_the_policy(settings: Path) -> None:
    assert run(clauses, "trust", settings=settings, policy="coniston").out.startswith("Policy trust: ")
    assert run(clauses, settings=settings, policy="coniston").out.startswith("Policy coniston: ")


def test_an_unknown_profile_is_refused(settings: Path) -> None:
    with pytest.raises(SettingsError, match="did you mean 'coniston'"):
        run(clauses, "conniston", settings=settings)


def test_markdown_has_one_row_a_clause(settings: Path) -> None:
    text = run(clauses, "--format", "markdown", settings=settings).out

    assert text.count("\n| `") == 5
    assert "gloves-mocked (GLV-101): on, error<br>lost-boots (GLV-104): not built yet |" in text
