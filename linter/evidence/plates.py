"""Number plates of British vehicles among the lines that are read in a picture.

A plate is told by its letters and figures (DVLA, INF104: since 2001, 1983 to 2001, 1963 to 1983, Northern Ireland and
dateless ones), by its shape (BS AU 145e: 520 x 111 mm, or two rows), and by the white or yellow behind its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from linter.evidence.reading import Line, Reading

_CURRENT = re.compile(r"[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|1\d|2\d|5[1-9]|6\d|7\d)[A-HJ-PR-Z]{3}")
_OLDER = re.compile(r"[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}\d{1,3}[A-HJ-NPR-TV-Y]")
_NORTHERN = re.compile(r"(?:[A-Z]I[A-Z]|[A-Z]{2}Z)\d{3,4}")
_DATELESS = re.compile(r"[A-Z]{2,3}\d{3}|\d{3}[A-Z]{2,3}")
# What the reading takes for another sign, by what must stand there.
_LETTERS = str.maketrans("015862", "OISBGZ")
_FIGURES = str.maketrans("OQDISBGZ", "00015862")
_SHAPE = "LLFFLLL"
_UPPER, _LOWER = re.compile(r"[A-Z]{2}\d{2}"), re.compile(r"[A-Z]{3}")


class Plate(NamedTuple):
    """A plate: its place in the text of the reading, how sure it is, and its letters and figures in groups."""

    start: int
    end: int
    confidence: float
    pieces: tuple[str, ...]


def plates(reading: Reading) -> Iterator[Plate]:
    """Yield the plates that are read in one picture."""
    for start, end, line in reading.places:
        found = _kind(line)
        if found is not None:
            yield Plate(start, end, line.confidence, tuple(re.findall(r"[A-Z]+|\d+", found)))
    for (start, _, upper), (_, end, lower) in pairwise(reading.places):
        if _is_square(upper, lower):
            yield Plate(start, end, min(upper.confidence, lower.confidence), (_plain(upper), _plain(lower)))


def _kind(line: Line) -> str | None:
    """Return the signs of a line if it is a plate."""
    text = _plain(line)
    for mark in ("GB", "UK"):  # the band at the left
        if len(text) > 7 and text.startswith(mark):
            text = text[2:]
    shape = line.width / max(line.height, 1.0)
    if not 2.0 <= shape <= 8.0 or not (_is_white(line.ground) or _is_yellow(line.ground)):
        return None
    mended = _mended(text)
    if _CURRENT.fullmatch(mended) and line.text.upper() == line.text:
        return mended
    written = line.text.strip().upper() == line.text.strip() and line.confidence >= 0.85
    if written and shape >= 2.5 and (_OLDER.fullmatch(text) or _NORTHERN.fullmatch(text)):
        return text
    # Rooms, buses and models are called so too: only yellow is sure.
    return text if written and shape >= 3 and _is_yellow(line.ground) and _DATELESS.fullmatch(text) else None


def _plain(line: Line) -> str:
    return re.sub(r"[\s.\-·•:]", "", line.text).upper()


def _mended(text: str) -> str:
    if len(text) != len(_SHAPE):
        return text
    return "".join(
        sign.translate(_LETTERS if kind == "L" else _FIGURES) for sign, kind in zip(text, _SHAPE, strict=True)
    )


def _is_square(upper: Line, lower: Line) -> bool:
    """Say whether two lines are the rows of one plate: of one height, close below each other, on its ground."""
    if not _UPPER.fullmatch(_plain(upper)) or not _LOWER.fullmatch(_plain(lower)) or upper.frame != lower.frame:
        return False
    if not _CURRENT.fullmatch(_plain(upper) + _plain(lower)) or not 0.6 < upper.height / max(lower.height, 1) < 1.7:
        return False
    (left, top, width, height), (other, below, across, _) = upper.box, lower.box
    near = 0 < below - top < 2.2 * height and abs(left + width / 2 - other - across / 2) < width / 2
    return near and all(_is_white(line.ground) or _is_yellow(line.ground) for line in (upper, lower))


def _is_white(ground: tuple[int, int, int]) -> bool:
    return min(ground) > 120 and max(ground) - min(ground) < 60


def _is_yellow(ground: tuple[int, int, int]) -> bool:
    red, green, blue = ground
    return red > 130 and green > 95 and blue < 0.65 * min(red, green) + 10 and green > 0.6 * red
