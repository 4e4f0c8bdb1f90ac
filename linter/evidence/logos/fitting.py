"""Move a place until the mark lies in it as well as it can.

First small turns, sizes and shifts are tried, all of them, on a coarse grid: nothing that is nearly right is lost. The
best few are then settled by Gauss and Newton's steps (inverse compositional, after Baker and Matthews 2004), with tilt
and perspective, on light and colours without their slow changes; what lies over a mark counts for less and less.
"""

from __future__ import annotations

from math import radians
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from linter.evidence.logos.outlines import edges
from linter.evidence.logos.photo import Photo, opponents
from linter.evidence.logos.places import Place, grid, is_sane, turned
from linter.evidence.logos.reference import SIDE, Reference

_CELL, _EDGE, _SHIFT = 24, 3, 2  # pixels of the coarse grid: a mark, around it, and by which it may be shifted
_OWN, _SEEN = _CELL + 2 * _EDGE, _CELL + 2 * (_EDGE + _SHIFT)
_SCALES, _TURNS = (0.82, 0.91, 1.0, 1.1, 1.21), (-10.0, -5.0, 0.0, 5.0, 10.0)
_FINE = 48  # pixels of a mark in the grid on which it is settled
_CENTRE = np.array([[_FINE / 2, 0, _FINE / 2], [0, _FINE / 2, _FINE / 2], [0, 0, 1]])
_EIGHT = np.eye(8, dtype=np.float32)
_SIMILAR = np.stack([_EIGHT[0] + _EIGHT[4], _EIGHT[1] - _EIGHT[3], _EIGHT[2], _EIGHT[5]], axis=1)
_STAGES = ((_SIMILAR, 5), (_EIGHT[:, :6], 5), (_EIGHT, 4))  # which of the eight numbers move, and how often
_FIRM = (12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 400.0, 400.0)  # how hard each of the eight numbers is to move


class Tried(NamedTuple):
    """A place after small moves: how its ways and slopes agree, and how far the best move stands out."""

    place: Place
    ways: float
    slopes: float
    peak: float

    @property
    def promise(self) -> float:
        """Return how far it is worth a close look."""
        return self.ways + 1.5 * self.slopes


class _Poses(NamedTuple):
    maps: list[Any]
    ways: Any  # poses x values
    slopes: Any
    weights: Any  # poses x pixels


def tried(photo: Photo, reference: Reference, place: Place) -> Tried:
    """Return a place with the best of some small moves."""
    poses = reference.once(_poses)
    around = _EDGE + _SHIFT
    ways, slopes = edges(photo.laid(place.matrix @ grid(SIDE / _CELL, around), _SEEN))
    seen_ways, seen_slopes = _windows(ways), _windows(slopes)
    energy = _windows([sum(one * one for one in ways)]), _windows([sum(one * one for one in slopes)])
    by_ways = poses.ways @ seen_ways.T / np.sqrt(poses.weights @ energy[0].T + 10)
    by_slopes = np.abs(poses.slopes @ seen_slopes.T) / np.sqrt(poses.weights @ energy[1].T + 10)
    both = by_ways + 1.5 * by_slopes
    best = int(both.argmax())
    pose, shift = divmod(best, both.shape[1])
    down, across = divmod(shift, 2 * _SHIFT + 1)
    unit = SIDE / _CELL
    move = turned(0, 1, (across - _SHIFT) * unit, (down - _SHIFT) * unit) @ poses.maps[pose]
    peak = float((both.flat[best] - both.mean()) / (both.std() + 1e-3))
    return Tried(Place(place.matrix @ move, place.points), float(by_ways.flat[best]), float(by_slopes.flat[best]), peak)


def _windows(channels: list[Any]) -> Any:
    """Return the values under the template at each shift (shifts x values)."""
    seen = np.stack(channels)
    shifted = sliding_window_view(seen, (_OWN, _OWN), axis=(1, 2))
    return shifted.transpose(1, 2, 0, 3, 4).reshape((2 * _SHIFT + 1) ** 2, -1)


def _poses(reference: Reference) -> _Poses:
    maps, all_ways, all_slopes, weights = [], [], [], []
    for scale in _SCALES:
        for turn in _TURNS:
            move = turned(radians(turn), scale)
            own, opaque = reference.laid(np.linalg.inv(move) @ grid(SIDE / _CELL, _EDGE), _OWN)
            wide = cv2.dilate(opaque, np.ones((3, 3), np.uint8))
            ways, slopes = edges(own)
            maps.append(move)
            all_ways.append(_unit(ways, wide))
            all_slopes.append(_unit(slopes, opaque))
            weights.append(wide.ravel() ** 2)
    return _Poses(maps, np.array(all_ways), np.array(all_slopes), np.array(weights))


def _unit(channels: list[Any], weight: Any) -> Any:
    weighted = np.concatenate([(one * weight).ravel() for one in channels])
    return (weighted / (np.linalg.norm(weighted) + 1e-6)).astype(np.float32)


class _Own(NamedTuple):
    """A mark as it is settled: where it is opaque, its values there, and how they change with each of eight numbers."""

    mask: Any
    local: Any
    values: Any
    changes: Any  # values x 3 x 8
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
    for _ in range(turns):
        seen = _values(photo.laid(matrix @ step, _FINE), own.mask, own.local)
        gain = float((seen * own.values).sum()) / float((own.values**2).sum())
        if abs(gain) < 0.02:
            return None
        rest = seen / gain - own.values
        far = np.sqrt((rest**2).sum(axis=1))
        trust = 1 / (1 + (far / (2 * float(np.median(far)) + 1e-3)) ** 2)
        weighted = changes * trust[:, None, None]
        curve = np.tensordot(weighted, changes, axes=([0, 1], [0, 1]))
        firm = numbers.T @ np.diag(_FIRM) @ numbers
        curve = curve + firm * float(np.trace(curve)) / len(curve) * 1e-3
        move = numbers @ np.linalg.solve(curve, np.tensordot(weighted, rest, axes=([0, 1], [0, 1])))
        length = float(np.abs(move).max())
        a, b, c, d, e, f, g, h = move * min(1.0, 0.15 / (length + 1e-9))
        own_move = _CENTRE @ np.array([[1 + a, b, c], [d, 1 + e, f], [g, h, 1]]) @ np.linalg.inv(_CENTRE)
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
    local = cv2.GaussianBlur(solid, (0, 0), 8.0) + 1e-3
    whole = _smoothed(colours, solid, local)
    across, down = cv2.Sobel(whole, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(whole, cv2.CV_32F, 0, 1) / 8
    half = _FINE / 2
    across, down = (one[mask] * half for one in (across, down))
    rows, columns = np.nonzero(mask)
    u, v = (((one - half) / half)[:, None].astype(np.float32) for one in (columns, rows))
    along = across * u + down * v
    changes = [across * u, across * v, across, down * u, down * v, down, -along * u, -along * v]
    slopes = np.stack(edges(colours)[1])[:, mask]
    return _Own(mask, (solid, local), whole[mask], np.stack(changes, axis=-1), slopes / np.linalg.norm(slopes))


def _values(colours: Any, mask: Any, local: Any) -> Any:
    return _smoothed(colours, *local)[mask]


def _smoothed(colours: Any, solid: Any, local: Any) -> Any:
    """Return light and colours less what they are around each point of the mark."""
    values = opponents(colours)
    slow = cv2.GaussianBlur(values * solid[:, :, None], (0, 0), 8.0) / local[:, :, None]
    return cv2.GaussianBlur(values, (0, 0), 1.0) - slow
