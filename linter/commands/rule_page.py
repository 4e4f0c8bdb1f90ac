"""All that is to be said of one rule under one policy: the page that `explain` and `reference` show."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from linter.packs import Packs
from linter.profile import ActiveRule, Profile, load_source
from linter.rule import SEVERITIES, Example, Setting
from linter.value import frozen

State = Literal["on", "off", "not built yet"]


@frozen
class CitedClause:
    """A clause that asks for a rule. `here` says that it belongs to the policy in force."""

    id: str
    text: str
    school: str
    here: bool


@frozen
class CasePage:
    """One case of a rule, its words those of the rule where it has none of its own."""

    name: str
    severity: Setting
    set_by: str
    message: str
    fix: str


@frozen
class OptionPage:
    """One option: its value here, as plain data, and who set it."""

    name: str
    value: Any
    set_by: str


@frozen
class ExamplePage:
    """An example; `given` are the other fields of its draft and what else surrounds it."""

    post: str
    why: str
    case: str
    given: Mapping[str, Any]


@frozen
class RulePage:
    """A rule as it stands under a policy. `severity` is that of the policy, `own_severity` that of the rule's file."""

    name: str
    code: str
    topic: str
    policy: str
    state: State
    severity: Setting
    own_severity: Setting
    set_by: str
    summary: str
    message: str
    why: str
    fix: str
    since: str
    formerly: tuple[str, ...]
    silenceable: bool
    never: tuple[str, ...]
    private: bool
    accounts: tuple[str, ...]
    platforms: tuple[str, ...]
    clauses: tuple[CitedClause, ...]
    cases: tuple[CasePage, ...]
    kind: str
    options: tuple[OptionPage, ...]
    bad: tuple[ExamplePage, ...]
    good: tuple[ExamplePage, ...]


def rule_page(name: str, profile: Profile, packs: Packs, clauses: Mapping[str, tuple[str, str]]) -> RulePage:
    """Return the page of a rule that is built; `clauses` are those of `all_clauses`."""
    active = profile.rules[name]
    rule = active.rule
    bad, good = packs.examples(name)
    here = set(active.clauses)
    return RulePage(
        name=name,
        code=rule.code,
        topic=rule.topic,
        policy=profile.name,
        state="on" if active.is_on else "off",
        severity=active.severity,
        own_severity=rule.severity,
        set_by=_set_by(active, "severity"),
        summary=rule.summary,
        message=rule.message,
        why=rule.why,
        fix=rule.fix,
        since=rule.since,
        formerly=rule.formerly,
        silenceable=rule.silenceable,
        never=tuple(name for name in rule.cases if rule.silenceable and not rule.may_pass(name)),
        private=rule.private,
        accounts=rule.when.account,
        platforms=rule.when.platforms,
        clauses=tuple(
            CitedClause(clause, *clauses.get(clause, ("", "")), here=clause in here)
            for clause in dict.fromkeys((*active.clauses, *rule.clauses))
        ),
        cases=tuple(
            CasePage(
                case,
                active.severity_of(case),
                _set_by(active, f"cases.{case}", own=words.severity is not None and case in active.cases),
                words.message or rule.message,
                words.fix or rule.fix,
            )
            for case, words in rule.cases.items()
        ),
        kind=rule.kind,
        options=tuple(
            OptionPage(key, plain(getattr(active.options, attribute)), active.origins.get(f"options.{key}", "rule"))
            for key, attribute in option_keys(active.options)
        ),
        bad=tuple(map(_example, bad)),
        good=tuple(map(_example, good)),
    )


def all_clauses(profile: Profile, packs: Packs) -> dict[str, tuple[str, str]]:
    """Return full id → (plain text, school) of every clause that is known, the profile's own among them."""
    found: dict[str, tuple[str, str]] = {}
    for name in packs.names("sources"):
        source = load_source(name, packs)
        for clause in source.clauses:
            found[f"{name}/{clause.id}"] = (clause.text, source.publisher or source.title)
    for clause in profile.own.clauses if profile.own else ():
        found[f"{profile.name}/{clause.id}"] = (clause.text, profile.name)
    return found


def worst_severity(active: ActiveRule) -> Setting:
    """Return the highest severity that a rule can report under a policy; "off" if it reports nothing."""
    possible: Iterable[Setting] = (active.severity, *active.cases.values())
    return min((s for s in possible if s != "off"), key=SEVERITIES.index, default="off")


def option_keys(options: Any) -> list[tuple[str, str]]:
    """Return (key in the file, attribute) of every option of a kind."""
    return [(field.metadata.get("key", field.name), field.name) for field in dataclasses.fields(options)]


def plain(value: Any) -> Any:
    """Return a value of options or settings as plain data, as TOML and JSON can say it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key: plain(getattr(value, attribute)) for key, attribute in option_keys(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _set_by(active: ActiveRule, key: str, *, own: bool = False) -> str:
    """Return who set a severity; a case that nobody set has that of the rule."""
    if key in active.origins:
        return active.origins[key]
    return "rule" if own else active.origins.get("severity", "rule")


def _example(example: Example) -> ExamplePage:
    given = {key: plain(value) for key, value in example.draft.items()}
    for key in ("profile", "today", "settings"):
        if getattr(example, key):
            given[key] = plain(getattr(example, key))
    return ExamplePage(example.post, example.why, example.case, given)
