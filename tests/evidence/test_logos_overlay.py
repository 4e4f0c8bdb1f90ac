"""A pale mark is known by the small part of its slopes that it adds to those of whatever lies under it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from linter.evidence.logos.overlay import FEATURES, explained
from linter.evidence.logos.places import grid
from linter.evidence.logos.reference import SIDE, Reference
from tests import drawn_marks

OWN, OTHER = (Reference(np.asarray(drawn_marks.crest(seed)), "own", str(seed)) for seed in (907, 914))
GROUNDS = ("clouds", "bricks", "balls", "page", "leaves", "heap")


def _laid(mark: Reference, ground: int, share: float, *, inverted: bool = False) -> Any:
    """Return a part of a background with a share of a mark laid over it."""
    behind = drawn_marks.ground(ground, 400, 300)[100 : 100 + SIDE, 150 : 150 + SIDE].astype(np.float32)
    colours, opaque = mark.laid(grid(1, 0), SIDE)
    part = share * opaque[:, :, None]
    return behind * (1 - part) + (255 - colours if inverted else colours) * part


def _told(mark: Reference, shown: Any) -> dict[str, float]:
    return dict(zip(FEATURES, explained(mark, shown), strict=True))


@pytest.mark.parametrize("ground", range(6), ids=GROUNDS)
def test_a_pale_mark_explains_more_than_one_that_is_not_there(ground: int) -> None:
    there = _told(OWN, _laid(OWN, 12 + ground, 0.28))

    for shown in (_laid(OTHER, 12 + ground, 0.28), _laid(OWN, 12 + ground, 0.0)):
        absent = _told(OWN, shown)
        assert there["explained"] > absent["explained"] + 0.1
        assert there["explained in all"] > absent["explained in all"]
        assert there["middle explained"] > absent["middle explained"]


def test_a_mark_in_inverted_colours_explains_as_much() -> None:
    plain, inverted = (_told(OWN, _laid(OWN, 13, 0.4, inverted=way)) for way in (False, True))

    assert inverted["explained"] == pytest.approx(plain["explained"], abs=0.1)


def test_edges_that_are_missing_on_an_even_ground_speak_against_a_mark() -> None:
    even = np.full((SIDE, SIDE, 3), 180, np.float32)

    assert _told(OWN, even)["explained"] < 0


def test_what_is_hidden_is_seen_in_the_least_part() -> None:
    whole = _laid(OWN, 12, 0.6)
    hidden = whole.copy()
    hidden[:, : SIDE // 4] = 180

    assert _told(OWN, hidden)["least explained"] < _told(OWN, whole)["least explained"]
    assert _told(OWN, hidden)["middle explained"] > 0.1


def test_a_mark_without_edges_explains_nothing() -> None:
    square = Reference(np.full((64, 64, 4), 200, np.uint8), "own", "plain")

    assert explained(square, _laid(OWN, 12, 0.28)) == (0.0,) * len(FEATURES)
