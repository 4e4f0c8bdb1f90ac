"""The tags of a TIFF structure: EXIF, GPS, maker notes, further directories; also of one that is damaged.

Why our own: the libraries that read EXIF stop at the first thing that makes no sense, and what comes after it would
be published unseen. Here each entry is read by itself, and one that makes no sense is left out.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}
_MOST_ENTRIES = 1000
_MOST_FOLDERS = 60
_MOST_BYTES = 2 * 1024 * 1024  # of one value
_POINTERS = {0x8769: "exif", 0x8825: "gps", 0xA005: "interop", 0x014A: "sub"}
# How maker notes begin → (where their directory begins, what its offsets count from: the note, or the whole).
_NOTES: tuple[tuple[bytes, int, str], ...] = (
    (b"Nikon\0\x02", 18, "own"),
    (b"Nikon\0\x01", 8, "whole"),
    (b"OLYMPUS\0", 12, "note"),
    (b"OM SYSTEM\0", 16, "note"),
    (b"OLYMP\0", 8, "whole"),
    (b"FUJIFILM", 12, "note"),
    (b"Panasonic\0", 12, "whole"),
    (b"LEICA\0", 8, "whole"),
    (b"AOC\0", 6, "whole"),
    (b"PENTAX \0", 10, "note"),
    (b"SONY ", 12, "whole"),
    (b"Apple iOS\0", 14, "note"),
    (b"Ricoh", 8, "whole"),
    (b"RICOH", 8, "whole"),
    (b"QVC\0", 6, "whole"),
    (b"DCI\0", 6, "whole"),
    (b"SIGMA\0", 10, "whole"),
    (b"FOVEON\0", 10, "whole"),
)


class Tag(NamedTuple):
    """One entry: the directory it stands in ("0", "1", "exif", "gps", "sub", "note"), its number and value.

    The value is bytes (of text and undefined types) or a tuple of numbers; a rational is a pair, or None if its
    denominator is zero. `folder` counts the directories: entries of one directory have the same.
    """

    directory: str
    number: int
    value: Any
    folder: int


class _Reader:
    """Reads directories of one structure; each is read once."""

    def __init__(self, data: bytes, order: str, *, big: bool = False) -> None:
        self.data, self.order, self.big = data, order, big
        self._seen: set[int] = set()
        self._count = 0

    def chain(self, at: int, name: str, base: int = 0) -> Iterator[Tag]:
        """Yield the entries of a directory and of those that follow it."""
        index = 0
        while at and self._count < _MOST_FOLDERS:
            label = name if name not in ("0", "1") else ("0" if index == 0 else "1")
            found = self.directory(at, label, base)
            if found is None:
                return
            tags, at = found
            yield from tags
            at = at + base if at else 0
            index += 1
            if label not in ("0", "1"):
                return

    def directory(self, at: int, name: str, base: int) -> tuple[list[Tag], int] | None:
        """Return the entries of one directory and the offset of the next; None if there is none."""
        data, width = self.data, 20 if self.big else 12
        head = 8 if self.big else 2
        if at in self._seen or at + head > len(data) or at < 0:
            return None
        self._seen.add(at)
        count = self._unsigned(at, head)
        if count > _MOST_ENTRIES or (not count and name != "0"):
            return None
        self._count += 1
        folder = self._count
        tags: list[Tag] = []
        for index in range(count):
            entry = at + head + index * width
            if entry + width > len(data):
                break
            number, kind = self._unsigned(entry, 2), self._unsigned(entry + 2, 2)
            value = self._value(entry, kind, base)
            if value is None:
                continue
            tags.append(Tag(name, number, value, folder))
            inner = _POINTERS.get(number) if name in ("0", "1", "exif", "sub") else None
            if inner:
                for offset in value if isinstance(value, tuple) else ():
                    if isinstance(offset, int):
                        tags += self.chain(offset + base, inner, base)
            elif number in (0x927C, 0xC634) and isinstance(value, bytes):
                tags += _notes(self, entry, value, base)
        return tags, self._unsigned(at + head + count * width, 8 if self.big else 4)

    def place(self, entry: int, kind: int, base: int) -> tuple[int, int, int]:
        """Return (start, bytes, values) of an entry's value."""
        wide = 8 if self.big else 4
        count = self._unsigned(entry + 4, wide)
        size = _SIZES.get(kind, 0) * count
        start = entry + 4 + wide
        return (start if size <= wide else self._unsigned(start, wide) + base), size, count

    def _unsigned(self, at: int, length: int) -> int:
        return int.from_bytes(self.data[at : at + length], self.order)  # type: ignore[arg-type]

    def _value(self, entry: int, kind: int, base: int) -> Any:
        start, size, count = self.place(entry, kind, base)
        if not size or start < 0 or start >= len(self.data):
            return None
        piece = self.data[start : start + min(size, _MOST_BYTES)]
        if kind in (2, 7) or (kind in (1, 6) and count > 8):
            return piece
        if count > 256:  # a table of numbers, of no interest here
            return None
        mark = "<" if self.order == "little" else ">"
        try:
            if kind in (5, 10):
                flat = struct.unpack(f"{mark}{2 * count}{'I' if kind == 5 else 'i'}", piece)
                pairs = zip(flat[::2], flat[1::2], strict=True)
                return tuple(above / below if below else None for above, below in pairs)
            return struct.unpack(f"{mark}{count}{_CODES[kind]}", piece)
        except (struct.error, KeyError):
            return None


