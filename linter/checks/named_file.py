"""Kind `named-file`: the name of a picture's file names a pupil, or reads as if it named a child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks.naming import named_for
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.people import Mention
    from linter.post import Post

# amina_s_y4, TomFenn2026, noah-4k: words, however they are parted.
_PIECE = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿā-žơưăạ-ỹ'’]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|\d+|[^\W_]+")
_CLASS = re.compile(
    r"(?i)[\s_.\-()]{0,3}(?:(?:in|class)[\s_.-])?"
    r"(?:(?:y|yr|year)[\s_.-]?\d{1,2}(?:[\s_.-]?[a-z])?|1?\d[a-wyz]|reception|nursery)(?![^\W_])"
)
_MOST = 255


@frozen
class Options:
    """How sure it must be, and what is no name.

    From `sure` on a name counts. `known` are people and things that everybody knows ("oliver twist"); `neutral` are
    words that say nothing beside a name ("photo", "copy"). `allowed_as` is the name by which `[allow] names` limits a
    name to this rule.
    """

    allowed_as: str
    sure: float = 0.6
    known: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an impossible limit."""
        if not 0 <= self.sure <= 1:
            raise ValueError("sure: must be from 0 to 1")
        if not self.allowed_as:
            raise ValueError("allowed_as: is empty")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the names in file names."""
    for index in range(len(post.images)):
        part = evidence.part(f"image:{index}/name")
        if part is not None:
            yield from _in_name(part, evidence, options)


def _in_name(part: Part, evidence: Evidence, options: Options) -> Iterator[Hit]:
    known = [one for one in evidence.people if one.part == part.name]
    named = [one for one in named_for(options.allowed_as, evidence) if one.part == part.name]
    found = [one for one in named if one.who == "pupil" and one.confidence >= options.sure]
    yield from (Hit(part.name, one.start, one.end, "", one.confidence) for one in found)
    taken = [(one.start, one.end) for one in known]
    for one in evidence.roll:
        if one.part != part.name or one.who != "pupil" or one.form != "last" or "staff-share-it" in one.clues:
            continue
        if _is_free(one, taken) and _is_rare(part.text[one.start : one.end]):
            taken.append((one.start, one.end))
            yield Hit(part.name, one.start, one.end, "surname", one.confidence)
    # A colleague's first name alone may be a child's as well: what stands beside it tells.
    if all(one.who == "staff" and one.form == "first" for one in known) and len(taken) == len(known):
        for start, end in _patterns(part.text[:_MOST], _listed(options.known), frozenset(options.neutral)):
            yield Hit(part.name, start, end, "likely", 0.5)


def _is_free(one: Mention, taken: list[tuple[int, int]]) -> bool:
    return not any(start < one.end and one.start < end for start, end in taken)


def _is_rare(name: str) -> bool:
    """Say whether a surname is no word, place or brand as well."""
    from linter.evidence.names.lexicon import lexicon

    pieces = [fold(piece).text for piece in re.findall(r"[^\W\d_]+", name)]
    known = lexicon()
    return any(len(piece) > 3 and not known.is_word(piece) and not known.is_given(piece) for piece in pieces)


@lru_cache(maxsize=8)
def _listed(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(re.findall(r"[^\W_]+", fold(phrase).text)) for phrase in known)


def _patterns(name: str, known: frozenset[str], neutral: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield what reads as a child's given name with an initial, a surname or a class behind it."""
    from linter.evidence.names.features import word

    stem = name.rpartition(".")[0] or name
    pieces = [(match.group(), *match.span()) for match in _PIECE.finditer(stem)]
    done = 0
    for at, (text, start, end) in enumerate(pieces):
        if start < done or len(text) < 3 or not text[0].isalpha() or word(text.title(), "").common != "g":
            continue
        last = end
        if at + 1 < len(pieces):
            other, _, stop = pieces[at + 1]
            if (_is_initial(other, stem, stop) or _is_surname(other)) and fold(other).text not in neutral:
                last = stop
        of_class = _CLASS.match(stem, last)
        last = of_class.end() if of_class else last
        said = " ".join(re.findall(r"[^\W_]+", fold(stem[start:last]).text))
        if last > end and not any(f"{phrase} ".startswith(f"{said} ") for phrase in known):
            done = last
            yield start, last


def _is_initial(text: str, stem: str, stop: int) -> bool:
    return len(text) == 1 and text.isalpha() and not stem[stop : stop + 1].isdigit()


def _is_surname(text: str) -> bool:
    from linter.evidence.names.features import word

    return len(text) > 2 and text.isalpha() and word(text.title(), "").common in ("s", "?", "g")
