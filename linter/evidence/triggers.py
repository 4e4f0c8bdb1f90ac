"""Which phrase sets could match in a stream of words: one look-up a word answers it for all of them together.

Each set has a bit. A word that a phrase of the set cannot do without, and that is as rare as can be, sets it; so of
thousands of sets the few that may match are told by the words of a post alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

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


class TriggerIndex:
    """Which words set which bits. It only ever grows; whoever adds waits for the others."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}  # first letter → how long the stems that begin with it are
        self._numbers = 0
        self._always = 0
        self._bits = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Return how many sets have a bit."""
        return self._bits

    def add(self, entries: Iterable[Entry]) -> int:
        """Return the bit of a new set of phrases."""
        signs = [_rarest(entry.elements) for entry in entries]  # outside the lock: a malformed phrase raises
        with self._lock:
            bit = 1 << self._bits
            for sign in signs:
                if sign is None:
                    self._always |= bit
                elif sign.kind == "number":
                    self._numbers |= bit
                else:
                    for word in sign.words:
                        self._words[word] = self._words.get(word, 0) | bit
                    for stem in sign.stems:
                        self._stems[stem] = self._stems.get(stem, 0) | bit
                        lengths = {*self._lengths.get(stem[0], ()), len(stem)}
                        self._lengths[stem[0]] = tuple(sorted(lengths))
            self._bits += 1  # last: who reads the size must find all that it promises
        return bit

    def mask(self, stream: Stream) -> int:
        """Return the bits of the sets that may match in a stream."""
        words, stems, lengths = self._words, self._stems, self._lengths
        mask = self._always
        if stream.numbers:
            mask |= self._numbers
        for text in stream.texts:
            mask |= words.get(text, 0)
            for length in lengths.get(text[0], ()):
                if length > len(text):
                    break
                mask |= stems.get(text[:length], 0)
        return mask


def _rarest(elements: tuple[Element, ...]) -> Element | None:
    """Return the element that a phrase cannot do without and that is the rarest; None if only marks are sure."""
    sure = [element for element in elements if element.kind in ("word", "number") and not element.optional]
    return min(sure, key=_frequency, default=None)


def _frequency(element: Element) -> tuple[bool, int]:
    if element.kind == "number":
        return True, 0
    frequent = not _FREQUENT.isdisjoint(element.words) or any(len(stem) < 3 for stem in element.stems)
    return frequent, len(element.words) + 3 * len(element.stems)
