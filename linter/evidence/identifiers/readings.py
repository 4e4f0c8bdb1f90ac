"""How a part reads when digits, signs and letters are plain: with a way back, and with capitals as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from linter.evidence.characters import is_ignorable
from linter.evidence.late import Late
from linter.text import MapBuilder, View

_KEYCAP = "\u20e3"
_SIGNS = {
    **dict.fromkeys("‘’ʼ＇", "'"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "−": "-",
    "⁻": "-",
    "․": ".",
    "。": ".",
}
_NUMBERS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD = "(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
_IN_WORDS = Late(rf"\b(?:zero|oh|o|nought|double|plus)\b(?:[\s,.\-–]+(?:{_WORD}|\d+)\b){{4,}}", re.IGNORECASE)
# Characters beyond ASCII, with the one before them.
_FOREIGN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_MAY_BE_WORDS = ("zero", "nought", "double", "oh ", "o ", "plus")


def plain(text: str) -> View:
    """Return a text with full-width, boxed and other digits and signs as ASCII, without what cannot be seen."""
    if text.isascii():
        return View.of(text)
    builder = MapBuilder()
    latin = _imitations(text)
    done = 0
    for match in _FOREIGN.finditer(text):
        start, end = match.span()
        builder.copy(text[done:start], done)
        _put(builder, text, start, end, latin)
        done = end
    builder.copy(text[done:], done)
    return builder.build()


def _put(builder: MapBuilder, text: str, at: int, stop: int, latin: Mapping[int, str]) -> None:
    """Add characters of which only the first may be of ASCII, each as it is read."""
    while at < stop:
        char = text[at]
        end = at + 1
        while end < stop and not _plain(text[end]):
            end += 1  # a keycap around a digit, and what cannot be seen, belong to the character before
        read = char
        if at in latin:
            read = latin[at].upper() if char.isupper() else latin[at]
        elif char >= "\x80":
            read = _plain(char)
        builder.replace(read, at, end - at)
        at = end


def _imitations(text: str) -> dict[int, str]:
    from linter.evidence.lookalikes import imitations

    return dict(imitations(text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if char == _KEYCAP or is_ignorable(char) or unicodedata.category(char) == "Cf":
        return ""
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    if category in ("Nd", "No") and (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if compatible.isascii() and len(compatible) == 1 else char


def in_words(view: View) -> Iterator[View]:
    """Yield the text with digits for number words, if a telephone number may be written so."""
    lower = view.text.lower()
    if not any(word in lower for word in _MAY_BE_WORDS):
        return
    builder = MapBuilder()
    done = 0
    for match in _IN_WORDS.now.finditer(view.text):
        builder.copy(view.text[done : match.start()], done)
        builder.replace(_digits(match.group()), match.start(), match.end() - match.start())
        done = match.end()
    if done:
        builder.copy(view.text[done:], done)
        yield builder.build().over(view)


def _digits(words: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d+", words.lower()):
        if word in ("double", "treble", "triple"):
            times = 2 if word == "double" else 3
        elif word == "plus":
            digits += "+"
        else:
            digits += _NUMBERS.get(word, word) * times
            times = 1
    return digits
