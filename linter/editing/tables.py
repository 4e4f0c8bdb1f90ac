"""Set, add and take out single values of YAML and JSON; all else keeps its place, comments and blanks among it.

Each function takes a text with a node of it, and returns the new text. The spans of other nodes are stale then.
"""

from __future__ import annotations

import json
import re
from typing import Any

from linter.editing import scalars
from linter.editing.nodes import Node, Pair
from linter.value import frozen

_COMMA_AFTER = re.compile(r"[ \t\r\n]*,[ \t]*(?:\r\n|\n|\r)?")
_COMMA_BEFORE = re.compile(r",[ \t\r\n]*\Z")
_BETWEEN = re.compile(r"\s*,\s*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_COLON = re.compile(r"[ \t]*:")
_BLANKS = re.compile(r"[ \t]*")


@frozen
class Layout:
    """How new text is written: as YAML or JSON, with which line ends, indent, and blanks after a colon."""

    is_json: bool
    eol: str
    step: str = scalars.STEP
    colon: str = ": "
    comma: str = ", "
    ascii_only: bool = False

    @classmethod
    def of(cls, text: str, *, is_json: bool) -> Layout:
        """Return the layout that a text has already."""
        eol = "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"
        if not is_json:
            return cls(is_json, eol)
        indent = re.search(r"[\r\n]([ \t]+)\S", text)
        is_tight = '":' in text and not re.search(r'":\s', text)
        ascii_only = text.isascii() and re.search(r"\\u[0-9a-fA-F]{4}", text) is not None
        tight = (":", ",") if is_tight else (": ", ", ")
        return cls(is_json, eol, indent[1] if indent else "", *tight, ascii_only)

    def value(self, value: Any, indent: str, *, in_lines: bool) -> str:
        """Return a value as it stands in brackets; `in_lines` says that JSON may take several lines."""
        if not self.is_json:
            return scalars.flow(value)
        if isinstance(value, str):
            return scalars.quoted(value, ascii_only=self.ascii_only)
        nested = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))
        if in_lines and nested and self.step:
            whole = json.dumps(value, ensure_ascii=self.ascii_only, indent=self.step)
            return whole.replace("\n", self.eol + indent)
        return json.dumps(value, ensure_ascii=self.ascii_only, separators=(self.comma, self.colon))

    def pair(self, name: str, value: Any, indent: str, *, in_lines: bool) -> str:
        """Return a key and a value as they stand in brackets."""
        key = scalars.quoted(name, ascii_only=self.ascii_only) if self.is_json else scalars.key(name)
        return f"{key}{self.colon}{self.value(value, indent, in_lines=in_lines)}"


def set_pair(text: str, table: Node, name: str, value: Any, layout: Layout) -> str:
    """Return a text in which a key of a table has this value."""
    pair = table.pair(name)
    if pair is None:
        return _with_pair(text, table, name, value, layout)
    if table.is_flow:
        if pair.value.start == pair.value.end:  # {a: , b} or {a, b}
            colon = _COLON.match(text, pair.end)
            return f"{text[: pair.end]}: {scalars.flow(value)}{text[colon.end() if colon else pair.end :]}"
        return replaced(text, pair.value, value, layout, in_flow=True)
    return _with_value(text, pair, value, layout)


def replaced(text: str, node: Node, value: Any, layout: Layout, *, in_flow: bool) -> str:
    """Return a text in which a value that stands in brackets, or as an item of a list, is another."""
    indent = _indent(text, node.start)
    if layout.is_json or (in_flow and not isinstance(value, str)):
        written = layout.value(value, indent, in_lines="\n" in text[node.start : node.end] or node.kind == "scalar")
    elif in_flow:
        written = scalars.scalar(value, node.style, indent, layout.eol, in_flow=True)
    else:
        dash = _BLANKS.match(text, _line_start(text, node.start))
        own = dash[0] if dash else ""
        written = _as_item(value, node, own, layout)
    return text[: node.start] + written + text[node.end :]


def _as_item(value: Any, node: Node, indent: str, layout: Layout) -> str:
    if isinstance(value, str):
        return scalars.scalar(value, node.style, indent, layout.eol)
    return scalars.item_text(value, indent, layout.eol)


def _with_value(text: str, pair: Pair, value: Any, layout: Layout) -> str:
    """Return a text in which a key of a block has another value."""
    old, column = pair.value, _column(text, pair.start)
    if old.start < old.end and (old.kind == "scalar" or old.is_flow) and not _takes_lines(value):
        written = scalars.flow(value)
        if old.kind == "scalar" and isinstance(value, str):
            written = scalars.scalar(value, old.style, column, layout.eol)
        return text[: old.start] + written + text[old.end :]
    after = text.index(":", pair.end) + 1
    return text[:after] + scalars.after_colon(value, column, layout.eol) + text[max(after, old.end) :]


