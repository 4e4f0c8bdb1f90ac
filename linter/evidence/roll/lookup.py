"""Ask an index for people by the names in a post, short forms and other spellings among them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from linter.evidence.roll.index import People, Source
from linter.evidence.roll.short_names import ShortNames
from linter.evidence.words import Stream


class Lookup:
    """An index, and the table of short forms beside it."""

    def __init__(self, index: Source, related: ShortNames) -> None:
        self.index = index
        self._related = related
        self._shorts: dict[str, tuple[str, ...]] = {}

    def may_match(self, stream: Stream) -> bool:
        """Say whether any word of a stream, or two that are joined, could begin a name. Asked of every post."""
        texts = stream.texts
        if self.index.among(texts):
            return True
        if any(self.names(text) for text in texts & self._related.names):
            return True
        words = [word.text for word in stream]
        return any("'" in text for text in texts) or self.index.knows_any(map(add, words, words[1:]))

    def names(self, unit: str) -> tuple[str, ...]:
        """Return the names of the lists for which a unit may stand beside itself."""
        if unit not in self._related.names:
            return ()
        known = self._shorts.get(unit)
        if known is None:
            known = tuple(other for other in self._related.all(unit) if self.index.knows(other))
            self._shorts[unit] = known
        return known

    def pair(self, firsts: Sequence[str], last: str) -> tuple[People, bool]:
        """Return the people of a first and a last name, and whether one of them is a short form or spelt otherwise."""
        people = self.index.find(f"P {firsts[0]} {last}")
        if people:
            return people, False
        lasts = (last, *self._related.spellings(last))
        found = [self.either(firsts, "P {} " + other) for other in lasts] if len(firsts) > 1 or len(lasts) > 1 else []
        return tuple(dict.fromkeys(number for each in found for number in each)), True

    def firsts(self, firsts: Sequence[str]) -> People:
        """Return the people of a first name alone, and of those for which it is commonly used."""
        people = self.index.find(f"F {firsts[0]}")
        close = [name for name in self._related.closest(firsts[0]) if name in firsts] if len(firsts) > 1 else ()
        others = self.either(close, "F {}") if close else ()
        return tuple(dict.fromkeys((*people, *others))) if people and others else people or others

    def either(self, firsts: Sequence[str], form: str) -> People:
        """Return the people of a message with any of some first names in the place of {}."""
        found: dict[int, None] = {}
        for first in firsts:
            found.update(dict.fromkeys(self.index.find(form.replace("{}", first))))
        return tuple(found)
