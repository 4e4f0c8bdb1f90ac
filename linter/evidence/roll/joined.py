"""Names that are run together in one word."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence.hashtags import is_word
from linter.evidence.roll.found import Found
from linter.evidence.roll.index import Source
from linter.evidence.roll.items import Item

_LONGEST_JOINED = 40


def joined(index: Source, item: Item) -> Iterator[Found]:
    """Yield the names that are run together in one word of a tag, handle or address: "aminakaur", "aminak".

    Only names as the lists write them: any word could be cut into short forms.
    """
    word = item.text
    size = len(word)
    if not 4 <= size <= _LONGEST_JOINED:
        return
    # Where a letter stands for two (æ) a part of the word has no place of its own: then the whole is marked.
    is_plain = item.end - item.start == size
    knows, find = index.knows, index.find
    found: list[Found] = []
    for start in range(size - 3):
        for middle in range(start + 2, size - 1):
            half = word[start:middle]
            if not knows(half):
                continue
            for end in range(middle + 2, size + 1):
                is_whole = end - start == size
                if not is_whole and (end - start < 8 or middle - start < 3 or end - middle < 3):
                    continue
                other = word[middle:end]
                people = find(f"P {half} {other}") or find(f"P {other} {half}")
                if people:
                    first, last = (item.start + start, item.start + end) if is_plain else (item.start, item.end)
                    found.append(Found(first, last, "full", 0.9, people, ("joined",)))
    if people := find(f"I {word[:-1]} {word[-1]}"):
        found.append(Found(item.start, item.end, "first-initial", 0.6, people, ("joined", "initial")))
    if people := find(f"J {word[0]} {word[1:]}"):
        found.append(Found(item.start, item.end, "initial-last", 0.6, people, ("joined", "initial")))
    if found and not is_word(word):
        yield from found
