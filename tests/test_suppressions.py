"""Exceptions in drafts let one rule pass, say why, and tell of themselves what is wrong with them."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from linter import readers
from linter.engine import Linter
from linter.finding import Finding
from linter.post import Allow, Image, Post
from tests.conftest import ROOT

TAG = "hashtag-not-camel-case"
BODY = "Lanterns #lanternwalk tonight."
REASON = "it is printed on the banner"

# What stands after "<!-- postlint:" and what is said of it.
MALFORMED_COMMENTS = [
    ("", "says nothing"),
    ("   ", "says nothing"),
    ("-- because it is so", "does not begin with 'allow'"),
    ("allow", "no rule is named"),
    ("allow -- because it is so", "no rule is named"),
    ("allow until 2026-12-31 -- because it is so", "no rule is named"),
    (f"disable {TAG} -- because it is so", "does not begin with 'allow'"),
    (f"ignore {TAG} -- because it is so", "does not begin with 'allow'"),
    (f"noqa {TAG} -- because it is so", "does not begin with 'allow'"),
    ("off", "does not begin with 'allow'"),
    (TAG, "does not begin with 'allow'"),
    (f"Allow {TAG} -- because it is so", "small letters"),
    (f"ALLOW-NEXT-LINE {TAG} -- because it is so", "small letters"),
    (f"allow: {TAG} -- because it is so", "a sign follows 'allow'"),
    (f"allow, {TAG} -- because it is so", "a sign follows 'allow'"),
    (f"allow-line {TAG} -- because it is so", "does not begin with 'allow'"),
    (f"allow_next_line {TAG} -- because it is so", "does not begin with 'allow'"),
    (f"allow {TAG}", "the reason is missing"),
    (f"allow {TAG} --", "the reason is missing"),
    (f"allow {TAG} --   ", "the reason is missing"),
    (f"allow {TAG} until 2026-12-31", "the reason is missing"),
    (f"allow {TAG} until 2026-12-31 --", "the reason is missing"),
    (f"allow {TAG} -- .", "the reason says nothing"),
    (f"allow {TAG} -- ok", "the reason says nothing"),
    (f"allow {TAG} -- 12345", "the reason says nothing"),
    (f"allow {TAG} -- 👍👍", "the reason says nothing"),
    (f"allow {TAG} - because it is so", "does not follow two hyphens"),
    (f"allow {TAG} — because it is so", "does not follow two hyphens"),
    (f"allow {TAG} – because it is so", "does not follow two hyphens"),
    (f"allow {TAG} --because it is so", "does not follow two hyphens"),
    (f"allow {TAG} because it is so", "does not follow two hyphens"),
    (f"allow {TAG} because -- it is so", "words stand between"),
    (f"allow {TAG}-- because it is so", "no rule's name"),
    (f"allow {TAG}: because it is so", "no rule's name"),
    ("allow * -- because it is so", "all rules at once"),
    ("allow all -- because it is so", "all rules at once"),
    ("allow ACC-* -- because it is so", "no rule's name"),
    (f"allow {TAG}, missing-approval -- because it is so", "several rules"),
    (f"allow {TAG},missing-approval -- because it is so", "several rules"),
    (f"allow {TAG} , missing-approval -- because it is so", "several rules"),
    (f"allow {TAG} missing-approval -- because it is so", "words stand between"),
    (f"allow '{TAG}' -- because it is so", "no rule's name"),
    (f"allow rule={TAG} -- because it is so", "no rule's name"),
    (f"allow {TAG} until -- because it is so", "no date follows"),
    (f"allow {TAG} until summer -- because it is so", "not a date"),
    (f"allow {TAG} until 2026-02-30 -- because it is so", "not a date"),
    (f"allow {TAG} until 31/12/2026 -- because it is so", "not a date"),
    (f"allow {TAG} until 2026-12 -- because it is so", "not a date"),
    (f"allow {TAG} until 2026-12-31T09:00 -- because it is so", "has a time"),
    (f"allow {TAG} until 31 December 2026 -- because it is so", "not a date"),
    (f"allow {TAG} until 2026-12-31 or later -- because it is so", "between the date and the reason"),
    (f"allow {TAG} 2026-12-31 -- because it is so", "'until' is missing"),
    (f"allow {TAG} til 2026-12-31 -- because it is so", "does not follow the word 'until'"),
    (f"allow {TAG} Until 2026-12-31 -- because it is so", "does not follow the word 'until'"),
]
MALFORMED_WHOLE = [
    (f"<!-- postlint allow {TAG} -- because it is so -->", "a colon"),
    (f"<!-- Postlint: allow {TAG} -- because it is so -->", "small letters"),
    (f"<!-- post-lint: allow {TAG} -- because it is so -->", "small letters"),
    (f"<!--- postlint: allow {TAG} -- because it is so -->", "small letters"),
    (f"<!-- postlint : allow {TAG} -- because it is so -->", "a colon"),
    (f"<!-- postlint: allow {TAG} -- because it is so", "not closed"),
    (f"<!-- postlint: allow {TAG} -- because it is so --", "not closed"),
    (f"<!-- postlint: allow {TAG} <!-- -- because it is so -->", "another comment"),
    (f"<!-- postlint: allow-next-line {TAG} -- because it is so -->", "no line follows"),
]
MALFORMED_DATA: list[tuple[Any, str]] = [
    ("", ""),
    (7, "not a list"),
    (True, "not a list"),
    ({"rule": TAG, "reason": REASON}, "not a list"),
    ([7], "not a table"),
    ([[TAG, REASON]], "not a table"),
    ([{}], "no rule is named"),
    ([{"reason": REASON}], "no rule is named"),
    ([{"rule": "", "reason": REASON}], "no rule is named"),
    ([{"rule": 7, "reason": REASON}], "no rule is named"),
    ([{"rule": [TAG], "reason": REASON}], "no rule is named"),
    ([{"rule": "*", "reason": REASON}], "all rules at once"),
    ([{"rule": f"{TAG}, missing-approval", "reason": REASON}], "several rules"),
    ([{"rule": TAG}], "reason is missing"),
    ([{"rule": TAG, "reason": None}], "reason is missing"),
    ([{"rule": TAG, "reason": ""}], "reason is missing"),
    ([{"rule": TAG, "reason": "?"}], "says nothing"),
    ([{"rule": TAG, "reason": True}], "not text"),
    ([{"rule": TAG, "reason": REASON, "until": "summer"}], "not a date"),
    ([{"rule": TAG, "reason": REASON, "until": 20261231}], "not a date"),
    ([{"rule": TAG, "reason": REASON, "until": "2026-12-31T09:00"}], "has a time"),
    ([{"rule": TAG, "reason": REASON, "til": "2026-12-31"}], "'til' is no part"),
    ([TAG], "reason is missing"),
]


@cache
def _linter() -> Linter:
    return Linter(
        now=datetime(2026, 11, 20, 10), select=[TAG, "missing-approval", "exception-fault"], ignore=["missing-approval"]
    )


def _faults(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == "exception-fault"]


def _check(body: str, **fields: Any) -> tuple[Finding, ...]:
    return _linter().check(Post(body, **fields)).findings


@pytest.mark.parametrize(("text", "said"), MALFORMED_COMMENTS)
@pytest.mark.parametrize("markup", ["plain", "markdown"])
def test_a_malformed_comment_is_one_clear_finding_and_lets_nothing_pass(text: str, said: str, markup: Any) -> None:
    findings = _check(f"{BODY}\n<!-- postlint: {text} -->\nBye.", markup=markup)

    (fault,) = _faults(findings)
    assert (fault.case, fault.severity, fault.status) == ("malformed", "error", "reported")
    assert said in fault.message
    assert all(finding.status == "reported" for finding in findings)


@pytest.mark.parametrize(("comment", "said"), MALFORMED_WHOLE)
def test_what_was_meant_for_postlint_is_never_passed_over(comment: str, said: str) -> None:
    findings = _check(f"{BODY}\n{comment}")

    (fault,) = _faults(findings)
    assert fault.case == "malformed"
    assert said in fault.message
    assert all(finding.status == "reported" for finding in findings)


@pytest.mark.parametrize(("data", "said"), MALFORMED_DATA[1:])
def test_a_malformed_field_is_one_clear_finding_and_lets_nothing_pass(data: object, said: str) -> None:
    draft = readers.read("post.json", json.dumps({"body": BODY, "allow": data}).encode())
    (report,) = _linter().check_draft(draft, ROOT)

    (fault,) = _faults(report.findings)
    assert fault.case == "malformed"
    assert said in fault.message
    assert [finding.status for finding in report.findings] == ["reported", "reported"]


def test_there_are_fifty_of_them() -> None:
    assert len(MALFORMED_COMMENTS) + len(MALFORMED_WHOLE) + len(MALFORMED_DATA) > 80


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (f"{BODY} <!-- postlint: allow {TAG} -- {REASON} -->", ["suppressed"]),
        (f"<!--postlint:allow {TAG} -- {REASON}-->\n{BODY}", ["suppressed"]),
        (f"<!-- postlint: allow {TAG}\n until 2026-11-20\n -- {REASON} -->\n\n{BODY}", ["suppressed"]),
        (
            f"#lanternwalk\n<!-- postlint: allow-next-line {TAG} -- {REASON} -->\n#choirpractice",
            ["reported", "suppressed"],
        ),
        (f"#lanternwalk #choirpractice <!-- postlint: allow {TAG} -- {REASON} -->", ["suppressed", "suppressed"]),
        (f"{BODY} <!-- a note to the office -->", ["reported"]),
    ],
)
def test_an_exception_reaches_as_far_as_it_says(body: str, statuses: list[str]) -> None:
    findings = _check(body)

    assert _faults(findings) == []
    assert [finding.status for finding in findings] == statuses
    assert all(finding.reason.startswith(REASON) for finding in findings if finding.status == "suppressed")


@pytest.mark.parametrize(
    ("allow", "case", "severity", "status"),
    [
        (Allow(TAG, REASON), None, None, "suppressed"),
        (Allow(TAG, REASON, datetime(2026, 11, 20).date()), None, None, "suppressed"),
        (Allow(TAG, REASON, datetime(2026, 11, 19).date()), "expired", "error", "reported"),
        (Allow("ACS-003", REASON), "renamed", "info", "suppressed"),
        (Allow("hashtag-not-camelcase", REASON), "unknown", "warning", "reported"),
        (Allow("hidden-characters", REASON), None, None, "reported"),  # it was not run, so nobody knows
        (Allow("unreadable-image", REASON), "never", "error", "reported"),
        (Allow("exception-fault", REASON), "never", "error", "reported"),
        (Allow(TAG), "malformed", "error", "reported"),
    ],
)
def test_an_exception_says_of_itself_what_is_wrong(allow: Allow, case: str | None, severity: str, status: str) -> None:
    findings = _check(BODY, allow=[allow])

    assert [(fault.case, fault.severity) for fault in _faults(findings)] == ([(case, severity)] if case else [])
    assert [finding.status for finding in findings if finding.rule == TAG] == [status]


def test_an_unused_or_a_second_exception_is_a_warning() -> None:
    unused = _check("Nothing here.", allow=[Allow(TAG, REASON)])
    twice = _check(f"{BODY} <!-- postlint: allow {TAG} -- {REASON} -->", allow=[Allow(TAG, REASON)])

    assert [(fault.case, fault.severity) for fault in unused] == [("unused", "warning")]
    assert [fault.case for fault in _faults(twice)] == ["unused"]


def test_faults_of_exceptions_cannot_be_let_pass() -> None:
    findings = _check("Nothing.", allow=[Allow("exception-fault", REASON), Allow(TAG, REASON)])

    assert [finding.status for finding in findings] == ["reported", "reported"]


def test_a_comment_in_an_alternative_text_or_in_code_lets_nothing_pass() -> None:
    comment = f"<!-- postlint: allow {TAG} -- {REASON} -->"
    in_alt = _check(BODY, images=[Image("a.jpg", alt=f"Lamps {comment}")])
    in_code = _check(f"{BODY}\n\n    {comment}\n", markup="markdown")

    for findings, said in ((in_alt, "does not stand in the body"), (in_code, "it stands in code")):
        (fault,) = _faults(findings)
        assert said in fault.message
        assert all(finding.status == "reported" for finding in findings)


def test_an_exception_that_posts_of_a_thread_share_is_told_of_once_and_only_if_none_needs_it() -> None:
    def check(*bodies: str) -> list[str]:
        allow = [{"rule": TAG, "reason": REASON}]
        draft = readers.read("t.json", json.dumps({"thread": bodies, "allow": allow}).encode())
        return [f.case for post in _linter().check_draft(draft, ROOT) for f in _faults(post.findings)]

    assert check("One.", "Two.", "Three.") == ["unused"]
    assert check("One.", BODY, "Three.") == []


def test_equal_posts_with_unused_exceptions_of_their_own_are_each_told_of() -> None:
    one = {"body": f"Nothing. <!-- postlint: allow {TAG} -- {REASON} -->", "allow": [{"rule": TAG, "reason": REASON}]}
    draft = readers.read("t.json", json.dumps([one, one]).encode())
    posts = _linter().check_draft(draft, ROOT)

    assert [len(_faults(post.findings)) for post in posts] == [2, 2]


def test_a_sheet_writes_exceptions_as_comments_do() -> None:
    text = f"{TAG} until 2026-12-31 -- {REASON}"
    draft = readers.read("post.json", json.dumps({"body": BODY, "allow": text}).encode())
    (report,) = _linter().check_draft(draft, ROOT)

    assert [(f.status, f.reason) for f in report.findings] == [("suppressed", f"{REASON} (until 2026-12-31)")]


def test_a_word_that_may_be_anything_is_not_repeated() -> None:
    (fault,) = _faults(_check(f"Hello. <!-- postlint: allow Amélie -- {REASON} -->"))

    assert "Amélie" not in fault.message
