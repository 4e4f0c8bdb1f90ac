"""`postlint approvals list|show|verify|export|…`: what the ledger holds, and decisions other than a yes."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
from pathlib import Path

from linter import approving
from linter.commands import Result, load_settings, width
from linter.commands.deciding import PASSWORD, STATES, Found, add_which, add_who, card, day, decider, find, said_of
from linter.commands.judging import linter_for
from linter.covering import key_of
from linter.errors import Fault, SettingsError, shown
from linter.ledger import Approvals, Entry, Ledger
from linter.ledger.entries import packed
from linter.renderers.columns import pad, visible, wrap

ACTIONS = {
    "list": "list the decisions, the last one first",
    "show": "tell everything of a decision, or of a draft",
    "verify": "say whether the ledger is what was written",
    "export": "write out every decision, for keeping or for a sheet",
    "send-back": "send a post back to its author; approvals of it end",
    "withdraw": "take an approval back",
    "reseal": "take the ledger as it is for good, after something happened to its end",
    "key": "make a key for signing approvals",
}
_COLUMNS = (
    "number",
    "at",
    "what",
    "draft",
    "post",
    "account",
    "by",
    "role",
    "until",
    "state",
    "note",
    "digest",
    "hash",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `approvals`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    for name, purpose in ACTIONS.items():
        action = actions.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        # Also before the action; what stands there must not be undone here.
        action.add_argument("--settings", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        action.add_argument("--policy", metavar="PROFILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if name == "list":
            action.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to show it")
        elif name == "show":
            action.add_argument("paths", nargs="+", metavar="NUMBER|PATH", help="numbers of decisions, or drafts")
        elif name == "verify":
            action.add_argument("--against", metavar="FILE", help="another copy of the ledger: say where they part")
            action.add_argument("--expect", metavar="HASH", help="a hash noted earlier: say whether it is still there")
        elif name == "export":
            action.add_argument("--format", choices=("json", "csv"), default="json", help="how to write it")
            action.add_argument("--output", metavar="FILE", help="write it to a file")
        elif name == "send-back":
            add_which(action, "to send back")
            add_who(action)
        elif name == "withdraw":
            action.add_argument("paths", nargs="+", metavar="NUMBER|PATH", help="numbers of approvals, or drafts")
            action.add_argument("--post", metavar="WHICH", help="of a draft with several posts: its id, or its number")
            add_who(action)
        elif name == "reseal":
            action.add_argument("--by", metavar="WHO", required=True, help="who has looked at it")
            action.add_argument("--note", metavar="TEXT", required=True, help="what happened, and why it is well")
        elif name == "key":
            action.add_argument("file", metavar="FILE", help=f"the file to make (its password: {PASSWORD})")


def run(args: argparse.Namespace) -> Result:
    """Do what the action says."""
    if args.action == "key":
        return _key(args)
    if args.action == "send-back":
        return _send_back(args)
    settings = load_settings(args)
    ledger = Ledger.open(settings, key=key_of(settings))
    if args.action == "verify":
        return _verify(args, ledger)
    if args.action == "reseal":
        entry = ledger.reseal(by=args.by, note=args.note)
        return Result(f"{shown(ledger.path)}: taken as it is, as entry {entry.seq}\n")
    if args.action == "show":
        return _show(args, ledger)
    if args.action == "withdraw":
        return _withdraw(args, ledger)
    known = ledger.approvals()
    if args.action == "list" and args.format == "text":
        return Result(_list(known, ledger, width(args)))
    text = _csv(known) if args.format == "csv" else _json(known, ledger)
    if not getattr(args, "output", None):
        return Result(text)
    try:
        Path(args.output).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise SettingsError(Fault(args.output, f"cannot be written: {error.strerror or error}")) from error
    return Result(f"{args.output}: {_decisions(len(known.entries))}\n")


def _list(known: Approvals, ledger: Ledger, columns: int) -> str:
    if not known.entries:
        return f"{shown(ledger.path)}: nothing has been decided yet\n"
    rows = [
        (str(entry.seq), f"{entry.at:%Y-%m-%d %H:%M}", _what(entry, known), _draft(entry), entry.by)
        for entry in reversed(known.entries)
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = []
    for row in rows:
        text = "  ".join(pad(visible(cell), size) for cell, size in zip(row, wide, strict=True)).rstrip()
        lines += [text] if len(text) <= columns else [*wrap(text, columns, rest=" " * (wide[0] + 2))]
    return "".join(f"{line}\n" for line in lines)


def _what(entry: Entry, known: Approvals) -> str:
    if entry.kind != "approved":
        of = ", ".join(map(str, entry.of))
        word = entry.kind.replace("-", " ")
        return f"{word} (ends {of})" if of else word
    by = known.taken_back_by(entry.seq)
    if by:
        return f"approved, ended by {by.seq}"
    return f"approved until {entry.until.isoformat()}" if entry.until else "approved"


def _draft(entry: Entry) -> str:
    subject = entry.subject
    if subject is None:
        return "the ledger itself"
    which = subject.id or (str(subject.index + 1) if subject.index else "")
    return f"{subject.draft}#{which}" if which else subject.draft or "a post without a file"


def _row(entry: Entry, known: Approvals) -> dict[str, str]:
    subject = entry.subject
    cells = (
        str(entry.seq),
        entry.at.isoformat(),
        entry.kind,
        subject.draft if subject else "",
        (subject.id or str(subject.index + 1)) if subject else "",
        subject.account if subject else "",
        entry.by,
        entry.role,
        entry.until.isoformat() if entry.until else "",
        _what(entry, known),
        entry.note,
        entry.digest,
        entry.hash,
    )
    return dict(zip(_COLUMNS, cells, strict=True))


def _csv(known: Approvals) -> str:
    """Return the decisions as a sheet; nothing in it can be taken for a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in known.entries:
        row = _row(entry, known)
        writer.writerow({key: f"'{cell}" if cell.startswith(_FORMULA) else cell for key, cell in row.items()})
    return out.getvalue()


