"""The elements of phrases, and how a phrase is read: see `linter.evidence.phrases` for the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from linter.evidence.marks import KINDS
from linter.evidence.normalise import fold
from linter.value import frozen

_ELEMENT_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s'\"-]")
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?")
_MARK = re.compile(r"\{([a-z]+)\}")
# Plain words, or stems, of which one must be there.
_PLAIN = r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*\*?"
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9]+(?:\|[A-Za-z0-9]+)*")
_PLAIN_START = re.compile(rf"{_PLAIN}(?:\|{_PLAIN})*(?=\s|$)")


@frozen
class Element:
    """One element: a choice of words, stems, marks and numbers, or a place by its `kind`."""

    kind: Literal["choice", "gap", "start", "end"]
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    number: bool = False
    optional: bool = False

    @property
    def is_plain(self) -> bool:
        """Say whether words and stems are all that it may be."""
        return self.kind == "choice" and not self.marks and not self.number

    def fits(self, text: str) -> bool:
        """Say whether a word of a stream is this element."""
        if text in self.words or any(text.startswith(stem) for stem in self.stems):
            return True
        return self.number and _NUMBER.fullmatch(text) is not None


class Entry:
    """A phrase as the rule writes it, parsed when a text first has a word with which it may begin."""

    __slots__ = ("_elements", "_needs", "_start", "phrase", "plain", "rank")

    def __init__(self, phrase: str, rank: int = 0) -> None:
        """Read only how it begins. Raise ValueError if that is malformed; what follows raises when it is asked for.

        `rank` is its place among the phrases of its set; `plain` are the words and stems (`stem*`) with which it
        begins, empty if it does not begin plainly.
        """
        self.phrase = phrase
        self.rank = rank
        found = _PLAIN_START.match(phrase)
        self.plain = found[0].lower().split("|") if found else []
        self._elements: tuple[Element, ...] | None = None
        self._needs: tuple[frozenset[str], ...] | None = None
        self._start = None if found else _beginning(phrase)

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return all elements. Raise ValueError for a malformed phrase."""
        if self._elements is None:
            self._elements = parse(self.phrase)
        return self._elements

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Return sets of words of each of which one must be in the text: of its plain pieces but the first."""
        if self._needs is None:
            # Most phrases end here, without having been read any further.
            later = [piece for piece in self.phrase.split()[1:] if _PLAIN_WORDS.fullmatch(piece)]
            self._needs = tuple([frozenset(piece.lower().split("|")) for piece in later])
        return self._needs

    @property
    def openings(self) -> Iterator[Element]:
        """Return the elements with which it may begin: the first ones up to one that must be there."""
        if self._start is None:
            self._start = _plain_element(self.plain)
        for element in self._start:
            yield element
            if element.kind != "start" and not element.optional:
                return


def validate(key: str, phrases: Iterable[str]) -> None:
    """Raise ValueError("key: …") for the first phrase that is malformed."""
    for phrase in phrases:
        try:
            parse(phrase)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error


def _plain_element(choices: list[str]) -> tuple[Element, ...]:
    """Return the first element of a phrase that begins plainly: thousands of phrases are never needed beyond it."""
    words = frozenset(choice for choice in choices if not choice.endswith("*"))
    return (Element("choice", words, tuple(choice[:-1] for choice in choices if choice.endswith("*"))),)


def _beginning(phrase: str) -> tuple[Element, ...]:
    """Return the first elements of a phrase, up to one that must be there. Raise ValueError if one is malformed."""
    elements: list[Element] = []
    for raw in phrase.split():
        elements += _elements_in(phrase, raw)
        if elements and elements[-1].kind != "start" and not elements[-1].optional:
            break
    return tuple(elements)


def parse(phrase: str) -> tuple[Element, ...]:
    """Return the elements of a phrase. Raise ValueError if it is malformed."""
    elements: list[Element] = []
    for raw in phrase.split():
        elements += _elements_in(phrase, raw)
    if not elements or elements[0].kind == "gap" or elements[-1].kind == "gap":
        raise ValueError(f"'{phrase}' is empty, or begins or ends with …")
    if any(e.kind == "start" for e in elements[1:]) or any(e.kind == "end" for e in elements[:-1]):
        raise ValueError(f"'{phrase}' has {{start}} after its beginning, or {{end}} before its end")
    if all(element.optional or element.kind in ("start", "end") for element in elements):
        raise ValueError(f"'{phrase}' would match nothing at all")
    return tuple(elements)


def _elements_in(phrase: str, raw: str) -> tuple[Element, ...]:
    """Return the elements that one piece of a phrase between blanks stands for. Raise ValueError."""
    try:
        return _elements(raw)
    except ValueError as error:
        raise ValueError(f"'{phrase}' has {error}") from error


@lru_cache(maxsize=16_384)  # of all pieces every second one has been read before
def _elements(raw: str) -> tuple[Element, ...]:
    if raw == "…":
        return (Element("gap"),)
    if raw in ("{start}", "{end}"):
        return (Element("start" if raw == "{start}" else "end"),)
    optional = raw.endswith("?") and len(raw) > 1
    choices = raw.removesuffix("?").split("|") if optional else raw.split("|")
    if len(choices) == 1 and choices[0][-1:] not in ("*", "}"):
        # "e-mail" is two words in the stream, so it is two elements here.
        pieces = _pieces(choices[0])
        return tuple([Element("choice", frozenset((piece,)), (), (), False, optional) for piece in pieces])
    words: list[str] = []
    stems: list[str] = []
    marks: list[str] = []
    for choice in choices:
        if "{" in choice or "}" in choice:
            marks.append(_mark(choice))
            continue
        pieces = _pieces(choice.removesuffix("*"))
        if len(pieces) != 1:
            raise ValueError(f"'{choice}', which is not one word")
        (stems if choice.endswith("*") else words).append(pieces[0])
    kinds = tuple([mark for mark in marks if mark != "number"])
    return (Element("choice", frozenset(words), tuple(stems), kinds, "number" in marks, optional),)


def _mark(written: str) -> str:
    """Return the kind of a mark. Raise ValueError if there is no such kind."""
    match = _MARK.fullmatch(written)
    if match and (match[1] == "number" or match[1] in KINDS):
        return match[1]
    known = ", ".join(f"{{{name}}}" for name in ("start", "end", "number", *sorted(KINDS)))
    raise ValueError(f"'{written}', not one of {known}")


def _pieces(written: str) -> list[str]:
    """Return a word of a phrase as the stream has it: most are one plain word, and there are thousands of them."""
    if written.isascii() and written.isalpha():
        return [written.lower()]
    if len(written) == 1 and written >= "\U0001f300":  # an emoji; to fold it would compile the pattern of them all
        return [written]
    return _ELEMENT_WORD.findall(fold(written).text)
