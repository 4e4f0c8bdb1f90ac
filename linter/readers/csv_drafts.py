"""CSV: one post a row, its fields under a header.

Lists are parted by `;`, `|`, line ends or, but for pictures, commas. Pictures stand in `images` (paths, or JSON) or in
`image`, `alt`, `people`, `consent` …, the second one in `image_2`, `alt_2` …; an approval in `approval_by`,
`approval_on`, `approval_digest`, an exception in `allow_rule`, `allow_reason`, `allow_until`. A cell of a field that
is a list or a table may hold JSON. Every other cell is text, also one that a spreadsheet would take for a formula. What
is wrong with a row is a fault of that row, and the others are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from linter.errors import Fault, NoDraftError
from linter.mask import mask
from linter.post import Entry
from linter.reader_options import CsvOptions
from linter.readers import csv_cells, csv_columns, json_values, scheduled
from linter.readers.csv_cells import BLANKS, Row
from linter.readers.csv_columns import Column, Header
from linter.readers.expansion import entries
from linter.readers.fields import Source
from linter.readers.tables import Table
from linter.readers.values import Faults, Value
from linter.shape import parse_moment
from linter.text import OffsetMap

_DELIMITERS = (",", ";", "\t")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_WORDS = re.compile(r"[^;|,\r\n]+")
_PATHS = re.compile(r"[^;|\r\n]+")
_HOUR = re.compile(r"[\sT,]*%[HIT]")
_COLUMN = re.compile(r"^column \d+: ")
_JSON = ("[", "{")
_STRUCTURED = frozenset({"allow", "approval", "author", "thread", "variants"})
_MOST_PICTURES = 99
_EXAMPLE = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - schedules are local time

Convert = Callable[[Value, str], "Value | None"]


def read(text: str, faults: Faults, stem: str, options: CsvOptions, *, tabs: bool = False) -> tuple[Entry, ...]:
    """Return the posts in a sheet; `tabs` says that tabs part its cells. Raise NoDraftError if it holds none."""
    start = 1 if text.startswith("\ufeff") else 0
    named, start = csv_cells.separator(text, start)
    delimiter = options.delimiter or named or ("\t" if tabs else delimiter_of(text, start, options))
    return of_rows(
        (row for row in csv_cells.rows(text, start, delimiter, faults) if not row.is_blank), faults, stem, options
    )


def of_rows(
    rows: Iterable[Row],
    faults: Faults,
    stem: str,
    options: CsvOptions,
    wrong: Mapping[tuple[int, int], str] | None = None,
) -> tuple[Entry, ...]:
    """Return the posts in the rows of a sheet, the first of which is its header if it has one.

    `wrong` says what is wrong with cells that cannot be read: (row from 1, column from 0) → what.
    """
    rows = iter(rows)
    wrong = wrong or {}
    first = next(rows, None)
    if first is None:
        raise NoDraftError(
            Fault(faults.path, "is empty", "write a header with a column 'body', and a post a row", line=1)
        )
    if first.cells is None:
        return ()
    named = options.format not in ("", "none")
    if (named or not csv_columns.is_of_posts(first.cells, options)) and (
        form := scheduled.form_of(first.cells, options)
    ):
        found, count = scheduled.read(form, first, rows, faults, options, wrong)
        return entries(found, faults, stem, count=count)
    if not csv_columns.is_of_posts(first.cells, options):
        _refuse(first, options, faults)
        return ()
    header = csv_columns.read(first.cells, options, faults, f"row {first.number}")
    if len(faults):
        return ()
    faults.reads_on = True
    sheet = _Sheet(header, options, faults, wrong)
    kept = tuple(rows)
    sources = [source for number, row in enumerate(kept, start=1) if (source := sheet.source(row, number))]
    if not kept:
        faults.notes.append("has no rows below its header")
    return entries(sources, faults, stem, count=len(kept))


def delimiter_of(text: str, start: int, options: CsvOptions) -> str:
    """Return the delimiter that parts the first row into the most columns that are known."""

    def known(delimiter: str) -> int:
        rows = csv_cells.rows(text, start, delimiter, Faults("", text))
        first = next((row for row in rows if not row.is_blank), None)
        cells = first.cells or () if first else ()
        return max(csv_columns.recognised(cells, options), scheduled.recognised(cells))

    return max(_DELIMITERS, key=known)


def _refuse(row: Row, options: CsvOptions, faults: Faults) -> None:
    """Refuse a sheet without a body: for good if it looks like one of posts, else as none."""
    cells = row.cells or ()
    body = options.columns.get("body")
    missing = f"'{body}'" if body else "'body'"
    near = csv_columns.did_you_mean_header(body or "body", cells)
    cure = near if "did you" in near else "call the column with the words so, or name it in [readers.csv] columns"
    what = f"has no column {missing}, so it is no sheet of posts"
    if not csv_columns.seems_of_posts(cells, options):
        line, _ = faults.lines.position(row.start)
        raise NoDraftError(Fault(faults.path, what, cure, line=line))
    faults.add(row.start, f"has no column {missing}", cure, f"row {row.number}")


class _Sheet:
    """A sheet whose header is known: it makes drafts of rows."""

    def __init__(
        self, header: Header, options: CsvOptions, faults: Faults, wrong: Mapping[tuple[int, int], str]
    ) -> None:
        self._header, self._options, self._faults, self._wrong = header, options, faults, wrong
        self._names = csv_columns.standard_names(_MOST_PICTURES)
        self._names |= {column.path: column.name for column in header.columns if column}
        self._columns = [
            (index, column, self._conversion(column), column.path == ("body",))
            for index, column in enumerate(header.columns)
            if column
        ]

    def source(self, row: Row, number: int) -> Source | None:
        """Return what a row declares; None if it cannot be read."""
        cells = row.cells
        if cells is None:
            return None
        key = f"row {row.number}"
        before = len(self._faults)
        self._check_surplus(cells, key)
        table = Table(row.start)
        blank: Value | None = None
        for index, column, convert, is_body in self._columns:
            cell = cells[index] if index < len(cells) else Value("", row.start, row.start)
            if why := self._wrong.get((row.number, index)):
                self._faults.add(cell.start, why, scheduled.REWRITE, f"{key}, {column.name}")
            if not cell.data:
                blank = cell if is_body else blank
                continue
            value = convert(cell, f"{key}, {column.name}") if convert else cell
            if value is not None:
                table.put(column.path, value, column.name)
        if blank and not table.has("thread"):
            table.put(("body",), blank, self._names[("body",)])
        value = table.value(self._faults, self._names, f"{key}, ")

        def called(own: str) -> str:
            name = table.called(own) or self._names.get((own,)) or own
            return f"{key}, {name}" if own else key

        return Source(value, key, number, called, is_broken=len(self._faults) > before)

    def _check_surplus(self, cells: tuple[Value, ...], key: str) -> None:
        width = len(self._header.columns)
        if len(cells) > width or self._header.nameless:
            for index, cell in enumerate(cells):
                if cell.data and (index >= width or index in self._header.nameless):
                    cure = "put quotes around a text with commas in it, or give the column a header"
                    self._faults.add(cell.start, f"cell {index + 1} stands under no header", cure, key)
                    return

    def _conversion(self, column: Column) -> Convert | None:
        """Return what makes a value of a column's cells; None if they are texts as they stand."""
        path = column.path
        last = path[-1]
        if path == ("platforms",) or last in ("person_ids", "tags"):
            return _list
        if last in ("confident", "decorative"):
            return self._flag
        if path == ("schedule",) or last == "on":
            return self._moment
        if last == "until":
            return self._until
        if path == ("images",):
            return self._pictures
        return self._structure if len(path) == 1 and last in _STRUCTURED else None

    def _flag(self, cell: Value, key: str) -> Value | None:
        word = str(cell.data).casefold()
        if word in _YES or word in _NO:
            return Value(word in _YES, cell.start, cell.map)
        self._faults.add(cell.start, "is neither yes nor no", "write yes or no", key)
        return None

    def _moment(self, cell: Value, key: str) -> Value | None:
        """Return a date in the form in which drafts have it."""
        text = str(cell.data)
        if parse_moment(text) is not None:
            return cell
        form = self._options.date_format
        found = _parsed(text, form) if form else None
        if found is None:
            such = _EXAMPLE.strftime(form) if form else "2026-11-23"
            cure = "a time may follow, as in 2026-11-23T09:00; date_format in [readers.csv] names another form"
            cure = "mend it, or date_format in [readers.csv]" if form else cure
            self._faults.add(cell.start, f"is '{mask(text)}', not a date such as {such}", cure, key)
            return None
        return _standing_for(found, cell)

    def _until(self, cell: Value, _: str) -> Value:
        """Return the end of an exception; what is wrong with one is not told here, but found by a check."""
        found = _parsed(str(cell.data), self._options.date_format) if self._options.date_format else None
        return _standing_for(found, cell) if found else cell

    def _pictures(self, cell: Value, key: str) -> Value | None:
        return self._json(cell, key) if str(cell.data).startswith(_JSON) else _list(cell, paths=True)

    def _structure(self, cell: Value, key: str) -> Value | None:
        return self._json(cell, key) if str(cell.data).startswith(_JSON) else cell

    def _json(self, cell: Value, key: str) -> Value | None:
        """Return what a cell of JSON holds, or None after noting what is wrong."""
        text = str(cell.data)
        place = _place(cell)
        inner = Faults(self._faults.path, text)
        value = json_values.read(text, 0, len(text), inner)
        for at, fault in inner.found():
            what = _COLUMN.sub("", fault.what)  # it counts from the start of the cell
            self._faults.add(place.span(at, at)[0], what, fault.hint, key)
        return _moved(value, place) if value else None


