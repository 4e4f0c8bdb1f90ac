"""Kind `embargo`: news that the calendar holds back, and words of what is not yet final."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from linter.checks import frame, phrase
from linter.checks.excuses import Excuses
from linter.checks.scope import part_is_wanted
from linter.errors import Fault, PostlintError
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post
    from linter.settings import Event

# Britain is never further from UTC than this.
_SUMMER_TIME = timedelta(hours=1)


@frozen
class Options:
    """What is said of news that is not out yet.

    `calendar` is the case of a topic that an embargo in the calendar holds back. `phrases`, `cases` and `frames`
    find words; they and the excuses are those of the kinds `phrase` and `frame`. `logistics` are phrases that a
    topic may stand in ("results day"): when and where, not what.
    """

    calendar: str = ""
    logistics: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frames: tuple[frame.Frame, ...] = ()
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or an impossible frame."""
        language.validate("logistics", self.logistics)
        if self.phrases or self.cases:
            _as_phrases(self).validate()
        if self.frames:
            _as_frames(self).validate()
        language.validate("unless", self.unless)
        language.validate("unless_near", self.unless_near)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield topics under embargo on the day of the post, then words of what is not final yet."""
    held = tuple(event for event in evidence.context.settings.calendar if event.kind == "embargo")
    today = evidence.context.now.date()
    day = day_of(post, today)
    for event in held:
        # A post from before the embargo began is past news; one that is still to come is not.
        if event.topics and min(event.start, today) <= day <= event.until:
            yield from _mentions(event, evidence, options)
    if options.phrases or options.cases:
        yield from phrase.check(post, evidence, _as_phrases(options))
    if options.frames:
        yield from frame.check(post, evidence, _as_frames(options))


def day_of(post: Post, today: date) -> date:
    """Return the day on which a post goes out, in Britain or earlier; without a schedule, today."""
    when = post.schedule
    if when is None:
        return today
    if not isinstance(when, datetime):
        return when
    offset = when.utcoffset()
    if offset is None or timedelta() <= offset <= _SUMMER_TIME:
        return when.date()
    return when.astimezone(UTC).date()


def _mentions(event: Event, evidence: Evidence, options: Options) -> Iterator[Hit]:
    try:
        topics = _topics(event)
    except ValueError as error:
        where = evidence.context.settings.source or "settings"
        raise PostlintError(Fault(where, str(error), "write topics as plain words", "calendar.topics")) from error
    values = {"title": event.title, "until": f"{event.until.day} {event.until:%B %Y}"}
    for part in evidence.parts:
        if not part_is_wanted(part, options.parts):
            continue
        for stream in evidence.words(part):
            done = 0
            excuses: Excuses | None = None
            for match in sorted(topics.find(stream), key=lambda m: (m.first, -m.last)):
                if match.first < done:
                    continue
                marks = marks_of(evidence, part, stream)
                excuses = excuses or Excuses(stream, marks, options.logistics, ())
                if not excuses.hold(match.first, match.last):
                    done = match.last
                    first, last = stream[match.first].start, stream[match.last - 1].end
                    yield Hit(part.name, first, last, options.calendar, values=values)


_topics: Remembered[Event, language.Phrases] = Remembered(
    lambda event: language.compiled(tuple(_with_plural(topic) for topic in event.topics))
)


def _with_plural(topic: str) -> str:
    """Let the last word of a topic stand in the plural and in the possessive."""
    head, space, last = topic.rstrip().rpartition(" ")
    return f"{head}{space}{last}|{last}s|{last}'s" if last.isalpha() else topic


_as_phrases: Remembered[Options, phrase.Options] = Remembered(
    lambda options: phrase.Options(options.phrases, options.cases, options.unless, options.unless_near, options.parts)
)
_as_frames: Remembered[Options, frame.Options] = Remembered(
    lambda options: frame.Options(options.frames, options.unless, options.unless_near, options.parts)
)
