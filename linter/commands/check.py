"""`postlint check [PATH…]`: read drafts, judge them, report."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import cast

from linter import projects, readers, recorder, renderers, scope
from linter.commands import Result
from linter.engine import Linter
from linter.errors import DraftError, Fault
from linter.profile import load_source
from linter.report import PostReport, Report
from linter.rule import SEVERITIES, FailOn
from linter.text import Lines
from linter.timings import Timings
from linter.value import frozen, replace

FAIL_ON = ("error", "warning", "info", "never")
_HERE = ["."]  # what is checked when nothing is named: the current folder, or all that is staged


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `check`."""
    parser.add_argument(
        "paths", nargs="*", default=_HERE, metavar="PATH", help="drafts, pictures, folders, globs, or - (stdin)"
    )
    parser.add_argument("--staged", action="store_true", help="judge what is in git's index, not the work tree")
    parser.add_argument("--diff", metavar="REF", help="report only what changed since HEAD left this commit")
    parser.add_argument("--force-exclude", action="store_true", help="pass over excluded files even if they are named")
    parser.add_argument("--format", choices=sorted(renderers.RENDERERS), default="text", help="how to report")
    parser.add_argument("--output", metavar="FILE", help="write the report to a file")
    parser.add_argument("--select", action="append", default=[], metavar="RULE", help="run only these rules")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE", help="do not run these rules")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="exit 1 from this severity on (default: the settings')")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called, and its format")
    parser.add_argument("--show-values", action="store_true", help="do not mask what was found (terminal or --output)")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours in the text report"
    )
    parser.add_argument("--quiet", action="store_true", help="no findings, only the summary (text)")
    parser.add_argument("--no-cache", action="store_true", help="judge everything anew, and keep nothing")
    parser.add_argument("--timings", action="store_true", help="say at the end how long each rule took (stderr)")


def run(args: argparse.Namespace) -> Result:
    """Judge the drafts and return the report."""
    if args.show_values and not (args.output or sys.stdout.isatty()):
        return Result(err="error: --show-values needs a terminal or --output FILE: logs must not keep values", code=2)
    named = Path(args.settings).absolute() if args.settings else None
    chosen = scope.choose(
        [] if args.paths is _HERE else args.paths,
        named,
        args.stdin_filename or "",
        staged=args.staged,
        diff=args.diff,
        force_exclude=args.force_exclude,
    )
    found, failures = chosen.projects, chosen.failures
    keeper, timings = recorder.start(args), Timings() if args.timings else None
    linters = [_linter(args, project, keeper, timings) for project in found]
    judged = [_judge(linter, project, args, keeper, chosen) for linter, project in zip(linters, found, strict=True)]
    report = Report(
        ", ".join(dict.fromkeys(linter.profile.name for linter in linters)),
        tuple(post for run in judged for post in run.posts),
        (*failures, *(failure for run in judged for failure in run.failures)),
        _fail_on(args, linters),
    )
    options = renderers.RenderOptions(
        show_values=args.show_values,
        color=_wants_color(args),
        width=_width(),
        sources={path: lines for run in judged for path, lines in run.sources.items()},
        clauses=_clause_texts(linters, report) if args.format in ("text", "html") else {},
        quiet=args.quiet,
    )
    if args.format == "html":
        from linter.commands.page import page_options

        options = replace(options, **page_options(zip(linters, (run.posts for run in judged), strict=True)))
    if args.format == "sarif":
        rules = {active.rule.name: active.rule for linter in linters for active in linter.active}
        options = replace(options, rules=rules)
    if keeper and chosen.is_plain:
        keeper.note(report, found, options.clauses or _clause_texts(linters, report))
    said = chosen.said
    text = renderers.render(args.format, report, options)
    if timings:
        said = "\n".join(line for line in (said, timings.table()) if line)
    if not args.output:
        return Result(text, said, report.exit_code)
    try:
        Path(args.output).write_bytes(text.encode("utf-8", "backslashreplace"))  # as `cli` writes to stdout
    except OSError as error:
        return Result(err=f"error: {args.output}: cannot be written: {error.strerror or error}", code=2)
    return Result("", said, report.exit_code)


