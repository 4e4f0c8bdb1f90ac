"""Phrases: the small language in which rules name words, and its matcher. Not a kind of check by itself.

A phrase is a row of elements: `word`, `stem*`, `one|other`, `maybe?`, `…` (up to four words between), `{number}`
and `{school}` (any name of the school); `{start}` before them and `{end}` after them ask that a thought begins or
ends there: a sentence, or the text between two marks (a comma, a bar, an emoji). It is matched on folded words, so case, accents, spacing, look-alikes,
hyphens and markup do not matter, and never across a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from linter.evidence.normalise import fold
from linter.evidence.words import Stream

GAP = 4
_STOPS = frozenset(".!?;:…\n")
_ELEMENT_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s'\"-]")
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase matched: the words [first, last) of a stream, and the phrase as the rule writes it."""

    phrase: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Element:
    kind: str  # "word", "gap", "number", "school", "start", "end"
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False

    def fits(self, text: str) -> bool:
        if self.kind == "number":
            return _NUMBER.fullmatch(text) is not None
        return text in self.words or any(text.startswith(stem) for stem in self.stems)


class Phrases:
    """A set of phrases, indexed by the first letters of their first words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Parse phrases; raise ValueError naming one that is malformed."""
        self._by_start: dict[str, list[tuple[str, tuple[_Element, ...]]]] = {}
        self._anywhere: list[tuple[str, tuple[_Element, ...]]] = []
        for phrase in phrases:
            elements = _parse(phrase)
            first = next(element for element in elements if element.kind != "start")
            if first.kind == "word" and not first.optional:
                for start in {text[:2] for text in (*first.words, *first.stems)}:
                    self._by_start.setdefault(start, []).append((phrase, elements))
            else:
                self._anywhere.append((phrase, elements))

    def find(self, stream: Stream, schools: Mapping[int, int] | None = None) -> Iterator[Match]:
        """Yield the longest match of each phrase at each word. `schools` maps first → last word of a school's name."""
        schools = schools or {}
        for index, word in enumerate(stream):
            candidates = self._by_start.get(word.text[:2], ())
            short = self._by_start.get(word.text[:1], ()) if len(word.text) > 1 else ()
            for phrase, elements in (*candidates, *short, *self._anywhere):
                last = _match(elements, 0, stream, index, schools)
                # A heading or a list item without a full stop ends a sentence too.
                if last is not None and last > index and stream[last - 1].sentence == word.sentence:
                    yield Match(phrase, index, last)

    def __bool__(self) -> bool:
        return bool(self._by_start or self._anywhere)


@lru_cache(maxsize=512)
def compiled(phrases: tuple[str, ...]) -> Phrases:
    """Return phrases parsed once for the process; a pure function of its argument."""
    return Phrases(phrases)


def validate(key: str, phrases: Iterable[str]) -> None:
    """Raise ValueError("key: …") for the first phrase that is malformed."""
    for phrase in phrases:
        try:
            _parse(phrase)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error


def _parse(phrase: str) -> tuple[_Element, ...]:
    elements: list[_Element] = []
    for raw in phrase.split():
        if raw == "…":
            elements.append(_Element("gap"))
        elif raw in ("{number}", "{school}", "{number}?", "{school}?"):
            elements.append(_Element(raw.strip("{}?"), optional=raw.endswith("?")))
        elif raw in ("{start}", "{end}"):
            elements.append(_Element(raw.strip("{}")))
        elif "{" in raw or "}" in raw:
            raise ValueError(f"'{phrase}' has '{raw}', not one of {{number}}, {{school}}, {{start}}, {{end}}")
        else:
            optional = raw.endswith("?") and len(raw) > 1
            choices = raw.removesuffix("?").split("|") if optional else raw.split("|")
            elements += _word_elements(phrase, choices, optional=optional)
    if not elements or elements[0].kind == "gap" or elements[-1].kind == "gap":
        raise ValueError(f"'{phrase}' is empty, or begins or ends with …")
    if any(e.kind == "start" for e in elements[1:]) or any(e.kind == "end" for e in elements[:-1]):
        raise ValueError(f"'{phrase}' has {{start}} after its beginning, or {{end}} before its end")
    if all(element.optional or element.kind in ("start", "end") for element in elements):
        raise ValueError(f"'{phrase}' would match nothing at all")
    return tuple(elements)


def _word_elements(phrase: str, choices: list[str], *, optional: bool) -> Iterator[_Element]:
    if len(choices) == 1 and not choices[0].endswith("*"):
        # "e-mail" is two words in the stream, so it is two elements here.
        for piece in _ELEMENT_WORD.findall(fold(choices[0]).text):
            yield _Element("word", frozenset({piece}), optional=optional)
        return
    words: set[str] = set()
    stems: list[str] = []
    for choice in choices:
        pieces = _ELEMENT_WORD.findall(fold(choice.removesuffix("*")).text)
        if len(pieces) != 1:
            raise ValueError(f"'{phrase}' has '{choice}', which is not one word")
        if choice.endswith("*"):
            stems.append(pieces[0])
        else:
            words.add(pieces[0])
    yield _Element("word", frozenset(words), tuple(stems), optional)


def _match(
    elements: tuple[_Element, ...], at: int, stream: Stream, index: int, schools: Mapping[int, int]
) -> int | None:
    """Return the index after the longest match of elements[at:] at stream[index], or None."""
    if at == len(elements):
        return index
    element = elements[at]
    best: int | None = None
    if element.kind == "gap":
        for skip in range(GAP + 1):
            if skip and (index + skip > len(stream) or stream[index + skip - 1].text in _STOPS):
                break
            best = _longer(best, _match(elements, at + 1, stream, index + skip, schools))
        return best
    if element.kind in ("start", "end"):
        return _match(elements, at + 1, stream, index, schools) if _is_edge(stream, index) else None
    if element.kind == "school":
        if index in schools:
            best = _match(elements, at + 1, stream, schools[index], schools)
    elif index < len(stream) and element.fits(stream[index].text):
        best = _match(elements, at + 1, stream, index + 1, schools)
    if element.optional:
        best = _longer(best, _match(elements, at + 1, stream, index, schools))
    return best


def _is_edge(stream: Stream, index: int) -> bool:
    """Say whether a thought begins at, or ends before, a word."""
    if index in (0, len(stream)):
        return True
    before, after = stream[index - 1], stream[index]
    return before.sentence != after.sentence or not (before.text[0].isalnum() and after.text[0].isalnum())


def _longer(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)
