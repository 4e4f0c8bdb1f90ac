"""Change the fields of one draft that stands as a table in YAML or JSON."""

from __future__ import annotations

from typing import Any

from linter.editing import tables
from linter.editing.nodes import Node
from linter.editing.paths import NEXT, Change, Path
from linter.editing.tables import Layout
from linter.post import Post

# What each post of a thread, and each wording for a platform, may have of its own.
OWN = frozenset({"body", "title", "images"})


def change(text: str, table: Node, post: Post, one: Change, layout: Layout) -> str:
    """Return a text in which one field of the post that this table declares is changed."""
    path, value = one
    home = _home(table, post, str(path[0]))
    if home is not table and home.kind == "scalar":  # a wording that is a text alone
        if path == ("body",):
            return tables.replaced(text, home, value, layout, in_flow=layout.is_json or _in_brackets(table, post))
        return _as_table(text, table, home, path, value, layout)
    return put(text, home, path, value, layout)


def _home(table: Node, post: Post, name: str) -> Node:
    """Return where a field of a post stands, or would stand."""
    item = item_of(table, post)
    if item is None or name not in OWN:
        return table
    is_first = post.thread is not None and post.thread[0] == 1
    inherits = (post.thread is None or is_first) and table.get(name) is not None
    return (
        table
        if inherits and not (item.kind == "table" and item.get(name)) and not (item.kind == "scalar" and name == "body")
        else item
    )


def item_of(table: Node, post: Post) -> Node | None:
    """Return what one post of a thread, or one platform, has of its own."""
    if post.thread is not None:
        thread = table.get("thread")
        number = post.thread[0] - 1
        return thread.items[number] if thread and number < len(thread.items) else None
    variants = table.get("variants")
    if variants and len(post.platforms) == 1 and (post.id or "").endswith(f"@{post.platforms[0]}"):
        return variants.get(post.platforms[0])
    return None


def _in_brackets(table: Node, post: Post) -> bool:
    above = table.get("thread" if post.thread else "variants")
    return bool(above and above.is_flow)


def _as_table(text: str, table: Node, item: Node, path: Path, value: Any, layout: Layout) -> str:
    """Return a text in which a wording that was a text alone is a table with a field more."""
    if value is None:
        return text
    whole = {"body": item.data, **nested(path, value)}
    for name in ("thread", "variants"):
        above = table.get(name)
        if above is None:
            continue
        pair = next((pair for pair in above.pairs if pair.value is item), None)
        if pair:
            return tables.set_pair(text, above, pair.name, whole, layout)
        if item in above.items:
            return tables.replaced(text, item, whole, layout, in_flow=above.is_flow)
    return text


def put(text: str, table: Node, path: Path, value: Any, layout: Layout) -> str:
    """Return a text in which the field at a path of a table has this value, or is gone (None)."""
    if value is None:
        return _without(text, table, path)
    name, rest = str(path[0]), path[1:]
    child = table.get(name)
    if not rest:
        more = _more(child, value)
        if more is not None and child is not None:
            for item in reversed(more):  # each is put below what is there, so the last goes in first
                text = tables.appended(text, child, item, layout)
            return text
        return tables.set_pair(text, table, name, value, layout)
    if child is None:
        return tables.set_pair(text, table, name, nested(rest, value), layout)
    if child.kind == "scalar":  # author: S02
        return tables.set_pair(text, table, name, {"id": child.data, **nested(rest, value)}, layout)
    if child.kind == "table":
        return put(text, child, rest, value, layout)
    place = rest[0]
    if place == NEXT or int(place) >= len(child.items):
        item = nested(rest[1:], value) if rest[1:] else value
        if not child.items:
            return tables.set_pair(text, table, name, [item], layout)
        return tables.appended(text, child, item, layout)
    item_node = child.items[int(place)]
    if rest[1:]:
        return put(text, item_node, rest[1:], value, layout)
    return tables.replaced(text, item_node, value, layout, in_flow=child.is_flow)


def _more(old: Node | None, value: Any) -> list[Any] | None:
    """Return the items that a list has more than it had, if it begins with those that it had."""
    from linter.editing.nodes import plain

    if old is None or old.kind != "list" or not old.items or not isinstance(value, list):
        return None
    known = plain(old)
    return value[len(known) :] if value[: len(known)] == known else None


def nested(path: Path, value: Any) -> Any:
    """Return a value in the tables and lists that its path needs."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) or step == NEXT else {str(step): value}
    return value


def _without(text: str, table: Node, path: Path) -> str:
    """Return a text without a field; what is left empty by that goes with it."""
    above: list[tuple[Node, str | int]] = []
    node = table
    for step in path:
        child = node.items[step] if isinstance(step, int) and step < len(node.items) else None
        if node.kind == "table":
            pair = node.pair(str(step))
            child = pair.value if pair else None
        if child is None:
            return text
        above.append((node, step))
        node = child
    while len(above) > 1 and len(above[-1][0].spans) == 1:
        above.pop()
    holder, step = above[-1]
    if holder.kind == "list":
        return tables.without_item(text, holder, int(step))
    return tables.without_pair(text, holder, str(step))
