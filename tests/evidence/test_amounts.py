"""Amounts are read as values, in digits and in words; what is a name, not a number, is left out."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.amounts import amounts
from linter.evidence.words import Stream
from linter.post import Post
from tests.conftest import sample_linter


def _stream(text: str) -> Stream:
    evidence = Evidence(Post(body=text), sample_linter().context)
    return evidence.words(evidence.parts[0])[0]


def _read(text: str) -> list[tuple[str, float | str]]:
    return [
        (amount.kind, round(amount.value, 3) if isinstance(amount.value, float) else amount.value)
        for amount in amounts(_stream(text))
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("84%", "percent", 84.0),
        ("96.8 %", "percent", 96.8),
        ("84pc", "percent", 84.0),
        ("84 percent", "percent", 84.0),
        ("eighty-four per cent", "percent", 84.0),
        ("92 y cant", "percent", 92.0),
        ("nine out of ten", "fraction", 0.9),
        ("68 of 70 students", "fraction", 0.971),
        ("1 in 4", "fraction", 0.25),
        ("24/25", "fraction", 0.96),
        ("two thirds", "fraction", 0.667),
        ("¾ of us", "fraction", 0.75),
        ("£48,200", "money", 48200.0),
        ("£12k", "money", 12000.0),
        ("£3.5m", "money", 3500000.0),
        ("£1.2 million", "money", 1200000.0),
        ("50p", "money", 0.5),
        ("twenty pounds", "money", 20.0),
        ("grade 9", "grade", "9"),
        ("grades 9-7", "grade", "9"),
        ("4+", "grade", "4"),
        ("A*-C", "grade", "a-c"),
        ("GDS", "grade", "gds"),
        ("3rd of 120", "rank", 3.0),
        ("top 5%", "rank", 5.0),
        ("number one", "rank", 1.0),
        ("No. 1", "rank", 1.0),
        ("+0.7", "score", 0.7),
        ("scaled score of 108", "score", 108.0),
        ("3 March 2026", "date", "2026-03-03"),
        ("12/05/2024", "date", "2024-05-12"),
        ("2024/25", "date", "2024/25"),
        ("November 2025", "date", "2025-11"),
        ("2019", "date", "2019"),
        ("8.30pm", "time", "8:30pm"),
        ("half past three", "time", "3:30"),
        ("Year 8", "year-group", "8"),
        ("Y6", "year-group", "6"),
        ("KS2", "year-group", "ks2"),
        ("6B", "year-group", "6b"),
        ("96 tins", "count", 96.0),
        ("a hundred tins", "count", 100.0),
        ("one hundred and twenty tins", "count", 120.0),
        ("1,450 tins", "count", 1450.0),
    ],
)
def test_an_amount_is_read_as_its_value(text: str, kind: str, value: float | str) -> None:
    assert _read(text) == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("8D were late", "year-group", "8d"),
        ("a girl in 9F", "year-group", "9f"),
        ("10K have gone", "year-group", "10k"),
        ("in 7C today", "count", 7.0),
        ("7C pupils", "year-group", "7c"),
        ("class 6L", "year-group", "6l"),
        ("our 3D printer", "count", 3.0),
        ("we ran 10K", "count", 10_000.0),
        ("2L of squash", "count", 2.0),
    ],
)
def test_the_name_of_a_class_may_look_like_an_amount(text: str, kind: str, value: float | str) -> None:
    assert _read(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 01632 960160",
        "07700 900123 or 020 7946 0000",
        "Childline: 0800 1111",
        "We are in room 12",
        "Please read page 7",
        "We are proud of you",
        "One day a hen came",
        "Progress 8",
    ],
)
def test_numbers_that_are_names_are_no_amounts(text: str) -> None:
    assert _read(text) == []


def test_the_score_of_progress_8_is_read_and_its_eight_is_not() -> None:
    assert _read("Progress 8 of +0.7") == [("score", 0.7)]
    assert _read("Attainment 8: 52.3") == [("score", 52.3)]


def test_an_amount_knows_its_words() -> None:
    stream = _stream("We have 96.8 % now")
    (amount,) = amounts(stream)

    assert [word.text for word in stream[amount.first : amount.last]] == ["96", ".", "8", "%"]


def test_the_other_number_of_a_share_and_a_rank_is_kept() -> None:
    assert [amount.of for amount in amounts(_stream("68 of 70, and 3rd of 120"))] == [70.0, 120.0]
