"""Excuses: words that make a hit harmless because they touch it, or stand in its sentence."""

from __future__ import annotations

from linter.evidence.marks import Marks
from linter.evidence.phrases import compiled
from linter.evidence.words import Stream


class Excuses:
    """The excuses that hold in one stream of words, sought only when there is a hit to excuse."""

    def __init__(self, stream: Stream, marks: Marks, touching: tuple[str, ...], near: tuple[str, ...]) -> None:
        """Prepare to find `touching` and `near` phrases, once for all hits of the stream."""
        self._stream, self._marks = stream, marks
        self._phrases = (touching, near)
        self._found: tuple[list[tuple[int, int]], frozenset[int]] | None = None

    def hold(self, first: int, last: int) -> bool:
        """Say whether a hit on the words [first, last) is excused."""
        if not any(self._phrases):
            return False
        if self._found is None:
            self._found = self._find()
        touching, sentences = self._found
        return self._stream[first].sentence in sentences or any(start < last and first < end for start, end in touching)

    def _find(self) -> tuple[list[tuple[int, int]], frozenset[int]]:
        """Return the words of the touching phrases, and the sentences in which a near one stands."""
        touching, near = (
            [*compiled(phrases).find(self._stream, self._marks)] if phrases else [] for phrases in self._phrases
        )
        return [(m.first, m.last) for m in touching], frozenset(self._stream[m.first].sentence for m in near)
