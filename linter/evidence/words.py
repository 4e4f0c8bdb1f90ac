"""The words of a part as checks match them: folded, hashtags and handles split, disguises undone.

A part has one stream of words as it reads, and one more for each reading of its disguised text. Punctuation stands
in the stream as words of its own, so that a phrase does not match across a full stop; hyphens and quotes do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from linter.evidence.triggers import NOTHING, Found

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.amounts import Amount
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.text import View

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")
_UNSEEN = frozenset("-_'\"*~`#@")


class Word(NamedTuple):
    """A folded word and its span in the part as written; `sentence` counts from 0. A tuple: there are so many."""

    text: str
    start: int
    end: int
    sentence: int


class Stream(tuple[Word, ...]):
    """The words of a part in their order, with an index of them that is made once for all who look for something.

    `marks` keeps what stands for known things among them (`linter.evidence.marks` makes it), `found` which phrases may
    match in it (`linter.evidence.phrases`).
    """

    marks: Marks | None = None
    found: Found = NOTHING

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Return word → where it stands."""
        found: dict[str, list[int]] = {}
        for index, (text, _, _, _) in enumerate(self):
            if text in found:
                found[text].append(index)
            else:
                found[text] = [index]
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """Return the words, each once."""
        return frozenset(self.places)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Return the first letter, and the first two letters, of each word."""
        return frozenset([*[text[:2] for text in self.places], *[text[0] for text in self.places]])

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the words that begin with a digit."""
        return frozenset([text for text in self.places if text[0].isdigit()])

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Return the amounts among the words, in their order."""
        from linter.evidence.amounts import amounts

        return amounts(self)


def streams(evidence: Evidence, part: Part) -> tuple[Stream, ...]:
    """Return the words of a part as it reads, and of each further reading of what is disguised in it."""
    folded = evidence.folded(part)
    # Emoji after a full stop belong to what was said before it.
    starts = [start for start, end in evidence.sentences(part) if any(map(str.isalnum, part.text[start:end]))]
    first = [*_words(folded, starts)]
    tags = _tag_words(evidence, part) if "#" in folded.text or "@" in folded.text else {}
    if tags:
        first = [*_with_tags(first, tags)]
    return (Stream(first), *(Stream(_words(view, starts)) for view in evidence.disguised(part)))


def _words(view: View, sentence_starts: list[int]) -> Iterator[Word]:
    shift = view.map.shift
    sentence, last = -1, len(sentence_starts) - 1
    # There are so many of them that going through NamedTuple's own __new__ would take half of the time.
    make = tuple.__new__
    for match in _WORD.finditer(view.text):
        text = match[0]
        if text in _UNSEEN:
            continue
        start, end = match.span()
        if shift is None:
            start, end = view.span(start, end)
            sentence = bisect_right(sentence_starts, start) - 1
        else:
            start, end = start + shift, end + shift
            while sentence < last and sentence_starts[sentence + 1] <= start:
                sentence += 1
        yield make(Word, (text, start, end, sentence))


def _tag_words(evidence: Evidence, part: Part) -> dict[tuple[int, int], list[tuple[str, int, int]]]:
    """Return span of a hashtag or handle (as written) → its words with their spans."""
    from linter.evidence.hashtags import split_tag
    from linter.evidence.normalise import fold

    seen = evidence.visible(part)
    tokens = evidence.tokens(part)
    found: dict[tuple[int, int], list[tuple[str, int, int]]] = {}
    for token in (*tokens.hashtags, *tokens.mentions):
        pieces = split_tag(token.text[1:])
        if len(pieces) > 1:
            found[seen.span(token.start, token.end)] = [
                (fold(piece.text).text, *seen.span(token.start + 1 + piece.start, token.start + 1 + piece.end))
                for piece in pieces
            ]
    return found


def _with_tags(words: list[Word], tags: dict[tuple[int, int], list[tuple[str, int, int]]]) -> Iterator[Word]:
    """Yield the words, those that stand in a tag replaced by the tag's own."""
    done: set[tuple[int, int]] = set()
    for word in words:
        span = next((s for s in tags if s[0] <= word.start and word.end <= s[1]), None)
        if span is None:
            yield word
        elif span not in done:
            done.add(span)
            yield from (Word(text, start, end, word.sentence) for text, start, end in tags[span])
