"""Personal posts that are linked to the school need a disclaimer; profiles differ in where and from whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.checks.missing_disclaimer import Options, check
from linter.engine import Linter
from linter.evidence import Evidence
from linter.post import Author, Post
from linter.settings import Account
from tests.conftest import NOW, sample_linter

RULE = "missing-views-disclaimer"


def _found(
    body: str, policy: str = "default", account: str = "ms-okafor", author: str = "S05"
) -> list[tuple[str, str, str]]:
    post = Post(body=body, account=account, author=Author(id=author))
    findings = sample_linter(policy).check(post).findings
    return [(finding.case, finding.found, finding.severity) for finding in findings if finding.rule == RULE]


@pytest.mark.parametrize(
    ("body", "case", "found"),
    [
        ("Loved the choir at Thistlebrook and at Thistlebrook's fair", "", "Thistlebrook"),
        ("Read https://thistlebrook.example/news", "", "https://thistlebrook.example/news"),
        ("my Y6s are stars", "affiliated", "my Y6s"),
        ("As a primary school teacher, marking is endless", "affiliated", "As a primary school teacher"),
        ("My school is 100! Views are those of my school", "wrong-wording", "Views are those of my school"),
        ("As a school we oppose phones at Thistlebrook", "speaks-as-school", "As a school we"),
    ],
)
def test_one_finding_marks_what_shows_the_link(body: str, case: str, found: str) -> None:
    assert [hit[:2] for hit in _found(body)] == [(case, found)]


@pytest.mark.parametrize(
    "body",
    [
        "My sourdough finally worked",
        "My yoga class at the gym was fab",
        "My piano students played Chopin",
        "When I was at my school we had chalk",
        "My son's school is closed",
        "We've decided to get a puppy",
        "We agreed to disagree about homework",
        "Teachers deserve better",
    ],
)
def test_a_post_without_a_link_to_the_school_is_left_alone(body: str) -> None:
    assert _found(body) == []


def test_the_profile_of_the_account_counts_unless_the_policy_wants_it_in_the_post() -> None:
    body = "Lanterns at Thistlebrook"

    assert _found(body, account="mr-varga", author="S04") == []
    assert _found(body, "trust", account="mr-varga", author="S04") == [("", "Thistlebrook", "error")]
    assert _found(f"{body}. Views my own.", "trust", account="mr-varga", author="S04") == []


def test_only_a_named_school_counts_where_the_policy_leaves_the_rest_alone() -> None:
    assert _found("As a teacher, I love rain", "cheadle-heath") == []
    assert _found("We have decided that phonics is wrong", "cheadle-heath") == []
    assert _found("Rain at Thistlebrook", "cheadle-heath") == [("", "Thistlebrook", "error")]


def test_whoever_may_speak_for_the_school_is_exempt_where_the_policy_says_so() -> None:
    assert _found("Lanterns at Thistlebrook", author="S01") != []
    assert _found("Lanterns at Thistlebrook", "chase-terrace", author="S01") == []
    assert _found("Lanterns at Thistlebrook", "chase-terrace", author="S05") != []


@pytest.mark.parametrize(
    ("bio", "cases"),
    [
        ("Y2 teacher @ThistlebrookPri", ["bio"]),
        ("Y2 teacher @ThistlebrookPri. Views mine", []),
        ("Teacher. Runner.", []),
    ],
)
def test_a_profile_that_names_the_school_needs_a_disclaimer_itself(bio: str, cases: list[str]) -> None:
    settings = sample_linter().settings
    accounts = {**settings.accounts, "reader": Account(handles=("@reader",), type="personal", owners=("S05",), bio=bio)}
    report = Linter(replace(settings, accounts=accounts), now=NOW).check(Post(body="Rain", account="reader"))

    found = [finding for finding in report.findings if finding.rule == RULE]
    assert [finding.case for finding in found] == cases
    assert all(finding.place.start == finding.place.end == 0 for finding in found)


def test_a_school_may_use_wordings_of_its_own() -> None:
    post = Post(body="Lanterns at Thistlebrook. Just me talking.", account="ms-okafor")
    context = sample_linter().context

    assert [*check(post, Evidence(post, context), Options(wordings=("views my own",)))] != []
    assert [*check(post, Evidence(post, context), Options(wordings=("just me talking",)))] == []


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options(wordings=()), "wordings"),
        (Options(wordings=("views {mine}",)), "wordings"),
        (Options(wordings=("views mine",), collective=("…",)), "collective"),
        (Options(wordings=("views mine",), unless=("maybe?",)), "unless"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{key}: "):
        options.validate()
