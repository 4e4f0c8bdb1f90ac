"""Everybody whom the settings name: the lists, each read once, and the keyed index that may stand in for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from linter.errors import Fault, SettingsError, shown
from linter.people.publishing import Consent, Scope, read_consents, read_do_not_publish
from linter.people.roll import Pupil, read_roll
from linter.people.staff import StaffMember, read_staff

if TYPE_CHECKING:
    from pathlib import Path

    from linter.people.keyed import KeyedIndex
    from linter.settings import Settings


class SchoolPeople:
    """The lists of people of one school. Nothing in it changes; what it reads it reads once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._files = settings.people

    def read(self) -> None:
        """Read every list. Raise SettingsError for the first that cannot be used."""
        self._check_ids()
        self.do_not_publish  # noqa: B018
        self.consents  # noqa: B018

    @property
    def has_names(self) -> bool:
        """Say whether the settings name anybody: a list of names, or an index of them."""
        return bool(self._files.roll or self._files.staff or self._files.governors or self._files.index)

    @cached_property
    def index(self) -> KeyedIndex | None:
        """Return the keyed index if it must stand in for a roll that is not here. Raise SettingsError."""
        if not self._files.index or (self._files.roll and self._path("roll")):
            return None
        from linter.people.keyed import opened

        index = opened(self._settings)
        index.recognise(self.staff)
        return index

    @property
    def note(self) -> str:
        """Return what to say of a run that goes on without the names, or ""."""
        if self.index is None or self.index.is_open:
            return ""
        path = shown(self._settings.resolve(self._files.index))
        return f"note: {path}: there is no key ({self._files.key_env}), so no listed person's name was looked for"

    @cached_property
    def roll(self) -> Mapping[str, Pupil]:
        """Return the pupils by id, leavers too."""
        if self.index is not None:
            return self.index.pupils
        path = self._path("roll")
        return read_roll(path) if path else {}

    @cached_property
    def staff(self) -> Mapping[str, StaffMember]:
        """Return the staff and the governors by id."""
        found: dict[str, StaffMember] = {}
        for key in ("staff", "governors"):
            path = self._path(key)
            for member in read_staff(path).values() if path else ():
                # A teacher who is a governor too stands in both lists, as one person.
                known = found.setdefault(member.id, member)
                if known.name.casefold() != member.name.casefold() and path:
                    what = f"'{member.id}' is somebody else in the staff list"
                    raise SettingsError(Fault(shown(path), what, "ids are unique over all lists", "id"))
        return found

    @cached_property
    def do_not_publish(self) -> Mapping[str, Scope]:
        """Return id → what must not be shown of a person."""
        if self.index is not None:
            return self.index.scopes
        path = self._path("do_not_publish")
        known = {*self.roll, *self.staff} if self._files.roll else None
        return read_do_not_publish(path, known) if path else {}

    @cached_property
    def consents(self) -> tuple[Consent, ...]:
        """Return what was agreed to, in the order of the list."""
        path = self._path("consents")
        return read_consents(path) if path else ()

    def _named(self, key: str) -> str:
        return str(getattr(self._files, key))

    def _path(self, key: str) -> Path | None:
        """Return where a list is, or None if there is none here."""
        name = self._named(key)
        path = self._settings.resolve(name) if name else None
        # Which lists must be there is said by `Settings.missing_lists`.
        return path if path and (path.is_file() or not self._files.index) else None

    def _check_ids(self) -> None:
        """Raise SettingsError if a pupil and a member of staff have the same id: a mention could mean either."""
        if self.index is None and (both := self.roll.keys() & self.staff.keys()):
            what = f"has {len(both)} ids that the staff list has too"
            cure = "ids are unique over all lists: begin those of one list with a letter"
            raise SettingsError(Fault(shown(self._settings.resolve(self._files.roll)), what, cure, "id"))
