"""Move a place until the mark lies in it as well as it can.

First small turns, sizes and shifts are tried, all of them, on a coarse grid: nothing that is nearly right is lost. The
best few are then settled by Gauss and Newton's steps (inverse compositional, after Baker and Matthews 2004), with tilt
and perspective, on light and colours without their slow changes; what lies over a mark counts for less and less.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2, radians, sqrt
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from linter.evidence.logos.outlines import edges
from linter.evidence.logos.photo import Photo, opponents, slow
from linter.evidence.logos.places import Place, grid, is_sane, turned
from linter.evidence.logos.reference import SIDE, Reference

_OF_SLOPES = 1.5  # how much slopes count, against ways
_OF_SIZE = 0.15  # and each doubling of the size: what is small agrees with anything more easily
_RIM = 4  # pixels around what is compared, so that its edges are seen whole
_FINE = 48  # pixels of a mark in the grid on which it is settled
_CENTRE = np.array([[_FINE / 2, 0, _FINE / 2], [0, _FINE / 2, _FINE / 2], [0, 0, 1]])
_BACK = np.linalg.inv(_CENTRE)
_AROUND = 8.0  # of those pixels, in which slow change is taken off
_EIGHT = np.eye(8, dtype=np.float32)
_SIMILAR = np.stack([_EIGHT[0] + _EIGHT[4], _EIGHT[1] - _EIGHT[3], _EIGHT[2], _EIGHT[5]], axis=1)
_STAGES = ((_SIMILAR, 5), (_EIGHT[:, :6], 5), (_EIGHT, 4))  # which of the eight numbers move, and how often
_FIRM = (12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 400.0, 400.0)  # how hard each of the eight numbers is to move


class Search(NamedTuple):
    """A grid in which a mark is moved: pixels of the mark, around it, and of its shifts; its sizes and its turns."""

    cell: int
    edge: int
    shift: int
    scales: tuple[float, ...]
    turns: tuple[float, ...]  # degrees

    @property
    def own(self) -> int:
        """Return the pixels of the side of a mark with what is around it."""
        return self.cell + 2 * self.edge


COARSE = Search(20, 3, 2, (0.82, 0.91, 1.0, 1.1, 1.21), (-7.0, 0.0, 7.0))
FINE = Search(40, 4, 2, (0.95, 1.0, 1.05), (-3.5, 0.0, 3.5))


class Tried(NamedTuple):
    """A place after small moves: how its ways and slopes agree, and how far the best move stands out."""

    place: Place
    ways: float
    slopes: float
    peak: float

    @property
    def promise(self) -> float:
        """Return how far it is worth a closer look."""
        doublings = log2(abs(float(np.linalg.det(self.place.matrix[:2, :2]))) + 1e-9) / 2
        return self.ways + _OF_SLOPES * self.slopes + _OF_SIZE * doublings


class _Poses(NamedTuple):
    maps: list[Any]
    ways: Any  # poses x values
    slopes: Any
    weights: Any  # poses x pixels


def tried(photo: Photo, reference: Reference, places: Sequence[Place], search: Search = COARSE) -> list[Tried]:
    """Return each of some places with the best of some small moves."""
    if not places:
        return []
    poses = reference.once(_fine if search is FINE else _coarse)
    shifts = 2 * search.shift + 1
    side = search.own + 2 * (search.shift + _RIM)
    unit = SIDE / search.cell
    to_place = grid(unit, search.edge + search.shift + _RIM)
    ways, slopes = edges(np.vstack([photo.laid(place.matrix @ to_place, side) for place in places]))
    agreed = []
    for channels, own in ((ways, poses.ways), (slopes, poses.slopes)):
        seen = np.dstack(channels).reshape(len(places), side, side, -1)[:, _RIM:-_RIM, _RIM:-_RIM]
        energy = poses.weights @ _windows((seen * seen).sum(axis=3, keepdims=True), search.own).T
        found = own @ _windows(seen, search.own).T / np.sqrt(energy + 10)
        agreed.append(found.reshape(len(found), len(places), -1).transpose(1, 0, 2).reshape(len(places), -1))
    by_ways, by_slopes = agreed[0], np.abs(agreed[1])
    both = by_ways + _OF_SLOPES * by_slopes
    best = both.argmax(axis=1)
    peaks = (both.max(axis=1) - both.mean(axis=1)) / (both.std(axis=1) + 1e-3)
    moved = []
    for number, place in enumerate(places):
        pose, shift = divmod(int(best[number]), shifts**2)
        down, across = divmod(shift, shifts)
        move = turned(0, 1, (across - search.shift) * unit, (down - search.shift) * unit) @ poses.maps[pose]
        there = Place(place.matrix @ move, place.points)
        at = number, int(best[number])
        moved.append(Tried(there, float(by_ways[at]), float(by_slopes[at]), float(peaks[number])))
    return moved


def _windows(seen: Any, side: int) -> Any:
    """Return the values under the template at each shift in each place (places and shifts x values)."""
    shifted = sliding_window_view(seen, (side, side), axis=(1, 2))
    return shifted.transpose(0, 1, 2, 4, 5, 3).reshape(-1, side * side * seen.shape[3])


def _coarse(reference: Reference) -> _Poses:
    return _poses(reference, COARSE)


def _fine(reference: Reference) -> _Poses:
    return _poses(reference, FINE)


def _poses(reference: Reference, search: Search) -> _Poses:
    maps, all_ways, all_slopes, weights = [], [], [], []
    for scale in search.scales:
        for turn in search.turns:
            move = turned(radians(turn), scale)
            own, opaque = reference.laid(np.linalg.inv(move) @ grid(SIDE / search.cell, search.edge), search.own)
            wide = cv2.dilate(opaque, np.ones((3, 3), np.uint8))
            ways, slopes = edges(own)
            maps.append(move)
            all_ways.append(_unit(ways, wide))
            all_slopes.append(_unit(slopes, opaque))
            weights.append(wide.ravel() ** 2)
    return _Poses(maps, np.array(all_ways), np.array(all_slopes), np.array(weights))


def _unit(channels: list[Any], weight: Any) -> Any:
    weighted = (np.dstack(channels) * weight[:, :, None]).ravel()
    return (weighted / (np.linalg.norm(weighted) + 1e-6)).astype(np.float32)


class _Own(NamedTuple):
    """A mark as it is settled: where it is opaque, its values there, and how they change with each of eight numbers."""

    mask: Any
    local: Any
    values: Any
    energy: float  # of the values
    changes: Any  # values x 8
    slopes: Any  # 6 x values, of length 1


def settled(photo: Photo, reference: Reference, place: Place) -> Place:
    """Return a place moved to where the mark fits best: shifted, turned and sized; stretched too; tilted too.

    Each of the three starts where the one before ended, if that was a sane view of the mark and agreed better.
    """
    own = reference.once(_own)
    best, agreed = place, _agreed(photo, own, place)
    for numbers, turns in _STAGES:
        matrix = _stepped(photo, own, best.matrix, numbers, turns)
        if matrix is None or not is_near(place.matrix, matrix):
            continue
        moved = Place(matrix, place.points)
        now = _agreed(photo, own, moved)
        if now > agreed:
            best, agreed = moved, now
    return best


def _agreed(photo: Photo, own: _Own, place: Place) -> float:
    """Return how far the slopes of a place agree with those of a mark."""
    _, slopes = edges(photo.laid(place.matrix @ grid(SIDE / _FINE, 0), _FINE))
    seen = np.stack(slopes)[:, own.mask]
    return abs(float((seen * own.slopes).sum())) / (float(np.linalg.norm(seen)) + 1e-3)


def _stepped(photo: Photo, own: _Own, matrix: Any, numbers: Any, turns: int) -> Any | None:
    """Return a map after some of Gauss and Newton's steps in some of the eight numbers; None if they lead nowhere."""
    step = grid(SIDE / _FINE, 0)
    back = np.linalg.inv(step)
    changes = own.changes @ numbers
    firm = numbers.T @ np.diag(_FIRM) @ numbers
    for _ in range(turns):
        seen = _values(photo.laid(matrix @ step, _FINE), own.mask, own.local)
        gain = float(np.vdot(seen, own.values)) / own.energy
        if abs(gain) < 0.02:
            return None
        rest = seen / gain - own.values
        far = np.einsum("ij,ij->i", rest, rest)
        trust = 1 / (1 + far / (2 * sqrt(float(np.median(far))) + 1e-3) ** 2)
        weighted = changes * np.repeat(trust, 3)[:, None]
        curve = weighted.T @ changes
        curve = curve + firm * float(np.trace(curve)) / len(curve) * 1e-3
        move = numbers @ np.linalg.solve(curve, weighted.T @ rest.ravel())
        length = float(np.abs(move).max())
        a, b, c, d, e, f, g, h = move * min(1.0, 0.15 / (length + 1e-9))
        own_move = _CENTRE @ np.array([[1 + a, b, c], [d, 1 + e, f], [g, h, 1]]) @ _BACK
        matrix = matrix @ step @ np.linalg.inv(own_move) @ back
        matrix = matrix / matrix[2, 2]
        if length < 2e-3:
            break
    return matrix


