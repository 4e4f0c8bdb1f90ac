"""Places where several points of a mark lie as they do in the mark: found however it is turned or how large it is.

Each pair of like points says where the centre of the mark would be, how large and how turned. Pairs that say the same
are a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from linter.evidence.logos.places import Place, is_sane, similar
from linter.evidence.logos.reference import SIDE, Reference, rooted

_LONGEST = 600  # pixels of the longer side at which points are sought: for large marks, and those turned far
_MOST_POINTS = 1200
_LIKE = 0.72  # the least likeness of two descriptors
_EACH = 3  # points of the photo that a point of the mark is paired with
_MOST_PAIRS, _SEEDS = 600, 80
_SMALLEST, _LARGEST = 22, 900  # pixels of a mark in the photo
_MOST_TURN = np.deg2rad(60)
_MOST_PLACES = 3
_LEAST_POINTS = 3
_FOR_AFFINE = 4  # pairs from which on the tilt can be told


class Keypoints:
    """The points of one photo."""

    def __init__(self, grey: Any) -> None:
        """Find the points of a photo, height x width, bytes."""
        factor = min(1.0, _LONGEST / max(grey.shape))
        if factor < 1:
            grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        sift = cv2.SIFT_create(_MOST_POINTS, contrastThreshold=0.025, edgeThreshold=12)
        found, described = sift.detectAndCompute(grey, None)
        rows = [(p.pt[0] / factor, p.pt[1] / factor, p.size / factor, p.angle) for p in found]
        self._points = np.array(rows, np.float32).reshape(-1, 4)
        self._descriptors = rooted(described) if described is not None else np.zeros((0, 128), np.float32)

    def places(self, reference: Reference) -> Iterator[Place]:
        """Yield where the mark might be, the place with most points first."""
        points, descriptors = reference.points
        if len(points) < _EACH or len(self._points) <= _EACH:
            return
        likeness = descriptors @ self._descriptors.T
        best = np.argpartition(-likeness, _EACH, axis=1)[:, :_EACH]
        own = np.repeat(np.arange(len(points)), _EACH)
        others = best.reshape(-1)
        like = likeness[own, others]
        order = np.argsort(-like, kind="stable")[:_MOST_PAIRS]
        order = order[like[order] > _LIKE]
        yield from _gathered(points[own[order]], self._points[others[order]], like[order])


def _gathered(own: Any, seen: Any, like: Any) -> Iterator[Place]:
    """Yield the places on which pairs of points agree."""
    scale = seen[:, 2] / own[:, 2]
    turn = np.deg2rad(seen[:, 3] - own[:, 3])
    across, down = own[:, 0] - SIDE / 2, own[:, 1] - SIDE / 2
    x = seen[:, 0] - scale * (across * np.cos(turn) - down * np.sin(turn))
    y = seen[:, 1] - scale * (across * np.sin(turn) + down * np.cos(turn))
    size = scale * SIDE
    # Points that nearly coincide count once.
    _, spots = np.unique((np.round(own[:, :2].astype(np.float64) / 3) @ (1, SIDE)).astype(int), return_inverse=True)
    free = (size > _SMALLEST) & (size < _LARGEST) & (np.abs(_wrapped(turn)) < _MOST_TURN)
    seeds = np.nonzero(free)[0][:_SEEDS]
    if not seeds.size:
        return
    near = np.hypot(x - x[seeds, None], y - y[seeds, None]) < 0.22 * size[seeds, None]
    near &= np.abs(np.log2(scale / scale[seeds, None])) < 0.6
    near &= np.abs(_wrapped(turn - turn[seeds, None])) < 0.45
    at_spot = np.zeros((len(spots), int(spots.max()) + 1), np.float32)
    at_spot[np.arange(len(spots)), spots] = 1
    for _ in range(_MOST_PLACES):
        some = (near & free).astype(np.float32)
        counts = ((some @ at_spot) > 0).sum(axis=1)
        best = int(np.argmax(counts + some @ like / np.maximum(1, some.sum(axis=1))))
        count = int(counts[best])
        if count < _LEAST_POINTS:
            return
        chosen = np.nonzero(some[best])[0]
        free[chosen] = False
        yield Place(_map(own[chosen], seen[chosen], x[chosen], y[chosen], scale[chosen], turn[chosen], count), count)


def _map(own: Any, seen: Any, x: Any, y: Any, scale: Any, turn: Any, count: int) -> Any:
    """Return the map of the pairs that agree: with its tilt if there are enough of them."""
    middle = float(np.median(scale))
    if count >= _FOR_AFFINE:
        here, there = np.ascontiguousarray(own[:, :2]), np.ascontiguousarray(seen[:, :2])
        far = 0.06 * middle * SIDE
        matrix, _ = cv2.estimateAffine2D(here, there, ransacReprojThreshold=far, maxIters=300)
        if matrix is not None and is_sane(matrix):
            return np.vstack([matrix, [0, 0, 1]])
    angle = float(np.arctan2(np.sin(turn).mean(), np.cos(turn).mean()))
    return similar(float(np.median(x)), float(np.median(y)), middle, angle)


def _wrapped(angle: Any) -> Any:
    return (angle + np.pi) % (2 * np.pi) - np.pi
