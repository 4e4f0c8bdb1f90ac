"""One look-up a word tells which phrase sets may match; it must never lose a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made_posts import made
from linter.evidence.phrases import WARM, Phrases
from linter.evidence.words import Stream, Word
from linter.post import Post
from tests.conftest import sample_linter

_WORDS = ("our", "results", "results'", "well", "84", "3rd", "outstanding", "outdoor", "a", "e", "mail", ".", "🎉")
_ELEMENTS = ("our", "results", "out*", "o*", "we|our|a", "{number}", "e-mail", "well?", "…", "outstanding|3rd", "🎉")


def _warm(phrases: Phrases) -> Phrases:
    for _ in range(WARM):
        assert phrases.bit >= 0
    assert phrases.bit
    return phrases


def _stream(words: list[str]) -> Stream:
    return Stream(Word(word, at, at + 1, 0) for at, word in enumerate(words))


@given(
    st.lists(st.lists(st.sampled_from(_ELEMENTS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6),
    st.lists(st.sampled_from(_WORDS), max_size=8),
)
def test_a_set_with_a_bit_finds_what_it_found_without(listed: list[str], words: list[str]) -> None:
    try:
        cold, warm = Phrases(listed), _warm(Phrases(listed))
        expected = [*cold.find(_stream(words))]
    except ValueError:  # "…" at an edge
        return
    assert [*warm.find(_stream(words))] == expected


def test_a_set_that_comes_later_is_seen_in_a_stream_that_was_asked_before() -> None:
    stream = _stream(["our", "results"])
    assert [*_warm(Phrases(["our"])).find(stream)]
    assert [*_warm(Phrases(["results"])).find(stream)]


@pytest.mark.slow
def test_a_linter_that_is_warm_finds_what_a_cold_one_does() -> None:
    linter = sample_linter("chase-terrace")
    texts = made(400)
    first = [linter.check(Post(body=text, account="main")).findings for text in texts]
    assert [linter.check(Post(body=text, account="main")).findings for text in texts] == first
