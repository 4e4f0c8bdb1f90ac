"""QR and bar codes in pictures: where they are, and what a phone that is held before them would be told.

pixels ─zxing→ Code(kind, content, box): its content is the part `image:N/code`, a line for each
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.pictures.pixels import Pixels

VERSION = 1
SECONDS = 30.0

_MOST = 40
_LONGEST = 2400  # pixels: larger pictures are looked at smaller, and small ones enlarged as well
_SMALL = 900


@frozen
class Code:
    """A code. `kind` is "QRCode", "Code128"…; `box` is (left, top, width, height) in the upright picture."""

    kind: str
    content: str
    box: tuple[int, int, int, int]

    @property
    def is_square(self) -> bool:
        """Say whether it is one of those that phones read, not the stripes on a product."""
        return any(word in self.kind for word in ("QR", "Aztec", "Matrix", "Maxi"))


@frozen
class Codes:
    """The codes of one picture. `text` is that of its part `image:N/code`; `places` says where each stands in it."""

    index: int
    text: str = ""
    places: tuple[tuple[int, int, Code], ...] = ()

    def box(self, start: int, end: int) -> tuple[int, int, int, int] | None:
        """Return the box of the code whose content stands there."""
        return next(
            (code.box for first, last, code in self.places if first < max(end, start + 1) and start < last), None
        )


def gather(evidence: Evidence) -> tuple[Codes, ...]:
    """Return the codes of each picture, in the order of `post.images`."""
    if not evidence.post.images:
        return ()
    return tuple(_told(index, found or ()) for index, found in enumerate(evidence.looks.at("codes")))


def _told(index: int, found: tuple[Code, ...]) -> Codes:
    places = []
    at = 0
    for code in found:
        places.append((at, at + len(code.content), code))
        at += len(code.content) + 1
    return Codes(index, "\n".join(code.content for code in found), tuple(places))


def look(pixels: Pixels, extra: bytes = b"") -> tuple[Code, ...]:  # noqa: ARG001 - every look takes the same
    """Read the codes of a picture, and of a few frames of an animation; each content once."""
    import cv2

    cv2.setNumThreads(1)
    found: dict[str, Code] = {}
    for number, _ in pixels.frames():
        for code in _in_frame(pixels.array(number)):
            found.setdefault(code.content, code)
    return tuple(list(found.values())[:_MOST])


def _in_frame(array: Any) -> Iterator[Code]:
    import cv2

    longest = max(array.shape[:2])
    scales = [min(1.0, _LONGEST / longest), *([2.0] if longest < _SMALL else [])]
    for scale in scales:
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        near = array if scale == 1 else cv2.resize(array, None, fx=scale, fy=scale, interpolation=way)
        found = list(_read(near, scale))
        yield from found
        if found:
            return


def _read(array: Any, scale: float) -> Iterator[Code]:
    import zxingcpp

    for one in zxingcpp.read_barcodes(array):
        content = " ".join(one.text.split())
        corners = (one.position.top_left, one.position.top_right, one.position.bottom_right, one.position.bottom_left)
        xs, ys = [round(point.x / scale) for point in corners], [round(point.y / scale) for point in corners]
        kind = str(one.format).rpartition(".")[2].replace(" ", "")
        if content and not (kind.startswith("ITF") and len(content) < 6):
            yield Code(kind, content, (min(xs), min(ys), max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)))


def encode(value: tuple[Code, ...]) -> bytes:
    """Return codes as bytes."""
    return json.dumps([[code.kind, code.content, code.box] for code in value]).encode("ascii")


def decode(data: bytes) -> tuple[Code, ...]:
    """Return what `encode` was given; raise ValueError if it is not that."""
    read = json.loads(data)
    try:
        found = tuple(Code(kind, content, tuple(box)) for kind, content, box in read)
    except TypeError as error:
        raise ValueError(str(error)) from error
    for code in found:
        sound = isinstance(code.kind, str) and isinstance(code.content, str) and len(code.box) == 4
        if not sound or not all(isinstance(number, int) for number in code.box):
            raise ValueError("no codes")
    return found
