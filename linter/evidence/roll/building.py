"""Make the matcher of a run: from the lists of people, or from the keyed index that stands in for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter.evidence.roll.index import allowed_by_head, messages, plain_index, rows
from linter.evidence.roll.matcher import Matcher
from linter.evidence.roll.near import Near
from linter.evidence.roll.short_names import LEXICON, read

if TYPE_CHECKING:
    from linter.packs import Packs
    from linter.people import SchoolPeople
    from linter.people.keyed import Listed


def matcher(people: SchoolPeople, allowed: Sequence[str], packs: Packs) -> Matcher:
    """Return what finds the listed people and the allowed names. Raise SettingsError, RuleError."""
    names = read(packs.lexicon(LEXICON))
    if people.index is not None:
        return Matcher(people.index, names, allowed_by_head(allowed), None)
    index = plain_index(people.roll, people.staff)
    return Matcher(index, names, allowed_by_head(allowed), Near(index))


def listed(people: SchoolPeople) -> Iterator[Listed]:
    """Yield everybody of the lists with what a keyed index is to know of them. Raise SettingsError."""
    from linter.people.keyed import Listed

    for person, names in rows(people.roll, people.staff):
        pupil = people.roll.get(person.id) if person.is_pupil else None
        scope = people.do_not_publish.get(person.id)
        yield Listed(person.id, person.is_pupil, scope, bool(pupil and pupil.has_left), tuple(messages(names)))
