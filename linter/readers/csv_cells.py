"""The rows and cells of a CSV file (RFC 4180), each with its exact place.

Why not the `csv` of the standard library: it does not say where a cell stands, and after one broken quote it either
stops or reads on in silence. Here a quote inside an unquoted cell is a character like others, as in spreadsheets, and
blanks may stand around a quoted cell. A row that cannot be read is a fault, and reading goes on with the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from linter.readers.values import Faults, Value
from linter.text import MapBuilder
from linter.value import frozen

BLANKS = " \t\r\n\xa0"
_SEPARATOR = re.compile(r"sep=([^\r\nA-Za-z0-9\"])(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
_TWICE = "write a quote inside a cell twice"
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


@frozen
class Row:
    """One row. `number` is the one that spreadsheets show; `cells` is None if the row cannot be read."""

    number: int
    start: int
    cells: tuple[Value, ...] | None

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands in any cell."""
        return self.cells is not None and not any(cell.data for cell in self.cells)


def separator(text: str, start: int) -> tuple[str, int]:
    """Return the delimiter that Excel's line "sep=;" names, and where the sheet starts; "" if there is no such line."""
    match = _SEPARATOR.match(text, start)
    return (match[1], match.end()) if match else ("", start)


def rows(text: str, start: int, delimiter: str, faults: Faults) -> Iterator[Row]:
    """Yield the rows from `start` on; the cells are without the blanks around them."""
    cell = _pattern(delimiter)
    at, number, end = start, 0, len(text)
    while at < end:
        number += 1
        first, cells, sound = at, list[Value](), True
        while True:
            match = cell.match(text, at)
            if match is None:
                what = "the quote that starts this cell is not closed; the rest was not read"
                faults.add_at_column(text.index('"', at), what, f"close it; {_TWICE}", f"row {number}")
                at, sound = end, False
                break
            cells.append(_cell(match))
            at = match.end()
            if text.startswith(delimiter, at):
                at += 1
                continue
            line_end = _LINE_END.match(text, at)
            if line_end is None:
                what = "there is text after the closing quote of a cell"
                faults.add_at_column(at, what, _TWICE, f"row {number}")
                sound = False
                line_end = _LINE_END.search(text, at)
            at = line_end.end() if line_end else end
            break
        yield Row(number, first, tuple(cells) if sound else None)


def spans(text: str, row: Row, delimiter: str) -> tuple[tuple[int, int], ...]:
    """Return where the cells of a sound row stand, with their quotes and the blanks around them."""
    cell, at, found = _pattern(delimiter), row.start, list[tuple[int, int]]()
    while match := cell.match(text, at):
        found.append(match.span())
        if not text.startswith(delimiter, match.end()):
            break
        at = match.end() + 1
    return tuple(found)


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    blank, other = ("[ ]", r"\t") if delimiter == "\t" else (r"[ \t]", re.escape(delimiter))
    quoted = rf'{blank}*+"([^"]*+(?:""[^"]*+)*+)"{blank}*+'
    return re.compile(rf'{quoted}|(?!{blank}*+")([^{other}\r\n]*+)')


def _cell(match: re.Match[str]) -> Value:
    number = 1 if match[2] is None else 2
    start, end = match.span(number)
    written = match[number]
    if written[:1] in BLANKS or written[-1:] in BLANKS:
        kept = written.strip(BLANKS)
        start += written.find(kept)
        written, end = kept, start + len(kept)
    if number == 2 or '""' not in written:
        return Value(written, start, start)
    built, at = MapBuilder(), start
    for piece in written.split('""'):
        built.copy(piece, at)
        at += len(piece) + 2
        if at <= end:
            built.replace('"', at - 2, 2)
    view = built.build()
    return Value(view.text, start, view.map)
