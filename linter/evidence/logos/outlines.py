"""Places where the edges of a photo run as those of a mark do: found however small, pale, or in inverted colours.

Light and colour are looked at apart, so that a pale mark over black print still shows by its colour. *Ways* are
doubled angles: light on dark and dark on light are the same, whatever lies behind a mark. *Slopes* keep the sign,
which a pale mark over a rough ground needs. All sizes are looked at with one small template, in smaller and smaller
copies of the photo.
"""

from __future__ import annotations

from math import hypot, log, radians
from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence.logos.photo import opponents
from linter.evidence.logos.places import Place, grid, similar, turned
from linter.evidence.logos.reference import SIDE, Reference

CELL = 16  # pixels of a mark in the template
EDGE = 4  # around it
_WHOLE = CELL + 2 * EDGE
_MARGIN = round(CELL * 0.4)
_SIZES = (56, 76, 103, 140, 190, 258, 350)  # of marks in the photo
_SIZE_OF_PALE = 100  # pixels from which on slopes are looked at as well
_TURNS = (-40, -20, 0, 20, 40)  # degrees
_BY_WAYS, _BY_SLOPES = 12, 14  # the most places
_EACH = 4  # best places for one size and turn
_FLAT = 4.0  # a slope that counts for little


_Likely = tuple[float, float, float, float, float]  # how likely, x, y, scale, turn


class _Template(NamedTuple):
    turn: int
    share: float  # of the square that counts
    ways: list[Any]
    slopes: list[Any]


class _Level(NamedTuple):
    factor: float
    ways: list[Any]
    slopes: list[Any]  # none if marks of this size are too small for them
    by_ways: Any  # the energy around each point
    by_slopes: Any


class Outlines:
    """The edges of one photo, at several sizes."""

    def __init__(self, pixels: Any) -> None:
        """Prepare a photo, height x width x 3, bytes, blue first."""
        self._levels: list[_Level] = []
        height, width = pixels.shape[:2]
        for size in _SIZES:
            factor = CELL / size
            if min(height, width) * factor < _WHOLE - 2 * _MARGIN + 1:
                continue
            small = cv2.resize(pixels, (round(width * factor), round(height * factor)), interpolation=cv2.INTER_AREA)
            small = cv2.copyMakeBorder(small, *[_MARGIN] * 4, cv2.BORDER_REPLICATE)
            ways, slopes = edges(small)
            slopes = slopes if size >= _SIZE_OF_PALE else []
            self._levels.append(_Level(factor, ways, slopes, _energy(ways), _energy(slopes)))

    def places(self, reference: Reference) -> list[Place]:
        """Return where the mark might be, the likeliest first."""
        by_ways: list[_Likely] = []
        by_slopes: list[_Likely] = []
        for template in reference.once(_templates):
            for level in self._levels:
                by_ways += _best(level.factor, template, template.ways, level.ways, level.by_ways)
                if level.slopes:
                    by_slopes += _best(level.factor, template, template.slopes, level.slopes, level.by_slopes)
        kept: list[_Likely] = []
        for likely, most in ((by_ways, _BY_WAYS), (by_slopes, _BY_SLOPES)):
            room = len(kept) + most
            for one in sorted(likely, reverse=True):
                if all(_is_apart(one, other) for other in kept):
                    kept.append(one)
                if len(kept) == room:
                    break
        return [Place(similar(x, y, scale, turn)) for _, x, y, scale, turn in kept]


def edges(pixels: Any, blur: float = 0.8) -> tuple[list[Any], list[Any]]:
    """Return the ways (2) and the slopes (6) of the edges, each from -1 to 1, less where it is nearly flat."""
    smooth = cv2.GaussianBlur(opponents(pixels.astype(np.float32)), (0, 0), blur)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    long, flat, twice = across * across + down * down, across * across - down * down, 2 * across * down
    light = (np.sqrt(long[:, :, 0]) + _FLAT * 1.3) ** 2
    colour = (np.sqrt(long[:, :, 1] + long[:, :, 2]) + _FLAT) ** 2
    ways = [
        one[:, :, 0] / light + (one[:, :, 1] + one[:, :, 2]) / colour
        for one in (flat, twice)
    ]  # fmt: skip
    length = np.sqrt(long) + _FLAT
    slopes = [*cv2.split(across / length), *cv2.split(down / length)]
    return ways, slopes


def _energy(channels: list[Any]) -> Any:
    if not channels:
        return None
    total = sum(one * one for one in channels)
    return cv2.boxFilter(total, -1, (_WHOLE, _WHOLE), normalize=False, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)


def _best(factor: float, template: _Template, own: list[Any], seen: list[Any], energy: Any) -> list[_Likely]:
    """Return the best places of one template in one copy: likeness, x, y, scale and turn."""
    # Each by itself: all at once, as channels, takes twice as long.
    likeness = cv2.matchTemplate(seen[0], own[0], cv2.TM_CCORR)
    for one, other in zip(seen[1:], own[1:], strict=True):
        likeness += cv2.matchTemplate(one, other, cv2.TM_CCORR)
    if len(own) > 2:  # slopes: inverted colours turn the sign of all
        likeness = np.abs(likeness)
    likeness /= np.sqrt(energy[: likeness.shape[0], : likeness.shape[1]] * template.share + 12)
    found: list[_Likely] = []
    for _ in range(_EACH):
        _, best, _, (left, top) = cv2.minMaxLoc(likeness)
        x, y = ((value + _WHOLE / 2 - _MARGIN) / factor for value in (left, top))
        found.append((best, x, y, CELL / factor / SIDE, radians(template.turn)))
        likeness[max(0, top - 6) : top + 7, max(0, left - 6) : left + 7] = -1
    return found


def _is_apart(one: _Likely, other: _Likely) -> bool:
    far = hypot(one[1] - other[1], one[2] - other[2]) > 0.35 * SIDE * max(one[3], other[3])
    return far or abs(log(one[3] / other[3])) > 0.5


def _templates(reference: Reference) -> list[_Template]:
    """Return a mark at each turn."""
    return [_template(reference, turn) for turn in _TURNS]


def _template(reference: Reference, turn: int) -> _Template:
    unit = SIDE / CELL
    own, opaque = reference.laid(turned(radians(-turn)) @ grid(unit, EDGE), _WHOLE)
    weight = cv2.dilate(opaque, np.ones((3, 3), np.uint8))
    ways, slopes = edges(own)
    return _Template(turn, float((weight > 0.3).mean()), _unit(ways, weight), _unit(slopes, weight))


def _unit(channels: list[Any], weight: Any) -> list[Any]:
    weighted = [one * weight for one in channels]
    length = float(np.sqrt(sum(float((one**2).sum()) for one in weighted))) + 1e-6
    return [(one / length).astype(np.float32) for one in weighted]
