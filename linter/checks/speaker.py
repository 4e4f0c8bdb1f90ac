"""Who speaks in a post, and whether that person may speak for the school. Not a kind of check by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.people import StaffMember


def speaker(evidence: Evidence) -> StaffMember | None:
    """Return the declared author or, on an account that one person owns, that person; None if nobody is known."""
    declared = evidence.declared
    if declared.author is not None or (evidence.post.author and evidence.post.author.id):
        return declared.author
    account = declared.account
    if evidence.post.author is None and account and account.type == "personal" and len(account.owners) == 1:
        return evidence.context.staff.get(account.owners[0])
    return None


def may_speak(evidence: Evidence) -> bool | None:
    """Say whether the speaker may give the school's opinion; None if the staff list does not tell."""
    member = speaker(evidence)
    if member is None or member.may_speak is None:
        return None
    return member.may_speak and not member.has_left(evidence.context.now.date())
