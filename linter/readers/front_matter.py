"""Front matter and the body below it, as Markdown and plain text files hold them.

The front matter is YAML between `---` lines (or `---` and `...`) at the very start. With `thread: true` the body is
parted into posts at the lines that are a thematic break (`---`, `***`, `___`), but not inside a code fence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.post import Entry, Markup
from linter.readers.expansion import entries
from linter.readers.fields import Source
from linter.readers.values import Faults, Value
from linter.text import OffsetMap
from linter.value import frozen

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)")
_LATE = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))+(?P<mark>---)[ \t]*(?:\r\n|\n|\r)[A-Za-z_]+:(?:[ \t\r\n]|\Z)")
_BREAK = re.compile(r"(?:---|\*\*\*|___)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)\Z")
_FIELDS_ONLY_BELOW = "the words of the post stand below the front matter"


@frozen
class Block:
    """A front matter block: where its YAML starts and ends, and where the body starts."""

    start: int
    end: int
    body: int


def read(text: str, faults: Faults, stem: str, markup: Markup) -> tuple[Entry, ...]:
    """Return the post in a file, or the posts of its thread."""
    block = find(text, faults)
    if block is None:
        return ()
    front = _front_matter(text, block, faults)
    if front is None:
        return ()
    table = dict(front)
    if "body" in table:
        faults.add(table.pop("body").at, "does not belong in front matter", _FIELDS_ONLY_BELOW, "body")
    thread = table.pop("thread", None)
    start, end = _trim(text, block.body, len(text))
    if thread is not None and thread.data is not None and not isinstance(thread.data, bool):
        faults.add(thread.at, "is not true or false here", "write thread: true and part the posts with ---", "thread")
    elif thread is not None and thread.data is True:
        posts = _thread(text, start, end, faults)
        if posts:
            table["thread"] = Value(posts, thread.start, key=thread.key)
    if "thread" not in table:
        table["body"] = _text(text, start, end)
    return entries([Source(Value(table, block.start))], faults, stem, markup)


def find(text: str, faults: Faults) -> Block | None:
    """Return the block, an empty one if the file has none, or None if it is not sound."""
    first = 1 if text.startswith("\ufeff") else 0
    lines = faults.lines
    if _TOML.match(text, first):
        faults.add(first, "front matter in TOML is not read", "write it as YAML between --- lines")
        return None
    late = _LATE.match(text, first)
    if late:
        faults.add(late.start("mark"), "front matter does not start on line 1", "take out the blank lines before it")
        return None
    if not _OPEN.match(text, first):
        return Block(first, first, first)
    for number in range(2, len(lines) + 1):
        if _CLOSE.match(lines.line(number)):
            body = lines.start(number + 1) if number < len(lines) else len(text)
            return Block(lines.start(2), lines.start(number), body)
    faults.add(first, "front matter is not closed", "end it with a line ---")
    return None


def _front_matter(text: str, block: Block, faults: Faults) -> dict[str, Value] | None:
    if not text[block.start : block.end].strip():
        return {}
    from linter.readers import yaml_values

    values = yaml_values.read(text, block.start, block.end, faults)
    if values is None:
        return None
    documents = tuple(yaml_values.documents(values))
    if not documents:
        return {}
    first = documents[0]
    if not isinstance(first.data, dict):
        faults.add(first.start, "front matter is not keys and values", "write it as key: value, or leave it out")
        return None
    for other in documents[1:]:
        faults.add(other.start, "a second block in the front matter", "make it one block between two lines ---")
    return first.data


def _text(text: str, start: int, end: int) -> Value:
    return Value(text[start:end], start, OffsetMap.identity(end - start, start))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the blank lines at either end; the indent of its first line stays."""
    inner = text[start:end]
    written = inner.strip(" \t\r\n")
    if not written:
        return start, start
    left = inner.index(written)
    right = left + len(written)
    while left and inner[left - 1] in " \t":
        left -= 1
    while right < len(inner) and inner[right] in " \t":
        right += 1
    return start + left, start + right


def _thread(text: str, start: int, end: int, faults: Faults) -> tuple[Value, ...]:
    """Return the posts that a body is parted into; none if there is no body."""
    posts = []
    if start == end:
        return ()
    for index, (first, last) in enumerate(_pieces(start, end, faults)):
        left, right = _trim(text, first, last)
        if left == right:
            what = f"post {index + 1} of the thread is empty"
            faults.add(left, what, "write it, or take out the line that parts it off")
        else:
            posts.append(Value({"body": _text(text, left, right)}, first))
    return tuple(posts)


def _pieces(start: int, end: int, faults: Faults) -> Iterator[tuple[int, int]]:
    """Yield the spans between the thematic breaks outside of code fences."""
    lines = faults.lines
    fence = ""
    first, _ = lines.position(start)
    piece = start
    for number in range(first, len(lines) + 1):
        if lines.start(number) >= end:
            break
        line = lines.line(number)
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        elif _BREAK.match(line):
            yield piece, lines.start(number)
            piece = lines.start(number + 1) if number < len(lines) else end
    yield min(piece, end), end
