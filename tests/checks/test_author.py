"""Kind `author`: sign-offs, declared authors and anonymous accounts."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from linter import Post
from linter.checks import author
from linter.checks.author import Options
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.post import Author
from linter.settings import Account, School, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=["author-not-declared"], now=NOW)


def _found(body: str, policy: str, **fields: Any) -> dict[str, str]:
    """Return case → severity of what a policy reports."""
    report = _linter(policy).check(Post(body, **{"account": "main", **fields})).posts[0]
    assert not report.failures
    return {finding.case: finding.severity for finding in report.findings}


def _cases(post: Post, settings: Settings) -> set[str]:
    evidence = Evidence(post, Context(settings, sample_linter().packs, NOW))
    return {
        hit.case for hit in author.check(post, evidence, sample_linter().packs.rules["author-not-declared"].options)
    }


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("default", {}),
        ("chase-terrace", {}),
        ("cheadle-heath", {"no-author": "warning"}),
        ("testbourne", {"no-author": "error"}),
    ],
)
def test_who_asks_for_an_author(policy: str, found: dict[str, str]) -> None:
    assert _found("Kites today.", policy) == found
    assert _found("Kites today.", policy, author=Author("S04")) == {}
    assert _found("Kites today.", policy, author=Author(name="Ada Quill", role="librarian")) == {}


def test_a_role_alone_is_nobody() -> None:
    assert _found("Kites today.", "cheadle-heath", author=Author(role="teacher")) == {"no-author": "warning"}


@pytest.mark.parametrize(
    "body",
    [
        "Kites today. – Mr Poole, Y3",
        "Kites today — Mrs D'Souza (SENCO)",
        "Kites today - Miss Larkhill & Reception",
        "Kites today.\n\nMr Varga",
        "Kites today. Mrs Castellane",
        "Kites today ^PW",
        "Kites today ^pw is wrong but\n^PW 🪁",
        "Kites today.\nMiriam Castellane\nHeadteacher",
        "Kites today – Headteacher Ada Quill",
        "Kites today – Ada Quill, Chair of Governors",
        "Kites today. From the Year 4 team",
        "Kites today\n- The PE Department",
        "Kites today – Tibor Varga",
        "Kites today!\nDr Osei-Bonsu, Principal #Proud #Kites",
        "Comment from Thistlebrook School (Mr Poole, Deputy Head): kites today.",
        "A message from our headteacher: kites today.",
        "Kites today – Señora Ruiz, Spanish",
    ],
)
def test_these_are_sign_offs(body: str) -> None:
    assert _found(body, "cheadle-heath") == {}


@pytest.mark.parametrize(
    "body",
    [
        "Mr Varga ran the marathon for charity.",
        "Thanks to Mrs Ito for the biscuits at the sale, they were wonderful",
        "Choir – 3pm – hall",
        "Year 4 loved the kites. #Team",
        "The office is closed on Friday",
        "Meet our new headteacher on Friday",
        "A message from space! Tim reads to us.",
        "Kites today ^^",
        "Our teacher of the week – guess who!",
        "",
    ],
)
def test_these_are_not_sign_offs(body: str) -> None:
    assert _found(body, "cheadle-heath") == {"no-author": "warning"}


@pytest.mark.parametrize("field", [{"category": "weather"}, {"category": "RSS"}, {"author": Author(role="bot")}])
def test_feeds_have_no_author(field: dict[str, Any]) -> None:
    assert _found("Frost tonight.", "testbourne", **field) == {}


@pytest.mark.parametrize(
    ("handle", "hidden"),
    [
        ("@ThistlebrookInsider", True),
        ("@thistlebrook_confessions", True),
        ("@SpottedAtThistlebrook", True),
        ("@ThistlebrookSecretTeacher", True),
        ("@ThistlebrookUnofficial", True),
        ("@ThistlebrookRunners", False),
        ("@EastmereInsider", False),
    ],
)
def test_handles_that_hide_who_writes_about_the_school(handle: str, hidden: bool) -> None:
    assert ("anonymous" in _found("Guess what?", "default", account=handle)) == hidden


def test_an_anonymous_handle_counts_when_the_post_is_about_the_school() -> None:
    assert _found("News from Thistlebrook!", "default", account="@EastmereInsider") == {"anonymous": "warning"}
    assert _found("News from Thistlebrook! – Mr Varga, Y4", "default", account="@EastmereInsider") == {}


@pytest.mark.parametrize(
    ("kind", "persona", "hidden"),
    [
        ("affiliated", "The Secret Teacher", True),
        ("official", "Biscuit the school dog", False),
        ("official", "", False),
    ],
)
def test_a_persona_may_hide_who_writes(kind: Any, persona: str, hidden: bool) -> None:
    settings = Settings(
        accounts={"it": Account(("@thistlebrook",), kind, persona=persona)}, school=School("Thistlebrook")
    )

    assert ("anonymous" in _cases(Post("Guess what?", account="it"), settings)) == hidden


@pytest.mark.parametrize(
    ("fields", "cases"),
    [
        ({"group": "Eastmere Forum"}, {"unsigned"}),
        ({"reply_to": "@eastmere_dad"}, {"unsigned"}),
        ({}, set()),
        ({"group": "Eastmere Forum", "body": "The buns were good."}, set()),
        ({"group": "Eastmere Forum", "body": "Thistlebrook opens the gate at 8. – Mr Varga, Y4"}, set()),
    ],
)
def test_comments_elsewhere_are_signed_where_the_policy_says_so(fields: dict[str, Any], cases: set[str]) -> None:
    given = {"body": "Thistlebrook opens the gate at 8.", "account": "mr-varga", "author": Author("S04"), **fields}
    body = given.pop("body")

    assert set(_found(body, "testbourne", **given)) == cases


def test_an_id_that_is_not_on_the_staff_list_is_pointed_out() -> None:
    assert _found("Kites today.", "default", author=Author("S42")) == {"unknown-author": "info"}
    assert _cases(Post("Kites today.", author=Author("S42")), Settings()) == set()


@pytest.mark.parametrize(
    ("options", "key"), [(Options(anonymous=("…",)), "anonymous"), (Options(asks="sign-off"), "titles: is empty")]
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        options.validate()
