"""`postlint stats`: the most frequent faults, by account and over time, from the ledger and the log of runs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from linter.commands import Result, load_settings, width
from linter.commands.writing import write_all
from linter.covering import key_of
from linter.errors import Fault, SettingsError
from linter.ledger import Ledger
from linter.renderers.columns import pad, visible
from linter.report import OUTCOMES
from linter.rule import SEVERITIES
from linter.runs import read
from linter.settings import Settings
from linter.shape import parse_moment
from linter.stats import DECISIONS, Stats, Table, added_up

_BAR = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `stats`."""
    parser.add_argument("--since", metavar="DATE", help="count from this day on (default: all there is)")
    parser.add_argument("--by", choices=("week", "month"), default="week", help="how time is parted (default: week)")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="how to show it")
    parser.add_argument("--output", metavar="FILE", help="write it to a file")


def run(args: argparse.Namespace) -> Result:
    """Add up and show."""
    settings = load_settings(args)
    since = _since(args.since)
    log = settings.stats.log
    runs = read(settings.resolve(log), since) if log else ()
    entries = [
        entry
        for entry in (Ledger.open(settings, key=key_of(settings)).entries() if settings.ledger_path else ())
        if since is None or entry.at.date() >= since
    ]
    stats = added_up(runs, entries, args.by)
    said = "" if log else 'note: runs are not counted; to count them write log = "private/runs.db" below [stats]'
    text = _shown(args, stats, settings)
    if args.output:
        write_all({Path(args.output): text})
        return Result("", said)
    return Result(text, said)


def _shown(args: argparse.Namespace, stats: Stats, settings: Settings) -> str:
    if args.format == "html":
        from linter.renderers.stats_page import render

        return render(stats, settings.school.name)
    return _json(stats) if args.format == "json" else _text(stats, width(args))


def _text(stats: Stats, columns: int) -> str:
    if stats.since is None or stats.until is None:
        return "Nothing has been counted yet.\n"
    lines = [f"{stats.since.isoformat()} to {stats.until.isoformat()}", ""]
    if sum(stats.posts):
        counts = ", ".join(f"{count} {name}" for name, count in zip(OUTCOMES, stats.posts, strict=True))
        lines += [f"{stats.drafts} posts judged; by day: {counts}", ""]
    lines += _table("Most frequent faults", SEVERITIES, stats.rules[:15], columns)
    lines += _table("By account", OUTCOMES, stats.accounts, columns)
    lines += _table(f"Posts by {stats.span}", OUTCOMES, stats.times[-26:], columns)
    lines += _table(f"Decisions by {stats.span}", DECISIONS, stats.decisions[-26:], columns)
    lines += _table("Who decided", DECISIONS, stats.deciders, columns)
    lines += _table("What was found in posts sent back or withdrawn", DECISIONS, stats.returned[:15], columns)
    if stats.silenced:
        lines += [f"Let pass: {', '.join(f'{count} {status}' for status, count in stats.silenced)}", ""]
    return "\n".join(lines)


def _table(title: str, kinds: Sequence[str], rows: Table, columns: int) -> Iterator[str]:
    """Yield a table with a bar to each row."""
    used = [index for index in range(len(kinds)) if any(counts[index] for _, counts in rows)]
    if not rows or not used:
        return
    most: int = max(sum(counts) for _, counts in rows)
    names = [visible(name) for name, _ in rows]
    wide = max(len(title), *map(len, names))
    heads = [kinds[index] for index in used]
    yield "  ".join([pad(title, wide), *heads])
    for name, (_, counts) in zip(names, rows, strict=True):
        cells = [str(counts[index]).rjust(len(kinds[index])) for index in used]
        line = "  ".join([pad(name, wide), *cells])
        room = min(columns - len(line) - 2, _BAR)
        total: int = sum(counts)
        bar = "█" * max(round(room * total / most), 1) if room > 0 and total else ""
        yield f"{line}  {bar}".rstrip()
    yield ""


def _json(stats: Stats) -> str:
    def rows(kinds: Sequence[str], table: Table) -> list[dict[str, object]]:
        return [{"name": name, **dict(zip(kinds, counts, strict=True))} for name, counts in table]

    data = {
        "schema": "postlint/stats/1",
        "since": stats.since.isoformat() if stats.since else None,
        "until": stats.until.isoformat() if stats.until else None,
        "by": stats.span,
        "drafts": stats.drafts,
        "posts": dict(zip(OUTCOMES, stats.posts, strict=True)),
        "rules": rows(SEVERITIES, stats.rules),
        "accounts": rows(OUTCOMES, stats.accounts),
        "times": rows(OUTCOMES, stats.times),
        "silenced": dict(stats.silenced),
        "decisions": rows(DECISIONS, stats.decisions),
        "deciders": rows(DECISIONS, stats.deciders),
        "returned": rows(DECISIONS, stats.returned),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _since(written: str | None) -> date | None:
    if not written:
        return None
    found = parse_moment(written)
    if found is None:
        raise SettingsError(Fault("--since", f"'{written}' is not a date", "such as 2026-09-01"))
    return date(found.year, found.month, found.day)
