"""Texts of metadata: bytes in whatever encoding become words; a position that is written out in words is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_LETTERS = 4000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]+")
_CODES = {b"ASCII\0\0\0": "utf-8", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp", b"\0" * 8: "utf-8"}
_LATITUDE = r"(?:gps|geo|dest)?[ _-]?lat(?:itude)?"
_LONGITUDE = r"(?:gps|geo|dest)?[ _-]?(?:lon|lng|long)(?:g?t?itude)?"
_IS = r"""["']?\s*[:=>]\s*["']?\s*"""
_VALUE = r"(-?\d{1,3}(?:[.,]\d+)?)"
_POSITIONS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"\b{_LATITUDE}{_IS}{_VALUE}.{{1,200}}?\b{_LONGITUDE}{_IS}{_VALUE}",
        rf"\b{_LONGITUDE}{_IS}{_VALUE}.{{1,200}}?\b{_LATITUDE}{_IS}{_VALUE}",
        r"(?<![\d.])([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?/",  # ISO 6709
        r"(?<![\d.])([+-]\d{2}\.\d{3,})([+-]\d{3}\.\d{3,})(?![\d.])",
        r"\bgeo:(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)",
        # Two numbers by themselves: near zero they may be anything, such as a white balance.
        r"(?<![\d.,])(?=-?\d\d|[^,;/]{5,14}[,;/ ]\s*-?\d\d)"
        r"(-?\d{1,2}\.\d{4,})\s*°?\s*[NS]?\s*[,;/ ]\s*(-?\d{1,3}\.\d{4,})(?![\d.])",
        r"(?<![\d.])(\d{1,2}(?:\.\d+)?)\s*(?:°|deg|º)[^NS\n]{0,24}[NS][\s,;]{1,4}"
        r"(\d{1,3}(?:\.\d+)?)\s*(?:°|deg|º)[^EW\n]{0,24}[EW]",
        r"\b[NS]\s*(\d{1,2}(?:\.\d+)?)\s*(?:°|deg|º)[^EW\n]{0,24}[\s,;]{1,4}[EW]\s*(\d{1,3}(?:\.\d+)?)",
        r"\bGPS\w*\W{1,4}(-?\d{1,2}\.\d{2,})\s*[,; ]\s*(-?\d{1,3}\.\d{2,})",
    )
)
_HINT = re.compile(r"\d[°º]|\d deg|[+-]\d|\d\.\d{2}|lat", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """Return the words in some bytes, without control characters, cut where they become very long."""
    encoding = ""
    if len(data) >= 8 and data[:8] in _CODES:
        encoding, data = _CODES[data[:8]], data[8:]
    data = data[: MOST_LETTERS * 2]
    if not encoding:
        data = data.rstrip(b"\0")  # how most programs end a text, and some pad it
    if encoding == "utf-16" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = _utf16(data)
    else:
        text = ""
        for each in dict.fromkeys((encoding or "utf-8", "utf-8", "cp1252", "latin-1")):
            try:
                text = data.decode(each)
                break
            except UnicodeDecodeError as error:
                if each == "utf-8" and error.start >= len(data) - 3 and len(data) == MOST_LETTERS * 2:
                    text = data[: error.start].decode("utf-8")  # the cut went through a letter
                    break
    if "\0" in text and encoding != "utf-16" and len(data) > 4:
        halves = data[1::2].count(0), data[::2].count(0)
        if max(halves) * 3 >= len(data):  # two bytes a letter, without saying so
            odd = b"\0" * (len(data) % 2)  # taken for the end of the text above
            text = (data + odd).decode("utf-16-le" if halves[0] >= halves[1] else "utf-16-be", "ignore")
    return clean(text)


def two_bytes(data: bytes) -> str:
    """Return the words in the UTF-16 that Windows writes."""
    return clean(data[: MOST_LETTERS * 2].decode("utf-16-le", "ignore"))


def _utf16(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "ignore")
    # EXIF says "Unicode" and not in which order; letters of our languages have a zero in their high byte.
    big = data[::2].count(0) > data[1::2].count(0)
    return data.decode("utf-16-be" if big else "utf-16-le", "ignore")


def clean(text: str) -> str:
    """Return a text on one line, without control characters and without spaces at its ends."""
    return " ".join(_CONTROL.sub(" ", text[:MOST_LETTERS]).split())


def is_words(text: str) -> bool:
    """Say whether a text is more than punctuation, and no bytes of something else."""
    letters = sum(char.isalnum() for char in text)
    return letters >= 1 and letters * 3 >= len(text.replace(" ", ""))


def positions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the positions that stand in a text; zeros are none."""
    if not _HINT.search(text):
        return
    for number, pattern in enumerate(_POSITIONS):
        for match in pattern.finditer(text):
            one, other = (float(each.replace(",", ".")) for each in match.groups())
            if number == 1:
                one, other = other, one
            if abs(one) <= 90 and abs(other) <= 180 and (one or other):
                yield match.span()


def without_positions(text: str) -> str:
    """Return a text in which positions are replaced, so that nobody is told them."""
    spans = sorted(positions(text), reverse=True)
    for start, end in spans:
        text = f"{text[:start]}(position){text[end:]}"
    return text
