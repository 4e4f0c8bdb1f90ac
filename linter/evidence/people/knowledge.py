"""Who else it may be: known people and characters, and longer names of people who are on no list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from linter.evidence.names.lexicon import lexicon
from linter.people.tables import PARTICLES

if TYPE_CHECKING:
    from linter.evidence.people import Mention
    from linter.evidence.people.around import Around
    from linter.evidence.people.vocabulary import Vocabulary

_OPENERS = frozenset(':!?.([“"•*#')
_SHOW = re.compile(r"! (?:(?:the )?[Mm]usical|[a-z]+)\b")
_LONGEST = 7  # words of a known name
_COMMON_WORDS = (
    "a all also amazing an and april at august big both boy brilliant but by can captain class come congrats "
    "congratulations dad december dr everyone eyfs fantastic february for friday from girl good great had happy "
    "has he head her here his how i i'm i've in is it january july june ks1 ks2 look lovely march may miss monday "
    "more mr mrs ms mum mx not november now nursery october of on or our please proud pupil read reception runner "
    "saturday see september she sir so star student sunday super thank thanks that the then there they this "
    "thursday to today tomorrow tuesday was we wednesday well what when where who why will winner with wonderful "
    "y year yesterday you your yr"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def known_phrase(around: Around, words: Vocabulary) -> Literal["", "part", "whole"]:
    """Say whether the name is part of a phrase that means somebody or something known, or is that phrase."""
    found: Literal["", "part", "whole"] = ""
    bare, stream, known = around.words.bare, around.words.stream, words.known
    for start in range(max(0, around.first - _LONGEST + 1), around.first + 1):
        for phrase in known.get(bare[start], ()):
            stop = start + len(phrase)
            if not around.last <= stop <= len(bare) or phrase[-1] not in (bare[stop - 1], stream[stop - 1].text):
                continue
            if all(word in (bare[start + at], stream[start + at].text) for at, word in enumerate(phrase)):
                if stop - start > around.last - around.first:
                    return "part"
                found = "whole"
    return found


def is_longer_name(one: Mention, around: Around, words: Vocabulary, read: Sequence[Mention]) -> bool:
    """Say whether the name seems to be part of a longer one, which nobody of the lists has."""
    if one.form not in ("first", "last"):
        return False
    if any(
        (other.start < one.start or other.end > one.end)
        and " " in around.words.text[other.start : other.end].strip()
        and not _is_joined(around.words.text[other.start : other.end])
        and not _only_initials(around.words.text, one, other)
        and not _only_opens(around, other)
        and not _only_small(around, other)
        for other in read
    ):
        return True
    if around.in_tag or around.words.capitals(around.sentence) != "meaningful" or around.case == "lower":
        return False
    follows = "" if around.possessive else around.written_after()
    if _is_name_like(follows, words) and _is_next(around, 1):
        return True
    lead = around.written_before()
    return _is_name_like(lead, words) and not _opens_sentence(around) and _is_next(around, -1)


def is_show_title(around: Around) -> bool:
    """Say whether the name is the title of a show with an exclamation mark: "Oliver! rehearsals start"."""
    return _SHOW.match(around.words.text, around.end) is not None


def _only_initials(text: str, one: Mention, other: Mention) -> bool:
    """Say whether initials are all that another reading adds to a name: "S. Karthikeyan", "Alfie S"."""
    added = text[other.start : one.start] + " " + text[one.end : other.end]
    return all(len(piece.strip(".")) < 2 for piece in added.replace(".", " ").split())


def _only_opens(around: Around, other: Mention) -> bool:
    """Say whether all that another reading adds is the first word of the sentence, no given name: "Diolch Leke!"."""
    if other.end > around.end or not _opens_sentence(around):
        return False
    lead = around.before()
    return other.start == around.words.stream[around.first - 1].start and not lexicon().is_given(lead)


def _only_small(around: Around, other: Mention) -> bool:
    """Say whether small words are all that another reading adds to a name with capitals: "Shu-Fen beside"."""
    text = around.words.text
    added = f"{text[other.start : around.start]} {text[around.end : other.end]}".split()
    return around.case == "title" and all(word.islower() and word not in PARTICLES for word in added)


def _is_joined(text: str) -> bool:
    return " and " in text or "," in text or "&" in text


def _is_name_like(written: str, words: Vocabulary) -> bool:
    """Say whether a word is written like another part of a name."""
    if len(written) < 2 or not written[0].isupper() or written.isupper() or not written[0].isalpha():
        return False
    folded = written.lower().removesuffix("'s").removesuffix("’s")
    return not (
        folded in _COMMON
        or folded in words.things
        or folded in words.verbs
        or folded in words.before_pupils
        or folded in words.praise
    )


def _is_next(around: Around, side: int) -> bool:
    """Say whether nothing but a space stands between the name and its neighbour."""
    stream, text = around.words.stream, around.words.text
    between = (
        text[around.end : stream[around.last].start] if side > 0 else text[stream[around.first - 1].end : around.start]
    )
    return between in (" ", "-", "\u00a0")


def _opens_sentence(around: Around) -> bool:
    """Say whether the word before the name opens the sentence, where any word has a capital."""
    stream = around.words.stream
    at = around.first - 1
    return at == 0 or stream[at - 1].sentence != around.sentence or stream[at - 1].text in _OPENERS
