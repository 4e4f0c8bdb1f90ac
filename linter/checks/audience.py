"""Whom a sentence speaks to: year groups and ages, and the youngest of them. Not a kind of check by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from linter.evidence.words import Stream
from linter.value import field, frozen

Nation = Literal["england", "wales", "scotland", "northern-ireland"]

_JOINED = re.compile(r"([a-z]+?)(\d{1,2})[a-z]?(?:'?s)?")  # y7, yr4s, p5, y5b
_NUMBER = re.compile(r"(\d{1,2})(?:'?s|[a-z])?")
_AND = frozenset({"and", "&", "to", "or", "through", ",", "+", "/", "–"})
_WORD = re.compile(r"\w")


@frozen
class Stage:
    """Numbered years: `words` before the number ("year", "y"), the youngest age in number 1, and the last number.

    `ages` replace that age in some nations: Year 1 is a year younger in Northern Ireland than in England.
    """

    words: tuple[str, ...]
    age: int
    last: int
    ages: Mapping[str, int] = field(default_factory=dict)


@frozen
class Audience:
    """Who is spoken to: `named` ages ("reception" = 4), numbered `stages`, and words that only say "pupils".

    `calls` may stand before a group that is addressed ("calling all"), `openers` after one ("can", "please").
    `school_ages` give the youngest age of a school whose name has a word, for those who are only called pupils.
    """

    stages: tuple[Stage, ...] = ()
    named: Mapping[str, int] = field(default_factory=dict)
    pupils: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    school_ages: Mapping[str, int] = field(default_factory=dict)
    nation: Nation = "england"

    def validate(self) -> None:
        """Raise ValueError if there is nobody to look for, or an age makes no sense."""
        if not self.stages and not self.named:
            raise ValueError("audience: is empty")
        for name, age in self.named.items():
            if not 0 < age < 100:
                raise ValueError(f"audience.named.{name}: is {age}, not an age")


@frozen
class Group:
    """A group of young people in a stream: the words [first, last) and the youngest age."""

    first: int
    last: int
    age: int


def groups(stream: Stream, audience: Audience, pupils_age: int | None) -> Iterator[Group]:
    """Yield the groups that a stream names, from left to right. `pupils_age` is for those only called pupils."""
    texts = [word.text for word in stream]
    index = 0
    while index < len(texts):
        found = _group_at(texts, index, audience, pupils_age)
        if found is None:
            index += 1
            continue
        yield found
        index = found.last


def is_addressed(stream: Stream, group: Group, audience: Audience, invites: frozenset[int]) -> bool:
    """Say whether a group is spoken to, not about. `invites` are the words at which an invitation begins."""
    before, after = group.first - 1, group.last
    sentence = stream[group.first].sentence
    opens = before < 0 or stream[before].sentence != sentence or not _WORD.search(stream[before].text)
    called = opens or stream[before].text in audience.calls
    ends = after >= len(stream) or stream[after].sentence != sentence or not _WORD.search(stream[after].text)
    if called:
        return ends or after in invites or stream[after].text in audience.openers
    # "Follow us on TikTok Year 4!"
    return (
        ends
        and any(at < group.first and stream[at].sentence == sentence for at in invites)
        and (stream[before].text not in {"of", "by", "with", "from", "in", "about", "the", "our"})
    )


def pupils_age(school_name: str, audience: Audience) -> int | None:
    """Return the youngest age at a school, by the words of its name."""
    words = re.findall(r"\w+", school_name.casefold())
    ages = [audience.school_ages[word] for word in words if word in audience.school_ages]
    return min(ages, default=None)


def _group_at(texts: list[str], at: int, audience: Audience, unnamed: int | None) -> Group | None:
    """Return the group that begins at a word, with the words that only say "pupils" after it."""
    ages: list[int] = []
    end = at
    while end < len(texts):
        one = _year_at(texts, end, audience) or _named_at(texts, end, audience) or _aged_at(texts, end)
        if one is None:
            break
        end, found = one
        ages += found
        if end + 1 < len(texts) and texts[end] in _AND and _starts_group(texts, end + 1, audience):
            end += 1
        else:
            break
    if ages:
        while end < len(texts) and texts[end] in audience.pupils:
            end += 1
        return Group(at, end, min(ages))
    if unnamed is not None and texts[at] in audience.pupils:
        end = at + 1
        while end < len(texts) and texts[end] in (*audience.pupils, "and", "&"):
            end += 1
        return Group(at, end, unnamed)
    return None


def _starts_group(texts: list[str], at: int, audience: Audience) -> bool:
    return (_year_at(texts, at, audience) or _named_at(texts, at, audience)) is not None


def _year_at(texts: list[str], at: int, audience: Audience) -> tuple[int, list[int]] | None:
    """Read "year 4", "years 7 to 9", "y7s" at a word; return the word after it and the ages."""
    joined = _JOINED.fullmatch(texts[at])
    for stage in audience.stages:
        if joined and joined[1] in stage.words:
            age = _age(stage, int(joined[2]), audience.nation)
            return (at + 1, [age]) if age is not None else None
        if texts[at] in stage.words:
            ages, end = _numbers(texts, at + 1, stage, audience.nation)
            if ages:
                return end, ages
    return None


def _numbers(texts: list[str], at: int, stage: Stage, nation: Nation) -> tuple[list[int], int]:
    ages: list[int] = []
    end = at
    while end < len(texts):
        skip = 1 if ages and texts[end] in _AND else 0
        match = _NUMBER.fullmatch(texts[end + skip]) if end + skip < len(texts) else None
        age = _age(stage, int(match[1]), nation) if match else None
        if age is None:
            break
        ages.append(age)
        end += skip + 1
    return ages, end


def _age(stage: Stage, number: int, nation: Nation) -> int | None:
    return stage.ages.get(nation, stage.age) + number - 1 if 1 <= number <= stage.last else None


def _named_at(texts: list[str], at: int, audience: Audience) -> tuple[int, list[int]] | None:
    """Read "reception" or "key stage 2" at a word."""
    for words, age in _named(tuple(audience.named.items())).get(texts[at], ()):
        if tuple(texts[at : at + len(words)]) == words:
            return at + len(words), [age]
    return None


@lru_cache(maxsize=16)
def _named(named: tuple[tuple[str, int], ...]) -> Mapping[str, list[tuple[tuple[str, ...], int]]]:
    """Return first word → the names that begin with it, the longest first, as words and age."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, age in sorted(named, key=lambda item: -len(item[0])):
        words = tuple(name.split())
        found.setdefault(words[0], []).append((words, age))
    return found


def _aged_at(texts: list[str], at: int) -> tuple[int, list[int]] | None:
    """Read "9 year olds", "aged 10", "under 13s" at a word."""
    word = texts[at]
    following = texts[at + 1] if at + 1 < len(texts) else ""
    number = _NUMBER.fullmatch(following)
    if word in ("under", "u") and number and int(number[1]) > 1:
        return at + 2, [int(number[1]) - 1]
    if word in ("aged", "ages") and number:
        return at + 2, [int(number[1])]
    if (
        word.isdecimal()
        and texts[at + 1 : at + 2] in (["year"], ["years"])
        and texts[at + 2 : at + 3] in (["olds"], ["old"])
    ):
        return at + 3, [int(word)]
    return None
