"""The look that reads: where lines are is found at a bounded size, and what they say is read from all the pixels.

    pixels ─find→ corners of lines ─straighten→ strips ─read→ Line(text, confidence, quad)

A second, closer look is taken where fine strokes were passed over, and one with the contrast raised where little of
it is. What a strip says upside down is tried where it makes no sense upright.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, cast

from linter.evidence.reading.layout import Line, Quad

if TYPE_CHECKING:
    from linter.evidence.pictures.pixels import Pixels
    from linter.evidence.reading.engine import Engine

Box = tuple[int, int, int, int]
VERSION = 2
SECONDS = 90.0

_FIRST = 960  # pixels of the longer side at which lines are looked for first
_CLOSER = 2400  # pixels of the longer side from which tiles are cut for a closer look
_SMALL = 640  # a picture that is smaller is enlarged
_MOST_TILES = 6
_MOST_LINES = 400  # a picture of a page of a book
_LEAST = 0.55  # what is read less surely is noise
_LEAST_SHORT = 0.8  # for one or two characters, which a window frame makes too
_DOUBTFUL = 0.9  # below which it is read upside down as well
_PALE = 40  # grey levels between the darkest and the lightest of most neighbourhoods: little contrast
_SHORTEST = 5  # pixels: a line that is less tall cannot be read


def look(pixels: Pixels, extra: bytes = b"") -> tuple[Line, ...]:  # noqa: ARG001 - every look takes the same
    """Read the words of a picture; of an animation, those of a few of its frames, each line once."""
    from linter.evidence.reading.engine import engine

    found: list[Line] = []
    seen: set[tuple[str, int]] = set()
    for number, _ in pixels.frames():
        for line in _in_frame(pixels.array(number), number, engine()):
            # What stays where it is from frame to frame is one line.
            mark = (line.text, line.quad[0][1] // max(round(line.height), 1))
            if mark not in seen:
                seen.add(mark)
                found.append(line)
    return tuple(found[:_MOST_LINES])


def _in_frame(array: Any, number: int, engine: Engine) -> list[Line]:
    from linter.evidence.reading.spots import closer

    longest = max(array.shape[:2])
    quads = _found(array, _FIRST / longest if longest > _FIRST or longest < _SMALL else 1.0, engine)
    if not quads and (raised := _raised(array)) is not None:
        quads = _found(raised, min(1.0, _FIRST / longest), engine)
        array = raised
    scale = min(1.0, _CLOSER / longest)
    if longest > _FIRST:
        near = _scaled(array, scale)
        known = [_times(quad, scale) for quad in quads]
        for region, tile in closer(near, known, _MOST_TILES):
            left, top, width, height = tile
            cut = near[top : top + height, left : left + width]
            again = [_moved(quad, left, top) for quad in _found(cut, 1.0, engine)]
            quads += [_times(quad, 1 / scale) for quad in again if not _is_cut(quad, region, tile)]
    return _read(array, _each_once(quads)[:_MOST_LINES], number, engine)


def _found(array: Any, scale: float, engine: Engine) -> list[Quad]:
    """Return the corners of the lines of an array, looked for at a scale."""
    corners = engine.find(_scaled(array, scale))
    return [_times(tuple((float(x), float(y)) for x, y in quad), 1 / scale) for quad in corners]


def _scaled(array: Any, scale: float) -> Any:
    import cv2

    if scale == 1.0:
        return array
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(array, None, fx=scale, fy=scale, interpolation=way)


def _raised(array: Any) -> Any | None:
    """Return a pale picture with its contrast raised, None if it has enough of it."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(array, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (256, 256), interpolation=cv2.INTER_AREA)
    kernel = np.ones((15, 15), np.uint8)
    around = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, kernel)
    if np.percentile(around, 75) > _PALE:
        return None
    raised = cv2.createCLAHE(clipLimit=8.0, tileGridSize=(8, 8)).apply(grey)
    return cv2.cvtColor(raised, cv2.COLOR_GRAY2BGR)


