"""The staff list: who works at the school, in which role, and whether their name may be published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from linter.errors import Fault, SettingsError, shown
from linter.people.columns import STAFF
from linter.people.tables import parted, read_table
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


_REQUIRED = ("id", "role", "publish_name")
_NAMES = ("first_name", "last_name", "name")
_FLAGS = ("trained", "signed", "may_speak")
_DATES = ("absent_from", "absent_until", "left")


def read_staff(path: Path) -> Mapping[str, StaffMember]:
    """Read the staff list: id → member. Raise SettingsError with row numbers, never with names."""
    faults: list[Fault] = []
    found: dict[str, StaffMember] = {}
    for line, row in read_table(path, _REQUIRED, (*_NAMES, *_FLAGS, *_DATES), STAFF):
        _complete(path, row)
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


def _complete(path: Path, row: dict[str, str]) -> None:
    """Part a name that stands in one column. Raise SettingsError if there is no name at all."""
    if "name" not in row:
        for key in ("first_name", "last_name"):
            if key not in row:
                raise SettingsError(Fault(shown(path), f"has no column '{key}'", line=1))
    elif not (row.get("first_name") or row.get("last_name")):
        row["first_name"], row["last_name"] = parted(row["name"])
    row.setdefault("first_name", "")
    row.setdefault("last_name", "")
