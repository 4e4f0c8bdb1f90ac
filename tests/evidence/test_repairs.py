"""Misspelt words are mended into the words that count, and no others."""

from __future__ import annotations

import pytest

from linter.evidence.repairs import repaired
from tests.evidence.said import stream

KEYS = frozenset({"women", "immigrants", "disgusting", "vermin", "hate", "hating", "scum"})


def _mended(text: str, *, warm: bool = True) -> str | None:
    better = repaired(stream(text), KEYS, warm=warm, written=text)
    return None if better is None else " ".join(word.text for word in better)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("those wmoen there", "those women there"),
        ("they are disgsting", "they are disgusting"),
        ("they are disgussting", "they are disgusting"),
        ("they are v3rm1n", "they are vermin"),
        ("they are ver min", "they are vermin"),
        ("they are dis-gus-ting", "they are disgusting"),
        ("they are sc*m", "they are scum"),
        ("they are dis gusting", "they are disgusting"),
        ("they are avermin", "they are a vermin"),
        ("wemustnot hatewomen", "wemustnot hate women"),
        ("ihateimmigrants", "i hate immigrants"),
    ],
)
def test_a_disguised_word_is_mended(text: str, expected: str) -> None:
    assert _mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Women are here",
        "The omen was good",
        "We met Ms Wmoen",
        "international congratulations",
        "Year 4B and MP3s",
        "a hat in the ring",
        "He is chatting",
    ],
)
def test_what_is_a_word_a_name_or_a_code_is_left_alone(text: str) -> None:
    assert _mended(text) is None


def test_swapped_letters_need_another_sign_that_something_is_wrong() -> None:
    assert _mended("those wmoen there", warm=False) is None


def test_a_mended_word_stands_where_the_misspelt_one_did() -> None:
    better = repaired(stream("so ihateimmigrants"), KEYS, warm=False)

    assert better is not None
    assert {(word.start, word.end) for word in better[1:]} == {(3, 18)}
