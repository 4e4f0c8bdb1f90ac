"""Copies of sheets in which two columns more say what was found; all else stays as it was.

A cell that we write is text and begins with nothing that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from linter.errors import DraftError, Fault
from linter.reader_options import CsvOptions
from linter.readers import csv_cells, csv_columns, scheduled
from linter.readers.csv_cells import Row
from linter.readers.csv_drafts import delimiter_of
from linter.readers.values import Faults, Value
from linter.readers.xlsx_drafts import Line
from linter.sheets import OUTCOME, OWN, WHY, load, plain
from linter.text import Lines
from linter.value import frozen

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDE = 60
_LONGEST = 32_000  # a cell of a spreadsheet holds a little more
_ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "windows-1250",
    "iso-8859-1",
    "iso-8859-15",
    "mac-roman",
)
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


@frozen
class Mark:
    """What is written beside a post: its outcome, and why."""

    outcome: str
    reasons: tuple[str, ...]


def safe(text: str) -> str:
    """Return a text as a cell may hold it: no formula, no sign that a sheet cannot hold, not too long."""
    clean = _ILLEGAL.sub(" ", text).strip()
    clean = f"' {clean}" if clean.startswith(_STARTS_FORMULA) else clean
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


def mark_text(text: str, data: bytes, marks: Mapping[int, Mark], options: CsvOptions, *, tabs: bool) -> bytes:
    """Return a CSV file with the marks of the rows that begin at some lines; a row that is not sound stays as it is."""
    start = 1 if text.startswith("\ufeff") else 0
    named, start = csv_cells.separator(text, start)
    delimiter = options.delimiter or named or ("\t" if tabs else delimiter_of(text, start, options))
    rows = [row for row in csv_cells.rows(text, start, delimiter, Faults("", text)) if not row.is_blank]
    lines, has_header = Lines(text), _has_header(rows[0], options)
    first = rows[0].cells or ()
    headers = [plain(str(cell.data)) for cell in first]
    width = len(first) if has_header else max(_width([cell.data for cell in row.cells or ()]) for row in rows)
    own = _columns(headers, width)
    starts = [lines.position(row.start)[0] for row in rows]
    pieces, done = [], 0
    for index, row in enumerate(rows):
        following = starts[index + 1] if index + 1 < len(rows) else len(lines) + 1
        mine = [mark for line, mark in sorted(marks.items()) if starts[index] <= line < following]
        cells = (OUTCOME, WHY) if has_header and not index else _cells(mine, has_header=has_header)
        if row.cells is None or cells is None:
            continue
        end, changed = _with_cells(text, row, delimiter, own, cells)
        pieces += [text[done : row.start], changed]
        done = end
    return "".join([*pieces, text[done:]]).encode(_encoding(text, data, options), "replace")


def _has_header(first: Row, options: CsvOptions) -> bool:
    if csv_columns.is_of_posts(first.cells or (), options):
        return True
    form = scheduled.form_of(first.cells or (), options)
    return not (form and load(form).order)


def _columns(headers: Sequence[str], width: int) -> tuple[int, int]:
    """Return our two columns, from 0: those that are there, or the next ones that are free."""
    outcome = headers.index(OUTCOME) if OUTCOME in headers else width
    return outcome, headers.index(WHY) if WHY in headers else max(width, outcome + 1)


def _width(cells: Sequence[object]) -> int:
    """Return how many cells stand before ours in a row without headers."""
    ours = (index for index, cell in enumerate(cells) if str(cell or "").startswith(OWN))
    return next(ours, len(cells))


def _cells(marks: Sequence[Mark], *, has_header: bool) -> tuple[str, str] | None:
    """Return the two cells of a row; where no header says whose they are, they say it themselves."""
    if not marks:
        return None
    outcome = marks[0].outcome if has_header else f"{OWN}{marks[0].outcome}"
    why = "\n".join(reason for mark in marks for reason in mark.reasons)
    return outcome, why if has_header else f"{OWN}{why}" if why else ""


def _with_cells(text: str, row: Row, delimiter: str, columns: Sequence[int], cells: Sequence[str]) -> tuple[int, str]:
    """Return where a row ends, without its line end, and the row with these cells."""
    spans = csv_cells.spans(text, row, delimiter)
    end = spans[-1][1] if spans else row.start
    written = [text[first:last] for first, last in spans]
    for column, cell in zip(columns, cells, strict=True):
        written += [""] * (column + 1 - len(written))
        written[column] = _quoted(safe(cell))
    return end, delimiter.join(written)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _encoding(text: str, data: bytes, options: CsvOptions) -> str:
    """Return the encoding in which a text gives the bytes of its file."""
    wanted = [] if options.encoding == "auto" else [str(options.encoding)]
    for encoding in [*_ENCODINGS, *wanted]:
        try:
            if text.encode(encoding) == data:
                return encoding
        except UnicodeEncodeError:
            continue
    return "utf-8"


def mark_workbook(
    path: str, data: bytes, marks: Mapping[int, Mark], lines: Sequence[Line], options: CsvOptions
) -> bytes:
    """Return a workbook with the marks of some lines of its text, see `xlsx_drafts`. Formats and formulas stay."""
    try:
        book = load_workbook(io.BytesIO(data), keep_vba=path.lower().endswith(".xlsm"), keep_links=True)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parts do at what is broken
        raise DraftError(Fault(path, f"cannot be written anew ({type(error).__name__})", "save it anew")) from None
    sheets: dict[str, tuple[int, tuple[int, int]]] = {}
    for number, line in enumerate(lines, start=1):
        if line.worksheet not in sheets:
            sheets[line.worksheet] = _prepared(book[line.worksheet], options)
        header, columns = sheets[line.worksheet]
        cells = _cells([mark], has_header=bool(header)) if (mark := marks.get(number)) else None
        for column, text in zip(columns, cells or (), strict=False):
            _write(book[line.worksheet], line.row, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _prepared(sheet: Any, options: CsvOptions) -> tuple[int, tuple[int, int]]:
    """Return the row of the header, 0 if there is none, and our two columns, whose headers are then there."""
    filled = [(number, row) for number, row in enumerate(sheet.iter_rows(), start=1) if any(cell.value for cell in row)]
    number, first = filled[0]
    values = tuple(Value(str("" if cell.value is None else cell.value).strip(), 0, 0) for cell in first)
    header = number if _has_header(Row(number, 0, values), options) else 0
    used = max((cell.column for _, row in filled for cell in row if cell.value is not None), default=0)
    width = used if header else max(_width([cell.value for cell in row[:used]]) for _, row in filled)
    outcome, why = _columns([plain(str(value.data)) for value in values], width)
    columns = (outcome + 1, why + 1)
    if header:
        like = sheet.cell(number, max((cell.column for cell in first if cell.value is not None), default=1))
        for column, name in zip(columns, (OUTCOME, WHY), strict=True):
            _write(sheet, number, column, name)._style = copy(like._style)
    letter = get_column_letter(columns[1])
    sheet.column_dimensions[letter].width = max(sheet.column_dimensions[letter].width, _WIDE)
    return header, columns


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a cell as text, whatever it looks like. Return it."""
    cell = sheet.cell(row, column)
    cell.value = safe(text) or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
