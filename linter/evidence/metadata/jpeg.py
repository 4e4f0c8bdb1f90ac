"""The segments of a JPEG, also of one whose headers are damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.evidence.metadata.blocks import MOST, Block

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # neither a stuffed byte nor a restart
_NEXT = re.compile(rb"\xff[\xc0-\xcf\xd9-\xdf\xe0-\xef\xfe]")
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def walk(data: bytes) -> Iterator[Block | int]:
    """Yield the blocks of a JPEG, then where it ends."""
    resources: list[bytes] = []
    manifests: list[bytes] = []
    more: dict[bytes, list[tuple[int, bytes]]] = {}
    end = len(data)
    for marker, start, stop in _segments(data):
        body = data[start:stop]
        if marker == 0xD9:
            end = stop
        elif marker == 0xE0:
            if body[:5] == b"JFIF\0" and len(body) > 14 and body[12] and body[13]:
                yield Block("picture", body[12:], "JFIF thumbnail", "raw")
            elif body[:5] == b"JFXX\0" and body[5:6] == b"\x10":
                yield Block("picture", body[6:], "JFXX thumbnail")
        elif marker == 0xE1:
            if body[:4].lower() == b"exif":
                yield Block("exif", body[6:] if body[4:6] == b"\0\0" or body[5:6] in b"\0\xff" else body[4:], "EXIF")
            elif body.startswith(_MORE_XMP):
                guid, offset = body[35:67], int.from_bytes(body[71:75], "big")
                more.setdefault(guid, []).append((offset, body[75:]))
            elif body.startswith(_XMP):
                yield Block("xmp", body[len(_XMP) :], "XMP")
            elif b"<x:x" in body or b"<rdf:RDF" in body:
                yield Block("xmp", body, "XMP")
        elif marker == 0xE2 and body[:4] == b"MPF\0":
            yield from _previews(data, start + 4, body[4:])
        elif marker == 0xEB and body[:2] == b"JP":
            manifests.append(body[8:])
        elif marker == 0xED:
            resources.append(body.removeprefix(b"Photoshop 3.0\0"))
        elif marker == 0xFE:
            yield Block("text", body, "JPEG comment", "Comment")
        elif marker in range(0xE3, 0xF0) and marker != 0xEE and (b"GPS" in body or b"{" in body):
            yield Block("text", body, "JPEG segment", "Comment")
    if resources:
        yield Block("photoshop", b"".join(resources), "IPTC")
    if manifests:
        yield Block("jumbf", b"".join(manifests)[:MOST], "Content Credentials")
    for pieces in more.values():
        yield Block("xmp", b"".join(piece for _, piece in sorted(pieces))[:MOST], "XMP")
    yield end


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, stop) of the bodies of segments; where the order breaks, go on at the next marker."""
    at, size = 2, len(data)
    while at + 4 <= size:
        if data[at] != 0xFF:
            found = _NEXT.search(data, at)
            if found is None:
                return
            at = found.start()
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield marker, at + 2, at + 2
            return
        if marker in _ALONE or marker == 0:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        stop = at + 2 + length
        if length < 2 or (stop < size and data[stop] != 0xFF and marker != 0xDA):
            # The length is wrong: what stands up to the next marker is taken for the body.
            found = _NEXT.search(data, at + 4)
            real = found.start() if found else size
            yield marker, at + 4, max(real, min(stop, size)) if length >= 2 else real
            at = real
            continue
        yield marker, at + 4, min(stop, size)
        at = stop
        if marker == 0xDA:
            found = _AFTER_SCAN.search(data, at)
            at = found.start() if found else size
    if data[at : at + 2] == b"\xff\xd9":
        yield 0xD9, at + 2, at + 2


def _previews(data: bytes, base: int, body: bytes) -> Iterator[Block]:
    """Yield the further pictures of a multi-picture file that are smaller views of its first."""
    order = "little" if body[:2] == b"II" else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(body[at : at + length], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for index in range(min(number(first, 2), 20)):
        entry = first + 2 + 12 * index
        if number(entry, 2) == 0xB002:
            table, count = number(entry + 8, 4), min(number(entry + 4, 4) // 16, 16)
            for item in range(1, count):
                row = table + 16 * item
                kind, length, offset = number(row, 4) & 0xFFFFFF, number(row + 4, 4), number(row + 8, 4)
                if kind in (0x010001, 0x010002) and offset:
                    yield Block("picture", data[base + offset : base + offset + length], "large preview")
