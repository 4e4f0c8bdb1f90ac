"""Kind `photo-consent`: whether the people in a picture have agreed to it, for where and when the post goes out.

What counts is the day on which the post is published, not today: a consent that ends next week covers nothing after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from linter.evidence.approved import day_of
from linter.finding import Hit
from linter.post import People
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.people import Consent
    from linter.post import Image, Post

_PICTURE = "image"
_BETWEEN = ",;"
# The cases, from the one that says least to the one that says most: of several consents the best is told.
_ORDER = ("unknown", "none", "not-begun", "ended", "withdrawn", "no-pictures", "channel")


class _Lack(NamedTuple):
    """What is wrong with a consent, as a case, and what to say of it."""

    case: str
    consent: str = ""
    detail: str = ""


@frozen
class Options:
    """Whose consent is asked for.

    `of` are the kinds of declared people; `adults` names the case of pictures of adults only.
    """

    of: tuple[People, ...] = ("pupils", "both")
    adults: str = "adults"

    def validate(self) -> None:
        """Raise ValueError if nobody's consent is asked for."""
        if not self.of or "none" in self.of:
            raise ValueError("of: names who must have agreed: adults, pupils, both")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture of people for which a consent is missing or does not cover the post."""
    for index, image in enumerate(post.images):
        lack = _lack(image, evidence, options)
        if lack is not None:
            part = evidence.part(f"image:{index}/name")
            values = {"consent": lack.consent, "detail": lack.detail}
            yield Hit(f"image:{index}/name", 0, len(part.text) if part else 0, lack.case, values=values)


def _lack(image: Image, evidence: Evidence, options: Options) -> _Lack | None:
    """Return what is wrong with the consents of a picture; None if nothing is."""
    named = [ref.strip() for ref in _split(image.consent or "") if ref.strip()]
    known, has_list = evidence.context.consents, bool(evidence.context.settings.people.consents)
    if image.person_ids:
        lacks = [_of_person(person, named, known, evidence) for person in image.person_ids]
        return _worst(lacks) if has_list or not named else None
    if named:
        return _worst([_of_reference(ref, known, evidence) for ref in named]) if has_list else None
    if image.people in options.of:
        return _Lack(options.adults if image.people == "adults" else "")
    return None


def _split(text: str) -> list[str]:
    for sign in _BETWEEN:
        text = text.replace(sign, "\n")
    return text.split("\n")


def _of_person(person: str, named: list[str], known: Iterable[Consent], evidence: Evidence) -> _Lack | None:
    """Return what is wrong for one person: the best of the person's consents counts."""
    pupil = evidence.context.roll.get(person)
    own = [consent for consent in known if consent.person_id == person]
    own = [consent for consent in own if consent.id in named] or own
    if pupil is not None and pupil.has_left and not own:
        return _Lack("none", detail="somebody who has left the school")
    if not own:
        return _Lack("none", detail="somebody in it")
    lacks = [_of_consent(consent, evidence) for consent in own]
    return None if None in lacks else max((lack for lack in lacks if lack), key=lambda lack: _ORDER.index(lack.case))


def _of_reference(ref: str, known: Iterable[Consent], evidence: Evidence) -> _Lack | None:
    """Return what is wrong with a consent that is only referred to: it must hold for all of whom it is."""
    own = [consent for consent in known if consent.id == ref]
    if not own:
        return _Lack("unknown", ref)
    return _worst([_of_consent(consent, evidence) for consent in own])


def _worst(lacks: Iterable[_Lack | None]) -> _Lack | None:
    return min((lack for lack in lacks if lack is not None), key=lambda lack: _ORDER.index(lack.case), default=None)


def _of_consent(consent: Consent, evidence: Evidence) -> _Lack | None:
    """Return why one consent does not cover the post; None if it does."""
    day = day_of(evidence)
    if not consent.holds(day):
        return _not_in_force(consent, day)
    if consent.granularity and _PICTURE not in consent.granularity:
        return _Lack("no-pictures", consent.id, ", ".join(consent.granularity))
    channels = {facts.name for facts in evidence.platforms} or set(evidence.declared.platform_names)
    missing = sorted(channels - {_channel(word, evidence) for word in consent.channels})
    return _Lack("channel", consent.id, ", ".join(missing)) if missing else None


def _not_in_force(consent: Consent, day: date) -> _Lack:
    if consent.start is not None and day < consent.start:
        return _Lack("not-begun", consent.id, _said(consent.start))
    if consent.withdrawn is not None and consent.withdrawn <= day:
        return _Lack("withdrawn", consent.id, _said(consent.withdrawn))
    assert consent.until is not None  # else it would hold
    return _Lack("ended", consent.id, _said(consent.until))


def _channel(word: str, evidence: Evidence) -> str:
    """Return the name of the platform that a list calls by a name or alias ("twitter")."""
    facts = evidence.context.platform(word)
    return facts.name if facts else word


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
