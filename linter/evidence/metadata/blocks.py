"""What a file carries beside its pixels, as blocks of bytes: each container is walked, then searched for strays.

A container is read as far as it makes sense. What stands in no order (damaged headers, data after the end of the
picture) is searched for by the signs of its kind, so that nothing is missed because something before it is broken.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

# "exif" a TIFF structure, "photoshop" image resources, "iptc" datasets, "text" words under a key, "jumbf" a C2PA
# manifest, "picture" an encoded picture, "video" boxes of MP4.
Kind = Literal["exif", "xmp", "photoshop", "iptc", "text", "jumbf", "picture", "video"]

MOST = 8 * 1024 * 1024  # bytes that one block may unpack to
_MOST_BLOCKS = 400
_MOST_DEPTH = 3
_SCAN = 64 * 1024 * 1024  # bytes at the end of a file that are searched


class Block(NamedTuple):
    """Some bytes that a file carries. `where` says in what, `key` is the name of a text."""

    kind: Kind
    data: bytes
    where: str
    key: str = ""


_PACKET = re.compile(rb"<(x:xmpmeta|x:xapmeta|rdf:RDF)\b")
_EXIF, _RESOURCES, _FILM = b"Exif\0\0", b"8BIM\x04\x04", b"ftyp"
_PICTURE = re.compile(rb"\xff\xd8\xff[\xe0-\xef\xdb\xc0-\xc4\xfe]|\x89PNG\r\n\x1a\n")
_MOST_STRAY = 24  # pictures behind a picture


def blocks(data: bytes) -> Iterator[Block]:
    """Yield the blocks of a file, those of pictures within it too; none twice, and no more than a few hundred."""
    seen: set[tuple[str, str, int]] = set()
    count = 0
    for block in _of(data, "", 0):
        mark = (block.kind, block.key, hash(block.data))
        if mark not in seen:
            seen.add(mark)
            yield block
            count += 1
            if count >= _MOST_BLOCKS:
                return


def _of(data: bytes, inside: str, depth: int) -> Iterator[Block]:
    for block in _walked(data, depth):
        yield block._replace(where=f"{inside}{block.where}") if inside else block


def _walked(data: bytes, depth: int) -> Iterator[Block]:
    from linter.evidence.metadata import boxes, jpeg, png

    if data[:2] == b"\xff\xd8":
        yield from _with_rest(jpeg.walk(data), data, depth, "JPEG")
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _with_rest(png.walk(data), data, depth, "PNG")
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _with_rest(riff(data), data, depth, "WebP")
    elif data[:3] == b"GIF":
        yield from _with_rest(gif(data), data, depth, "GIF")
    elif data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        yield Block("exif", data, "TIFF")
        yield from _strays(data, "TIFF")
    elif data[4:8] in (b"ftyp", b"jP  ") or data[4:8] == b"jP\x1a\x1a":
        yield from boxes.walk(data)
        yield from _strays(data, "the file")
    else:
        yield from _strays(data, "the file")
        yield from _pictures(data, "the file", depth)


def _with_rest(walked: Iterator[Block | int], data: bytes, depth: int, name: str) -> Iterator[Block]:
    """Yield what a container holds, then what stands behind its end, then what its order hides."""
    end = len(data)
    for found in walked:
        if isinstance(found, int):
            end = found
        else:
            yield found
    yield from _strays(data[:end], name)
    if end < len(data):
        rest, where = data[end : end + _SCAN], "data after the end of the picture"
        yield from _strays(rest, where)
        yield Block("text", rest[:MOST], where, "rest")
        yield from _pictures(rest, where, depth)


def _strays(data: bytes, where: str) -> Iterator[Block]:
    """Yield what bytes hold in no order: packets, and what begins with the sign of its kind."""
    yield from _packets(data, where)
    for at in _all(data, _EXIF):
        if data[at + 6 : at + 8] in (b"II", b"MM"):
            yield Block("exif", data[at + 6 : at + 6 + 131072], "EXIF")
    for at in _all(data, _RESOURCES):
        yield Block("photoshop", data[at : at + 131072], "IPTC")


def _pictures(data: bytes, where: str, depth: int) -> Iterator[Block]:
    """Yield the pictures and films that stand anywhere, with what they carry themselves."""
    for at in _all(data, _FILM):
        if at >= 4:
            film = data[at - 4 : at - 4 + _SCAN]
            yield Block("video", film, "a film behind the picture")
            yield from _strays(film, "a film behind the picture")
            break  # it reaches to the end
    for number, match in enumerate(_PICTURE.finditer(data)):
        if number >= _MOST_STRAY:
            return
        inner = data[match.start() :]
        yield Block("picture", inner, where, "stray")
        if depth < _MOST_DEPTH:
            yield from _of(inner, "a second picture: ", depth + 1)


def _all(data: bytes, sign: bytes) -> Iterator[int]:
    at = data.find(sign)
    for _ in range(_MOST_BLOCKS):
        if at < 0:
            return
        yield at
        at = data.find(sign, at + len(sign))


def _packets(data: bytes, where: str) -> Iterator[Block]:
    """Yield the XMP packets that stand anywhere."""
    at = 0
    while match := _PACKET.search(data, at):
        at = data.find(b"</" + match[1], match.end())
        if at < 0:
            return
        stop = data.find(b">", at) + 1 or len(data)
        yield Block("xmp", data[match.start() : stop][:MOST], where)


def riff(data: bytes) -> Iterator[Block | int]:
    """Yield the blocks of a WebP, then where it ends."""
    at, size = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= size:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if kind in (b"EXIF", b"Exif"):
            yield Block("exif", body, "EXIF")
        elif kind in (b"XMP ", b"XMP\0"):
            yield Block("xmp", body, "XMP")
        elif kind == b"C2PA":
            yield Block("jumbf", body, "Content Credentials")
        at += 8 + length + length % 2
    yield size


def gif(data: bytes) -> Iterator[Block | int]:
    """Yield the blocks of a GIF, then where it ends."""
    at = 13 + (3 << (data[10] & 7) + 1 if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data):
        mark = data[at]
        if mark == 0x3B:
            yield at + 1
            return
        if mark == 0x2C and at + 10 <= len(data):
            flags = data[at + 9]
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
            _, at = _sub_blocks(data, at)
        elif mark == 0x21 and at + 2 < len(data):
            label, first = data[at + 1], at + 2
            if label == 0xFF and data[first + 1 : first + 12] == b"XMP DataXMP":
                end = data.find(b"\x01\xff\xfe", first + 12)
                end = end if end >= 0 else len(data)
                yield Block("xmp", data[first + 12 : end], "XMP")
            name = data[first + 1 : first + 12]
            body, at = _sub_blocks(data, first)
            if label == 0xFE:
                yield Block("text", body, "GIF comment", "Comment")
            elif label == 0xFF and name.startswith(b"C2PA"):
                yield Block("jumbf", body, "Content Credentials")
        else:
            at += 1


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    pieces = []
    while at < len(data) and data[at]:
        pieces.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(pieces)[:MOST], at + 1


def unpacked(data: bytes) -> bytes:
    """Return what zlib packed, no more than may be; what can be read of a damaged stream."""
    machine, pieces = zlib.decompressobj(), b""
    try:
        pieces = machine.decompress(data, MOST)
    except zlib.error:
        return b""
    return pieces
