"""Ways to find something: rows of phrase lists, all of which must match in one stream of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from linter.evidence.phrases import WARM, compiled, look

if TYPE_CHECKING:
    from linter.evidence.words import Stream

Way = tuple[tuple[str, ...], ...]


class Ways:
    """Several ways, as bits of the index of all phrases once they were asked for often enough to be worth it."""

    __slots__ = ("_all", "_asked", "_bits", "_size", "_ways")

    def __init__(self, ways: Iterable[Way]) -> None:
        self._ways = tuple(ways)
        self._all = range(len(self._ways))
        self._asked = 0
        self._bits: tuple[int, ...] | None = None
        self._size = 0

    def settle(self) -> None:
        """Look each phrase list up in the index, or add it. Raise ValueError for a malformed phrase."""
        sets = [[compiled(phrases) for phrases in way] for way in self._ways]
        bits = tuple(reduce(or_, [phrases.settle() for phrases in way], 0) for way in sets)
        self._size = max((phrases.size for way in sets for phrases in way), default=0)
        self._bits = bits

    @property
    def bits(self) -> tuple[int, ...]:
        """Return the bits of the sets of each way; settle first."""
        return self._bits or ()

    @property
    def size(self) -> int:
        """Return how many sets the index must have for these bits to be among them."""
        return self._size

    def open_in(self, stream: Stream) -> Sequence[int]:
        """Return the numbers of the ways of which nothing is missing in a stream."""
        if self._bits is None:
            self._asked += 1
            if self._asked < WARM:
                return self._all
            self.settle()
        bits = self._bits or ()
        mask = look(stream, self._size).mask
        return [number for number, wanted in enumerate(bits) if mask & wanted == wanted]

    def any_open(self, streams: Iterable[Stream]) -> bool:
        """Say whether a way is open in one of several streams."""
        return any(True for stream in streams for _ in self.open_in(stream))
