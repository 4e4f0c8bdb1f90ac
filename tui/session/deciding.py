"""Decisions about posts: those of the library, for one post or for many with a summary first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from linter import approving
from linter.approving import Decider, Waiting
from linter.covering import key_of
from linter.editing.waivers import add
from linter.engine import Linter
from linter.errors import Fault
from linter.finding import Finding
from linter.ledger import Ledger
from linter.post import Draft, Post
from linter.settings import WAIVERS
from linter.stamps import Stamp, stamp
from linter.value import frozen
from linter.waivers import Waiver, relative
from tui.session.errors import CannotDecide
from tui.session.items import Key

_GONE = "this post is not in the file any more"


@frozen
class Plan:
    """What a decision about several posts would do: `could` be decided so, and why each of the others cannot."""

    could: tuple[Key, ...]
    cannot: tuple[tuple[Key, str], ...] = ()


@frozen
class Outcome:
    """What became of one post of several; `problem` is empty where it was done."""

    key: Key
    problem: str = ""


@frozen
class Seen:
    """What somebody saw who is asked for a yes: a post, and the stamps of the files of its pictures."""

    post: Post
    pictures: tuple[Stamp, ...]


def seen(draft: Draft, index: int) -> Seen:
    """Return what there is to see of a post now. Raise CannotDecide if it is not there any more."""
    if index >= len(draft.entries):
        raise CannotDecide(Fault(draft.path, _GONE, "look at the draft again"))
    post, folder = draft.entries[index].post, Path(draft.path).parent
    return Seen(post, tuple(stamp(folder / image.path.replace("\\", "/")) for image in post.images))


def waiting(linter: Linter, draft: Draft, index: int) -> Waiting:
    """Return a post as it stands before who decides. Raise CannotDecide if it is not there any more."""
    found = approving.waiting(linter, draft, Path(draft.path).parent.absolute())
    if index >= len(found):
        raise CannotDecide(Fault(draft.path, _GONE, "look at the draft again"))
    return found[index]


def obstacles(linter: Linter, draft: Draft, indices: Sequence[int], who: Decider) -> tuple[str, ...]:
    """Return for each of some posts of a draft why somebody cannot approve it, "" if they can."""
    found = approving.waiting(linter, draft, Path(draft.path).parent.absolute())
    return tuple(_obstacle(linter, found[index], who) if index < len(found) else _GONE for index in indices)


def _obstacle(linter: Linter, one: Waiting, who: Decider) -> str:
    return "approved already" if one.standing.state == "approved" else "; ".join(approving.obstacles(linter, one, who))


def approve(linter: Linter, draft: Draft, index: int, who: Decider, note: str, known: Seen | None = None) -> None:
    """Approve a post. Raise PostlintError for what does not allow it, also if it is not as it was seen (`known`)."""
    one = waiting(linter, draft, index)
    # Asked once the pictures have been read: a yes is one to what was on the screen, and to nothing that came later.
    if known is not None and seen(draft, index) != known:
        raise CannotDecide(Fault(draft.path, "has changed since you were asked", "look at it again, then decide"))
    approving.approve(linter, _ledger(linter), one, who, note=note, at=linter.context.now.astimezone())


def send_back(linter: Linter, draft: Draft, index: int, who: Decider, note: str) -> None:
    """Send a post back to its author. Raise PostlintError for what does not allow it."""
    approving.send_back(
        linter, _ledger(linter), waiting(linter, draft, index), who, note=note, at=linter.context.now.astimezone()
    )


def people_of(linter: Linter) -> Mapping[str, str]:
    """Return who may decide: ids of the settings' approvers and of the staff list, with what they are at the school."""
    staff, today = linter.context.staff, linter.context.now.date()
    gone = {one for one, member in staff.items() if member.left and member.left <= today}
    ids = dict.fromkeys([*linter.settings.approvals.approvers, *staff])
    return {one: staff[one].role if one in staff else "" for one in ids if one not in gone}


def _ledger(linter: Linter) -> Ledger:
    return Ledger.open(linter.settings, key=key_of(linter.settings))


def waive(
    linter: Linter, draft: str, finding: Finding, reason: str, until: date, by: str, today: date
) -> tuple[Path, bytes | None]:
    """Write a waiver of a finding; return the file, and its bytes before. Raise PostlintError if none may be given."""
    settings = linter.settings
    seen = relative(str(Path(draft).absolute()), settings.root)
    path = settings.resolve(settings.waivers or WAIVERS)
    before = path.read_bytes() if path.is_file() else None
    # The fingerprint lets this finding pass and no other, also if a name is written into the post later.
    one = Waiver(finding.rule, seen, reason, by, until, finding.fingerprint)
    return add(settings, linter.packs, one, today), before
