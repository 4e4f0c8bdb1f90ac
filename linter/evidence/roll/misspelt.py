"""Full names of which one half is a letter off, or the first is cut short; the other is as a list writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.evidence.roll.found import Found
from linter.evidence.roll.items import Item
from linter.evidence.roll.lookup import Lookup
from linter.evidence.roll.near import Near
from linter.people.tables import PARTICLES

_MOST_WORDS = 4  # in a name
_MOST_BETWEEN = 2  # middle names
_SURE = 0.6


class Misspelt:
    """Looks for the misspelt half of a name beside the other. Holds nothing of a post."""

    def __init__(self, lookup: Lookup, near: Near) -> None:
        self._lookup, self._near = lookup, near

    def lasts(self, items: Sequence[Item], at: int, stop: int, names: Sequence[str], loose: bool) -> Iterator[Found]:
        """Yield the names with a misspelt last name after the first name [at, stop), which may be any of `names`."""
        for end, text in self._lasts_after(items, stop):
            if not loose and _has_capital(items[stop:end]) != items[at].capital:
                continue
            for last in self._near.lasts(text):
                people, _ = self._lookup.pair(names, last)
                if people:
                    yield Found(items[at].start, items[end - 1].end, "near", _SURE, people, ("misspelt",))

    def _lasts_after(self, items: Sequence[Item], at: int) -> Iterator[tuple[int, str]]:
        """Yield (stop, text) of what may be a last name: a word, or several as in "Ní Bhriain", "de Sousa"."""
        text = ""
        for stop in range(at + 1, min(at + _MOST_WORDS, len(items)) + 1):
            item = items[stop - 1]
            if not item.is_word:
                return
            before = items[stop - 2].text if text else ""
            if before and not (item.glued or before in PARTICLES or self._lookup.index.knows(before)):
                return
            text += item.text
            yield stop, text
            if before in PARTICLES:
                yield stop, item.text

    def firsts(self, items: Sequence[Item], at: int, stop: int, last: str, loose: bool) -> Iterator[Found]:
        """Yield the names with a misspelt first name before the last name [at, stop), middle names between them.

        One that is only the beginning of a listed one counts as well: no table has all short forms.
        """
        capital = _has_capital(items[at:stop])
        for head in range(at - 1, max(at - 2 - _MOST_BETWEEN, -1), -1):
            if not items[head].is_word or (head < at - 1 and not items[head + 1].capital):
                return  # only names stand in the middle of one
            if not loose and items[head].capital != capital:
                return
            names = list(self._near.firsts(items[head].text))
            if items[head].capital and head == at - 1:
                names += self._near.longer(items[head].text)
            for first in names:
                people = self._lookup.index.find(f"P {first} {last}")
                if people:
                    yield Found(items[head].start, items[stop - 1].end, "near", _SURE, people, ("misspelt",))

    def goes_on(self, items: Sequence[Item], names: Sequence[str], stop: int, last: str) -> bool:
        """Say whether a last name that ends at `stop` is but the beginning of a longer one, misspelt after it."""
        if stop >= len(items) or not items[stop].is_word or not (items[stop].glued or items[stop].capital):
            return False
        # "Amina Kaur R": a letter is no half of a name.
        longer = [near for near in self._near.lasts(last + items[stop].text) if len(near) > len(last) + 2]
        return any(self._lookup.pair(names, near)[0] for near in longer)


def _has_capital(items: Sequence[Item]) -> bool:
    """Say whether a name has a capital anywhere: "de la Cruz" has."""
    return any(item.capital for item in items)
