"""The chunks of a PNG that carry words, EXIF or Content Credentials; wrong checksums do not matter here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.evidence.metadata.blocks import MOST, Block, unpacked

_RAW = re.compile(r"Raw profile type (\w+)")
_HEX = re.compile(rb"\s*(\w+)\s+(\d+)\s+([0-9a-fA-F\s]+)")


def walk(data: bytes) -> Iterator[Block | int]:
    """Yield the blocks of a PNG, then where it ends."""
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind in (b"eXIf", b"exIf", b"zxIf"):
            body = unpacked(body[5:]) if kind == b"zxIf" else body
            yield Block("exif", body.removeprefix(b"Exif\0\0"), "EXIF")
        elif kind == b"caBX":
            yield Block("jumbf", body, "Content Credentials")
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _text(kind, body)
        at += 12 + length
        if kind == b"IEND":
            yield min(at, len(data))
            return


def _text(kind: bytes, body: bytes) -> Iterator[Block]:
    name, _, rest = body.partition(b"\0")
    key = name[:80].decode("latin-1")
    if kind == b"zTXt":
        rest = unpacked(rest[1:])
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        rest = unpacked(rest) if packed else rest
    rest = rest[:MOST]
    raw = _RAW.match(key)
    if key == "XML:com.adobe.xmp" or rest.lstrip()[:8] in (b"<x:xmpme", b"<?xpacke", b"<x:xapme"):
        yield Block("xmp", rest, "XMP")
    elif raw:
        yield from _profile(raw[1].lower(), rest)
    else:
        yield Block("text", rest, "PNG text", key)


def _profile(kind: str, text: bytes) -> Iterator[Block]:
    """Yield what ImageMagick wrote as hexadecimal digits."""
    match = _HEX.match(text)
    if match is None:
        return
    digits = re.sub(rb"\s+", b"", match[3])
    data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    if kind in ("exif", "app1"):
        xmp = data.find(b"http://ns.adobe.com/xap/1.0/\0")
        if xmp >= 0:
            yield Block("xmp", data[xmp + 29 :], "XMP")
        else:
            yield Block("exif", data.removeprefix(b"Exif\0\0"), "EXIF")
    elif kind == "xmp":
        yield Block("xmp", data, "XMP")
    elif kind in ("iptc", "8bim"):
        yield Block("photoshop" if data[:4] == b"8BIM" else "iptc", data, "IPTC")
