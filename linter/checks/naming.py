"""Which rule a named person belongs to, and what lets the name pass: one place, one finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.people import Mention

Approvals = Literal["never", "bound", "any"]
ALLOWED = "allow:"
# Clues that speak for a child and not for just anybody.
CHILD_CLUES = frozenset({"class", "age", "pupil-word", "praise", "list", "kin"})


def named_for(rule: str, evidence: Evidence) -> Iterator[Mention]:
    """Yield who is named, without the names that the settings allow for a rule."""
    for mention in evidence.people:
        if mention.who != "allowed":
            yield mention
        elif not _is_allowed(mention, rule, evidence):
            ids = tuple(key for key in mention.ids if not key.startswith(ALLOWED))
            if ids:
                who: Literal["pupil", "staff"] = "pupil" if ids[0] in evidence.context.roll else "staff"
                yield mention._replace(who=who, ids=ids)


def _is_allowed(mention: Mention, rule: str, evidence: Evidence) -> bool:
    for key in mention.ids:
        if key.startswith(ALLOWED):
            allowed = evidence.context.settings.allow.names[int(key.removeprefix(ALLOWED))]
            rules = () if isinstance(allowed, str) else allowed.rules
            if not rules or rule in rules:
                return True
    return False


def pupils_of(mention: Mention, evidence: Evidence) -> tuple[str, ...]:
    """Return the ids of the pupils whom a mention may mean."""
    return tuple(key for key in mention.ids if key in evidence.context.roll)


def listed_pupils(mention: Mention, evidence: Evidence) -> tuple[str, ...]:
    """Return those of them whose names must not be published at all."""
    scopes = evidence.context.do_not_publish
    return tuple(key for key in pupils_of(mention, evidence) if scopes.get(key) in ("name", "both"))


def has_consent(ids: Sequence[str], granularity: Sequence[str], evidence: Evidence) -> bool:
    """Say whether all of these people agreed to so much, wherever the post goes, on the day it does."""
    wanted, context = frozenset(granularity), evidence.context
    if not wanted or not ids or not context.consents:
        return False
    day = _day(evidence)
    channels = [_channel(name, evidence) for name in evidence.declared.platform_names]
    for key in ids:
        agreed = [one for one in context.consents if one.person_id == key and one.holds(day)]
        agreed = [one for one in agreed if wanted & set(one.granularity)]
        if any(not one.channels for one in agreed):
            continue
        covered = {_channel(name, evidence) for one in agreed for name in one.channels}
        if not channels or not covered.issuperset(channels):
            return False
    return True


def _day(evidence: Evidence) -> date:
    moment = evidence.post.schedule
    if moment is None:
        return evidence.context.now.date()
    return moment.date() if isinstance(moment, datetime) else moment


def _channel(name: str, evidence: Evidence) -> str:
    facts = evidence.context.platform(name)
    return facts.name if facts else name.strip().casefold()


def is_approved(approvals: Approvals, evidence: Evidence) -> bool:
    """Say whether somebody has said yes to the post in a way that counts for names."""
    if approvals == "never":
        return False
    approved = evidence.approved
    if approved.given is None or not approved.given.by.strip():
        return False
    return approved.bound or approvals == "any"


def runs(mentions: Sequence[Mention], evidence: Evidence) -> Iterator[list[Mention]]:
    """Yield the mentions in groups: a list of names, with little between them, is one group."""
    group: list[Mention] = []
    for mention in mentions:
        if group and (mention.part != group[-1].part or not _follows(group[-1], mention, evidence)):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


_MOST_BETWEEN = 24  # characters between two names of a list: ", ", " (4K)\n3. "


def _follows(before: Mention, after: Mention, evidence: Evidence) -> bool:
    if before.part.endswith("/text"):  # whatever stands between the names of a register, its picture is one list
        return True
    part = evidence.part(before.part)
    between = part.text[before.end : after.start] if part else ""
    return len(between) <= _MOST_BETWEEN and sum(map(str.isalpha, between)) <= 12
