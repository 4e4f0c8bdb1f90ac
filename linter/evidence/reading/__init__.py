"""What can be read in the pictures of a post: lines of words, each with its place in the picture.

- `look`    what runs apart for each picture: pixels → `Line`s
- `engine`  the models of RapidOCR: where lines are, and what they say
- `spots`   which regions deserve a second, closer look
- `layout`  the order in which a person reads the lines
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.evidence.reading.layout import Line, Point, rows
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence

__all__ = ["Line", "Reading", "gather"]

Box = tuple[int, int, int, int]


@frozen
class Reading:
    """What is read in one picture. `text` is that of its part `image:N/text`.

    `places` has, for each line, where it stands in that text. Boxes are (left, top, width, height) in pixels of the
    upright picture.
    """

    index: int
    text: str = ""
    places: tuple[tuple[int, int, Line], ...] = ()

    def box(self, start: int, end: int) -> Box | None:
        """Return what in the picture shows the characters from `start` to `end`, None if they stand nowhere."""
        corners: list[Point] = []
        for first, last, line in self.places:
            if first < max(end, start + 1) and start < last:
                corners.extend(line.between(max(start, first) - first, min(max(end, start + 1), last) - first))
        if not corners:
            return None
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
        return max(left, 0), max(top, 0), max(right - left, 1), max(bottom - top, 1)

    def confidence(self, start: int, end: int) -> float:
        """Return how sure the reading is of the characters from `start` to `end`: as sure as of its worst line."""
        found = [line.confidence for first, last, line in self.places if first < max(end, start + 1) and start < last]
        return min(found, default=1.0)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines in reading order."""
        return tuple(line for _, _, line in self.places)


def gather(evidence: Evidence) -> tuple[Reading, ...]:
    """Return what is read in each picture, in the order of `post.images`; nothing in one that cannot be read."""
    if not evidence.post.images:
        return ()
    return tuple(_told(index, lines or ()) for index, lines in enumerate(evidence.looks.at("reading")))


def _told(index: int, lines: tuple[Line, ...]) -> Reading:
    places = []
    pieces: list[str] = []
    at = 0
    for row in rows(lines):
        for number, line in enumerate(row):
            if pieces:
                gap = "  " if number else "\n"
                pieces.append(gap)
                at += len(gap)
            places.append((at, at + len(line.text), line))
            pieces.append(line.text)
            at += len(line.text)
    return Reading(index, "".join(pieces), tuple(places))
