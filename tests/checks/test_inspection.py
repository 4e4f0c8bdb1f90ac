"""Comments on inspections, and grades that do not belong to the day of the inspection."""

from __future__ import annotations

from datetime import date

import pytest

from linter import packs
from linter.checks import claim
from linter.checks.inspection import Options, Scale, check
from linter.evidence import Evidence
from linter.post import Post
from tests.conftest import sample_linter

RULE = "inspection-commentary"


def _cases(body: str) -> list[str]:
    post = Post(body=body)
    options = packs.load().rules[RULE].options
    return [hit.case for hit in check(post, Evidence(post, sample_linter().context), options)]


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("Ofsted rated our school Good in May 2022", ""),
        ("Ofsted rated our school Good in May 2025", "overall-grade"),
        ("Ofsted rated our behaviour and attitudes Good in May 2025", ""),
        ("Ofsted rated our school Good in May 2026", "wrong-scale"),
        ("Ofsted rated our school Good this week", "wrong-scale"),
        ("Our Ofsted report card: strong standard for inclusion", ""),
        ("Ofsted gave us the strong standard for inclusion in May 2022", "wrong-scale"),
        ("Ofsted judged us to be Outstanding", ""),
        ("Estyn judged our school Excellent in 2019", ""),
        ("Estyn judged our school Excellent in 2024", "wrong-scale"),
        ("SIAMS: our school was graded Excellent in June 2025", "wrong-scale"),
        ("We were graded Outstanding in our section 48 inspection in June 2025", ""),
    ],
)
def test_a_grade_is_compared_with_the_scale_of_its_day(body: str, case: str) -> None:
    assert _cases(body) == [case]


@pytest.mark.parametrize(
    "body",
    [
        "Ofsted are inspecting us today and tomorrow. Use Parent View to tell them what you think.",
        "Our Ofsted report is on the website.",
        "Ofsted grades schools by area.",
    ],
)
def test_notices_and_links_are_no_comments(body: str) -> None:
    assert _cases(body) == []


def test_the_scales_of_a_body_do_not_overlap() -> None:
    scales: tuple[Scale, ...] = packs.load().rules[RULE].options.scales
    clashes = [
        (one.name, other.name)
        for at, one in enumerate(scales)
        for other in scales[at + 1 :]
        if set(one.bodies) & set(other.bodies) and (one.holds_on(other.start) or other.holds_on(one.start))
    ]

    assert clashes == []
    assert all(scale.source for scale in scales)


SAID = claim.Options((claim.Claim(said=("x",)),))


@pytest.mark.parametrize(
    ("scale", "message"),
    [
        (Scale("a", (), "s", date(2024, 1, 1)), r"scales\[0\].bodies: is empty"),
        (Scale("a", ("b",), "s", date(2024, 1, 2), date(2024, 1, 1)), r"scales\[0\].until: is before"),
        (Scale("a", ("b",), "s", date(2024, 1, 1), grades=("…",)), r"scales\[0\].grades: "),
    ],
)
def test_a_scale_that_cannot_be_is_refused(scale: Scale, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Options(SAID, (scale,)).validate()
