"""Find the tokens of a text: words, emoji, links, addresses, @mentions and #tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from linter.evidence.emoji import EMOJI, START

# Combining marks and the joiners used inside words; `\w` of `re` knows letters and digits only. Whole blocks where a
# script keeps its vowel signs among its letters. A test compares this with the Unicode data.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd"
    "\u0816-\u082d\u0859-\u085b\u0897-\u089f\u08ca-\u08e1\u08e3-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc-\u09d7\u09e2\u09e3\u09fe\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0ae2\u0ae3"
    "\u0afa-\u0b03\u0b3c-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c62\u0c63\u0c81-\u0c83"
    "\u0cbc-\u0cd6\u0ce2\u0ce3\u0cf3\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0df3\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84"
    "\u0f86\u0f87\u0f8d-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074"
    "\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1715\u1732-\u1734\u1752\u1753\u1772\u1773\u17b4-\u17d3\u17dd\u180b-\u180d\u180f\u1885\u1886\u18a9"
    "\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1ace\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82"
    "\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff"
    "\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua672\ua674-\ua67d"
    "\ua69e\ua69f\ua6f0\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff"
    "\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaa7b-\uaa7d\uaab0"
    "\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e\ufe20-\ufe2f"
)
_JOINERS = "\u00ad\u200c\u200d\u2060"
_LETTER = f"(?:[^\\W\\d_]|[{MARKS}{_JOINERS}])"
_WORDS = re.compile(r"[^\W\d_]+(?:['’ʼ‘＇\-‐‑][^\W\d_]+)*")
_WORDS_MARKED = re.compile(f"[^\\W\\d_]{_LETTER}*(?:['’ʼ‘＇\\-‐‑][^\\W\\d_]{_LETTER}*)*")
_WORDS_ASCII = re.compile(r"[A-Za-z]+(?:['\-][A-Za-z]+)*")
_MARKED = re.compile(f"[{MARKS}{_JOINERS}]")

# Endings of bare domains ("ferncombe.example.sch.uk"). A few are also words, so a domain without a path needs more: see
# `_bare`.
_ENDINGS = (
    "com org net edu gov int info biz uk cymru wales scot london ie eu de fr es it nl be ch at dk no se fi pl pt gr cz "
    "us ca au nz in pk ly gl me tv co io ai app dev page link site online store shop blog cloud tech school academy "
    "education events live news fm gg be to cc xyz club wiki community foundation charity media social ngo care "
    "example test life gd gy tl ms gle al ru sh id im bet casino poker xxx porn adult zip"
)
_TLDS = frozenset(_ENDINGS.split())
_WORD_ENDINGS = "in it at no be me to is us co care news live events school social shop store club page link life ms al sh id im bet adult"
_WORDLIKE = frozenset(_WORD_ENDINGS.split())
_URL = re.compile(
    r"(?<![\w@])(?:https?://|www\d?\.)[^\s<>\"“”«»]+"
    r"|(?<![\w@./#&\-])(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[A-Za-z]{2,12}(?![\w@])(?::\d{2,5})?(?:[/?#][^\s<>\"“”«»]*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+\-@])[\w.+'’\-]{1,64}@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_MENTION = re.compile(
    r"(?<![\w@./])@[^\W_](?:[\w.\-]{0,62}\w)?@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}"
    r"|(?<![\w@/])@\w(?:[\w.]{0,62}\w)?"
)
_TAG = re.compile(f"(?<![\\w#&/])[#＃](?=[\\d_]*[^\\W\\d_])(?:\\w|[{MARKS}{_JOINERS}·])+")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text and where it stands: code points, half-open."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a text consists of. Each kind is in the order of the text and does not overlap itself.

    `words` are all runs of letters, also those inside links and tags; compare spans where that matters.
    """

    words: tuple[Token, ...] = ()
    emoji: tuple[Token, ...] = ()
    urls: tuple[Token, ...] = ()
    emails: tuple[Token, ...] = ()
    mentions: tuple[Token, ...] = ()
    hashtags: tuple[Token, ...] = ()


def tokens(visible: str) -> Tokens:
    """Return the tokens of a text."""
    ascii_only = visible.isascii()
    words = _WORDS_ASCII if ascii_only else _WORDS_MARKED if _MARKED.search(visible) else _WORDS
    at_sign = "@" in visible
    emails = _all(_EMAIL, visible) if at_sign else ()
    urls = _outside(_urls(visible), emails) if "." in visible or "://" in visible else ()
    taken = tuple(sorted((*emails, *urls), key=_start)) if at_sign else ()
    return Tokens(
        words=_all(words, visible),
        emoji=_emoji(visible, ascii_only),
        urls=urls,
        emails=emails,
        mentions=_outside(_all(_MENTION, visible), taken) if at_sign else (),
        hashtags=_outside(_all(_TAG, visible), urls) if "#" in visible or "＃" in visible else (),
    )


def _start(token: Token) -> int:
    return token.start


def _all(pattern: re.Pattern[str], text: str) -> tuple[Token, ...]:
    return tuple([Token(match.group(), *match.span()) for match in pattern.finditer(text)])


def _emoji(text: str, ascii_only: bool) -> tuple[Token, ...]:
    return () if ascii_only or not START.search(text) else _all(EMOJI, text)


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
