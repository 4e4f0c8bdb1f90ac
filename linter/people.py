"""The lists of people that the settings name. CSV as schools export it; a row that cannot be read is a fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from linter.errors import Fault, SettingsError, did_you_mean, shown
from linter.shape import parse_moment
from linter.value import frozen

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0", ""})


@frozen
class StaffMember:
    """One row of the staff list. None where the list has no such column: unknown is neither yes nor no."""

    id: str
    first_name: str
    last_name: str
    role: str
    publish_name: bool
    trained: bool | None = None
    signed: bool | None = None
    may_speak: bool | None = None
    absent_from: date | None = None
    absent_until: date | None = None
    left: date | None = None

    @property
    def name(self) -> str:
        """Return the name as one would write it."""
        return f"{self.first_name} {self.last_name}".strip()

    def is_absent(self, day: date) -> bool:
        """Say whether the list marks the person as absent on a day."""
        return self.absent_from is not None and self.absent_from <= day <= (self.absent_until or date.max)

    def has_left(self, day: date) -> bool:
        """Say whether the person has left by a day."""
        return self.left is not None and self.left <= day


_REQUIRED = ("id", "first_name", "last_name", "role", "publish_name")
_FLAGS = ("trained", "signed", "may_speak")
_DATES = ("absent_from", "absent_until", "left")


def read_staff(path: Path) -> Mapping[str, StaffMember]:
    """Read the staff list: id → member. Raise SettingsError with row numbers, never with names."""
    faults: list[Fault] = []
    found: dict[str, StaffMember] = {}
    for line, row in read_table(path, _REQUIRED, (*_FLAGS, *_DATES)):
        values: dict[str, object] = {key: row[key] for key in ("id", "first_name", "last_name", "role")}
        for key in ("publish_name", *(flag for flag in _FLAGS if flag in row)):
            word = row[key].casefold()
            if word not in _YES | _NO:
                faults.append(Fault(shown(path), "is neither yes nor no", "write yes or no", key, line))
            values[key] = word in _YES
        for key in _DATES:
            moment = parse_moment(row[key]) if row.get(key) else None
            if row.get(key) and moment is None:
                faults.append(Fault(shown(path), "is not a date", "such as 2026-11-23", key, line))
            values[key] = moment
        if not row["id"]:
            faults.append(Fault(shown(path), "is empty", "every row needs one", "id", line))
        elif row["id"] in found:
            faults.append(
                Fault(shown(path), f"'{row['id']}' stands in an earlier row too", "ids are unique", "id", line)
            )
        else:
            found[row["id"]] = StaffMember(**values)  # type: ignore[arg-type]
    if faults:
        raise SettingsError(faults)
    return found


def read_table(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV file with a header; extra columns are dropped. UTF-8 (BOM or not) or Windows-1252.

    Raise SettingsError if it cannot be opened, lacks a required column, or a row is longer than its header.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise SettingsError(Fault(shown(path), "is not text", "export it as CSV in UTF-8"))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        missing = [name for name in required if name not in header]
        if missing:
            hint = did_you_mean(missing[0], header)
            raise SettingsError(
                Fault(shown(path), f"has no column '{missing[0]}'", hint if "did you" in hint else "", line=1)
            )
        repeated = next((name for name in header if name and header.count(name) > 1), None)
        if repeated:
            raise SettingsError(Fault(shown(path), f"has the column '{repeated}' twice", line=1))
        wanted = {name: header.index(name) for name in (*required, *optional) if name in header}
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                raise SettingsError(
                    Fault(
                        shown(path), "has more cells than the header", "quote cells with commas", line=reader.line_num
                    )
                )
            yield (
                reader.line_num,
                {name: cells[index].strip() if index < len(cells) else "" for name, index in wanted.items()},
            )
    except csv.Error as error:
        raise SettingsError(Fault(shown(path), f"is not valid CSV: {error}", line=reader.line_num)) from error
