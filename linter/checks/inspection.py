"""Kind `inspection`: what is said of an inspection, and whether its grade is one that was given on its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from linter.checks import claim
from linter.checks.scope import part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.amounts import amounts
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.words import Stream
    from linter.post import Post

OVERALL = "overall-grade"
WRONG_SCALE = "wrong-scale"


@frozen
class Scale:
    """The grades that a body gave from one day until another, as its handbook of the time names them.

    `bodies` are phrases for the inspectorate. `overall` says that a school as a whole got a grade, `areas` what else
    got one. A body that gives no grades has none.
    """

    name: str
    bodies: tuple[str, ...]
    source: str
    start: date = field(metadata={"key": "from"})
    until: date | None = None
    grades: tuple[str, ...] = ()
    overall: bool = False
    areas: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether the scale was in use on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


@frozen
class Options:
    """What is a comment on an inspection, the scales of grades, and words that date an inspection to these days."""

    said: claim.Options
    scales: tuple[Scale, ...] = ()
    recent: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or a scale that ends before it begins."""
        self.said.validate()
        language.validate("recent", self.recent)
        for number, scale in enumerate(self.scales):
            for key in ("bodies", "grades", "areas"):
                language.validate(f"scales[{number}].{key}", getattr(scale, key))
            if not scale.bodies:
                raise ValueError(f"scales[{number}].bodies: is empty")
            if scale.until is not None and scale.until < scale.start:
                raise ValueError(f"scales[{number}].until: is before the day from which it holds")


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    return claim.needs(options.said)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each comment on an inspection; a grade that was not given on its date is a case of its own."""
    for part in evidence.parts:
        if not part_is_wanted(part, options.said.parts):
            continue
        for stream in evidence.words(part):
            marks = marks_of(evidence, part, stream)
            for made in claim.claims_in(stream, marks, part, options.said):
                case = made.case or _fault_of_grade(stream, marks, made, options, evidence.context.now.date())
                yield Hit(part.name, stream[made.first].start, stream[made.last - 1].end, case)


def _fault_of_grade(stream: Stream, marks: Marks, made: claim.Made, options: Options, today: date) -> str:
    """Return the case of a grade that does not belong to the day of the inspection, or "" where nothing tells."""
    near = range(stream[made.first].sentence - 1, stream[made.last - 1].sentence + 2)

    def has(phrases: tuple[str, ...]) -> bool:
        found = language.compiled(phrases).find(stream, marks) if phrases else ()
        return any(stream[match.first].sentence in near for match in found)

    day = _day(stream, near, today) or (today if has(options.recent) else None)
    if day is None:
        return ""
    named = [scale for scale in options.scales if has(scale.bodies)]
    for scale in named:
        if scale.holds_on(day):
            if has(scale.grades):
                return "" if scale.overall or has(scale.areas) else OVERALL
            # A body that has only one scale cannot be caught using another.
            return WRONG_SCALE if any(has(other.grades) for other in named if other is not scale) else ""
    return ""


def _day(stream: Stream, near: range, today: date) -> date | None:
    """Return the first day of the date that is said near: a year or a month is enough to tell the scale."""
    for amount in amounts(stream):
        if amount.kind != "date" or stream[amount.first].sentence not in near:
            continue
        year, _, rest = str(amount.value).replace("/", "-").partition("-")
        if len(year) != 4:
            continue
        month, _, day = rest.partition("-")
        try:
            return date(int(year), int(month or 12), int(day or 28))
        except ValueError:
            continue
    return None
