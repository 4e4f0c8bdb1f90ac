"""Names that are one letter off (one swapped with the next, dropped, doubled or wrong), and names cut short.

A neighbourhood of deletions, made when it is first needed: to look a word up costs the same whatever the number of
names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import cached_property

from linter.evidence.roll.index import PlainIndex

_SHORTEST = 4
_SHORTEST_DROPPED = 5
_LONGEST = 24
_SHORTEST_HEAD = 3  # of a name that is cut short
_ENDINGS = ("ie", "y", "ek")  # of pet names, in several languages
_SHORTEST_WRONG = 6  # of a name with one letter in the place of another, or too many


class Near:
    """Finds the first and last names of an index to which a misspelt word is near."""

    def __init__(self, index: PlainIndex) -> None:
        self._index = index

    @cached_property
    def _firsts(self) -> dict[str, list[str]]:
        return _neighbours(self._index.units[0])

    @cached_property
    def _lasts(self) -> dict[str, list[str]]:
        return _neighbours(self._index.units[1])

    def firsts(self, word: str) -> Iterator[str]:
        """Yield the first names that are one letter off a folded word."""
        return _near(word, self._firsts) if _SHORTEST <= len(word) <= _LONGEST else iter(())

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._index.units[0])

    def longer(self, word: str) -> Iterator[str]:
        """Yield the first names that a folded word could be short for: "fin" for "finlay", "georgie" for "georgina"."""
        heads = [word] if len(word) >= _SHORTEST_HEAD else []
        heads += [
            word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST
        ]
        for head in heads:
            for at in range(bisect_left(self._sorted, head), len(self._sorted)):
                name = self._sorted[at]
                if not name.startswith(head):
                    break
                if len(name) > len(head):
                    yield name

    def lasts(self, word: str) -> Iterator[str]:
        """Yield the last names that are one letter off a folded word."""
        return _near(word, self._lasts) if _SHORTEST <= len(word) <= _LONGEST else iter(())


def _neighbours(units: Set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in units:
        if _SHORTEST <= len(unit) <= _LONGEST:
            for less in _shortened(unit):
                found.setdefault(less, []).append(unit)
    return found


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _near(word: str, neighbours: dict[str, list[str]]) -> Iterator[str]:
    seen = {word}
    for less in _shortened(word):
        for unit in neighbours.get(less, ()):
            if unit not in seen:
                seen.add(unit)
                if _is_near(word, unit):
                    yield unit


def _is_near(word: str, unit: str) -> bool:
    """Say whether a word may be a misspelling of a unit; a short one only by letters that it has."""
    at = next((i for i, (a, b) in enumerate(zip(word, unit, strict=False)) if a != b), min(len(word), len(unit)))
    if len(word) == len(unit):
        if word[at] == unit[at + 1 : at + 2] and word[at + 1 : at + 2] == unit[at] and word[at + 2 :] == unit[at + 2 :]:
            return True
        return len(unit) >= _SHORTEST_WRONG and word[at + 1 :] == unit[at + 1 :]
    if len(word) + 1 == len(unit):
        return len(unit) >= _SHORTEST_DROPPED and word[at:] == unit[at + 1 :]
    if len(word) == len(unit) + 1 and word[at + 1 :] == unit[at:]:
        doubled = word[at] in (word[at - 1 : at], word[at + 1 : at + 2])
        return doubled or len(unit) >= _SHORTEST_WRONG
    return False
