"""What a mark looks like: a square of its pixels, where it is opaque, and the points that it is known by."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import cv2
import numpy as np

from linter.evidence.logos.photo import Photo
from linter.evidence.pictures.pixels import Pixels, turned

if TYPE_CHECKING:
    from linter.logo_files import Owner

SIDE = 96  # pixels of the square in which marks are compared
_OPAQUE = 20  # of 255
_PLAIN = 14  # of 255, by which a plain ground may vary
_SIZES = (220, 110)  # at which points of a mark are sought: as it looks large, and as it looks small
_MARGIN = 12
_FULL, _AROUND = 192, 64  # pixels of the square as it is kept, and of the ground around it

T = TypeVar("T")


class Reference:
    """One picture of a mark."""

    def __init__(self, rgba: Any, owner: Owner, name: str) -> None:
        """Cut the mark out of a picture (height x width x 4, bytes; red first) and set it into a square."""
        self.owner: Owner = owner
        self.name = name
        self._square, self._alpha = _square(_cut_out(rgba))
        self._made: dict[Callable[[Reference], Any], Any] = {}
        colours, opaque = self.at(_FULL)
        ground = [float(value) for value in (colours[0, 0] if opaque[0, 0] < 0.5 else colours.mean(axis=(0, 1)))]
        around = _AROUND
        wide = cv2.copyMakeBorder(colours[:, :, ::-1], *[around] * 4, cv2.BORDER_CONSTANT, value=ground[::-1])
        self._photo = Photo(np.clip(wide, 0, 255).astype(np.uint8))
        opaque = cv2.copyMakeBorder(opaque, *[around] * 4, cv2.BORDER_CONSTANT, value=0)
        self._opaque = Photo(np.repeat((opaque * 255).astype(np.uint8)[:, :, None], 3, axis=2))

    def once(self, make: Callable[[Reference], T]) -> T:
        """Return what a function makes of this mark, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def laid(self, matrix: Any, side: int) -> tuple[Any, Any]:
        """Return colours (side x side x 3, floats, blue first) and opacity where `matrix` (3 x 3) takes a square."""
        unit = _FULL / SIDE
        whole = np.array([[unit, 0, _AROUND], [0, unit, _AROUND], [0, 0, 1]]) @ matrix
        return self._photo.laid(whole, side), self._opaque.laid(whole, side)[:, :, 0] / 255

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


def _cut_out(rgba: Any) -> Any:
    """Return a mark without the plain ground that a picture without transparency has around it."""
    if rgba[:, :, 3].min() < _OPAQUE:
        return rgba
    colours = np.ascontiguousarray(rgba[:, :, :3])
    rim = np.concatenate([colours[0], colours[-1], colours[:, 0], colours[:, -1]]).astype(np.int16)
    ground = np.median(rim, axis=0)
    if (np.abs(rim - ground).max(axis=1) < _PLAIN).mean() < 0.95:
        return rgba
    near = (np.abs(colours.astype(np.int16) - ground).max(axis=2) < _PLAIN).astype(np.uint8)
    near = cv2.copyMakeBorder(near, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, parts = cv2.connectedComponents(near, connectivity=4)
    outside = (parts == parts[0, 0])[1:-1, 1:-1]
    if outside.mean() > 0.95:  # hardly anything is left: it is no ground
        return rgba
    return np.dstack([colours, np.where(outside, 0, 255).astype(np.uint8)])
