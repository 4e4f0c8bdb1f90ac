"""What stands around a name in a part: the words before and after it, its capitals, the class beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.people import Pupil

Case = Literal["lower", "title", "upper"]

_YEAR = r"(?:year|yr|y|primary|p)[\s.-]?\d{1,2}|reception|nursery|pre-?school|foundation stage|sixth form|yr"
_FORM = r"\d{1,2}[\s-]?[a-z]{1,3}(?![a-z])"
_GAP = r"[\s,;:()\[\]–—|/*_\"'“”‘’#-]{0,4}"
_WORDS_BETWEEN = (
    r"(?:(?:is |was |who is |who's |currently )?(?:also )?"
    r"(?:in|from|of|our|a|an|the|one of our|class|form|all|both|pupil|student)[\s]+){0,3}"
)
_AGE = re.compile(
    rf"{_GAP}(?:(?:(?:who )?(?:is|was|turned|turns|has turned)(?: (?:only|just|now))?\s+(?:aged? )?)|aged?[\s:-]+)"
    r"\d{1,2}(?=\s*(?:[.!?;)]|,(?!\d)|$|today|years?\b|yrs?\b|and\b|this\b|now\b|on\b|tomorrow|months\b))"
    rf"|{_GAP}[,(]\s?(?:aged? )?\d{{1,2}}(?=\s?(?:[,).]|$|years?|yrs?))"
)
_NOT_A_FORM_WORDS = "10am 11am 1am 1pm 1st 2am 2nd 2pm 3am 3pm 3rd 4pm 4th 5pm 5th 6pm 6th 7pm 7th 8pm 8th 9pm 9th"
_GOES_ON = re.compile(r"['’]|[ \t]+[a-z]")
_NOT_A_FORM = frozenset(_NOT_A_FORM_WORDS.split())
_UNIT = re.compile(
    r"\d+[\s-]?(?:st|nd|rd|th|am|pm|k|km|m|cm|kg|g|p|s|d|to|in|of|is|at|and|by|we|as|it|on|or|so|x|hrs?|min|ft|lb|mm|ml"
    r"|l|v|vs)(?![a-z])"
)


_Value = TypeVar("_Value")


class _once(Generic[_Value]):  # noqa: N801 - stands for a decorator
    """A property that is worked out once; unlike that of functools it takes no lock before Python 3.12."""

    def __init__(self, function: Callable[[Any], _Value]) -> None:
        self._function, self._name, self.__doc__ = function, function.__name__, function.__doc__

    def __get__(self, one: Any, owner: type | None = None) -> _Value:
        value = one.__dict__[self._name] = self._function(one)
        return value


class Beside(NamedTuple):
    """A class or a year group that stands beside a name, as the lists would write it: "4", "R", "kestrels"."""

    word: str
    is_class: bool


class Words:
    """The words of a part, for all names in it."""

    def __init__(self, evidence: Evidence, part: Part, names: Sequence[tuple[int, int]] = ()) -> None:
        """Read the part once. `names` are the spans of what may be names: their capitals say nothing of the rest."""
        self.part = part
        self._names = names
        self.listed: Sequence[tuple[int, int]] = names  # of them, those of the lists of people
        self.text = part.text
        self.stream: Stream = evidence.words(part)[0]
        self._starts = [word.start for word in self.stream]

    @_once
    def lower(self) -> str:
        """Return the part in small letters, of the same length."""
        lower = self.text.lower()
        return (
            lower
            if len(lower) == len(self.text)
            else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the words [first, last) that a span touches; (n, n) between words if none does."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.stream[first].end <= start:
            first += 1
        last = first
        while last < len(self.stream) and self.stream[last].start < end:
            last += 1
        return first, last

    @_once
    def has_capitals(self) -> bool:
        """Say whether the part uses capitals at all: some people write without."""
        return any(map(str.isupper, self.text))

    @_once
    def bare(self) -> list[str]:
        """Return the words without a possessive s and without apostrophes."""
        return [bare(word.text) if "'" in word.text else word.text for word in self.stream]

    @_once
    def of_names(self) -> frozenset[int]:
        """Return which words belong to what may be a name."""
        return frozenset(index for start, end in self._names for index in range(*self.span(start, end)))

    @_once
    def of_listed(self) -> frozenset[int]:
        """Return which words belong to what may be a name of the lists of people."""
        return frozenset(index for start, end in self.listed for index in range(*self.span(start, end)))

    def capitals(self, sentence: int) -> Literal["meaningful", "titles", "shouted"]:
        """Say what a capital in a sentence means: nothing if Each Word Has One, or ALL LETTERS ARE."""
        known = self._capitals.get(sentence)
        if known is None:
            known = self._capitals[sentence] = self._judge(sentence)
        return known

    @_once
    def _capitals(self) -> dict[int, Literal["meaningful", "titles", "shouted"]]:
        return {}

    def _judge(self, sentence: int) -> Literal["meaningful", "titles", "shouted"]:
        text, of_names = self.text, self.of_names
        places = [
            index
            for index, word in enumerate(self.stream)
            if word.sentence == sentence and len(word.text) > 1 and word.text[0].isalpha()
        ]
        words = {index: text[self.stream[index].start : self.stream[index].end] for index in places}
        if len(words) > 2 and sum(map(str.isupper, words.values())) > 0.7 * len(words):
            return "shouted"
        long = [words[index] for index in places[1:] if index not in of_names and len(words[index]) > 3]
        return "titles" if len(long) > 1 and sum(word[0].isupper() for word in long) > 0.8 * len(long) else "meaningful"


def bare(word: str) -> str:
    """Return a word without a possessive s and without apostrophes."""
    return word.removesuffix("'s").replace("'", "")


class Around:
    """What stands around one name: the words [first, last) of a stream."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        """Look around [start, end) of the part."""
        self.words, self.start, self.end = words, start, end
        self.first, self.last = words.span(start, end)

    def before(self, count: int = 1) -> str:
        """Return the word `count` before the name in its sentence, or ""."""
        at = self.first - count
        stream = self.words.stream
        if at < 0 or self.first >= len(stream) or stream[at].sentence != stream[self.first].sentence:
            return ""
        return stream[at].text

    def after(self, count: int = 1) -> str:
        """Return the word `count` after the name in its sentence, or ""."""
        at = self.last - 1 + count
        stream = self.words.stream
        if at >= len(stream) or not self.last or stream[at].sentence != stream[self.last - 1].sentence:
            return ""
        return stream[at].text

    def written_before(self, count: int = 1) -> str:
        """Return the word before the name as it is written."""
        if not self.before(count):
            return ""
        word = self.words.stream[self.first - count]
        return self.words.text[word.start : word.end]

    def written_after(self, count: int = 1) -> str:
        """Return the word after the name as it is written."""
        if not self.after(count):
            return ""
        word = self.words.stream[self.last - 1 + count]
        return self.words.text[word.start : word.end]

    @property
    def name(self) -> str:
        """Return the name as written."""
        return self.words.text[self.start : self.end]

    @_once
    def sentence(self) -> int:
        """Return the number of the sentence."""
        stream = self.words.stream
        return stream[min(self.first, len(stream) - 1)].sentence if stream else 0

    @_once
    def case(self) -> Case:
        """Return how the name is written: all small, capitals first, or all capitals."""
        letters = [char for char in self.name if char.isalpha()]
        if len(letters) > 1 and all(map(str.isupper, letters)):
            return "upper"
        return "title" if letters and letters[0].isupper() else "lower" if letters and letters[0].islower() else "title"

    @_once
    def in_tag(self) -> bool:
        """Say whether the name stands in a hashtag, a handle or an address."""
        text, at = self.words.text, self.start
        while at and not text[at - 1].isspace():
            at -= 1
        stop = self.start + 1
        return any(sign in text[at:stop] for sign in "#@＃＠/") or self.words.part.name.endswith("/name")

    @_once
    def opens(self) -> bool:
        """Say whether the name stands where a capital is due: at the start of a sentence, a line or a quotation."""
        at = self.first
        stream = self.words.stream
        while (
            at
            and at <= len(stream)
            and not stream[at - 1].text[0].isalnum()
            and stream[at - 1].sentence == self.sentence
        ):
            if stream[at - 1].text in ",&/+)":
                return False
            at -= 1
        return at == 0 or at > len(stream) or stream[at - 1].sentence != self.sentence

    @_once
    def possessive(self) -> bool:
        """Say whether an apostrophe and an s follow."""
        return self.words.text[self.end : self.end + 2].lower() in ("'s", "’s", "ʼs")

    @_once
    def in_title(self) -> bool:
        """Say whether the name stands inside quotation marks or italics that hold more than it, or it alone."""
        text = self.words.text
        left, right = text[max(0, self.start - 60) : self.start], text[self.end : self.end + 60]
        line_left, line_right = left.rpartition("\n")[2], right.partition("\n")[0]
        for opening, closing in (("“", "”"), ("‘", "’"), ('"', '"'), ("*", "*"), ("_", "_"), ("«", "»")):
            if opening == closing:
                if line_left.count(opening) % 2 == 1 and closing in line_right:
                    return True
            elif line_left.rfind(opening) > line_left.rfind(closing) and closing in _without_possessives(line_right):
                return True
        if "'" in line_left:
            opens = re.search(r"(?:^|[\s(])'(?=\S)(?!.*\S'(?:[\s,.!?;:)]|$))", line_left)
            return bool(opens) and re.search(r"\S'(?:[\s,.!?;:)]|$)", line_right.replace("'s ", "  ")) is not None
        return False

    def class_after(self, classes: re.Pattern[str] | None) -> Beside | None:
        """Return the class or year that follows: "(Y4)", "in Kestrels", ", Year 4", "of 6B"."""
        text = self.words.lower[self.end : self.end + 60]
        if self.possessive:
            text = "  " + text[2:]
        match = _after_pattern(classes).match(text)
        if match is None:
            return None
        gap = text[: min(start for start in map(match.start, ("known", "year", "form")) if start >= 0)]
        # "Moses and Noah: Year 1's questions", "Thank you Grace\nYear 2 have …": the class begins something of its own.
        is_apart = ":" in gap or "\n" in gap or "#" in gap
        return None if is_apart and _GOES_ON.match(text, match.end()) else _beside(match)

    def class_before(self, classes: re.Pattern[str] | None) -> Beside | None:
        """Return the class or year that stands before: "Year 4's", "6B:", "our Year 4 goalkeeper"."""
        start = max(0, self.start - 48)
        return _beside(_before_pattern(classes).search(self.words.lower[start : self.start]))

    @_once
    def has_age(self) -> bool:
        """Say whether an age follows: ", 7,", "(aged 9)", "is 8"."""
        return _AGE.match(self.words.lower[self.end : self.end + 30]) is not None


def _without_possessives(text: str) -> str:
    return text.replace("’s ", "   ").replace("s’ ", "   ")


def _beside(match: re.Match[str] | None) -> Beside | None:
    if match is None:
        return None
    if match["known"]:
        return Beside(" ".join(match["known"].split()), True)
    word = (match["year"] or match["form"]).strip()
    if match["form"] and (word in _NOT_A_FORM or _UNIT.fullmatch(word)):
        return None
    return Beside(word, bool(match["form"]))


@lru_cache(maxsize=8)
def _after_pattern(classes: re.Pattern[str] | None) -> re.Pattern[str]:
    known = classes.pattern if classes else "(?!)"
    return re.compile(
        rf"{_GAP}{_WORDS_BETWEEN}(?:(?:class|form)\s+)?\b(?:(?P<known>{known})|(?P<year>{_YEAR})|(?P<form>{_FORM}))\b"
    )


@lru_cache(maxsize=8)
def _before_pattern(classes: re.Pattern[str] | None) -> re.Pattern[str]:
    known = classes.pattern if classes else "(?!)"
    return re.compile(
        rf"\b(?:(?P<known>{known})|(?P<year>{_YEAR})|(?P<form>{_FORM}))(?:['’]s?)?(?:\s+class)?"
        rf"(?:[\s]*[:)\]–—-]+[\s]*|\s+)(?:(?:pupil|pupils|student|students|child|children|girl|boy|friend|star|stars)\s+|[\w'-]+(?:er|or|ist|ain|ant|ent|ion)\s+)?[\"“‘'*_]?$"
    )


@lru_cache(maxsize=8)
def class_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern of the names of the school's classes, folded; None if none is known."""
    listed = sorted((re.escape(name).replace(r"\ ", r"\s+") for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(listed)) if listed else None


def classes_of(roll: Mapping[str, Pupil]) -> frozenset[str]:
    """Return the names of the classes of a roll in small letters, also without their s: "kestrels", "kestrel"."""
    names = {pupil.class_name.strip().lower() for pupil in roll.values()} - {""}
    return frozenset(names | {name[:-1] for name in names if name.endswith("s") and len(name) > 4})
