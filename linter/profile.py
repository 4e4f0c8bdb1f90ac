"""Profiles: a school's policy. It selects the rules, says how severe each is, and cites its clauses.

A profile is one TOML file. It may extend another, name documents (`sources`) whose clauses its findings cite, and
write clauses of its own that point at rules. Profiles and settings only ever change severity and options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from linter.approval_options import BINDS
from linter.errors import Fault, RuleError, SettingsError, did_you_mean, shown
from linter.packs import Packs
from linter.rule import Deferred, Rule, Setting, Severity
from linter.settings import RuleOverride, Settings, read_file
from linter.shape import keys, read
from linter.value import field, frozen

CheckMark = Literal["field", "heuristic", "attestation", "none"]


@frozen
class Clause:
    """A numbered part of a policy. `rules` serve it; `reason` says why no draft can show the rest of it."""

    id: str
    text: str
    check: tuple[CheckMark, ...] = ("heuristic",)
    inputs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    reason: str = ""
    violating: str = ""
    near_miss: str = ""


@frozen
class Source:
    """A cited document and its clauses."""

    title: str
    publisher: str = ""
    version: str = ""
    note: str = ""
    clauses: tuple[Clause, ...] = ()


@frozen
class ProfileFile:
    """A profile as its file writes it."""

    summary: str = ""
    extends: str = ""
    sources: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    rules: Mapping[str, RuleOverride] = field(default_factory=dict)


@frozen
class ActiveRule:
    """A rule as it applies here: its severity, that of each case, its options, and who changed what.

    `origin` is who changed it last: "rule", a profile's name, or "settings". `origins` says the same of each value
    that is not the rule's own: "severity", "cases.NAME", "options.KEY".
    """

    rule: Rule
    severity: Setting
    cases: Mapping[str, Setting]
    changed: Any
    clauses: tuple[str, ...]
    origin: str
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> Any:
        """Return the options in force: those that the profile or the settings changed, else the rule's own."""
        if self.changed is None:
            return self.rule.options
        return self.changed.made if isinstance(self.changed, Deferred) else self.changed

    def severity_of(self, case: str) -> Setting:
        """Return the severity of a case, or that of the rule if the case has none of its own."""
        return self.cases.get(case, self.severity)

    def clauses_of(self, case: str) -> tuple[str, ...]:
        """Return the clauses that a finding cites: those of its case and the school's own; if none, all of the rule."""
        named = self.rule.cases[case].clauses if case in self.rule.cases else None
        if named is None:
            return self.clauses
        fitting = tuple(clause for clause in self.clauses if clause in named or clause not in self.rule.clauses)
        return fitting or self.clauses

    @property
    def is_on(self) -> bool:
        """Say whether any case of the rule can be reported."""
        return self.severity != "off" or any(value != "off" for value in self.cases.values())


@frozen
class Profile:
    """A policy resolved: its chain of files, from the most general to the school's own, and every rule's state."""

    name: str
    chain: tuple[str, ...]
    summary: str
    sources: tuple[str, ...]
    own: Source | None
    rules: Mapping[str, ActiveRule]

    @property
    def binds(self) -> tuple[str, ...]:
        """Return what an approval is bound to under this policy, of `linter.approvals.ASPECTS`."""
        rule = self.rules.get("missing-approval")
        return tuple(getattr(rule.options, "binds", BINDS)) if rule else BINDS

    def active(self) -> tuple[ActiveRule, ...]:
        """Return the rules that are on, in the order of their codes."""
        return tuple(sorted((r for r in self.rules.values() if r.is_on), key=lambda r: (r.rule.code, r.rule.name)))


def load(settings: Settings, packs: Packs, policy: str | None = None) -> Profile:
    """Resolve the policy of the settings (or `policy`). Raise SettingsError or RuleError naming every fault."""
    name = policy or settings.policy
    files = _chain(name, settings, packs)
    faults: list[Fault] = []
    layers = [(label, path, file.rules) for label, path, file in files]
    layers.append(("settings", _source(settings), settings.rules))
    for _, path, overrides in layers:
        faults.extend(_check_overrides(path, overrides, packs))
    own_clauses = tuple(clause for _, _, file in files for clause in file.clauses)
    for _, path, file in files:
        for source in file.sources:
            if packs.find("sources", source) is None:
                near = did_you_mean(source, packs.names("sources"))
                faults.append(Fault(path, f"'{source}' is not a known source", near, "sources"))
        for clause in file.clauses:
            for rule in clause.rules:
                if packs.resolve(rule) is None and rule not in packs.planned:
                    near = did_you_mean(rule, packs.rules)
                    faults.append(Fault(path, f"'{rule}' is not a rule", near, f"clauses.{clause.id}.rules"))
    if faults:
        raise SettingsError(faults)
    sources = next((file.sources for _, _, file in reversed(files) if file.sources), ())
    label = files[-1][0]
    cited = _cited(label, own_clauses, packs)
    shipped = frozenset(shown(path) for path in (packs.folders[0] / "profiles").glob("*.toml"))
    try:
        rules = {rule.name: _activate(rule, layers, sources, cited, shipped) for rule in packs.rules.values()}
    except _OptionError as problem:
        raise SettingsError(problem.faults) from problem
    own = Source(title=files[-1][2].summary or label, clauses=own_clauses) if own_clauses else None
    return Profile(label, tuple(label for label, _, _ in files), files[-1][2].summary, sources, own, rules)


def _source(settings: Settings) -> str:
    return shown(Path(settings.source)) if settings.source else "settings"


