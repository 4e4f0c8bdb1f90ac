"""Sorts of characters that `re` does not know: combining marks, and those that are not seen.

Looked up character by character and remembered: a compiled class of so many ranges costs milliseconds at every start.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Ranges = tuple[tuple[str, str], ...]


def ranges(text: str) -> Ranges:
    """Return the ranges that "a-z é" means: first and last character of each, a single one twice."""
    return tuple((piece[0], piece[-1]) for piece in text.split())


def within(char: str, known: Ranges) -> bool:
    """Say whether a character lies in one of the ranges."""
    return any(first <= char <= last for first, last in known)


# Default-ignorable code points (Unicode 17), and those that are shown as nothing at all.
_IGNORABLE = ranges(
    "\u00ad \u034f \u061c \u115f-\u1160 \u17b4-\u17b5 \u180b-\u180f \u200b-\u200f \u202a-\u202e \u2060-\u206f \u3164 "
    "\ufe00-\ufe0f \ufeff \uffa0 \ufff0-\ufffb \U0001bca0-\U0001bca3 \U0001d173-\U0001d17a \U000e0000-\U000e0fff"
)


@lru_cache(maxsize=4096)
def is_ignorable(char: str) -> bool:
    """Say whether a character is not seen: zero-width, direction, variation selector, filler, tag."""
    return within(char, _IGNORABLE)


@lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Say whether a character combines with the one before it, and is seen."""
    return char > "\x7f" and unicodedata.category(char)[0] == "M" and not within(char, _IGNORABLE)