def _json(known: Approvals, ledger: Ledger) -> str:
    rows = [
        {**json.loads(packed(entry)), "hash": entry.hash, "signature": entry.signature, "state": _what(entry, known)}
        for entry in known.entries
    ]
    data = {"schema": "postlint/approvals/1", "ledger": ledger.path.name, "entries": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _verify(args: argparse.Namespace, ledger: Ledger) -> Result:
    verdict = ledger.verify()
    name = shown(ledger.path)
    lines = [f"✖ {problem.what}" for problem in verdict.problems]
    if args.expect and args.expect not in {entry.hash for entry in verdict.entries}:
        lines.append(f"✖ the entry with the hash {args.expect} is not there any more")
    if args.against:
        lines += _against(verdict.entries, Path(args.against))
    notes = [f"note: {note}" for note in verdict.notes]
    if not lines:
        count = len(verdict.entries)
        end = f", the last of them with the hash {verdict.end.hash}" if count else ""
        return Result(f"{name}: as it was written: {_decisions(count)}{end}\n", "\n".join(notes))
    lines += ["Nothing counts as approved until this is put right: see docs/approvals.md."] if verdict.problems else []
    return Result("".join(f"{line}\n" for line in [f"{name}:", *lines]), "\n".join(notes), 1)


def _against(entries: tuple[Entry, ...], path: Path) -> list[str]:
    from linter.ledger.verifying import parted

    if not path.is_file():
        raise SettingsError(Fault(shown(path), "is not there"))
    other = Ledger(path).verify().entries
    count = parted(entries, other)
    if count == len(entries) == len(other):
        return []
    mine, theirs = len(entries) - count, len(other) - count
    what = f"✖ the two share {_decisions(count)}; then this one has {mine} more and {shown(path)} has {theirs}"
    lost = [f"  only in {shown(path)}: {e.kind} {_draft(e)} by {e.by}, {day(e.at)}" for e in other[count:]]
    return [what, *lost]


def _show(args: argparse.Namespace, ledger: Ledger) -> Result:
    known = ledger.approvals()
    numbers, paths = _parted(args.paths)
    lines: list[str] = []
    for number in numbers:
        lines += [*_told(_entry(known, number, ledger), known, width(args)), ""]
    if not paths:
        return Result("\n".join(lines))
    args.paths = paths
    found, failures = find(args)
    for project in found:
        for one in project.waiting:
            lines += card(one, project, width(args))
            for entry in known.history(one.subject.key):
                lines += [f"  {line}" for line in _told(entry, known, width(args) - 2)]
            lines.append("")
    return Result("\n".join(lines), said_of(failures), 2 if failures else 0)


def _told(entry: Entry, known: Approvals, columns: int) -> list[str]:
    role = f", {entry.role}" if entry.role else ""
    lines = [f"{entry.seq}  {_what(entry, known)}  {_draft(entry)}"]
    lines.append(f"   by {entry.by}{role}, {day(entry.at)}, {entry.at:%H:%M}")
    if entry.note:
        lines += wrap(visible(entry.note), columns, first="   said: ", rest="         ")
    subject = entry.subject
    if subject:
        lines.append(f"   for {subject.account or 'no account'}: {', '.join(subject.platforms)}")
        for noted in subject.findings:
            lines.append(f"   {noted.severity} {noted.rule} ({noted.status})")
        lines += [f"   bound to {', '.join(entry.binds)}"] if entry.binds else []
    if entry.signer:
        lines.append(f"   signed with {entry.signer}")
    return [visible(line) for line in lines]


def _send_back(args: argparse.Namespace) -> Result:
    found, failures = find(args)
    if failures:
        return Result(err=f"{said_of(failures)}\nnothing was noted", code=2)
    who = decider(args)
    lines = []
    for project in found:
        for one in project.waiting:
            entry = approving.send_back(project.judged.linter, project.ledger, one, who, note=args.note)
            lines.append(_done(entry))
    return Result("".join(f"{line}\n" for line in lines))


def _withdraw(args: argparse.Namespace, ledger: Ledger) -> Result:
    numbers, paths = _parted(args.paths)
    who = decider(args)
    linter = linter_for(load_settings(args), args.policy)
    known = ledger.approvals()
    subjects = []
    for number in numbers:
        entry = _entry(known, number, ledger)
        if entry.subject is None or entry.kind != "approved":
            raise SettingsError(Fault(shown(ledger.path), f"entry {number} is not an approval"))
        subjects.append((ledger, linter, entry.subject))
    found: tuple[Found, ...] = ()
    if paths:
        args.paths = paths
        found, failures = find(args)
        if failures:
            return Result(err=f"{said_of(failures)}\nnothing was withdrawn", code=2)
    subjects += [(each.ledger, each.judged.linter, one.subject) for each in found for one in each.waiting]
    lines = [_done(approving.withdraw(lint, book, subject, who, note=args.note)) for book, lint, subject in subjects]
    return Result("".join(f"{line}\n" for line in lines))


def _done(entry: Entry) -> str:
    ends = f"; it ends {', '.join(f'approval {number}' for number in entry.of)}" if entry.of else ""
    return visible(f"{_draft(entry)}: {STATES[entry.kind]} by {entry.by}: entry {entry.seq}{ends}")


def _key(args: argparse.Namespace) -> Result:
    from linter.ledger.signing import make

    password = os.environ.get(PASSWORD, "")
    public = make(Path(args.file), password)
    said = "" if password else f"note: the key has no password; {PASSWORD} sets one when it is made"
    return Result(f'public_key = "{public}"\n', f"{said}\nwrite the line below [approvals.approvers.ID]".strip())


def _parted(words: list[str]) -> tuple[list[int], list[str]]:
    """Return the numbers and the paths among some words."""
    numbers = [int(word) for word in words if word.isdecimal() and not Path(word).exists()]
    return numbers, [word for word in words if not word.isdecimal() or Path(word).exists()]


def _entry(known: Approvals, number: int, ledger: Ledger) -> Entry:
    if not 0 < number <= len(known.entries):
        raise SettingsError(Fault(shown(ledger.path), f"there is no entry {number}"))
    return known.entries[number - 1]


def _decisions(count: int) -> str:
    return f"{count} decision{'' if count == 1 else 's'}"
