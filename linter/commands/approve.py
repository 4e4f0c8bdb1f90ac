"""`postlint approve PATH…`: note in the ledger that somebody has read posts and says yes to exactly these."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from linter import approving
from linter.approving import Decider, Waiting
from linter.commands import Result, add_format, width
from linter.commands.deciding import Found, add_which, add_who, card, day, decider, find, name_of, said_of, state_of
from linter.errors import Fault, PostlintError, SettingsError
from linter.ledger import Entry
from linter.shape import parse_moment
from linter.value import frozen


@frozen
class Outcome:
    """What became of one post: "approved", "refused", "already approved", "needs no approval" or "left"."""

    post: Waiting
    word: str
    reasons: tuple[str, ...] = ()
    entry: Entry | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `approve`."""
    add_which(parser, "to approve")
    add_who(parser)
    parser.add_argument("--until", metavar="DATE", help="the last day on which the approval holds")
    parser.add_argument("--all", action="store_true", help="approve every post that waits, if there are several")
    parser.add_argument("--in-draft", action="store_true", help="also write the approval into the draft")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--dry-run", action="store_true", help="show what would be approved, and approve nothing")
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> Result:
    """Show the posts, and approve those that may be."""
    until = _until(args.until)
    found, failures = find(args)
    if failures:
        return Result(err=f"{said_of(failures)}\nnothing was approved", code=2)
    posts = [(project, one) for project in found for one in project.waiting]
    if not posts:
        return Result(err="error: there is no post to approve", code=2)
    if len(posts) > 1 and not args.all:
        names = "\n".join(f"  {name_of(one)}: {state_of(one)}" for _, one in posts)
        cure = "approve them all with --all, or one of them with --post"
        return Result(err=f"error: there are {len(posts)} posts; {cure}:\n{names}", code=2)
    who = decider(args)
    outcomes = [(project, _decide(args, project, one, who, until)) for project, one in posts]
    said = [_write_into_draft(project, outcome) for project, outcome in outcomes] if args.in_draft else []
    out = _json(outcomes) if args.format == "json" else _text(args, outcomes)
    code = int(any(outcome.word in ("refused", "left") for _, outcome in outcomes))
    return Result(out, "\n".join(filter(None, said)), code)


def _decide(args: argparse.Namespace, project: Found, one: Waiting, who: Decider, until: date | None) -> Outcome:
    linter = project.judged.linter
    if one.standing.state == "approved" and until is None:
        return Outcome(one, "already approved", entry=one.standing.entry)
    if args.all and not one.needs_approval:
        return Outcome(one, "needs no approval")
    reasons = approving.obstacles(linter, one, who, until=until)
    if reasons:
        return Outcome(one, "refused", reasons)
    if args.dry_run:
        return Outcome(one, "could be approved")
    asker = getattr(args, "asker", None)
    if asker and not args.yes:
        asker.tell("\n".join(card(one, project, width(args))))
        if asker.ask("Approve exactly this? [y/N] ").strip().casefold() not in ("y", "yes"):
            return Outcome(one, "left")
    return Outcome(
        one, "approved", entry=approving.approve(linter, project.ledger, one, who, until=until, note=args.note)
    )


def _write_into_draft(project: Found, outcome: Outcome) -> str:
    """Write an approval into the front matter of its draft too. Return what went wrong: the ledger holds it anyway."""
    entry, post = outcome.entry, outcome.post
    if entry is None or entry.subject is None:
        return ""
    from linter.editing import set_fields
    from linter.editing.saving import save
    from linter.reading import Reading

    reading = Reading(project.judged.linter.settings)
    path = Path(post.draft.path)
    fields = {"by": entry.by, "on": entry.at.date(), "role": entry.role or None, "digest": entry.digest}
    try:
        # Another post of the same file may just have been written into it.
        data = path.read_bytes()
        draft = reading.read(post.draft.path, data)
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
        text = set_fields(
            draft,
            post.index,
            {"approval": {key: value for key, value in fields.items() if value}},
            lambda new: reading.read(post.draft.path, new.removeprefix("\ufeff").encode(encoding)),
            reading.options(post.draft.path),
        )
        save(path, text.removeprefix("\ufeff").encode(encoding), before=data)
    except (PostlintError, OSError) as error:
        what = "; ".join(map(str, error.faults)) if isinstance(error, PostlintError) else str(error.strerror)
        return f"note: the approval stands in the ledger, and could not be written into the draft: {what}"
    return ""


def _until(written: str | None) -> date | None:
    if not written:
        return None
    moment = parse_moment(written)
    if moment is None:
        raise SettingsError(Fault("--until", f"'{written}' is not a date", "such as 2026-11-23"))
    return date(moment.year, moment.month, moment.day)


def _text(args: argparse.Namespace, outcomes: list[tuple[Found, Outcome]]) -> str:
    lines: list[str] = []
    for project, outcome in outcomes:
        lines += card(outcome.post, project, width(args))
        entry = outcome.entry
        if outcome.word == "approved" and entry:
            role = f", {entry.role}" if entry.role else ""
            ends = f" until {day(entry.until)}" if entry.until else ""
            bound = ", ".join(entry.binds)
            lines.append(f"✔ approved by {entry.by}{role}{ends}: entry {entry.seq}. It is bound to {bound}.")
        elif outcome.word == "refused":
            lines.append("✖ cannot be approved:")
            lines += [f"  - {reason}" for reason in outcome.reasons]
        else:
            number = f": entry {entry.seq}" if entry else ""
            lines.append(f"• {outcome.word}{number}" if outcome.word != "left" else "• not approved")
        lines.append("")
    return "\n".join(lines)


def _json(outcomes: list[tuple[Found, Outcome]]) -> str:
    rows = [
        {
            "draft": outcome.post.subject.draft,
            "index": outcome.post.index,
            "id": outcome.post.subject.id,
            "what": outcome.word,
            "reasons": list(outcome.reasons),
            "digest": outcome.post.subject.digest,
            "entry": outcome.entry.seq if outcome.entry else None,
        }
        for _, outcome in outcomes
    ]
    return json.dumps({"schema": "postlint/approve/1", "posts": rows}, ensure_ascii=False, indent=2) + "\n"
