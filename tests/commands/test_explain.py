"""`postlint explain`: everything about one rule, for people and for machines."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from linter import packs, profile
from linter.commands import explain, rule_markdown
from linter.commands.rule_page import all_clauses, rule_page
from linter.commands.wording import as_page
from linter.errors import SettingsError
from linter.settings import Settings
from tests.commands.made import data, run, school, tidy


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return school(tmp_path)


def test_a_rule_is_explained_on_one_readable_page(settings: Path) -> None:
    text = run(explain, "gloves-mocked", settings=settings).out

    assert tidy(text)
    assert (
        text
        == """\
gloves-mocked [GLV-101]
Do not make fun of lost gloves.

Severity in the policy quayside: warning, set by the profile quayside; by itself it is error.
It looks only at posts on official accounts.

What is wrong
  '…' makes fun of lost property.

Why
  Somebody's hands are cold.

What to do
  Say where '…' can be fetched.

Can it be silenced?
  Yes, in the draft, with a reason. What it finds is never printed.
  <!-- postlint: allow gloves-mocked -- the reason -->

Clauses of this policy
  quayside/own.1 (quayside)
      Our own word on gloves.
  our-doc/2 (Quayside School)
      Do not joke about gloves.
  our-doc/3 (Quayside School)
      Keep gloves and boots.

Clauses of other policies that ask the same
  elsewhere/9
      This clause is not in any list of clauses.

Cases
  mitten: error, set by the settings
      Mittens are no joke.

Options (kind of check: phrase)
  phrases = ["lonely glove", "single|sad glove", "g1", "g2", "g3", "g4", … and 2 more]
  unless = ["glove puppet", "glove compartment"] (set by the profile quayside)

Bad examples (⟦ ⟧ mark what is found)
  - A ⟦lonely glove⟧ waits in the office.
    Come & fetch it | please
  - A ⟦sad glove⟧!
      (account: main)
      (case: mitten)

Good examples
  - Gloves, hats and scarves are in the office.
      (it only says where they are)

Former names
  glove-joke
"""
    )


@pytest.mark.parametrize("word", ["gloves-mocked", "glove-joke", "GLV-101", "glv-101"])
def test_a_rule_is_known_by_its_name_a_former_name_or_its_code(word: str, settings: Path) -> None:
    assert run(explain, word, settings=settings).out.startswith("gloves-mocked [GLV-101]\n")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("gloves-moked", "did you mean 'gloves-mocked'?"),
        ("gloves_mocked", "did you mean 'gloves-mocked'?"),
        ("lost-boot", "did you mean 'lost-boots'?"),
        ("GLV-111", "did you mean 'GLV-1"),
        ("zzzzzz", "`postlint rules --all` lists them"),
    ],
)
def test_an_unknown_rule_is_refused_with_what_comes_near(word: str, hint: str, settings: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        run(explain, word, settings=settings)

    assert f"explain: '{word}' is not a rule ({hint}" in str(caught.value)


@pytest.mark.parametrize("word", ["lost-boots", "GLV-104"])
def test_a_planned_rule_says_that_it_is_not_built_and_which_clauses_wait(word: str, settings: Path) -> None:
    text = run(explain, word, settings=settings).out

    assert tidy(text)
    assert "This rule is not built yet: it finds nothing in any post. Planned severity: info." in text
    assert "  our-doc/3\n      Keep gloves and boots.\n" in text


def test_a_rule_that_is_off_says_who_switched_it_off(settings: Path) -> None:
    text = run(explain, "lost-scarf", settings=settings).out

    assert "Off in the policy quayside, set by the profile quayside; by itself it is warning." in text


def test_a_rule_that_can_never_be_silenced_says_so(settings: Path) -> None:
    text = run(explain, "lost-hat", settings=settings).out

    assert "No. It can be neither suppressed in a draft nor waived, nor switched off.\n" in text
    assert "postlint: allow" not in text


def test_another_policy_changes_what_is_said(settings: Path) -> None:
    text = run(explain, "gloves-mocked", settings=settings, policy="default").out

    assert "Severity in the policy default: error, set by the rule itself." in text


def test_json_holds_everything_untouched(settings: Path) -> None:
    page = data(explain, "gloves-mocked", settings=settings)

    assert page["schema"] == "postlint/rule/1"
    assert page["message"] == "'{found}' makes fun of lost property."
    assert page["options"][0]["value"][-1] == "g6"
    assert page["clauses"][1] == {
        "id": "our-doc/2",
        "text": "Do not joke about gloves.",
        "school": "Quayside School",
        "here": True,
    }
    assert page["bad"][1] == {"post": "A ⟦sad glove⟧!", "why": "", "case": "mitten", "given": {"account": "main"}}
    assert data(explain, "lost-boots", settings=settings)["state"] == "not built yet"


def test_markdown_underlines_what_is_found_and_escapes_the_rest(settings: Path) -> None:
    text = run(explain, "gloves-mocked", "--format", "markdown", settings=settings).out

    assert text.startswith("# gloves-mocked (GLV-101)\n\nDo not make fun")
    assert "- A <ins>lonely glove</ins> waits in the office.<br>Come & fetch it \\| please\n" in text
    assert "`<!-- postlint: allow gloves-mocked -- the reason -->`" in text
    assert "| `mitten` | error | Mittens are no joke. |" in text


def test_text_is_wrapped_to_the_width_of_the_terminal(settings: Path) -> None:
    args = argparse.Namespace(settings=str(settings), policy=None, rule="gloves-mocked", format="text", width=60)

    assert tidy(explain.run(args).out, 60)


def test_every_rule_of_ours_can_be_explained() -> None:
    pack = packs.load()
    policy = profile.load(Settings(), pack)
    clauses = all_clauses(policy, pack)

    for name in pack.rules:
        page = rule_page(name, policy, pack, clauses)
        assert all(line == line.rstrip() for line in as_page(explain.page_text(page, 100)).split("\n"))
        assert as_page(rule_markdown.page(page)).startswith(f"# {name} (")
        assert all(clause.text for clause in page.clauses), name
