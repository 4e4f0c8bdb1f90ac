"""The line of a draft in which a finding is, with carets under exactly the columns that it marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.renderers.columns import Cell, cells

CUT = "…"
# Characters that are looked at on each side of a finding, in widths of the terminal: a draft in JSON may be one line.
_REACH = 3


def source_line(
    line: str, start: int, end: int, masked: Callable[[str, int], Sequence[tuple[int, int]]], columns: int
) -> tuple[str, str]:
    """Return a line as it may be shown and the carets below it, both at most `columns` wide.

    `start` and `end` are what is marked, in characters of the line; equal marks a place between two characters.
    `masked(text, offset)` returns the spans of `text` that must not be shown; it stands at `offset` of the line.
    """
    left, right = max(start - _REACH * columns, 0), start + _REACH * columns
    piece = line[left:right]
    row = cells(piece, masked(piece, left))
    start, end = start - left, end - left
    # The cells [first, last) are marked. A place between characters is marked at the character that follows.
    first = next((index for index, cell in enumerate(row) if cell.end > start), len(row))
    last = next((index for index, cell in enumerate(row) if cell.start >= end), len(row)) if end > start else first
    last = max(last, first)
    low, high = _window(row, first, last, columns)
    before, after = CUT if low or left else "", CUT if high < len(row) or right < len(line) else ""
    shown = before + "".join(cell.text for cell in row[low:high]) + after
    margin = len(before) + sum(cell.width for cell in row[low:first])
    marked = sum(cell.width for cell in row[first : min(last, high)])
    return shown.rstrip(), " " * margin + "^" * max(marked, 1)


def _window(row: list[Cell], first: int, last: int, columns: int) -> tuple[int, int]:
    """Return which cells [low, high) to show: all, or those around the marked ones, of which the first is always in."""
    if sum(cell.width for cell in row) <= columns:
        return 0, len(row)
    room = columns - 2 * len(CUT)
    low = high = min(first, len(row))
    used = 0
    while high < last and used + row[high].width <= room:
        used += row[high].width
        high += 1
    if high < last:
        return low, max(high, low + 1)
    # What comes before a finding says more than what follows: two thirds of the rest go there, if there is so much.
    ahead = sum(cell.width for cell in row[high:])
    target = max((room - used) * 2 // 3, room - used - ahead)
    taken = 0
    while low > 0 and taken + row[low - 1].width <= target:
        low -= 1
        taken += row[low].width
    used += taken
    while high < len(row) and used + row[high].width <= room:
        used += row[high].width
        high += 1
    return low, high
