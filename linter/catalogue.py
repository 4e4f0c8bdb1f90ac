"""What there is to know of a policy, for programs with screens, and a report as one page (`check --format html`).

catalogue.rules(linter)                   # every rule, on, off or not built yet
catalogue.page(linter, "pupil-full-name") # all that is to be said of one
catalogue.clauses(linter, "trust")        # every clause of a policy, and how far it is checked
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from linter import profile as profile_files
from linter.commands import Policy
from linter.commands.answers import known_of
from linter.commands.clauses import Coverage, CoveredClause, CoveredSource, covered
from linter.commands.page import page_options
from linter.commands.rule_page import ExamplePage, RulePage, all_clauses, rule_page
from linter.commands.rules import Row, all_rows
from linter.commands.wording import given, looks_at, sentence, set_by
from linter.profile import load_source
from linter.renderers import RenderOptions, render
from linter.report import Report
from linter.value import replace

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.errors import Fault
    from linter.report import PostReport
    from linter.text import Lines

__all__ = [
    "Coverage",
    "CoveredClause",
    "CoveredSource",
    "ExamplePage",
    "Row",
    "RulePage",
    "clauses",
    "given",
    "html_page",
    "looks_at",
    "page",
    "profiles",
    "rules",
    "sentence",
    "set_by",
    "waiting_clauses",
]


def rules(linter: Linter) -> tuple[Row, ...]:
    """Return every rule that is built or planned, in the order of the codes."""
    return tuple(all_rows(_policy(linter)))


@lru_cache(maxsize=256)
def page(linter: Linter, name: str) -> RulePage | None:
    """Return all that is to be said of a rule; None for one that is not built yet."""
    if name not in linter.profile.rules:
        return None
    return rule_page(name, linter.profile, linter.packs, _clauses_of(linter))


@lru_cache(maxsize=4)
def _clauses_of(linter: Linter) -> Mapping[str, tuple[str, str]]:
    return all_clauses(linter.profile, linter.packs)


def waiting_clauses(linter: Linter, name: str) -> tuple[tuple[str, str], ...]:
    """Return (full id, text) of the clauses that wait for a rule that is not built yet."""
    return tuple(
        (f"{source}/{clause.id}", clause.text)
        for source in linter.packs.names("sources")
        for clause in load_source(source, linter.packs).clauses
        if name in clause.rules
    )


def profiles(linter: Linter) -> Mapping[str, str]:
    """Return the policies that ship with postlint, with what each is."""
    return known_of(linter.packs, linter.settings.root).profiles


def clauses(linter: Linter, profile: str = "") -> tuple[CoveredSource, ...]:
    """Return the documents of a policy, by default that of the settings, each clause with how far it is checked.

    Raise SettingsError if there is no such policy.
    """
    policy = _policy(linter)
    if profile and profile != linter.profile.name:
        loaded = profile_files.load(linter.settings, linter.packs, profile)
        policy = replace(policy, profile=loaded)
    return covered(policy)


def html_page(
    judged: Iterable[tuple[Linter, tuple[PostReport, ...]]],
    failures: Iterable[Fault],
    sources: Mapping[str, Lines],
    clause_texts: Mapping[str, str],
) -> str:
    """Return posts as one page for people without a terminal, private values masked; `sources` are texts by path."""
    runs = list(judged)
    report = Report(
        ", ".join(dict.fromkeys(linter.profile.name for linter, _ in runs)),
        tuple(post for _, posts in runs for post in posts),
        tuple(failures),
    )
    cited = {clause for finding in report.findings for clause in finding.clauses}
    texts = {clause: text for clause, text in clause_texts.items() if clause in cited}
    return render("html", report, replace(RenderOptions(sources=sources, clauses=texts), **page_options(runs)))


def _policy(linter: Linter) -> Policy:
    return Policy(linter.settings, linter.packs, linter.profile)
