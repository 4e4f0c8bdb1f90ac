"""How much of a place is explained by a mark that is laid over it, however pale it is.

A pale mark adds a small part of its own slopes to those of what lies under it. What lies under it may be far stronger,
so that no correlation over the whole sees the mark. Here each pixel on an edge of the mark is asked by itself: is less
left of the photo's slope when a share of the mark's is taken off it? A pixel where the photo has much stronger slopes
of its own says nothing either way (its vote is bounded: Geman and McClure's function), one where the photo is flat and
the mark's edge is missing speaks against it. One share holds for the whole mark, in light and in both colours, so that
what only looks alike in places finds no share that fits all of it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence.logos.photo import opponents
from linter.evidence.logos.places import grid
from linter.evidence.logos.reference import SIDE, Reference

FEATURES = ("explained", "explained in all", "low explained", "middle explained", "least explained", "rough")

_BLUR = 1.2  # pixels of SIDE
_KEPT = 0.97  # of the strength of a mark's slopes: the rest is spread over all flat pixels
_SHARES = (-0.9, -0.6, -0.4, -0.28, -0.19, -0.13, 0.13, 0.19, 0.28, 0.4, 0.6, 0.9)  # below 0: inverted colours
_QUIET = 0.35  # levels a pixel: a slope that is only noise, however smooth the photo
_GRID = 4


class _Own(NamedTuple):
    """The slopes of a mark (pixels x 6) where it has some, the numbers of those pixels, and of all where it is."""

    slopes: Any
    at: Any
    inside: Any
    parts: Any  # of the grid in which each pixel lies


def explained(reference: Reference, shown: Any) -> tuple[float, ...]:
    """Return how far a mark explains a place (SIDE x SIDE x 3, floats) that was laid over it; see FEATURES.

    The first is from below 0 (what should be there is missing) to 1 (all of the photo's slopes are the mark's); then
    the logarithm of how many pixels' worth that is; a low, the middle and the least one of the parts of the mark; and
    how rough the photo is there.
    """
    own = reference.once(_own)
    if not own.at.size:
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    slopes = _slopes(shown)
    usual = np.median(np.abs(slopes[own.inside]), axis=0)
    noise = np.tile(np.maximum((usual[:3] + usual[3:]) / 2, _QUIET), 2).astype(np.float32)
    seen, mark = slopes[own.at] / noise, own.slopes / noise
    before = _bounded(seen)
    left = [float(_bounded(seen - share * mark).sum()) for share in _SHARES]
    laid = _SHARES[int(np.argmin(left))] * mark
    each = (before - _bounded(seen - laid)).sum(axis=1)
    most = _bounded(laid).sum(axis=1)
    by_part, most_by_part = (np.bincount(own.parts, one, _GRID**2) for one in (each, most))
    full = most_by_part > 0.25 * most_by_part.mean()
    parts = np.sort((by_part / (most_by_part + 3))[full])
    total = float(each.sum())
    return (
        total / (float(most.sum()) + 20),
        float(np.log(max(total, 0.0) + 10)),
        float(parts[len(parts) // 5]),
        float(np.median(parts)),
        float(parts[0]),
        float(np.log(noise.mean())),
    )


def _bounded(values: Any) -> Any:
    """Return squares that never reach 1: what is far off is not worse than what is off."""
    square = values * values
    return square / (1 + square)


def _slopes(colours: Any) -> Any:
    """Return the slopes (pixels x 6) of light and colours, across and down, in levels a pixel."""
    values = cv2.GaussianBlur(opponents(colours), (0, 0), _BLUR)
    across, down = (cv2.Sobel(values, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.dstack([across, down]).reshape(-1, 6)


def _own(reference: Reference) -> _Own:
    colours, opaque = reference.laid(grid(1, 0), SIDE)
    solid = cv2.erode((opaque > 0.5).astype(np.uint8), np.ones((3, 3), np.uint8)).ravel() > 0
    slopes = _slopes(colours) * solid[:, None]
    strength = (slopes**2).sum(axis=1)
    order = np.argsort(-strength, kind="stable")
    enough = np.searchsorted(np.cumsum(strength[order]), _KEPT * float(strength.sum()))
    at = np.sort(order[: int(enough) + 1][strength[order[: int(enough) + 1]] > 0])
    step = SIDE // _GRID
    parts = at // SIDE // step * _GRID + at % SIDE // step
    return _Own(slopes[at], at, np.nonzero(solid)[0], parts)
