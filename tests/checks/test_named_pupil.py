"""Kind `named-pupil`: cases, consents, approvals, lists of names, and what the profiles make of them."""

from __future__ import annotations

from typing import Any

import pytest

from linter.approvals import digest
from linter.checks.named_pupil import Options
from linter.engine import Linter
from linter.finding import Finding
from linter.people_options import Allowed, AllowedName
from linter.post import Approval, Image, Post
from linter.settings import load
from linter.value import replace
from tests.conftest import NOW, SAMPLES, sample_linter

FULL, FIRST = "pupil-full-name", "pupil-first-name"
LISTED, UNKNOWN = "do-not-publish-pupil", "possible-child-name"
RULES = {FULL, FIRST, LISTED, UNKNOWN}


def found(body: str, profile: str = "default", **fields: Any) -> list[Finding]:
    """Return what the rules about pupils' names find in a post of the sample school."""
    post = Post(body=body, **{"account": "main", "platforms": ("facebook",), **fields})
    return [finding for finding in sample_linter(profile).check(post).findings if finding.rule in RULES]


def told(body: str, profile: str = "default", **fields: Any) -> list[tuple[str, str]]:
    """Return (rule, case) of each finding."""
    return [(finding.rule, finding.case) for finding in found(body, profile, **fields)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Chidera Nwankwolu read aloud", [(FULL, "")]),
        ("B. Mbekiani drew this", [(FULL, "")]),
        ("Vivaan Gajarwala drew this", [(FULL, "misspelt")]),
        ("Desmond Fairlamb came", [(FULL, "shared")]),
        ("Zofia brought a snail", [(FIRST, "")]),
        ("Zofia (Wrens) brought a snail", [(FIRST, "with-class")]),
        ("Zofia, 5, brought a snail", [(FIRST, "with-class")]),
        ("Zofia joined the choir", [(FIRST, "with-club")]),
        ("Zofia won", [(FIRST, "with-achievement")]),
        ("Drawn by Isla D", [(FIRST, "with-initial")]),
        ("We painted Hope in blue", [(FIRST, "doubtful")]),
    ],
)
def test_a_case_says_how_a_pupil_is_named(body: str, expected: list[tuple[str, str]]) -> None:
    assert told(body) == expected


def test_one_place_is_told_once() -> None:
    assert told("Ayaan Waabberi (Kestrels) won the race") == [(LISTED, "")]
    assert told("Chidera Nwankwolu (Kestrels) won the race") == [(FULL, "")]


def test_a_list_of_names_is_one_finding_with_their_number() -> None:
    names = "Haoran Zhengwei, Zahra Ismailova-Green, Andreea Dumitrașcan, Jamal Rowetowne and Gurpreet Sohalvi"

    (finding,) = found(f"Choir: {names}.")

    assert finding.case == "register"
    assert finding.found == names
    assert "5 pupils" in finding.message


def test_a_listed_child_in_a_list_of_names_is_told_beside_it() -> None:
    names = "Haoran Zhengwei, Zahra Ismailova-Green, Andreea Dumitrașcan, Jamal Rowetowne, Gurpreet Sohalvi"

    assert sorted(told(f"Choir: {names}, Danny Connorsley")) == [(LISTED, ""), (FULL, "register")]


def test_nothing_that_is_printed_has_the_name() -> None:
    (finding,) = found("Chidera Nwankwolu read aloud")

    assert "Chidera" not in finding.message + finding.fix + finding.excerpt
    assert finding.excerpt == "C••• N•••"


