"""`postlint explain RULE`: what a rule asks, why, and what to do, with its clauses and examples."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator

from linter.commands import Policy, Result, add_format, load_policy, rule_markdown, width
from linter.commands.rule_page import ExamplePage, RulePage, all_clauses, rule_page
from linter.commands.wording import (
    as_json,
    as_page,
    find_rule,
    flat,
    given,
    heading,
    looks_at,
    paragraph,
    sentence,
    set_by,
    silencing,
    state,
    suppression,
    value,
)
from linter.packs import PlannedRule
from linter.profile import load_source
from linter.renderers.columns import visible, wrap


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `explain`."""
    parser.add_argument("rule", metavar="RULE", help="its name, such as pupil-full-name, or its code")
    add_format(parser, "text", "json", "markdown")


def run(args: argparse.Namespace) -> Result:
    """Return the page of a rule."""
    policy = load_policy(args)
    rule = find_rule(args.rule, policy.packs, "explain")
    if isinstance(rule, PlannedRule):
        return Result(_planned(rule, policy, args))
    page = rule_page(rule.name, policy.profile, policy.packs, all_clauses(policy.profile, policy.packs))
    if args.format == "json":
        return Result(as_json({"schema": "postlint/rule/1", **dataclasses.asdict(page)}))
    if args.format == "markdown":
        return Result(as_page(rule_markdown.page(page)))
    return Result(as_page(page_text(page, width(args))))


def page_text(page: RulePage, columns: int) -> Iterator[str]:
    """Yield the page of a rule as lines for people to read."""
    yield f"{page.name} [{page.code}]"
    yield from paragraph(page.summary, columns, "")
    yield ""
    yield from paragraph(state(page), columns, "")
    if page.accounts or page.platforms:
        yield from paragraph(looks_at(page), columns, "")
    yield from heading("What is wrong", paragraph(sentence(page.message), columns))
    yield from heading("Why", paragraph(page.why, columns))
    yield from heading("What to do", paragraph(sentence(page.fix), columns))
    yield from heading("Can it be silenced?", paragraph(silencing(page), columns))
    if page.silenceable:
        yield f"  {suppression(page)}"
    for title, here in (("Clauses of this policy", True), ("Clauses of other policies that ask the same", False)):
        yield from heading(title, _clauses(page, columns, here=here))
    yield from heading("Cases", _cases(page, columns))
    yield from heading(f"Options (kind of check: {page.kind})", _options(page, columns))
    yield from heading("Bad examples (⟦ ⟧ mark what is found)", _examples(page.bad, columns))
    yield from heading("Good examples", _examples(page.good, columns))
    if page.formerly:
        yield from heading("Former names", paragraph(", ".join(page.formerly), columns))


def _clauses(page: RulePage, columns: int, *, here: bool) -> Iterator[str]:
    for clause in page.clauses:
        if clause.here == here:
            yield from paragraph(f"{clause.id}{f' ({clause.school})' if clause.school else ''}", columns)
            yield from paragraph(clause.text or "This clause is not in any list of clauses.", columns, "      ")


def _cases(page: RulePage, columns: int) -> Iterator[str]:
    for case in page.cases:
        yield f"  {case.name}: {case.severity}, set by {set_by(case.set_by)}"
        for label, text, own in (("", case.message, page.message), ("Fix: ", case.fix, page.fix)):
            if text != own:
                yield from paragraph(f"{label}{sentence(text)}", columns, "      ")


def _options(page: RulePage, columns: int) -> Iterator[str]:
    for option in page.options:
        by = "" if option.set_by == "rule" else f" (set by {set_by(option.set_by)})"
        for key, item in flat(option.name, option.value):
            yield from wrap(visible(f"{value(item)}{by}"), columns, first=f"  {key} = ", rest="      ")


def _examples(examples: tuple[ExamplePage, ...], columns: int) -> Iterator[str]:
    for example in examples:
        lines = [line for line in example.post.splitlines() if line.strip()] or ["(no text)"]
        for number, line in enumerate(lines):
            yield from wrap(visible(line), columns, first="  - " if number == 0 else "    ", rest="    ")
        notes = [given(example.given), f"case: {example.case}" if example.case else "", example.why]
        for note in filter(None, notes):
            yield from wrap(visible(f"({note})"), columns, first="      ", rest="       ")


def _planned(rule: PlannedRule, policy: Policy, args: argparse.Namespace) -> str:
    """Return what can be said of a rule that is not built yet."""
    waiting = [
        (f"{name}/{clause.id}", clause.text)
        for name in policy.packs.names("sources")
        for clause in load_source(name, policy.packs).clauses
        if rule.name in clause.rules
    ]
    if args.format == "json":
        return as_json(
            {
                "schema": "postlint/rule/1",
                **dataclasses.asdict(rule),
                "state": "not built yet",
                "clauses": [{"id": clause, "text": text} for clause, text in waiting],
            }
        )
    said = f"This rule is not built yet: it finds nothing in any post. Planned severity: {rule.severity}."
    if args.format == "markdown":
        return as_page(rule_markdown.planned(rule, said, waiting))
    columns = width(args)
    lines = [f"{rule.name} [{rule.code}]", *paragraph(rule.summary, columns, ""), "", *paragraph(said, columns, "")]
    clauses = [line for clause, text in waiting for line in [f"  {clause}", *paragraph(text, columns, "      ")]]
    return as_page([*lines, *heading("Clauses that wait for it", clauses)])
