"""What an identifier looks like: patterns, a check, and the words around it that make it surer.

A shape is data that both the prefilter (`re`, at once) and the recognizers (Presidio, when the prefilter has seen
something) are made from, so that neither can know what the other does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from linter.value import frozen

FLAGS = re.IGNORECASE | re.MULTILINE
LONG_RUN = 6  # digits, with little between them


class Seen(NamedTuple):
    """What a pattern matched, and the text that it stands in."""

    text: str
    start: int
    end: int

    @property
    def found(self) -> str:
        """Return the match."""
        return self.text[self.start : self.end]

    @property
    def compact(self) -> str:
        """Return the letters and digits of the match, in capitals."""
        return "".join(char for char in self.found if char.isalnum()).upper()

    def before(self, length: int = 40) -> str:
        """Return what stands before the match, in small letters."""
        return self.text[max(self.start - length, 0) : self.start].lower()

    def after(self, length: int = 40) -> str:
        """Return what stands after the match, in small letters."""
        return self.text[self.end : self.end + length].lower()


class Form(NamedTuple):
    """One way to write an identifier. `score` is what it is worth without any word around it; 0 asks for one.

    What makes the search quick: in each of `needs` one literal must stand in the text in small letters, and `hint` is a
    pattern that starts with a digit and matches somewhere in whatever `pattern` matches, or a sign beside it.
    """

    name: str
    pattern: str
    score: float = 0.0
    needs: tuple[tuple[str, ...], ...] = ()
    hint: str = ""


@frozen
class Shape:
    """One sort of identifier. `entity` is its name for Presidio and for rules.

    `context` are words and phrases that make it `sure`, at most `before` and `after` words away; `against` are those
    that show that the number is something else, straight before it. `check` refuses what only looks like one: it
    returns whether to keep it, or a score in place of the form's (`alone`: also of one that asks for
    a word); `checked` says in words what it has found right. `digits` is how many a text must have in a run for
    any of its forms. Of shapes that overlap with equal confidence, the one with the lower `rank` is meant.
    """

    entity: str
    forms: tuple[Form, ...]
    rank: int
    context: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    check: Callable[[Seen], bool | float] | None = None
    sure: float = 0.95
    before: int = 8
    after: int = 5
    digits: int = LONG_RUN
    exact_case: bool = False
    alone: bool = False
    checked: str = ""

    @property
    def flags(self) -> int:
        """Return the flags of its patterns, the same for `re` and `regex`."""
        return re.MULTILINE if self.exact_case else FLAGS


# A word, or letters with full stops: "D.O.B." is "dob".
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as their lemmas, with their spans."""
    return [(lemma(match.group()), *match.span()) for match in _WORD.finditer(text)]


def lemma(word: str) -> str:
    """Return a word in small letters without a possessive or plural ending: "Numbers" and "number's" are "number"."""
    word = word.lower().replace(".", "")
    if word[-2:] in ("'s", "’s"):
        word = word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Surroundings:
    """The words of a text, and which stand near a place. Prefilter and engine ask the same questions of it."""

    __slots__ = ("lemmas", "starts")

    def __init__(self, lemmas: Sequence[str], starts: Sequence[int]) -> None:
        """Hold the lemmas of a text and where each begins."""
        self.lemmas, self.starts = lemmas, starts

    @classmethod
    def of(cls, text: str) -> Surroundings:
        """Return those of a text."""
        found = words(text)
        return cls([word for word, _, _ in found], [start for _, start, _ in found])

    def phrase(self, phrases: Iterable[str], start: int, end: int, before: int, after: int) -> str:
        """Return which of the phrases stands at most so many words before or after [start, end), or ""."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return _phrase_in(phrases, self.lemmas[max(first - before, 0) : first]) or _phrase_in(
            phrases, self.lemmas[last : last + after]
        )

    def context(self, shape: Shape, start: int, end: int) -> str | None:
        """Return the phrase that makes a match surer, "" if there is none, None if it is another number's."""
        if shape.against and self.phrase(shape.against, start, end, _LABEL, 0):
            # "order number": unless its own word stands just as near.
            return self.phrase(shape.context, start, end, _LABEL, 0) or None
        return self.phrase(shape.context, start, end, shape.before, shape.after)


_LABEL = 3  # words in which a number's name stands before it


def _phrase_in(phrases: Iterable[str], near: Sequence[str]) -> str:
    if not near:
        return ""
    joined = f" {' '.join(near)} "
    return next((phrase for phrase in phrases if f" {_lemmas(phrase)} " in joined), "")


@cache
def _lemmas(phrase: str) -> str:
    return " ".join(word for word, _, _ in words(phrase))


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return "".join(char for char in text if "0" <= char <= "9")
