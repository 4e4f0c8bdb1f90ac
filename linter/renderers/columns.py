"""Text in the columns of a terminal: how wide it is, how to wrap it, and how to show what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.mask import mask
from linter.value import frozen

TAB = 4
# What makes a picture of the digit before it: 1️⃣.
_KEYCAP = ("\ufe0f", "\u20e3")
_BREAKS = re.compile(r"[\r\n\t]+")
_NARROW = re.compile("[ -~✖▲✔…•–—‘’“”⟦⟧⟨⟩£é]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Shown as escapes wherever they stand: they would turn the line around, or end it, in a terminal.
_TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@frozen
class Cell:
    """What stands together in a line: the source characters [start, end), how they are shown, and how wide."""

    start: int
    end: int
    text: str
    width: int


def cells(line: str, masked: Sequence[tuple[int, int]] = ()) -> list[Cell]:
    """Return a line as cells, from left to right: emoji whole, tabs as spaces, the unseen as escapes, values masked.

    `masked` are spans of the line that must not be shown; overlapping ones count as one.
    """
    result: list[Cell] = []
    column = at = 0
    unseen = _unseen(line)
    for start, end in [*_merged(masked, len(line)), (len(line), len(line))]:
        for cell in _plain(line, at, start, column, unseen):
            if cell.width == 0 and result and result[-1].end == cell.start and result[-1].text.strip():
                last = result[-1]
                result[-1] = Cell(last.start, cell.end, last.text + cell.text, last.width)
            else:
                result.append(cell if cell.width else Cell(cell.start, cell.end, f"◌{cell.text}", 1))
                column += result[-1].width
        if end > start:
            text = visible(mask(line[start:end]))
            result.append(Cell(start, end, text, width(text)))
            column += result[-1].width
            at = end
    return result


def visible(text: str) -> str:
    """Return a text on one line, safe for a terminal: what cannot be seen is shown as an escape such as ⟨U+202E⟩."""
    text = _BREAKS.sub(" ", text)
    if text.isascii() and not _CONTROL.search(text):
        return text
    return "".join(cell.text for cell in cells(text))


def width(text: str) -> int:
    """Return how many columns a visible text takes."""
    if text.isascii() or _NARROW.fullmatch(text):  # nearly every line of a report; the library's tables load slowly
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def pad(text: str, columns: int) -> str:
    """Return a text with spaces up to a width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return a text as lines of at most `columns`; `first` and `rest` begin the first line and the others.

    A word that is too long for a line stands alone on one. An empty text gives `first` alone.
    """
    rest = " " * width(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        if not empty and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    return [*(each.rstrip() for each in lines), line.rstrip()]


def table(rows: Sequence[Sequence[str]], columns: int, indent: str = "") -> list[str]:
    """Return rows as aligned lines; the last column is wrapped into what is left of the width."""
    if not rows:
        return []
    count = len(rows[0])
    widths = [max(width(row[index]) for row in rows) for index in range(count - 1)]
    lines: list[str] = []
    for row in rows:
        head = indent + "".join(f"{pad(cell, size)}  " for cell, size in zip(row, widths, strict=False))
        lines += wrap(row[-1], columns, first=head)
    return lines


def _merged(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _plain(line: str, at: int, stop: int, column: int, unseen: frozenset[int]) -> Iterator[Cell]:
    """Yield the cells of line[at:stop]; a combining mark has width 0. `column` is where the first one stands."""
    from linter.evidence.emoji import emoji_pattern

    while at < stop:
        char, end, size = line[at], at + 1, 1
        if char == "\t":
            size = TAB - column % TAB
            text = " " * size
        elif at in unseen:
            text = f"⟨U+{ord(char):04X}⟩"
            size = len(text)
        elif " " <= char <= "~" and line[end : end + 1] not in _KEYCAP:
            text = char
        elif emoji := emoji_pattern().match(line, at, stop):
            text, end = emoji.group(), emoji.end()
            size = min(width(text), 2)
        else:
            text, size = char, width(char)
        yield Cell(at, end, text, size)
        column += size
        at = end


def _unseen(line: str) -> frozenset[int]:
    """Return the offsets of characters that cannot be seen, or that would change how the rest is seen."""
    found = {match.start() for pattern in (_CONTROL, _TURNING) for match in pattern.finditer(line)}
    if not line.isascii():
        from linter.evidence.hidden import hidden_characters

        for hidden in hidden_characters(line):
            if hidden.kind in ("invisible", "direction", "control", "private"):
                found.update(range(hidden.start, hidden.end))
    return frozenset(found)