def _place(cell: Value) -> OffsetMap:
    return cell.map or OffsetMap.identity(len(str(cell.data)), cell.start)


def _standing_for(text: str, cell: Value) -> Value:
    start, end = _place(cell).span(0, len(str(cell.data)))
    return Value(text, cell.start, OffsetMap([(0, len(text), start, end - start)]))


def _parsed(text: str, form: str) -> str | None:
    """Return a date and time, or a date alone, that is written in the settings' form, as drafts have it."""
    for each in (form, _HOUR.split(form)[0]):
        try:
            found = datetime.strptime(text, each)  # noqa: DTZ007 - schedules are local time
        except ValueError:
            continue
        return found.isoformat() if "%H" in each or "%I" in each or "%T" in each else found.date().isoformat()
    return None


def _list(cell: Value, _: str = "", *, paths: bool = False) -> Value:
    text = str(cell.data)
    return Value(tuple(_items(cell, text, _PATHS if paths else _WORDS)), cell.start)


def _items(cell: Value, text: str, pattern: re.Pattern[str]) -> Iterator[Value]:
    for match in pattern.finditer(text):
        item = match[0].strip(BLANKS)
        if item:
            at = match.start() + match[0].index(item)
            if isinstance(cell.place, int):
                yield Value(item, cell.place + at, cell.place + at)
            elif cell.place is not None:
                place = OffsetMap.identity(len(item), at).then(cell.place)
                yield Value(item, place.span(0, 0)[0], place)


def _moved(value: Value, place: OffsetMap) -> Value:
    """Return a value that was read in a cell, with its places in the file."""
    data = value.data
    if isinstance(data, dict):
        data = {name: _moved(item, place) for name, item in data.items()}
    elif isinstance(data, tuple):
        data = tuple(_moved(item, place) for item in data)
    own = value.map
    return Value(data, place.span(value.start, value.start)[0], own.then(place) if own else None)
