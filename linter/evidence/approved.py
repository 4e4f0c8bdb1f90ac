"""Who has approved a post, as the ledger and its front matter say, and whether that counts for the post as it is."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from linter.post import Approval
from linter.value import frozen

if TYPE_CHECKING:
    from linter.approvals import Marks
    from linter.evidence import Evidence
    from linter.people import StaffMember

VERSION = 1

Fault = Literal["", "stale", "expired", "sent-back", "withdrawn", "rewritten", "unproven"]


@frozen
class Approved:
    """The approval of a post. `approval` is None if there never was one, or one that the settings let not count.

    `fault` says why it does not count for the post as it is; `changed` names what was changed since. `bound` says
    whether it was given to exactly this; one that names no digest may have been given to anything. `by_ledger` tells
    an entry of the ledger from front matter.
    """

    approval: Approval | None = None
    approver: StaffMember | None = None
    fault: Fault = ""
    changed: tuple[str, ...] = ()
    bound: bool = False
    by_ledger: bool = False

    @property
    def given(self) -> Approval | None:
        """Return the approval if it counts for the post as it is."""
        return None if self.fault else self.approval


NOBODY = Approved()
_WORDS_OR_PIXELS = ("words or pictures",)


def gather(evidence: Evidence) -> Approved:
    """Ask the ledger first: what it says of a post counts, whatever a draft says of itself."""
    known = _in_ledger(evidence)
    if known is None:
        return _in_front_matter(evidence)
    if known.fault == "rewritten":  # what somebody said yes to since then counts
        since = _in_front_matter(evidence)
        return since if since.approval else known
    return known


def marks(evidence: Evidence) -> Marks:
    """Return the marks of a post: what an approval of it binds. Its pictures are opened."""
    from linter import approvals

    declared, post = evidence.declared, evidence.post
    account = declared.account_key or (post.account or "").strip().removeprefix("@").casefold()
    platforms = [
        *(facts.name for facts in declared.platforms),
        *(n.strip().casefold() for n in declared.unknown_platforms),
    ]
    pictures = []
    if post.images:
        contents = evidence.looks.files
        for picture, (data, _) in zip(evidence.pictures, contents, strict=True):
            pictures.append(approvals.PictureMark(picture.digest, hashlib.sha256(data).hexdigest() if data else ""))
    return approvals.marks(post, pictures, account, platforms, post.schedule)


def key_of(evidence: Evidence) -> str:
    """Return what tells the draft of a post from others in the ledger, "" if nothing does."""
    from linter.ledger.entries import draft_key

    return draft_key(evidence.draft, evidence.context.settings.root, evidence.index, evidence.post.id or "")


def day_of(evidence: Evidence) -> date:
    """Return the day on which a post goes out: that of its schedule, or today if that is past or there is none."""
    moment, today = evidence.post.schedule, evidence.context.now.date()
    day = moment.date() if isinstance(moment, datetime) else moment
    return max(day, today) if day else today


def _in_ledger(evidence: Evidence) -> Approved | None:
    """Return what the ledger says of a post, None if it knows nothing of it."""
    decisions = evidence.context.approvals
    if not decisions:
        return None
    from linter.approvals import words_of

    key = key_of(evidence)
    if not decisions.knows(words_of(evidence.post), key):
        return None
    standing = decisions.of(marks(evidence), key, day_of(evidence))
    entry = standing.entry
    if entry is None or standing.state == "none":
        return None
    approval = Approval(entry.by, entry.at.date(), entry.role or None, entry.digest or None)
    fault: Fault = "" if standing.state == "approved" else standing.state
    return Approved(approval, _member(approval, evidence), fault, standing.changed, bound=not fault, by_ledger=True)


def _in_front_matter(evidence: Evidence) -> Approved:
    approval = evidence.post.approval
    if approval is None or not evidence.context.settings.approvals.front_matter:
        return NOBODY
    member = _member(approval, evidence)
    if not approval.digest:
        return NOBODY if _was_returned(approval, evidence) else Approved(approval, member)
    is_fresh = _is_bound(approval, evidence)
    return Approved(approval, member, "" if is_fresh else "stale", () if is_fresh else _WORDS_OR_PIXELS, bound=is_fresh)


def _was_returned(approval: Approval, evidence: Evidence) -> bool:
    """Say whether the draft was sent back since: a yes that names no words is not one to what was written anew."""
    decisions = evidence.context.approvals
    history = decisions.history(key_of(evidence)) if decisions else ()
    last = history[-1] if history else None
    if last is None or last.kind == "approved":
        return False
    return approval.on is None or approval.on <= last.at.date()


def _is_bound(approval: Approval, evidence: Evidence) -> bool:
    """Say whether the digest in front matter is of the post as it is, or at least of its words and pixels."""
    from linter.approvals import is_bound, is_bound_to

    pictures = evidence.pictures if evidence.post.images else ()
    if is_bound(approval, evidence.post, (picture.digest for picture in pictures)):
        return True
    return is_bound_to(approval, marks(evidence), evidence.context.binds)


def _member(approval: Approval, evidence: Evidence) -> StaffMember | None:
    return evidence.context.staff.get(approval.by)
