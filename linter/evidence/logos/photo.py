"""One picture at several sizes, so that any place in it can be laid over a mark without loss and without dots."""

from __future__ import annotations

from math import floor, log2, sqrt
from typing import Any

import cv2
import numpy as np

_LEAST = 24  # pixels of the shorter side of the smallest copy


class Photo:
    """A picture (height x width x 3, bytes, blue first) and smaller and smaller copies of it."""

    def __init__(self, pixels: Any) -> None:
        """Make the copies, each half as large as the one before."""
        self.pixels = pixels
        self._copies = [pixels]
        while min(self._copies[-1].shape[:2]) >= 2 * _LEAST:
            self._copies.append(cv2.pyrDown(self._copies[-1]))

    def small(self, factor: float) -> Any:
        """Return the whole picture at a size, at most as large as it is."""
        level = min(len(self._copies) - 1, max(0, floor(log2(1 / factor))))
        height, width = self.pixels.shape[:2]
        size = max(1, round(width * factor)), max(1, round(height * factor))
        return cv2.resize(self._copies[level], size, interpolation=cv2.INTER_AREA)

    def laid(self, matrix: Any, side: int) -> Any:
        """Return a square (side x side x 3, floats) of what lies where `matrix` (3 x 3) takes that square."""
        scale = sqrt(abs(float(np.linalg.det(matrix[:2, :2])))) + 1e-9
        level = min(len(self._copies) - 1, max(0, round(log2(scale))))
        half = np.diag([0.5**level, 0.5**level, 1.0])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        laid = cv2.warpPerspective(
            self._copies[level], half @ matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return laid.astype(np.float32)


def opponents(colours: Any) -> Any:
    """Return light, red against green, and blue against yellow of colours (height x width x 3, blue first)."""
    blue, green, red = cv2.split(colours)
    return cv2.merge([(red + green + blue) / 3, (red - green) / 1.4, (blue - (red + green) / 2) / 1.2])


def slow(values: Any, blur: float) -> Any:
    """Return values (a square) without what changes within `blur` pixels: a wide blur, done on a fourth of the size."""
    side = values.shape[0]
    coarse = cv2.resize(values, (side // 4, side // 4), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(coarse, (0, 0), blur / 4), (side, side), interpolation=cv2.INTER_LINEAR)
