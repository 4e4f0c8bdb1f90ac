"""Offensive terms hit no names, places or plain English but what was decided on."""

from __future__ import annotations

import pytest

from benchmarks import screening
from tests.conftest import sample_linter


@pytest.mark.slow
def test_every_hit_of_the_screening_is_decided() -> None:
    linter, known = sample_linter(), screening.decided()
    found = {word for words in screening.lists().values() for word, _ in screening.hits(words, linter)}
    assert found - set(known) == set()
    assert set(known) - found == set()


def test_few_of_the_words_that_catch_filters_out_are_hit() -> None:
    traps = screening.lists()["filter traps"]
    assert len(traps) > 100
    assert len(list(screening.hits(traps, sample_linter()))) <= 1
