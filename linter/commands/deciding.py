"""What the commands that decide about posts share: who decides, which posts, and how a post is shown to them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from linter import approving
from linter.approving import Decider, Waiting
from linter.commands.judging import Judged, judge
from linter.covering import key_of
from linter.errors import Fault, SettingsError
from linter.ledger import Ledger
from linter.mask import mask_spans
from linter.renderers.columns import visible, wrap
from linter.renderers.masking import occurrences, printable
from linter.report import Report
from linter.value import frozen

PASSWORD = "POSTLINT_SIGNING_PASSWORD"  # noqa: S105 - the name of a variable
STATES = {
    "none": "not decided",
    "approved": "approved",
    "stale": "changed since it was approved",
    "expired": "approved, and that has ended",
    "sent-back": "sent back",
    "withdrawn": "approved, and that was withdrawn",
    "rewritten": "sent back or withdrawn, and changed since",
    "unproven": "approved without a good signature",
}


@frozen
class Found:
    """The posts of one project that somebody may decide about, and its ledger."""

    judged: Judged
    ledger: Ledger
    waiting: tuple[Waiting, ...]


def add_who(parser: argparse.ArgumentParser) -> None:
    """Add who decides, and what they say to it."""
    parser.add_argument("--by", metavar="WHO", default="", help="who decides: an id or a name of the staff list")
    parser.add_argument("--role", default="", help="in which role, where no staff list tells")
    parser.add_argument("--note", metavar="TEXT", default="", help="what to say with it; names of pupils are masked")
    parser.add_argument("--key", metavar="FILE", help=f"sign with this private key (its password: {PASSWORD})")


def add_which(parser: argparse.ArgumentParser, purpose: str) -> None:
    """Add which posts are meant."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=f"drafts {purpose}")
    parser.add_argument("--post", metavar="WHICH", help="of a draft with several posts: its id, or its number from 1")


def decider(args: argparse.Namespace) -> Decider:
    """Return who decides; whoever sits at the terminal is asked. Raise SettingsError if nobody says it."""
    by = args.by.strip()
    asker = getattr(args, "asker", None)
    if not by and asker:
        by = asker.ask("Who decides? An id or a name of the staff list: ").strip()
    if not by:
        raise SettingsError(Fault("postlint", "nobody is named who decides", "say who: --by S01"))
    signing_key = None
    if args.key:
        from linter.ledger.signing import load

        signing_key = load(Path(args.key), os.environ.get(PASSWORD, ""))
    return Decider(by, args.role.strip(), signing_key)


def find(args: argparse.Namespace) -> tuple[tuple[Found, ...], tuple[Fault, ...]]:
    """Return the posts under the paths of a command, by project, and what could not be read or judged."""
    judged, failures = judge(args, args.paths)
    found = []
    for one in judged:
        failures += one.failures
        ledger = Ledger.open(one.linter.settings, key=key_of(one.linter.settings))
        waiting = [
            each
            for draft in one.drafts
            for each in approving.waiting(
                one.linter, draft.draft, Path(draft.draft.path).parent.absolute(), draft.posts
            )
        ]
        found.append(Found(one, ledger, tuple(_wanted(args, waiting))))
    if getattr(args, "post", None) and not any(one.waiting for one in found):
        raise SettingsError(Fault("--post", f"there is no post '{args.post}'", "an id, or a number from 1"))
    return tuple(found), failures


def _wanted(args: argparse.Namespace, waiting: Iterable[Waiting]) -> Iterable[Waiting]:
    which = getattr(args, "post", None)
    return [one for one in waiting if which in (None, one.post.id, str(one.index + 1))]


def name_of(one: Waiting) -> str:
    """Return how a post is called on the screen."""
    several = len(one.draft.entries) > 1
    which = one.subject.id or str(one.index + 1)
    return visible(f"{one.subject.draft}#{which}" if several else one.subject.draft)


def card(one: Waiting, found: Found, columns: int) -> list[str]:
    """Return a post as somebody sees it who decides: where it goes, its words, its pictures, what was found."""
    subject, post, report = one.subject, one.post, one.report
    account = found.judged.linter.settings.accounts.get(subject.account)
    goes = " ".join(filter(None, [subject.account or "no account", f"({account.handles[0]})" if account else ""]))
    where = ", ".join(subject.platforms) or "no platform that is known"
    lines = [name_of(one), f"  goes to   {goes}: {where}"]
    lines.append(f"  goes out  {moment(subject.schedule)}")
    if subject.author:
        lines.append(f"  author    {subject.author}")
    for text in (post.title or "", post.body):
        shown = mask_spans(text, [*_spans(one, text), *occurrences(report.private, text)])[0]
        for line in shown.strip().splitlines():
            lines += wrap(visible(line), columns, first="  │ ", rest="  │ ")
    for number, image in enumerate(post.images):
        alt = f": {image.alt}" if image.alt else ", without a description"
        text = f"{image.path}{alt}"
        text = mask_spans(text, occurrences(report.private, text))[0]
        seen = "" if subject.marks.pictures[number].pixels else " (cannot be read)"
        lines += wrap(visible(text) + seen, columns, first="  ▣ ", rest="    ")
    safe = printable(Report("", (report,))).posts[0]
    for finding in safe.findings:
        if finding.rule == approving.RULE and finding.status == "reported":
            continue
        word = finding.severity if finding.status == "reported" else finding.status
        reason = f" ({finding.reason})" if finding.reason else ""
        text = visible(f"{finding.code} {finding.rule}: {finding.message}{reason}")
        lines += wrap(text, columns, first=f"  {word:<10}", rest=" " * 12)
    lines.append(f"  state     {state_of(one)}")
    return lines


def _spans(one: Waiting, text: str) -> list[tuple[int, int]]:
    """Return the private places of a text that is a whole part of the post."""
    part = "body" if text == one.post.body else "title"
    return [(f.place.start, f.place.end) for f in one.report.private if f.place.part == part]


def state_of(one: Waiting) -> str:
    """Return where a post stands, in words."""
    standing = one.standing
    if standing.state == "none" and not one.needs_approval:
        return "needs no approval, or holds one itself"
    said = STATES[standing.state]
    if standing.entry:
        said += f" (entry {standing.entry.seq}, {standing.entry.by}, {day(standing.entry.at)})"
    return f"{said}: {', '.join(standing.changed)}" if standing.changed else said


def moment(written: str) -> str:
    """Return the time of a schedule in words."""
    if not written:
        return "no time is set"
    if "T" not in written:
        return day(date.fromisoformat(written))
    when = datetime.fromisoformat(written)
    return f"{day(when)}, {when:%H:%M}"


def day(when: date) -> str:
    """Return a day as people write it: "Fri 20 November 2026"."""
    return f"{when:%a} {when.day} {when:%B %Y}"


def said_of(failures: Sequence[Fault]) -> str:
    """Return failures as they are told beside a report."""
    return "\n".join(f"error: {failure}" for failure in dict.fromkeys(failures))