def _takes_lines(value: Any) -> bool:
    return (isinstance(value, dict) and bool(value)) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


def _with_pair(text: str, table: Node, name: str, value: Any, layout: Layout) -> str:
    if table.is_flow:
        indent = _indent(text, table.pairs[-1].start if table.pairs else table.start)
        in_lines = "\n" in text[table.start : table.end] or "\r" in text[table.start : table.end]
        return _into_brackets(text, table, layout.pair(name, value, indent, in_lines=in_lines), layout)
    column = _column(text, table.pairs[0].start)
    line = f"{column}{scalars.key(name)}:{scalars.after_colon(value, column, layout.eol)}"
    return _with_line(text, table.end, line, layout)


def _with_line(text: str, end: int, line: str, layout: Layout) -> str:
    """Return a text with lines put below those that end at an offset."""
    at = end if text[end - 1 : end] in ("\n", "\r") else line_end(text, end)
    before = layout.eol if at and text[at - 1] not in "\r\n" else ""
    # A file whose last line had no end has none afterwards.
    return text[:at] + before + line + ("" if before else layout.eol) + text[at:]


def _into_brackets(text: str, node: Node, piece: str, layout: Layout) -> str:
    spans = node.spans
    if not spans:
        return text[: node.start + 1] + piece + text[node.end - 1 :]
    gap = text[spans[-2][1] : spans[-1][0]] if len(spans) > 1 else ""
    if not _BETWEEN.fullmatch(gap):
        first = text[node.start + 1 : spans[0][0]]
        gap = "," + first if first and not first.strip() and ("\n" in first or "\r" in first) else layout.comma
    at = spans[-1][1]
    return text[:at] + gap + piece + text[at:]


def appended(text: str, items: Node, value: Any, layout: Layout) -> str:
    """Return a text with one item more at the end of a list."""
    if items.is_flow:
        last = items.items[-1] if items.items else None
        in_lines = last is not None and "\n" in text[last.start : last.end]
        indent = _indent(text, last.start if last else items.start)
        return _into_brackets(text, items, layout.value(value, indent, in_lines=in_lines), layout)
    dash = text.rindex("-", 0, items.items[-1].start)
    column = _column(text, dash)
    return _with_line(text, items.end, f"{column}- {scalars.item_text(value, column, layout.eol)}", layout)


def without_item(text: str, items: Node, index: int) -> str:
    """Return a text without an item of a list that has others."""
    item = items.items[index]
    if items.is_flow:
        return without_span(text, item.start, item.end)
    dash = text.rindex("-", 0, item.start)
    start = _line_start(text, dash)
    if text[start:dash].strip():  # a list in a list: the next dash comes up
        return text[:dash] + text[text.rindex("-", 0, items.items[index + 1].start) :]
    return text[:start] + text[_after(text, item.end) :]


def without_pair(text: str, table: Node, name: str) -> str:
    """Return a text without a key of a table that has others."""
    index = [pair.name for pair in table.pairs].index(name)
    pair = table.pairs[index]
    end = max(pair.end, pair.value.end)
    if table.is_flow:
        return without_span(text, pair.start, end)
    start = _line_start(text, pair.start)
    if text[start : pair.start].strip():  # "- key: value": the next key comes up to the dash
        return text[: pair.start] + text[table.pairs[index + 1].start :]
    return text[:start] + text[_after(text, end) :]


def without_span(text: str, start: int, end: int) -> str:
    """Return a text without what stands in brackets, and without the comma that parted it from its neighbour."""
    after = _COMMA_AFTER.match(text, end)
    before = _COMMA_BEFORE.search(text[:start])
    if before:
        return text[: before.start()] + text[end:]
    if after:
        rest = after.end()
        indent = _BLANKS.match(text, rest) if text[rest - 1 : rest] in ("\r", "\n") else None
        return text[:start] + text[indent.end() if indent else rest :]
    left = re.search(r"[ \t\r\n]*\Z", text[:start])
    right = re.compile(r"[ \t\r\n]*").match(text, end)
    return text[: left.start() if left else start] + text[right.end() if right else end :]


def line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    match = _LINE.match(text, at)
    return match.end() if match else len(text)


def _after(text: str, end: int) -> int:
    return end if text[end - 1 : end] in ("\n", "\r") else line_end(text, end)


def _line_start(text: str, at: int) -> int:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return 1 if start == 0 and text.startswith("\ufeff") else start


def _indent(text: str, at: int) -> str:
    """Return the blanks with which the line of an offset begins."""
    match = _BLANKS.match(text, _line_start(text, at))
    return match[0] if match else ""


def _column(text: str, at: int) -> str:
    """Return as many blanks as stand before an offset on its line."""
    return " " * (at - _line_start(text, at))
