"""Kind `live-location`: where children are now, or will be at a time that anybody can read.

The calendar decides what a name of a place means: in a post that goes out during a trip, the trip's own words are a
place where children are; afterwards they are a memory. What has happened ("last week we visited …") is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks import detail
from linter.evidence import phrases as language
from linter.evidence.late import Late
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Post
    from linter.settings import Event

TRIP, NAMED, LATER, EXACT = "trip", "named", "later", "exact"
# Latitude and longitude in Britain and around, and the three words of what3words.
_COORDINATES = Late(
    r"(?<![\d.])(?:4[89]|5\d|60)[.,]\d{3,8}°?\s*[NnSs]?\s*[,;/ ]\s*[+−-]?\s*(?:[0-8])[.,]\d{3,8}°?\s*[WwEe]?(?![\d.])"
    r"|\b(?:4[89]|5\d|60)°\s?\d{1,2}['′’]\s?(?:\d{1,2}(?:\.\d+)?[\"″”]\s?)?[Nn]\b[,;\s]*"
    r"\d{1,2}°\s?\d{1,2}['′’]\s?(?:\d{1,2}(?:\.\d+)?[\"″”]\s?)?[WwEe]\b"
)
_THREE_WORDS = Late(
    r"/{3}\s?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}\b|\bw3w\.co/[a-z.]+|what3words\.com/[a-z.]+", re.IGNORECASE
)

# Without one of these a text has neither; most texts have none, and to look for the patterns themselves is slow.
_NEAR_PIN = 6  # words after a pin among which its place is named
_HINT = re.compile(r"[.,]\d{3}|°|/{3}|w3w\.|3words\.", re.IGNORECASE)


@frozen
class Options:
    """What tells where children are.

    `now` says that they are somewhere at this moment, `later` when and where they will be; both as in kind `detail`.
    `closed` are audiences to whom a time and a place may be told. `recap` are phrases of a sentence about what is over.
    `pupils` mean that a child is named: the case "named". `site` excuses a place in the same sentence: the school's
    own, where everybody knows that children are. `pins` are signs of a check-in, unless one of `posters` shows
    that it is the venue of an event.
    """

    now: detail.Options
    later: detail.Options
    closed: tuple[str, ...] = ()
    recap: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    pupils: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    posters: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for malformed phrases."""
        self.now.validate()
        self.later.validate()
        for key in ("recap", "site", "pupils", "pins", "posters"):
            language.validate(key, getattr(self, key))


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each place where children are or will be."""
    hits = [*detail.check_where_open(post, evidence, options.now), *_pins(evidence, options)]
    exact = [*_exact(evidence)]
    is_closed = (post.audience or "").casefold() in options.closed
    if not is_closed:
        hits += detail.check_where_open(post, evidence, options.later)
    hits = [hit for hit in hits if not _is_over_or_home(hit, evidence, options)]
    trips = [*_on_trips(post, evidence, options)]
    named: bool | None = None
    done: list[Hit] = []
    # What a trip is about is told once a text, and not beside words that say more.
    told = {hit.part for hit in hits}
    once = {hit.part: hit for hit in reversed(trips) if hit.part not in told}
    for hit in sorted((*hits, *exact, *once.values()), key=lambda hit: (hit.part, hit.start, -hit.end)):
        if any(one.part == hit.part and hit.start < one.end for one in done):
            continue
        if named is None:
            named = _names_a_pupil(evidence, options)
        case = TRIP if trips else NAMED if named and hit.case != EXACT else hit.case
        done.append(Hit(hit.part, hit.start, hit.end, case))
    yield from done


def _exact(evidence: Evidence) -> Iterator[Hit]:
    """Yield coordinates and what3words addresses."""
    for part in evidence.parts:
        if part.is_prose and _HINT.search(part.text):
            for pattern in (_COORDINATES, _THREE_WORDS):
                for match in pattern.now.finditer(part.text):
                    yield Hit(part.name, match.start(), match.end(), EXACT)


def _pins(evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield check-ins: a pin and the place after it."""
    for part in evidence.parts:
        if part.is_prose and options.pins:
            stream = evidence.words(part)[0]
            marks = marks_of(evidence, part, stream)
            pins = [*language.compiled(options.pins).find(stream, marks)]
            # A pin among a day and a time is the venue of an event, and the school's own site is no secret.
            if not pins or any(True for _ in language.compiled(options.posters).find(stream, marks)):
                continue
            sites = [match.first for match in language.compiled(options.site).find(stream, marks)]
            for match in pins:
                if any(match.last <= site < match.last + _NEAR_PIN for site in sites):
                    continue
                yield Hit(part.name, stream[match.first].start, stream[match.last - 1].end)


def _is_over_or_home(hit: Hit, evidence: Evidence, options: Options) -> bool:
    """Say whether the sentence of a hit tells what is over, or speaks of the school's own site."""
    part = evidence.part(hit.part)
    return part is not None and any(
        _stands_with(hit, part, evidence, phrases) for phrases in (options.recap, options.site) if phrases
    )


def _stands_with(hit: Hit, part: Part, evidence: Evidence, phrases: tuple[str, ...]) -> bool:
    stream = evidence.words(part)[0]
    sentences = {word.sentence for word in stream if hit.start <= word.start < hit.end}
    found = language.compiled(phrases).find(stream, marks_of(evidence, part, stream))
    return any(stream[match.first].sentence in sentences for match in found)


def _on_trips(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the places that a trip of the calendar is about, if the post goes out while it lasts."""
    trips = [event for event in evidence.context.settings.calendar if event.kind == "trip"]
    if not trips:
        return
    day = _day(post, evidence.context.now)
    for event in trips:
        if event.start <= day <= event.until:
            for part in evidence.parts:
                if part.is_prose:
                    yield from _mentions(event, part, evidence, options)


def _mentions(event: Event, part: Part, evidence: Evidence, options: Options) -> Iterator[Hit]:
    stream = evidence.words(part)[0]
    found = _topics(event).find(stream, marks_of(evidence, part, stream))
    for match in found:
        hit = Hit(part.name, stream[match.first].start, stream[match.last - 1].end, TRIP)
        if not _is_over_or_home(hit, evidence, options):
            yield hit


@lru_cache(maxsize=64)
def _topics(event: Event) -> language.Phrases:
    return language.compiled(tuple(_literal((*event.topics,))))


def _literal(topics: Sequence[str]) -> Iterator[str]:
    """Yield topics as phrases: what a school writes in its calendar is no phrase language."""
    for topic in topics:
        words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", topic)
        if words:
            yield " ".join(words)


def _day(post: Post, now: datetime) -> date:
    """Return the day on which a post goes out; without a schedule, today."""
    when = post.schedule
    if when is None:
        return now.date()
    if not isinstance(when, datetime):
        return when
    # London is never further from UTC than the hour of summer time, which no trip's date hangs on.
    return when.astimezone(UTC).date() if when.tzinfo else when.date()


def _names_a_pupil(evidence: Evidence, options: Options) -> bool:
    return bool(options.pupils) and detail.anywhere(options.pupils, evidence)
