"""Kind `listed-pupil`: a pupil on the do-not-publish list is named, in whatever form, anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks.naming import listed_pupils, named_for
from linter.evidence.people.around import class_pattern, classes_of
from linter.finding import Hit
from linter.people.roll import plain_year
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.people import Mention
    from linter.people import Pupil
    from linter.post import Post

_GAP = r"[\s,;:()\[\]–—|/-]{1,4}(?:(?:in|from|of|our|class)\s+){0,2}"
_YEAR = r"(?:year|yr|y)[\s-]?(?P<year>\d{1,2})|(?P<reception>reception)"


@frozen
class Options:
    """How sure it must be that a listed pupil is meant.

    From `sure` on a name counts; from `doubtful` on it is the case "doubtful". `acronyms` are letters that are no
    initials unless they have full stops, even before a class ("PE in Year 4"). `allowed_as` is the name by which
    `[allow] names` limits a name to this rule; an allowed name passes here only if it names this rule.
    """

    allowed_as: str
    sure: float = 0.6
    doubtful: float = 0.4
    acronyms: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for impossible limits."""
        if not 0 <= self.doubtful <= self.sure <= 1:
            raise ValueError("sure: must be from doubtful to 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each place that names a listed pupil."""
    if not evidence.context.do_not_publish:
        return
    found: list[tuple[str, int, int]] = []
    if evidence.people:
        for one in named_for(options.allowed_as, evidence):
            listed = listed_pupils(one, evidence)
            if not listed or one.confidence < options.doubtful:
                continue
            found.append((one.part, one.start, one.end))
            yield Hit(one.part, one.start, one.end, _case(one, listed, options), one.confidence)
    for part in evidence.parts:
        for start, end in _initials(part, evidence, options):
            if not any(part.name == name and start < last and first < end for name, first, last in found):
                yield Hit(part.name, start, end, "initials", 0.8)


def _case(one: Mention, listed: tuple[str, ...], options: Options) -> str:
    if one.form == "near":
        return "misspelt"
    if one.confidence < options.sure:
        return "doubtful"
    return "shared" if len(listed) < len(one.ids) else ""


def _initials(part: Part, evidence: Evidence, options: Options) -> Iterator[tuple[int, int]]:
    """Yield the initials of a listed pupil beside the pupil's class or year: "D.C. in Y6", "DC (Owls)"."""
    roll = evidence.context.roll
    scopes = evidence.context.do_not_publish
    listed = tuple(roll[key] for key, scope in scopes.items() if scope != "image" and key in roll)
    pattern = _pattern(listed, class_pattern(classes_of({pupil.id: pupil for pupil in listed})))
    if pattern is None:
        return
    for match in pattern.finditer(part.text):
        letters = match["letters"]
        plain = "".join(filter(str.isalpha, letters)).casefold()
        if "." not in letters and plain in options.acronyms:
            continue
        if any(plain in _letters(pupil) and _is_in(pupil, match) for pupil in listed):
            yield match.span("letters")


@lru_cache(maxsize=8)
def _pattern(listed: tuple[Pupil, ...], classes: re.Pattern[str] | None) -> re.Pattern[str] | None:
    """Return a pattern of capitals that are some listed pupil's initials, before a class or a year."""
    pairs = sorted({letters for pupil in listed for letters in _letters(pupil)})
    if not pairs:
        return None
    written = "|".join(r"\.?\s?".join(re.escape(letter.upper()) for letter in pair) for pair in pairs)
    known = classes.pattern if classes else "(?!)"
    return re.compile(rf"(?<![\w.])(?P<letters>(?:{written})\b\.?){_GAP}(?i:{_YEAR}|(?P<known>{known}))\b")


@lru_cache(maxsize=1024)
def _letters(pupil: Pupil) -> frozenset[str]:
    """Return the initials by which a pupil may go, in small letters."""
    lasts = re.findall(r"[^\W\d_]+", pupil.last_name)
    firsts = [name.strip() for name in (pupil.first_name, pupil.preferred_name) if name.strip()]
    if not lasts or not firsts:
        return frozenset()
    ends = {lasts[0][0], lasts[-1][0], "".join(last[0] for last in lasts)}
    return frozenset((first[0] + end).casefold() for first in firsts for end in ends)


def _is_in(pupil: Pupil, match: re.Match[str]) -> bool:
    groups: Mapping[str, str | None] = match.groupdict()
    if groups["known"]:
        own, said = (name.casefold().replace(" ", "") for name in (pupil.class_name, groups["known"]))
        return said in (own, own.removesuffix("s"))
    return plain_year(groups["year"] or groups["reception"] or "") == pupil.year
