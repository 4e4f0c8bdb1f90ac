"""Patterns: rows of classes of words, such as "{subject} .. {be} .. {vile}", and their matcher.

Elements are `word`, `one|other`, `{class}`, `{one|other}`, each with `?` (maybe) or `*` (any number of times), `..`
(any number of the words of the classes "soft", "aux" and "not"), `~4` (up to four words of any sort), `^` and `$` (a
thought begins, or ends, here). How often the words that `*`, `..` and `~` pass over deny something ("not", "never") is
counted: who asks decides whether "they are not vile" is praise or abuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from linter.evidence.classes import Spans
from linter.evidence.words import Stream
from linter.value import frozen

NOT = "not"  # the class of words that deny
_LIGHT = frozenset(("soft", "aux", NOT))
_MOST = 9  # words or terms that one `*` passes over
# No gap leads across these.
_STOPS = frozenset((".", "!", "?", ";", ":", "…", "(", ")", "but", "although", "whereas", "though", "because"))


class Found(NamedTuple):
    """Where a pattern stands: the words [first, last), and how often they are denied in between."""

    first: int
    last: int
    denials: int


@frozen
class _Element:
    kind: str  # "words", "classes", "gap", "start", "end"
    names: frozenset[str] = frozenset()
    most: int = 1
    least: int = 1


Elements = tuple[_Element, ...]


@lru_cache(maxsize=2048)
def parsed(pattern: str) -> Elements:
    """Return the elements of a pattern. Raise ValueError if it is malformed."""
    elements = tuple(_element(pattern, raw) for raw in pattern.split())
    if not any(each.least and each.kind in ("words", "classes") for each in elements):
        raise ValueError(f"'{pattern}' would match nothing at all")
    if elements[0].kind == "gap" or elements[-1].kind == "gap":
        raise ValueError(f"'{pattern}' begins or ends with a gap")
    return elements


def _element(pattern: str, raw: str) -> _Element:
    if raw == "..":
        return _Element("classes", _LIGHT, _MOST, 0)
    if raw in ("^", "$"):
        return _Element("start" if raw == "^" else "end")
    if raw.startswith("~"):
        if not raw[1:].isdigit():
            raise ValueError(f"'{pattern}' has '{raw}', which is not ~ and a number")
        return _Element("gap", most=int(raw[1:]), least=0)
    most = _MOST if raw[-1] == "*" else 1
    least = 0 if raw[-1] in "*?" and len(raw) > 1 else 1
    body = raw[:-1] if not least else raw
    if not body.startswith("{"):
        return _Element("words", frozenset(body.split("|")), most, least)
    if not body.endswith("}") or "{" in body[1:]:
        raise ValueError(f"'{pattern}' has '{raw}', which is not a class")
    return _Element("classes", frozenset(body[1:-1].split("|")), most, least)


def classes_of(elements: Elements) -> Iterator[frozenset[str]]:
    """Yield the names of the classes of each element, whether it must be there or not."""
    return (each.names for each in elements if each.kind == "classes")


def may_stand(elements: Elements, tags: Mapping[str, Spans], texts: frozenset[str]) -> bool:
    """Say whether a stream has all that a pattern cannot do without."""
    for each in elements:
        if each.least:
            if each.kind == "classes":
                if each.names.isdisjoint(tags):
                    return False
            elif each.kind == "words" and each.names.isdisjoint(texts):
                return False
    return True


def find(elements: Elements, stream: Stream, tags: Mapping[str, Spans]) -> Iterator[Found]:
    """Yield where a pattern stands, once for each word at which it may begin."""
    for at in _starts(elements, stream, tags):
        result = _match(elements, 0, stream, tags, at, stream[at].sentence)
        if result is not None and result[0] > at:
            yield Found(at, *result)


def _starts(elements: Elements, stream: Stream, tags: Mapping[str, Spans]) -> list[int]:
    """Return the words at which the first elements of a pattern may stand."""
    found: set[int] = set()
    for each in elements:
        if each.kind == "classes":
            for name in each.names & tags.keys():
                found.update(tags[name])
        elif each.kind == "words":
            for word in each.names & stream.texts:
                found.update(stream.places[word])
        if each.least and each.kind != "start":
            break
    return sorted(found)


def _match(
    elements: Elements, at: int, stream: Stream, tags: Mapping[str, Spans], index: int, sentence: int
) -> tuple[int, int] | None:
    """Return (the word after the match of elements[at:] at a word, denials), or None."""
    if at == len(elements):
        return index, 0
    element = elements[at]
    if element.kind in ("start", "end"):
        return _match(elements, at + 1, stream, tags, index, sentence) if is_edge(stream, index) else None
    if element.kind == "gap":
        return _over_gap(elements, at, stream, tags, index, sentence)
    return _repeated(elements, at, stream, tags, index, sentence, 0)


def _repeated(
    elements: Elements, at: int, stream: Stream, tags: Mapping[str, Spans], index: int, sentence: int, times: int
) -> tuple[int, int] | None:
    element = elements[at]
    if times < element.most and index < len(stream) and stream[index].sentence == sentence:
        for end, denials in _steps(element, stream, tags, index):
            rest = _repeated(elements, at, stream, tags, end, sentence, times + 1)
            if rest is not None:
                return rest[0], rest[1] + (denials if element.most > 1 else 0)
    if times >= element.least:
        return _match(elements, at + 1, stream, tags, index, sentence)
    return None


def _steps(element: _Element, stream: Stream, tags: Mapping[str, Spans], index: int) -> Iterator[tuple[int, int]]:
    """Yield (end, denials) of each way in which an element stands at a word."""
    if element.kind == "words":
        if stream[index].text in element.names:
            yield index + 1, 0
        return
    found = [(end, int(name == NOT)) for name in element.names if name in tags for end in tags[name].get(index, ())]
    yield from sorted(found, reverse=True) if len(found) > 1 else found


def _over_gap(
    elements: Elements, at: int, stream: Stream, tags: Mapping[str, Spans], index: int, sentence: int
) -> tuple[int, int] | None:
    denials = 0
    denying = tags.get(NOT, {})
    for skipped in range(elements[at].most + 1):
        here = index + skipped
        if skipped:
            if here > len(stream) or stream[here - 1].sentence != sentence or stream[here - 1].text in _STOPS:
                return None
            denials += here - 1 in denying
        rest = _match(elements, at + 1, stream, tags, here, sentence)
        if rest is not None:
            return rest[0], rest[1] + denials
    return None


def is_edge(stream: Stream, index: int) -> bool:
    """Say whether a thought begins at, or ends before, a word."""
    if index in (0, len(stream)):
        return True
    before, after = stream[index - 1], stream[index]
    if before.sentence != after.sentence:
        return True
    return not (before.text[0].isalnum() and after.text[0].isalnum()) or before.text in ("but", "and", "so", "then")
