"""An amount, and a place in a stream from which one is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.evidence.amounts.numerals import Number, number_at

if TYPE_CHECKING:
    from linter.evidence.words import Stream

Kind = Literal["percent", "fraction", "count", "score", "grade", "rank", "money", "date", "time", "year-group"]


class Amount(NamedTuple):
    """An amount at the words [first, last) of a stream.

    `value` is a number (84.0 for 84 %, 0.9 for nine out of ten), or a text for grades ("9", "a-c", "gds"), dates
    ("2025-11", "2024/25"), times and year groups ("6", "ks2"). `of` is the other number that was said: the ten of
    "nine out of ten", the 120 of "3rd of 120", the end of a range.
    """

    kind: Kind
    first: int
    last: int
    value: float | str
    of: float | None = None


class Place(NamedTuple):
    """A word of a stream from which an amount may be read, no further than its sentence."""

    stream: Stream
    first: int
    sentence: int

    @property
    def text(self) -> str:
        """Return the word itself."""
        return self.stream[self.first].text

    @property
    def before(self) -> str:
        """Return the word before it, or ""."""
        return self.word(self.first - 1)

    def word(self, at: int) -> str:
        """Return a word of the sentence, or "" where the sentence has none."""
        return self.stream[at].text if self.has(at) else ""

    def has(self, at: int) -> bool:
        """Say whether the sentence has a word at `at`."""
        return 0 <= at < len(self.stream) and self.stream[at].sentence == self.sentence

    def number(self, at: int) -> Number | None:
        """Return the number that begins at a word of the sentence, or None."""
        return number_at(self.stream, at) if self.has(at) else None

    def after_percent(self, at: int) -> int | None:
        """Return the word after a sign of per cent at a word, or None."""
        text, follows = self.word(at), self.word(at + 1)
        if text in _PERCENT:
            return at + 1 + (text == "percentage" and follows in ("point", "points"))
        return at + 2 if (text, follows) in _PERCENT_PAIRS else None


_PERCENT = frozenset(["%", "percent", "pc", "pct", "percentage"])
_PERCENT_PAIRS = frozenset([("per", "cent"), ("y", "cant"), ("p", "c")])
