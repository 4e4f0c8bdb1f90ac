"""Kind `photo-consent`: who agreed to a picture, for where and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from linter import checks
from linter.checks.photo_consent import Options
from linter.evidence import Evidence
from linter.people import Consent
from linter.post import Image, People, Post
from tests.conftest import sample_linter

KIND = checks.load("photo-consent")
PUPIL = "P001"
GOOD = Consent("C-1", PUPIL, "consent", ("facebook", "x"), ("image",), date(2026, 9, 1), date(2027, 7, 31))


def _cases(
    consents: tuple[Consent, ...],
    image: Image,
    options: Options | None = None,
    platforms: tuple[str, ...] = ("facebook",),
    schedule: datetime | date | None = None,
) -> list[str]:
    context = sample_linter().context.at(sample_linter().context.now)
    people = context.people
    context.__dict__["people"] = _Lists(people, consents)
    post = Post("A picture.", account="main", platforms=platforms, images=(image,), schedule=schedule)
    return [hit.case for hit in KIND.check(post, Evidence(post, context), options or Options())]


class _Lists:
    """The lists of people of the sample school with other consents."""

    def __init__(self, people: object, consents: tuple[Consent, ...]) -> None:
        self._people = people
        self.consents = consents

    def __getattr__(self, name: str) -> object:
        return getattr(self._people, name)


def _shown(*ids: str, consent: str | None = None, people: People | None = "pupils") -> Image:
    return Image("fair.jpg", people=people, person_ids=ids, consent=consent)


def test_a_consent_in_force_for_the_platform_is_enough() -> None:
    assert _cases((GOOD,), _shown(PUPIL)) == []
    assert _cases((GOOD,), _shown(consent="C-1")) == []


@pytest.mark.parametrize(
    ("changed", "case"),
    [
        (replace(GOOD, until=date(2026, 10, 1)), "ended"),
        (replace(GOOD, withdrawn=date(2026, 11, 19)), "withdrawn"),
        (replace(GOOD, start=date(2027, 1, 1)), "not-begun"),
        (replace(GOOD, granularity=("work", "first-name")), "no-pictures"),
        (replace(GOOD, channels=("website",)), "channel"),
        (replace(GOOD, channels=()), "channel"),
        (replace(GOOD, person_id="P002"), "none"),
    ],
)
def test_a_consent_that_does_not_cover_the_post_is_told_with_its_reason(changed: Consent, case: str) -> None:
    assert _cases((changed,), _shown(PUPIL)) == [case]


def test_the_day_of_publication_counts_not_today() -> None:
    ends_soon = replace(GOOD, until=date(2026, 11, 30))

    assert _cases((ends_soon,), _shown(PUPIL), schedule=datetime(2026, 11, 30, 23, 0)) == []
    assert _cases((ends_soon,), _shown(PUPIL), schedule=date(2026, 12, 1)) == ["ended"]


def test_a_schedule_in_the_past_revives_no_consent() -> None:
    assert _cases((replace(GOOD, until=date(2026, 11, 1)),), _shown(PUPIL), schedule=date(2026, 10, 1)) == ["ended"]


def test_of_several_consents_of_a_person_one_is_enough() -> None:
    old = replace(GOOD, id="C-0", until=date(2026, 7, 31))

    assert _cases((old, GOOD), _shown(PUPIL)) == []


def test_a_consent_that_is_named_is_the_one_that_counts() -> None:
    old = replace(GOOD, id="C-0", until=date(2026, 7, 31))

    assert _cases((old, GOOD), _shown(PUPIL, consent="C-0")) == ["ended"]


def test_everybody_in_the_picture_must_have_agreed() -> None:
    other = replace(GOOD, id="C-2", person_id="P002", withdrawn=date(2026, 10, 1))

    assert _cases((GOOD, other), _shown(PUPIL, "P002")) == ["withdrawn"]
    assert _cases((GOOD, other), _shown(consent="C-1; C-2")) == ["withdrawn"]


def test_a_platform_may_be_called_by_its_old_name() -> None:
    assert _cases((replace(GOOD, channels=("twitter",)),), _shown(PUPIL), platforms=("x",)) == []


def test_a_reference_that_no_list_has_is_unknown() -> None:
    assert _cases((GOOD,), _shown(consent="C-9")) == ["unknown"]


@pytest.mark.parametrize(
    ("people", "options", "cases"),
    [
        ("pupils", Options(), [""]),
        ("both", Options(), [""]),
        ("adults", Options(), []),
        ("adults", Options(of=("adults", "both", "pupils")), ["adults"]),
        ("none", Options(), []),
        (None, Options(), []),
    ],
)
def test_who_is_shown_decides_whose_consent_is_asked_for(
    people: People | None, options: Options, cases: list[str]
) -> None:
    assert _cases((GOOD,), _shown(people=people), options) == cases


def test_nobody_to_ask_is_a_fault_of_the_rule() -> None:
    with pytest.raises(ValueError, match="of: names who"):
        Options(of=()).validate()
