"""Claims: something said of a topic, in its sentence or in the next, unless something excuses it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from linter.checks.claim import Claim, Options, check, needs
from linter.evidence import Evidence
from linter.post import Approval, Post
from tests.conftest import sample_linter

RESULTS = Claim(topic=("results",), said=("{percent}", "amazing"), within=4)


def _found(body: str, *claims: Claim, **options: Any) -> list[str]:
    post = Post(body=body)
    hits = check(post, Evidence(post, sample_linter().context), Options(claims or (RESULTS,), **options))
    return [body[hit.start : hit.end] + (f" [{hit.case}]" if hit.case else "") for hit in hits]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Results: 84%", ["Results: 84%"]),
        ("84% in our results", ["84% in our results"]),
        ("Amazing results, 84%, amazing", ["Amazing results, 84%, amazing"]),
        ("The results came out on Monday and are amazing", []),
        ("Results are in. 84%!", []),
        ("84% of us like jam", []),
        ("Results day", []),
    ],
)
def test_what_is_said_stands_near_its_topic(body: str, found: list[str]) -> None:
    assert _found(body) == found


def test_what_is_said_may_stand_in_the_next_sentence() -> None:
    claim = Claim(topic=("results",), said=("{percent}",), carry=1)

    assert _found("Results are in! We got 84%.", claim) == ["Results are in! We got 84%"]
    assert _found("We got 84%. Results are in!", claim) == []
    assert _found("Results are in! Hooray. We got 84%.", claim) == []


def test_one_sentence_is_enough_where_it_says_it_all() -> None:
    claim = Claim(topic=("results",), said=("{percent}", "amazing"), carry=1)

    assert _found("Results: 84%. Amazing weather too.", claim) == ["Results: 84%"]


def test_a_topic_may_have_to_come_first() -> None:
    claim = Claim(topic=("results",), said=("{percent}",), ordered=True)

    assert _found("84% in the results", claim) == []


def test_a_claim_without_a_topic_stands_by_itself() -> None:
    assert _found("The best ever", Claim(said=("best ever",))) == ["best ever"]


def test_a_context_must_stand_somewhere() -> None:
    claim = Claim(said=("best ever",), context=("exam|exams",))

    assert _found("The best ever", claim) == []
    assert _found("Exams are over. The best ever!", claim) == ["best ever"]


@pytest.mark.parametrize(
    "options",
    [{"unless": ("{percent} off",)}, {"unless_near": ("sale",)}, {"general": ("schools",), "own": ("our",)}],
)
def test_excuses_hold(options: dict[str, Any]) -> None:
    assert _found("Results: 84% off in the sale for schools", **options) == []


def test_excuses_in_another_sentence_hold_only_anywhere() -> None:
    body = "Football. Results: 84%"

    assert _found(body, Claim(topic=("results",), said=("{percent}",), unless_near=("football",))) != []
    assert _found(body, Claim(topic=("results",), said=("{percent}",), unless_anywhere=("football",))) == []


def test_talk_of_schools_in_general_is_no_claim() -> None:
    options: dict[str, Any] = {"general": ("schools", "nationally"), "own": ("our",)}

    assert _found("Results rose to 84% nationally", **options) == []
    assert _found("Our results rose to 84%, more than nationally", **options) != []
    assert _found("Schools got letters. Results: 84%.", **options) == []
    assert _found("Schools got letters. Results: 84%. Our hall is warm.", **options) != []
    assert _found("Results: 84% nationally", Claim(topic=("results",), said=("{percent}",), general=True), **options)


def test_how_it_is_said_may_excuse_it() -> None:
    claim = Claim(topic=("results",), said=("amazing",), unless_said=("question",))

    assert _found("Are our results amazing?", claim) == []


def test_an_amount_may_have_to_be_small() -> None:
    claim = Claim(said=("{count} pupils",), at_most=5.0, case="small")

    assert _found("Two pupils", claim) == ["Two pupils [small]"]
    assert _found("40 pupils", claim) == []


def test_a_case_says_more_than_none() -> None:
    assert _found("Results: 84%", RESULTS, Claim(said=("{percent}",), case="figure")) == ["84% [figure]"]


@pytest.mark.parametrize(
    ("approval", "found"),
    [
        (None, True),
        (Approval(by="S01"), False),
        (Approval(by="S05"), True),
        (Approval(by="S01", digest="sha256:00"), True),
    ],
)
def test_an_approval_by_who_may_give_it_lifts_the_rule(approval: Approval | None, found: bool) -> None:
    post = Post(body="Results: 84%", approval=approval)
    options = Options((RESULTS,), lifted_by=("headteacher",))

    assert bool([*check(post, Evidence(post, sample_linter().context), options)]) == found


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(()), "claims: is empty"),
        (Options((Claim(said=()),)), r"claims\[0\].said: is empty"),
        (Options((Claim(said=("… x",)),)), r"claims\[0\].said: .* begins or ends"),
        (Options((Claim(said=("x",), topic=("{nobody}",)),)), r"claims\[0\].topic: "),
        (Options((Claim(said=("x",), within=-1),)), r"claims\[0\].within: "),
        (Options((Claim(said=("x",)),), general=("…",)), "general: "),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        options.validate()


def test_the_words_that_a_claim_needs_are_known() -> None:
    assert needs(Options((RESULTS,))) == [(RESULTS.said, RESULTS.topic)]
    assert needs(Options((RESULTS,), parts=("image",))) is None


@pytest.mark.parametrize(("policy", "severity"), [("default", "warning"), ("chase-terrace", "error")])
def test_how_severe_a_comment_on_results_is_depends_on_the_policy(policy: str, severity: str) -> None:
    findings = sample_linter(policy).check(Post(body="Our SATs results: 84%", account="main")).findings

    assert {f.severity for f in findings if f.rule == "performance-commentary"} == {severity}


@pytest.mark.parametrize(
    ("policy", "lifted"), [("default", False), ("chase-terrace", False), ("cheadle-heath", True), ("testbourne", True)]
)
def test_the_heads_approval_lifts_a_comment_on_results_where_the_policy_says_so(policy: str, lifted: bool) -> None:
    post = Post(
        body="Our SATs results: 84%", account="main", approval=Approval(by="S01", on=datetime(2026, 11, 19).date())
    )
    rules = {finding.rule for finding in sample_linter(policy).check(post).findings}

    assert ("performance-commentary" not in rules) == lifted
