"""Cut a text into the tokens and sentences that the name model reads."""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.evidence.names.lexicon import fold, lexicon

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w[\w.]*"
    r"|@ (?=[^\W\d]\w*(?:_|\d|[a-z][A-Z])|_)\w+)"  # a handle written apart from its sign, as tools that copy tweets do
    r"|#(?P<tag>\w+)"
    rf"|(?P<word>{_LETTER}+(?:['’ʼ‘\-‐‑]{_LETTER}+)*)"
    r"|(?P<number>\d(?:[\w.,:/]*\w)?)"
    r"|(?P<end>\n)"
    r"|(?P<sign>[^\w\s]|_)"
)
_PIECE = re.compile(r"[A-ZÀ-Þ]?[^\W\dA-ZÀ-Þ_]+|[A-ZÀ-Þ]+(?![^\W\dA-ZÀ-Þ_])|\d+")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_STOPS = frozenset(".!?…")


class Item(NamedTuple):
    """A token: its text, its span in the text read, and where it stands ("", "tag", "link")."""

    text: str
    start: int
    end: int
    where: str = ""


def items(text: str) -> list[list[Item]]:
    """Return the sentences of a text as tokens; possessive endings and the words of hashtags stand apart."""
    sentences: list[list[Item]] = []
    now: list[Item] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            word = match.group()
            if word[-2:] in _POSSESSIVE and len(word) > 2:
                now.append(Item(word[:-2], start, end - 2))
                now.append(Item(word[-2:], end - 2, end))
            else:
                now.append(Item(word, start, end))
        elif kind == "end":
            if now:
                sentences.append(now)
                now = []
        elif kind == "tag":
            pieces = _PIECE.finditer(text, start + 1, end)
            now += [Item("#", start, start + 1), *(Item(p.group(), p.start(), p.end(), "tag") for p in pieces)]
        elif kind == "link":
            now.append(Item(match.group(), start, end, "link"))
        else:
            sign = match.group()
            if sign in _STOPS and now and not (sign == "." and _is_short(now[-1].text)):
                now.append(Item(sign, start, end))
                sentences.append(now)
                now = []
            else:
                now.append(Item(sign, start, end))
    if now:
        sentences.append(now)
    return sentences


def _is_short(word: str) -> bool:
    """Say whether a full stop after a word is no end: an initial or a title."""
    return (len(word) == 1 and word.isupper()) or lexicon().is_title(fold(word))
