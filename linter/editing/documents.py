"""Find the drafts of a YAML or JSON file, and the fields of those whose settings say where each field stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from linter.editing import tables
from linter.editing.nodes import Node, children, of_json, of_yaml
from linter.editing.paths import Path
from linter.editing.tables import Layout
from linter.reader_options import ReaderOptions
from linter.readers.paths import EACH, Step, parse
from linter.readers.tables import field_path


def roots(text: str, module: str) -> Iterator[Node]:
    """Yield the values of a file: one of JSON, one a line of JSON Lines, the documents of YAML."""
    start = 1 if text.startswith("\ufeff") else 0
    if module == "yaml_drafts":
        yield from of_yaml(text, start, len(text))
    elif module == "json_drafts":
        yield of_json(text, start)
    else:
        at = start
        while at < len(text):
            end = tables.line_end(text, at)
            if text[at:end].strip():
                with suppress(ValueError):  # this line is a fault of the draft; the others are not
                    yield of_json(text, at)
            at = end


def sources(text: str, module: str, options: ReaderOptions) -> tuple[Node, ...]:
    """Return the tables of a file that are drafts, in the order of the file."""
    found: list[Node] = []
    for root in roots(text, module):
        if options.document:
            found += _selected(root, parse(options.document.posts) or ())
        elif module == "json_lines":
            found.append(root)
        else:
            posts = root.get("posts") if root.kind == "table" and root.pair("posts") else root
            found += posts.items if posts and posts.kind == "list" else [posts] if posts else []
    return tuple(found)


def _selected(node: Node, steps: Sequence[Step]) -> list[Node]:
    if not steps:
        return [node]
    step, rest = steps[0], steps[1:]
    if step.key == EACH:
        return [found for item in children(node) for found in _selected(item, rest)] if node.kind == "list" else []
    child = _child(node, step)
    return _selected(child, rest) if child else []


def _child(node: Node, step: Step) -> Node | None:
    if node.kind == "table":
        return node.get(step.key)
    if node.kind == "list" and step.key.isdecimal() and int(step.key) < len(node.items):
        return node.items[int(step.key)]
    return None


def put(text: str, post: Node, path: Path, value: Any, layout: Layout, options: ReaderOptions) -> str:
    """Return a text in which a field stands changed where the settings say. Raise ValueError if they do not."""
    steps = _where(path, options)
    if steps is None:
        raise ValueError(f"{options.key}.fields in the settings does not say where it stands")
    *above, last = steps
    holders = _selected(post, above)
    if len(holders) != 1:
        raise ValueError("the place that the settings name for it is not there")
    holder = holders[0]
    if holder.kind == "list":
        item = _child(holder, last)
        if item is None or value is None:
            raise ValueError("the place that the settings name for it is not there")
        return tables.replaced(text, item, value, layout, in_flow=holder.is_flow)
    if value is not None:
        return tables.set_pair(text, holder, last.key, value, layout)
    return tables.without_pair(text, holder, last.key) if holder.pair(last.key) else text


def _where(path: Path, options: ReaderOptions) -> list[Step] | None:
    """Return the steps from a post to one of its fields."""
    written = options.document.fields if options.document else {}
    for name, target in written.items():
        own = field_path(name)
        steps = parse(target) or ()
        if own == path:
            return list(steps)
        if own and EACH in own and len(own) == len(path):
            same = all(one in (EACH, other) for one, other in zip(own, path, strict=True))
            if same:
                return [Step(str(path[own.index(EACH)]), step.optional) if step.key == EACH else step for step in steps]
    return None
