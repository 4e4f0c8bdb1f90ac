"""Workbooks: one post a row, under the headers of our sheets or of a scheduling tool's.

The text of such a draft is made here: a line a row, so that line 12 is row 12 of the first worksheet with posts, with
the cells between bars and "↵" for a line break in a cell.
"""

from __future__ import annotations

from linter.errors import DraftError, Fault, NoDraftError
from linter.post import Draft, Entry
from linter.reader_options import CsvOptions
from linter.readers import csv_columns, csv_drafts, scheduled
from linter.readers.csv_cells import BLANKS, Row
from linter.readers.values import Faults, Value
from linter.sheets.workbook import Worksheet, read
from linter.value import frozen

_BAR = " | "
_BREAK = "↵"


@frozen
class Line:
    """Which row of which worksheet a line of the text is; both count from 1, and `cells` is where each cell starts."""

    worksheet: str
    row: int


@frozen
class Rendered:
    """The worksheets with posts as one text: its lines, and the rows of each worksheet."""

    text: str
    lines: tuple[Line, ...]
    worksheets: tuple[tuple[str, tuple[Row, ...]], ...]


def read_draft(path: str, data: bytes, stem: str, options: CsvOptions) -> Draft:
    """Return the posts of a workbook. Raise DraftError, or NoDraftError if it clearly holds none."""
    worksheets = [sheet for sheet in read(path, data) if any(sheet.rows)]
    chosen = [sheet for sheet in worksheets if _is_of_posts(sheet, options)]
    if not chosen:
        _refuse(path, worksheets, options)
    rendered = render(chosen)
    faults = Faults(path, rendered.text)
    found: list[Entry] = []
    for name, rows in rendered.worksheets:
        several = len(chosen) > 1
        faults.within = f"worksheet '{name}', " if several else ""
        before = len(faults)
        wrong = cells_of(chosen, name)
        told = {row for row, _ in wrong}  # a row may hold nothing but a formula without a result
        kept = (row for row in rows if not row.is_blank or row.number in told)
        found += csv_drafts.of_rows(kept, faults, f"{stem}-{name}" if several else stem, options, wrong)
        if len(faults) > before and not faults.reads_on:
            raise faults.error()
    faults.notes += [
        f"worksheet '{sheet.name}' was passed over: it has no posts" for sheet in worksheets if sheet not in chosen
    ]
    if len(faults) and not found:
        raise faults.error()
    return Draft(path, rendered.text, tuple(found), tuple(fault for _, fault in faults.found()), tuple(faults.notes))


def render(worksheets: list[Worksheet]) -> Rendered:
    """Return worksheets as the text of a draft, with the places of their cells in it."""
    pieces: list[str] = []
    lines: list[Line] = []
    made: list[tuple[str, tuple[Row, ...]]] = []
    at = 0
    for sheet in worksheets:
        rows: list[Row] = []
        for number, cells in enumerate(sheet.rows, start=1):
            start, values = at, list[Value]()
            for index, cell in enumerate(cells):
                if index:
                    pieces.append(_BAR)
                    at += len(_BAR)
                text = cell.text.strip(BLANKS)
                values.append(Value(text, at, at))
                pieces.append(text.replace("\n", _BREAK))
                at += len(text)
            pieces.append("\n")
            at += 1
            rows.append(Row(number, start, tuple(values)))
            lines.append(Line(sheet.name, number))
        made.append((sheet.name, tuple(rows)))
    return Rendered("".join(pieces), tuple(lines), tuple(made))


def lines_of(path: str, data: bytes, options: CsvOptions) -> tuple[Line, ...]:
    """Return which row of which worksheet each line of a workbook's text is. Raise DraftError."""
    return render([sheet for sheet in read(path, data) if _is_of_posts(sheet, options)]).lines


def cells_of(worksheets: list[Worksheet], name: str) -> dict[tuple[int, int], str]:
    """Return what is wrong with cells of a worksheet: (row from 1, column from 0) → what."""
    rows = next(sheet.rows for sheet in worksheets if sheet.name == name)
    return {
        (number, column): cell.fault
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row)
        if cell.fault
    }


def _is_of_posts(sheet: Worksheet, options: CsvOptions) -> bool:
    first = _header(sheet)
    return bool(first) and (csv_columns.is_of_posts(first, options) or bool(scheduled.form_of(first, options)))


def _header(sheet: Worksheet) -> list[Value]:
    row = next((row for row in sheet.rows if any(cell.text for cell in row)), ())
    return [Value(cell.text.strip(BLANKS), 0, 0) for cell in row]


def _refuse(path: str, worksheets: list[Worksheet], options: CsvOptions) -> None:
    if not worksheets:
        raise NoDraftError(Fault(path, "is empty", "write a header with a column 'body', and a post a row"))
    seems = any(csv_columns.seems_of_posts(_header(sheet), options) for sheet in worksheets)
    cure = "call the column with the words so, name it in [readers.csv] columns, or choose --sheet-format"
    what = "has no worksheet with a column 'body', nor one in the form of a scheduling tool"
    raise (DraftError if seems else NoDraftError)(Fault(path, what, cure))
