"""The boxes of HEIC, AVIF, JPEG 2000 and MP4 that carry metadata."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence.metadata.blocks import MOST, Block

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = b"JpgTiffExif->JP2"
_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_IPTC = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")
_FOLDERS = frozenset((b"moov", b"udta", b"trak", b"mdia", b"jp2h", b"res ", b"jpch", b"asoc"))
_MOST_ITEMS = 1000
_MOST_BOXES = 4000


def walk(data: bytes) -> Iterator[Block]:
    """Yield the blocks that stand in boxes."""
    for kind, start, stop in _boxes(data, 0, len(data)):
        body = data[start:stop]
        if kind == b"meta":
            yield from _items(data, start + 4, stop)
        elif kind == b"uuid":
            name, rest = body[:16], body[16 : 16 + MOST]
            if name == _XMP:
                yield Block("xmp", rest, "XMP")
            elif name == _EXIF:
                yield Block("exif", rest.removeprefix(b"Exif\0\0"), "EXIF")
            elif name == _C2PA:
                yield Block("jumbf", rest, "Content Credentials")
            elif name == _IPTC:
                yield Block("iptc", rest, "IPTC")
        elif kind == b"Exif":
            yield Block("exif", body[4:], "EXIF")
        elif kind == b"jumb":
            yield Block("jumbf", body[:MOST], "Content Credentials")
        elif kind == b"xml " and b"<" in body[:64]:
            yield Block("xmp", body[:MOST], "XML")
        elif kind in (b"moov", b"mpvd"):
            yield Block("video", body, "a film in the picture")


def _boxes(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Yield (kind, start, stop) of the bodies of boxes, of those in folders too."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        stop = end if size == 0 else min(at + size, end)
        if size and size < head:
            return
        yield kind, at + head, stop
        if kind in _FOLDERS and depth < 6:
            yield from _boxes(data, at + head, stop, depth + 1)
        at = stop


def _items(data: bytes, at: int, end: int) -> Iterator[Block]:
    """Yield the items of a `meta` box that are metadata."""
    kinds: dict[int, bytes] = {}
    places: dict[int, list[tuple[int, int, int]]] = {}
    inner = 0
    for kind, start, stop in _boxes(data, at, end):
        if kind == b"iinf":
            wide = data[start] if start < stop else 0
            for entry, first, last in _boxes(data, start + (6 if wide == 0 else 8), stop):
                if entry == b"infe" and last - first >= 12:
                    version = data[first]
                    length = 4 if version >= 3 else 2
                    number = int.from_bytes(data[first + 4 : first + 4 + length], "big")
                    body = data[first + 6 + length : last]
                    kinds[number] = body if version >= 2 else b""
        elif kind == b"iloc":
            places = _places(data[start:stop])
        elif kind == b"idat":
            inner = start
    for number, body in kinds.items():
        piece = b"".join(
            data[(inner if method == 1 else 0) + offset :][:length] for method, offset, length in places.get(number, ())
        )[:MOST]
        if body[:4] == b"Exif" and len(piece) > 4:
            skip = 4 + int.from_bytes(piece[:4], "big")
            rest = piece[skip:] if skip < len(piece) else piece[4:]
            yield Block("exif", rest.removeprefix(b"Exif\0\0"), "EXIF")
        elif body[:4] == b"mime" and (b"rdf+xml" in body or b"<x:xmpmeta" in piece[:200]):
            yield Block("xmp", piece, "XMP")
        elif body[:4] == b"jumb" or (body[:4] == b"mime" and b"c2pa" in body):
            yield Block("jumbf", piece, "Content Credentials")


def _places(body: bytes) -> dict[int, list[tuple[int, int, int]]]:
    """Return item → (method, offset, length) of its pieces, of an `iloc` box."""
    if len(body) < 8:
        return {}
    version, sizes = body[0], body[4:6]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version else 0
    at = 6

    def take(length: int) -> int:
        nonlocal at
        at += length
        return int.from_bytes(body[at - length : at], "big")

    found: dict[int, list[tuple[int, int, int]]] = {}
    for _ in range(min(take(4 if version == 2 else 2), _MOST_ITEMS)):
        number = take(4 if version == 2 else 2)
        method = take(2) & 15 if version else 0
        take(2)
        base = take(base_size)
        pieces = []
        for _ in range(min(take(2), 64)):
            take(index_size)
            offset, length = take(offset_size), take(length_size)
            pieces.append((method, base + offset, length))
        found[number] = pieces
        if at >= len(body):
            break
    return found
