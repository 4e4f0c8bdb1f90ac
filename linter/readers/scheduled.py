"""The posts in a bulk sheet of a scheduling tool: what its columns hold becomes the fields of a draft.

What goes out beside the text of a post (a link, a first comment, hashtags) is judged as the end of its body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from linter import sheets
from linter.mask import mask
from linter.reader_options import CsvOptions
from linter.readers.csv_cells import BLANKS, Row
from linter.readers.fields import Source
from linter.readers.tables import FieldPath, Table
from linter.readers.values import Faults, Value
from linter.shape import parse_moment
from linter.sheets import Role, SheetFormat
from linter.text import MapBuilder, OffsetMap
from linter.value import frozen, replace

REWRITE = "write what it shows into the cell, or save the workbook once more in the spreadsheet program"
_UNKNOWN: tuple[str, Role | None] = ("", None)
_MOST = 30  # items in a cell: no tool takes more pictures
_OTHER_TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p")


@frozen
class Form:
    """A form, and the columns of one sheet: index → header and what it holds. `wrong` are cells that cannot be read."""

    form: SheetFormat
    columns: tuple[tuple[int, str, Role], ...]
    wrong: Mapping[tuple[int, int], str]


def form_of(cells: Sequence[Value], options: CsvOptions) -> str:
    """Return the name of the form of a sheet with this first row: the one that was chosen, or one that fits; or ""."""
    if options.format == "none":
        return ""
    return options.format or sheets.known([str(cell.data) for cell in cells])[0]


def recognised(cells: Sequence[Value]) -> int:
    """Return how many of the cells are headers of a scheduling tool's sheet."""
    return sheets.known([str(cell.data) for cell in cells])[1]


def read(
    name: str,
    first: Row,
    rest: Iterable[Row],
    faults: Faults,
    options: CsvOptions,
    wrong: Mapping[tuple[int, int], str],
) -> tuple[list[Source], int]:
    """Return the posts of a sheet in a form, and how many rows it has; what is wrong with a row is noted."""
    form = sheets.load(name)
    if options.date_format:
        form = replace(form, dates=(options.date_format,))
    columns = tuple(_columns(form, first, faults, options))
    if len(faults):
        return [], 0
    faults.reads_on = True
    rows = [first, *rest] if form.order else list(rest)
    dates = [text for row in rows for text in _dates(row, columns) if parse_moment(text) is None]
    best, doubtful = sheets.date_form(dates, form.dates)
    if doubtful:
        faults.notes.append(
            f"its dates could be read in two ways; they were read as in {best}; date_format in [readers.csv] says it"
        )
    if form.most and len(rows) > form.most:
        faults.notes.append(f"has {len(rows)} posts; {form.title} takes {form.most} at once")
    if not rows:
        faults.notes.append("has no rows below its header")
    reader = _Rows(Form(form, columns, wrong), best, options.account, faults)
    return [source for number, row in enumerate(rows, start=1) if (source := reader.source(row, number))], len(rows)


def _columns(form: SheetFormat, first: Row, faults: Faults, options: CsvOptions) -> Iterator[tuple[int, str, Role]]:
    if form.order:
        yield from ((index, _NAMES[role], role) for index, role in enumerate(form.order))
        return
    cells = first.cells or ()
    roles = [(index, str(cell.data), form.role(str(cell.data))) for index, cell in enumerate(cells)]
    seen: dict[str, str] = {}
    for index, header, role in roles:
        if role is None:
            if header and not options.ignore_unknown:
                cure = f"its columns are {', '.join(form.columns)}; or set ignore_unknown = true in [readers.csv]"
                faults.add(
                    cells[index].start, f"column '{header}' is none of {form.title}", cure, f"row {first.number}"
                )
            continue
        if role in ("body", "title", "schedule", "date", "time") and role in seen:
            what = f"column '{header}' says the same as '{seen[role]}'"
            faults.add(cells[index].start, what, "keep one of them", f"row {first.number}")
        seen[role] = header
        yield index, header, role
    if not {"body", "media"} & set(seen):
        what = f"has no column with the text of the posts, as a sheet for {form.title} has"
        faults.add(first.start, what, f"its columns are {', '.join(form.columns)}", f"row {first.number}")


_NAMES: dict[Role, str] = {"schedule": "date", "body": "message", "also": "link"}


def _dates(row: Row, columns: Sequence[tuple[int, str, Role]]) -> Iterator[str]:
    """Yield what a row says of its moment, or of its day."""
    cells = row.cells or ()
    said = {role: str(cells[at].data) for at, _, role in columns if at < len(cells) and cells[at].data}
    if "schedule" in said:
        yield said["schedule"]
    elif "date" in said:
        yield said["date"]


