"""IPTC datasets, and the image resources of Photoshop that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence.metadata.blocks import Block
from linter.evidence.metadata.fields import IPTC, Field
from linter.evidence.metadata.words import clean, decoded

_MOST = 2000  # datasets or resources


def resources(data: bytes) -> Iterator[Block | Field]:
    """Yield what the image resources of Photoshop hold; resources without order are searched for their sign."""
    at = data.find(b"8BIM")
    if at < 0:
        yield from fields(data)
        return
    for _ in range(_MOST):
        if data[at : at + 4] not in (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"):
            at = data.find(b"8BIM", at)
            if at < 0:
                return
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 6] if at + 6 < len(data) else 0
        head = at + 7 + name + (name + 1) % 2
        length = int.from_bytes(data[head : head + 4], "big")
        body = data[head + 4 : head + 4 + length]
        if number == 1028:
            yield from fields(body)
        elif number in (1033, 1036) and len(body) > 28:
            yield Block("picture", body[28:], "Photoshop thumbnail", "" if number == 1036 else "swapped")
        elif number in (1058, 1059):
            yield Block("exif", body, "EXIF")
        elif number == 1060:
            yield Block("xmp", body, "XMP")
        elif number == 1008 and body and (text := decoded(body[1 : 1 + body[0]])):
            yield Field("caption", "Caption", text)
        after = head + 4 + length + length % 2
        if after <= at or after >= len(data):
            return
        at = after


def fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of IPTC datasets."""
    is_utf8 = False
    for record, dataset, body in _datasets(data):
        if (record, dataset) == (1, 90):
            is_utf8 = b"%G" in body
        known = IPTC.get((record, dataset))
        if known is None or not body:
            continue
        text = clean(body.decode("utf-8", "replace")) if is_utf8 else decoded(body)
        if text:
            yield Field(*known, text)


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = data.find(b"\x1c")
    for _ in range(_MOST):
        if at < 0 or at + 5 > len(data):
            return
        if data[at] != 0x1C or data[at + 1] not in (1, 2, 3, 7, 8, 9):
            at = data.find(b"\x1c", at + 1)
            continue
        length, head = int.from_bytes(data[at + 3 : at + 5], "big"), at + 5
        if length & 0x8000:
            size = length & 0x7FFF
            if size > 4:
                at += 1
                continue
            length, head = int.from_bytes(data[head : head + size], "big"), head + size
        yield data[at + 1], data[at + 2], data[head : head + length]
        at = head + length
