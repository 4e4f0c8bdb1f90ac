"""Find characters that a reader does not see, or that are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from linter.evidence.characters import Ranges, is_ignorable, ranges, within
from linter.evidence.emoji import emoji_spans, regional_run
from linter.evidence.lookalikes import imitations
from linter.value import frozen

HiddenKind = Literal["invisible", "direction", "look-alike", "fancy", "control", "private"]

_ASCII_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")
# Shown as nothing, though Unicode does not call them ignorable.
_BLANK = frozenset("\u2800\ufffc")
# Letters in costume: screen readers spell them or skip them. Enclosed, mathematical, full-width, and the other sets.
_FANCY = ranges(
    "\u249c-\u24e9 \uff21-\uff3a \uff41-\uff5a \u2102 \u210a-\u2113 \u2115 \u2119-\u211d \u2124 \u2128 \u212c-\u212d "
    "\u212f-\u2134 \U0001d400-\U0001d7ff \U0001f110-\U0001f12b \U0001f130-\U0001f149 \U0001f150-\U0001f169 "
    "\U0001f170-\U0001f189"
)
# The same, but only in rows: small capitals, raised letters, regional letters.
_ROWS = ranges(
    "\U0001f1e6-\U0001f1ff \u1d00-\u1d22 \u0262 \u026a \u0274 \u0280 \u028f \u0299 \u029c \u029f \ua730-\ua731 \ua7af "
    "\u1d2c-\u1d5b \u1d9c-\u1dbf \u02b0-\u02b8 \u02e0-\u02e4 \u207f \u2071"
)
# Scripts whose spelling needs the joiners, or in which they are common.
_JOINING = ranges(
    "\u0590-\u109f \u1700-\u18af \u1900-\u1cff \ua800-\uabff \ufb1d-\ufdff \ufe70-\ufefc \U00010a00-\U000110ff"
)
_RIGHT_TO_LEFT = ranges("\u0590-\u08ff \ufb1d-\ufdff \ufe70-\ufefc \U00010800-\U00010fff \U0001e800-\U0001efff")
_WIDE = ranges("\u2e80-\u30ff \u3105-\u312f \u3131-\u9fff \uac00-\ud7a3 \uf900-\ufaff \U00020000-\U0003ffff")


@frozen
class Hidden:
    """Characters [start, end) that deceive; `name` is the Unicode name of the first."""

    start: int
    end: int
    kind: HiddenKind
    name: str


def hidden_characters(text: str) -> tuple[Hidden, ...]:
    """Return the characters of a text that a reader does not see as what they are, neighbours of a kind as one."""
    if text.isascii():
        found: list[tuple[int, int, HiddenKind]] = [
            (*match.span(), "control") for match in _ASCII_CONTROL.finditer(text)
        ]
    elif any(map(_sort, set(text))) or imitations(text):
        found = sorted(_found(text))
    else:
        return ()
    merged: list[Hidden] = []
    for start, end, kind in found:
        if merged and merged[-1].end >= start and merged[-1].kind == kind:
            last = merged[-1]
            merged[-1] = Hidden(last.start, max(last.end, end), kind, last.name)
        elif not merged or merged[-1].end <= start:
            merged.append(Hidden(start, end, kind, _name(text[start])))
    return tuple(merged)


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}")


@lru_cache(maxsize=8192)
def _sort(char: str) -> HiddenKind | Literal["row"] | None:
    """Return what a character is reported as unless it belongs where it stands."""
    category = unicodedata.category(char)
    if category == "Cc" and char not in "\t\r\n":
        return "control"
    if category in ("Co", "Cs") or (category == "Cn" and not _may_be_new(char)):
        return "private"
    if char in _DIRECTION:
        return "direction"
    if is_ignorable(char) or char in _BLANK:
        return "invisible"
    if within(char, _FANCY):
        return "fancy"
    return "row" if within(char, _ROWS) else None


def _may_be_new(char: str) -> bool:
    """Say whether a character unknown to this Python may exist by now: emoji and Han are added every year."""
    point = ord(char)
    return 0x1F000 <= point <= 0x1FAFF or (0x20000 <= point <= 0x3FFFD and point & 0xFFFF < 0xFFFE)


def _found(text: str) -> Iterator[tuple[int, int, HiddenKind]]:
    yield from ((at, at + 1, "look-alike") for at in imitations(text) if not _is_symbol(text, at))
    sorts = {at: sort for at, char in enumerate(text) if (sort := _sort(char))}
    yield from ((start, end, "fancy") for start, end in _rows(text, sorts))
    pictured = {at for span in emoji_spans(text) for at in range(*span)}
    worn = _worn(text, {at for at, sort in sorts.items() if sort == "fancy"})
    served = _served(text) if "direction" in sorts.values() else set()
    for at, sort in sorts.items():
        if at in pictured or sort == "row":
            continue
        if (
            (sort == "direction" and (at not in served or text[at] in _OVERRIDES))
            or (sort == "invisible" and not _belongs(text, at))
            or (sort == "fancy" and at in worn)
            or sort in ("control", "private")
        ):
            yield at, at + 1, sort


def _rows(text: str, sorts: Mapping[int, object]) -> Iterator[tuple[int, int]]:
    """Yield the rows of small capitals, raised letters and regional letters that spell something.

    Two small ones are an abbreviation or phonetic spelling; regional ones may be flags.
    """
    done = 0
    for at, sort in sorts.items():
        if sort != "row" or at < done:
            continue
        if text[at] >= "\U0001f1e6":
            done, silent = regional_run(text, at)
        else:
            done = at
            while sorts.get(done) == "row" and text[done] < "\U0001f1e6":
                done += 1
            silent = done - at < 3
        if not silent:
            yield at, done


def _served(text: str) -> set[int]:
    """Return the offsets on lines with right-to-left text, which direction marks serve."""
    found: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if any(within(char, _RIGHT_TO_LEFT) for char in set(line)):
            found.update(range(at, at + len(line)))
        at += len(line) + 1
    return found


# Which invisible characters are at home after what, and before what; None: before anything.
_AT_HOME: tuple[tuple[str, Ranges, Ranges | None], ...] = (
    ("\u200c\u200d\u034f", _JOINING, None),
    ("\u200b", _JOINING, _JOINING),
    ("\u180b\u180c\u180d\u180e\u180f", ranges("\u1800-\u18af"), None),
    ("\u17b4\u17b5", ranges("\u1780-\u17ff"), None),
    ("\u115f\u1160", ranges("\u1100-\u11ff"), None),
    ("\u115f\u1160", ranges("\u0000-\U0010ffff"), ranges("\u1100-\u11ff")),
    ("\u2800", ranges("\u2801-\u28ff"), None),
    ("\u2800", ranges("\u0000-\U0010ffff"), ranges("\u2801-\u28ff")),
)


def _belongs(text: str, at: int) -> bool:
    """Say whether an invisible character is part of ordinary spelling where it stands."""
    char = text[at]
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        if not before:
            return False
        category = unicodedata.category(before)
        return category[0] == "S" if char in "\ufe0e\ufe0f" else category == "Sm" or within(before, _WIDE)
    if char == "\ufeff":
        return at == 0
    return any(
        char in chars and within(before, first) and (then is None or within(after, then))
        for chars, first, then in _AT_HOME
    )


def _worn(text: str, costumed: set[int]) -> set[int]:
    """Return where letters in costume are used as letters: one alone is a symbol (ⓘ, 🅿, 𝑥), a row is a word.

    Where there is a row, single ones are words too. Full-width letters are at home among Han and the like.
    """
    if any(within(char, _WIDE) for char in set(text)):
        costumed = {at for at in costumed if not "\uff21" <= text[at] <= "\uff5a"}
    if any(at + 1 in costumed for at in costumed):
        return costumed
    return {at for at in costumed if text[max(0, at - 1) : at].isalpha() or text[at + 1 : at + 2].isalpha()}


def _is_symbol(text: str, at: int) -> bool:
    """Say whether a Greek letter stands in something as short as a formula: ρgh."""
    if not "\u0370" <= text[at] <= "\u03ff":
        return False
    start = end = at
    while start and at - start < 4 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - at < 4 and text[end].isalnum():
        end += 1
    return end - start <= 3
