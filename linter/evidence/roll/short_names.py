"""Which given names stand for one another: short forms and spellings, both ways, as `short-names.toml` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

LEXICON = "short-names"


class ShortNames:
    """The table of short forms and spellings.

    A line of it is "alexander: alex, sandy" (a name and what it is shortened to) or "= muhammad, mohammed" (spellings
    of one name).
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._spellings: dict[str, list[str]] = {}
        self._shorts: dict[str, list[str]] = {}
        self._fulls: dict[str, list[str]] = {}
        for line in lines:
            name, colon, rest = line.partition(": ")
            if colon:
                forms = self._shorts[name] = rest.split(", ")
                for form in forms:
                    self._fulls.setdefault(form, []).append(name)
            else:
                same = line.removeprefix("= ").split(", ")
                for name in same:
                    self._spellings.setdefault(name, []).extend(same)
        self.names = frozenset((*self._fulls, *self._shorts, *self._spellings))

    def closest(self, name: str) -> Sequence[str]:
        """Return the names by which the same person may well be called: "kate" for "katherine", and the reverse."""
        found: dict[str, None] = {}
        same = self._same(name)
        for one in same:
            found.update(dict.fromkeys(self._shorts.get(one, ())))
            for full in self._fulls.get(one, ()):
                found.update(dict.fromkeys(self._same(full)))
        found.update(dict.fromkeys(same))
        found.pop(name, None)
        return tuple(found)

    def all(self, name: str) -> Sequence[str]:
        """Return these and the other short forms of the same names: beside the right family name, they will do."""
        found = dict.fromkeys(self.closest(name))
        for one in self._same(name):
            for full in self._fulls.get(one, ()):
                for other in self._same(full):
                    found.update(dict.fromkeys(self._shorts.get(other, ())))
        found.pop(name, None)
        return tuple(found)

    def spellings(self, name: str) -> Sequence[str]:
        """Return how else a name is spelt: many, such as Hussain and Mohammed, are family names too."""
        return [other for other in self._spellings.get(name, ()) if other != name]

    def _same(self, name: str) -> Sequence[str]:
        return self._spellings.get(name) or (name,)


@lru_cache(maxsize=2)
def read(lines: tuple[str, ...]) -> ShortNames:
    """Return the table that some lines write; asked for again, the same one."""
    return ShortNames(lines)
