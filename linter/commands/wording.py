"""Words and layouts that several commands share, so that a thing is called the same everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from linter.commands.rule_page import RulePage
from linter.errors import Fault, SettingsError, did_you_mean
from linter.packs import Packs, PlannedRule
from linter.renderers.columns import visible, wrap
from linter.rule import Rule

_FIELD = re.compile(r"\{[a-z_]+\}")
# Of a word list a page shows the beginning; the whole stands in the rule's file, and in the JSON.
_MOST = 6
_LONGEST = 60


def find_rule(word: str, packs: Packs, asked: str) -> Rule | PlannedRule:
    """Return the rule that a name, a former name or a code means. Raise SettingsError with what comes near."""
    name = packs.resolve(word)
    if name:
        return packs.rules[name]
    for planned in packs.planned.values():
        if word in (planned.name, planned.code) or word.upper() == planned.code:
            return planned
    if re.fullmatch(r"[A-Za-z]{2,5}-\d+", word):
        codes = [rule.code for rule in packs.rules.values()] + [rule.code for rule in packs.planned.values()]
        near = did_you_mean(word.upper(), codes)
    else:
        near = did_you_mean(word, [*packs.rules, *packs.planned, *packs.former_names])
    raise SettingsError(Fault(asked, f"'{word}' is not a rule", near or "`postlint rules --all` lists them"))


def set_by(origin: str) -> str:
    """Return in words who set a value: the rule, a profile or the settings."""
    return {"rule": "the rule itself", "settings": "the settings"}.get(origin, f"the profile {origin}")


def sentence(text: str) -> str:
    """Return a message of a rule as it may be read before anything is found: its blanks as "…"."""
    return _FIELD.sub("…", text)


def state(page: RulePage) -> str:
    """Return in words how severe a rule is under the policy, and who said so."""
    if page.state == "off":
        return f"Off in the policy {page.policy}, set by {set_by(page.set_by)}; by itself it is {page.own_severity}."
    own = "" if page.severity == page.own_severity else f"; by itself it is {page.own_severity}"
    severity = "only some cases" if page.severity == "off" else page.severity
    return f"Severity in the policy {page.policy}: {severity}, set by {set_by(page.set_by)}{own}."


def looks_at(page: RulePage) -> str:
    """Return in words which posts a rule looks at."""
    accounts = f"on {listed(page.accounts, 'or')} accounts" if page.accounts else ""
    platforms = f"for {listed(page.platforms, 'or')}" if page.platforms else ""
    return f"It looks only at posts {' '.join(filter(None, (accounts, platforms)))}."


def silencing(page: RulePage) -> str:
    """Return in words whether a rule may be silenced; `suppression` shows how."""
    hidden = " What it finds is never printed." if page.private else ""
    if not page.silenceable:
        return f"No. It can be neither suppressed in a draft nor waived, nor switched off.{hidden}"
    but = f" Not in these cases: {listed(page.never, 'and')}." if page.never else ""
    return f"Yes, in the draft, with a reason.{but}{hidden}"


def suppression(page: RulePage) -> str:
    """Return what an author writes into a draft to let a rule pass; "" if it never may."""
    return f"<!-- postlint: allow {page.name} -- the reason -->" if page.silenceable else ""


def value(data: Any, most: int = _MOST, longest: int = _LONGEST) -> str:
    """Return plain data as TOML would write it; of a long list the first few, of a long text the beginning."""
    if isinstance(data, list):
        items = [value(item, most, longest) for item in data[:most]]
        if len(data) > most:
            items.append(f"… and {len(data) - most} more")
        return f"[{', '.join(items)}]"
    if isinstance(data, dict):
        inside = ", ".join(f"{key} = {value(item, most, longest)}" for key, item in data.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(data, str) and len(data) > longest:
        data = f"{data[: longest - 1]}…"
    return json.dumps(data, ensure_ascii=False)


def flat(name: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value) of an option, table by table, without those that are left empty."""
    if isinstance(data, dict) and data:
        for key, item in data.items():
            yield from flat(f"{name}.{key}", item)
    elif data not in ([], {}, ""):
        yield name, data


def given(fields: Any) -> str:
    """Return the other fields of an example in words: "account: main; platforms: x, facebook"."""
    return "; ".join(f"{key}: {item if isinstance(item, str) else value(item)}" for key, item in fields.items())


def heading(title: str, lines: Iterable[str]) -> list[str]:
    """Return a headed block with a blank line above; nothing if it has no lines."""
    body = list(lines)
    return ["", title, *body] if body else []


def paragraph(text: str, columns: int, indent: str = "  ") -> list[str]:
    """Return a text wrapped and indented."""
    return wrap(visible(text), columns, first=indent, rest=indent)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def as_json(data: Any) -> str:
    """Return data as one JSON object and a line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_page(lines: Iterable[str]) -> str:
    """Return lines as a text without trailing spaces and with one line end."""
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n")).strip("\n") + "\n"
