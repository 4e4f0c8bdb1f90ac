"""Kind `period`: words that are a fault only while an event of the calendar lasts, such as an election."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from linter.checks import phrase
from linter.checks.embargo import day_of
from linter.finding import Hit
from linter.value import field, frozen, replace

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """Which kind of event of the calendar, and the words; the words and excuses are those of kind `phrase`."""

    event: Literal["term", "holiday", "inset", "trip", "embargo", "election"]
    phrases: tuple[str, ...] = ()
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if there is none."""
        _as_phrases(self).validate()


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found."""
    return phrase.needs(_as_phrases(options))


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the words if the post goes out while such an event lasts; of words in several cases, the first case."""
    day = day_of(post, evidence.context.now.date())
    events = (event for event in evidence.context.settings.calendar if event.kind == options.event)
    event = next((event for event in events if event.start <= day <= event.until), None)
    if event is None:
        return
    values = {"title": event.title, "from": _said(event.start), "until": _said(event.until)}
    taken: list[tuple[str, int, int]] = []
    # The named cases are the graver ones: what they find is not told once more.
    for hit in sorted(phrase.check(post, evidence, _as_phrases(options)), key=lambda hit: not hit.case):
        if not any(part == hit.part and hit.start < end and start < hit.end for part, start, end in taken):
            taken.append((hit.part, hit.start, hit.end))
            yield replace(hit, values=values)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _as_phrases(options: Options) -> phrase.Options:
    return phrase.Options(options.phrases, options.cases, options.unless, options.unless_near)
