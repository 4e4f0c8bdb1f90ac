"""The index of the lists of people: message → people, made once for a run, flat in the number of people.

A message says a role and what stands in it: "F amina" (a first name), "L kaur" (a last name), "P amina kaur" (both),
"I amina k", "J a kaur" (one of them an initial), "K o" (a word with which some name begins). The matcher asks for
messages only, so that the same matcher works over a plain index and over a keyed one, which holds no names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from linter.evidence.roll.spellings import NOTHING, Spellings, also_family, family, given, squeezed, words
from linter.people.roll import Pupil
from linter.people.staff import StaffMember

People = tuple[int, ...]
FIRST, LAST, PAIR, FIRST_INITIAL, INITIAL_LAST, KNOWN = "FLPIJK"


class Person(NamedTuple):
    """Somebody of a list, as an index knows them."""

    id: str
    is_pupil: bool


class Names(NamedTuple):
    """The names of one person, as a list writes them."""

    first: tuple[str, ...]
    last: tuple[str, ...]


class Bearer(Protocol):
    """Somebody whom a source knows."""

    @property
    def id(self) -> str:
        """Return the id of the list, or a keyed one."""

    @property
    def is_pupil(self) -> bool:
        """Say whether it is a pupil, past or present."""


class Source(Protocol):
    """Where messages are looked up."""

    def find(self, message: str) -> People:
        """Return the numbers of the people that a message means."""

    def knows(self, word: str) -> bool:
        """Say whether any name has, or begins with, a folded word."""

    def among(self, words: frozenset[str]) -> Collection[str]:
        """Return those of some words that it knows."""

    def knows_any(self, words: Iterable[str]) -> bool:
        """Say whether it knows one of some words."""

    def person(self, number: int) -> Bearer:
        """Return a person by number."""


class PlainIndex:
    """The index made of the lists themselves."""

    def __init__(self, people: Iterable[tuple[Person, Names]]) -> None:
        self._people: list[Person] = []
        self._entries: dict[str, int | list[int] | People] = {}
        self.known: set[str] = set()
        add, known = self._add, self.known
        for number, (person, names) in enumerate(people):
            self._people.append(person)
            for message in messages(names):
                if message[0] == KNOWN:
                    known.add(message[2:])
                else:
                    add(message, number)

    def _add(self, message: str, number: int) -> None:
        old = self._entries.setdefault(message, number)
        if old is number:
            return
        if isinstance(old, int):
            if old != number:
                self._entries[message] = [old, number]
        elif isinstance(old, list) and old[-1] != number:
            old.append(number)

    def find(self, message: str) -> People:
        """Return the numbers of the people that a message means."""
        found = self._entries.get(message)
        if found is None:
            return ()
        if isinstance(found, list):
            found = self._entries[message] = tuple(found)
        return (found,) if isinstance(found, int) else found

    def knows(self, word: str) -> bool:
        """Say whether any name has, or begins with, a folded word."""
        return word in self.known

    def among(self, words: frozenset[str]) -> Collection[str]:
        """Return those of some words that it knows."""
        return words & self.known

    def knows_any(self, words: Iterable[str]) -> bool:
        """Say whether it knows one of some words."""
        return not self.known.isdisjoint(words)

    def person(self, number: int) -> Person:
        """Return a person by number."""
        return self._people[number]

    @cached_property
    def units(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return all first and all last names, for those who look for misspelt ones."""
        return (
            frozenset(message[2:] for message in self._entries if message[0] == FIRST),
            frozenset(message[2:] for message in self._entries if message[0] == LAST),
        )


def messages(names: Names) -> Iterable[str]:
    """Yield the messages that find a person, some of them twice.

    A family name may be a single letter, as in Tamil names; then it counts beside the given name only.
    """
    firsts = [given(name) for name in names.first if name]
    lasts = [family(name) for name in names.last if name]
    if firsts and (shared := also_family(names.first[0])):
        lasts.append(Spellings(alone=shared, initials="".join(word[0] for word in shared)))
    for spelling in firsts:
        for unit in spelling.alone:
            yield f"F {unit}"
            yield f"K {unit}"
        for unit in (*spelling.paired, *spelling.heads):
            yield f"K {unit}"
    for spelling in lasts:
        for unit in spelling.alone:
            if len(unit) > 1:
                yield f"L {unit}"
            yield f"K {unit}"
        for unit in (*spelling.paired, *spelling.heads):
            yield f"K {unit}"
    for first in firsts or [NOTHING]:
        for last in lasts:
            for unit in (*first.alone, *first.paired):
                for other in (*last.alone, *last.paired):
                    yield f"P {unit} {other}"
                for letter in last.initials:
                    yield f"I {unit} {letter}"
            for letter in first.initials:
                for other in (*last.alone, *last.paired):
                    if len(other) > 1:
                        yield f"J {letter} {other}"


def names_of_pupil(pupil: Pupil) -> Names:
    """Return the names of a row of the roll."""
    first = f"{pupil.first_name} {pupil.middle_name}" if pupil.middle_name else pupil.first_name
    return Names(
        tuple(name for name in (first, pupil.preferred_name) if name),
        tuple(name for name in (pupil.last_name, pupil.other_last_name) if name),
    )


def plain_index(roll: Mapping[str, Pupil], staff: Mapping[str, StaffMember]) -> PlainIndex:
    """Return the index of the pupils and the staff."""
    return PlainIndex(rows(roll, staff))


def rows(roll: Mapping[str, Pupil], staff: Mapping[str, StaffMember]) -> Iterable[tuple[Person, Names]]:
    """Yield everybody of the lists, pupils first."""
    for pupil in roll.values():
        yield Person(pupil.id, True), names_of_pupil(pupil)
    for member in staff.values():
        yield Person(member.id, False), Names((member.first_name,), (member.last_name,))


class Allowed(NamedTuple):
    """A name that may be published: its units, and its number in the settings."""

    units: tuple[str, ...]
    number: int


def allowed_by_head(names: Iterable[str]) -> Mapping[str, tuple[Allowed, ...]]:
    """Return first word → the allowed names that begin with it, the longest first."""
    found: dict[str, list[Allowed]] = {}
    for number, name in enumerate(names):
        units = tuple(map(squeezed, words(name)))
        if units:
            found.setdefault(units[0], []).append(Allowed(units, number))
    return {head: tuple(sorted(each, key=lambda one: -len(one.units))) for head, each in found.items()}
