"""Characters that nobody sees, shown: they turn the direction of a text, hide in words, or steer a terminal."""

from __future__ import annotations

import unicodedata

SIGN = "▯"
# They join emoji and shape letters, and are looked at with those; line ends and tabs are no secret.
_KEPT = frozenset("\u200c\u200d\n\t")


def shown(text: str) -> str:
    """Return a text of the same length in which each character that is not seen is a sign."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(SIGN if _is_unseen(char) else char for char in text)


def _is_unseen(char: str) -> bool:
    return char not in _KEPT and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and not _is_of_a_flag(char)


def _is_of_a_flag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"  # the flags of Scotland, Wales and England are written with them
