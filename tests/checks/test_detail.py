"""Kind `detail`: what is said of somebody who can be recognised, and what excuses it."""

from __future__ import annotations

import pytest

from linter import Post
from linter.checks.cues import Who
from linter.checks.detail import Detail, Options, check, needs
from linter.checks.frame import Frame
from linter.evidence import Evidence
from tests.conftest import sample_linter

WHO = Who(
    firm=("our {year}? pupil|boy|girl", "one of our pupils", "our pupil's"),
    loose=("the lad",),
    group=("two|three pupils",),
    others=("children|pupils|anyone", "a child who"),
    own=("dog", "my|our son"),
)


def _found(text: str, detail: Detail, **more: object) -> list[str]:
    evidence = Evidence(Post(text), sample_linter().context)
    hits = check(Post(text), evidence, Options(details=(detail,), who=WHO, **more))  # type: ignore[arg-type]
    return [text[hit.start : hit.end] for hit in hits]


SUBJECT = Detail(("is in care", "has measles"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our Year 4 pupil is in care.", ["Our Year 4 pupil is in care"]),
        ("Our pupil sang. He is in care.", ["He is in care"]),
        ("Our pupil sang. They sang well. He has measles.", ["He has measles"]),
        ("He has measles.", ["He has measles"]),
        ("Our dog barked. He has measles.", []),
        ("Our son was up all night. He has measles.", []),
        ("Our pupil says that anyone who has measles stays away.", []),
        ("Our pupil sang; the cat has measles.", []),
        ("A child who has measles stays at home.", []),
        ("Three pupils sang and the goat has measles", []),
    ],
)
def test_a_subject_is_whom_it_is_said_of(text: str, found: list[str]) -> None:
    assert _found(text, SUBJECT) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her diagnosis came.", ["Her diagnosis"]),
        ("Our pupil's diagnosis came.", ["Our pupil's diagnosis"]),
        ("Our pupil, a diagnosis and a cake.", []),
        ("The diagnosis came.", []),
    ],
)
def test_an_owner_is_told_by_the_possessive(text: str, found: list[str]) -> None:
    assert _found(text, Detail(("diagnosis",), of="owner")) == found


def test_a_detail_may_want_words_before_it() -> None:
    detail = Detail(("epilepsy",), after=("has|with",))

    assert _found("Our pupil has severe epilepsy.", detail) == ["Our pupil has severe epilepsy"]
    assert _found("Our pupil painted epilepsy posters.", detail) == []


def test_a_detail_may_stand_before_whom_it_is_about_or_in_the_next_sentence() -> None:
    assert _found("Detention for our boy", Detail(("detention for",), of="before")) == ["Detention for our boy"]
    assert _found("Our boy, detention for", Detail(("detention for",), of="before")) == []
    assert _found("Meet our boy. Adopted!", Detail(("{start} adopted",), of="follows")) == ["our boy. Adopted"]


def test_a_group_counts_only_where_it_is_said() -> None:
    assert _found("Three pupils has measles", SUBJECT) == []
    assert _found("Three pupils is in care", Detail(("is in care",), groups=True)) == ["Three pupils is in care"]


def test_a_story_excuses_a_loose_cue_and_not_a_firm_one() -> None:
    story = {"unless_post": ("novel",)}

    assert _found("In our novel the lad is in care.", SUBJECT, **story) == []
    assert _found("After our novel: our pupil is in care.", SUBJECT, **story) == ["our pupil is in care"]
    assert _found("In our novel our pupil is in care.", SUBJECT, unless_always=("novel",)) == []


def test_what_is_denied_may_be_passed_over() -> None:
    assert _found("Our pupil never is in care.", Detail(("is in care",), unless_said=("negated",))) == []


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options(), "details: is empty"),
        (Options(details=(Detail(()),), who=WHO), r"details\[0\].say: is empty"),
        (Options(details=(Detail(("x",), within=-1),), who=WHO), r"details\[0\].within: is -1"),
        (Options(details=(Detail(("x",)),)), "who: is empty"),
        (Options(details=(Detail(("{nobody}",)),), who=WHO), r"details\[0\].say"),
        (Options(phrases=("a {b}",)), "phrases"),
        (Options(frames=(Frame((("a",),)),)), "slots"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        options.validate()


def test_the_words_that_a_post_needs_are_told() -> None:
    assert needs(Options(phrases=("a",), details=(SUBJECT,), who=WHO)) == [(("a",),), (SUBJECT.say,)]
    assert needs(Options(phrases=("a",), parts=("all",))) is None
