"""Change the fields, and the words, of a Markdown or plain text file: its front matter, which may have to be made."""

from __future__ import annotations

from linter.editing import trees
from linter.editing.nodes import Node, of_yaml, plain
from linter.editing.paths import Change
from linter.editing.scalars import after_colon, key
from linter.editing.tables import Layout
from linter.post import Entry
from linter.readers import front_matter
from linter.readers.markdown import same
from linter.readers.values import Faults
from linter.text import OffsetMap


def change(text: str, entry: Entry, one: Change) -> tuple[str, list[Change]]:
    """Return a text with one field changed, and what else of the post changes by that."""
    path, value = one
    if path == ("body",):
        return _with_words(text, entry, value), []
    if path[0] == "images":
        return _with_picture(text, entry, one)
    if path == ("title",) and entry.post.thread is not None and entry.post.thread[0] > 1:
        raise ValueError("of a thread in Markdown only the first post has a title")
    return _with_field(text, one), []


def _with_words(text: str, entry: Entry, value: object) -> str:
    place = entry.places.get("body")
    if place is None or not isinstance(value, str):
        raise ValueError("a post needs words")
    start, end = place.span(0, len(entry.post.body))
    eol = Layout.of(text, is_json=False).eol
    words = value.replace("\r\n", "\n").replace("\r", "\n").strip("\n").replace("\n", eol)
    if start == end and start and text[start - 1] not in "\r\n":
        words = eol + words
    return text[:start] + words + text[end:]


def _block(text: str) -> tuple[front_matter.Block, Node | None]:
    block = front_matter.find(text, Faults("", text))
    if block is None:
        raise ValueError("its front matter cannot be read")
    found = of_yaml(text, block.start, block.end)
    return block, found[0] if found else None


def _with_field(text: str, one: Change) -> str:
    path, value = one
    layout = Layout.of(text, is_json=False)
    block, table = _block(text)
    if table is not None:
        if value is None and len(table.pairs) == 1 and len(path) == 1 and table.pair(str(path[0])):
            return text[: block.start] + text[block.end :]
        return trees.put(text, table, path, value, layout)
    if value is None:
        return text
    data = value if len(path) == 1 else trees.nested(path[1:], value)
    line = f"{key(str(path[0]))}:{after_colon(data, '', layout.eol)}{layout.eol}"
    if block.start == block.body:  # there is no front matter yet
        line = f"---{layout.eol}{line}---{layout.eol}"
        has_words = bool(text[block.body :].strip())
        line += layout.eol if has_words and text[block.body : block.body + 1] not in ("\r", "\n") else ""
        return text[: block.start] + line + text[block.start :]
    return text[: block.end] + line + text[block.end :]


def _with_picture(text: str, entry: Entry, one: Change) -> tuple[str, list[Change]]:
    """Change what is said of a picture: where it is declared, else where the words show it, else by declaring it."""
    path, value = one
    images = entry.post.images
    number = path[1] if len(path) > 1 else None
    if not isinstance(number, int) or number >= len(images):
        return _with_field(text, one), []
    written = images[number].path
    place = _declared(text, written, number)
    if path[2:] == ("alt",):
        shown = entry.places.get(f"alt:{number}")
        is_in_words = shown is not None and _is_in(shown, entry)
        if is_in_words and shown is not None and isinstance(value, str):
            return _with_shown_alt(text, entry, shown, images[number].alt or "", value)
    if place is not None:
        return _with_field(text, (("images", place, *path[2:]), value)), []
    if len(path) == 3 and value is not None:
        return _with_field(text, (("images", "+"), {"path": written, str(path[2]): value})), []
    raise ValueError("this picture is shown among the words")


def _declared(text: str, path: str, number: int) -> int | None:
    """Return the place of a picture in the list of the front matter."""
    _, table = _block(text)
    listed = table.get("images") if table else None
    paths = [item.get("path") for item in listed.items if item.kind == "table"] if listed else []
    found = [index for index, node in enumerate(paths) if node and same(str(plain(node))) == same(path)]
    return number if number in found else found[0] if found else None


def _is_in(place: OffsetMap, entry: Entry) -> bool:
    body = entry.places.get("body")
    if body is None:
        return False
    start, end = body.span(0, len(entry.post.body))
    return start <= place.span(0, 0)[0] < end


def _with_shown_alt(text: str, entry: Entry, place: OffsetMap, old: str, new: str) -> tuple[str, list[Change]]:
    start, end = place.span(0, len(old))
    first = entry.places["body"].span(0, 0)[0]
    words = " ".join(new.split())
    body = entry.post.body
    told = body[: start - first] + words + body[end - first :]
    return text[:start] + words + text[end:], [(("body",), told)]
