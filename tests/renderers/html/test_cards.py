"""The card of a post: what it tells beside the words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linter.post import Approval, Author, Image, Post
from linter.renderers import Destination
from linter.renderers.html.cards import Card, card, moment
from linter.renderers.html.marks import Flag
from linter.renderers.html.veil import Veil

FLAG = Flag(1, "p1f1", "error", False)


def made(post: Post | None, *parts: str) -> Card:
    return card(post, Destination("@school"), dict.fromkeys(parts, (FLAG,)), Veil())


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, ""),
        (date(2026, 11, 3), "Tuesday 3 November 2026"),
        (datetime(2026, 11, 20, 9, 5), "Friday 20 November 2026, 09:05"),
    ],
)
def test_a_moment_is_told_in_words(when: date | None, words: str) -> None:
    assert moment(when) == words


def test_what_was_declared_is_told_and_what_was_not_is_left_out() -> None:
    post = Post("x", author=Author("S02", role="teacher"), approval=Approval("S01", date(2026, 11, 2)), category="news")

    assert [(fact.name, fact.value) for fact in made(post).facts] == [
        ("Author", "S02, teacher"),
        ("Approval", "S01, on 2 November 2026"),
        ("Category", "news"),
    ]


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("", "The whole post", ""),
        ("field:approval.by", "Approval", "not given"),
        ("field:second_reader", "Second reader", "not given"),
        ("field:images.7.credit", "Credit of picture 8", ""),
        ("field:hour", "Hour", ""),
    ],
)
def test_a_finding_without_a_place_in_the_words_stands_beside_what_it_is_about(
    part: str, name: str, value: str
) -> None:
    (fact,) = made(Post("x"), part).facts

    assert (fact.name, fact.value) == (name, value)
    assert 'href="#p1f1"' in fact.badges


@pytest.mark.parametrize("part", ["image:0", "image:0/text", "image:0/meta", "field:images.0.credit"])
def test_a_finding_in_a_picture_stands_with_the_picture(part: str) -> None:
    shown = made(Post("x", images=(Image("a/b\\c.jpg"),)), part)

    assert (shown.pictures[0].name, shown.facts) == ("c.jpg", ())
    assert 'href="#p1f1"' in shown.pictures[0].badges


@pytest.mark.parametrize("part", ["body", "title", "alt:0", "image:0/name", "image:0", "field:group", "odd", ""])
def test_no_finding_is_lost(part: str) -> None:
    shown = made(Post("x", images=(Image("c.jpg", alt="A lantern"),)), part)
    picture = shown.pictures[0]
    places = [shown.title, shown.text, picture.name, picture.alt, picture.badges, *(f.badges for f in shown.facts)]

    assert sum(place.count('href="#p1f1"') for place in places) == 1


def test_a_post_whose_words_are_not_known_says_so_and_keeps_its_numbers() -> None:
    shown = made(None, "body")

    assert shown.is_empty
    assert [fact.name for fact in shown.facts] == ["Text"]
