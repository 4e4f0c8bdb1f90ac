"""Judging what is scheduled once more: what may no longer go out, and what has changed since somebody said yes.

Rules, the roll, consents and lists change while posts wait. What was noted when a post was approved (its findings, and
digests of what judged it) is compared with what is found now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from linter import approving
from linter.approving import Waiting
from linter.consents import NAME, Rest, evidence_of, near, objections, rests, told
from linter.engine import Linter
from linter.finding import Finding
from linter.ledger import Entry
from linter.ledger.standing import RETURNED
from linter.post import Post
from linter.value import frozen

Word = Literal["newly-blocked", "blocked", "review", "ready"]
WORDS: tuple[Word, ...] = ("newly-blocked", "blocked", "review", "ready")
_LISTS = {
    "roll": "the roll",
    "do_not_publish": "the do-not-publish list",
    "staff": "the staff list",
    "governors": "the list of governors",
    "consents": "the list of consents",
    "settings": "the settings",
    "waivers": "the waivers",
    "policy": "the policy",
    "postlint": "postlint itself",
}


@frozen
class Rechecked:
    """A scheduled post judged anew. `found` is what blocks it and was not there before; `why` says what has changed."""

    post: Waiting
    word: Word
    found: tuple[Finding, ...] = ()
    why: tuple[str, ...] = ()


def is_ahead(post: Post, now: datetime) -> bool:
    """Say whether a post is scheduled and not yet published; one for a day without an hour is, all that day."""
    moment = post.schedule
    if moment is None:
        return False
    if not isinstance(moment, datetime):
        return moment >= now.date()
    if moment.tzinfo is not None:
        return moment >= now.astimezone()
    return moment >= now


def recheck(linter: Linter, one: Waiting) -> Rechecked:
    """Compare what is found in a post now with what was found when it was approved."""
    approved = _approved_by(linter, one)
    blocking = tuple(f for f in one.report.findings if f.status == "reported" and f.severity == "error")
    before = _noted(approved)
    new = tuple(finding for finding in blocking if (finding.rule, finding.fingerprint, finding.case) not in before)
    was_fine = bool(approved and approved.subject and approved.subject.outcome != "blocked")
    was_fine = was_fine or bool(evidence_of(linter, one).approved.given)
    why = tuple(dict.fromkeys(_why(linter, one, approved, new)))
    if one.report.outcome != "blocked" and not (
        objections(linter, one) or any(rest.what != NAME for rest in _lost(linter, one))
    ):
        return Rechecked(one, "review" if one.report.outcome == "review" else "ready", (), why)
    return Rechecked(one, "newly-blocked" if was_fine else "blocked", new or blocking, why)


def _why(linter: Linter, one: Waiting, approved: Entry | None, new: tuple[Finding, ...]) -> Iterator[str]:
    today = linter.today
    for rest in _lost(linter, one):
        yield told(rest, today)
    yield from objections(linter, one)
    standing = one.standing
    if standing.entry and standing.state in RETURNED:
        word = "withdrawn" if standing.entry.kind == "withdrawn" else "sent back"
        since = ", and nobody has approved it since" if standing.state == "rewritten" else ""
        yield f"it was {word} by {standing.entry.by} {near(standing.entry.at.date(), today)}{since}"
    elif standing.entry and standing.state == "expired" and standing.entry.until:
        yield f"its approval ends {near(standing.entry.until, today)}, before it goes out"
    elif standing.state == "stale":
        yield f"changed since it was approved: {', '.join(standing.changed)}"
    if new and approved and approved.subject:
        yield from _changed(approved.subject.inputs, approving.inputs(linter))


def _lost(linter: Linter, one: Waiting) -> list[Rest]:
    """Return what in a post rests on a consent that does not hold when and where it goes out."""
    return [rest for rest in rests(linter, one) if rest.state != "holds"]


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    changed = [name for name in _LISTS if before.get(name, "") != now.get(name, "")]
    for name in changed:
        yield f"{_LISTS[name]} changed since it was approved"


def _approved_by(linter: Linter, one: Waiting) -> Entry | None:
    """Return the last approval of a post or of its draft, whether or not it still holds."""
    known = linter.context.approvals
    if known is None:
        return None
    if one.standing.entry and one.standing.entry.kind == "approved":
        return one.standing.entry
    return next((entry for entry in reversed(known.history(one.subject.key)) if entry.kind == "approved"), None)


def _noted(entry: Entry | None) -> frozenset[tuple[str, str, str]]:
    findings = entry.subject.findings if entry and entry.subject else ()
    blocking = (noted for noted in findings if noted.status == "reported" and noted.severity == "error")
    return frozenset((noted.rule, noted.fingerprint, noted.case) for noted in blocking)