class _OptionError(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__()


def _chain(name: str, settings: Settings, packs: Packs) -> list[tuple[str, str, ProfileFile]]:
    """Return (label, path, file) from the most general profile to the named one."""
    chain: list[tuple[str, str, ProfileFile]] = []
    base, asked_in, key = settings.root, _source(settings), "policy"
    while name:
        is_path = name.endswith(".toml") or "/" in name or "\\" in name
        path = base / name if is_path else packs.find("profiles", name)
        if path is None or not path.is_file():
            near = "" if is_path else did_you_mean(name, packs.names("profiles"))
            what = f"'{name}' is not {'a file' if is_path else 'a profile'}"
            raise SettingsError(Fault(asked_in, what, near or "a profile, or the path of one of your own", key))
        label = path.stem
        if any(shown(path) == seen for _, seen, _ in chain):
            raise SettingsError(Fault(shown(path), "extends itself in a circle", "", "extends"))
        file = read_file(ProfileFile, path, SettingsError)
        chain.insert(0, (label, shown(path), file))
        base, asked_in, key, name = path.parent, shown(path), "extends", file.extends
    return chain


def _check_overrides(path: str, overrides: Mapping[str, RuleOverride], packs: Packs) -> Iterable[Fault]:
    for name, override in overrides.items():
        key = f"rules.{name}"
        rule = packs.rules.get(name)
        if rule is None:
            if name in packs.planned:
                if override.options or override.cases:
                    yield Fault(path, "is not built yet, so only its severity can be set", "", key)
                continue
            now = packs.resolve(name)
            near = f"write '{now}'" if now else did_you_mean(name, [*packs.rules, *packs.planned])
            yield Fault(path, "is not a rule", near, key)
            continue
        for case in override.cases:
            if case not in rule.cases:
                yield Fault(path, "is not a case of the rule", did_you_mean(case, rule.cases), f"{key}.cases.{case}")
        if not rule.silenceable and (
            override.severity == "off" or any(c.severity == "off" for c in override.cases.values())
        ):
            yield Fault(path, "can never be switched off", "a child or an account is at stake: put the post right", key)


def _activate(
    rule: Rule,
    layers: list[tuple[str, str, Mapping[str, RuleOverride]]],
    sources: tuple[str, ...],
    cited: Mapping[str, tuple[str, ...]],
    shipped: frozenset[str],
) -> ActiveRule:
    severity: Setting = rule.severity
    cases: dict[str, Setting] = {n: c.severity for n, c in rule.cases.items() if c.severity is not None}
    options: Any = None
    origin = "rule"
    origins: dict[str, str] = {}
    for label, path, overrides in layers:
        override = overrides.get(rule.name)
        if override is None:
            continue
        origin = label
        if override.severity is not None:
            severity, origins["severity"] = override.severity, label
            if severity == "off":
                cases = {}
                origins = {key: by for key, by in origins.items() if not key.startswith("cases.")}
        origins.update((f"cases.{n}", label) for n, c in override.cases.items() if c.severity is not None)
        origins.update((f"options.{key}", label) for key in override.options)
        cases.update((n, c.severity) for n, c in override.cases.items() if c.severity is not None)
        if override.options:
            make = partial(_override, options, override.options, path, rule)
            # What our own profiles change is known to be right (the tests read it), and waits until a post needs it.
            options = Deferred(make) if path in shipped else make()
    own = tuple(clause for clause in rule.clauses if clause.partition("/")[0] in sources)
    return ActiveRule(rule, severity, cases, options, (*cited.get(rule.name, ()), *own), origin, origins)


def _override(before: Any, changes: Mapping[str, Any], path: str, rule: Rule) -> Any:
    """Return options with some keys changed, validated as the rule's own file is. `before` None: the rule's own."""
    options = rule.options if before is None else before.made if isinstance(before, Deferred) else before
    faults: list[Fault] = []
    key = f"rules.{rule.name}.options"

    def complain(at: str, what: str, hint: str) -> None:
        faults.append(Fault(path, what, hint, at))

    # Missing required keys are not a fault here: they come from the rule.
    known = keys(type(options))
    for name in changes:
        if name not in known:
            complain(f"{key}.{name}", "is not an option of the rule", did_you_mean(name, known))
    if not faults:
        merged = {at: getattr(options, attribute) for at, attribute in known.items()} | dict(changes)
        changed = read(type(options), merged, complain, key)
        if changed is not None:
            try:
                changed.validate()
            except ValueError as error:
                complain(key, str(error), "")
            else:
                return changed
    raise _OptionError(faults)


def _cited(label: str, clauses: Iterable[Clause], packs: Packs) -> Mapping[str, tuple[str, ...]]:
    """Return rule name → the school's own clauses that point at it."""
    found: dict[str, list[str]] = {}
    for clause in clauses:
        for word in clause.rules:
            name = packs.resolve(word)
            if name:
                found.setdefault(name, []).append(f"{label}/{clause.id}")
    return {name: tuple(ids) for name, ids in found.items()}


def load_source(name: str, packs: Packs) -> Source:
    """Read a cited document by name. Raise RuleError naming every fault."""
    path = packs.find("sources", name)
    if path is None:
        raise RuleError(Fault(name, "is not a known source", did_you_mean(name, packs.names("sources"))))
    return read_source(path)


def read_source(path: Path) -> Source:
    """Read a source file."""
    return read_file(Source, path, RuleError)


def reported(setting: Setting) -> Severity | None:
    """Return the severity to report, or None for off."""
    return None if setting == "off" else setting
