"""How values are written in YAML and JSON, as near to what stood there as they allow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

_START = re.compile(r"[^\W_]|[_(£€./+]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_MARKS = re.compile(r":(?=\s|\Z)|\s#")
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_NEVER_BARE = frozenset({"", "~", "null", "true", "false"})
# What a reader of YAML refuses or folds when it stands there as it is.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?")
STEP = "  "


def simple(value: object) -> Any:
    """Return a value as plain data: texts, numbers, flags, lists and tables, without what is None."""
    if isinstance(value, Mapping):
        return {str(key): simple(item) for key, item in value.items() if item is not None}
    if isinstance(value, date):
        return moment(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [simple(item) for item in value]
    return value


def moment(value: date) -> str:
    """Return a date, or a date and time, as drafts have it: 2026-11-23T09:00."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")


def quoted(text: str, *, ascii_only: bool = False) -> str:
    """Return a text in double quotes, as JSON has it; YAML reads it too."""
    written = json.dumps(text, ensure_ascii=ascii_only)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def bare(value: object, *, in_flow: bool) -> str:
    """Return a scalar of YAML on one line, without quotes where no reader could take it for something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    text = str(value)
    if not isinstance(value, str) or _may_be_bare(text, in_flow=in_flow):
        return text
    return quoted(text)


def scalar(value: object, style: str, indent: str, eol: str, *, in_flow: bool = False) -> str:
    """Return a scalar of YAML in the style of the one whose place it takes; `indent` is that of its key."""
    if isinstance(value, str):
        if style == '"':
            return quoted(value)
        if style == "'" and not _CONTROL.search(value):
            return "'" + value.replace("'", "''") + "'"
        if (style in ("|", ">") or "\n" in value) and not in_flow and _may_be_block(value):
            return _block(value, ">" if style == ">" and "\n" not in value.rstrip("\n") else "|", indent, eol)
    return bare(value, in_flow=in_flow)


@cache
def _resolver() -> Any:
    import yaml

    return yaml.resolver.Resolver()


def _may_be_bare(text: str, *, in_flow: bool) -> bool:
    if text in _NEVER_BARE or text != text.strip() or not _START.match(text):
        return False
    if _CONTROL.search(text) or _MARKS.search(text):
        return False
    if in_flow and any(sign in text for sign in ",[]{}"):
        return False
    if _MOMENT.fullmatch(text):
        return True
    import yaml

    # To us all of these are texts; to the next program that reads the file, `no` is false and 0123 a number.
    return bool(_resolver().resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


def _may_be_block(text: str) -> bool:
    # The first line tells the indent, so it must not begin with a blank.
    return bool(text) and text[0] not in " \t\n" and not _CONTROL.search(text.replace("\n", "").replace("\t", ""))


def _block(text: str, sign: str, indent: str, eol: str) -> str:
    kept = text.rstrip("\n")
    ends = len(text) - len(kept)
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    lines = [f"{indent}{STEP}{line}" if line else "" for line in kept.split("\n")]
    return eol.join([f"{sign}{chomp}", *lines]) + eol * max(ends - 1, 0)


def key(name: str) -> str:
    """Return a key of YAML; to some readers `on` is true, but the keys of drafts are written as they are known."""
    return name if _NAME.fullmatch(name) else bare(name, in_flow=True)


def flow(value: Any) -> str:
    """Return a value of YAML in brackets, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return bare(value, in_flow=True)


def after_colon(value: Any, indent: str, eol: str, style: str = "") -> str:
    """Return what follows "key:" in block YAML, with the blank or the line end before it."""
    if isinstance(value, Mapping) and value:
        inner = indent + STEP
        return "".join(f"{eol}{inner}{key(name)}:{after_colon(item, inner, eol)}" for name, item in value.items())
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        inner = indent + STEP
        return "".join(f"{eol}{inner}- {item_text(item, inner, eol)}" for item in value)
    if isinstance(value, Mapping | list):
        return " " + flow(value)
    return " " + scalar(value, style, indent, eol)


def item_text(value: Any, indent: str, eol: str) -> str:
    """Return what follows the dash of an item of a block list; `indent` is that of the dash."""
    if isinstance(value, Mapping) and value:
        inner = indent + STEP
        lines = [f"{key(name)}:{after_colon(item, inner, eol)}" for name, item in value.items()]
        return f"{eol}{inner}".join(lines)
    return flow(value) if isinstance(value, Mapping | list) else scalar(value, "", indent, eol)
