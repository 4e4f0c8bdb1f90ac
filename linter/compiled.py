"""postlint's own rules as they were read once, kept in the cache: to read a hundred files takes longer than to judge.

What is kept follows from the contents of the rule files and of the code alone, so it is never stale, and it holds
nothing about any post: it is used even where results are not to be. Whatever is wrong with it, the files are read.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter import packs
from linter.cache.inputs import Unsettled, tree_digest
from linter.cache.seal import digest
from linter.evidence.screen import Screen
from linter.routes import Compiled, Routes, routes_of
from linter.rule import Case, Deferred, Rule, Setting, When
from linter.value import described_fields

if TYPE_CHECKING:
    from linter.cache import DiskStore

FORMAT = "4"
_PLAIN = tuple(name for name in described_fields(Rule) if name not in ("detect", "path", "when", "cases"))
_DAY = "$day"
_LISTS = ("clauses", "formerly")


def load(store: DiskStore) -> Compiled | None:
    """Return what was kept of the rules as they are now; None if nothing was, or nothing sound."""
    try:
        folder = packs.own_folder()
        data = store.get(_key(store, folder))
        if data is None:
            return None
        head, *options = data.decode().split("\n")
        kept = json.loads(head)
        rules = {row["name"]: _rule(folder, line, **row) for row, line in zip(kept["rules"], options, strict=True)}
        lengths = {head: tuple(found) for head, found in kept["lengths"].items()}
        screens = {name: Screen(*made) for name, made in kept["screens"].items()}
        routes = Routes(kept["bits"], kept["words"], kept["stems"], lengths, kept["beside"], kept["needs"], screens)
        return Compiled(rules, routes)
    except (Unsettled, OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(store: DiskStore, known: packs.Packs) -> None:
    """Keep the rules of postlint's own pack."""
    try:
        folder = packs.own_folder()
        key = _key(store, folder)
        rules = [rule for rule in known.rules.values() if Path(rule.path).is_relative_to(folder)]
        routes = routes_of(rules)
        kept: dict[str, Any] = {"rules": [_row(rule, folder) for rule in rules]}
        kept |= {name: getattr(routes, name) for name in ("bits", "words", "stems", "lengths", "beside", "needs")}
        kept["screens"] = {name: screen.as_data() for name, screen in routes.screens.items()}
        # A line for all but the options, and one for those of each rule: few of them are read for a post.
        lines = [kept, *(packs.detection(Path(rule.path)) for rule in rules)]
        data = "\n".join(json.dumps(line, separators=(",", ":"), default=_plain) for line in lines).encode()
    except (Unsettled, OSError, ValueError, TypeError):
        return
    store.put(key, data)


def _key(store: DiskStore, folder: Path) -> str:
    """Return a digest of the rules and of the code that reads them."""
    code = Path(__file__).parent
    return digest("rules", FORMAT, str(folder), tree_digest(store, str(folder)), tree_digest(store, str(code)))


def _plain(value: object) -> dict[str, str]:
    """Return a day as plain data: TOML knows days, JSON does not."""
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(type(value).__name__)


def _dated(data: dict[str, Any]) -> Any:
    return date.fromisoformat(data[_DAY]) if len(data) == 1 and _DAY in data else data


def _row(rule: Rule, folder: Path) -> dict[str, Any]:
    """Return a rule as plain data, but for its options."""
    plain = {name: getattr(rule, name) for name in _PLAIN}
    when = [rule.when.account, rule.when.platforms]
    cases = {
        name: [case.message, case.fix, case.severity, case.clauses, case.silenceable]
        for name, case in rule.cases.items()
    }
    inside = Path(rule.path).relative_to(folder).as_posix()
    return {**plain, "when": when, "cases": cases, "inside": inside}


def _rule(
    folder: Path, options: str, *, when: list[list[Any]], cases: dict[str, list[Any]], inside: str, **plain: Any
) -> Rule:
    path = folder / inside
    plain |= {name: tuple(plain[name]) for name in _LISTS}
    return Rule(
        **plain,
        when=When(*map(tuple, when)),
        cases={name: _case(*told) for name, told in cases.items()},
        detect=Deferred(partial(_options, options, path)),
        path=str(path),
    )


def _options(line: str, path: Path) -> Any:
    """Return the options of a rule, which stay as its file writes them until a post needs them."""
    return packs.own_options(json.loads(line, object_hook=_dated), path, line)


def _case(
    message: str | None, fix: str | None, severity: Setting | None, clauses: list[str] | None, silenceable: bool | None
) -> Case:
    return Case(message, fix, severity, None if clauses is None else tuple(clauses), silenceable)