def is_near(still: Any, matrix: Any) -> bool:
    """Say whether a map is a small move of another one, and a sane one."""
    move = np.linalg.inv(still) @ matrix
    move = move / move[2, 2]
    large, small = np.linalg.svd(move[:2, :2])[1]
    middle = move @ (SIDE / 2, SIDE / 2, 1)
    far = float(np.abs(middle[:2] / middle[2] - SIDE / 2).max())
    tilt = float(np.abs(move[2, :2]).max()) * SIDE
    return bool(far < 0.25 * SIDE and small > 0.55 and large < 1.7 and tilt < 0.4 and is_sane(matrix))


def _own(reference: Reference) -> _Own:
    colours, opaque = reference.laid(grid(SIDE / _FINE, 0), _FINE)
    mask = opaque > 0.5
    solid = mask.astype(np.float32)
    local = slow(solid, _AROUND) + 1e-3
    whole = _smoothed(colours, solid, local)
    across, down = cv2.Sobel(whole, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(whole, cv2.CV_32F, 0, 1) / 8
    half = _FINE / 2
    across, down = (one[mask] * half for one in (across, down))
    rows, columns = np.nonzero(mask)
    u, v = (((one - half) / half)[:, None].astype(np.float32) for one in (columns, rows))
    along = across * u + down * v
    changes = [across * u, across * v, across, down * u, down * v, down, -along * u, -along * v]
    slopes = np.stack(edges(colours)[1])[:, mask]
    values = whole[mask]
    return _Own(
        mask, (solid, local), values, float((values**2).sum()), np.stack(changes, axis=-1).reshape(-1, 8),
        slopes / np.linalg.norm(slopes),
    )  # fmt: skip


def _values(colours: Any, mask: Any, local: Any) -> Any:
    return _smoothed(colours, *local)[mask]


def _smoothed(colours: Any, solid: Any, local: Any) -> Any:
    """Return light and colours less what they are around each point of the mark."""
    values = opponents(colours)
    return cv2.GaussianBlur(values, (0, 0), 1.0) - slow(values * solid[:, :, None], _AROUND) / local[:, :, None]
