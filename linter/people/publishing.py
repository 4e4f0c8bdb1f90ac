"""Who must not be published, and what was agreed to: the do-not-publish list and the consents."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from linter.errors import Fault, SettingsError
from linter.people.columns import CONSENTS, DO_NOT_PUBLISH
from linter.people.tables import list_fault, read_table
from linter.shape import parse_moment
from linter.value import frozen

Scope = Literal["image", "name", "both"]
_SCOPES: dict[str, Scope] = {
    **dict.fromkeys(("image", "images", "photo", "photos", "picture", "pictures"), "image"),
    **dict.fromkeys(("name", "names", "full name", "first name"), "name"),
    **dict.fromkeys(("both", "all", "everything", "any", "", "yes", "y", "true"), "both"),
}  # fmt: skip


@frozen
class Consent:
    """One row of the consents: what a person, or a parent, agreed to. It holds through `until`, the last day.

    `channels` are platforms, `granularity` what may be shown ("image", "first-name", "work"…).
    """

    id: str
    person_id: str
    basis: str = ""
    channels: tuple[str, ...] = ()
    granularity: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None
    withdrawn: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether the consent holds on a day."""
        begun = self.start is None or self.start <= day
        return begun and (self.until is None or day <= self.until) and (self.withdrawn is None or day < self.withdrawn)


def read_do_not_publish(path: Path, known: Container[str] | None = None) -> Mapping[str, Scope]:
    """Read the do-not-publish list: id → what must not be shown.

    `known` are the ids of the roll and the staff list; an id that is not among them would protect nobody, and is a
    fault. Raise SettingsError with row numbers, never with names.
    """
    faults: list[Fault] = []
    found: dict[str, Scope] = {}
    for line, row in read_table(path, ("id", "scope"), (), DO_NOT_PUBLISH):
        scope = _SCOPES.get(row["scope"].casefold())
        if scope is None:
            faults.append(list_fault(path, line, "scope", "is not image, name or both"))
        if not row["id"]:
            faults.append(list_fault(path, line, "id", "is empty", "every row needs one"))
        elif known is not None and row["id"] not in known:
            faults.append(list_fault(path, line, "id", "is not on the roll", "whoever is meant would not be protected"))
        elif scope is not None:
            found[row["id"]] = scope if found.get(row["id"], scope) == scope else "both"
    if faults:
        raise SettingsError(faults)
    return found


def read_consents(path: Path) -> tuple[Consent, ...]:
    """Read the consents in their order. Raise SettingsError with row numbers, never with names."""
    faults: list[Fault] = []
    found: list[Consent] = []
    dates = ("from", "until", "withdrawn")
    optional = ("basis", "channels", "granularity", *dates)
    for line, row in read_table(path, ("id", "person_id"), optional, CONSENTS):
        moments: dict[str, date | None] = {}
        for key in dates:
            moment = parse_moment(row[key]) if row.get(key) else None
            if row.get(key) and moment is None:
                faults.append(list_fault(path, line, key, "is not a date", "such as 2026-11-23"))
            moments[key] = moment.date() if isinstance(moment, datetime) else moment
        faults += [
            list_fault(path, line, key, "is empty", "every row needs one")
            for key in ("id", "person_id")
            if not row[key]
        ]
        found.append(
            Consent(
                row["id"],
                row["person_id"],
                row.get("basis", ""),
                _words(row.get("channels", "")),
                _words(row.get("granularity", "")),
                moments["from"],
                moments["until"],
                moments["withdrawn"],
            )
        )
    if faults:
        raise SettingsError(faults)
    return tuple(found)


def _words(cell: str) -> tuple[str, ...]:
    """Return the words of a cell, parted by semicolons, commas or bars."""
    return tuple(
        word for piece in cell.replace(",", ";").replace("|", ";").split(";") if (word := piece.strip().casefold())
    )
