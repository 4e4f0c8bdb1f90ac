"""What posts rest on: the consents of the people they show or name, as they hold on the day a post goes out.

No id of a pupil leaves this module in what is told: the ids of consents do, which the school keeps itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from linter.approving import Waiting
from linter.engine import Linter
from linter.evidence import Evidence
from linter.evidence.approved import day_of
from linter.people import Consent
from linter.value import frozen

State = Literal["holds", "ended", "not-begun", "elsewhere"]
_PICTURE = "image"
NAME = "a name"
_NAMES = frozenset({"first-name", "full-name", "name"})


@frozen
class Rest:
    """One thing in a post that rests on a consent: `what` is "picture 1" or "a name".

    `state` says whether the consent holds when the post goes out; "elsewhere", that it does, and not for `missing`, the
    platforms that no consent of the same person covers.
    """

    what: str
    consent: Consent
    state: State
    missing: tuple[str, ...] = ()


def rests(linter: Linter, one: Waiting) -> tuple[Rest, ...]:
    """Return what a post rests on: pictures by the people they are declared to show, names by the lists."""
    evidence = evidence_of(linter, one)
    day, consents = day_of(evidence), linter.context.consents
    channels = tuple(dict.fromkeys(_channel(linter, name) for name in evidence.declared.platform_names))
    found: list[Rest] = []
    for number, image in enumerate(one.post.images, 1):
        what = f"picture {number}"
        for reference in _references(image.consent):
            found += _resting(linter, what, [c for c in consents if c.id == reference], channels, day)
        for person in image.person_ids:
            own = [c for c in consents if c.person_id == person and (_PICTURE in c.granularity or not c.granularity)]
            found += _resting(linter, what, own, channels, day)
    for person in dict.fromkeys(key for mention in evidence.people for key in mention.ids):
        own = [c for c in consents if c.person_id == person and _NAMES & set(c.granularity)]
        found += _resting(linter, NAME, own, channels, day)
    return tuple(dict.fromkeys(found))


def objections(linter: Linter, one: Waiting) -> tuple[str, ...]:
    """Return what in a post shows or names somebody who must not be, in words without a name."""
    scopes, evidence = linter.context.do_not_publish, evidence_of(linter, one)
    found = [
        f"picture {number} shows somebody who must not be shown"
        for number, image in enumerate(one.post.images, 1)
        if any(scopes.get(person) in ("image", "both") for person in image.person_ids)
    ]
    named = {key for mention in evidence.people for key in mention.ids}
    if any(scopes.get(person) in ("name", "both") for person in named):
        found.append("it names somebody who must not be named")
    return tuple(dict.fromkeys(found))


def ends_on(consent: Consent) -> date | None:
    """Return the last day on which a consent holds, None if it is without an end."""
    ends = [consent.until] if consent.until else []
    ends += [consent.withdrawn - timedelta(days=1)] if consent.withdrawn else []
    return min(ends, default=None)


def told(rest: Rest, today: date) -> str:
    """Say of a thing that a post rests on how that stands."""
    if rest.state == "elsewhere":
        return f"{rest.what} rests on consent {rest.consent.id}, which does not cover {', '.join(rest.missing)}"
    if rest.state == "holds":
        end = ends_on(rest.consent)
        return f"{rest.what} rests on consent {rest.consent.id}, which ends {near(end, today) if end else 'never'}"
    return f"{rest.what} rests on consent {rest.consent.id}, which {how_it_ended(rest.consent, today)}"


def how_it_ended(consent: Consent, today: date) -> str:
    """Say when and how a consent ended, or that it has not begun."""
    if consent.withdrawn and (consent.until is None or consent.withdrawn <= consent.until):
        return f"was withdrawn {near(consent.withdrawn, today)}"
    if consent.until and not (consent.start and consent.start > today):
        return f"{'ended' if consent.until < today else 'ends'} {near(consent.until, today)}"
    return f"begins {near(consent.start, today)}" if consent.start else "does not hold"


def near(when: date, today: date) -> str:
    """Return a day in words, with how far it is from today: "on 12 October 2026 (39 days ago)"."""
    days = (today - when).days
    words = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in words:
        return words[days]
    return f"on {when.day} {when:%B %Y} ({f'{days} days ago' if days > 0 else f'in {-days} days'})"


def evidence_of(linter: Linter, one: Waiting) -> Evidence:
    """Return the evidence of a post that somebody decides about."""
    entry = one.draft.entries[one.index]
    return Evidence(
        entry.post,
        linter.context,
        folder=one.folder,
        places=entry.places,
        store=linter.store,
        draft=one.draft.path,
        index=one.index,
    )


def _resting(linter: Linter, what: str, own: Iterable[Consent], channels: tuple[str, ...], day: date) -> Iterator[Rest]:
    """Yield how the consents of one person stand: those that hold or, where none does, the last one that did."""
    listed = tuple(own)
    good = [consent for consent in listed if consent.holds(day)]
    if not good:
        begun = [consent for consent in listed if consent.start is None or consent.start <= day]
        if begun:
            yield Rest(what, max(begun, key=lambda consent: ends_on(consent) or date.max), "ended")
        elif listed:
            yield Rest(what, listed[0], "not-begun")
        return
    everywhere = any(not consent.channels for consent in good)
    covered = {_channel(linter, name) for consent in good for name in consent.channels}
    missing = () if everywhere else tuple(name for name in channels if name not in covered)
    for consent in good:
        yield Rest(what, consent, "elsewhere" if missing else "holds", missing)


def _references(written: str | None) -> list[str]:
    """Return the ids of consents that a picture names, parted by commas or semicolons."""
    return [word.strip() for word in (written or "").replace(";", ",").split(",") if word.strip()]


def _channel(linter: Linter, name: str) -> str:
    facts = linter.context.platform(name)
    return facts.name if facts else name.strip().casefold()
