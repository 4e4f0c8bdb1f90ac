"""Fold away what does not change the meaning of a text, and undo deliberate disguises, keeping the way back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from linter.evidence.disguise import deobfuscate
from linter.evidence.emoji import EMOJI
from linter.evidence.lookalikes import imitations
from linter.text import MapBuilder, OffsetMap, View

__all__ = ["IGNORABLE", "deobfuscate", "fold"]

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_IGNORABLE = re.compile(f"[{IGNORABLE}]")
_STRETCH = re.compile(r"[^\x00-\x7f]+|\r\n?")
_BLANKS = str.maketrans("\t\v\f", "   ")

_SPECIAL = {
    **dict.fromkeys("‘’‚‛′‵ʹʼʻʽˈ´＇", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞", '"'),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("−⁻₋", "-"),
    "\u2800": " ",
    "\u1680": " ",
    "⁄": "/",
    "∕": "/",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ı": "i",
    "ȷ": "j",
    "ĸ": "k",
    "ə": "e",
    "ǝ": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɑ": "a",
    "ɡ": "g",
    "ɩ": "i",
    "ʟ": "l",
    "ß": "ss",
    "ﬅ": "st",
    "™": "™",
    "℠": "℠",
}
_LATIN = re.compile(r"LATIN (?:SMALL )?LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?$")
_BOXED = ((0x1F110, 26), (0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26), (0x249C, 26))


def fold(text: str) -> View:
    """Return the text in small, plain letters, so that what reads the same is the same."""
    if text.isascii() and "\r" not in text:
        folded = text.lower()
        if "\t" in folded or "\v" in folded or "\f" in folded:
            folded = folded.translate(_BLANKS)
        return View(folded, OffsetMap.identity(len(text)))
    latin = imitations(text)
    builder = MapBuilder()
    done = 0
    plain = True  # the last character written is plain ASCII (or there is none): marks on it go
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        if start > done:
            builder.copy(text[done:start].lower().translate(_BLANKS), done)
            plain = True
        done = end
        if text[start] == "\r":
            builder.replace("\n", start, end - start)
            plain = True
            continue
        plain = _fold_stretch(text, start, end, plain=plain, latin=latin, builder=builder)
    if done < len(text):
        builder.copy(text[done:].lower().translate(_BLANKS), done)
    return builder.build()


def _fold_stretch(
    text: str, start: int, end: int, *, plain: bool, latin: dict[int, str], builder: MapBuilder
) -> bool:
    """Fold the characters from `start` to `end`, none of them ASCII; return whether the last one written is."""
    at = start
    if text.startswith(("\u20e3", "\ufe0f\u20e3"), at) and at and text[at - 1] in "0123456789#*":
        stop = text.index("\u20e3", at) + 1
        builder.copy(text[at:stop], at)
        at, plain = stop, False
    while at < end:
        char = text[at]
        if char > "\u00a8" and (match := EMOJI.match(text, at)) and not "\U0001f170" <= char <= "\U0001f17f":
            builder.copy(match.group(), at)
            at, plain = match.end(), False
            continue
        stop = at + 1
        if _loose(char):
            if not plain and not _IGNORABLE.match(char):
                builder.copy(char, at)
            at = stop
            continue
        while stop < end and _loose(text[stop]):
            stop += 1
        folded = latin.get(at) or _fold_cluster(text[at:stop])
        if len(folded) == 1:
            # Marks and invisible characters that are dropped leave no trace in the map, as after an ASCII letter.
            builder.copy(folded, at)
        else:
            builder.replace(folded, at, stop - at)
        if folded:
            plain = folded[-1] < "\x80"
        at = stop
    return plain


@lru_cache(maxsize=8192)
def _loose(char: str) -> bool:
    """Say whether a character hangs on the one before it: a combining mark or an invisible one."""
    return unicodedata.category(char)[0] == "M" or _IGNORABLE.match(char) is not None


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """Fold one base character with its marks."""
    cluster = _IGNORABLE.sub("", cluster)
    boxed = ord(cluster[0])
    for first, count in _BOXED:
        if first <= boxed < first + count:
            cluster = chr(97 + boxed - first) + cluster[1:]
    for _ in range(4):
        before = cluster
        cluster = _fold_once(cluster)
        if cluster == before:
            break
    return cluster


def _fold_once(cluster: str) -> str:
    if cluster[0] in _SPECIAL:
        compatible = _SPECIAL[cluster[0]] + cluster[1:]
    else:
        compatible = unicodedata.normalize("NFKC", cluster)
        if "⁄" in compatible or (compatible[:1] == " " and len(compatible) > 1):
            compatible = unicodedata.normalize("NFC", cluster)  # ½ after a digit is not 1/2; ¨ is not a space
    out: list[str] = []
    for char in compatible.casefold():
        letter = _fold_char(char)
        if out and out[-1][-1:] < "\x80" and unicodedata.category(char)[0] == "M":
            continue
        if letter and not _IGNORABLE.match(letter):
            out.append(letter)
    return "".join(out)


def _fold_char(char: str) -> str:
    if char < "\x80":
        return char
    if char in _SPECIAL:
        return _SPECIAL[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    if category[0] == "L":
        base = unicodedata.normalize("NFD", char)[0]
        if base < "\x80":
            return base
        if match := _LATIN.match(unicodedata.name(base, "")):
            return match[1].lower()
    return char
