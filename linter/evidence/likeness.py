"""What a picture looks like, as numbers that stay nearly the same when it is copied, made smaller, cut or mirrored.

Two hashes that see different things must agree: one of the coarse light and shade (a cosine transform), one of where it
gets lighter from left to right. Neither shows anything of the picture.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.pictures.pixels import Pixels

VERSION = 1
SECONDS = 30.0

_SIDE = 32  # of the picture that is transformed
_KEPT = 8  # lowest frequencies in each direction
_CUTS = (0.95, 0.9, 0.8, 0.7)  # parts of the width and height that a cut leaves, in the middle
_NEAR, _NEAR_CUT = (10, 12), (8, 9)  # bits of 64 by which the two hashes may differ


class Print(NamedTuple):
    """The two hashes of a picture, 64 bits each."""

    shade: int
    edges: int

    def is_near(self, other: Print, most: tuple[int, int] = _NEAR) -> bool:
        """Say whether both hashes are nearly the same."""
        return _apart(self.shade, other.shade) <= most[0] and _apart(self.edges, other.edges) <= most[1]


@frozen
class Likeness:
    """`file` is the SHA-256 of the bytes, `whole` the print of the picture, `mirrored` that of its mirror image.

    `cuts` are the prints of the picture with its margins cut off. `is_plain` says that it shows too little for prints
    to tell pictures apart.
    """

    file: str
    whole: Print
    mirrored: Print
    cuts: tuple[Print, ...] = ()
    is_plain: bool = False

    def is_like(self, other: Print) -> bool:
        """Say whether a picture with such a print is this one, this one mirrored, or a part of it."""
        if self.is_plain:
            return False
        wholes = (self.whole, self.mirrored)
        return any(own.is_near(other) for own in wholes) or any(own.is_near(other, _NEAR_CUT) for own in self.cuts)


def gather(evidence: Evidence) -> tuple[Likeness | None, ...]:
    """Return the likeness of each picture; None for one that could not be looked at, which is a finding by itself."""
    return tuple(evidence.looks.at("likeness"))


def look(pixels: Pixels, extra: bytes = b"") -> Likeness:  # noqa: ARG001 - every look takes the same
    """Return the likeness of the first frame of a picture."""
    import cv2

    cv2.setNumThreads(1)
    grey = cv2.cvtColor(pixels.array(), cv2.COLOR_BGR2GRAY)
    scale = 512 / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Likeness(
        hashlib.sha256(pixels.data).hexdigest(),
        _print(grey),
        _print(grey[:, ::-1]),
        tuple(_print(_cut(grey, part)) for part in _CUTS),
        bool(float(cv2.meanStdDev(grey)[1][0, 0]) < 4),
    )


def encode(value: Likeness) -> bytes:
    """Return a likeness as bytes."""
    cuts = [list(each) for each in value.cuts]
    return json.dumps([value.file, list(value.whole), list(value.mirrored), cuts, value.is_plain]).encode("ascii")


def decode(data: bytes) -> Likeness:
    """Return what `encode` was given; raise ValueError if it is not that."""
    try:
        file, whole, mirrored, cuts, is_plain = json.loads(data)
        return Likeness(str(file), _read(whole), _read(mirrored), tuple(map(_read, cuts)), bool(is_plain))
    except TypeError as error:
        raise ValueError(str(error)) from error


def _read(pair: Iterable[Any]) -> Print:
    shade, edges = pair
    return Print(int(shade), int(edges))


def _apart(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def _cut(grey: Any, part: float) -> Any:
    height, width = grey.shape
    top, left = round(height * (1 - part) / 2), round(width * (1 - part) / 2)
    return grey[top : max(top + 1, height - top), left : max(left + 1, width - left)]


def _print(grey: Any) -> Print:
    import cv2
    import numpy as np

    small = cv2.resize(np.ascontiguousarray(grey), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = cv2.dct(small)[:_KEPT, :_KEPT].flatten()
    shade = waves > np.median(waves[1:])  # the first is the mean of all, which a brighter copy changes
    steps = cv2.resize(np.ascontiguousarray(grey), (_KEPT + 1, _KEPT), interpolation=cv2.INTER_AREA).astype(np.int16)
    edges = (steps[:, 1:] > steps[:, :-1]).flatten()
    return Print(_bits(shade), _bits(edges))


def _bits(flags: Any) -> int:
    return int("".join("1" if flag else "0" for flag in flags), 2)
