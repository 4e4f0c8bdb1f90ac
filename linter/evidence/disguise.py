"""Undo deliberate disguises in a folded text: digits for letters, letters set apart, words split, letters repeated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from linter.evidence.emoji import emoji_spans
from linter.text import MapBuilder, View

Edit = tuple[int, int, str]
_L = r"[^\W\d_]"
_SETTERS = r"[ ._*\-/|~·•]"
# What is never a disguise: addresses, @handles, #tags, e-mail, file names.
_KEPT = re.compile(
    r"(?:https?://|www\d?\.)\S+|[\w.+\-]{1,64}@(?:[\w\-]{1,63}\.)+[a-z]{2,}|(?<!\w)[@#]\w[\w.]*"
    r"|(?<![\w.\-])(?:[\w\-]{1,63}\.){1,8}(?:com|org|net|edu|gov|uk|cymru|wales|ie|eu|io|co|ly|me|tv|info|app|html?|pdf"
    r"|jpe?g|png|gif|docx?|xlsx?|pptx?|md|txt|csv|mp[34]|heic|webp)(?!\w)(?:/\S*)?"
)
_APART = re.compile(rf"(?<![\w@#$!'’]){_L}({_SETTERS})(?:(?:{_L}|[013457@$!])\1){{2,}}(?:{_L}|[013457@$])(?![\w@$'’])")
_SPLIT = re.compile(rf"(?<![\w*.]){_L}+(?:[*_.]+{_L}+)+(?![\w*]|\.\w)")
_LEET = re.compile(r"(?<![\w@$!#£€&+/.,:'\-])[\w@$!]+(?![\w@$!])")
# A digit or sign between letters, one digit or dollar before them, or dollars after them.
_INNER = re.compile(rf"{_L}[013457!@$]{{1,2}}{_L}|^[013457]{_L}{{2}}|^\${_L}{{2}}|{_L}{{2}}\$+$")
# Codes and numbers: other digits, long runs, @ or $ before a digit, year groups and classes, plurals such as MP3s.
_NOT_LEET = re.compile(
    rf"[2689_]|[0-9]{{3}}|[@$][0-9]|!!|^\d\d|^\d{_L}{_L}$|^(?:ks|y|yr|year|class|form|room|stage|under)[0-9]|^u\d\d"
    rf"|^[pkrsu][0-9][a-f]$|^{_L}{{1,2}}[0-9]+s$|^[0-9]{_L}+[0-9]|^{_L}+[0-9]+[!$]*$"
)
_LEADING = re.compile(r"[0-9]")
_REPEAT = re.compile(rf"({_L})\1\1+")
_ROMAN = re.compile(r"[ivxlcm]+")
_AS_LETTER = {"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "!": "i"}
# A number and what it counts: "5pupils" and "1hour" are typing errors, "5hit" is not.
_COUNTED = re.compile(
    r"(?:st|nd|rd|th|am|pm|km|cm|mm|kg|ml|min|hr|hour|sec|day|week|wk|month|mth|year|yr|term|pupil|child|adult|people"
    r"|staff|place|point|pt|mile|metre|meter|night|time|way|player|team|class|form|house|goal|tries|try|run|round|lap"
    r"|pack|page|part|piece|person|girl|boy|kid|ticket|pound|each|and|to|x|xl|k|m|g|p|d|s|in|out|on|of|for|at|or|ever"
    r"|o['’]?clock|tbsp|tsp|a|b|c|v)(?:e?s|ren)?$"
)
# "a.m", "mr.poole", "in.see": two letters before a dot that are a word of their own.
_SHORT_LIST = (
    "a i am an as at be by do eg go he hi ie if in is it me mr ms mx dr st my no oh ok of on or pe pm re so sr jr "
    "the to tv uk up us vs we yr www mrs rev dec jan feb mar apr jun jul aug sep oct nov mon tue wed thu fri sat "
    "sun all and are but can day did fun get got had has her him his how its let new not now off old one our out "
    "ran run say see set she ten too two use was way who why win won yes yet you etc"
)
_SHORT_WORDS = frozenset(_SHORT_LIST.split())


def undo(folded: str, *, second: bool) -> View:
    """Return the text with disguises undone; `second` asks for the less likely letters where there is a choice."""
    view = View.of(folded)
    for step in (_join_apart, _join_split, _read_digits, _collapse):
        if edits := step(view.text, second):
            view = _edited(view.text, edits).over(view)
    return view


def _edited(text: str, edits: list[Edit]) -> View:
    """Return `text` with each [start, end) replaced; edits are in order and apart."""
    builder = MapBuilder()
    done = 0
    for start, end, new in edits:
        builder.copy(text[done:start], done)
        builder.replace(new, start, end - start)
        done = end
    builder.copy(text[done:], done)
    return builder.build()


@lru_cache(maxsize=4)
def _kept_spans(text: str) -> Sequence[tuple[int, int]]:
    """Return the spans that are never a disguise. Asked for only when something looks like one: it is a slow search."""
    if not any(sign in text for sign in "@#.:"):
        return ()
    return tuple([match.span() for match in _KEPT.finditer(text)])


def _free(start: int, end: int, kept: Sequence[tuple[int, ...]]) -> bool:
    """Say whether [start, end) touches none of the spans, which are in order and apart."""
    index = bisect_left(kept, (start,))
    before = index and kept[index - 1][1] > start
    return not before and (index == len(kept) or kept[index][0] >= end)


def _join_apart(text: str, second: bool) -> list[Edit]:
    """Join letters that are set apart: "c o n f", "c.o.n.f"."""
    edits: list[Edit] = []
    for match in _APART.finditer(text):
        start, end = match.span()
        letters = match.group()[::2]
        if sum(map(str.isalpha, letters)) < 3 or len(set(letters)) == 1:
            continue
        if not _free(start, end, _kept_spans(text)):
            continue
        first = start + 1
        if second and match[1] == " " and text[start] in "ai" and len(letters) > 4:
            first = start + 3
        edits.extend((at, at + 1, "") for at in range(first, end, 2))
    return edits


def _join_split(text: str, _second: bool) -> list[Edit]:
    """Join words split by * _ . or an emoji."""
    edits: list[Edit] = []
    for match in _SPLIT.finditer(text):
        start, end = match.span()
        if not _free(start, end, _kept_spans(text)) or ("." in match.group() and not _split_by_dots(match.group())):
            continue
        edits.extend((start + sign.start(), start + sign.end(), "") for sign in re.finditer(r"[*_.]+", match.group()))
    if not text.isascii():
        taken = [(start, end) for start, end, _ in edits]
        edits.extend((start, end, "") for start, end in _split_by_emoji(text) if _free(start, end, taken))
        edits.sort()
    return edits


def _split_by_dots(word: str) -> bool:
    """Say whether dots split a word, rather than stand for a missing space or an abbreviation."""
    pieces = re.split(r"[*_.]+", word)
    if all(len(piece) == 1 for piece in pieces):
        return len(pieces) > 3
    if len(pieces) == 2 and len(pieces[0]) == 1 and len(pieces[1]) > 3:
        return False  # J.Smith
    return len(pieces) > 2 or any(len(piece) <= 2 and piece not in _SHORT_WORDS for piece in pieces)


def _split_by_emoji(text: str) -> list[tuple[int, int]]:
    """Return the spans of emoji that stand between two letters."""
    found: list[tuple[int, int]] = []
    for start, end in emoji_spans(text):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [
        (start, end)
        for start, end in found
        if start and end < len(text) and text[start - 1].isalpha() and text[end].isalpha()
    ]


def _read_digits(text: str, second: bool) -> list[Edit]:
    """Read digits and signs inside words as letters."""
    edits: list[Edit] = []
    for match in _LEET.finditer(text):
        word = match.group().rstrip("!")
        if word.isalpha() or not _is_leet(word):
            continue
        start = match.start()
        if not _free(start, start + len(word), _kept_spans(text)):
            continue
        for at, char in enumerate(word):
            if char in _AS_LETTER:
                edits.append((start + at, start + at + 1, "l" if second and char == "1" else _AS_LETTER[char]))
    return edits


def _is_leet(word: str) -> bool:
    """Say whether the digits and signs of a word stand for letters."""
    letters = sum(map(str.isalpha, word))
    if letters < 2 or not _INNER.search(word) or _NOT_LEET.search(word):
        return False
    leading = _LEADING.match(word)
    if leading and _COUNTED.match(word, leading.end()):
        return False
    return not (word.count("!") and letters > 6 and not re.search(r"[0-9@$]", word))


def _collapse(text: str, second: bool) -> list[Edit]:
    """Write a letter that is repeated three times and more once, or twice in the second view."""
    edits: list[Edit] = []
    first = last = 0  # of the word
    for match in _REPEAT.finditer(text):
        start, end = match.span()
        if start >= last:
            first, last = start, end
            while first and text[first - 1].isalpha():
                first -= 1
            while last < len(text) and text[last].isalpha():
                last += 1
        # "xxx" and "www" are words of their own, "viii" and "xiii" are numbers.
        number = last - first < 10 and _ROMAN.fullmatch(text, first, last)
        if (first, last) != (start, end) and not number and _free(start, end, _kept_spans(text)):
            edits.append((start, end, match[1] * (2 if second else 1)))
    return edits
