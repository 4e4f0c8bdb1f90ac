"""The name model: what it reads as a name, where, how fast it passes over posts that name nobody."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made_posts import made
from benchmarks.names import measured, posts
from linter.evidence.names import explain, names
from linter.evidence.names.candidates import could_name
from linter.evidence.names.lexicon import FILE as LEXICON
from linter.evidence.names.lexicon import fold, lexicon
from linter.evidence.names.reading import items
from linter.evidence.names.tagger import FILE as MODEL
from linter.evidence.names.tagger import SURE_ENOUGH
from linter.evidence.names.weights import _SAID
from tests.conftest import ROOT


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in names(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Well done to Aanya Patel for super reading.", ["Aanya Patel"]),
        ("Congratulations to Kwame and Zuzanna!", ["Kwame", "Zuzanna"]),
        ("Thank you to Mrs Hargreaves for the cakes.", ["Hargreaves"]),
        ("Niamh O'Brien's painting is in the hall.", ["Niamh O'Brien"]),
        ("Star of the week: Oluwaseun", ["Oluwaseun"]),
        ("WELL DONE AMELIA WRIGHT", ["AMELIA WRIGHT"]),
        ("so proud of amelia today", ["amelia"]),
        ("Author Michael Rosen came to Year 4.", ["Michael Rosen"]),
        ("Year 4 loved the trip to York on Friday.", []),
        ("Oak Class are reading a book about Mars.", []),
        ("Will you be there on Monday? May we have a cake?", []),
        ("Grace, Hope and Courage are our values.", []),
        ("Photos are on Tapestry.", []),
        ("Heledd drew a map of the stars.", ["Heledd"]),
        ("Da iawn, Cai!", ["Cai"]),
        ("listening to beyonce on the bus", ["beyonce"]),
        ("Auditions for Bugsy Malone are on Monday.", []),
        ("Harris hawk display at the fair", []),
        ("Huge thanks to Wickes for the paint.", []),
        ("RT @ Katie_Jones : great day", []),
        ("Thanks to Kwame @ Zuzanna's stall", ["Kwame", "Zuzanna"]),
    ],
)
def test_it_reads_names_and_passes_over_what_only_looks_like_them(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_a_title_and_a_possessive_stand_outside_the_name() -> None:
    assert found("Mrs Kowalska's class won.") == ["Kowalska"]


def test_no_name_is_told_that_is_less_probable_than_the_one_threshold() -> None:
    texts = [post.text for post in posts("development.txt")]

    assert all(name.probability >= SURE_ENOUGH for text in texts for name in names(text))


def test_the_clues_never_repeat_the_post() -> None:
    (name,) = names("Well done to Aanya Patel!")

    assert name.clues
    assert not any("Aanya" in clue or "Patel" in clue for clue in name.clues)


def test_posts_that_name_nobody_never_load_the_model() -> None:
    code = (
        "import sys; from linter.evidence.names import names; "
        "assert not list(names('Year 4 are making clay pots for the fair on Friday.')); "
        "assert 'pycrfsuite' not in sys.modules and 'linter.evidence.names.tagger' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_posts_of_the_benchmarks_are_passed_over_at_first_sight() -> None:
    texts = made(200)

    assert sum(map(could_name, texts)) < len(texts) / 10


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Amelia", "Mrs", "O'Brien", "won", "#WellDoneZara", "'s", "J.", "@a.b", "\n", "!", "Zoë"]),
            st.text(max_size=8),
        ),
        max_size=12,
    ).map(" ".join)
)
def test_names_are_in_range_and_apart(text: str) -> None:
    at = 0
    for name in names(text):
        assert at <= name.start < name.end <= len(text)
        assert 0.0 <= name.probability <= 1.0 + 1e-9
        at = name.end


@given(st.text(max_size=60))
def test_tokens_are_the_text_at_their_places(text: str) -> None:
    at = 0
    for sentence in items(text):
        for item in sentence:
            assert at <= item.start < item.end
            assert text[item.start : item.end] == item.text
            at = item.end


def test_why_a_name_was_read_can_be_told() -> None:
    reasons = explain("Well done to Aanya Patel!", 13, 18)

    assert reasons[0][1] > 0
    assert {said for said, _ in reasons} <= {*_SAID.values()}


def test_words_are_folded_to_plain_letters() -> None:
    assert [fold(word) for word in ("Zoë", "Łukasz", "O’Brien", "Siân", "Bjørn")] == [
        "zoe",
        "lukasz",
        "o'brien",
        "sian",
        "bjorn",
    ]


def test_the_lexicon_knows_names_of_many_cultures() -> None:
    some = ("aanya", "kwame", "zuzanna", "oluwaseun", "niamh", "gurpreet", "yusuf", "ioana", "minh", "tadhg")

    assert [name for name in some if not lexicon().is_given(name)] == []


def test_the_shipped_files_are_small() -> None:
    assert MODEL.stat().st_size + LEXICON.stat().st_size < 4_000_000


@pytest.mark.parametrize("file", ["development.txt", "held-out.txt"])
def test_the_scores_are_those_of_the_data_card(file: str) -> None:
    card = tomllib.loads((ROOT / "training" / "scores.toml").read_text("utf-8"))
    result = measured(file)

    told = card["posts"][Path(file).stem]
    assert (result.right, result.invented, result.missed) == (told["right"], told["invented"], told["missed"])
    assert (result.alarms, result.clean) == (told["alarms"], told["clean"])
