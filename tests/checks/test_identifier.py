"""Kind `identifier`: which identifiers are a fault, and which case of it."""

from __future__ import annotations

from typing import Any

import pytest

from linter.checks import identifier
from linter.checks.identifier import Options
from linter.context import Context
from linter.evidence import Evidence
from linter.post import Image, Post
from linter.rule import Example
from linter.value import replace
from tests.conftest import NOW, sample_linter
from tests.evidence.identifiers.gathering import sample_settings
from tests.rules.examples import run

OPTIONS = Options(
    kinds=("UK_PHONE", "EMAIL_ADDRESS", "UK_POSTCODE", "UK_ADDRESS", "UK_NHS", "UK_BANK"),
    cases={"UK_BANK": "bank"},
    allowed=("20-00-00 55779911",),
    public=("0800 1111", "0808 800 5000"),
    roles=("info", "office", "team"),
    services=("0800", "0808", "03"),
    venues=("leisure centre",),
    homes=("mrs",),
)


def _hits(text: str, options: Options = OPTIONS, **changes: Any) -> list[tuple[str, str]]:
    post = Post(body=text)
    evidence = Evidence(post, Context(replace(sample_settings(), **changes), sample_linter().packs, NOW))
    return [(text[hit.start : hit.end], hit.case) for hit in identifier.check(post, evidence, options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 07700 900123", [("07700 900123", "")]),
        ("Ring the office on 01632 960160", []),
        ("Childline: 0800 1111, NSPCC: 0808 800 5000", []),
        ("Ring 0808 157 0123", [("0808 157 0123", "organisation")]),
        ("Ring +353 87 123 4567", [("+353 87 123 4567", "")]),
        ("Ring 0300 123 4567", [("0300 123 4567", "organisation")]),
        ("jo.b@mail.example", [("jo.b@mail.example", "")]),
        ("info@band.example", [("info@band.example", "organisation")]),
        ("team2026@band.example", [("team2026@band.example", "organisation")]),
        ("info.jo@band.example", [("info.jo@band.example", "")]),
        ("office@thistlebrook.example", []),
        ("info@thistlebrook.example", []),
        ("m.varga@thistlebrook.example", [("m.varga@thistlebrook.example", "")]),
        ("Eastmere Leisure Centre, 40 Station Road", [("40 Station Road", "venue")]),
        ("Mrs Bell by the leisure centre, 40 Station Road", [("40 Station Road", "")]),
        ("999 000 0018", [("999 000 0018", "unsure")]),
        ("NHS 999 000 0018", [("999 000 0018", "")]),
        ("Sort code 20-00-00, account 55779911", [("20-00-00, account 55779911", "allowed")]),
        ("Sort code 20-00-00, account 55779912", [("20-00-00, account 55779912", "bank")]),
        ("UPN V000200020001", []),
    ],
)
def test_each_identifier_is_the_case_that_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert _hits(text) == expected


def test_what_is_less_sure_than_asked_is_not_reported() -> None:
    assert _hits("999 000 0018", replace(OPTIONS, least=0.6)) == []


def test_a_hit_carries_why_and_never_what() -> None:
    post = Post(body="NHS 999 000 0018")
    evidence = Evidence(post, Context(sample_settings(), sample_linter().packs, NOW))
    (hit,) = identifier.check(post, evidence, OPTIONS)

    assert hit.values["kind"] == "NHS"
    assert "check character" in hit.values["clues"]
    assert not any(char.isdigit() for char in hit.values["clues"].replace("UK_NHS_2", ""))


def test_only_the_wanted_parts_are_searched() -> None:
    post = Post(body="07700 900123", images=[Image("a.jpg", alt="07700 900124")])
    evidence = Evidence(post, Context(sample_settings(), sample_linter().packs, NOW))

    assert [hit.part for hit in identifier.check(post, evidence, replace(OPTIONS, parts=("alt",)))] == ["alt:0"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kinds": ()}, "kinds: is empty"),
        ({"least": 0.9, "sure": 0.8}, "least: 0.9 and sure: 0.8"),
        ({"sure": 1.5}, "between 0 and 1"),
    ],
)
def test_options_that_cannot_work_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(OPTIONS, **changes).validate()


SEVERITIES = (
    ("vehicle-registration", "The white Audi AB12 CDE is in the way", "", "warning"),
    ("personal-profile-or-handle", "add me on snap: mr_k_maths", "", "warning"),
    ("email-address", "jo.b82@mail.example", "", "error"),
    ("email-address", "info@band.example", "organisation", "info"),
    ("phone-number", "Ring 07700 900123", "", "error"),
    ("nhs-number", "999 000 0018", "unsure", "warning"),
    ("nhs-number", "NHS 999 000 0018", "", "error"),
    ("unique-pupil-number", "V000200020001", "", "error"),
    ("bank-or-card-details", "Sort code 20-00-00, account 55779911", "", "error"),
)
STRICTER = {"vehicle-registration": "error", "personal-profile-or-handle": "error"}


@pytest.mark.parametrize("profile", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
@pytest.mark.parametrize(("rule", "text", "case", "severity"), SEVERITIES)
def test_each_policy_has_its_severity(profile: str, rule: str, text: str, case: str, severity: str) -> None:
    (finding,) = run(Example(post=text, profile=profile)).of(rule)

    expected = STRICTER.get(rule, severity) if profile != "default" else severity
    assert (finding.case, finding.severity, finding.private) == (case, expected, True)


@pytest.mark.parametrize("profile", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
def test_a_pupil_number_cannot_be_silenced(profile: str) -> None:
    post = "<!-- postlint: allow unique-pupil-number until 2026-12-31 -- agreed -->\nV000200020001"
    (finding,) = run(Example(post=post, profile=profile)).of("unique-pupil-number")

    assert finding.status == "reported"
