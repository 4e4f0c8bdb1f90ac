"""The cells of an XLSX or XLSM workbook, as text: nothing in it is run, and nothing in it is taken at its word.

Formulas are not worked out: what the spreadsheet program last saw in their cells is read. Macros are never opened. What
would unpack to more than a plan of posts has is refused before it is unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from linter.errors import DraftError, Fault
from linter.value import frozen

MOST_UNPACKED = 128 * 1024 * 1024
MOST_PARTS = 4_000
MOST_ROWS = 10_000
MOST_COLUMNS = 250
MOST_WORKSHEETS = 50


@frozen
class Cell:
    """What stands in a cell; `fault` says why that cannot be known."""

    text: str
    fault: str = ""


@frozen
class Worksheet:
    """A worksheet: the rows from the first one on, each with the cells that are filled or stand before one that is."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read(path: str, data: bytes) -> tuple[Worksheet, ...]:
    """Return the worksheets of a workbook, hidden ones too. Raise DraftError."""
    check_size(path, data)
    try:
        return tuple(_worksheets(path, data))
    except DraftError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parts do at what is broken
        raise _broken(path, type(error).__name__) from None


def check_size(path: str, data: bytes) -> None:
    """Raise DraftError for a file that is no workbook, is locked, or would unpack to too much."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        cure = "take the password off, or save it as .xlsx"
        raise DraftError(Fault(path, "is locked with a password, or of the form before .xlsx", cure))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise _broken(path, type(error).__name__) from None
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise DraftError(
            Fault(path, "would unpack to far more than a plan of posts", "copy the posts to a new workbook")
        )


def _worksheets(path: str, data: bytes) -> Iterator[Worksheet]:
    from openpyxl import load_workbook

    # Twice: the values that were last seen, and the formulas, of which some may never have had a value.
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    if len(values.worksheets) > MOST_WORKSHEETS:
        raise DraftError(Fault(path, f"has more than {MOST_WORKSHEETS} worksheets", "copy the posts to a new workbook"))
    for seen, formulas in zip(values.worksheets, written.worksheets, strict=True):
        for each in (seen, formulas):
            each.reset_dimensions()  # what the file says of its own size may hide rows
        rows: list[tuple[Cell, ...]] = []
        for number, (row, typed) in enumerate(zip(seen.iter_rows(), formulas.iter_rows(), strict=True), start=1):
            cells = _cells(row, typed)
            if not cells:
                continue
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                what = f"'{seen.title}' has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"
                raise DraftError(Fault(path, what, "split it into several files", line=number))
            rows += [()] * (number - len(rows) - 1)
            rows.append(cells)
        yield Worksheet(seen.title, tuple(rows))


def _cells(row: Any, typed: Any) -> tuple[Cell, ...]:
    cells = [_cell(value, formula) for value, formula in zip(row, typed, strict=True)]
    while cells and not (cells[-1].text or cells[-1].fault):
        cells.pop()
    return tuple(cells)


def _cell(cell: Any, formula: Any) -> Cell:
    value = cell.value
    if formula.data_type == "f" and value is None:
        return Cell("", "holds a formula whose result is not in the file")
    if cell.data_type == "e":
        return Cell("", "holds an error of the spreadsheet")
    return Cell(_text(value, str(cell.number_format or "")))


def _text(value: object, number_format: str) -> str:
    """Return a value as drafts have it: dates as 2026-11-23T09:00, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        has_hour = value.time() != time(0) or "h" in number_format.casefold()
        value = _to_minute(value)
        return value.isoformat(timespec="minutes") if has_hour else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _to_minute(moment: datetime) -> datetime:
    """Return a moment at a full minute: 09:00 as a fraction of a day may be 08:59:59.999."""
    from datetime import timedelta

    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _broken(path: str, why: str) -> DraftError:
    return DraftError(Fault(path, f"is no workbook that can be read ({why})", "save it anew as .xlsx"))
