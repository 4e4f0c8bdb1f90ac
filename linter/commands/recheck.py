"""`postlint recheck [PATH…]`: judge what is scheduled and not yet published once more; made for cron."""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess

from linter.commands import Result, add_format, width
from linter.commands.deciding import Found, find, moment, name_of, said_of
from linter.rechecking import WORDS, Rechecked, is_ahead, recheck
from linter.renderers.columns import visible, wrap
from linter.renderers.masking import printable
from linter.report import Report

_TITLES = {
    "newly-blocked": "✖ newly blocked",
    "blocked": "✖ blocked, and not approved yet",
    "review": "▲ to be reviewed",
    "ready": "✔ ready",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `recheck`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
    parser.add_argument("--all", action="store_true", help="also posts that have no time set")
    parser.add_argument("--strict", action="store_true", help="exit 1 for everything blocked, not only what is new")
    parser.add_argument(
        "--notify", metavar="CMD", help="if something may not go out, run this with the report on stdin"
    )
    parser.add_argument(
        "--notify-seconds", type=int, default=60, metavar="N", help="how long it may take (default: 60)"
    )
    parser.add_argument("--output", metavar="FILE", help="write the report to a file")
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> Result:
    """Judge, compare, and tell."""
    found, failures = find(args)
    rows = [(project, row) for project in found for row in _rows(args, project)]
    rows.sort(key=lambda row: (WORDS.index(row[1].word), row[1].post.subject.schedule))
    bad = ("newly-blocked", "blocked") if args.strict else ("newly-blocked",)
    is_bad = any(row.word in bad for _, row in rows)
    text = _json(rows) if args.format == "json" else _text(rows, width(args))
    err = [said_of(failures)]
    code = 2 if failures else int(is_bad)
    if args.notify and (is_bad or failures):
        problem = _notify(args.notify, text + "".join(f"{line}\n" for line in err if line), args.notify_seconds)
        if problem:
            err.append(f"error: --notify: {problem}")
            code = 2
    if args.output:
        from pathlib import Path

        from linter.commands.writing import write_all

        write_all({Path(args.output): text})
        text = ""
    return Result(text, "\n".join(filter(None, err)), code)


def _rows(args: argparse.Namespace, project: Found) -> list[Rechecked]:
    linter = project.judged.linter
    now = linter.context.now
    return [
        recheck(linter, one)
        for one in project.waiting
        if is_ahead(one.post, now) or (args.all and one.post.schedule is None)
    ]


def _text(rows: list[tuple[Found, Rechecked]], columns: int) -> str:
    lines: list[str] = []
    for word in WORDS:
        own = [row for _, row in rows if row.word == word]
        if not own:
            continue
        lines.append(f"{_TITLES[word]}: {len(own)}")
        for row in own:
            if word in ("ready", "review") and not row.why:
                continue
            lines.append(f"  {name_of(row.post)}, {moment(row.post.subject.schedule)}")
            for reason in row.why:
                lines += wrap(visible(f"because {reason}"), columns, first="    ", rest="      ")
            for message in _messages(row):
                lines += wrap(visible(message), columns, first="    ", rest="      ")
        lines.append("")
    if not rows:
        return "Nothing is scheduled.\n"
    counts = ", ".join(f"{sum(row.word == word for _, row in rows)} {word.replace('-', ' ')}" for word in WORDS)
    return "".join(f"{line}\n" for line in [*lines, f"{len(rows)} scheduled: {counts}."])


def _messages(row: Rechecked) -> list[str]:
    """Return what was found, masked."""
    safe = printable(Report("", (row.post.report,))).posts[0]
    wanted = {(finding.rule, finding.fingerprint, finding.place) for finding in row.found}
    return [
        f"{finding.code} {finding.rule}: {finding.message}"
        for finding in safe.findings
        if (finding.rule, finding.fingerprint, finding.place) in wanted
    ]


def _json(rows: list[tuple[Found, Rechecked]]) -> str:
    posts = [
        {
            "draft": row.post.subject.draft,
            "index": row.post.index,
            "id": row.post.subject.id,
            "account": row.post.subject.account,
            "schedule": row.post.subject.schedule,
            "what": row.word,
            "why": list(row.why),
            "found": _messages(row),
        }
        for _, row in rows
    ]
    counts = {word: sum(row.word == word for _, row in rows) for word in WORDS}
    data = {"schema": "postlint/recheck/1", "posts": posts, "summary": counts}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _notify(command: str, text: str, seconds: int) -> str:
    """Run a command, without a shell, with the report on its standard input. Return what went wrong."""
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the user's own command
            words, input=text.encode("utf-8"), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return f"'{command}' did not end within {seconds} seconds"
    except (OSError, ValueError, IndexError) as error:
        return f"'{command}' could not be run: {error}"
    return f"'{command}' ended with {done.returncode}" if done.returncode else ""
