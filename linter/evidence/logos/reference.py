"""What a mark looks like: a square of its pixels, where it is opaque, where its edges lie and which way they run."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from linter.evidence.pictures.pixels import Pixels, turned

if TYPE_CHECKING:
    from linter.logo_files import Owner

SIDE = 96  # pixels of the square in which marks are compared
_OPAQUE = 20  # of 255
_SIZES = (220, 110)  # at which points of a mark are sought: as it looks large, and as it looks small
_MARGIN = 12
_STRONG = 30.0  # the least slope of an edge


class Reference:
    """One picture of a mark. Arrays are SIDE x SIDE; colours are red, green, blue."""

    def __init__(self, rgba: Any, owner: Owner, name: str) -> None:
        """Cut the mark out of a picture (height x width x 4, bytes) and set it into a square."""
        self.owner: Owner = owner
        self.name = name
        self._square, self._alpha = _square(rgba)
        colours, opaque = self.at(SIDE)
        self.colours = colours
        self.mask = opaque > 0.5
        self.grey = _grey(colours).astype(np.float32)
        self.across, self.down, self.slope = slopes(self.grey, 1.2)
        self.inner = cv2.dilate(self.mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        self.edges = self.inner & (self.slope > max(_STRONG, float(np.percentile(self.slope[self.inner], 65))))

    def at(self, side: int) -> tuple[Any, Any]:
        """Return the colours and the opacity (0 to 1) at a size; what is transparent contrasts with the mark."""
        size = (side, side)
        return (
            cv2.resize(self._square, size, interpolation=cv2.INTER_AREA),
            cv2.resize(self._alpha, size, interpolation=cv2.INTER_AREA),
        )

    @cached_property
    def points(self) -> tuple[Any, Any]:
        """Return points (x, y, size, angle; in units of the SIDE square) and their descriptors."""
        sift = cv2.SIFT_create(0, contrastThreshold=0.01, edgeThreshold=20)
        places, descriptors = [np.zeros((0, 4), np.float32)], [np.zeros((0, 128), np.float32)]
        for side in _SIZES:
            grey = _grey(self.at(side)[0])
            grey = cv2.copyMakeBorder(grey, *[_MARGIN] * 4, cv2.BORDER_REPLICATE)
            found, described = sift.detectAndCompute(grey, None)
            if described is None:
                continue
            unit = SIDE / side
            rows = [((p.pt[0] - _MARGIN) * unit, (p.pt[1] - _MARGIN) * unit, p.size * unit, p.angle) for p in found]
            places.append(np.array(rows, np.float32))
            descriptors.append(rooted(described))
        return np.vstack(places), np.vstack(descriptors)


def opened(path: str, owner: Owner, name: str) -> Reference:
    """Return the reference of a file. Raise what opening it raises."""
    with Pixels(Path(path).read_bytes()).opened() as found:
        rgba = np.asarray(turned(found).convert("RGBA"))
    return Reference(rgba, owner, name)


def rooted(descriptors: Any) -> Any:
    """Return descriptors of which products compare as Hellinger's distance does, which suits histograms better."""
    return np.sqrt(descriptors / (descriptors.sum(axis=1, keepdims=True) + 1e-6)).astype(np.float32)


def slopes(grey: Any, blur: float) -> tuple[Any, Any, Any]:
    """Return the slope of the light across, down, and how steep it is."""
    smooth = cv2.GaussianBlur(grey, (0, 0), blur)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    return across, down, np.hypot(across, down)


def _grey(colours: Any) -> Any:
    return cv2.cvtColor(colours.astype(np.uint8), cv2.COLOR_RGB2GRAY)


def _square(rgba: Any) -> tuple[Any, Any]:
    """Return colours (floats) and opacity of a mark without its empty margin, in a square."""
    rows, columns = np.nonzero(rgba[:, :, 3] > _OPAQUE)
    if not rows.size:
        raise ValueError("all of it is transparent")
    cut = rgba[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = cut.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.zeros((side, side, 4), np.uint8)
    square[top : top + height, left : left + width] = cut
    alpha = square[:, :, 3].astype(np.float32) / 255
    opaque = alpha[:, :, None]
    mean = (square[:, :, :3] * opaque).sum(axis=(0, 1)) / max(1.0, float(alpha.sum()))
    colours = square[:, :, :3].astype(np.float32) * opaque + (255 - mean) * (1 - opaque)
    return colours.astype(np.float32), alpha
