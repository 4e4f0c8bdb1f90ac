"""Cut a text into sentences and clauses, as spans."""

from __future__ import annotations

import re

from linter.evidence.emoji import EMOJI

_TITLES = frozenset("mr mrs ms mx dr st prof rev sr jr fr hon capt lt sgt messrs mme".split())
_SHORT = frozenset("e.g i.e eg ie etc approx no nos vs viz cf tel ext est dept govt min max incl inc ltd p pp vol".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split())
_END = re.compile(r"[.!?…。！？؟।۔]+[\"'”’)\]]*|\r\n|\r|\n")
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[\w.@]*$")
_STARTS_LINE = re.compile(r"\s*(?:[-*•‣▪◦·–—>#@(\[\"“‘']|\d+[.)]\s|$)")
_CLAUSE = re.compile(
    r"[;:](?=\s|$)|\s[–—-]+\s|[—]|,(?=\s+(?:and|but|so|because|although|though|while|which|who|or|yet|when|where|as|if)\b)"
    r"|[()\[\]]|\s(?=(?:but|because|although|which|whereas|so that)\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences, without the space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for end, after in _breaks(text):
        _add(text, start, end, found)
        start = after
    _add(text, start, len(text), found)
    return tuple(found)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the clauses: sentences cut again where a new thought begins."""
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


def _breaks(text: str) -> list[tuple[int, int]]:
    """Return where sentences end and where the next may begin."""
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text):
        start, end = match.span()
        if text[start] in "\r\n":
            if _line_ends(text, end):
                found.append((start, end))
        elif _stops(text, start, end):
            found.append((end, end))
    return found


def _line_ends(text: str, after: int) -> bool:
    """Say whether the line break before `after` ends a sentence."""
    if after >= len(text) or _STARTS_LINE.match(text, after):
        return True
    at = after
    while at < len(text) and text[at] in " \t":
        at += 1
    if at >= len(text) or text[at] in "\r\n":
        return True
    return text[at].isupper() or EMOJI.match(text, at) is not None


def _stops(text: str, start: int, end: int) -> bool:
    """Say whether the punctuation at [start, end) ends a sentence."""
    if end >= len(text):
        return True
    follows = text[end]
    if not follows.isspace():
        return text[start] in "。！？؟।۔" or (text[start] in "!?…" and not follows.isalnum() and follows not in "/=&,;:")
    space = _SPACE.match(text, end)
    next_at = space.end() if space else end
    if next_at >= len(text):
        return True
    following = text[next_at]
    if text[start] != "." and text[start] != "…":
        return not (following.islower() and text[end - 1] in "\"'”’)]")
    if text[start:end].startswith(("...", "…")):
        return not following.islower()
    word = (_LAST_WORD.search(text, max(0, start - 40), start) or match_nothing()).group().lower()
    return _ends_after(word, following)


def match_nothing() -> re.Match[str]:
    raise AssertionError("the pattern matches everywhere")


def _ends_after(word: str, following: str) -> bool:
    """Say whether a full stop after `word`, followed by a space and `following`, ends the sentence."""
    if word in _TITLES:
        return False
    if following.islower() or following in ",;:":
        return False
    if word in _SHORT or word in _MONTHS:
        return not following.isdigit() and word not in ("e.g", "i.e", "eg", "ie", "approx", "vs", "cf", "viz")
    if word in ("a.m", "p.m"):
        return True
    return not (len(word) == 1 and word.isalpha() and word != "i" and following.isupper())
