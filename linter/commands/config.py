"""`postlint config`: the effective settings, each value with where it came from.

Files with people's data are named and never opened.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from linter.commands import Policy, Result, add_format, load_policy
from linter.commands.rule_page import option_keys, plain
from linter.commands.wording import as_json, as_page
from linter.commands.wording import value as toml
from linter.profile import ActiveRule
from linter.renderers.columns import visible
from linter.settings import Settings, read_toml
from linter.value import frozen

_PRIVATE = "private, never shown"
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ALL = 10_000
# Of a word list that a profile changes, so many are shown; the JSON has all.
_MOST = 12
# The column in which the origins stand, if the values leave room.
_COMMENT = 48


@frozen
class Value:
    """One effective value: its dotted key as a path, and where it came from."""

    key: tuple[str, ...]
    value: Any
    origin: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `config`."""
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> Result:
    """Return the effective settings."""
    policy = load_policy(args)
    values = [*_settings(policy.settings, args.policy), *_rules(policy)]
    if args.format == "json":
        return Result(as_json(_data(policy, values)))
    return Result(as_page(_text(policy, values)))


def _settings(settings: Settings, asked: str | None) -> Iterator[Value]:
    """Yield every setting but the rules'."""
    written = _written(settings)
    file = Path(settings.source).name if settings.source else ""
    for key, attribute in option_keys(settings):
        if key in ("rules", "root", "source"):
            continue
        data = plain(getattr(settings, attribute))
        if key == "policy" and asked:
            yield Value((key,), asked, "command line")
        elif isinstance(data, dict):
            yield from _table((key,), data, written.get(key), file)
        else:
            yield Value((key,), data, file if key in written else "default")


def _table(path: tuple[str, ...], data: Mapping[str, Any], written: object, file: str) -> Iterator[Value]:
    known = written if isinstance(written, Mapping) else {}
    for key, item in data.items():
        if isinstance(item, dict):
            yield from _table((*path, key), item, known.get(key), file)
        else:
            origin = file if key in known else "default"
            yield Value((*path, key), item, f"{origin}; {_PRIVATE}" if path == ("people",) and item else origin)


def _written(settings: Settings) -> Mapping[str, Any]:
    """Return what the settings file itself says."""
    if not settings.source:
        return {}
    path = Path(settings.source)
    data = read_toml(path)
    if path.name != "pyproject.toml":
        return data
    table = data.get("tool", {}).get("postlint", {})
    return table if isinstance(table, Mapping) else {}


def _rules(policy: Policy) -> Iterator[Value]:
    """Yield the severity of every rule and of its cases, and the options that were changed."""
    for name, active in sorted(policy.profile.rules.items(), key=lambda item: item[1].rule.code):
        yield Value(("rules", name, "severity"), active.severity, _origin(active, "severity", policy))
        for key, attribute in option_keys(active.options):
            if f"options.{key}" in active.origins:
                value = plain(getattr(active.options, attribute))
                yield Value(("rules", name, "options", key), value, _origin(active, f"options.{key}", policy))
        for case, severity in active.cases.items():
            yield Value(("rules", name, "cases", case, "severity"), severity, _origin(active, f"cases.{case}", policy))


def _origin(active: ActiveRule, key: str, policy: Policy) -> str:
    by = active.origins.get(key, "rule")
    if by == "settings":
        return Path(policy.settings.source).name if policy.settings.source else "settings"
    return "the rule" if by == "rule" else f"profile {by}"


def _data(policy: Policy, values: list[Value]) -> dict[str, Any]:
    return {
        "schema": "postlint/config/1",
        "settings_file": policy.settings.source or None,
        "profiles": list(policy.profile.chain),
        "packs": [str(folder) for folder in policy.packs.folders],
        "values": [{"key": list(item.key), "value": item.value, "from": item.origin} for item in values],
    }


def _text(policy: Policy, values: list[Value]) -> Iterator[str]:
    yield f"# Settings file: {visible(policy.settings.source) or 'none; these are the defaults'}"
    yield f"# Profiles, the general one first: {', '.join(policy.profile.chain)}"
    for folder in policy.packs.folders:
        yield f"# Rules from: {visible(str(folder))}"
    yield ""
    table: tuple[str, ...] = ()
    # What stands in no table comes first, as TOML wants it.
    for item in sorted(values, key=lambda item: len(item.key) > 1 or _is_tables(item.value)):
        if len(item.key) == 1 and _is_tables(item.value):
            for entry in item.value:
                yield f"\n[[{_key(item.key[0])}]]"
                yield from (_line(key, value, item.origin) for key, value in entry.items())
            continue
        if item.key[:-1] != table:
            table = item.key[:-1]
            yield f"\n[{'.'.join(map(_key, table))}]"
        yield _line(item.key[-1], item.value, item.origin, most=_MOST if "options" in item.key else _ALL)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _line(key: str, value: Any, origin: str, *, most: int = _ALL) -> str:
    line = f"{_key(key)} = {visible(toml(value, most, _ALL))}"
    return f"{line:<{_COMMENT}}  # {origin}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else toml(key, _ALL, _ALL)
