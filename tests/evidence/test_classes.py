"""Classes of words: the forms of verbs and nouns, and where their terms stand."""

from __future__ import annotations

import pytest

from linter.evidence.classes import Classes, nouns, plain, rareness, rows, verbs
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
    assert list(rows(term)) == expected


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
    assert {" ".join(row) for name, row in verbs("harm", [verb]) if name == "harm.any"} == forms


@pytest.mark.parametrize(
    ("noun", "forms"), [("rat", {"rat", "rats"}), ("thief, thieves", {"thief", "thieves"}), ("fly", {"fly", "flies"})]
)
def test_a_class_of_nouns_has_their_plurals(noun: str, forms: set[str]) -> None:
    assert {" ".join(row) for _, row in nouns("thing", [noun])} == forms


def test_terms_are_found_with_the_longest_first_and_never_across_sentences() -> None:
    classes = Classes([*plain("soft", ["no", "no better than"]), *plain("place", ["hall today"])])

    tags = classes.tagged(stream("No better than a hall. Today no."))

    assert tags == {"soft": {0: [3, 1], 7: [8]}}


def test_a_frequent_word_is_a_poorer_sign_than_any_other() -> None:
    assert max(["go", "back", "to", "the"], key=rareness) == "back"
    assert rareness("children") < rareness("ox")
