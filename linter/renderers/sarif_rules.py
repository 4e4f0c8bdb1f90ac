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
    summary, why, fix = (_BLANK.sub("…", text.strip()) for text in (rule.summary, rule.why, rule.fix))
    more = f"postlint explain {rule.name}"
    plain = f"{summary}\n\nWhy: {why}\n\nWhat to do: {fix}\n\nMore: {more}"
    marked = f"{_plain(summary)}\n\n**Why:** {_plain(why)}\n\n**What to do:** {_plain(fix)}\n\n**More:** `{more}`"
    data: dict[str, Any] = {
        "id": rule.name,
        "name": _title(rule.name),
        "shortDescription": {"text": escaped(summary)},
        "fullDescription": {"text": escaped(why)},
        "help": {"text": escaped(plain), "markdown": _braces(marked)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "code": rule.code,
            "since": rule.since,
            "clauses": list(rule.clauses),
            "tags": [rule.topic, *_tags(rule.code)],
        },
    }
    if rule.formerly:
        data["deprecatedIds"] = list(rule.formerly)
    return data


def bare_data(name: str, code: str) -> dict[str, Any]:
    """Return a rule of which only the name is known, with what code scanning insists on."""
    more = {"text": f"postlint explain {name}"}
    words = {"text": name.replace("-", " ").capitalize()}
    about = {"shortDescription": words, "fullDescription": more, "help": more}
    return {"id": name, "name": _title(name), **about, "properties": {"code": code, "tags": _tags(code)}}


def escaped(text: str) -> str:
    """Return a text as a plain message (3.11): braces would be blanks in it, and "[…](…)" a link."""
    return _braces(text.replace("](", "] ("))


def _title(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))


def _tags(code: str) -> list[str]:
    """Return the family of a rule, such as "PUP", and its code."""
    return [code.partition("-")[0], code]


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
