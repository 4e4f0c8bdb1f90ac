"""Find characters that a reader does not see, or that are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linter.evidence.emoji import EMOJI, regional_run
from linter.evidence.lookalikes import imitations

HiddenKind = Literal["invisible", "direction", "look-alike", "fancy", "control", "private"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters in costume: screen readers spell them or skip them. Enclosed, mathematical, full-width, and the other sets.
_FANCY = re.compile(
    "[\u249c-\u24e9\uff21-\uff3a\uff41-\uff5a\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2134"
    "\U0001d400-\U0001d7ff\U0001f110-\U0001f12b\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    "]"
)
# Where to look closer: all but ASCII, and the digits of keycaps.
_UNUSUAL = re.compile(r"[^\x20-\x7e\t\r\n]|[0-9#*](?=\ufe0f?\u20e3)")
_SMALL_LETTERS = re.compile(
    "(?:[\u1d00-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731\ua7af]{3,}"
    "|[\u1d2c-\u1d5b\u1d9c-\u1dbf\u02b0-\u02b8\u02e0-\u02e4\u207f\u2071]{3,})"
)
# Anything at all that might be reported; ordinary accents, quotes, dashes and emoji are not in it.
_SUSPECT = re.compile(
    f"{_CONTROL.pattern}|{_INVISIBLE.pattern}|[{''.join(sorted(_DIRECTION))}]|{_FANCY.pattern}"
    "|[\U0001f1e6-\U0001f1ff\u0370-\u1cff\u1d00-\u1dbf\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u02b0-\u02b8\u02e0-\u02e4\u2c80-\u2dff"
    "\ua4d0-\uabff\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U00010000-\U0001f0ff\U0001f200-\U0001f2ff\U0001fb00-\U0010ffff]"
)
# Scripts whose spelling needs the joiners, or in which they are common.
_JOINING = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U000110ff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WIDE = re.compile("[\u2e80-\u30ff\u3105-\u312f\u3131-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters [start, end) that deceive; `name` is the Unicode name of the first."""

    start: int
    end: int
    kind: HiddenKind
    name: str


def hidden_characters(text: str) -> tuple[Hidden, ...]:
    """Return the characters of a text that a reader does not see as what they are, neighbours of a kind as one."""
    if not (_CONTROL if text.isascii() else _SUSPECT).search(text):
        return ()
    merged: list[Hidden] = []
    for start, end, kind in sorted(_found(text)):
        if merged and merged[-1].end >= start and merged[-1].kind == kind:
            last = merged[-1]
            merged[-1] = Hidden(last.start, max(last.end, end), kind, last.name)
        elif not merged or merged[-1].end <= start:
            merged.append(Hidden(start, end, kind, _name(text[start])))
    return tuple(merged)


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}")


def _found(text: str) -> Iterator[tuple[int, int, HiddenKind]]:
    yield from ((at, at + 1, "look-alike") for at in imitations(text) if not _is_symbol(text, at))
    for match in _SMALL_LETTERS.finditer(text):
        yield *match.span(), "fancy"
    costumed = {match.start() for match in _FANCY.finditer(text)}
    wide = _WIDE.search(text) is not None
    rows = any(at + 1 in costumed for at in costumed)
    done = 0
    for match in _UNUSUAL.finditer(text):
        at = match.start()
        if at < done:
            continue
        if "\U0001f1e6" <= text[at] <= "\U0001f1ff":
            done, flags = regional_run(text, at)
            if not flags:
                yield at, done, "fancy"
        elif emoji := EMOJI.match(text, at):
            done = emoji.end()
        elif kind := _kind(text, at, costumed, wide=wide, rows=rows):
            yield at, at + 1, kind


def _kind(text: str, at: int, costumed: set[int], *, wide: bool, rows: bool) -> HiddenKind | None:
    char = text[at]
    if _CONTROL.match(char):
        return "control"
    if char in _DIRECTION:
        return None if char not in _OVERRIDES and _RIGHT_TO_LEFT.search(_line_around(text, at)) else "direction"
    if _INVISIBLE.match(char):
        return None if _belongs(text, at) else "invisible"
    if at in costumed:
        return "fancy" if _worn(text, at, costumed, wide=wide, rows=rows) else None
    return "private" if _private(char) else None


def _line_around(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


# Invisible characters that are at home after (or, the second pattern, before) certain others.
_AT_HOME = tuple(
    (frozenset(chars), re.compile(before), re.compile(after))
    for chars, before, after in (
        ("\u200c\u200d\u034f", _JOINING.pattern, ""),
        ("\u200b", _JOINING.pattern, _JOINING.pattern),
        ("\u180b\u180c\u180d\u180e\u180f", "[\u1800-\u18af]", ""),
        ("\u17b4\u17b5", "[\u1780-\u17ff]", ""),
        ("\u115f\u1160", "[\u1100-\u11ff]", ""),
        ("\u115f\u1160", "", "[\u1100-\u11ff]"),
        ("\u2800", "[\u2801-\u28ff]", ""),
        ("\u2800", "", "[\u2801-\u28ff]"),
    )
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
        return category[0] == "S" if char in "\ufe0e\ufe0f" else category == "Sm" or _WIDE.match(before) is not None
    if char == "\ufeff":
        return at == 0
    return any(char in chars and first.match(before) and then.match(after) for chars, first, then in _AT_HOME)


def _worn(text: str, at: int, costumed: set[int], *, wide: bool, rows: bool) -> bool:
    """Say whether a letter in costume is used as a letter: one alone is a symbol (ⓘ, 🅿, 𝑥), a row is a word.

    `wide`: the text has Han or the like, where full-width letters are at home; `rows`: it has rows of costume, and so
    a single one is a word of it.
    """
    if wide and "\uff21" <= text[at] <= "\uff5a":
        return False
    if at - 1 in costumed or at + 1 in costumed or rows:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before.isalpha() or after.isalpha()


def _private(char: str) -> bool:
    category = unicodedata.category(char)
    if category in ("Co", "Cs"):
        return True
    if category != "Cn":
        return False
    point = ord(char)
    # Unassigned to this Python may be assigned by now: emoji and Han characters are added every year.
    return not (0x1F000 <= point <= 0x1FAFF or (0x20000 <= point <= 0x3FFFD and point & 0xFFFF < 0xFFFE))


def _is_symbol(text: str, at: int) -> bool:
    """Say whether a Greek letter stands in something as short as a formula: ρgh."""
    if not "\u0370" <= text[at] <= "\u03ff":
        return False
    start = end = at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end - start <= 3
