"""Phrases: the small language in which rules name words, and its matcher. Not a kind of check by itself.

A phrase is a row of elements: `word`, `stem*`, `one|other`, `maybe?`, `…` (up to four words between), `{number}`, and
marks: `{school}` (any name of the school), `{person}`, `{pupil}`, `{staff}` (somebody named), `{percent}`, `{money}`,
`{grade}`, `{year}` (a year group), `{called}` (whatever has a name of its own) and the other kinds of
`linter.evidence.marks`. A choice may hold them all: `school|college|{school}`. `{start}` before them, and `{end}` after
them, ask that a thought begins or ends there: a sentence, or the text between two marks (a comma, a bar, an emoji). A
phrase is matched on folded words, so case, accents, spacing, look-alikes, hyphens and markup do not matter, and never
beyond a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter, itemgetter
from threading import Lock
from typing import NamedTuple

from linter.evidence.marks import NO_MARKS, Marks
from linter.evidence.phrase_elements import Element, Entry, validate
from linter.evidence.triggers import Found, TriggerIndex
from linter.evidence.words import Stream, Word

__all__ = ["Match", "Phrases", "compiled", "validate"]

GAP = 4
_STOPS = frozenset(".!?;:…\n")
# How often a set is asked before it gets a bit in the index: one post must not wait until all phrases are read.
WARM = 16


class Match(NamedTuple):
    """Where a phrase matched: the words [first, last) of a stream, and the phrase as the rule writes it."""

    phrase: str
    first: int
    last: int


class Phrases:
    """A set of phrases, indexed by what they may begin with, so that most words of a text cost one look-up."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index phrases; a malformed one raises ValueError here, or when it is first looked for."""
        self._by_word: dict[str, list[Entry]] = {}
        self._by_stem: dict[str, list[Entry]] = {}  # the first one or two letters of a stem
        self._by_number: list[Entry] = []
        self._by_mark: dict[str, list[Entry]] = {}
        self._entries_all = tuple(Entry(phrase, rank) for rank, phrase in enumerate(phrases))
        for entry in self._entries_all:
            for index in self._indexes_of(entry):
                if not index or index[-1] is not entry:
                    index.append(entry)
        self._words = frozenset(self._by_word)
        self._heads = frozenset(self._by_stem)
        self._asked = 0
        self._bit = 0
        self.size = 0  # of the trigger index when this set was added

    def _indexes_of(self, entry: Entry) -> Iterator[list[Entry]]:
        """Yield the lists in which a phrase is looked for; of those that begin plainly no element is made yet."""
        for choice in entry.plain:
            if choice[-1] == "*":
                yield self._by_stem.setdefault(choice[:-1][:2], [])
            else:
                yield self._by_word.setdefault(choice, [])
        for element in entry.openings if not entry.plain else ():
            if element.number:
                yield self._by_number
            for kind in element.marks:
                yield self._by_mark.setdefault(kind, [])
            for word in element.words:
                yield self._by_word.setdefault(word, [])
            for stem in element.stems:
                yield self._by_stem.setdefault(stem[:2], [])

    @property
    def bit(self) -> int:
        """Return the bit of this set in the index of all; 0 until it was asked for often enough to be worth one."""
        if not self._bit:
            self._asked += 1
            if self._asked >= WARM:
                return self.settle()
        return self._bit

    def settle(self) -> int:
        """Give this set its bit now, and return it. Raise ValueError for a malformed phrase."""
        if not self._bit:
            with _settling:  # two bits for one set, and the size of one of them, would lose what the other finds
                if not self._bit:
                    bit = _index.add(self._entries_all)
                    self.size, self._bit = _index.size, bit
        return self._bit

    def may_match(self, stream: Stream, marks: Marks) -> bool:
        """Say whether a stream has what a phrase cannot do without: far cheaper than to find."""
        bit = self.bit
        if bit:
            return bool(look(stream, self.size).mask & bit)
        return (
            not self._words.isdisjoint(stream.texts)
            or not self._heads.isdisjoint(stream.heads)
            or bool(self._by_number and stream.numbers)
            or any(self._wants(entries, stream) and marks.of(kind) for kind, entries in self._by_mark.items())
        )

    def find(self, words: tuple[Word, ...], marks: Marks = NO_MARKS) -> Iterator[Match]:
        """Yield the longest match of each phrase at each word."""
        stream = words if isinstance(words, Stream) else Stream(words)
        for index, entry in self._found_in(stream, marks) if self.bit else self._sought_in(stream, marks):
            last = _match(entry.elements, 0, stream, index, marks, stream[index].sentence)
            if last is not None and last > index:
                yield Match(entry.phrase, index, last)

    def _found_in(self, stream: Stream, marks: Marks) -> Iterable[tuple[int, Entry]]:
        """Return where to look for which phrase, out of those that the index of all sets found."""
        entries = look(stream, self.size).entries.get(self._bit)
        if not entries:
            return ()
        places: list[tuple[int, int, Entry]] = []
        for entry in dict.fromkeys(entries):
            places += [(index, entry.rank, entry) for index in _openings(entry, stream, marks)]
        return [(index, entry) for index, _, entry in sorted(places, key=itemgetter(0, 1))]

    def _sought_in(self, stream: Stream, marks: Marks) -> Iterator[tuple[int, Entry]]:
        """Yield where to look for which phrase, by the words with which phrases begin."""
        found = self._wanted(stream)
        marked = {
            kind: (places, entries)
            for kind, entries in self._by_mark.items()
            if self._wants(entries, stream) and (places := marks.of(kind))
        }
        at = {index for text in found for index in stream.places[text]}
        for places, _ in marked.values():
            at.update(places)
        for index in sorted(at):
            word = stream[index]
            entries = self._entries(word.text) if word.text in found else ()
            for places, more in marked.values():
                if index in places:
                    entries = _united(entries, more)
            for entry in sorted(entries, key=attrgetter("rank")):
                if not any(need.isdisjoint(stream.texts) for need in entry.needs):
                    yield index, entry

    @staticmethod
    def _wants(entries: list[Entry], stream: Stream) -> bool:
        """Say whether one of the phrases has all the words that it needs: to seek marks may be costly."""
        return any(not any(need.isdisjoint(stream.texts) for need in entry.needs) for entry in entries)

    def _wanted(self, stream: Stream) -> set[str]:
        """Return the words of a stream with which a phrase may begin."""
        wanted = set(self._words & stream.texts)
        if self._heads and not self._heads.isdisjoint(stream.heads):
            heads = self._heads
            wanted.update([text for text in stream.places if text[:2] in heads or text[:1] in heads])
        if self._by_number:
            wanted |= stream.numbers
        return wanted

    def _entries(self, text: str) -> Iterable[Entry]:
        """Return the phrases that may begin with a word."""
        entries: Iterable[Entry] = self._by_word.get(text, ())
        if self._by_stem:
            stems = (*self._by_stem.get(text[:2], ()), *(self._by_stem.get(text[:1], ()) if len(text) > 1 else ()))
            entries = _united(entries, stems) if stems else entries
        return _united(entries, self._by_number) if self._by_number and text[0].isdigit() else entries

    def __bool__(self) -> bool:
        return bool(self._by_word or self._by_stem or self._by_number or self._by_mark)


