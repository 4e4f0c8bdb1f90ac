"""Masking: the one place where a private value is made printable.

Every word keeps its first letter and a fixed number of dots, so that neither the value nor its length can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

DOTS = "•••"
_WORD = re.compile(r"\S+")


def mask(value: str) -> str:
    """Return a private value as it may be shown: "A••• K•••"; digits are hidden altogether."""
    return _WORD.sub(lambda match: _mask_word(match.group()), value)


def _mask_word(word: str) -> str:
    first = next((char for char in word if char.isalnum()), "")
    return (first if first.isalpha() else "") + DOTS


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, list[tuple[int, int, int]]]:
    """Mask the given spans of a text. Return it, and how offsets moved: (start, old length, new length) of each."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    pieces, moved, done = [], [], 0
    for start, end in merged:
        shown = mask(text[start:end])
        pieces += [text[done:start], shown]
        moved.append((start, end - start, len(shown)))
        done = end
    return "".join([*pieces, text[done:]]), moved


def fingerprint(rule: str, part: str, found: str, *, private: bool, key: bytes | None) -> str:
    """Return what identifies a finding across edits elsewhere: a keyed hash of rule, part and flagged text.

    Without a key a private value goes in masked: a plain hash of a pupil's name could be undone by trying the roll.
    """
    import hashlib  # a clean post needs neither
    import hmac

    text = " ".join(found.split()).casefold()
    if key is None and private:
        text = mask(text)
    message = "\x1f".join((rule, part, text)).encode()
    return hmac.new(key or b"postlint", message, hashlib.sha256).hexdigest()[:16]
