"""Change the fields of one row of a sheet: its cells, and columns that the sheet has not had yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from linter.allowance import parse_terms
from linter.editing import trees
from linter.editing.nodes import of_json
from linter.editing.paths import LISTS, NEXT, SINGLE, Change, Path
from linter.editing.tables import Layout
from linter.post import Post
from linter.reader_options import CsvOptions
from linter.readers import csv_cells, csv_columns
from linter.readers.csv_cells import BLANKS, Row
from linter.readers.csv_drafts import delimiter_of
from linter.readers.values import Faults
from linter.shape import parse_moment

_JSON = ("[", "{")
_MOST = 99
_BREAKS = ("\r", "\n")


class Sheet(NamedTuple):
    """A sheet as it is read: its header, the rows below, and what parts the cells."""

    text: str
    delimiter: str
    header: Row
    rows: tuple[Row, ...]
    columns: tuple[Path | None, ...]

    @classmethod
    def of(cls, text: str, options: CsvOptions, *, tabs: bool) -> Sheet:
        """Return the sheet that stands in a text; its reader has accepted it."""
        start = 1 if text.startswith("\ufeff") else 0
        named, start = csv_cells.separator(text, start)
        delimiter = options.delimiter or named or ("\t" if tabs else delimiter_of(text, start, options))
        faults = Faults("", text)
        header, *rows = (row for row in csv_cells.rows(text, start, delimiter, faults) if not row.is_blank)
        columns = csv_columns.read(header.cells or (), options, faults, "").columns
        return cls(text, delimiter, header, tuple(rows), tuple(column.path if column else None for column in columns))

    def number(self, offset: int) -> int:
        """Return which row, from 0, an offset stands in."""
        return max(index for index, row in enumerate(self.rows) if row.start <= offset)

    def cell(self, row: Row, path: Path) -> str:
        """Return what stands in the column of a field; "" if there is none."""
        at = self.columns.index(path) if path in self.columns else len(self.columns)
        cells = row.cells or ()
        return str(cells[at].data) if at < len(cells) else ""

    def with_cell(self, row: Row, column: int, value: str) -> str:
        """Return the text with another value in a cell of a row, which may end before that column."""
        spans = csv_cells.spans(self.text, row, self.delimiter)
        if column >= len(spans):
            end = spans[-1][1]
            more = self.delimiter * (column - len(spans) + 1) + self._written(value, "")
            return self.text[:end] + more + self.text[end:]
        start, end = spans[column]
        old = self.text[start:end]
        return self.text[:start] + self._written(value, old) + self.text[end:]

    def _written(self, value: str, old: str) -> str:
        blanks = " " if self.delimiter == "\t" else " \t"
        inner = old.strip(blanks)
        lead, trail = (old[: old.index(inner)], old[old.index(inner) + len(inner) :]) if inner else ("", "")
        needs = any(sign in value for sign in (self.delimiter, '"', *_BREAKS)) or value != value.strip(BLANKS)
        if needs or (inner.startswith('"') and value):
            value = '"' + value.replace('"', '""') + '"'
        return lead + value + trail


def change(text: str, number: int, post: Post, one: Change, options: CsvOptions, *, tabs: bool) -> str:
    """Return the text of a sheet in which one field of a row is changed."""
    sheet = Sheet.of(text, options, tabs=tabs)
    row, (path, value) = sheet.rows[number], one
    first = str(path[0])
    if first == "allow":
        return _exceptions(sheet, row, post, path, value)
    if first == "platforms":
        path, value = ("platforms",), _listed(post, path, value)
    if path in sheet.columns:
        return sheet.with_cell(row, sheet.columns.index(path), _text(path, value, sheet.cell(row, path), options))
    whole = sheet.cell(row, path[:1]) if path[:1] in sheet.columns else ""
    if whole.startswith(_JSON):
        return _in_json(sheet, row, one, whole)
    if first in LISTS and len(path) > 1:
        place = len(getattr(post, first)) if path[1] == NEXT else int(path[1])
        path = (first, place, *path[2:])
    if isinstance(value, dict):
        for name, item in value.items():
            text = change(text, number, post, ((*path, name), item), options, tabs=tabs)
        return text
    if first in SINGLE and len(path) == 1 and value is None:
        for column in sheet.columns:
            if column and column[0] == first and len(column) > 1:
                text = change(text, number, post, (column, None), options, tabs=tabs)
        return text
    if path in sheet.columns:
        return sheet.with_cell(row, sheet.columns.index(path), _text(path, value, sheet.cell(row, path), options))
    if first == "author" and path[1:] == ("id",) and ("author",) in sheet.columns:
        return change(text, number, post, (("author",), value), options, tabs=tabs)
    if value is None:
        return text
    name = csv_columns.standard_names(_MOST).get(path)
    if name is None:
        raise ValueError("no column holds it")
    return _with_column(sheet, row, name, _text(path, value, "", options))


def _listed(post: Post, path: Path, value: Any) -> Any:
    """Return the whole list of platforms, of which one may change."""
    if len(path) == 1:
        return value
    names = list(post.platforms)
    place = len(names) if path[1] == NEXT else int(path[1])
    names[place : place + 1] = [] if value is None else [value]
    return names or None


def _with_column(sheet: Sheet, row: Row, name: str, value: str) -> str:
    """Return the text with a column more, and a value in it; rows without a value stay as they are."""
    width = len(csv_cells.spans(sheet.text, sheet.header, sheet.delimiter))
    # The row first: it stands below the header, after which all is moved.
    below = sheet._replace(text=sheet.with_cell(row, width, value))
    return below.with_cell(sheet.header, width, name)


def _in_json(sheet: Sheet, row: Row, one: Change, cell: str) -> str:
    """Return the text with a field changed in the JSON that a cell holds."""
    path, value = one
    before = f'{{"{path[0]}": '
    whole = f"{before}{cell}}}"
    layout = Layout.of(cell, is_json=True)
    after = trees.put(whole, of_json(whole, 0), path, value, layout)
    changed = after[len(before) : -1] if after.startswith(before) else ""
    return sheet.with_cell(row, sheet.columns.index(path[:1]), changed)


def _text(path: Path, value: Any, old: str, options: CsvOptions) -> str:
    """Return a value as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value)):
        return Layout.of("", is_json=True).value(value, "", in_lines=False)
    if isinstance(value, list):
        sign = next((sign for sign in (";", "|", ",") if sign in old), ";")
        return f"{sign} ".join(map(str, value))
    if options.date_format and (path[0] == "schedule" or path[-1] in ("on", "until")):
        found = parse_moment(str(value))
        if isinstance(found, datetime) and found.tzinfo is None:
            return found.strftime(options.date_format)
    return str(value)


