"""Contractions are opened, and each word keeps its place."""

from __future__ import annotations

import pytest

from linter.evidence.opened import opened
from tests.evidence.said import stream


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They're here", "they are here"),
        ("I can't stay", "i can not stay"),
        ("We won't, they'll", "we will not , they will"),
        ("dont u dare", "do not you dare"),
        ("He's gone", "he is gone"),
        ("A woman's place", "a woman 's place"),
        ("Let's go", "let us go"),
    ],
)
def test_a_contraction_is_opened(text: str, words: str) -> None:
    assert " ".join(word.text for word in opened(stream(text))) == words


def test_a_text_without_contractions_is_left_as_it_is() -> None:
    words = stream("Nothing to open here")

    assert opened(words) is words


def test_both_words_of_a_contraction_stand_where_it_stood() -> None:
    _, are, not_, _ = opened(stream("They aren't here"))

    assert (are.start, are.end) == (not_.start, not_.end) == (5, 11)
