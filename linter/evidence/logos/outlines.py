"""Places where the directions of the edges agree with those of a mark: found however small, and in inverted colours.

Directions are doubled angles, so that light on dark and dark on light are the same. All sizes are looked at with one
small template, in smaller and smaller copies of the photo.
"""

from __future__ import annotations

from math import hypot, log, radians
from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence.logos.places import Place, similar
from linter.evidence.logos.reference import SIDE, Reference

_CELL = 16  # pixels of a mark in the template
_EDGE = 4  # around it
_SIZES = (44, 60, 82, 112, 150, 205, 280)  # of marks in the photo
_TURNS = (-18, 0, 18)  # degrees
_MOST_PLACES = 4
_EACH = 2  # best places for one size and turn
_FLAT = 4.0  # a slope that counts for little
_BIG = 96


_Likely = tuple[float, float, float, float, float]  # how likely, x, y, scale, turn


# Turn, cosines and sines, and which part of the square counts.
_Template = tuple[int, tuple[Any, Any], float]


class _Level(NamedTuple):
    factor: float
    margin: int
    directions: tuple[Any, Any]
    energy: Any


class Outlines:
    """The directions of the edges of one photo, at several sizes."""

    def __init__(self, grey: Any) -> None:
        """Prepare a photo, height x width, bytes."""
        self._levels: list[_Level] = []
        height, width = grey.shape
        side, margin = _CELL + 2 * _EDGE, round(_CELL * 0.4)
        for size in _SIZES:
            factor = _CELL / size
            if min(height, width) * factor < side:
                continue
            small = cv2.resize(grey, (round(width * factor), round(height * factor)), interpolation=cv2.INTER_AREA)
            small = cv2.copyMakeBorder(small, *[margin] * 4, cv2.BORDER_REPLICATE)
            cosines, sines = _directions(small)
            energy = cv2.boxFilter(
                cosines * cosines + sines * sines,
                -1,
                (side, side),
                normalize=False,
                anchor=(0, 0),
                borderType=cv2.BORDER_CONSTANT,
            )
            self._levels.append(_Level(factor, margin, (cosines, sines), energy))

    def places(self, reference: Reference) -> list[Place]:
        """Return where the mark might be, the likeliest first."""
        found: list[_Likely] = []
        for turn, directions, share in _templates(reference):
            for level in self._levels:
                found += _best(level, turn, directions, share)
        kept: list[_Likely] = []
        for one in sorted(found, reverse=True):
            if all(_is_apart(one, other) for other in kept):
                kept.append(one)
            if len(kept) == _MOST_PLACES:
                break
        return [Place(similar(x, y, scale, turn)) for _, x, y, scale, turn in kept]


def _best(level: _Level, turn: int, directions: tuple[Any, Any], share: float) -> list[_Likely]:
    """Return the best places of one template in one copy: likeness, x, y, scale and turn."""
    # Each by itself: both at once, as two channels, takes twice as long.
    pairs = zip(level.directions, directions, strict=True)
    likeness = sum(cv2.matchTemplate(seen, own, cv2.TM_CCORR) for seen, own in pairs)
    likeness = likeness / np.sqrt(level.energy[: likeness.shape[0], : likeness.shape[1]] * share + 6)
    side = directions[0].shape[0]
    found: list[_Likely] = []
    for _ in range(_EACH):
        _, best, _, (left, top) = cv2.minMaxLoc(likeness)
        x, y = ((value + side / 2 - level.margin) / level.factor for value in (left, top))
        found.append((best, x, y, _CELL / level.factor / SIDE, radians(turn)))
        likeness[max(0, top - 6) : top + 7, max(0, left - 6) : left + 7] = -1
    return found


def _is_apart(one: _Likely, other: _Likely) -> bool:
    far = hypot(one[1] - other[1], one[2] - other[2]) > 0.35 * SIDE * max(one[3], other[3])
    return far or abs(log(one[3] / other[3])) > 0.5


def _templates(reference: Reference) -> list[_Template]:
    """Return the directions of a mark at each turn; made once."""
    known: list[_Template] | None = reference.__dict__.get("outlines")
    if known is None:
        known = reference.__dict__["outlines"] = [_template(reference, turn) for turn in _TURNS]
    return known


def _template(reference: Reference, turn: int) -> _Template:
    colours, opaque = reference.at(_BIG)
    grey = cv2.cvtColor(colours.astype(np.uint8), cv2.COLOR_RGB2GRAY)
    around, side = _BIG * _EDGE // _CELL, _CELL + 2 * _EDGE
    matrix = cv2.getRotationMatrix2D((_BIG / 2, _BIG / 2), -turn, 1.0)
    matrix[:, 2] += around
    size = (_BIG + 2 * around, _BIG + 2 * around)
    ground = float(grey[0, 0]) if opaque[0, 0] < 0.5 else float(grey.mean())
    wide = cv2.warpAffine(grey, matrix, size, borderValue=ground)
    mask = cv2.warpAffine((opaque > 0.5).astype(np.float32), matrix, size)
    mask = cv2.dilate((mask > 0.5).astype(np.uint8), np.ones((9, 9), np.uint8))
    weight = cv2.resize(mask.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    cosines, sines = _directions(cv2.resize(wide, (side, side), interpolation=cv2.INTER_AREA))
    cosines, sines = cosines * weight, sines * weight
    length = float(np.sqrt((cosines**2 + sines**2).sum())) + 1e-6
    return turn, (cosines / np.float32(length), sines / np.float32(length)), float((weight > 0.3).mean())


def _directions(grey: Any) -> tuple[Any, Any]:
    """Return cosine and sine of the doubled angle of the slope, less where it is nearly flat."""
    smooth = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 0.8)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    length = np.hypot(across, down) + _FLAT
    return (across * across - down * down) / length**2, 2 * across * down / length**2
