"""Numbers in a stream of words, in digits or in words: 1,200 and 96.8, £3.5m's 3.5m, eighty-four, two thirds, ½."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linter.evidence.words import Stream

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
UNITS = {word: value for value, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅘": 4 / 5}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "sixths": 6, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
WORDS = frozenset({*UNITS, *TENS, "hundred", "thousand", "million", "dozen"})
_DIGITS = re.compile(r"(\d+)([a-z]*)")


class Number(NamedTuple):
    """A number at the words [first, last); `suffix` is what hangs on its digits ("st", "am", "s")."""

    value: float
    last: int
    suffix: str = ""
    in_words: bool = False
    digits: str = ""


def touches(stream: Stream, index: int) -> bool:
    """Say whether a word stands next to the one before it with nothing between."""
    return 0 < index < len(stream) and stream[index - 1].end == stream[index].start


def text_at(stream: Stream, index: int, sentence: int) -> str:
    """Return a word of a sentence, or "" where the sentence has none."""
    return stream[index].text if 0 <= index < len(stream) and stream[index].sentence == sentence else ""


def number_at(stream: Stream, index: int) -> Number | None:
    """Return the number that begins at a word, or None."""
    if index >= len(stream):
        return None
    text = stream[index].text
    if text[0].isascii() and text[0].isdigit():
        return _in_digits(stream, index)
    if text in VULGAR:
        return Number(VULGAR[text], index + 1)
    return _in_words(stream, index) if text in WORDS or text == "a" else None


def _in_digits(stream: Stream, index: int) -> Number | None:
    match = _DIGITS.fullmatch(stream[index].text)
    if match is None:
        return None
    digits, suffix = match.groups()
    at = index + 1
    while not suffix and _joins(stream, at, ","):  # 1,200
        more = stream[at + 1].text
        if not (len(digits) <= 3 or at > index + 1) or not re.fullmatch(r"\d{3}[a-z]*", more):
            break
        digits, suffix, at = digits + more[:3], more[3:], at + 2
    if not suffix and _joins(stream, at, "."):  # 96.8
        more_match = _DIGITS.fullmatch(stream[at + 1].text)
        # 12.5.2024 and 192.168.0.1 are no decimal numbers.
        if more_match and not _joins(stream, at + 2, "."):
            digits, suffix, at = f"{digits}.{more_match[1]}", more_match[2], at + 2
    value = float(digits)
    if suffix in _SHORT_SCALES:
        return Number(value * _SHORT_SCALES[suffix], at, suffix, digits=digits)
    sentence = stream[index].sentence
    if not suffix and touches(stream, at) and stream[at].text in VULGAR:
        return Number(value + VULGAR[stream[at].text], at + 1, digits=digits)
    follows = text_at(stream, at, sentence)
    if not suffix and (follows in _SCALES or (follows in ("m", "bn") and text_at(stream, index - 1, sentence) == "£")):
        return Number(value * (_SCALES.get(follows) or _SHORT_SCALES[follows]), at + 1, digits=digits)
    return Number(value, at, suffix, digits=digits)


def _joins(stream: Stream, at: int, mark: str) -> bool:
    """Say whether a mark stands at `at` between two words without a space, the second beginning with a digit."""
    return (
        at + 1 < len(stream)
        and stream[at].text == mark
        and touches(stream, at)
        and touches(stream, at + 1)
        and stream[at + 1].text[0].isdigit()
    )


def _in_words(stream: Stream, index: int) -> Number | None:
    sentence = stream[index].sentence
    total, part, at = 0.0, 0.0, index
    if stream[at].text == "a":  # "a hundred", not "a"
        if text_at(stream, at + 1, sentence) not in ("hundred", "thousand", "million", "dozen"):
            return None
        part, at = 1.0, at + 1
    while word := text_at(stream, at, sentence):
        before = text_at(stream, at - 1, sentence) if at > index else ""
        if word in TENS and (not before or before in _SCALES or before == "and"):
            part += TENS[word]
        elif word in UNITS and (not before or before in _SCALES or before == "and" or (before in TENS)):
            if before in TENS and not 0 < UNITS[word] < 10:
                break
            part += UNITS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0.0
        elif word == "dozen":
            return Number((part or 1) * 12, at + 1, in_words=True)
        elif word == "and" and before in _SCALES and text_at(stream, at + 1, sentence) in {*UNITS, *TENS}:
            pass
        elif word == "point" and text_at(stream, at + 1, sentence) in UNITS:
            return Number(total + part + UNITS[stream[at + 1].text] / 10, at + 2, in_words=True)
        else:
            break
        at += 1
    return Number(total + part, at, in_words=True) if at > index else None
