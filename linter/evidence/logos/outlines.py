"""Places where the edges of a photo run as those of a mark do: found however small, pale, or in inverted colours.

Light and colour are looked at apart, so that a pale mark over black print still shows by its colour. *Ways* are
doubled angles: light on dark and dark on light are the same, whatever lies behind a mark. *Slopes* keep the sign,
which a pale mark over a rough ground needs. All sizes are looked at with one small template, in smaller and smaller
copies of the photo; all marks and turns at once, as one product of matrices. The edges of larger marks are found at
twice the size that is compared, and then pooled: the thin lines of a pale mark would be gone in a smaller copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import radians, sqrt
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from linter.evidence.logos.photo import Photo, opponents
from linter.evidence.logos.places import Place, grid, similar, turned
from linter.evidence.logos.reference import SIDE, Reference

_EDGE, _MARGIN = 2, 3  # steps around a mark in its template, and around the photo
_USUAL = 1536  # pixels of the longer side of a photo: in a larger one all marks are larger
_SIZES = (
    (56, 16, 2),
    (76, 16, 2),
    (103, 32, 4),
    (140, 32, 4),
    (190, 48, 4),
    (258, 48, 4),
    (350, 48, 4),
)  # of marks in such a photo; pixels of the template; those taken together, by which it is moved: fine lines last
_SIZE_OF_PALE = 100  # pixels from which on slopes are looked at as well
_TURNS = (-42, -28, -14, 0, 14, 28, 42)  # degrees
_BY_WAYS, _BY_SLOPES = 8, 22  # the most places
_EACH = 4  # best places for one size and turn
_NEAR = 3  # steps around a place in which there is no other
_FLAT = 4.0  # a slope that counts for little
_NONE = np.zeros((0, 5))  # likeness, x, y, scale, turn of places
_LITTLE = 6.0  # edges in a square that count for little
_AT_ONCE = 4096  # windows: what is copied for a product stays near the processor


class _Template(NamedTuple):
    turn: float
    ways: Any  # a column for a product: steps down, steps across, channels
    slopes: Any
    share: float  # of the square that counts


class Outlines:
    """Where the edges of one photo run as those of some marks do."""

    def __init__(self, photo: Photo, references: Sequence[Reference]) -> None:
        """Look for marks in a photo."""
        self._of = {id(reference): number for number, reference in enumerate(references)}
        # For each mark what was found by ways, and what by slopes.
        self._found: list[tuple[list[Any], list[Any]]] = [([_NONE], [_NONE]) for _ in references]
        height, width = photo.pixels.shape[:2]
        unit = max(1.0, max(height, width) / _USUAL)
        for size, cell, step in _SIZES if references else ():
            factor = cell / size / unit
            if factor > 1 or min(height, width) * factor < cell + (2 * (_EDGE - _MARGIN) + 1) * step:
                continue
            small = cv2.copyMakeBorder(photo.small(factor), *[_MARGIN * step] * 4, cv2.BORDER_REPLICATE)
            channels = edges(small)[: 2 if size >= _SIZE_OF_PALE else 1]
            for number, kind, turn, found in _searched(channels, references, cell, step):
                middle = ((found[:, 1:] + _EDGE - _MARGIN) * step + cell / 2) / factor
                scale, turns = np.full(len(found), cell / factor / SIDE), np.full(len(found), radians(turn))
                self._found[number][kind].append(np.column_stack([found[:, 0], middle, scale, turns]))

    def places(self, reference: Reference) -> list[Place]:
        """Return where a mark might be, the likeliest first."""
        kept = _NONE
        for found, most in zip(self._found[self._of[id(reference)]], (_BY_WAYS, _BY_SLOPES), strict=True):
            likely = np.vstack(found)
            likely = likely[np.argsort(-likely[:, 0], kind="stable")]
            likely = likely[[_is_apart(one, kept) for one in likely]] if len(kept) else likely
            room = len(kept) + most
            while len(likely) and len(kept) < room:
                kept = np.vstack([kept, likely[:1]])
                likely = likely[~_are_near(likely[0], likely)]
        return [Place(similar(x, y, scale, turn)) for _, x, y, scale, turn in kept.tolist()]


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


def _pooled(channels: list[Any], step: int) -> Any:
    """Return the mean of each step (steps down x steps across x channels)."""
    whole = np.dstack(channels)
    high, wide = (side // step * step for side in whole.shape[:2])
    parts = [whole[down:high:step, across:wide:step] for down in range(step) for across in range(step)]
    return sum(parts[1:], parts[0]) / np.float32(len(parts))


def _searched(
    channels: Sequence[list[Any]], references: Sequence[Reference], cell: int, step: int
) -> Iterator[tuple[int, int, float, Any]]:
    """Yield number of the mark, kind (0 ways, 1 slopes), turn and the best places of each template in one copy."""
    make, side = _MAKERS[cell, step], cell // step + 2 * _EDGE
    every = [(number, one) for number, reference in enumerate(references) for one in reference.once(make)]
    for kind, some in enumerate(channels):
        seen = _pooled(some, step)
        columns = np.stack([(one.ways, one.slopes)[kind] for _, one in every], axis=1)
        likeness = _likeness(seen, columns, side)
        usual = 1 / np.sqrt(_energy(seen, side) + _LITTLE)
        for (number, one), like in zip(every, likeness, strict=True):
            agreed = like * (usual / np.float32(sqrt(one.share)))
            # Inverted colours turn the sign of all slopes.
            yield number, kind, one.turn, _best(np.abs(agreed, out=agreed) if kind else agreed)


def _likeness(seen: Any, columns: Any, side: int) -> Any:
    """Return how like each template is (templates x steps down x steps across), as products of matrices."""
    windows = sliding_window_view(seen, (side, side), axis=(0, 1)).transpose(0, 1, 3, 4, 2)
    high, wide = windows.shape[:2]
    likeness = np.empty((columns.shape[1], high, wide), np.float32)
    rows = max(1, _AT_ONCE // wide)
    for top in range(0, high, rows):
        some = windows[top : top + rows].reshape(-1, len(columns))
        likeness[:, top : top + rows] = (columns.T @ some.T).reshape(len(likeness), -1, wide)
    return likeness


def _energy(seen: Any, side: int) -> Any:
    """Return how much there is of edges in the square that begins at each step."""
    whole = cv2.boxFilter(
        (seen * seen).sum(axis=2), -1, (side, side), normalize=False, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT
    )
    return whole[: seen.shape[0] - side + 1, : seen.shape[1] - side + 1]


def _best(agreed: Any) -> Any:
    """Return the best places: how far all agrees, steps across and steps down (places x 3). Spoils what it is given."""
    found = []
    for _ in range(_EACH):
        _, best, _, (left, top) = cv2.minMaxLoc(agreed)
        found.append((best, left, top))
        agreed[max(0, top - _NEAR) : top + _NEAR + 1, max(0, left - _NEAR) : left + _NEAR + 1] = -1
    return np.array(found)


def _are_near(one: Any, others: Any) -> Any:
    """Say which places are nearly the same as one of them."""
    far = np.hypot(others[:, 1] - one[1], others[:, 2] - one[2]) > 0.35 * SIDE * np.maximum(others[:, 3], one[3])
    return ~(far | (np.abs(np.log(others[:, 3] / one[3])) > 0.5))


def _is_apart(one: Any, others: Any) -> bool:
    return not _are_near(one, others).any()


def _small(reference: Reference) -> list[_Template]:
    return [_template(reference, turn, 16, 2) for turn in _TURNS]


def _middle(reference: Reference) -> list[_Template]:
    return [_template(reference, turn, 32, 4) for turn in _TURNS]


def _large(reference: Reference) -> list[_Template]:
    return [_template(reference, turn, 48, 4) for turn in _TURNS]


_MAKERS = {(16, 2): _small, (32, 4): _middle, (48, 4): _large}


def _template(reference: Reference, turn: float, cell: int, step: int) -> _Template:
    """Return a mark at a turn."""
    edge = _EDGE * step
    own, opaque = reference.laid(turned(radians(-turn)) @ grid(SIDE / cell, edge), cell + 2 * edge)
    weight = cv2.dilate(opaque, np.ones((3, 3), np.uint8))
    ways, slopes = edges(own)
    return _Template(turn, _unit(ways, weight, step), _unit(slopes, weight, step), float((weight > 0.3).mean()))


def _unit(channels: list[Any], weight: Any, step: int) -> Any:
    pooled = _pooled([one * weight for one in channels], step)
    return (pooled / (np.linalg.norm(pooled) + 1e-6)).astype(np.float32).ravel()
