"""Kind `phrase`: certain words or phrases, unless something near excuses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks.excuses import Excuses
from linter.checks.scope import are_prose, part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post


@frozen
class Options:
    """Which phrases, and what excuses them.

    `cases` gives further phrases that are found as a case of the rule. `unless` excuses a hit that it touches,
    `unless_near` one in the same sentence. `parts` limits where to look: prose if empty, "all", or part names.
    """

    phrases: tuple[str, ...] = ()
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if there is none at all."""
        if not self.phrases and not self.cases:
            raise ValueError("phrases: is empty")
        for key, listed in (("phrases", self.phrases), ("unless", self.unless), ("unless_near", self.unless_near)):
            language.validate(key, listed)
        for case, listed in self.cases.items():
            language.validate(f"cases.{case}", listed)


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    if not are_prose(options.parts):
        return None
    return [(listed,) for listed in (options.phrases, *options.cases.values()) if listed]


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield every phrase that nothing excuses."""
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            for stream in evidence.words(part):
                yield from _check_stream(part, stream, evidence, options)


def _check_stream(part: Part, stream: Stream, evidence: Evidence, options: Options) -> Iterator[Hit]:
    marks = marks_of(evidence, part, stream)
    excuses: Excuses | None = None  # sought when something was found that they could excuse
    for case, listed in (("", options.phrases), *options.cases.items()):
        done = 0
        matches = sorted(language.compiled(listed).find(stream, marks), key=lambda m: (m.first, -m.last))
        for match in matches:
            excuses = excuses or Excuses(stream, marks, options.unless, options.unless_near)
            # Of matches that overlap, the first and longest says it all.
            if match.first >= done and not excuses.hold(match.first, match.last):
                done = match.last
                yield Hit(part.name, stream[match.first].start, stream[match.last - 1].end, case)
