"""Classes of words: the forms of verbs and nouns, and where their terms stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from linter.evidence.classes import Classes, Columns, columns_of, nouns, plain, rareness, verbs
from tests.evidence.said import stream


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("plain", [("plain",)]),
        ("a|the zoo", [("a", "zoo"), ("the", "zoo")]),
        ("good? riddance", [("good", "riddance"), ("riddance",)]),
    ],
)
def test_a_term_is_each_row_of_words_that_it_may_be(term: str, expected: list[tuple[str, ...]]) -> None:
    assert [row for columns in columns_of(term) for row in product(*columns)] == expected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("hate", {"hate", "hates", "hating", "hated"}),
        ("stab", {"stab", "stabs", "stabbing", "stabbed"}),
        ("bury", {"bury", "buries", "burying", "buried"}),
        ("expel", {"expel", "expels", "expelling", "expelled"}),
        ("punish", {"punish", "punishes", "punishing", "punished"}),
        ("shoot, shot", {"shoot", "shoots", "shooting", "shot"}),
        ("beat up, beaten up", {"beat up", "beats up", "beating up", "beaten up"}),
    ],
)
def test_a_class_of_verbs_has_all_their_forms(verb: str, forms: set[str]) -> None:
    assert _written(columns for name, columns in verbs("harm", [verb]) if name == "harm.any") == forms


@pytest.mark.parametrize(
    ("noun", "forms"), [("rat", {"rat", "rats"}), ("thief, thieves", {"thief", "thieves"}), ("fly", {"fly", "flies"})]
)
def test_a_class_of_nouns_has_their_plurals(noun: str, forms: set[str]) -> None:
    assert _written(columns for _, columns in nouns("thing", [noun])) == forms


def _written(terms: Iterable[Columns]) -> set[str]:
    return {" ".join(row) for columns in terms for row in product(*columns)}


def test_of_a_term_with_many_choices_each_row_is_found_and_no_other() -> None:
    term = "burn|torch the? old|big|red barn|hall down"
    classes = Classes(plain("fire", [term]))

    for written in _written(columns_of(term)):
        assert classes.tagged(stream(written)) == {"fire": {0: [len(written.split())]}}
    for text in ("burn the barn down", "torch old hall", "burn the old barn. Down", "the old barn down"):
        assert classes.tagged(stream(text)) == {}


def test_terms_are_found_with_the_longest_first_and_never_across_sentences() -> None:
    classes = Classes([*plain("soft", ["no", "no better than"]), *plain("place", ["hall today"])])

    tags = classes.tagged(stream("No better than a hall. Today no."))

    assert tags == {"soft": {0: [3, 1], 7: [8]}}


def test_a_frequent_word_is_a_poorer_sign_than_any_other() -> None:
    assert max(["go", "back", "to", "the"], key=rareness) == "back"
    assert rareness("children") < rareness("ox")