def _united(one: Iterable[Entry], other: Iterable[Entry]) -> Iterable[Entry]:
    """Return two lists of phrases as one, without the phrases that stand in both."""
    return {id(entry): entry for entry in (*one, *other)}.values()


def look(stream: Stream, size: int) -> Found:
    """Return which sets of phrases may match in a stream, of at least the first `size` sets."""
    found = stream.found
    if found.sets < size:
        found = stream.found = _index.find(stream)
    return found


def _openings(entry: Entry, stream: Stream, marks: Marks) -> set[int]:
    """Return the words with which a phrase may begin."""
    at: set[int] = set()
    for element in entry.openings:
        for text in element.words & stream.texts:
            at.update(stream.places[text])
        for stem in element.stems:
            at.update(index for text, places in stream.places.items() if text.startswith(stem) for index in places)
        if element.number:
            at.update(index for text in stream.numbers for index in stream.places[text])
        for kind in element.marks:
            at.update(marks.of(kind))
    return at


def compiled(phrases: tuple[str, ...]) -> Phrases:
    """Return phrases parsed once for the process; a pure function of its argument."""
    # Rules ask with the same tuple for each post, and to hash one with hundreds of phrases takes longer than to search.
    known = _known.get(id(phrases))
    if known is None or known[0] is not phrases:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[id(phrases)] = (phrases, _compiled(phrases))
    return known[1]


_MOST_KNOWN = 8192
# Of the process, as `_known` is: what a set of phrases needs depends on nothing else.
_index = TriggerIndex()
_settling = Lock()
_known: dict[int, tuple[tuple[str, ...], Phrases]] = {}
_compiled = lru_cache(maxsize=_MOST_KNOWN)(Phrases)


def _match(
    elements: tuple[Element, ...], at: int, stream: Stream, index: int, marks: Marks, sentence: int
) -> int | None:
    """Return the index after the longest match of elements[at:] at stream[index] in one sentence, or None."""
    if at == len(elements):
        return index
    element = elements[at]
    best: int | None = None
    if element.kind == "gap":
        for skip in range(GAP + 1):
            # A heading or a list item without a full stop ends a sentence too.
            if skip and (index + skip > len(stream) or not _may_skip(stream[index + skip - 1], sentence)):
                break
            best = _longer(best, _match(elements, at + 1, stream, index + skip, marks, sentence))
        return best
    if element.kind in ("start", "end"):
        return _match(elements, at + 1, stream, index, marks, sentence) if _is_edge(stream, index) else None
    if index < len(stream) and stream[index].sentence == sentence:
        if element.fits(stream[index].text):
            best = _match(elements, at + 1, stream, index + 1, marks, sentence)
        for kind in element.marks:
            if (last := marks.of(kind).get(index)) is not None:
                best = _longer(best, _match(elements, at + 1, stream, last, marks, sentence))
    if element.optional:
        best = _longer(best, _match(elements, at + 1, stream, index, marks, sentence))
    return best


def _may_skip(word: Word, sentence: int) -> bool:
    return word.sentence == sentence and word.text not in _STOPS


def _is_edge(stream: Stream, index: int) -> bool:
    """Say whether a thought begins at, or ends before, a word."""
    if index in (0, len(stream)):
        return True
    before, after = stream[index - 1], stream[index]
    return before.sentence != after.sentence or not (before.text[0].isalnum() and after.text[0].isalnum())


def _longer(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)
