"""Which phrase sets could match in a stream of words: one look-up a word answers it for all of them together.

Each set has a bit. A phrase is asked for by the rarest of the words that it cannot do without, and asks for the others;
if all are there it sets the bit of its set. So of thousands of sets the few that may match are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

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
        self._always: tuple[_Trigger, ...] = ()
        self._sets = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Return how many sets have a bit."""
        return self._sets

    def add(self, entries: Iterable[Entry]) -> int:
        """Return the bit of a new set of phrases."""
        signs = [(rarest(entry.elements), entry) for entry in entries]  # outside the lock: a malformed phrase raises
        with self._lock:
            bit = 1 << self._sets
            for sign, entry in signs:
                trigger = _Trigger(bit, entry, _others(entry.elements, sign))
                if sign is None:
                    self._always += (trigger,)
                    continue
                if sign.number:
                    self._numbers += (trigger,)
                for word in sign.words:
                    self._words[word] = (*self._words.get(word, ()), trigger)
                for stem in sign.stems:
                    self._stems[stem] = (*self._stems.get(stem, ()), trigger)
                    self._lengths[stem[0]] = tuple(sorted({*self._lengths.get(stem[0], ()), len(stem)}))
            self._sets += 1  # last: who reads the size must find all that it promises
        return bit

    def find(self, stream: Stream) -> Found:
        """Return what may match in a stream."""
        sets = self._sets  # before the search: a set that is added meanwhile is not promised
        words, stems, lengths = self._words, self._stems, self._lengths
        texts, heads = stream.texts, stream.heads
        mask = 0
        entries: dict[int, list[Entry]] = {}
        asked = [self._always]
        if stream.numbers:
            asked.append(self._numbers)
        for text in texts:
            if triggers := words.get(text):
                asked.append(triggers)
            for length in lengths.get(text[0], ()):
                if length > len(text):
                    break
                if triggers := stems.get(text[:length]):
                    asked.append(triggers)
        for triggers in asked:
            for bit, entry, others in triggers:
                for wanted, beginnings in others:
                    if wanted.isdisjoint(texts) and beginnings.isdisjoint(heads):
                        break
                else:
                    if mask & bit:
                        entries[bit].append(entry)
                    else:
                        mask |= bit
                        entries[bit] = [entry]
        return Found(sets, mask, entries)


class _Trigger(NamedTuple):
    """A phrase of a set, and what beside its rarest word must be there: words, or beginnings of words."""

    bit: int
    entry: Entry
    others: tuple[tuple[frozenset[str], frozenset[str]], ...]


def _others(elements: tuple[Element, ...], sign: Element | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return what must be there beside the rarest element: words, or the first two letters of words."""
    sure = [e for e in elements if e.is_plain and not e.optional and e is not sign]
    sure.sort(key=frequency)
    return tuple((element.words, frozenset(stem[:2] for stem in element.stems)) for element in sure)


def rarest(elements: tuple[Element, ...]) -> Element | None:
    """Return the element that a phrase cannot do without and that is the rarest; None if only marks are sure."""
    sure = [e for e in elements if e.kind == "choice" and not e.optional and not e.marks]
    return min(sure, key=frequency, default=None)


def frequency(element: Element) -> tuple[bool, int]:
    """Return how poor a sign an element is: whether it is among the most frequent words, and how much it takes in."""
    frequent = element.number or not _FREQUENT.isdisjoint(element.words) or any(len(stem) < 3 for stem in element.stems)
    return frequent, len(element.words) + 3 * len(element.stems)
