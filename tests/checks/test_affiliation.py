"""Personal accounts that say where their owner works, in a post or in the profile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.checks.affiliation import Options
from linter.checks.frame import Frame
from linter.engine import Linter
from linter.post import Author, Post
from linter.settings import Account
from tests.conftest import NOW, sample_linter

RULE = "employment-disclosed"

SAID = """
Another day teaching Y4 at Thistlebrook Primary
Y2 teacher @Thistlebrook
proud TA at TPS
As a teacher at Thistlebrook I think tests should go
I work for the Trust
my school (Thistlebrook) is great
As a Thistlebrook teacher I'm backing the strike
I'm the new SENCo at Thistlebrook!
First day as caretaker at TPS
Delighted to be joining Thistlebrook as Deputy Head
We teachers at Thistlebrook are happy
my class at Thistlebrook made lanterns
I've been teaching at Thistlebrook for a decade
Headteacher, Thistlebrook Primary School. Dad. Cyclist.
I teach at #ThistlebrookPrimary
Love working @ThistlebrookPri
Proud to work for Mere Valley Learning Trust
""".strip().splitlines()

NOT_SAID = """
My son loves Thistlebrook
My kids go to Thistlebrook
The teachers at Thistlebrook are wonderful
Well done @ThistlebrookPri!
My daughter's teacher at Thistlebrook is ace
My wife works at Thistlebrook
I was a pupil at Thistlebrook
I love how they teach phonics at Thistlebrook
My son is taught by lovely people at Thistlebrook
I'm the proud mum of two Thistlebrook pupils
Vacancy: teacher at Thistlebrook
My old school Thistlebrook is 100 years old
My neighbour is the cook at Thistlebrook
Head to Thistlebrook for the fair!
I don't work at Thistlebrook
""".strip().splitlines()


def _found(body: str, policy: str = "default", bio: str = "") -> list[tuple[str, str]]:
    settings = replace(
        sample_linter(policy).settings,
        accounts={"reader": Account(handles=("@reader",), type="personal", owners=("S05",), bio=bio)},
    )
    linter = Linter(settings, policy=policy, select=[RULE], now=NOW)
    report = linter.check(Post(body=body, account="reader", author=Author(id="S05")))
    return [(finding.case, finding.severity) for finding in report.findings]


@pytest.mark.parametrize("body", SAID)
def test_saying_that_one_works_at_the_school_is_found(body: str) -> None:
    assert _found(body) == [("", "info")]


@pytest.mark.parametrize("body", NOT_SAID)
def test_naming_the_school_as_a_parent_or_visitor_is_not(body: str) -> None:
    assert _found(body) == []


@pytest.mark.parametrize(
    "bio", ["Y2 teacher @Thistlebrook", "Mam | runner | TA at TPS", "Teaching at Thistlebrook since 2012"]
)
def test_a_profile_that_says_it_is_a_case_of_its_own(bio: str) -> None:
    assert _found("Rain again", bio=bio) == [("bio", "info")]


def test_a_profile_that_only_names_the_school_is_silent() -> None:
    assert _found("Rain again", bio="Dad of two at Thistlebrook") == []


@pytest.mark.parametrize(
    ("policy", "plain", "disreputable"),
    [
        ("default", [("", "info")], [("disrepute", "warning")]),
        ("chase-terrace", [("", "error")], [("disrepute", "error")]),
        ("testbourne", [("", "info")], [("disrepute", "error")]),
        ("trust", [], []),
        ("cheadle-heath", [], []),
    ],
)
def test_policies_differ_in_how_grave_it_is(
    policy: str, plain: list[tuple[str, str]], disreputable: list[tuple[str, str]]
) -> None:
    assert _found("Proud TA at TPS", policy) == plain
    assert _found("Proud TA at TPS, currently hungover", policy) == disreputable


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options(frames=()), "frames"),
        (Options(frames=(Frame(slots=(("a",),)),)), r"frames\[0\].slots"),
        (Options(frames=(Frame(slots=(("a",), ("b",))),), disrepute=("{x}",)), "disrepute"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{key}: "):
        options.validate()
