"""Phrases: the small language in which rules name words, and its matcher. Not a kind of check by itself.

A phrase is a row of elements: `word`, `stem*`, `one|other`, `maybe?`, `…` (up to four words between), `{number}`, and
marks: `{school}` (any name of the school), `{person}`, `{pupil}`, `{staff}` (somebody named), `{percent}`, `{money}`,
`{grade}`, `{year}` (a year group) and the other kinds of `linter.evidence.marks`. `{start}` before them, and `{end}`
after them, ask that a thought begins or ends there: a sentence, or the text between two marks (a comma, a bar, an
emoji). A phrase is matched on folded words, so case, accents, spacing, look-alikes, hyphens and markup do not matter,
and never beyond a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from linter.evidence.marks import KINDS, NO_MARKS, Marks
from linter.evidence.normalise import fold
from linter.evidence.words import Stream, Word
from linter.value import frozen

GAP = 4
_STOPS = frozenset(".!?;:…\n")
_ELEMENT_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s'\"-]")
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?")
_MARK = re.compile(r"\{([a-z]+)\}\??")
# Plain words, or stems, of which one must be there.
_PLAIN_START = re.compile(r"[A-Za-z]+\*?(?:\|[A-Za-z]+\*?)*(?=\s|$)")


class Match(NamedTuple):
    """Where a phrase matched: the words [first, last) of a stream, and the phrase as the rule writes it."""

    phrase: str
    first: int
    last: int


@frozen
class _Element:
    kind: str  # "word", "gap", "number", "start", "end", or a mark
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False

    def fits(self, text: str) -> bool:
        if self.kind == "number":
            return _NUMBER.fullmatch(text) is not None
        return text in self.words or any(text.startswith(stem) for stem in self.stems)


class _Entry:
    """A phrase as the rule writes it, parsed when a text first has a word with which it may begin."""

    __slots__ = ("_elements", "_needs", "phrase")

    def __init__(self, phrase: str, elements: tuple[_Element, ...] | None = None) -> None:
        self.phrase = phrase
        self._elements = elements
        self._needs: tuple[frozenset[str], ...] | None = None

    @property
    def elements(self) -> tuple[_Element, ...]:
        if self._elements is None:
            self._elements = _parse(self.phrase)
        return self._elements

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Return sets of words of each of which one must be in the text."""
        if self._needs is None:
            later = self.elements[1:]
            self._needs = tuple(e.words for e in later if e.kind == "word" and not e.optional and not e.stems)
        return self._needs


class Phrases:
    """A set of phrases, indexed by what they may begin with, so that most words of a text cost one look-up."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index phrases; a malformed one raises ValueError here, or when it is first looked for."""
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_stem: dict[str, list[_Entry]] = {}  # the first one or two letters of a stem
        self._by_number: list[_Entry] = []
        self._by_mark: dict[str, list[_Entry]] = {}
        for phrase in phrases:
            plain = _PLAIN_START.match(phrase)
            entry = _Entry(phrase, None if plain else _parse(phrase))
            for index in self._indexes(_start(plain[0]) if plain else entry.elements):
                if not index or index[-1] is not entry:
                    index.append(entry)
        self._words = frozenset(self._by_word)
        self._heads = frozenset(self._by_stem)

    def _indexes(self, elements: tuple[_Element, ...]) -> Iterator[list[_Entry]]:
        """Yield the lists in which a phrase is looked for: those of its first elements up to one that must be there."""
        for element in elements:
            if element.kind == "number":
                yield self._by_number
            elif element.kind in KINDS:
                yield self._by_mark.setdefault(element.kind, [])
            for word in element.words:
                yield self._by_word.setdefault(word, [])
            for stem in element.stems:
                yield self._by_stem.setdefault(stem[:2], [])
            if element.kind != "start" and not element.optional:
                return

    def may_match(self, stream: Stream, marks: Marks) -> bool:
        """Say whether a stream has something with which a phrase may begin: far cheaper than to find."""
        return (
            not self._words.isdisjoint(stream.texts)
            or not self._heads.isdisjoint(stream.heads)
            or bool(self._by_number and stream.numbers)
            or any(self._wants(entries, stream) and marks.of(kind) for kind, entries in self._by_mark.items())
        )

    def find(self, words: tuple[Word, ...], marks: Marks = NO_MARKS) -> Iterator[Match]:
        """Yield the longest match of each phrase at each word."""
        stream = words if isinstance(words, Stream) else Stream(words)
        found = self._wanted(stream)
        marked = {
            kind: (places, entries)
            for kind, entries in self._by_mark.items()
            if self._wants(entries, stream) and (places := marks.of(kind))
        }
        if not found and not marked:
            return
        at = {index for text in found for index in stream.places[text]}
        for places, _ in marked.values():
            at.update(places)
        texts = stream.texts
        for index in sorted(at):
            word = stream[index]
            entries = self._entries(word.text) if word.text in found else ()
            for places, more in marked.values():
                if index in places:
                    entries = _united(entries, more)
            for entry in entries:
                if any(need.isdisjoint(texts) for need in entry.needs):
                    continue
                last = _match(entry.elements, 0, stream, index, marks, word.sentence)
                if last is not None and last > index:
                    yield Match(entry.phrase, index, last)

    @staticmethod
    def _wants(entries: list[_Entry], stream: Stream) -> bool:
        """Say whether one of the phrases has all the words that it needs: to seek marks may be costly."""
        return any(not any(need.isdisjoint(stream.texts) for need in entry.needs) for entry in entries)

    def _wanted(self, stream: Stream) -> set[str]:
        """Return the words of a stream with which a phrase may begin."""
        wanted = set(self._words & stream.texts)
        if self._heads and not self._heads.isdisjoint(stream.heads):
            heads = self._heads
            wanted.update([text for text in stream.places if text[:2] in heads or text[:1] in heads])
        if self._by_number:
            wanted |= stream.numbers
        return wanted

    def _entries(self, text: str) -> Iterable[_Entry]:
        """Return the phrases that may begin with a word."""
        entries: Iterable[_Entry] = self._by_word.get(text, ())
        if self._by_stem:
            stems = (*self._by_stem.get(text[:2], ()), *(self._by_stem.get(text[:1], ()) if len(text) > 1 else ()))
            entries = _united(entries, stems) if stems else entries
        return _united(entries, self._by_number) if self._by_number and text[0].isdigit() else entries

    def __bool__(self) -> bool:
        return bool(self._by_word or self._by_stem or self._by_number or self._by_mark)


