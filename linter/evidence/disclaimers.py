"""Statements that views are the author's own, and those that look like one and say the opposite.

The wordings are data (`rules/lexicons/disclaimers.toml`, `false-disclaimers.toml`, or what a rule gives); here they are
matched on the words as checks match phrases, small slips of the keyboard put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.evidence.words import Stream, Word
from linter.value import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.context import Context
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.phrases import Phrases

VERSION = 1

Span = tuple[str, int, int]
Wordings = tuple[tuple[str, ...], tuple[str, ...]]  # true, false

_TRUE, _FALSE = "disclaimers", "false-disclaimers"
_LITERAL = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONG_ENOUGH = 5  # shorter words are too near to others to guess what was meant
_SHORTEST = 3


@frozen
class Statements:
    """What a post says about whose views it holds: places that make it clear, and places that say the opposite."""

    true: tuple[Span, ...]
    false: tuple[Span, ...]


@frozen
class _Sought:
    true: Phrases
    false: Phrases
    vocabulary: frozenset[str]
    near: Mapping[tuple[str, int], tuple[str, ...]]  # first letter and length → words of the vocabulary


def gather(evidence: Evidence) -> tuple[Span, ...]:
    """Return the disclaimers of a post's own texts, as (part, start, end); alt texts are not where one looks."""
    return statements(evidence).true


def in_text(text: str, context: Context, wordings: Wordings | None = None) -> Statements:
    """Return the statements of any other text, an account's bio say; the part is called "body"."""
    from linter.evidence import Evidence
    from linter.post import Post

    return statements(Evidence(Post(body=text), context), wordings)


def statements(evidence: Evidence, wordings: Wordings | None = None) -> Statements:
    """Return all statements of a post; where a true and a false one overlap, the longer counts.

    `wordings` are phrases for true and for false ones; None means the lexicons.
    """
    sought = _sought(*(wordings or (evidence.context.packs.lexicon(_TRUE), evidence.context.packs.lexicon(_FALSE))))
    true: list[Span] = []
    false: list[Span] = []
    for part in evidence.parts:
        if (part.is_prose and not part.name.startswith("alt:")) or part.name == "field:disclaimer":
            for stream in evidence.words(part):
                for is_true, start, end in _in_stream(evidence, part, stream, sought):
                    (true if is_true else false).append((part.name, start, end))
    return Statements(tuple(sorted(set(true))), tuple(sorted(set(false))))


def _in_stream(evidence: Evidence, part: Part, stream: Stream, sought: _Sought) -> Iterator[tuple[bool, int, int]]:
    from linter.evidence.marks import marks as marks_of

    words = [*_put_right(stream, sought)]
    readings = [Stream(words)]
    if "#" in part.text or "@" in part.text:
        readings.append(Stream(_with_signs(words, part.text)))
    matches: set[tuple[int, int, bool]] = set()
    for reading in readings:
        marks = marks_of(evidence, part, reading)
        for is_true, phrases in ((True, sought.true), (False, sought.false)):
            for match in phrases.find(reading, marks):
                span = reading[match.first : match.last]
                matches.add((span[0].start, span[-1].end, is_true))
    done = -1
    for start, end, is_true in sorted(_strongest(matches)):
        if start >= done:
            done = end
            yield is_true, start, end


def _strongest(matches: set[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Return the matches that no longer one overlaps; of equals, the false one, so that a doubt is asked about."""
    kept: list[tuple[int, int, bool]] = []
    for match in sorted(matches, key=lambda m: (m[0] - m[1], m[2], m[0])):
        if not any(match[0] < other[1] and other[0] < match[1] for other in kept):
            kept.append(match)
    return kept


def _with_signs(words: list[Word], text: str) -> Iterator[Word]:
    """Yield the words, a sign before each hashtag and handle: a thought ends there ("views my own #edutwitter")."""
    for word in words:
        if text[word.start - 1 : word.start] in ("#", "@") or text[word.start : word.start + 1] in ("#", "@"):
            yield Word("#", word.start, word.start, word.sentence)
        yield word


def _put_right(stream: Stream, sought: _Sought) -> Iterator[Word]:
    """Yield the words, those one slip away from a word of the wordings ("veiws", "emplyer") put right."""
    for word in stream:
        text = word.text
        if len(text) < _SHORTEST or text in sought.vocabulary:
            yield word
            continue
        lengths = (len(text), len(text) - 1, len(text) + 1)
        near = (known for length in lengths for known in sought.near.get((text[0], length), ()))
        meant = next((known for known in near if _is_slip(text, known)), None)
        yield word._replace(text=meant) if meant else word


def _is_slip(written: str, meant: str) -> bool:
    """Say whether one word was meant as the other; in short ones only two letters may have changed places."""
    if len(meant) < _LONG_ENOUGH:
        return sorted(written) == sorted(meant)
    return len(written) >= _LONG_ENOUGH - 1 and is_one_slip(written, meant)


def is_one_slip(written: str, meant: str) -> bool:
    """Say whether two words differ by one letter too many, too few or wrong, or by two that changed places."""
    if not -2 < len(written) - len(meant) < 2 or written == meant:
        return False
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    at = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    if longer[at + 1 :] == shorter[at + 1 :]:
        return True
    return longer[at : at + 2] == shorter[at : at + 2][::-1] and longer[at + 2 :] == shorter[at + 2 :]


@lru_cache(maxsize=8)
def _sought(true: tuple[str, ...], false: tuple[str, ...]) -> _Sought:
    """Return phrases ready to be matched; a pure function of its arguments."""
    from linter.evidence.normalise import fold
    from linter.evidence.phrases import Phrases

    vocabulary = {word for term in (*true, *false) for word in _LITERAL.findall(fold(term).text)}
    near: dict[tuple[str, int], tuple[str, ...]] = {}
    for word in sorted(vocabulary):
        if len(word) >= _SHORTEST:
            near[word[0], len(word)] = (*near.get((word[0], len(word)), ()), word)
    return _Sought(Phrases(true), Phrases(false), frozenset(vocabulary), near)
