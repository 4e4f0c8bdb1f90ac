"""Opinions in the wrong voice: a person's on the school's account, the school's by someone who may not give it."""

from __future__ import annotations

import pytest

from linter.checks.frame import Frame
from linter.checks.opinion import Options, check
from linter.evidence import Evidence
from linter.post import Author, Post
from tests.conftest import sample_linter

PERSONAL, FOR_SCHOOL = "personal-view-on-official-account", "opinion-on-school-behalf"


def _found(rule: str, body: str, *, author: str | None = "S03", account: str = "main", category: str = "") -> list[str]:
    post = Post(body=body, account=account, author=Author(id=author) if author else None, category=category or None)
    return [finding.case for finding in sample_linter().check(post).findings if finding.rule == rule]


@pytest.mark.parametrize(
    "body",
    [
        "I honestly think homework is pointless",
        "Personally, I'd scrap the lot of them.",
        "In my opinion the new course is a backward step",
        "imo phones should be banned everywhere",
        "I think it is ridiculous that councils can fine families",
        "I'm not convinced that smartphones belong in schools",
        "Unpopular opinion: handwriting practice is overrated",
        "I will be voting Green and so should you",
    ],
)
def test_a_personal_opinion_on_the_schools_account_is_found(body: str) -> None:
    assert _found(PERSONAL, body) == [""]


@pytest.mark.parametrize(
    "body",
    [
        "I think it's going to rain on sports day ☔",
        "We think you'll love the new library",
        '"I honestly think maths is the best," said Year 2',
        "‘I honestly think poetry is boring,’ wrote one pupil. Then they met our poet!",
        "> I honestly think this is the best trip yet",
        "I can't believe it's December already! 🎄",
        "I am proud of you all. I honestly believe we are ready. – Mrs Castellane, Headteacher",
        "Message from our headteacher: I honestly believe this was our best term.",
        "In your opinion, what makes a good friend?",
        "I think I can, I think I can… story time in Nursery 🚂",
    ],
)
def test_weather_quotations_signed_posts_and_turns_of_phrase_are_no_such_opinion(body: str) -> None:
    assert _found(PERSONAL, body) == []


def test_a_column_with_a_name_is_its_authors_own() -> None:
    body = "I honestly believe that singing belongs in every day."

    assert _found(PERSONAL, body) == [""]
    assert _found(PERSONAL, body, category="Head's Blog") == []
    assert _found(PERSONAL, body, category="news") == [""]


@pytest.mark.parametrize(
    "body",
    [
        "We at Thistlebrook think the new SEND plan is wrong",
        "Our school stands with striking teachers ✊",
        "We call on the council to grit Quarry Lane",
        "We demand fair funding for schools",
        "We stand with Palestine",
        "We stand with Israel",
        "We welcome the Government's decision to scrap the limit",
        "As a school we think SATs should be scrapped",
        "We don't agree with holiday fines",
        "Our position on the RSHE guidance is clear",
    ],
)
def test_taking_sides_in_the_schools_name_needs_authority(body: str) -> None:
    assert _found(FOR_SCHOOL, body, author="S03") == [""]
    assert _found(FOR_SCHOOL, body, author="S01") == []
    assert _found(FOR_SCHOOL, body, author=None) == ["unknown-author"]


@pytest.mark.parametrize(
    "body",
    [
        "We believe every child can flourish",
        "We support families with the cost of uniform",
        "We stand against bullying #AntiBullyingWeek",
        "We support Children in Need on Friday",
        "Our School Council opposes plastic straws",
        "We support our Year 6s through SATs",
        "Our behaviour policy is on the website; we believe it works well",
        "We stand with our Jewish and Muslim families",
        "We think the bus strike may delay pick-up: please allow extra time",
        "Polling station: we are closed on Thursday for the local election",
        "We support SEND pupils with a plan that grows with them",
        "We are against the clock to collect 200 tins!",
    ],
)
def test_values_and_notices_are_no_stand(body: str) -> None:
    assert _found(FOR_SCHOOL, body) == []


def test_the_owner_of_a_personal_account_is_its_author_if_none_is_declared() -> None:
    assert _found(FOR_SCHOOL, "We oppose the council's plan", author=None, account="mr-varga") == [""]


def test_an_author_who_is_not_on_the_staff_list_is_unknown() -> None:
    assert _found(FOR_SCHOOL, "We oppose the council's plan", author="S99") == ["unknown-author"]


def test_a_statement_that_the_school_has_agreed_on_is_allowed() -> None:
    linter = sample_linter()
    frames = (Frame(slots=(("we",), ("oppose",), ("the plan",))),)
    options = Options(frames=frames, authors="unauthorised", allowed_statements=("clean air",))

    for body, count in (("We oppose the plan.", 1), ("For clean air we oppose the plan.", 0)):
        post = Post(body=body, author=Author(id="S03"))
        assert len([*check(post, Evidence(post, linter.context), options)]) == count


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options(), "phrases"),
        (Options(phrases=("{x}",)), "phrases"),
        (Options(phrases=("a",), signatures=("{x}",)), "signatures"),
        (Options(frames=(Frame(slots=(("a",),)),)), r"frames\[0\].slots"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{key}: "):
        options.validate()