def _united(one: Iterable[_Entry], other: Iterable[_Entry]) -> Iterable[_Entry]:
    """Return two lists of phrases as one, without the phrases that stand in both."""
    return {id(entry): entry for entry in (*one, *other)}.values()


def compiled(phrases: tuple[str, ...]) -> Phrases:
    """Return phrases parsed once for the process; a pure function of its argument."""
    # Rules ask with the same tuple for each post, and to hash one with hundreds of phrases takes longer than to search.
    known = _known.get(id(phrases))
    if known is None or known[0] is not phrases:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[id(phrases)] = (phrases, _compiled(phrases))
    return known[1]


_MOST_KNOWN = 1024
_known: dict[int, tuple[tuple[str, ...], Phrases]] = {}
_compiled = lru_cache(maxsize=512)(Phrases)


def validate(key: str, phrases: Iterable[str]) -> None:
    """Raise ValueError("key: …") for the first phrase that is malformed."""
    for phrase in phrases:
        try:
            _parse(phrase)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error


def _start(written: str) -> tuple[_Element, ...]:
    """Return the first element of a phrase that begins plainly: thousands of phrases are never needed beyond it."""
    choices = written.lower().split("|")
    words = frozenset(choice for choice in choices if not choice.endswith("*"))
    return (_Element("word", words, tuple(choice[:-1] for choice in choices if choice.endswith("*"))),)


def _parse(phrase: str) -> tuple[_Element, ...]:
    elements: list[_Element] = []
    for raw in phrase.split():
        if raw == "…":
            elements.append(_Element("gap"))
        elif (mark := _MARK.fullmatch(raw)) and (mark[1] == "number" or mark[1] in KINDS):
            elements.append(_Element(raw.strip("{}?"), optional=raw.endswith("?")))
        elif raw in ("{start}", "{end}"):
            elements.append(_Element(raw.strip("{}")))
        elif "{" in raw or "}" in raw:
            known = ", ".join(f"{{{name}}}" for name in ("start", "end", "number", *sorted(KINDS)))
            raise ValueError(f"'{phrase}' has '{raw}', not one of {known}")
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
        for piece in _pieces(choices[0]):
            yield _Element("word", frozenset({piece}), optional=optional)
        return
    words: set[str] = set()
    stems: list[str] = []
    for choice in choices:
        pieces = _pieces(choice.removesuffix("*"))
        if len(pieces) != 1:
            raise ValueError(f"'{phrase}' has '{choice}', which is not one word")
        if choice.endswith("*"):
            stems.append(pieces[0])
        else:
            words.add(pieces[0])
    yield _Element("word", frozenset(words), tuple(stems), optional)


def _pieces(written: str) -> list[str]:
    """Return a word of a phrase as the stream has it: most are one plain word, and there are thousands of them."""
    if written.isascii() and written.isalpha():
        return [written.lower()]
    if len(written) == 1 and written >= "\U0001f300":  # an emoji; to fold it would compile the pattern of them all
        return [written]
    return _ELEMENT_WORD.findall(fold(written).text)


def _match(
    elements: tuple[_Element, ...], at: int, stream: Stream, index: int, marks: Marks, sentence: int
) -> int | None:
    """Return the index after the longest match of elements[at:] at stream[index] in one sentence, or None."""
    if at == len(elements):
        return index
    element = elements[at]
    best: int | None = None
    if element.kind == "gap":
        for skip in range(GAP + 1):
            # A heading or a list item without a full stop ends a sentence too.
            if skip and (index + skip > len(stream) or not _may_skip(stream[index + skip - 1], sentence)):
                break
            best = _longer(best, _match(elements, at + 1, stream, index + skip, marks, sentence))
        return best
    if element.kind in ("start", "end"):
        return _match(elements, at + 1, stream, index, marks, sentence) if _is_edge(stream, index) else None
    if index < len(stream) and stream[index].sentence == sentence:
        if element.kind in KINDS:
            if (last := marks.of(element.kind).get(index)) is not None:
                best = _match(elements, at + 1, stream, last, marks, sentence)
        elif element.fits(stream[index].text):
            best = _match(elements, at + 1, stream, index + 1, marks, sentence)
    if element.optional:
        best = _longer(best, _match(elements, at + 1, stream, index, marks, sentence))
    return best


def _may_skip(word: Word, sentence: int) -> bool:
    return word.sentence == sentence and word.text not in _STOPS


def _is_edge(stream: Stream, index: int) -> bool:
    """Say whether a thought begins at, or ends before, a word."""
    if index in (0, len(stream)):
        return True
    before, after = stream[index - 1], stream[index]
    return before.sentence != after.sentence or not (before.text[0].isalnum() and after.text[0].isalnum())


def _longer(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)
