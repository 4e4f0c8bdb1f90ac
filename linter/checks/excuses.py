"""Excuses: words that make a hit harmless because they touch it, or stand in its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from linter.checks.phrases import compiled
from linter.evidence.words import Stream


class Excuses:
    """The excuses that hold in one stream of words."""

    def __init__(
        self, stream: Stream, schools: Mapping[int, int], touching: tuple[str, ...], near: tuple[str, ...]
    ) -> None:
        """Find `touching` and `near` phrases, once for all hits of the stream."""
        self._stream = stream
        self._touching = [(m.first, m.last) for m in compiled(touching).find(stream, schools)] if touching else []
        self._sentences = (
            {stream[m.first].sentence for m in compiled(near).find(stream, schools)} if near else frozenset()
        )

    def hold(self, first: int, last: int) -> bool:
        """Say whether a hit on the words [first, last) is excused."""
        return self._stream[first].sentence in self._sentences or any(
            start < last and first < end for start, end in self._touching
        )
