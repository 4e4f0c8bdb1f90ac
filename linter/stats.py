"""What the log of runs and the ledger add up to: the most frequent faults, by account and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from linter.ledger import Entry
from linter.report import OUTCOMES
from linter.rule import SEVERITIES
from linter.runs import Judged
from linter.value import frozen

Span = Literal["week", "month"]
DECISIONS = ("approved", "sent-back", "withdrawn")
Table = tuple[tuple[str, tuple[int, ...]], ...]


@frozen
class Stats:
    """Tables of counts: name → counts under `SEVERITIES`, `OUTCOMES` or `DECISIONS`; the greatest, or earliest, first.

    `posts` counts each draft and day once. `silenced` counts findings that an exception let pass, by status.
    """

    since: date | None
    until: date | None
    span: Span
    posts: tuple[int, ...]
    drafts: int
    rules: Table
    accounts: Table
    times: Table
    silenced: tuple[tuple[str, int], ...]
    decisions: Table
    deciders: Table
    returned: Table


def added_up(runs: Sequence[Judged], entries: Iterable[Entry], span: Span) -> Stats:
    """Add up runs and decisions."""
    decided = [entry for entry in entries if entry.kind in DECISIONS]
    days = [run.day for run in runs] + [entry.at.date() for entry in decided]
    rules: dict[str, Counter[str]] = {}
    accounts: dict[str, Counter[str]] = {}
    times: dict[str, Counter[str]] = {}
    silenced: Counter[str] = Counter()
    for run in runs:
        accounts.setdefault(run.account or "no account", Counter())[run.outcome] += 1
        times.setdefault(_span(run.day, span), Counter())[run.outcome] += 1
        for (rule, severity, status), count in run.found.items():
            if status == "reported":
                rules.setdefault(rule, Counter())[severity] += count
            else:
                silenced[status] += count
    by_time: dict[str, Counter[str]] = {}
    by_person: dict[str, Counter[str]] = {}
    by_rule: dict[str, Counter[str]] = {}
    for entry in decided:
        by_time.setdefault(_span(entry.at.date(), span), Counter())[entry.kind] += 1
        by_person.setdefault(entry.by, Counter())[entry.kind] += 1
        if entry.kind != "approved" and entry.subject:
            for rule in {noted.rule for noted in entry.subject.findings if noted.status == "reported"}:
                by_rule.setdefault(rule, Counter())[entry.kind] += 1
    outcomes = Counter(run.outcome for run in runs)
    return Stats(
        min(days, default=None),
        max(days, default=None),
        span,
        tuple(outcomes[name] for name in OUTCOMES),
        len({run.draft for run in runs}),
        _greatest(rules, SEVERITIES),
        _greatest(accounts, OUTCOMES),
        _in_time(times, OUTCOMES, span),
        tuple(sorted(silenced.items())),
        _in_time(by_time, DECISIONS, span),
        _greatest(by_person, DECISIONS),
        _greatest(by_rule, DECISIONS),
    )


def _span(day: date, span: Span) -> str:
    """Return the month of a day, or the Monday of its week."""
    return f"{day:%Y-%m}" if span == "month" else (day - timedelta(days=day.weekday())).isoformat()


def _greatest(counted: dict[str, Counter[str]], columns: Sequence[str]) -> Table:
    ordered = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple((name, tuple(counter[column] for column in columns)) for name, counter in ordered)


def _in_time(counted: dict[str, Counter[str]], columns: Sequence[str], span: Span) -> Table:
    """Return the counts by time, with the weeks or months in which there was nothing."""
    if not counted:
        return ()
    names, at, last = [], min(counted), max(counted)
    while at <= last:
        names.append(at)
        at = _next(at, span)
    return tuple((name, tuple(counted.get(name, Counter())[column] for column in columns)) for name in names)


def _next(name: str, span: Span) -> str:
    if span == "week":
        return (date.fromisoformat(name) + timedelta(days=7)).isoformat()
    first = date.fromisoformat(f"{name}-01")
    return f"{first + timedelta(days=32):%Y-%m}"
