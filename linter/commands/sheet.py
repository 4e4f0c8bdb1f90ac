"""`postlint sheet FILE`: judge a sheet of posts, and write a copy of it that says beside each what was found."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from linter import readers
from linter import settings as settings_file
from linter.commands import Result, sheet_format
from linter.commands.judging import linter_for
from linter.commands.marked_sheets import Mark, mark_text, mark_workbook
from linter.editing.saving import save_all
from linter.errors import DraftError, Fault, SettingsError, shown
from linter.finding import Finding
from linter.post import Draft
from linter.readers import xlsx_drafts
from linter.reading import Reading
from linter.renderers.masking import printable
from linter.report import OUTCOMES, Outcome, PostReport, Report
from linter.rule import SEVERITIES
from linter.text import Lines

NOT_CHECKED = "not checked"
_SHEETS = frozenset({"csv_drafts", "xlsx_drafts"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `sheet`."""
    parser.add_argument("path", metavar="FILE", help="a sheet of posts: .csv, .tsv, .xlsx, .xlsm")
    parser.add_argument("--output", metavar="FILE", help="where the copy goes (default: plan.checked.xlsx beside it)")
    parser.add_argument("--sheet-format", metavar="NAME", help="the scheduling tool it is for, such as buffer")


def run(args: argparse.Namespace) -> Result:
    """Judge the posts, and write the copy."""
    path = Path(args.path)
    module = readers.READERS.get(path.suffix.lower())
    if module not in _SHEETS:
        raise SettingsError(Fault(args.path, "is no sheet", "name a .csv, .tsv, .xlsx or .xlsm file"))
    target = Path(args.output) if args.output else path.with_name(f"{path.stem}.checked{path.suffix}")
    if target.suffix.lower() != path.suffix.lower():
        raise SettingsError(Fault(shown(target), f"is of another kind than {args.path}", f"call it …{path.suffix}"))
    if target.exists() and path.exists() and target.samefile(path):
        raise SettingsError(Fault(shown(target), "is the sheet itself", "give the copy another name"))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DraftError(Fault(args.path, f"cannot be read: {error.strerror or error}")) from None
    named = Path(args.settings).absolute() if args.settings else settings_file.find(path.absolute().parent)
    settings = settings_file.load(named)
    reading = Reading(settings, sheet_format(args.sheet_format))
    draft = reading.read(args.path, data)
    linter = linter_for(settings, args.policy)
    posts = linter.check_draft(draft, path.parent.absolute())
    report = printable(Report(linter.profile.name, posts, draft.faults, settings.fail_on))
    marks = marks_of(draft, report.posts)
    csv = reading.options(args.path).csv
    if module in readers.WORKBOOKS:
        made = mark_workbook(args.path, data, marks, xlsx_drafts.lines_of(args.path, data, csv), csv)
    else:
        made = mark_text(draft.text, data, marks, csv, tabs=path.suffix.lower() == ".tsv")
    save_all({target: made})
    said = [f"error: {fault}" for fault in report.all_failures]
    said += [f"note: {args.path}: {note}" for note in draft.notes]
    return Result(_told(args.path, report, marks, shown(target)), "\n".join(said), report.exit_code)


def marks_of(draft: Draft, posts: tuple[PostReport, ...]) -> dict[int, Mark]:
    """Return what to write beside each post: line of the draft's text → outcome and reasons. All texts are masked."""
    lines = Lines(draft.text)
    found: dict[int, tuple[Outcome, list[str]]] = {}
    missed: dict[int, list[str]] = {}
    for entry, post in zip(draft.entries, posts, strict=True):
        place = entry.places["body"] if "body" in entry.places else next(iter(entry.places.values()))
        line = lines.position(place.span(0, 0)[0])[0]
        outcome, reasons = found.get(line, (post.outcome, []))
        worse = min(outcome, post.outcome, key=OUTCOMES.index)
        found[line] = worse, list(dict.fromkeys([*reasons, *_reasons(post)]))
    for fault in draft.faults:
        if fault.line is not None:
            said = fault.key.rpartition(", ")[2]
            reason = f"{f'{said}: ' if said else ''}{fault.what}{f' ({fault.hint})' if fault.hint else ''}"
            missed.setdefault(fault.line, []).append(reason)
    marks = {line: Mark(outcome, tuple(reasons)) for line, (outcome, reasons) in found.items()}
    return marks | {line: Mark(NOT_CHECKED, tuple(reasons)) for line, reasons in missed.items()}


def _reasons(post: PostReport) -> Iterator[str]:
    for failure in post.failures:
        yield f"could not be checked: {failure.key}: {failure.what}" if failure.key else failure.what
    reported = (finding for finding in post.findings if finding.status == "reported")
    for finding in sorted(reported, key=lambda one: SEVERITIES.index(one.severity)):
        yield _reason(finding)


def _reason(finding: Finding) -> str:
    clauses = f" ({', '.join(finding.clauses[:3])})" if finding.clauses else ""
    return f"{finding.severity}: {finding.message} {finding.fix} [{finding.rule}]{clauses}"


def _told(path: str, report: Report, marks: Mapping[int, Mark], target: str) -> str:
    counts = report.counts()
    missed = sum(mark.outcome == NOT_CHECKED for mark in marks.values())
    several = "s" if len(report.posts) != 1 else ""
    parts = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES]
    unread = f" {missed} row{'s' if missed != 1 else ''} could not be read." if missed else ""
    return f"{path}: {len(report.posts)} post{several}: {', '.join(parts)}.{unread}\nWritten: {target}\n"
