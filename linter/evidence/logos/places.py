"""Where a mark might lie: an affine map from its square to the photo, and how many points speak for it."""

from __future__ import annotations

from math import cos, sin
from typing import Any, NamedTuple

import numpy as np

from linter.evidence.logos.reference import SIDE

_MOST_STRETCH = 1.8  # of one direction against the other


class Place(NamedTuple):
    """A candidate. `matrix` (3 x 3) takes points of the reference's square to the photo."""

    matrix: Any
    points: int = 0


def similar(x: float, y: float, scale: float, angle: float) -> Any:
    """Return the map that turns and scales a square and puts its centre at (x, y)."""
    c, s, half = scale * cos(angle), scale * sin(angle), SIDE / 2
    return np.array([[c, -s, x - c * half + s * half], [s, c, y - s * half - c * half], [0, 0, 1]], np.float64)


def turned(angle: float, scale: float = 1.0, across: float = 0.0, down: float = 0.0) -> Any:
    """Return the map of the square into itself that turns and scales it about its centre, and shifts it."""
    return similar(SIDE / 2 + across, SIDE / 2 + down, scale, angle)


def grid(unit: float, margin: float) -> Any:
    """Return the map to the square from a grid of `unit` pixels of it, which has a margin around it."""
    return np.array([[unit, 0, -unit * margin], [0, unit, -unit * margin], [0, 0, 1]], np.float64)


def is_sane(matrix: Any) -> bool:
    """Say whether a map neither mirrors nor stretches a mark as no photo would."""
    large, small = np.linalg.svd(matrix[:2, :2])[1]
    return bool(np.linalg.det(matrix[:2, :2]) > 0 and small > 0.2 and large / small < _MOST_STRETCH and large < 16)


def corners(matrix: Any) -> Any:
    """Return the four corners (4 x 2) of the square in the photo."""
    square = np.array([[0, 0, 1], [SIDE, 0, 1], [SIDE, SIDE, 1], [0, SIDE, 1]], np.float64) @ matrix.T
    return square[:, :2] / square[:, 2:]
