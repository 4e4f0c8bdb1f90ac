"""Find the people of an index in the words of a part, in whatever form their names are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.evidence.roll.found import Found
from linter.evidence.roll.index import Allowed, Source
from linter.evidence.roll.items import Item
from linter.evidence.roll.joined import joined
from linter.evidence.roll.lookup import Lookup
from linter.evidence.roll.misspelt import Misspelt
from linter.evidence.roll.near import Near
from linter.evidence.roll.short_names import ShortNames
from linter.evidence.words import Stream

_MOST_WORDS = 4  # in a unit
_MOST_BETWEEN = 2  # middle names
_MIDDLE_LIST = (
    "and or with from the in of to for at is was has had by then as on our are were will who said says meets vs v y6 "
    "but while plus than not his her their my your this that"
)
_MIDDLE = frozenset(_MIDDLE_LIST.split())
_TITLES_LIST = (
    "mr mrs ms miss mx dr sir madam prof professor rev revd reverend father sister coach head headteacher governor "
    "cllr councillor pc lady lord dame"
)
_TITLES = frozenset(_TITLES_LIST.split())
_AFTER_I_LIST = (
    "am was have had will would think love hope can could did do know feel want need like just really must should wish "
    "saw met got said thank cannot look agree believe promise"
)
_AFTER_I = frozenset(_AFTER_I_LIST.split())


class _Unit(NamedTuple):
    """Words [at, stop) of the items, joined; `names` are the given names it may be (itself first)."""

    at: int
    stop: int
    text: str
    names: tuple[str, ...]
    is_sure: bool  # not joined by chance: one word, or with a hyphen, or as a list writes it


class Matcher:
    """Looks for the people of one index. Holds nothing of a post."""

    def __init__(
        self,
        index: Source,
        related: ShortNames,
        allowed: Mapping[str, tuple[Allowed, ...]],
        near: Near | None,
    ) -> None:
        self.index = index
        self._lookup = Lookup(index, related)
        self._allowed = allowed
        self._misspelt = Misspelt(self._lookup, near) if near else None

    def may_match(self, stream: Stream) -> bool:
        """Say whether any word of a stream, or two that are joined, could begin a name. Asked of every post."""
        return not stream.texts.isdisjoint(self._allowed) or self._lookup.may_match(stream)

    def in_pieces(self, items: Sequence[Item]) -> Iterator[Found]:
        """Yield the matches in the pieces of a tag, handle, address or file name, and in words run together."""
        yield from self.find(items, loose=True)
        for at, item in enumerate(items):
            # A hump of LikeThis is a word of its own.
            if not item.glued and not (at + 1 < len(items) and items[at + 1].glued):
                yield from joined(self.index, item)

    def starts(self, items: Sequence[Item]) -> list[int]:
        """Return the items with which a name may begin: a word that is one, or that makes one with the next."""
        knows = self.index.knows
        found: list[int] = []
        for at, item in enumerate(items):
            text = item.text
            if not item.is_word:
                continue
            after = items[at + 1].text if at + 1 < len(items) and items[at + 1].is_word else ""
            if knows(text) or text in self._allowed or self._lookup.names(text) or (after and knows(text + after)):
                found.append(at)
        return found

    def find(self, items: Sequence[Item], *, loose: bool = False) -> Iterator[Found]:
        """Yield every match; they may overlap.

        `loose` says that the items are the pieces of a tag or a file name: capitals mean little there.
        """
        for at in self.starts(items):
            item = items[at]
            if item.text in self._allowed:
                yield from self._allowed_at(items, at)
            for unit in self._units(items, at):
                yield from self._as_first(items, unit, loose)
                yield from self._as_last(items, unit, loose)

    def _units(self, items: Sequence[Item], at: int) -> Iterator[_Unit]:
        """Yield what may be a name or a half of one, and begins at an item."""
        text, sure = "", True
        for stop in range(at + 1, min(at + _MOST_WORDS, len(items)) + 1):
            item = items[stop - 1]
            if not item.is_word:
                if item.text == "." and stop > at + 1 and items[stop - 2].text == "st":
                    continue
                break
            if stop > at + 1:
                sure = sure and (item.glued or self.index.knows(items[at].text))
            text += item.text
            names = self._lookup.names(text) if stop == at + 1 or item.glued else ()
            if self.index.knows(text) or names:
                yield _Unit(at, stop, text, (text, *names), sure)

    def _as_first(self, items: Sequence[Item], unit: _Unit, loose: bool) -> Iterator[Found]:
        find = self.index.find
        start, end = items[unit.at].start, items[unit.stop - 1].end
        capital = items[unit.at].capital or loose
        paired = False
        for stop, between in self._after(items, unit.stop):
            for last in self._units(items, stop):
                if len(last.text) == 1 and not (between and _is_initial(items, last.at, capital, loose)):
                    continue
                people, short = self._lookup.pair(unit.names, last.text)
                if people and between and not loose and _is_other_half(items, unit, last):
                    yield Found(start, items[last.stop - 1].end, "near", 0.7, people, ("misspelt",))
                elif people and not (
                    self._misspelt and self._misspelt.goes_on(items, unit.names, last.stop, last.text)
                ):
                    paired = True
                    confidence = _case(items, unit.at, last.at, loose) - 0.08 * between - 0.05 * short
                    clues = ("middle-name",) * bool(between) + ("short-name",) * short
                    yield Found(start, items[last.stop - 1].end, "full", confidence, people, clues)
            if paired:  # "Amina Kaur, Amina Kaur": the second is no part of the first
                break
        yield from self._with_initial(items, unit, loose)
        if not paired and self._misspelt:
            yield from self._misspelt.lasts(items, unit.at, unit.stop, unit.names, loose)
        people = self._lookup.firsts(unit.names)
        if people and unit.is_sure:
            confidence = 0.5 if items[unit.at].capital else 0.3 if loose else 0.2
            clues = () if find(f"F {unit.text}") else ("short-name",)
            yield Found(start, end, "first", confidence - 0.1 * bool(clues), people, clues)

    def _as_last(self, items: Sequence[Item], unit: _Unit, loose: bool) -> Iterator[Found]:
        start, end = items[unit.at].start, items[unit.stop - 1].end
        capital = items[unit.at].capital or loose
        if len(unit.text) == 1 and not capital:
            return
        comma = unit.stop < len(items) and items[unit.stop].text in ("," if len(unit.text) > 1 else ",.")
        after = unit.stop + comma
        for first in self._units(items, after) if after < len(items) else ():
            people, short = self._lookup.pair(first.names, unit.text)
            if people:
                case = _case(items, unit.at, first.at, loose)
                confidence = case - 0.02 if comma else case - 0.1 if case > 0.9 else case - 0.3
                clues = ("reversed", *("short-name",) * short)
                yield Found(start, items[first.stop - 1].end, "full", confidence - 0.05 * short, people, clues)
        if after < len(items) and _is_letter(items[after]) and capital:
            dot = after + 1 < len(items) and items[after + 1].text == "."
            people = self.index.find(f"J {items[after].text[0]} {unit.text}")
            if people and (comma or dot or loose) and (items[after].capital or loose):
                end_ = items[after + 1].end if dot and items[after + 1].glued else items[after].end
                yield Found(start, end_, "initial-last", 0.8, people, ("reversed",))
        if self._misspelt:
            yield from self._misspelt.firsts(items, unit.at, unit.stop, unit.text, loose)
        yield from self._after_initial(items, unit, loose)
        people = self.index.find(f"L {unit.text}")
        if people and unit.is_sure:
            title = unit.at and (
                items[unit.at - 1].text in _TITLES
                or (items[unit.at - 1].text == "." and unit.at > 1 and items[unit.at - 2].text in _TITLES)
            )
            confidence = 0.85 if title else 0.3 if capital else 0.1
            yield Found(start, end, "last", confidence, people, ("title",) if title else ())

    def _after(self, items: Sequence[Item], at: int) -> Iterator[tuple[int, int]]:
        """Yield (item, how many middle names before it) of where the other half of a name may begin."""
        between = 0
        while at < len(items):
            item = items[at]
            if not item.is_word:
                if (
                    item.text != "."
                    or at + 1 == len(items)
                    or not (_is_abbreviated(items[at - 1]) or (item.glued and items[at + 1].glued))
                ):
                    return
                at += 1
                continue
            yield at, between
            if between == _MOST_BETWEEN or item.text in _MIDDLE:
                return
            if not item.capital and between and not item.glued:
                return
            if not item.capital and len(item.text) > 1 and items[at - 1].capital:
                return
            between += 1
            at += 1

    def _with_initial(self, items: Sequence[Item], unit: _Unit, loose: bool) -> Iterator[Found]:
        """Yield "Amina K", "Amina K.", "AminaK"."""
        at = unit.stop
        if at >= len(items):
            return
        letter = items[at]
        if not (letter.is_word and _stands_for_a_name(letter)):
            return
        people = self._lookup.either(unit.names, "I {} " + letter.text[0])
        if not people:
            return
        dot = at + 1 < len(items) and items[at + 1].text == "." and items[at + 1].glued
        shouted = letter.text in "aio" and not dot and not loose and letter.capital and not letter.glued
        if not loose and not letter.capital and (letter.text in "aiosxu" or (not dot and items[unit.at].capital)):
            return
        after = items[at + 1] if at + 1 < len(items) else None
        if letter.text == "i" and shouted and after is not None and after.text in _AFTER_I:
            return  # "Amina I am so proud"
        end = items[at + 1].end if dot else letter.end
        # "AMINA A GREAT START": what looks like an initial may be a word.
        doubtful = shouted and after is not None and after.is_word
        yield Found(items[unit.at].start, end, "first-initial", 0.5 if doubtful else 0.85, people, ("initial",))

    def _after_initial(self, items: Sequence[Item], unit: _Unit, loose: bool) -> Iterator[Found]:
        """Yield "A Kaur", "A. Kaur", "A.Kaur", "J. A. Kaur"."""
        at = unit.at - 1
        dotted = at >= 0 and items[at].text == "."
        at -= dotted
        if at < 0:
            return
        letter = items[at]
        if not _is_letter(letter) or not (loose or letter.capital):
            return
        if not loose and not any(item.capital for item in items[unit.at : unit.stop]):
            return
        people = self.index.find(f"J {letter.text[0]} {unit.text}")
        start = letter.start
        before = at - 1 - (at > 0 and items[at - 1].text == ".")
        if before >= 0 and _is_letter(items[before]) and items[before].capital:
            people = people or self.index.find(f"J {items[before].text[0]} {unit.text}")
            start = items[before].start
        if people:
            sure = dotted or loose or letter.text not in "ai"  # "A Baker", "I LOVE"
            yield Found(start, items[unit.stop - 1].end, "initial-last", 0.8 if sure else 0.3, people, ("initial",))

    def _allowed_at(self, items: Sequence[Item], at: int) -> Iterator[Found]:
        for name in self._allowed[items[at].text]:
            stop = at + len(name.units)
            if tuple(item.text for item in items[at:stop]) == name.units:
                yield Found(items[at].start, items[stop - 1].end, "full", 1.0, (), ("allowed",), name.number)
                return


def _case(items: Sequence[Item], one: int, other: int, loose: bool) -> float:
    """Return how sure two names beside each other are by their capitals: one alone says less than none."""
    if loose or (items[one].capital and items[other].capital):
        return 0.98
    return 0.6 if items[one].capital or items[other].capital else 0.85


def _is_other_half(items: Sequence[Item], unit: _Unit, last: _Unit) -> bool:
    """Say whether a last name is only the end of one with a hyphen: "Grace Pamberton-Lisle" is no "Grace … Lisle"."""
    return items[last.at].glued and not items[unit.stop].glued


def _is_abbreviated(item: Item) -> bool:
    """Say whether a full stop after a word ends no sentence: an initial, or "St."."""
    return _is_letter(item) or item.text == "st"


def _stands_for_a_name(item: Item) -> bool:
    """Say whether a word is an initial: "K", or "O'B"."""
    return _is_letter(item) or (len(item.text) == 2 and item.end - item.start == 3 and item.capital)


def _is_letter(item: Item) -> bool:
    """Say whether a word is a single letter as written: "K", and "Æ" too."""
    return item.is_word and (len(item.text) == 1 or item.end - item.start == 1)


def _is_initial(items: Sequence[Item], at: int, after_capital: bool, loose: bool) -> bool:
    """Say whether a single letter may be a name: "Aravind S", "aravind s"; not the word in "Aravind a star"."""
    letter = items[at]
    return loose or letter.capital or (not after_capital and letter.text not in "aiosxu")