@pytest.mark.parametrize(
    ("body", "platforms", "expected"),
    [
        ("Kofi Asantewor sang", ("facebook",), []),
        ("Kofi sang", ("facebook",), []),
        ("Kofi Asantewor sang", ("facebook", "x"), [(FULL, "")]),
        ("Kofi Asantewor sang", ("x",), [(FULL, "")]),
        ("Grace (Wrens) sang", ("facebook",), []),
        ("Grace Oduya-Marsh sang", ("facebook",), [(FULL, "")]),  # agreed to the first name alone
        ("Rose (Kestrels) sang", ("facebook",), [(FIRST, "with-class")]),  # last year's consent
        ("Chidera sang", ("facebook",), [(FIRST, "")]),
    ],
)
def test_a_consent_holds_for_its_channels_its_time_and_its_form(
    body: str, platforms: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(body, platforms=platforms) == expected


BODY = "Chidera Nwankwolu read aloud"
BOUND = Approval("S01", NOW.date(), digest=digest(Post(body=BODY), ()))


@pytest.mark.parametrize(
    ("profile", "approval", "expected"),
    [
        ("default", None, [("", "error")]),
        ("default", Approval("S01"), [("", "error")]),
        ("default", Approval("S01", digest="sha256:0"), [("", "error")]),
        ("default", BOUND, [("approved", "info")]),
        ("testbourne", None, [("", "error")]),
        ("testbourne", Approval("S01"), []),
        ("testbourne", Approval("S01", digest="sha256:0"), [("", "error")]),
        ("testbourne", BOUND, []),
        ("chase-terrace", BOUND, [("", "error")]),
        ("coniston", BOUND, [("", "error")]),
        ("trust", BOUND, [("", "error")]),
        ("cheadle-heath", BOUND, [("", "error")]),
    ],
)
def test_each_policy_says_whether_an_approval_lifts_a_full_name(
    profile: str, approval: Approval | None, expected: list[tuple[str, str]]
) -> None:
    assert [(one.case, one.severity) for one in found(BODY, profile, approval=approval)] == expected


@pytest.mark.parametrize(
    ("profile", "severity"),
    [
        ("default", "warning"),
        ("chase-terrace", "error"),
        ("coniston", "error"),
        ("trust", "error"),
        ("cheadle-heath", "error"),
        ("testbourne", "error"),
    ],
)
def test_each_policy_says_how_bad_a_first_name_with_a_class_is(profile: str, severity: str) -> None:
    assert {one.severity for one in found("Zofia (Wrens) brought a snail", profile)} == {severity}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chidera Nwankwolu", []),
        (AllowedName("Chidera Nwankwolu", (FULL,)), []),
        (AllowedName("Chidera Nwankwolu", (FIRST,)), [FULL]),
        (AllowedName("Chidera Nwankwolu", (FIRST, FULL)), []),
    ],
)
def test_an_allowed_name_passes_the_rules_it_is_allowed_for(name: str | AllowedName, expected: list[str]) -> None:
    settings = replace(load(SAMPLES / "postlint.toml"), allow=Allowed(names=(name,)))
    linter = Linter(settings, policy="default", now=NOW, select=RULES)

    assert [one.rule for one in linter.check(Post(body=BODY, account="main")).findings] == expected


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"title": "Zofia's snail"}, "title"),
        ({"images": [Image("a.jpg", alt="Zofia's snail")]}, "alt:0"),
        ({"images": [Image("zofia-kwiatek.jpg")]}, "image:0/name"),
        ({"images": [Image("a.jpg", credit="Zofia Kwiatek")]}, "field:images.0.credit"),
        ({"images": [Image("a.jpg", tags=("Zofia Kwiatek",))]}, "field:images.0.tags.0"),
        ({"reply_to": "@zofiakwiatek"}, "field:reply_to"),
    ],
)
def test_every_part_is_looked_at(fields: dict[str, Any], part: str) -> None:
    assert part in {finding.place.part for finding in found("A snail", **fields)}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"forms": ()}, "forms"),
        ({"forms": ("ful",)}, "forms"),
        ({"sure": 0.2, "doubtful": 0.4}, "sure"),
        ({"sure": 1.2}, "sure"),
        ({"register": 1}, "register"),
        ({"clubs": ("{nothing}",)}, "clubs"),
    ],
)
def test_options_that_cannot_work_are_refused(changed: dict[str, Any], message: str) -> None:
    options = Options(**{"allowed_as": FULL, "forms": ("full",), **changed})

    with pytest.raises(ValueError, match=f"^{message}"):
        options.validate()