@frozen
class _Judged:
    """What became of the drafts of one project."""

    posts: tuple[PostReport, ...]
    failures: tuple[Fault, ...]
    sources: dict[str, Lines]


def _linter(
    args: argparse.Namespace, project: projects.Project, keeper: recorder.Recorder | None, timings: Timings | None
) -> Linter:
    return Linter(
        project.settings,
        policy=args.policy,
        select=_words(args.select),
        ignore=_words(args.ignore),
        store=keeper.store if keeper and project.settings.cache else None,
        timings=timings,
    )


def _judge(
    linter: Linter,
    project: projects.Project,
    args: argparse.Namespace,
    keeper: recorder.Recorder | None,
    chosen: scope.Scope,
) -> _Judged:
    posts: list[PostReport] = []
    failures: list[Fault] = []
    sources: dict[str, Lines] = {}
    kept = keeper.results(project, linter) if keeper else None
    for path in project.files:
        try:
            name, data, folder = _read(path, args.stdin_filename or "", chosen)
            known = kept.get(path, data) if kept and keeper and keeper.may_tell and path != projects.STDIN else None
            if known is not None:
                sources[path] = Lines(readers.decode(path, data))
                posts += known
                continue
            draft = readers.read(name, data)
        except DraftError as error:
            failures += error.faults
            continue
        if path == projects.STDIN:
            draft = replace(draft, path=args.stdin_filename or projects.STDIN)
        sources[draft.path] = Lines(draft.text)
        found = linter.check_draft(draft, folder, chosen.files)
        if kept and path != projects.STDIN:
            kept.put(path, data, found, (image.path for entry in draft.entries for image in entry.post.images))
        posts += chosen.kept(found, draft, lambda rule: linter.packs.rules[rule].kind)
    return _Judged(tuple(posts), tuple(failures), sources)


def _read(path: str, stdin_name: str, chosen: scope.Scope) -> tuple[str, bytes, Path]:
    """Return the name of a draft, its bytes and the folder it stands in."""
    if path == projects.STDIN:
        name = stdin_name or "stdin.md"
        return name, sys.stdin.buffer.read(), Path(name).parent.absolute()
    return path, chosen.read(path), Path(path).parent.absolute()


def _fail_on(args: argparse.Namespace, linters: list[Linter]) -> FailOn:
    """Return the option, or the strictest of the settings."""
    if args.fail_on:
        return cast("FailOn", args.fail_on)
    return max((linter.settings.fail_on for linter in linters), key=("never", *SEVERITIES).index)


def _clause_texts(linters: list[Linter], report: Report) -> dict[str, str]:
    """Return the plain text of each clause that the findings cite."""
    wanted = {clause for finding in report.findings for clause in finding.clauses}
    texts: dict[str, str] = {}
    for linter in linters if wanted else ():
        own = linter.profile.own
        if own:
            texts |= {f"{linter.profile.name}/{clause.id}": clause.text for clause in own.clauses}
        if len(linter.profile.sources) > 1:
            continue  # the neutral default cites five schools' policies; their ids are enough
        for source in sorted({clause.partition("/")[0] for clause in wanted}):
            if linter.packs.find("sources", source):
                texts |= {f"{source}/{clause.id}": clause.text for clause in load_source(source, linter.packs).clauses}
    return {clause: text for clause, text in texts.items() if clause in wanted}


def _words(lists: list[str]) -> list[str]:
    """Return the rules of a repeatable, comma-separated option."""
    return [word.strip() for item in lists for word in item.split(",") if word.strip()]


def _width() -> int:
    """Return how wide the terminal is, or a hundred columns."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 100


def _wants_color(args: argparse.Namespace) -> bool:
    if args.color == "auto":
        return not args.output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return bool(args.color == "always")
