"""What the files of a pack may hold, read from the dataclasses that read them: for the reference."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from linter.checks import CHECKS
from linter.commands.markdown_text import code, table, text
from linter.commands.wording import listed

_WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    datetime: "date and time",
    object: "anything",
    Any: "anything",
}


def keys_table(cls: type) -> list[str]:
    """Return the keys that a dataclass reads as a table: key, what it holds, what it is if left out."""
    hints = get_type_hints(cls)
    rows = [
        (code(item.metadata.get("key", item.name)), text(type_words(hints[item.name])), _default(item))
        for item in dataclasses.fields(cls)
        if not item.metadata.get("derived")
    ]
    return table(("key", "holds", "if left out"), rows)


def nested(cls: type) -> Iterator[type]:
    """Yield the dataclasses that the keys of a dataclass hold, each once, in the order of the keys."""
    seen: list[type] = []

    def walk(kind: Any) -> None:
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            if kind not in seen:
                seen.append(kind)
                if _kind_of(kind):
                    return
                for hint in get_type_hints(kind).values():
                    walk(hint)
            return
        for argument in get_args(kind):
            walk(argument)

    for hint in get_type_hints(cls).values():
        walk(hint)
    yield from (kind for kind in seen if kind is not cls and not _kind_of(kind))


def type_words(kind: Any) -> str:
    """Return in words what a type of a dataclass lets a file hold."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return f"one of {', '.join(map(str, arguments))}"
    if origin in (Union, types.UnionType):
        return listed([type_words(each) for each in arguments if each is not type(None)], "or")
    if origin is tuple:
        return f"list of {type_words(arguments[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"table of {type_words(arguments[1])}"
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        own = _kind_of(kind)
        return f"table with the options of kind {own}" if own else f"table {kind.__name__}"
    return _WORDS.get(kind, getattr(kind, "__name__", "anything"))


def docstring(thing: Any) -> list[str]:
    """Return the docstring of a thing as paragraphs of Markdown; indented lines become code."""
    lines: list[str] = []
    inside = False
    for line in (inspect.getdoc(thing) or "").split("\n"):
        if line.startswith("    ") != inside and (line.strip() or inside):
            lines.append("```" if inside else "```text")
            inside = not inside
        lines.append(line.removeprefix("    ") if inside else line)
    return [*lines, "```"] if inside else lines


def _kind_of(cls: type) -> str:
    """Return the kind of check whose options a dataclass is, if it is that."""
    if cls.__name__ != "Options":
        return ""
    return next((name for name, module in CHECKS.items() if module == cls.__module__), "")


def _default(item: dataclasses.Field[Any]) -> str:
    if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
        return "**must be given**"
    value = item.default if item.default is not dataclasses.MISSING else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) or (isinstance(value, str) and value):
        return code(str(value))
    if isinstance(value, tuple) and value:
        return code(", ".join(map(str, value)))
    return "nothing"
