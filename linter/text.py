"""Text and where it came from: line numbers, and maps between a text and what it was made from.

Offsets are code points, spans are half-open. Only this module knows what a line is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from linter.value import frozen

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    r"""The lines of a text; a line ends with "\n", "\r\n" or "\r" and nothing else, as editors count.

    A byte order mark at the very start takes an offset but no column: line 1 starts after it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        first = 1 if text.startswith("\ufeff") else 0
        self._starts = [first, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in code points) of an offset."""
        offset = max(offset, self._starts[0])
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its line end."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def start(self, number: int) -> int:
        """Return the offset at which line `number` (1-based) starts."""
        return self._starts[number - 1]

    def __len__(self) -> int:
        return len(self._starts)


class OffsetMap:
    """A map from a derived text back to its source, made of segments.

    A *copied* segment maps code point by code point; a *replaced* one maps as a whole, so that a span that touches
    it covers all of what it stands for. Build one with `MapBuilder`.
    """

    __slots__ = ("_segments", "_targets")

    def __init__(self, segments: Iterable[tuple[int, int, int, int]]) -> None:
        # Each segment: target start, target length, source start, source length. Equal lengths mean copied.
        self._segments = tuple(segments)
        self._targets = [segment[0] for segment in self._segments]

    @classmethod
    def identity(cls, length: int, start: int = 0) -> OffsetMap:
        """Return the map of a text that was copied whole from offset `start` of its source."""
        made = cls.__new__(cls)  # several for each post: without the copying of __init__
        made._segments = ((0, length, start, length),)
        made._targets = [0]
        return made

    @property
    def shift(self) -> int | None:
        """Return how far the whole text was moved if it was copied in one piece, else None."""
        if len(self._segments) != 1:
            return None
        target, length, source, source_length = self._segments[0]
        return source - target if length == source_length else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that the span [start, end) of the derived text stands for."""
        if end <= start:
            at = self._edge(start, last=False)
            return at, at
        return self._edge(start, last=False), self._edge(end - 1, last=True)

    def _edge(self, offset: int, *, last: bool) -> int:
        if not self._segments:
            return 0
        index = max(bisect_right(self._targets, offset) - 1, 0)
        target, length, source, source_length = self._segments[index]
        within = offset - target
        if within >= length:  # at, or past, the end of the last segment
            return source + source_length
        if length == source_length:
            return source + within + last
        return source + source_length if last else source

    def then(self, outer: OffsetMap) -> OffsetMap:
        """Compose: this map leads from C to B, `outer` from B to A; the result leads from C to A."""
        segments: list[tuple[int, int, int, int]] = []
        for target, length, source, source_length in self._segments:
            if length == source_length and length:
                segments.extend(outer._slice(target, source, length))
            else:
                start, end = outer.span(source, source + source_length)
                if end - start == length:  # by chance: equal lengths would mean copied
                    segments.extend((target + at, 1, start, length) for at in range(length))
                else:
                    segments.append((target, length, start, end - start))
        return OffsetMap(segments)

    def _slice(self, target: int, start: int, length: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield this map's segments for [start, start + length), moved so that they begin at `target`."""
        end = start + length
        index = max(bisect_right(self._targets, start) - 1, 0)
        done = start
        while done < end and index < len(self._segments):
            own, own_length, source, source_length = self._segments[index]
            stop = min(own + own_length, end)
            if stop > done:
                if own_length == source_length:
                    yield target + done - start, stop - done, source + done - own, stop - done
                elif stop - done != source_length:
                    yield target + done - start, stop - done, source, source_length
                else:
                    # A part of a replaced segment, by chance as long as its source, is still no copy of it.
                    yield from ((target + at - start, 1, source, source_length) for at in range(done, stop))
                done = stop
            index += 1


class MapBuilder:
    """Build a derived text and its `OffsetMap` piece by piece, from left to right."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._segments: list[tuple[int, int, int, int]] = []
        self._length = 0

    def copy(self, piece: str, source: int) -> None:
        """Add `piece` as it stands at offset `source` of the source."""
        if not piece:
            return
        if self._segments:
            target, length, start, source_length = self._segments[-1]
            if length == source_length and start + source_length == source:
                self._segments[-1] = (target, length + len(piece), start, source_length + len(piece))
                self._pieces.append(piece)
                self._length += len(piece)
                return
        self._append(piece, source, len(piece))

    def replace(self, piece: str, source: int, source_length: int) -> None:
        """Add `piece`, which stands for `source_length` code points from offset `source` on."""
        if not piece:
            return
        if len(piece) == source_length:
            self.copy(piece, source)
        else:
            self._append(piece, source, source_length)

    def _append(self, piece: str, source: int, source_length: int) -> None:
        self._segments.append((self._length, len(piece), source, source_length))
        self._pieces.append(piece)
        self._length += len(piece)

    def build(self) -> View:
        """Return the derived text with its map."""
        return View("".join(self._pieces), OffsetMap(self._segments))


@frozen
class View:
    """A text made from another, with the map back to it."""

    text: str
    map: OffsetMap

    @classmethod
    def of(cls, text: str) -> View:
        """Return the view of a text as it is."""
        return cls(text, OffsetMap.identity(len(text)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source for a span of this view."""
        return self.map.span(start, end)

    def over(self, outer: View) -> View:
        """Return this view, which was made from `outer.text`, as a view of what `outer` was made from."""
        return View(self.text, self.map.then(outer.map))
