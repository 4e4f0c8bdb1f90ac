"""Kind `named-staff`: colleagues who have not agreed are not named; public roles and oneself may be."""

from __future__ import annotations

from typing import Any

import pytest

from linter.checks.named_staff import Options
from linter.post import Author, Image, Post
from tests.conftest import sample_linter

RULE = "colleague-named-without-consent"


def told(body: str, profile: str = "default", **fields: Any) -> list[tuple[str, str, str]]:
    """Return (what is underlined, case, severity) of each finding of the rule."""
    post = Post(body=body, **{"account": "main", "platforms": ("facebook",), **fields})
    found = sample_linter(profile).check(post).findings
    return [(one.found, one.case, one.severity) for one in found if one.rule == RULE]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Elin Pryce-Rowan ran", ["Elin Pryce-Rowan"]),
        ("Mrs Pryce-Rowan ran", ["Pryce-Rowan"]),
        ("Thank you Miss Okafor-Lunn", ["Okafor-Lunn"]),
        ("Mr Marchbanks has left", ["Marchbanks"]),
        ("Mrs Castellane ran", []),
        ("Mr Varga ran", []),
        ("Our chair of governors, Desmond Fairlamb, ran", []),
        ("Our teaching assistant ran", []),
    ],
)
def test_only_those_who_have_not_agreed_are_told(body: str, names: list[str]) -> None:
    assert [name for name, _, _ in told(body)] == names


@pytest.mark.parametrize(
    ("profile", "severity"),
    [("default", "warning"), ("chase-terrace", "error"), ("coniston", "error"), ("trust", "error")],
)
def test_each_policy_says_how_bad_it_is(profile: str, severity: str) -> None:
    assert [one[2] for one in told("Elin Pryce-Rowan ran", profile)] == [severity]


def test_on_a_personal_account_it_is_an_error() -> None:
    assert told("Elin Pryce-Rowan ran", account="mr-varga") == [("Elin Pryce-Rowan", "personal", "error")]


def test_whoever_writes_may_sign() -> None:
    assert told("Ngozi Okafor-Lunn here", author=Author(id="S05")) == []
    assert told("Ngozi Okafor-Lunn here", author=Author(name="Ngozi Okafor-Lunn")) == []
    assert told("Ngozi Okafor-Lunn here", author=Author(id="S04")) != []


def test_a_picture_of_a_colleague_needs_the_colleagues_agreement() -> None:
    shown = [Image("a.jpg", people="adults", person_ids=("S06",))]
    agreed = [Image("a.jpg", people="adults", person_ids=("S01",))]
    with_consent = [Image("a.jpg", people="adults", person_ids=("S06",), consent="C-1")]

    assert [case for _, case, _ in told("Our team", images=shown)] == ["pictured"]
    assert told("Our team", images=agreed) == told("Our team", images=with_consent) == []


def test_a_limit_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^sure"):
        Options(allowed_as=RULE, sure=2).validate()


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Mrs Ashdown joins our kitchen team", ["Ashdown"]),
        ("Football with Mr. Adeyemi's squad", ["Adeyemi"]),
        ("Miss Honey and Mr Tumble came to school", []),
        ("Our visiting author Dr Oyelaran read to us", []),
        ("Mr Varga and Mrs Castellane ran", []),
        ("Dr Who opened the fair in Mr Men socks", []),
        ("we miss you all", []),
        ("Mr Birling has the last word in our Year 11 novel", []),
    ],
)
def test_a_title_with_a_name_on_no_list_is_mentioned(body: str, names: list[str]) -> None:
    assert told(body) == [(name, "not-listed", "info") for name in names]


def test_a_title_is_no_more_than_mentioned_under_a_stricter_policy() -> None:
    assert [one[2] for one in told("Mrs Ashdown joins us", "chase-terrace")] == ["info"]
