"""A screen tells from the words of a text whether a rule could find something, and never loses anything."""

from __future__ import annotations

import json

import pytest

from linter.evidence.screen import Screen
from tests.evidence.said import stream

# Bit 1 is a group, bit 2 something hostile; a frame needs both, another one the hostile "begone" and the word "now".
SCREEN = Screen(
    {"women": 1, "immigrants": 1, "vermin": 2, "now": 0},
    {"waste": [(2, [("space", "air")])], "begone": [(4, [])]},
    [((2, 1), ()), ((4,), (("now",),))],
    warm=3,
)


def _may_hit(screen: Screen, text: str) -> bool:
    return screen.may_hit([stream(text)], text)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("women are vermin", True),
        ("a waste of space, these women", True),
        ("a waste of paper, these women", False),
        ("women are here", False),
        ("vermin everywhere", False),
        ("begone now", True),
        ("begone tomorrow", False),
        ("a plain day", False),
    ],
)
def test_a_frame_may_stand_if_all_that_it_needs_is_there(text: str, may: bool) -> None:
    assert _may_hit(SCREEN, text) is may


@pytest.mark.parametrize(
    "text", ["immigrantsout", "women are v3rm1n", "women are vermn", "women are ver min", "women are v*rmin"]
)
def test_a_disguise_opens_the_screen(text: str) -> None:
    assert _may_hit(SCREEN, text)


@pytest.mark.parametrize("text", ["international congratulations", "Year 4B at 11am", "the women won"])
def test_ordinary_words_do_not(text: str) -> None:
    assert not _may_hit(SCREEN, text)


def test_pieces_of_words_and_censored_words_open_a_screen_that_asks_for_them() -> None:
    screen = Screen({"zint": 1}, {}, [((1,), ())], pieces=["\nflum", "tardo"], censored=True)

    assert _may_hit(screen, "flummery")
    assert not _may_hit(screen, "a reflum")
    assert _may_hit(screen, "supertardosaur")
    assert _may_hit(screen, "you z*nt")
    assert _may_hit(screen, "you z#nt")
    assert not _may_hit(screen, "Come! #SportsDay @pta")


def test_a_screen_can_be_kept_as_plain_data() -> None:
    kept = Screen(*json.loads(json.dumps(SCREEN.as_data())))

    for text in ("women are vermin", "a waste of air, women", "women are here", "women are vermn", "nowhere"):
        assert _may_hit(kept, text) == _may_hit(SCREEN, text)
