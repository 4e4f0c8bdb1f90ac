"""Lengths as platforms count them, held against the published facts of twitter-text and Mastodon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.context import Count
from linter.evidence.lengths import Measured, length, measure
from linter.evidence.tokens import tokens

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SPACES = "".join(map(chr, range(0x2000, 0x200E)))


def _x(text: str) -> int:
    return length(text, "x-weighted", link_length=23, urls=tokens(text).urls)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("This is a test.", 15),
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("Hi http://test.co", 26),
        ("저찀쯿쿿", 8),
        ("\U00010000\U0010ffff", 4),
        ("A\u030a", 1),  # composed before it is counted
        ("A\u05e9\u05bc\u05c1", 4),  # never composed
        ("\ufb2c", 3),  # taken apart by normalising
        ("\u1112\u1161\u11ab", 2),  # a Korean syllable in three pieces
        ("\U0001f637\U0001f47e\U0001f621\U0001f525\U0001f4a9", 10),
        (f"H\U0001f431\u263a{FAMILY}", 7),
        ("\U0001f64b\U0001f3fd\U0001f468\u200d\U0001f3a4", 4),
        ("\U0001f1ec\U0001f1e7", 2),
        ("1\ufe0f\u20e3", 2),
        (
            f"{SPACES} \u2010 \u2011 \u2012 \u2013 \u2014 \u2015 \u2016 \u2018 \u2019 \u201c \u201d \u2032 \u2033",
            14 + 26,
        ),
        ("\u2026", 2),  # the ellipsis lies between the light ranges
        ("\u10ff", 1),
        ("\u1100", 2),
        ("\u200d", 1),
        ("\u200e", 2),
    ],
)
def test_x_weighs_as_its_conformance_tests_say(text: str, expected: int) -> None:
    assert _x(text) == expected


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("285 chars" + "-xxxxxxxxxx" * 25 + "-", 280),
        ("285 chars- http://www.twitter.com/jack xxxxxxxxxx" + "-xxxxxxxxxx" * 23 + "-", 284),
        ("\U0001f637" * 160, 140),
        ("the" + "故" * 160, 141),
    ],
)
def test_the_part_over_the_limit_begins_where_the_conformance_tests_say(text: str, cut: int) -> None:
    found = measure(text, "x-weighted", 280, link_length=23, urls=tokens(text).urls)

    assert found is not None
    assert found.cut == cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@anna hello", 11),
        ("@anna@mastodon.example hello", 11),
        ("see https://museum.example/a/very/long/path/indeed/it/is", 4 + 23),
        ("see museum.example/a/very/long/path", 35),  # no scheme, no link
        (FAMILY, 1),
    ],
)
def test_mastodon_counts_links_and_distant_accounts_in_its_own_way(text: str, expected: int) -> None:
    found = tokens(text)
    assert length(text, "mastodon", link_length=23, urls=found.urls, mentions=found.mentions) == expected


@pytest.mark.parametrize(("count", "expected"), [("graphemes", 3), ("code-points", 9), ("utf-16", 13)])
def test_the_other_counts(count: Count, expected: int) -> None:
    assert length(f"a{FAMILY}b", count) == expected


def test_a_line_end_of_two_characters_is_one_grapheme() -> None:
    assert length("a\r\nb", "graphemes") == 3


def test_what_fits_exactly_is_not_measured() -> None:
    assert measure("x" * 280, "x-weighted", 280) is None
    assert measure("x" * 281, "x-weighted", 280) == Measured(281, 280)


@given(
    st.text(max_size=80),
    st.integers(0, 60),
    st.sampled_from(["x-weighted", "graphemes", "code-points", "utf-16", "mastodon"]),
)
def test_the_part_before_the_cut_fits_and_the_quick_way_agrees_with_counting(
    text: str, limit: int, count: Count
) -> None:
    found = measure(text, count, limit)
    counted = length(text, count)

    assert (found is None) == (counted <= limit)
    if found:
        assert found.length == counted
        assert length(text[: found.cut], count) <= limit
        assert found.cut < len(text)