class _Rows:
    """Make declarations of rows."""

    def __init__(self, form: Form, dates: str, account: str, faults: Faults) -> None:
        self._form, self._date, self._account, self._faults = form, dates, account, faults
        self._names: dict[FieldPath, str] = {}
        for _, header, role in form.columns:
            if role in ("body", "title", "schedule", "platforms"):
                self._names[(role,)] = header

    def source(self, row: Row, number: int) -> Source | None:
        """Return what a row declares; None if it cannot be read."""
        if row.cells is None:
            return None
        key, before = f"row {row.number}", len(self._faults)
        filled = self._filled(row, row.cells, key)
        table = Table(row.start)
        words = [each for role in ("body", "also") for each in filled.get(role, ())]
        name = self._names.get(("body",), "text")
        start = words[0][0].start if words else row.cells[0].start if row.cells else row.start
        table.put(("body",), _joined([value for value, _ in words]) if words else Value("", start, start), name)
        if self._account:
            table.put(("account",), Value(self._account, row.start), "account")
        for value, header in filled.get("title", ()):
            table.put(("title",), value, header)
        for value, header in filled.get("platforms", ()):
            table.put(("platforms",), Value(tuple(_items(value, ",;|")), value.start), header)
        media = [(item, header) for value, header in filled.get("media", ()) for item in self._parts(value, header)]
        for index, (item, header) in enumerate(media[:_MOST]):
            table.put(("images", index, "path"), item, header)
        alts = [(item, header) for value, header in filled.get("alt", ()) for item in self._parts(value, header)]
        for index, (item, header) in enumerate(alts[:_MOST]):
            if index < len(media):
                table.put(("images", index, "alt"), item, header)
        self._put_moment(filled, table, key)
        value = table.value(self._faults, self._names, f"{key}, ")

        def called(own: str) -> str:
            return f"{key}, {table.called(own) or self._names.get((own,)) or own}" if own else key

        return Source(value, key, number, called, is_broken=len(self._faults) > before)

    def _filled(self, row: Row, cells: Sequence[Value], key: str) -> dict[Role, list[tuple[Value, str]]]:
        """Return the filled cells by what they hold; a cell that nothing is known of is noted."""
        filled: dict[Role, list[tuple[Value, str]]] = {}
        roles: dict[int, tuple[str, Role | None]] = {
            index: (header, role) for index, header, role in self._form.columns
        }
        for index, cell in enumerate(cells):
            header, role = roles.get(index, _UNKNOWN)
            if (wrong := self._form.wrong.get((row.number, index))) and role != "internal":
                self._faults.add(cell.start, wrong, REWRITE, f"{key}, {header or f'cell {index + 1}'}")
            elif not cell.data or role == "internal":
                continue
            elif role is not None:
                filled.setdefault(role, []).append((cell, header))
            elif self._form.form.order and not str(cell.data).startswith(sheets.OWN):
                cure = "put quotes around a text with commas in it"
                self._faults.add(cell.start, f"cell {index + 1} is one too many for {self._form.form.title}", cure, key)
        return filled

    def _parts(self, value: Value, header: str) -> list[Value]:
        """Return the items of a cell, at commas or at what parts them in this form."""
        sign = self._form.form.parted.get(sheets.plain(header), ",")
        return list(_items(value, sign, keep_empty=len(sign) > 1))

    def _put_moment(self, filled: Mapping[Role, Sequence[tuple[Value, str]]], table: Table, key: str) -> None:
        said = filled.get("schedule") or filled.get("date")
        if not said:
            return
        value, header = said[0]
        text = str(value.data)
        times = [] if filled.get("schedule") else [str(time.data) for time, _ in filled.get("time", ())]
        found = self._moment(text, *times)
        if found is None:
            written = mask(" ".join([text, *times]))
            such = self._date.replace("%Y", "2026").replace("%m", "11").replace("%d", "23")
            such = such.replace("%H", "09").replace("%M", "00")
            self._faults.add(value.start, f"is '{written}', not a date such as {such}", "mend it", f"{key}, {header}")
            return
        start, end = _place(value).span(0, len(text))
        moment = Value(found, value.start, OffsetMap([(0, len(found), start, end - start)]))
        table.put(("schedule",), moment, header)

    def _moment(self, text: str, *times: str) -> str | None:
        """Return a date, or a date and time, as drafts have it; None if it cannot be read."""
        day = sheets.day_of(self._date)
        if times:
            hour = next((found for form in _OTHER_TIMES if (found := sheets.moment(times[0], form))), None)
            date = parse_moment(text) or sheets.moment(text, day)
            return f"{date.isoformat()[:10]}T{hour:%H:%M}" if date and hour else None
        if parse_moment(text) is not None:
            return text
        if found := sheets.moment(text, self._date):
            return found.isoformat(timespec="minutes")
        found = sheets.moment(text, day)
        return found.date().isoformat() if found else None


def _joined(values: Sequence[Value]) -> Value:
    """Return several cells as one text, each after the first below an empty line."""
    if len(values) == 1:
        return values[0]
    built = MapBuilder()
    for index, value in enumerate(values):
        place, text = _place(value), str(value.data)
        if index:
            before = place.span(0, 0)[0]
            built.replace("\n\n", before, 0)
        _copy(built, text, place)
    view = built.build()
    return Value(view.text, values[0].start, view.map)


def _copy(built: MapBuilder, text: str, place: OffsetMap) -> None:
    shift = place.shift
    if shift is not None:
        built.copy(text, shift)
        return
    for index, char in enumerate(text):
        start, end = place.span(index, index + 1)
        built.replace(char, start, end - start)


def _items(value: Value, signs: str, *, keep_empty: bool = False) -> Iterator[Value]:
    """Yield the items of a cell, each with its place. `signs` is "||", or single signs of which each parts."""
    text, place, at = str(value.data), _place(value), 0
    pieces = text.split(signs) if keep_empty else _split(text, signs)
    width = len(signs) if keep_empty else 1
    for piece in pieces:
        item = piece.strip(BLANKS)
        if item or keep_empty:
            start = at + (piece.index(item) if item else 0)
            inner = OffsetMap.identity(len(item), start).then(place)
            yield Value(item, inner.span(0, 0)[0] if item else value.start, inner)
        at += len(piece) + width


def _split(text: str, signs: str) -> list[str]:
    for sign in signs[1:] + "\n":
        text = text.replace(sign, signs[0])
    return text.split(signs[0])


def _place(value: Value) -> OffsetMap:
    return value.map or OffsetMap.identity(len(str(value.data)), value.start)