def tags(data: bytes) -> list[Tag]:
    """Return the entries of all directories of a structure; none if it makes no sense at all."""
    data = data.removeprefix(b"Exif\0\0")
    if len(data) < 14:
        return []
    found: list[Tag] = []
    for order in _orders(data):
        first = int.from_bytes(data[4:8], order)  # type: ignore[arg-type]
        if data[2:4] in (b"+\0", b"\0+"):
            reader = _Reader(data, order, big=True)
            found = list(reader.chain(int.from_bytes(data[8:16], order), "0"))  # type: ignore[arg-type]
        else:
            for start in dict.fromkeys((first, 8)):  # a damaged offset: the directory mostly stands right there
                found = list(_Reader(data, order).chain(start, "0"))
                if _makes_sense(found):
                    break
        if _makes_sense(found):
            return found
    return found if _makes_sense(found) else []


def _orders(data: bytes) -> tuple[str, str]:
    return ("big", "little") if data[:1] == b"M" or data[1:2] == b"M" else ("little", "big")


def _makes_sense(found: list[Tag]) -> bool:
    """Say whether a directory is one: bytes that are read in the wrong order have numbers that nobody uses."""
    own = [tag for tag in found if tag.directory in ("0", "1")]
    known = sum(
        0xFE <= tag.number <= 0x0214 or tag.number in _POINTERS or 0x8298 <= tag.number <= 0xC7FF for tag in own
    )
    return bool(own) and known * 2 >= len(own)


def _notes(reader: _Reader, entry: int, value: bytes, base: int) -> Iterator[Tag]:
    """Yield the entries of maker notes, where they are a directory; their tags mean what the maker says."""
    kind = int.from_bytes(reader.data[entry + 2 : entry + 4], reader.order)  # type: ignore[arg-type]
    start, size, _ = reader.place(entry, kind, base)
    for head, skip, origin in _NOTES:
        if not value.startswith(head):
            continue
        if origin == "own":  # a whole structure within
            inner = value[10:]
            order = "big" if inner[:2] == b"MM" else "little"
            at = int.from_bytes(inner[4:8], order)  # type: ignore[arg-type]
            yield from _Reader(inner, order).chain(at, "note")
        elif origin == "note":
            order = _order_of(value, skip, reader.order)
            yield from _Reader(value, order).chain(skip, "note")
        else:
            order = _order_of(reader.data, start + skip, reader.order)
            yield from _Reader(reader.data, order).chain(start + skip, "note", base)
        return
    if size > 14 and 0 < int.from_bytes(value[:2], reader.order) < 200:  # type: ignore[arg-type]
        found = list(_Reader(reader.data, reader.order).chain(start, "note", base))  # Canon, Samsung, Casio: no head
        if found:
            yield from found


def _order_of(data: bytes, at: int, usual: str) -> str:
    """Return the order in which a directory has a likely number of entries."""
    for order in (usual, "big" if usual == "little" else "little"):
        if 0 < int.from_bytes(data[at : at + 2], order) < 400:  # type: ignore[arg-type]
            return order
    return usual


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def text_of(value: Any) -> str:
    """Return what people can read of a value; "" if nothing."""
    from linter.evidence.metadata.words import decoded

    if isinstance(value, bytes):
        return decoded(value)
    if isinstance(value, tuple) and value and all(isinstance(each, int) for each in value) and len(value) > 8:
        return decoded(bytes(each & 0xFF for each in value))
    return ""


def degrees(value: Any) -> float | None:
    """Return a latitude or a longitude without its sign, from up to three numbers or from text; None if undefined."""
    if isinstance(value, bytes):
        value = tuple(float(each) for each in _NUMBER.findall(text_of(value))[:3])
    if not isinstance(value, tuple) or not value or value[0] is None:
        return None
    parts = [float(each) if each is not None else 0.0 for each in value[:3]]
    found = abs(parts[0]) + sum(abs(part) / 60**power for power, part in enumerate(parts[1:], 1))
    return found if found == found and found != float("inf") else None  # noqa: PLR0124 - NaN is not itself
