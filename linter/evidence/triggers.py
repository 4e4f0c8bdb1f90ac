"""Which phrase sets could match in a stream of words: one look-up a word answers it for all of them together.

Each set has a bit. A phrase is asked for by the rarest of the words that it cannot do without, and asks for the others;
if all are there it sets the bit of its set. So of thousands of sets the few that may match are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from linter.evidence.marks import AMOUNTS, kinds_in

if TYPE_CHECKING:
    from linter.evidence.phrase_elements import Element, Entry
    from linter.evidence.words import Stream

# Words so frequent that hardly any sentence is without one: a poor sign that a phrase may match.
_FREQUENT_WORDS = (
    "a an the and or but of in on at to for with from by as is are was were be been being am it its it's this that "
    "these those there here we us our ours you your i my me he she his her him they their them not no do does did "
    "have has had will would can could should all some any one more very so just school pupils children year class "
    "today day week new please if when what who how which up out about into over after before . , ! ? : ; / & ) ("
)
_FREQUENT = frozenset(_FREQUENT_WORDS.split())
_FREQUENT_AMOUNTS = frozenset(("count", "date", "time", "year"))


class Found(NamedTuple):
    """What a look at a stream found: the bits of the sets that may match, and the phrases of each set that may."""

    sets: int  # how many sets had a bit then
    mask: int
    entries: Mapping[int, Sequence[Entry]]


NOTHING = Found(0, 0, {})


class TriggerIndex:
    """Which words ask for which phrases. It only ever grows; whoever adds waits for the others."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[_Trigger, ...]] = {}
        self._stems: dict[str, tuple[_Trigger, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}  # first letter → how long the stems that begin with it are
        self._numbers: tuple[_Trigger, ...] = ()
        self._amounts: dict[str, tuple[_Trigger, ...]] = {}  # kind of amount → those that ask for one
        self._always: tuple[_Trigger, ...] = ()
        # What a phrase needs beside its rarest word has a bit, and so have the words, or beginnings, that give it.
        self._needed: dict[tuple[frozenset[str], frozenset[str]], int] = {}
        self._given: dict[str, int] = {}
        self._given_by_heads: dict[str, int] = {}
        self._sets = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Return how many sets have a bit."""
        return self._sets

    def add(self, entries: Iterable[Entry]) -> int:
        """Return the bit of a new set of phrases."""
        signs = [(_sign(entry.elements), entry) for entry in entries]  # outside the lock: a malformed phrase raises
        with self._lock:
            bit = 1 << self._sets
            for sign, entry in signs:
                trigger = _Trigger(bit, entry, self._bits_of(_others(entry.elements, sign)))
                if sign is None:
                    self._always += (trigger,)
                    continue
                if sign.number:
                    self._numbers += (trigger,)
                for kind in sign.marks:
                    self._amounts[kind] = (*self._amounts.get(kind, ()), trigger)
                for word in sign.words:
                    self._words[word] = (*self._words.get(word, ()), trigger)
                for stem in sign.stems:
                    self._stems[stem] = (*self._stems.get(stem, ()), trigger)
                    self._lengths[stem[0]] = tuple(sorted({*self._lengths.get(stem[0], ()), len(stem)}))
            self._sets += 1  # last: who reads the size must find all that it promises
        return bit

    def _bits_of(self, others: Iterable[tuple[frozenset[str], frozenset[str]]]) -> int:
        """Return the bits of what must be there beside the rarest element."""
        bits = 0
        for needed in others:
            bit = self._needed.get(needed)
            if bit is None:
                bit = self._needed[needed] = 1 << len(self._needed)
                for given, texts in ((self._given, needed[0]), (self._given_by_heads, needed[1])):
                    for text in texts:
                        given[text] = given.get(text, 0) | bit
            bits |= bit
        return bits

    def find(self, stream: Stream) -> Found:
        """Return what may match in a stream."""
        sets = self._sets  # before the search: a set that is added meanwhile is not promised
        words, stems, lengths = self._words, self._stems, self._lengths
        given = self._given
        mask = there = 0
        entries: dict[int, list[Entry]] = {}
        asked = [self._always]
        if stream.numbers:
            asked.append(self._numbers)
        if self._amounts:
            asked += [self._amounts.get(kind, ()) for kind in kinds_in(stream)]
        for text in stream.texts:
            if text in given:
                there |= given[text]
            if triggers := words.get(text):
                asked.append(triggers)
            for length in lengths.get(text[0], ()):
                if length > len(text):
                    break
                if triggers := stems.get(text[:length]):
                    asked.append(triggers)
        by_heads = self._given_by_heads
        for head in stream.heads:
            if head in by_heads:
                there |= by_heads[head]
        for triggers in asked:
            for bit, entry, others in triggers:
                if there & others == others:
                    if mask & bit:
                        entries[bit].append(entry)
                    else:
                        mask |= bit
                        entries[bit] = [entry]
        return Found(sets, mask, entries)


class _Trigger(NamedTuple):
    """A phrase of a set, and the bits of what must be there beside its rarest word."""

    bit: int
    entry: Entry
    others: int


def _others(elements: tuple[Element, ...], sign: Element | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return what must be there beside the rarest element: words, or the first two letters of words."""
    sure = [e for e in elements if e.is_plain and not e.optional and e is not sign]
    sure.sort(key=frequency)
    return tuple((element.words, frozenset(stem[:2] for stem in element.stems)) for element in sure)


def _sign(elements: tuple[Element, ...]) -> Element | None:
    """Return the element by which a phrase is asked for: the rarest, amounts among them; None if nothing is sure."""
    sure = [e for e in elements if e.kind == "choice" and not e.optional and AMOUNTS.issuperset(e.marks)]
    return min(sure, key=_rarity, default=None)


def _rarity(element: Element) -> tuple[bool, int]:
    """Return how poor a sign an element is: those amounts that stand in half of all posts are poor too."""
    frequent, breadth = frequency(element)
    return frequent or not _FREQUENT_AMOUNTS.isdisjoint(element.marks), breadth + 10 * len(element.marks)


def rarest(elements: tuple[Element, ...]) -> Element | None:
    """Return the element that a phrase cannot do without and that is the rarest; None if only marks are sure."""
    sure = [e for e in elements if e.kind == "choice" and not e.optional and not e.marks]
    return min(sure, key=frequency, default=None)


def frequency(element: Element) -> tuple[bool, int]:
    """Return how poor a sign an element is: whether it is among the most frequent words, and how much it takes in."""
    frequent = element.number or not _FREQUENT.isdisjoint(element.words) or any(len(stem) < 3 for stem in element.stems)
    return frequent, len(element.words) + 3 * len(element.stems)
