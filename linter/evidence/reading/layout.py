"""The lines that are read in a picture, and the order in which a person reads them: by columns, tables by rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from linter.value import frozen

Point = tuple[int, int]
Quad = tuple[Point, Point, Point, Point]


@frozen
class Line:
    """Words in one line. `quad` are its corners as one reads it: top left, top right, bottom right, bottom left.

    Points are pixels of the upright picture. `confidence` is from 0 to 1. `frame` is the number of the frame,
    `ground` the colour behind the words (red, green, blue).
    """

    text: str
    confidence: float
    quad: Quad
    frame: int = 0
    ground: tuple[int, int, int] = (255, 255, 255)

    @property
    def height(self) -> float:
        """Return how tall the line is, in pixels."""
        return math.dist(self.quad[0], self.quad[3])

    @property
    def width(self) -> float:
        """Return how long the line is, in pixels."""
        return math.dist(self.quad[0], self.quad[1])

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return (left, top, width, height) around the line."""
        xs, ys = [x for x, _ in self.quad], [y for _, y in self.quad]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def between(self, start: int, end: int) -> Quad:
        """Return the corners of some of its characters, as if all were equally wide."""
        count = max(len(self.text), 1)
        top_left, top_right, bottom_right, bottom_left = self.quad
        first, last = start / count, end / count
        return (
            _along(top_left, top_right, first),
            _along(top_left, top_right, last),
            _along(bottom_left, bottom_right, last),
            _along(bottom_left, bottom_right, first),
        )


class _Block:
    """A line in the directions of the text of its picture: the text may be tilted or turned."""

    def __init__(self, line: Line, angle: float) -> None:
        self.line = line
        cos, sin = math.cos(-angle), math.sin(-angle)
        xs = [x * cos - y * sin for x, y in line.quad]
        ys = [x * sin + y * cos for x, y in line.quad]
        self.left, self.right = min(xs), max(xs)
        # The middle of a line is where it is; its corners overlap with those of its neighbours when it is tilted.
        middle, half = sum(ys) / 4, line.height / 2
        self.top, self.bottom = middle - half, middle + half
        self.middle = middle


def rows(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Return the lines in reading order; those that stand side by side in one row of a table are together."""
    found: list[tuple[Line, ...]] = []
    for frame in sorted({line.frame for line in lines}):
        here = [line for line in lines if line.frame == frame]
        angle = _angle(here)
        blocks = [_Block(line, angle) for line in here]
        tall = median(line.height for line in here)
        found.extend(tuple(block.line for block in row) for row in _read(blocks, tall, 0))
    return tuple(found)


def _angle(lines: Sequence[Line]) -> float:
    """Return in which direction most of the text runs, in radians: that of its longest lines."""
    longest = max(lines, key=lambda line: line.width)
    main = _direction(longest)
    turns = [_direction(line) - main for line in lines if line.width > longest.width / 2]
    turns = [math.remainder(turn, math.tau) for turn in turns]  # half a turn to the left is half a turn to the right
    return main + median(turn for turn in turns if abs(turn) < math.pi / 4)


def _direction(line: Line) -> float:
    (left, top), (right, bottom) = line.quad[0], line.quad[1]
    return math.atan2(bottom - top, right - left)


def _read(blocks: list[_Block], tall: float, depth: int) -> list[list[_Block]]:
    """Cut a page between its sections, a section between its columns, until rows are left."""
    if len(blocks) < 2:
        return [blocks] if blocks else []
    if depth < 12:
        columns = _parted(blocks, 1.2 * tall, across=True)
        if len(columns) > 1 and not _is_table(columns):
            return [row for column in columns for row in _read(column, tall, depth + 1)]
        sections = _parted(blocks, 0.8 * tall, across=False)
        if len(sections) > 1 and len(columns) == 1:
            return [row for section in sections for row in _read(section, tall, depth + 1)]
    return _in_rows(blocks)


def _parted(blocks: list[_Block], gap: float, *, across: bool) -> list[list[_Block]]:
    """Part blocks where nothing stands for so many pixels, from left to right (`across`) or from top to bottom."""
    ordered = sorted(blocks, key=lambda one: one.left if across else one.top)
    groups = [[ordered[0]]]
    reach = ordered[0].right if across else ordered[0].bottom
    for one in ordered[1:]:
        if (one.left if across else one.top) - reach > gap:
            groups.append([])
        groups[-1].append(one)
        reach = max(reach, one.right if across else one.bottom)
    return groups


def _is_table(columns: list[list[_Block]]) -> bool:
    """Say whether most lines of the shorter columns have a neighbour at their height: cells of the same rows."""
    first = max(columns, key=len)
    others = [one for column in columns if column is not first for one in column]
    aligned = sum(any(abs(one.middle - cell.middle) < (one.bottom - one.top) / 3 for cell in first) for one in others)
    return aligned >= 0.7 * len(others)


def _in_rows(blocks: list[_Block]) -> list[list[_Block]]:
    found: list[list[_Block]] = []
    for one in sorted(blocks, key=lambda block: block.middle):
        row = found[-1] if found else None
        if row is not None and one.middle - row[0].middle < min(row[0].bottom - row[0].top, one.bottom - one.top) / 2:
            row.append(one)
        else:
            found.append([one])
    return [sorted(row, key=lambda block: block.left) for row in found]


def _along(start: Point, end: Point, share: float) -> Point:
    return round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * share)
