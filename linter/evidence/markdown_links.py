"""Read the address and the title of a Markdown link."""

from __future__ import annotations

import re

from linter.evidence.markdown_emphasis import ESCAPABLE

LONGEST = 2000  # of an address or a title, so that a hostile text cannot make every bracket scan the rest

_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_PLAIN = re.compile(r"[^\x00-\x20\x7f()\\]+")
_SPACES = re.compile(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*")


def resource(text: str, at: int, end: int) -> tuple[tuple[int, int], int] | None:
    """Read `(address "title")` at `at`; return the span of the address and where the whole ends."""
    end = min(end, at + 2 * LONGEST)
    if at >= end or text[at] != "(":
        return None
    at = _skip(text, at + 1, end)
    if text.startswith("<", at, end):
        address = (at + 1, _pointed_end(text, at + 1, end))
        if address[1] < 0:
            return None
        at = address[1] + 1
    else:
        address = (at, _address_end(text, at, end))
        at = address[1]
    after = _skip(text, at, end)
    if after > at and (title := _TITLE.match(text, after, end)):
        after = _skip(text, title.end(), end)
    return (address, after + 1) if text.startswith(")", after, end) else None


def _skip(text: str, at: int, end: int) -> int:
    match = _SPACES.match(text, at, end)
    return match.end() if match else at


def _pointed_end(text: str, at: int, end: int) -> int:
    """Return where an address in angle brackets ends, or -1."""
    while at < end and text[at] not in "<>\r\n":
        at += 2 if text[at] == "\\" else 1
    return at if text.startswith(">", at, end) else -1


def _address_end(text: str, at: int, end: int) -> int:
    """Return where an address ends: at a space, or at the first bracket that was not opened in it."""
    depth = 0
    while at < end:
        if plain := _PLAIN.match(text, at, end):
            at = plain.end()
            continue
        char = text[at]
        if char == "\\" and at + 1 < end and text[at + 1] in ESCAPABLE:
            at += 2
            continue
        if char <= " " or char == "\x7f":
            break
        if char == "(":
            depth += 1
            if depth > 32:
                break
        elif char == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at
