"""`postlint clauses [PROFILE]`: every clause of a policy, the rules that serve it, and how far it can be checked."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Literal

from linter.commands import Policy, Result, add_format, load_policy, markdown_text, width
from linter.commands.rule_page import State, worst_severity
from linter.commands.wording import as_json, as_page, listed, paragraph
from linter.profile import CheckMark, Clause, Source, load_source
from linter.renderers.columns import wrap
from linter.rule import Setting
from linter.value import frozen

Coverage = Literal["checked now", "switched off", "waiting", "not checkable"]

_HOW: dict[CheckMark, str] = {
    "field": "read from what the draft declares",
    "heuristic": "recognised in words or pictures",
    "attestation": "someone signs for it",
    "none": "in part",
}
_WORDS: dict[Coverage, str] = {
    "checked now": "checked now",
    "switched off": "switched off here",
    "waiting": "waiting for rules not built yet",
    "not checkable": "that no draft can show",
}
_GLYPHS: dict[Coverage, str] = {"checked now": "✔", "switched off": "○", "waiting": "…", "not checkable": "–"}


@frozen
class Server:
    """A rule that serves a clause, and whether it does so here."""

    name: str
    code: str
    state: State
    severity: Setting


@frozen
class CoveredClause:
    """A clause with how far it is checked here. `reason` says why no draft can show it, or the rest of it."""

    id: str
    text: str
    coverage: Coverage
    check: tuple[CheckMark, ...]
    rules: tuple[Server, ...]
    reason: str


@frozen
class CoveredSource:
    """A document with all of its clauses, in their order."""

    name: str
    title: str
    publisher: str
    clauses: tuple[CoveredClause, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `clauses`."""
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="the policy (default: that of the settings)")
    add_format(parser, "text", "json", "markdown")


def run(args: argparse.Namespace) -> Result:
    """Return all clauses of the policy."""
    policy = load_policy(args, args.profile)
    sources = covered(policy)
    if args.format == "json":
        return Result(as_json(_data(policy, sources)))
    if args.format == "markdown":
        return Result(as_page(_markdown(policy, sources)))
    return Result(as_page(_text(policy, sources, width(args))))


def covered(policy: Policy) -> tuple[CoveredSource, ...]:
    """Return the documents that a policy cites and its own clauses, each clause with how far it is checked."""
    profile = policy.profile
    documents: list[tuple[str, Source]] = [(name, load_source(name, policy.packs)) for name in profile.sources]
    if profile.own:
        documents.append((profile.name, profile.own))
    return tuple(
        CoveredSource(name, source.title, source.publisher, tuple(_cover(name, c, policy) for c in source.clauses))
        for name, source in documents
    )


def _cover(source: str, clause: Clause, policy: Policy) -> CoveredClause:
    rules = tuple(_server(word, policy) for word in clause.rules)
    states = {rule.state for rule in rules}
    coverage: Coverage = "not checkable"
    if "on" in states:
        coverage = "checked now"
    elif "not built yet" in states:
        coverage = "waiting"
    elif "off" in states:
        coverage = "switched off"
    return CoveredClause(f"{source}/{clause.id}", clause.text, coverage, clause.check, rules, clause.reason)


def _server(word: str, policy: Policy) -> Server:
    name = policy.packs.resolve(word)
    if name:
        active = policy.profile.rules[name]
        return Server(name, active.rule.code, "on" if active.is_on else "off", worst_severity(active))
    planned = policy.packs.planned.get(word)
    return Server(word, planned.code if planned else "", "not built yet", planned.severity if planned else "off")


def _counts(clauses: Iterable[CoveredClause]) -> Counter[Coverage]:
    return Counter(clause.coverage for clause in clauses)


def _head(clauses: Iterable[CoveredClause]) -> str:
    """Return the counts in words: "60 clauses: 21 checked now, …"."""
    counts = _counts(clauses)
    parts = [
        f"{counts[coverage]} {words}"
        for coverage, words in _WORDS.items()
        if counts[coverage] or coverage != "switched off"
    ]
    total = sum(counts.values())
    return f"{total} clause{'' if total == 1 else 's'}: {', '.join(parts)}"


def _all(sources: Iterable[CoveredSource]) -> list[CoveredClause]:
    return [clause for source in sources for clause in source.clauses]


def _data(policy: Policy, sources: tuple[CoveredSource, ...]) -> dict[str, object]:
    def counted(clauses: Iterable[CoveredClause]) -> dict[str, int]:
        counts = _counts(clauses)
        return {"clauses": sum(counts.values()), **{words.replace(" ", "_"): counts[words] for words in _WORDS}}

    return {
        "schema": "postlint/clauses/1",
        "policy": policy.profile.name,
        "counts": counted(_all(sources)),
        "sources": [{**asdict(source), "counts": counted(source.clauses)} for source in sources],
    }


def _text(policy: Policy, sources: tuple[CoveredSource, ...], columns: int) -> Iterator[str]:
    yield from wrap(f"Policy {policy.profile.name}: {_head(_all(sources))}.", columns)
    for source in sources:
        yield from ["", "", *wrap(_title(source), columns), *wrap(f"{_head(source.clauses)}.", columns)]
        for clause in source.clauses:
            yield ""
            yield from wrap(f"{clause.id}: {clause.text}", columns, first=f"{_GLYPHS[clause.coverage]} ", rest="  ")
            yield from paragraph(_how(clause), columns, "    ")
            for rule in clause.rules:
                yield f"    {_rule(rule)}"
            if clause.reason:
                yield from paragraph(f"{'Why not all' if clause.rules else 'Why'}: {clause.reason}", columns, "    ")


def _title(source: CoveredSource) -> str:
    return f"{source.title}, {source.publisher}" if source.publisher else source.title


def _how(clause: CoveredClause) -> str:
    """Return in words how far a clause is checked, and how."""
    if clause.coverage == "not checkable":
        return f"{_said(clause)}."
    on = sum(rule.state == "on" for rule in clause.rules)
    partly = f", by {on} of {len(clause.rules)} rules" if 0 < on < len(clause.rules) else ""
    marks = [mark for mark in clause.check if mark != "none"] or clause.check
    return f"{_said(clause)}{partly}: {listed([_HOW[mark] for mark in marks])}."


def _said(clause: CoveredClause) -> str:
    words = "no draft can show it" if clause.coverage == "not checkable" else _WORDS[clause.coverage]
    return words[0].upper() + words[1:]


def _rule(rule: Server) -> str:
    named = f"{rule.name} ({rule.code})" if rule.code else rule.name
    return f"{named}: {rule.state}{f', {rule.severity}' if rule.state == 'on' else ''}"


def _markdown(policy: Policy, sources: tuple[CoveredSource, ...]) -> Iterator[str]:
    text, code = markdown_text.text, markdown_text.code
    yield f"# The clauses of the policy {text(policy.profile.name)}"
    yield f"\n{_head(_all(sources))}."
    for source in sources:
        yield f"\n## {text(_title(source))}\n"
        yield f"{_head(source.clauses)}.\n"
        rows = [
            (
                code(clause.id),
                text(clause.text),
                text(_how(clause)),
                "<br>".join(text(_rule(rule)) for rule in clause.rules) or "none",
                text(clause.reason),
            )
            for clause in source.clauses
        ]
        yield from markdown_text.table(
            ("clause", "what it says", "how it is checked", "rules", "why not, or not all"), rows
        )
