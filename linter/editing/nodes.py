"""What stands where in YAML and JSON: tables, lists and scalars with their exact spans in the text.

Why not a library that writes YAML or JSON back: each of them lays out anew what it did not change. Spans let one field
be changed in place. Only text that its reader has accepted comes here, so there are no anchors, tags or double keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

from linter.value import field, frozen

Kind = Literal["scalar", "list", "table"]
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@frozen
class Node:
    """A value in [start, end) of a text. `style` is that of a YAML scalar: "", ', ", | or >.

    `is_flow` says that a list or table stands in brackets. An empty value ("key:") has start == end.
    """

    kind: Kind
    start: int
    end: int
    data: object = None
    style: str = ""
    is_flow: bool = False
    items: tuple[Node, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def pair(self, name: str) -> Pair | None:
        """Return the key of this name with its value."""
        return next((pair for pair in self.pairs if pair.name == name), None)

    def get(self, name: str) -> Node | None:
        """Return the value of a key, unless it was left empty."""
        pair = self.pair(name)
        return pair.value if pair and not pair.value.is_empty else None

    @property
    def is_empty(self) -> bool:
        """Say whether this is nothing: a null, or no text after a key."""
        return self.kind == "scalar" and self.data is None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return where the items of a list, or the pairs of a table, stand."""
        return tuple((pair.start, pair.value.end) for pair in self.pairs) or tuple(
            (item.start, item.end) for item in self.items
        )


@frozen
class Pair:
    """A key in [start, end) and its value."""

    name: str
    start: int
    end: int
    value: Node = field(repr=False)


def plain(node: Node) -> Any:
    """Return the data alone."""
    if node.kind == "table":
        return {pair.name: plain(pair.value) for pair in node.pairs}
    return [plain(item) for item in node.items] if node.kind == "list" else node.data


def of_yaml(text: str, start: int, end: int) -> tuple[Node, ...]:
    """Return the documents in [start, end) of a text that hold anything."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    composed = yaml.compose_all(text[start:end], Loader=loader)
    found = (_from_yaml(node, text, start) for node in composed if node is not None)
    return tuple(node for node in found if not node.is_empty)


_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}


def _from_yaml(node: Any, text: str, shift: int) -> Node:
    start, end = shift + node.start_mark.index, shift + node.end_mark.index
    if node.id == "scalar":
        style = node.style or ""
        data = _WORDS.get(node.value, node.value) if not style else node.value
        if (style in ("|", ">") and "+" not in text[start : start + 3]) or not style:
            end = start + len(text[start:end].rstrip())
        return Node("scalar", start, end, data, style)
    if node.id == "sequence":
        items = tuple(_from_yaml(item, text, shift) for item in node.value)
        return Node(
            "list", start, end if node.flow_style else items[-1].end, is_flow=bool(node.flow_style), items=items
        )
    pairs = tuple(
        Pair(str(key.value), shift + key.start_mark.index, shift + key.end_mark.index, _from_yaml(value, text, shift))
        for key, value in node.value
    )
    if not node.flow_style:
        end = max(pairs[-1].value.end, _after_colon(text, pairs[-1].end))
    return Node("table", start, end, is_flow=bool(node.flow_style), pairs=pairs)


def _after_colon(text: str, at: int) -> int:
    return text.index(":", at) + 1


def of_json(text: str, at: int) -> Node:
    """Return the value that starts at an offset, or after the blanks there."""
    start = _skip(text, at)
    if text[start] not in "[{":
        data, end = _DECODER.raw_decode(text, start)
        return Node("scalar", start, end, data)
    is_table = text[start] == "{"
    pairs: list[Pair] = []
    items: list[Node] = []
    at = _skip(text, start + 1)
    while text[at] not in "]}":
        if is_table:
            name, end = _DECODER.raw_decode(text, at)
            value = of_json(text, _skip(text, end) + 1)
            pairs.append(Pair(name, at, end, value))
        else:
            value = of_json(text, at)
            items.append(value)
        at = _skip(text, value.end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    if is_table:
        return Node("table", start, at + 1, is_flow=True, pairs=tuple(pairs))
    return Node("list", start, at + 1, is_flow=True, items=tuple(items))


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def children(node: Node) -> Iterator[Node]:
    """Yield the values right below a list or table."""
    yield from node.items
    yield from (pair.value for pair in node.pairs)
