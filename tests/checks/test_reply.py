"""Kind `reply`: replies that a second person should read."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from typing import Any

import pytest

from linter import Post
from linter.checks.phrase import Options as Phrases
from linter.engine import Linter
from linter.post import Approval
from linter.settings import load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "reply-without-review"


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=[RULE], now=NOW)


def _found(body: str, policy: str = "default", **fields: Any) -> dict[str, str]:
    """Return case → severity of what a policy reports."""
    given = {"account": "main", "platforms": ("facebook",), "audience": "public", "reply_to": "@eastmere_dad", **fields}
    report = _linter(policy).check(Post(body, **given)).posts[0]
    assert not report.failures
    return {finding.case: finding.severity for finding in report.findings}


@pytest.mark.parametrize(
    "body",
    [
        "That's not true and you know it",
        "That’s simply not true.",
        "If you don't like it, leave",
        "Go away, troll",
        "CALM DOWN!!!",
        "c a l m down",
        "You clearly haven't read the letter.",
        "You are lying and everyone here can see it",
        "Perhaps if you listened to your child we wouldn't be here",
        "Feel free to find another school.",
        "Get a life 🙄",
        "With respect, that's nonsense.",
        "Maybe check your facts before posting",
        "Your child was the problem, not the teacher",
        "That's not true. Please call the office.",
    ],
)
def test_a_heated_reply_wants_a_second_reader(body: str) -> None:
    assert _found(body) == {"heated": "info"}
    assert _found(body, "cheadle-heath") == {"heated": "warning"}


@pytest.mark.parametrize(
    "body",
    [
        "Your complaint has been investigated and not upheld.",
        "We are sorry you feel our trip was badly run, but we followed procedure.",
        "We reject this accusation",
    ],
)
def test_an_answer_to_a_complaint_wants_a_second_reader(body: str) -> None:
    assert _found(body) == {"complaint": "info"}
    assert _found(f"{body} Please call the office.") == {}


@pytest.mark.parametrize(
    "body",
    [
        "Thank you for letting us know!",
        "Sorry to hear this – please call the office",
        "Please come in and talk to us",
        "We've hidden comments that break our house rules",
        "Comment removed: personal details of a child",
        "That's true! The choir was fantastic",
        "It isn't true that it's cancelled, see you there!",
        "You were not wrong, the gate does squeak!",
        "Ha, you know it! See you at the fair",
        "Some people asked about parking: use the field.",
        "",
    ],
)
def test_a_kind_reply_goes_out_as_it_is(body: str) -> None:
    assert _found(body) == {}


@pytest.mark.parametrize(
    "field", [{"second_reader": "S02"}, {"approval": Approval("S01", date(2026, 11, 19))}, {"reply_to": None}]
)
def test_what_has_been_read_or_is_no_reply_is_not_asked_about(field: dict[str, Any]) -> None:
    assert _found("That's not true and you know it", **field) == {}


def test_an_empty_second_reader_is_none() -> None:
    assert _found("Calm down.", second_reader=" ") == {"heated": "info"}


def test_an_unsure_author_wants_a_second_reader_whatever_the_words() -> None:
    assert _found("The clock was right.", confident=False) == {"unsure": "info"}
    assert _found("The clock was right.", confident=False, second_reader="S02") == {}


@pytest.mark.parametrize(
    ("policy", "platforms", "body", "cases"),
    [
        ("cheadle-heath", ("x",), "Yes, at two!", {"one-way": "warning"}),
        ("cheadle-heath", ("x",), "Please email the office.", {}),
        ("cheadle-heath", ("facebook",), "Yes, at two!", {}),
        ("default", ("x",), "Yes, at two!", {}),
    ],
)
def test_a_school_may_not_converse_on_a_platform(
    policy: str, platforms: tuple[str, ...], body: str, cases: dict[str, str]
) -> None:
    assert _found(body, policy, platforms=platforms, second_reader="S02") == cases


@pytest.mark.parametrize(
    ("policy", "account", "audience", "cases"),
    [
        ("cheadle-heath", "main", None, {"audience": "info"}),
        ("cheadle-heath", "main", "public", {}),
        ("cheadle-heath", "classes", None, {}),
        ("default", "main", None, {}),
    ],
)
def test_the_audience_of_a_public_account_is_confirmed(
    policy: str, account: str, audience: str | None, cases: dict[str, str]
) -> None:
    assert _found("Kites.", policy, account=account, audience=audience, reply_to=None) == cases


def test_options_that_cannot_work_are_refused() -> None:
    own = sample_linter().packs.rules[RULE].options
    with pytest.raises(ValueError, match="heated: is empty"):
        dataclasses.replace(own, heated=Phrases()).validate()
    with pytest.raises(ValueError, match="phrases: "):
        dataclasses.replace(own, complaint=Phrases(("…",))).validate()
