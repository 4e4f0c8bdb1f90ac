"""`postlint rules`: the rules, what they are called, and how severe they are under this policy."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from linter.commands import Policy, Result, add_format, load_policy, markdown_text, width
from linter.commands.rule_page import State, worst_severity
from linter.commands.wording import as_json, as_page
from linter.errors import Fault, SettingsError, did_you_mean
from linter.renderers.columns import table, visible, wrap
from linter.rule import Setting
from linter.value import frozen


@frozen
class Row:
    """One rule. `severity` is the highest that it can have here; `topic` is empty for one that is not built."""

    code: str
    name: str
    topic: str
    severity: Setting
    state: State
    summary: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `rules`."""
    parser.add_argument("--family", metavar="NAME", help="only these: a topic (accounts) or the start of a code (ACC)")
    parser.add_argument("--all", action="store_true", help="also the rules that are not built yet")
    add_format(parser, "text", "json", "markdown")


def run(args: argparse.Namespace) -> Result:
    """Return the table of rules."""
    policy = load_policy(args)
    every = all_rows(policy)
    family = [row for row in every if not args.family or args.family.casefold() in _families(row)]
    if not family:
        known = sorted({word for row in every for word in _families(row)})
        near = did_you_mean(args.family.casefold(), known)
        hint = near or f"one of: {', '.join(known)}"
        raise SettingsError(Fault("--family", f"'{args.family}' is no family of rules", hint))
    rows = [row for row in family if args.all or row.state != "not built yet"]
    if args.format == "json":
        counts = _counts(family)
        data = {
            "schema": "postlint/rules/1",
            "policy": policy.profile.name,
            "counts": {"on": counts["on"], "off": counts["off"], "not_built_yet": counts["not built yet"]},
            "rules": [asdict(row) for row in rows],
        }
        return Result(as_json(data))
    head = _head(policy, family, all_shown=args.all)
    if args.format == "markdown":
        return Result(as_page(_markdown(head, rows)))
    return Result(as_page(_text(head, rows, width(args))))


def all_rows(policy: Policy) -> list[Row]:
    """Return every rule that is built or planned, in the order of the codes."""
    rows = [
        Row(
            active.rule.code,
            name,
            active.rule.topic,
            worst_severity(active),
            "on" if active.is_on else "off",
            active.rule.summary,
        )
        for name, active in policy.profile.rules.items()
    ]
    rows += [
        Row(rule.code, rule.name, "", rule.severity, "not built yet", rule.summary)
        for rule in policy.packs.planned.values()
        if rule.name not in policy.profile.rules
    ]
    return sorted(rows, key=lambda row: (row.code, row.name))


def _families(row: Row) -> set[str]:
    return {row.code.partition("-")[0].casefold()} | ({row.topic.casefold()} if row.topic else set())


def _counts(rows: list[Row]) -> Counter[State]:
    return Counter(row.state for row in rows)


def _head(policy: Policy, rows: list[Row], *, all_shown: bool) -> str:
    counts = _counts(rows)
    hint = "" if all_shown or not counts["not built yet"] else " (--all lists them)"
    return (
        f"Policy {policy.profile.name}: {len(rows)} rules: {counts['on']} on, {counts['off']} off, "
        f"{counts['not built yet']} not built yet{hint}."
    )


def _text(head: str, rows: list[Row], columns: int) -> Iterator[str]:
    yield from wrap(head, columns)
    yield ""
    lines = [(row.code, row.name, _severity(row), row.state, visible(row.summary)) for row in rows]
    yield from table([("code", "name", "severity", "state", "what it asks"), *lines], columns)


def _markdown(head: str, rows: list[Row]) -> Iterator[str]:
    yield f"{markdown_text.text(head)}\n"
    cells = [
        (row.code, markdown_text.code(row.name), _severity(row), row.state, markdown_text.text(row.summary))
        for row in rows
    ]
    yield from markdown_text.table(("code", "name", "severity", "state", "what it asks"), cells)


def _severity(row: Row) -> str:
    return "-" if row.state == "off" else row.severity
