"""The roll: the pupils of the school, past ones too. A leaver is still a child whose name is not to be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from linter.errors import Fault, SettingsError
from linter.people.columns import ROLL
from linter.people.tables import list_fault, parted, read_table

_YEAR = re.compile(r"(?:year|yr|y|nc|ncy|grade|p|s)?[\s._-]*(?:group)?[\s._-]*0*(\d{1,2})(?:\.0)?")
_NURSERY = re.compile(r"(?:nursery|n)[\s._-]*([12])?|(?:pre-?school|foundation\s*1|fs1|f1|e1)")
_RECEPTION = frozenset({"r", "rec", "reception", "yr", "year r", "foundation 2", "fs2", "f2", "e2", "0", "year 0"})
_LEFT = re.compile(r"leav|left|former|off\W*roll|inactive|alumn|archiv|deleted|true|yes\b", re.IGNORECASE)
_NONE = frozenset({"", "-", "--", ".", "n/a", "na", "none", "null", "unknown", "xxx"})


class Pupil(NamedTuple):
    """One row of the roll. `year` is "N", "N1", "N2", "R" or "1" to "14", or what the list says otherwise.

    Of a pupil known only from an index outside the roll, all but the id is empty.
    """

    id: str
    first_name: str = ""
    preferred_name: str = ""
    last_name: str = ""
    year: str = ""
    class_name: str = ""
    status: str = ""
    middle_name: str = ""
    other_last_name: str = ""

    @property
    def has_left(self) -> bool:
        """Say whether the list calls the pupil a leaver."""
        return bool(_LEFT.search(self.status))

    @property
    def name(self) -> str:
        """Return the name as one would write it."""
        return f"{self.preferred_name or self.first_name} {self.last_name}".strip()


def read_roll(path: Path) -> Mapping[str, Pupil]:
    """Read the roll: id → pupil. Raise SettingsError with row numbers, never with names."""
    faults: list[Fault] = []
    found: dict[str, Pupil] = {}
    years: dict[str, str] = {}
    optional = tuple(key for key in ROLL if key != "id")
    checked = False
    for line, row in read_table(path, ("id",), optional, ROLL):
        if not checked:
            _need_names(path, row)
            checked = True
        get = row.get
        first, last = get("first_name", ""), get("last_name", "")
        if "name" in row and not (first or last):
            first, last = parted(row["name"])
        if last.casefold() in _NONE:
            last = ""
        if first.casefold() in _NONE:
            first = ""
        key = row["id"]
        if not key:
            faults.append(list_fault(path, line, "id", "is empty", "every row needs one"))
        elif key in found:
            # Not which id: it may be the pupil's own number.
            faults.append(list_fault(path, line, "id", "stands in an earlier row too", "ids are unique"))
        elif not (first or last or get("preferred_name")):
            faults.append(list_fault(path, line, "first_name", "is empty, and the row has no other name"))
        else:
            year = get("year", "")
            if year not in years:
                years[year] = plain_year(year)
            found[key] = Pupil(
                key, first, get("preferred_name", ""), last, years[year], get("class", ""), get("status", ""),
                get("middle_name", ""), get("other_last_name", ""),
            )  # fmt: skip
    if faults:
        raise SettingsError(faults)
    return found


def plain_year(written: str) -> str:
    """Return a year group as "N1", "R", "4"…: "Year 4", "Y4" and "04" are all "4"; what is none stays as it is."""
    word = " ".join(written.casefold().split())
    if word in _RECEPTION:
        return "R"
    if match := _NURSERY.fullmatch(word):
        return f"N{match[1] or ''}"
    if match := _YEAR.fullmatch(word):
        return match[1]
    return written


def _need_names(path: Path, row: Mapping[str, str]) -> None:
    if not row.keys() & {"first_name", "last_name", "name"}:
        raise SettingsError(list_fault(path, 1, "", "has no column 'first_name'", "nor 'last_name', nor 'name'"))
