"""The rules in a SARIF log: what each asks, why, and what to do (section 3.49 of the standard)."""

from __future__ import annotations

import re
from typing import Any

from linter.rule import Rule, Severity

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
# What a rule leaves open until something is found.
_BLANK = re.compile(r"\{[a-z_]+\}")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def rule_data(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data, with the words of its file."""
    family = rule.code.partition("-")[0]
    summary, why, fix = (_BLANK.sub("…", text.strip()) for text in (rule.summary, rule.why, rule.fix))
    more = f"postlint explain {rule.name}"
    plain = f"{summary}\n\nWhy: {why}\n\nWhat to do: {fix}\n\nMore: {more}"
    marked = f"{_plain(summary)}\n\n**Why:** {_plain(why)}\n\n**What to do:** {_plain(fix)}\n\n**More:** `{more}`"
    data: dict[str, Any] = {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": escaped(summary)},
        "fullDescription": {"text": escaped(why)},
        "help": {"text": escaped(plain), "markdown": _braces(marked)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "code": rule.code,
            "since": rule.since,
            "clauses": list(rule.clauses),
            "tags": [*dict.fromkeys((rule.topic, family, rule.code))],
        },
    }
    if rule.formerly:
        data["deprecatedIds"] = list(rule.formerly)
    return data


def escaped(text: str) -> str:
    """Return a text as a plain message (3.11): braces would be blanks in it, and "[…](…)" a link."""
    return _braces(text.replace("](", "] ("))


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