def _exceptions(sheet: Sheet, row: Row, post: Post, path: Path, value: Any) -> str:
    """Return the text with the exceptions of a row changed: a line for each in the column `allow`."""
    cell = sheet.cell(row, ("allow",))
    if cell.startswith(_JSON):
        return _in_json(sheet, row, (path, value), cell)
    own = [one for one in sheet.columns if one and one[0] == "allow" and len(one) > 1]
    lines = [line for line in cell.splitlines() if line.strip()]
    if len(path) == 1:
        known = [f"{one.rule}" for one in post.allow]
        items = value or []
        if len(items) < len(known) or [item.get("rule") for item in items[: len(known)]] != known:
            raise ValueError("the exceptions of a row are added one by one: allow.+")
        added = items[len(known) :]
    else:
        place = path[1]
        if len(path) == 3 or (place != NEXT and int(place) < len(post.allow)) or value is None:
            raise ValueError("an exception of a row that is there already is changed by hand")
        added = [value]
    if own and ("allow",) not in sheet.columns:
        return _in_columns(sheet, row, added)
    text = "\n".join([*lines, *map(terms, added)])
    if ("allow",) in sheet.columns:
        return sheet.with_cell(row, sheet.columns.index(("allow",)), text)
    return _with_column(sheet, row, "allow", text)


def without_exception(sheet: Sheet, at: int, which: int) -> str:
    """Return the text without one exception of the row in which an offset stands. Raise ValueError."""
    row = sheet.rows[sheet.number(at)]
    cell = sheet.cell(row, ("allow",))
    if cell.startswith(_JSON):
        return _in_json(sheet, row, (("allow", which), None), cell)
    keys = ("rule", "reason", "until")
    numbers = sorted({int(path[1]) for path in sheet.columns if path and path[0] == "allow" and len(path) > 1})
    there = [number for number in numbers if any(sheet.cell(row, ("allow", number, key)) for key in keys)]
    if which >= len(there):
        raise ValueError("this row has no such exception")
    for key in keys:
        path: Path = ("allow", there[which], key)
        if sheet.cell(row, path):
            sheet, row = _read_again(sheet, row, sheet.with_cell(row, sheet.columns.index(path), ""))
    return sheet.text


def without_line(sheet: Sheet, at: int, is_meant: Callable[[str], bool]) -> str:
    """Return the text without the one line of the cell `allow` whose rule is meant. Raise ValueError."""
    row = sheet.rows[sheet.number(at)]
    lines = [line for line in sheet.cell(row, ("allow",)).splitlines() if line.strip()]
    found = [line for line in lines if is_meant(parse_terms(line).rule)]
    if len(found) != 1:
        raise ValueError("it is not clear which exception is meant")
    lines.remove(found[0])
    return sheet.with_cell(row, sheet.columns.index(("allow",)), "\n".join(lines))


def _in_columns(sheet: Sheet, row: Row, added: list[Any]) -> str:
    """Return the text with exceptions in columns allow_rule, allow_reason …, which it may have to get."""
    names = csv_columns.standard_names(_MOST)
    for item in added:
        place = 0
        while any(sheet.cell(row, ("allow", place, key)) for key in ("rule", "reason", "until")):
            place += 1
        for key, value in item.items():
            path: Path = ("allow", place, key)
            if path in sheet.columns:
                text = sheet.with_cell(row, sheet.columns.index(path), str(value))
            else:
                text = _with_column(sheet, row, names[path], str(value))
                sheet = sheet._replace(columns=(*sheet.columns, path))
            sheet, row = _read_again(sheet, row, text)
    return sheet.text


def _read_again(sheet: Sheet, row: Row, text: str) -> tuple[Sheet, Row]:
    """Return a sheet after a change, and the same row in it."""
    number = sheet.rows.index(row)
    first = sheet.header.start
    header, *rows = (
        each for each in csv_cells.rows(text, first, sheet.delimiter, Faults("", text)) if not each.is_blank
    )
    return sheet._replace(text=text, header=header, rows=tuple(rows)), rows[number]


def terms(item: dict[str, Any]) -> str:
    """Return an exception as a line of a cell has it: RULE until DATE -- reason."""
    until = f" until {item['until']}" if item.get("until") else ""
    reason = " ".join(str(item.get("reason", "")).split())
    return f"{item.get('rule', '')}{until} -- {reason}"
