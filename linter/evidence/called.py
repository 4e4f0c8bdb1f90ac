"""What in a text has a name of its own: a firm, a product, a film, a place, a person. Rules call it {called}."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence.words import Stream

# Words with a capital that name nothing: days, subjects, classes, titles.
LEXICON = "capitals-that-name-nothing"

_LONGEST = 6  # words of a name
_JOINS = frozenset(("&", "and", "of", "the", "in", "'n'"))


def called(text: str, stream: Stream, ours: Collection[int], nothing: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield first and last word (half-open) of each name, and of each of its ends: "Velo Sports" and "Sports".

    A name is a run of words with a capital; "and" and "of" may join them. The first word of a sentence has its
    capital anyway, and counts only before another. `ours` are the words that belong to the school's own name,
    `nothing` folded words that are no names.
    """
    capitals = frozenset(
        index
        for index, word in enumerate(stream)
        if text[word.start].isupper() and index not in ours and word.text.removesuffix("'s") not in nothing
    )
    index = 0
    while index < len(stream):
        last = _end(stream, index, capitals)
        if last - index > 1 or (last > index and not _opens(stream, index)):
            yield from ((first, last) for first in range(index, last) if first in capitals)
        index = max(last, index + 1)


def _end(stream: Stream, first: int, capitals: Collection[int]) -> int:
    last, sentence = first, stream[first].sentence
    for at in range(first, min(first + _LONGEST, len(stream))):
        if stream[at].sentence != sentence or (at not in capitals and (at == first or stream[at].text not in _JOINS)):
            break
        if at in capitals:
            last = at + 1
    return last


def _opens(stream: Stream, index: int) -> bool:
    return not index or stream[index - 1].sentence != stream[index].sentence or stream[index - 1].text in "!?.;…"
