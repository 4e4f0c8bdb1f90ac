"""An adult with a title who is on no list: "Mrs Ashdown". Not a kind of check by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.evidence.normalise import fold
from linter.evidence.people.around import Around, Words
from linter.evidence.people.knowledge import known_phrase
from linter.evidence.people.vocabulary import vocabulary

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part

_NEAR = 14  # words on either side in which a guest's role or a story excuses the name
_LETTER = "A-ZÀ-ÖØ-ÞĀ-ž"
_NAME = rf"(?:[{_LETTER}]\.?[ \u00a0])?[{_LETTER}][\w'’]*\w(?:[ \u00a0-][{_LETTER}][\w'’]*\w)*"


def adults(
    evidence: Evidence,
    part: Part,
    titles: tuple[str, ...],
    characters: tuple[str, ...],
    guests: tuple[str, ...],
    taken: Collection[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Yield the spans of names after a title that belong to nobody of the lists, to no character and no guest.

    `taken` are the spans of those who are on a list; `characters` are whole names ("miss honey"), `guests` words that
    say that somebody comes from elsewhere.
    """
    stream = evidence.words(part)[0]
    if stream.texts.isdisjoint(titles):
        return
    words = vocabulary(evidence.context.packs)
    listed = _surnames(evidence)
    all_words = Words(evidence, part)
    for match in _titled(titles).finditer(part.text):
        start, end = match.span("name")
        if part.text[end - 2 : end] in ("'s", "’s"):
            end -= 2
        around = Around(all_words, start, end)
        own = [word.text.removesuffix("'s") for word in stream[around.first : around.last]]
        if not own or any(start < last and first < end for first, last in taken) or not listed.isdisjoint(own):
            continue
        written = fold(part.text[match.start("title") : end]).text.replace(".", "")
        if any(written == name or written.startswith(name + " ") for name in _folded(characters)):
            continue
        if not words.things.isdisjoint(own) or known_phrase(around, words) or around.in_title:
            continue
        near = {
            word.text
            for word in stream[max(0, around.first - _NEAR) : around.last + _NEAR]
            if word.sentence == around.sentence
        }
        if near.isdisjoint(words.stories) and near.isdisjoint(guests):
            yield start, end


@lru_cache(maxsize=4)
def _titled(titles: tuple[str, ...]) -> re.Pattern[str]:
    written = "|".join(re.escape(title.capitalize()) for title in titles)
    return re.compile(rf"(?<![\w@#])(?P<title>{written})\.?[ \u00a0](?P<name>{_NAME})")


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(name).text for name in names)


def _surnames(evidence: Evidence) -> frozenset[str]:
    """Return the folded words of the surnames of the staff."""
    return frozenset(
        word
        for member in evidence.context.staff.values()
        for word in fold(member.last_name).text.replace("-", " ").split()
    )
