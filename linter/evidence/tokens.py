"""Find the tokens of a text: words, emoji, links, addresses, @mentions and #tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from linter.evidence.characters import is_mark
from linter.evidence.emoji import emoji_spans
from linter.value import frozen

_WORDS_ASCII = re.compile(r"[A-Za-z]+(?:['\-][A-Za-z]+)*")
_JOINERS = "\u00ad\u200c\u200d\u2060"

# Endings of bare domains ("ferncombe.example.sch.uk"). A few are also words, so a domain without a path needs more: see
# `_bare`.
_ENDINGS = (
    "com org net edu gov int info biz uk cymru wales scot london ie eu de fr es it nl be ch at dk no se fi pl pt gr cz "
    "us ca au nz in pk ly gl me tv co io ai app dev page link site online store shop blog cloud tech school academy "
    "education events live news fm gg be to cc xyz club wiki community foundation charity media social ngo care "
    "example test life gd gy tl ms gle al ru sh id im bet casino poker xxx porn adult zip"
)
_TLDS = frozenset(_ENDINGS.split())
_WORD_ENDINGS = (
    "in it at no be me to is us co care news live events school social shop store club page link life ms al sh id im "
    "bet adult"
)
_WORDLIKE = frozenset(_WORD_ENDINGS.split())
_URL = re.compile(
    r"(?<![\w@])(?:https?://|www\d?\.)[^\s<>\"“”«»]+"
    r"|(?<![\w@./#&\-])(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[A-Za-z]{2,12}(?![\w@])(?::\d{2,5})?(?:[/?#][^\s<>\"“”«»]*)?",
    re.IGNORECASE,
)
_DOT = re.compile(r"\.[^\W_]")
_EMAIL = re.compile(r"(?<![\w.+\-@])[\w.+'’\-]{1,64}@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_MENTION = re.compile(
    r"(?<![\w@./])@[^\W_](?:[\w.\-]{0,62}\w)?@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}"
    r"|(?<![\w@/])@\w(?:[\w.]{0,62}\w)?"
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}


class Token(NamedTuple):
    """A piece of a text and where it stands: code points, half-open."""

    text: str
    start: int
    end: int


@frozen
class Tokens:
    """What a text consists of. Each kind is in the order of the text and does not overlap itself."""

    text: str
    emoji: tuple[Token, ...] = ()
    urls: tuple[Token, ...] = ()
    emails: tuple[Token, ...] = ()
    mentions: tuple[Token, ...] = ()
    hashtags: tuple[Token, ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        """Return all runs of letters with inner apostrophes and hyphens, also those inside links and tags.

        They are the most, and few ask for them: found anew each time.
        """
        pattern = _WORDS_ASCII if self.text.isascii() else _patterns(_marks(self.text))[0]
        return _all(pattern, self.text)


def tokens(visible: str) -> Tokens:
    """Return the tokens of a text."""
    at_sign = "@" in visible
    emails = _all(_EMAIL, visible) if at_sign else ()
    urls = _urls(visible) if "://" in visible or _DOT.search(visible) else ()
    if emails and urls:
        emails, urls = _settled(emails, urls)
    taken = tuple(sorted((*_outside(emails, urls), *urls), key=_start)) if at_sign else ()
    return Tokens(
        text=visible,
        emoji=tuple([Token(visible[start:end], start, end) for start, end in emoji_spans(visible)]),
        urls=urls,
        emails=emails,
        mentions=_outside(_all(_MENTION, visible), taken) if at_sign else (),
        hashtags=_outside(_all(_patterns(_marks(visible))[1], visible), urls)
        if "#" in visible or "＃" in visible
        else (),
    )


def _settled(emails: tuple[Token, ...], urls: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Say which of an e-mail address and a link that overlap is meant.

    A link with a scheme stays one: "https://school.example@elsewhere.example" leads elsewhere and is no mailbox. In
    its query there may still be one.
    """
    schemed = tuple(url for url in urls if "://" in url.text[:8])
    bare = _outside(tuple(url for url in urls if "://" not in url.text[:8]), emails)
    in_query = tuple(Token("", url.start + at, url.end) for url in schemed if (at := url.text.find("?")) >= 0)
    free = _outside(emails, schemed)
    kept = tuple(email for email in emails if email in free or email not in _outside((email,), in_query))
    return kept, tuple(sorted((*schemed, *bare), key=_start))


def _start(token: Token) -> int:
    return token.start


def _all(pattern: re.Pattern[str], text: str) -> tuple[Token, ...]:
    return tuple([Token(match.group(), *match.span()) for match in pattern.finditer(text)])


def _hashtags(text: str) -> tuple[Token, ...]:
    return _all(_patterns(_marks(text))[1], text)


def _marks(text: str) -> str:
    """Return the combining marks and joiners of a text, which `re` does not count among the letters."""
    return "" if text.isascii() else "".join(sorted(char for char in set(text) if char in _JOINERS or is_mark(char)))


@lru_cache(maxsize=64)
def _patterns(marks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of words and hashtags for texts with these marks."""
    letter = f"(?:[^\\W\\d_]|[{marks}])" if marks else r"[^\W\d_]"
    word = f"[^\\W\\d_]{letter}*"
    return (
        re.compile(f"{word}(?:['’ʼ‘＇\\-‐‑]{word})*"),
        re.compile(f"(?<![\\w#&/])[#＃](?=[\\d_]*[^\\W\\d_])[\\w·{marks}]+"),
    )


def _outside(found: tuple[Token, ...], taken: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens that touch none of `taken` (in order, apart from each other)."""
    if not found or not taken:
        return found
    ends = [token.end for token in taken]
    free: list[Token] = []
    for token in found:
        index = bisect_right(ends, token.start)  # the first that ends after this one starts
        if index == len(taken) or taken[index].start >= token.end:
            free.append(token)
    return tuple(free)


def _urls(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _URL.finditer(text):
        url = _trim(match.group())
        lower = url[:8].lower()
        if lower.startswith(("http://", "https://")):
            wanted = bool(url.partition("://")[2])
        else:
            wanted = lower.startswith("www") or _bare(url)
        if wanted:
            found.append(Token(url, match.start(), match.start() + len(url)))
    return tuple(found)


def _trim(url: str) -> str:
    """Cut the punctuation that belongs to the sentence, and brackets that were not opened in the address."""
    end = len(url)
    surplus = {closer: url.count(closer) - url.count(opener) for closer, opener in _CLOSERS.items()}
    while end:
        last = url[end - 1]
        if last in _CLOSERS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in ".,;:!?'’\"…*_~|":
            break
        end -= 1
    return url[:end]


def _bare(url: str) -> bool:
    """Say whether something with dots and no scheme is an address rather than a typing error or a file."""
    host = re.split("[/?#:]", url, maxsplit=1)[0]
    labels = host.split(".")
    ending = labels[-1].lower()
    if ending not in _TLDS or not any(char.isalpha() for char in labels[0] + labels[-1]):
        return False
    if labels[-1] != ending and labels[-1] != labels[-1].upper():
        return False  # "Need.In": a sentence starts
    if len(url) > len(host):
        return True
    if len(labels) == 2 and (ending in _WORDLIKE or len(labels[0]) < 2):
        return False
    return not (len(labels) == 2 and labels[0][:1].isupper() and labels[-1][:1].isupper() and not host.isupper())
