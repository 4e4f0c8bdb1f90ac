"""Count a text as a platform counts it.

A way of counting turns a text into units: the end of each, and what it weighs. Sources: twitter-text configuration v3
(X), docs.joinmastodon.org/user/posting (Mastodon), the lexicon app.bsky.feed.post (Bluesky: grapheme clusters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from linter.evidence.emoji import emoji_pattern
from linter.value import frozen

if TYPE_CHECKING:
    from linter.context import Count
    from linter.evidence.tokens import Token

# The code points that weigh 1 on X; all others weigh 2.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_SCHEMES = ("http://", "https://")

Units = Iterator[tuple[int, int]]  # the offset where a unit ends, and its weight


@frozen
class Measured:
    """The length of a text in the platform's own count. `cut` is the offset from which it is over the limit."""

    length: int
    cut: int


def measure(
    text: str,
    count: Count,
    limit: int,
    *,
    link_length: int | None = None,
    urls: Iterable[Token] = (),
    mentions: Iterable[Token] = (),
) -> Measured | None:
    """Return how long a text is if it is longer than `limit`, else None.

    `urls` and `mentions` are the tokens of this text; each URL weighs `link_length` where the platform says so.
    """
    links = tuple(urls) if link_length is not None else ()
    if _most(text, count) + len(links) * (link_length or 0) <= limit:
        return None
    length, cut = 0, 0
    for end, weight in _with_links(text, count, links, link_length or 0, tuple(mentions)):
        length += weight
        if length <= limit:
            cut = end
    return Measured(length, cut) if length > limit else None


def _most(text: str, count: Count) -> int:
    """Return a length that the text does not exceed, without counting it."""
    if text.isascii() or count in ("code-points", "graphemes", "mastodon"):
        return len(text)
    if not unicodedata.is_normalized("NFC", text):
        return len(text) * 3  # what normalising may make of a character
    return len(text) + len(_HEAVY.findall(text))


def length(
    text: str,
    count: Count,
    *,
    link_length: int | None = None,
    urls: Iterable[Token] = (),
    mentions: Iterable[Token] = (),
) -> int:
    """Return how long a text is in a platform's count."""
    found = measure(text, count, -1, link_length=link_length, urls=urls, mentions=mentions)
    return found.length if found else 0


def _with_links(
    text: str, count: Count, urls: tuple[Token, ...], link_length: int, mentions: tuple[Token, ...]
) -> Units:
    """Yield the units of a text in which each link is one unit, and the server of a distant account weighs nothing."""
    fixed = [(url.start, url.end, link_length) for url in urls]
    if count == "mastodon":
        # Mastodon takes only addresses with a scheme for links, and counts no server of "@name@server".
        fixed = [(url.start, url.end, link_length) for url in urls if url.text.lower().startswith(_SCHEMES)]
        servers = ((token, token.text.find("@", 1)) for token in mentions)
        fixed += [(token.start + at, token.end, 0) for token, at in servers if at > 0]
    done = 0
    for start, end, weight in sorted(fixed):
        if start < done:
            continue
        yield from ((done + stop, one) for stop, one in _COUNTS[count](text[done:start]))
        yield end, weight
        done = end
    yield from ((done + stop, one) for stop, one in _COUNTS[count](text[done:]))


def _weighted(text: str) -> Units:
    done = 0
    for emoji in () if text.isascii() else emoji_pattern().finditer(text):
        yield from ((done + stop, one) for stop, one in _weighted_plain(text[done : emoji.start()]))
        yield emoji.end(), 2
        done = emoji.end()
    yield from ((done + stop, one) for stop, one in _weighted_plain(text[done:]))


def _weighted_plain(text: str) -> Units:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        for index, char in enumerate(text, 1):
            yield index, _weight(char)
        return
    for start, end in _clusters(text):
        yield end, sum(map(_weight, unicodedata.normalize("NFC", text[start:end])))


def _weight(char: str) -> int:
    return 1 if any(first <= ord(char) <= last for first, last in _LIGHT) else 2


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces that normalising may change, each by itself: a character with its marks, a Korean syllable."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not (unicodedata.combining(text[index]) or "\u1160" <= text[index] <= "\u11ff"):
            yield start, index
            start = index


def _code_points(text: str) -> Units:
    return ((index, 1) for index in range(1, len(text) + 1))


def _utf_16(text: str) -> Units:
    return ((index, 2 if char > "\uffff" else 1) for index, char in enumerate(text, 1))


def _graphemes(text: str) -> Units:
    if text.isascii() and "\r" not in text:
        return _code_points(text)
    import regex

    return ((match.end(), 1) for match in regex.finditer(r"\X", text))


_COUNTS: dict[Count, Callable[[str], Units]] = {
    "x-weighted": _weighted,
    "graphemes": _graphemes,
    "code-points": _code_points,
    "utf-16": _utf_16,
    "mastodon": _graphemes,
}
