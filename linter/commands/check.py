"""`postlint check [PATH…]`: read drafts, judge them, report."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from linter import cache, compiled, covering, projects, readers, renderers, scope
from linter.commands import Result, sheet_format
from linter.engine import Linter
from linter.errors import DraftError, Fault, NoDraftError
from linter.post import Draft
from linter.profile import load_source
from linter.reading import Reading
from linter.report import PostReport, Report
from linter.rule import SEVERITIES, FailOn
from linter.text import Lines
from linter.timings import Timings
from linter.value import frozen, replace

if TYPE_CHECKING:
    from linter.progress import Progress
    from linter.recorder import Recorder
    from linter.routes import Compiled

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
    parser.add_argument(
        "--sheet-format", metavar="NAME", help="the scheduling tool that sheets are for, such as buffer"
    )
    parser.add_argument("--show-values", action="store_true", help="do not mask what was found (terminal or --output)")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours in the text report"
    )
    parser.add_argument("--quiet", action="store_true", help="no findings, only the summary (text)")
    parser.add_argument(
        "--baseline", metavar="FILE", help="do not report what this file covers (default: the settings')"
    )
    parser.add_argument("--explain-why", metavar="FILE:LINE[:COLUMN]", help="show the evidence of what was found there")
    parser.add_argument("--no-cache", action="store_true", help="judge every draft anew, and keep no results")
    parser.add_argument("--timings", action="store_true", help="say at the end how long each rule took (stderr)")


def run(args: argparse.Namespace) -> Result:
    """Judge the drafts and return the report."""
    if args.show_values and not (args.output or sys.stdout.isatty()):
        return Result(err="error: --show-values needs a terminal or --output FILE: logs must not keep values", code=2)
    named = Path(args.settings).absolute() if args.settings else None
    if args.explain_why:
        from linter.commands.why import explain

        return explain(args)
    chosen = scope.choose(
        [] if args.paths is _HERE else args.paths,
        named,
        args.stdin_filename or "",
        staged=args.staged,
        diff=args.diff,
        force_exclude=args.force_exclude,
    )
    found, failures = chosen.projects, chosen.failures
    keeper, timings = _keeper(args), Timings() if args.timings else None
    kept = cache.opened()
    known = compiled.load(kept) if kept else None
    linters = [_linter(args, project, keeper, timings, known) for project in found]
    progress: Progress | None = getattr(args, "progress", None)
    if progress:
        progress.begin(sum(len(project.files) for project in found))
    judged = [
        _judge(linter, project, args, keeper, chosen, progress) for linter, project in zip(linters, found, strict=True)
    ]
    if progress:
        progress.clear()
    judged, notes = _covered(linters, judged, args, chosen)
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

        runs = zip(linters, (run.posts for run in judged), strict=True)
        options = replace(options, **page_options(runs, chosen.files, show_values=args.show_values))
    if args.format == "sarif":
        rules = {active.rule.name: active.rule for linter in linters for active in linter.active}
        options = replace(options, rules=rules)
    notes += [note for run in judged for note in run.notes]
    notes += [linter.context.people.note for linter in linters]
    said = "\n".join(line for line in (chosen.said, *notes) if line)
    if keeper and chosen.is_plain and not said:
        keeper.note(report, found, options.clauses or _clause_texts(linters, report))
    text = renderers.render(args.format, report, options)
    if any(linter.settings.stats.log for linter in linters):
        from linter.commands.counting import count

        said = "\n".join(filter(None, [said, *count(zip(linters, (run.posts for run in judged), strict=True))]))
    if kept and linters and not known:
        compiled.keep(kept, linters[0].packs)
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
    notes: tuple[str, ...] = ()


def _keeper(args: argparse.Namespace) -> Recorder | None:
    """Return what keeps the results of this run, unless none are wanted."""
    if args.no_cache:
        return None
    from linter import recorder

    return recorder.start(args)


def _linter(
    args: argparse.Namespace,
    project: projects.Project,
    keeper: Recorder | None,
    timings: Timings | None,
    known: Compiled | None,
) -> Linter:
    return Linter(
        project.settings,
        policy=args.policy,
        select=_words(args.select),
        ignore=_words(args.ignore),
        key=covering.key_of(project.settings),
        store=keeper.store if keeper and project.settings.cache else None,
        timings=timings,
        compiled=known,
    )


def _covered(
    linters: list[Linter], judged: list[_Judged], args: argparse.Namespace, chosen: scope.Scope
) -> tuple[list[_Judged], list[str]]:
    """Return what was judged with what a baseline covers suppressed, and what to say of idle exceptions."""
    whole = chosen.is_plain and not (args.select or args.ignore)
    runs = [(linter, run.posts) for linter, run in zip(linters, judged, strict=True)]
    posts, notes = covering.cover(runs, args.baseline, whole=whole)
    return [replace(run, posts=own) for run, own in zip(judged, posts, strict=True)], notes


def _judge(
    linter: Linter,
    project: projects.Project,
    args: argparse.Namespace,
    keeper: Recorder | None,
    chosen: scope.Scope,
    progress: Progress | None,
) -> _Judged:
    posts: list[PostReport] = []
    failures: list[Fault] = []
    notes: list[str] = []
    sources: dict[str, Lines] = {}
    reading = Reading(project.settings, sheet_format(args.sheet_format))
    kept = keeper.results(project, linter) if keeper else None
    for path in project.files:
        if progress:
            progress.step()
        try:
            name, data, folder = _read(path, args.stdin_filename or "", chosen)
            known = kept.get(path, data) if kept and keeper and keeper.may_tell and path != projects.STDIN else None
            if known is not None:
                sources[path] = Lines(readers.decode(path, data))
                posts += _with_posts(known, reading.read(name, data)) if project.settings.stats.log else known
                continue
            draft = reading.read(name, data)
        except DraftError as error:
            if isinstance(error, NoDraftError) and not _is_named(path, args):
                notes += [f"note: {fault.path}: passed over, for it {fault.what}" for fault in error.faults]
            else:
                failures += error.faults
            continue
        if path == projects.STDIN:
            draft = replace(draft, path=args.stdin_filename or projects.STDIN)
        failures += draft.faults
        notes += [f"note: {draft.path}: {note}" for note in draft.notes]
        sources[draft.path] = Lines(draft.text)
        found = linter.check_draft(draft, folder, chosen.files)
        if kept and path != projects.STDIN and reading.may_be_kept(path, draft):
            kept.put(path, data, found, (image.path for entry in draft.entries for image in entry.post.images))
        posts += chosen.kept(found, draft, lambda rule: linter.packs.rules[rule].kind)
    return _Judged(tuple(posts), tuple(failures), sources, tuple(notes))


def _with_posts(known: Iterable[PostReport], draft: Draft) -> Iterator[PostReport]:
    """Yield kept results with their posts: what is counted is counted by account."""
    for report in known:
        yield replace(report, post=draft.entries[report.index].post)


def _is_named(path: str, args: argparse.Namespace) -> bool:
    """Say whether the user named a draft; a hook names whatever was committed, which is another thing."""
    return not args.force_exclude and projects.is_named(path, args.paths)


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