def _read(array: Any, quads: list[Quad], number: int, engine: Engine) -> list[Line]:
    quads = [quad for quad in quads if min(math.dist(quad[0], quad[3]), math.dist(quad[0], quad[1])) >= _SHORTEST]
    quads = [_upright(quad) for quad in quads]
    strips = [_strip(array, quad) for quad in quads]
    said = engine.read(strips)
    doubtful = [index for index, read in enumerate(said) if read.confidence < _DOUBTFUL]
    for index, other in zip(doubtful, engine.read([strips[at][::-1, ::-1].copy() for at in doubtful]), strict=True):
        if other.confidence > said[index].confidence + 0.05:
            said[index] = other
            a, b, c, d = quads[index]
            quads[index] = (c, d, a, b)
    return [
        Line(" ".join(read.text.split()), round(read.confidence, 3), quad, number, _ground(strip))
        for read, quad, strip in zip(said, quads, strips, strict=True)
        if _is_sure(read.text, read.confidence)
    ]


def _is_sure(text: str, confidence: float) -> bool:
    signs = sum(map(str.isalnum, text))
    return signs > 0 and confidence >= (_LEAST_SHORT if signs < 3 else _LEAST)


def _upright(quad: Quad) -> Quad:
    """Return the corners from where reading begins: a line that stands on its end is read from below."""
    a, b, c, d = quad
    return (d, a, b, c) if math.dist(a, d) >= 1.5 * math.dist(a, b) else quad


def _strip(array: Any, quad: Quad) -> Any:
    """Return the pixels between four corners, straightened."""
    import cv2
    import numpy as np

    width, height = round(math.dist(quad[0], quad[1])), round(math.dist(quad[0], quad[3]))
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(quad, np.float32), flat)
    way, edge = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    return cv2.warpPerspective(array, turn, (max(width, 1), max(height, 1)), flags=way, borderMode=edge)


def _ground(strip: Any) -> tuple[int, int, int]:
    """Return the colour behind words: that of the edges above and below them."""
    import numpy as np

    rim = max(strip.shape[0] // 12, 1)
    blue, green, red = np.median(np.concatenate((strip[:rim], strip[-rim:])).reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def _times(quad: Any, scale: float) -> Quad:
    points: Any = tuple((round(x * scale), round(y * scale)) for x, y in quad)
    return cast("Quad", points)


def _moved(quad: Quad, left: int, top: int) -> Quad:
    points: Any = tuple((x + left, y + top) for x, y in quad)
    return cast("Quad", points)


def _is_cut(quad: Quad, region: Box, tile: Box) -> bool:
    """Say whether a line ends at the edge of its tile and not at that of the region: its neighbour has all of it."""
    left, top, width, height = tile
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (
        (left > region[0] and min(xs) <= left + 2)
        or (top > region[1] and min(ys) <= top + 2)
        or (left + width < region[0] + region[2] and max(xs) >= left + width - 3)
        or (top + height < region[1] + region[3] and max(ys) >= top + height - 3)
    )


def _each_once(quads: list[Quad]) -> list[Quad]:
    """Return lines without those that were found before, by another look."""
    kept: list[Quad] = []
    for quad in quads:
        x, y = (sum(point[axis] for point in quad) / 4 for axis in (0, 1))
        if not any(_is_within(x, y, other) for other in kept):
            # A piece that was known is part of a longer line that a closer look found.
            kept = [other for other in kept if not _is_piece(other, quad)]
            kept.append(quad)
    return kept


def _is_piece(other: Quad, quad: Quad) -> bool:
    x, y = (sum(point[axis] for point in other) / 4 for axis in (0, 1))
    return _is_within(x, y, quad) and math.dist(*other[:2]) < math.dist(*quad[:2])


def _is_within(x: float, y: float, quad: Quad) -> bool:
    sides = zip(quad, (*quad[1:], quad[0]), strict=True)
    turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in sides]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def encode(value: tuple[Line, ...]) -> bytes:
    """Return lines as bytes."""
    return json.dumps([[line.text, line.confidence, line.quad, line.frame, line.ground] for line in value]).encode(
        "ascii"
    )


def decode(data: bytes) -> tuple[Line, ...]:
    """Return what `encode` was given; raise ValueError if it is not that."""
    read = json.loads(data)
    try:
        found = tuple(
            Line(text, confidence, cast("Quad", tuple(map(tuple, quad))), frame, tuple(ground))
            for text, confidence, quad, frame, ground in read
        )
    except TypeError as error:
        raise ValueError(str(error)) from error
    for line in found:
        points = [number for point in line.quad for number in point] + list(line.ground)
        if len(line.quad) != 4 or len(points) != 11 or not all(isinstance(each, int) for each in points):
            raise ValueError("no lines")
        if not isinstance(line.text, str) or not isinstance(line.confidence, float) or not isinstance(line.frame, int):
            raise ValueError("no lines")
    return found
