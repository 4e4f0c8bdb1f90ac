"""`postlint check [PATH…]`: read drafts, judge them, report."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from pathlib import Path
from typing import cast

from linter import readers, renderers
from linter.commands import Result, load_linter
from linter.engine import Linter
from linter.errors import DraftError, Fault
from linter.post import Draft
from linter.readers import files
from linter.report import FailOn, PostReport, Report
from linter.text import Lines

FAIL_ON = ("error", "warning", "info", "never")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `check`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs, or - (stdin)")
    parser.add_argument("--format", choices=sorted(renderers.RENDERERS), default="text", help="how to report")
    parser.add_argument("--output", metavar="FILE", help="write the report to a file")
    parser.add_argument("--select", action="append", default=[], metavar="RULE", help="run only these rules")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE", help="do not run these rules")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit 1 from this severity on (default: the settings')")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called, and its format")
    parser.add_argument("--show-values", action="store_true", help="do not mask what was found (terminal or --output)")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours in the text report")
    parser.add_argument("--quiet", action="store_true", help="no findings, only the summary (text)")


def run(args: argparse.Namespace) -> Result:
    """Judge the drafts and return the report."""
    linter = load_linter(args, select=_words(args.select), ignore=_words(args.ignore))
    if args.show_values and not (args.output or sys.stdout.isatty()):
        return Result(err="error: --show-values needs a terminal or --output FILE: logs must not keep values", code=2)
    found, said = _find(args, linter)
    posts: list[PostReport] = []
    failures: list[Fault] = list(found.faults)
    sources: dict[str, Lines] = {}
    for path in found.files:
        try:
            draft, folder = _read(path, args)
        except DraftError as error:
            failures += error.faults
            continue
        sources[draft.path] = Lines(draft.text)
        posts += linter.check_draft(draft, folder)
    fail_on = cast("FailOn", args.fail_on) if args.fail_on else linter.settings.fail_on
    report = Report(linter.profile.name, tuple(posts), tuple(failures), fail_on)
    options = renderers.RenderOptions(
        show_values=args.show_values,
        color=_wants_color(args),
        sources=sources,
        clauses=_clause_texts(linter, report) if args.format == "text" else {},
        quiet=args.quiet,
    )
    text = renderers.render(args.format, report, options)
    if not args.output:
        return Result(text, said, report.exit_code)
    try:
        Path(args.output).write_text(text, encoding="utf-8")
    except OSError as error:
        return Result(err=f"error: {args.output}: cannot be written: {error.strerror or error}", code=2)
    return Result("", said, report.exit_code)


def _find(args: argparse.Namespace, linter: Linter) -> tuple[files.Found, str]:
    if args.paths == ["-"]:
        return files.Found(("-",), ()), ""
    settings = linter.settings
    found = files.find(
        tuple(args.paths),
        root=settings.root,
        include=settings.files.include,
        exclude=settings.files.exclude,
        ignored=settings.private_files(),
    )
    nothing = not found.files and not found.faults
    return found, f"warning: no drafts found under {', '.join(args.paths)}: nothing was checked" if nothing else ""


def _read(path: str, args: argparse.Namespace) -> tuple[Draft, Path]:
    """Return the draft at a path and the folder it stands in."""
    if path == "-":
        name = args.stdin_filename or "stdin.md"
        draft = readers.read(name, sys.stdin.buffer.read())
        return dataclasses.replace(draft, path=args.stdin_filename or "-"), Path(name).parent.absolute()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise DraftError(Fault(path, f"cannot be read: {error.strerror or error}")) from error
    return readers.read(path, data), Path(path).parent.absolute()


def _clause_texts(linter: Linter, report: Report) -> dict[str, str]:
    """Return the plain text of each clause that the findings cite."""
    from linter.profile import load_source

    wanted = {clause for finding in report.findings for clause in finding.clauses}
    texts: dict[str, str] = {}
    own = linter.profile.own
    if own:
        texts |= {f"{linter.profile.name}/{clause.id}": clause.text for clause in own.clauses}
    for source in sorted({clause.partition("/")[0] for clause in wanted}):
        if linter.packs.find("sources", source):
            texts |= {f"{source}/{clause.id}": clause.text for clause in load_source(source, linter.packs).clauses}
    return {clause: text for clause, text in texts.items() if clause in wanted}


def _words(lists: list[str]) -> list[str]:
    """Return the rules of a repeatable, comma-separated option."""
    return [word.strip() for item in lists for word in item.split(",") if word.strip()]


def _wants_color(args: argparse.Namespace) -> bool:
    if args.color == "auto":
        return not args.output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return bool(args.color == "always")
