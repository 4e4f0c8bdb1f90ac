"""Faces in pictures: where, how large and how sharp. Found, never recognised: nothing here says whose they are.

    pixels ─cascade→ boxes at a bounded size ─turned tries→ Face(box, confidence, sharpness)

The skin is not asked for its colour: who did would find some people's faces and miss others'.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from linter.evidence.faces.cascade import SMALLEST, Cascade, apart, cascade
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.pictures.pixels import Pixels

VERSION = 2
SECONDS = 60.0

_LONGEST = 1280  # pixels of the longer side at which faces are looked for: in a class photo a face has 25 or more
_LONGEST_TURNED = 640  # and for pictures that lie on their side
_SHARP_AT = 64  # pixels at which sharpness is measured, so that large and small faces compare
_FEW = 3  # faces upright, below which a picture is turned: upside down, some are still found
_SURE_TURNED = 0.97
_TURNS = (1, 3, 2)  # quarter turns, the likeliest first


@frozen
class Face:
    """A face: `box` is (left, top, width, height) in pixels of the upright picture, `confidence` from 0 to 1.

    `sharpness` is the variance of the Laplacian of the face at 64 pixels: below about 50 it is blurred. `frame` counts
    the pictures of an animation.
    """

    box: tuple[int, int, int, int]
    confidence: float
    sharpness: float
    frame: int = 0


def gather(evidence: Evidence) -> tuple[tuple[Face, ...], ...]:
    """Return the faces of each picture; none for one that could not be looked at, which is a finding by itself."""
    return tuple(found or () for found in evidence.looks.at("faces"))


def look(pixels: Pixels, extra: bytes = b"") -> tuple[Face, ...]:  # noqa: ARG001 - every look takes the same
    """Find the faces of a picture, the largest first."""
    import cv2

    cv2.setNumThreads(1)
    networks = cascade()
    found: list[Face] = []
    for number, _ in pixels.frames():
        found += _in_frame(pixels.array(number), number, networks)
    return tuple(sorted(found, key=lambda face: (face.frame, -face.box[2] * face.box[3])))


def encode(value: Iterable[Face]) -> bytes:
    """Return faces as bytes."""
    return json.dumps([[face.box, face.confidence, face.sharpness, face.frame] for face in value]).encode("ascii")


def decode(data: bytes) -> tuple[Face, ...]:
    """Return what `encode` was given; raise ValueError if it is not that."""
    try:
        rows = [
            (tuple(map(int, box)), float(sure), float(sharp), int(frame)) for box, sure, sharp, frame in _rows(data)
        ]
    except TypeError as error:
        raise ValueError(str(error)) from error
    if any(len(box) != 4 for box, *_ in rows):
        raise ValueError("not faces")
    return tuple(Face((box[0], box[1], box[2], box[3]), sure, sharp, frame) for box, sure, sharp, frame in rows)


def _rows(data: bytes) -> list[Any]:
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("not faces")
    return rows


def _in_frame(array: Any, number: int, networks: Cascade) -> Iterator[Face]:
    """Yield the faces of one frame. A picture with few may lie on its side: then it is turned."""
    boxes = _at(array, _LONGEST, networks)
    if len(boxes) < _FEW:
        turned = _turned(array, networks)
        if len(turned) > len(boxes):
            boxes = apart([*(box for box in boxes if box[4] >= _SURE_TURNED), *turned])
    height, width = array.shape[:2]
    for left, top, right, bottom, sure in boxes:
        x, y = max(0, round(left)), max(0, round(top))
        w, h = min(width, round(right)) - x, min(height, round(bottom)) - y
        if w > 0 and h > 0:
            yield Face((x, y, w, h), round(sure, 3), round(_sharpness(array[y : y + h, x : x + w]), 1), number)


def _at(array: Any, longest: int, networks: Cascade) -> list[tuple[float, float, float, float, float]]:
    """Return the boxes of faces, in pixels of the array, found at a bounded size."""
    import cv2

    height, width = array.shape[:2]
    scale = min(1.0, longest / max(height, width))
    small = array
    if scale < 1:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(array, size, interpolation=cv2.INTER_AREA)
    if min(small.shape[:2]) < SMALLEST:
        return []
    found = networks.find(cv2.cvtColor(small, cv2.COLOR_BGR2RGB))
    return [(x1 / scale, y1 / scale, x2 / scale, y2 / scale, sure) for x1, y1, x2, y2, sure in found]


def _turned(array: Any, networks: Cascade) -> list[tuple[float, float, float, float, float]]:
    """Return the boxes of the turn that shows most faces."""
    import numpy as np

    height, width = array.shape[:2]
    best: list[tuple[float, float, float, float, float]] = []
    for turns in _TURNS:
        found = _at(np.ascontiguousarray(np.rot90(array, turns)), _LONGEST_TURNED, networks)
        # A turn makes a face of a knot in a board more easily than of nothing at all: here it takes more to be sure.
        found = [box for box in found if box[4] >= _SURE_TURNED]
        if len(found) > len(best):
            best = [_back(box, turns, width, height) for box in found]
    return apart(best)


def _back(
    box: tuple[float, float, float, float, float], turns: int, width: int, height: int
) -> tuple[float, float, float, float, float]:
    """Return a box of a picture turned anticlockwise by some quarters as a box of the picture itself."""
    x1, y1, x2, y2, sure = box
    if turns == 1:
        return width - y2, x1, width - y1, x2, sure
    if turns == 3:
        return y1, height - x2, y2, height - x1, sure
    return width - x2, height - y2, width - x1, height - y1, sure


def _sharpness(face: Any) -> float:
    import cv2

    grey = cv2.cvtColor(cv2.resize(face, (_SHARP_AT, _SHARP_AT), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_64F).var())
