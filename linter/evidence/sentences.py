"""Cut a text into sentences and clauses, as spans."""

from __future__ import annotations

import re

from linter.evidence.emoji import emoji_pattern, emoji_spans


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With a full stop these are followed by more of the same sentence: always, …
_TITLES = _words("mr mrs ms mx dr st prof rev sr jr fr hon capt lt sgt messrs mme mlle revd")
_INSIDE = _words("e.g i.e eg ie approx vs cf viz c ca incl")
# … or when a number or a small letter follows.
_SHORT = _words(
    "etc no nos tel ext est dept govt min max inc ltd p pp vol a.m p.m am pm hrs mins yr yrs ed rd ave "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
_END = re.compile(r"[.!?…。！？؟।۔]+[\"'”’)\]]*|\r\n|\r|\n")
_OWN_STOPS = "。！？؟।۔"  # need no space after them
_BLANKS = re.compile(r"[ \t\u00a0]*")
_OPENERS = re.compile(r"[\"'“‘(\[*_]*")
_STARTS_LINE = re.compile(r"[-*•‣▪◦·–—>#＃@(\[\"“‘'✓✔★☆→]|\d+[.)]\s|\r|\n|$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_CLAUSE = re.compile(
    r"[;:](?=\s|$)|\s(?:-|–)+\s|—|[()\[\]]"
    r"|,(?=\s+(?:and|but|so|because|although|though|while|whereas|which|who|or|yet|when|where|as|if|unless|until|since)\b)"
    r"|\s(?=(?:but|because|although|though|which|whereas|unless|so that)\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences, without the space around them. Capitals in the text help."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in sorted({*_stops(text), *_pictures(text)}):
        _add(text, start, end, found)
        start = end
    _add(text, start, len(text), found)
    return tuple(found)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the clauses: the sentences cut again at ; : – brackets and conjunctions."""
    found: list[tuple[int, int]] = []
    for first, last in sentences(text):
        start = first
        for match in _CLAUSE.finditer(text, first, last):
            _add(text, start, match.start(), found)
            start = match.end()
        _add(text, start, last, found)
    return tuple(found)


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _stops(text: str) -> list[int]:
    """Return where punctuation or a line end closes a sentence; emoji after it still belong to it."""
    found: list[int] = []
    for match in _END.finditer(text):
        start, end = match.span()
        if text[start] in "\r\n":
            if _line_ends(text, end):
                found.append(end)
        elif end == len(text) or _closes(text, start, end):
            found.append(_after_emoji(text, end))
    return found


def _pictures(text: str) -> list[int]:
    """Return where a run of emoji closes a sentence: before a capital."""
    found: list[int] = []
    for _, end in emoji_spans(text):
        follows = _skip(_BLANKS, text, end)
        if follows > end and text[follows : follows + 1].isupper():
            found.append(end)
    return found


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _after_emoji(text: str, at: int) -> int:
    if text.isascii():
        return at
    while (after := _emoji_end(text, _skip(_BLANKS, text, at))) is not None:
        at = after
    return at


def _emoji_end(text: str, at: int) -> int | None:
    """Return where the emoji at `at` ends, or None."""
    if text[at : at + 1] < "\u00a9" and not text.startswith(("\ufe0f", "\u20e3"), at + 1):
        return None
    match = emoji_pattern().match(text, at)
    return match.end() if match else None


def _line_ends(text: str, after: int) -> bool:
    """Say whether the line end before `after` closes a sentence."""
    at = _skip(_BLANKS, text, after)
    return _STARTS_LINE.match(text, at) is not None or text[at].isupper() or _emoji_end(text, at) is not None


def _closes(text: str, start: int, end: int) -> bool:
    """Say whether the punctuation at [start, end), which is not the last of the text, closes a sentence."""
    mark, follows = text[start], text[end]
    if mark in _OWN_STOPS:
        return True
    if not follows.isspace():
        return _runs_on(text, start, end)
    at = _skip(_BLANKS, text, end)
    at = _skip(_OPENERS, text, at)
    lead = text[at : at + 1]
    if mark == "…" or text.startswith("..", start):
        return not lead.islower()
    if mark != ".":
        return not (lead.islower() and text[end - 1] in "\"'”’)]")
    word = _word_before(text, start)
    if word.isdigit() and text[max(0, start - len(word) - 9) : start - len(word)].rstrip(" \t")[-1:] in (
        "",
        "\n",
        "\r",
    ):
        return False  # the number of a list item
    return _full_stop(word, lead)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Say whether punctuation with no space after it closes a sentence all the same: "We won!It was fun"."""
    follows = text[end]
    if _emoji_end(text, end) is not None:
        return True
    if end - start > 1 and text[start] == ".":
        return False
    if not follows.isupper() or not text[start - 1 : start].islower():
        return False
    word = _word_before(text, start)
    return text[start] != "." or (
        len(word) > 1 and word.isalpha() and word not in _TITLES | _INSIDE and text[end + 1 : end + 2].islower()
    )


def _word_before(text: str, at: int) -> str:
    start = at
    while start and at - start < 40 and (text[start - 1].isalnum() or text[start - 1] in ".@'’"):
        start -= 1
    return text[start:at].lower()


def _full_stop(word: str, lead: str) -> bool:
    """Say whether a full stop after `word`, with a space and `lead` after it, closes a sentence."""
    if word in _TITLES or word in _INSIDE:
        return False
    if word in _SHORT:
        return not (lead.isdigit() or lead.islower())
    # J. Smith, J.K. Rowling, the U.K. team; but "so did I."
    return word == "i" or not (_INITIALS.fullmatch(word) and lead.isalpha())
