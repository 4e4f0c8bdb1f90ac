"""Fix `unused-exceptions`: take exceptions that silence nothing, or have ended, out of a draft or out of waivers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from linter import readers
from linter.errors import DraftError, Fault
from linter.finding import Finding
from linter.post import Draft, Post
from linter.reader_options import ReaderOptions
from linter.rule import EXCEPTION_FAULT as RULE
from linter.suppressions import comments
from linter.text import Lines
from linter.value import replace

Read = Callable[[str], Draft]

JSON = (".json", ".jsonl", ".ndjson")
CASES = ("unused", "expired")
SHEETS = (".csv", ".tsv")
_DEFAULTS = ReaderOptions()
_ALLOW = re.compile(r"field:allow(?:\.(\d+)(?:\.rule)?)?")
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*waivers[ \t]*\]\]")
_TABLE = re.compile(r"[ \t]*\[")
_CURE = "take it out by hand"


def fix(
    draft: Draft,
    findings: Iterable[Finding],
    faults: list[Fault],
    read: Read | None = None,
    options: ReaderOptions = _DEFAULTS,
) -> str:
    """Return the text of a draft without the exceptions that these findings call unused or expired.

    `read` reads a text as the draft was read, and `options` are those it was read with.
    """
    read = read or (lambda text: readers.read(draft.path, text.encode("utf-8", "surrogatepass"), options=options))
    lines = Lines(draft.text)
    wanted: dict[tuple[int, str], Finding] = {}
    for finding in findings:
        part, place = finding.place.part, finding.place
        if finding.rule != RULE or finding.case not in CASES:
            continue
        if _ALLOW.fullmatch(part) or (part == "body" and place.start < place.end):
            wanted[lines.start(place.line) + place.column - 1, part] = finding
        elif part != "body":  # what marks nothing in the body is about a waiver
            faults.append(_fault(draft, finding))
    suffix = PurePath(draft.path).suffix.lower()
    text = draft.text
    # From the last to the first, so that what is left to do stays where it was.
    for (at, part), finding in sorted(wanted.items(), reverse=True, key=lambda item: item[0][0]):
        if part == "body":
            changed = _without_comment(draft.path, text, at)
        elif suffix in SHEETS:
            changed = _without_term(draft.path, text, at, finding, options)
        else:
            changed = _without_entry(draft.path, text, at)
        if changed is None or not _is_same_but_for_exceptions(text, changed, read):
            faults.append(
                Fault(draft.path, "this exception cannot be taken out safely", _CURE, line=finding.place.line)
            )
        else:
            text = changed
    return text


def _fault(draft: Draft, finding: Finding) -> Fault:
    return Fault(draft.path, "this exception cannot be taken out safely", _CURE, line=finding.place.line)


def _without_comment(path: str, text: str, at: int) -> str | None:
    span = next(((start, end) for start, end in comments(text) if start <= at < end), None)
    if span is None:
        return None
    start, end = span
    if PurePath(path).suffix.lower() in JSON and text.endswith("\\n", 0, start) and text.startswith("\\n", end):
        return text[:start] + text[end + 2 :]
    is_sheet = PurePath(path).suffix.lower() in SHEETS
    blanks = " " if is_sheet else " \t"  # a tab may part two cells
    left, right = start, end
    while left and text[left - 1] in blanks:
        left -= 1
    while right < len(text) and text[right] in blanks:
        right += 1
    begins = left == 0 or text[left - 1] in "\r\n\ufeff"
    ends = right == len(text) or text[right] in "\r\n" or (is_sheet and text[right] in '",;\t')
    if begins and ends:  # it stands alone: the line goes with it
        right += 2 if text.startswith("\r\n", right) else int(right < len(text))
        return text[:left] + text[right:]
    if ends:
        return text[:left] + text[right:]
    # Between words one space stays, and the indent of a line does.
    return text[:start] + text[right:] if begins or left < start else text[:start] + text[end:]


def _without_entry(path: str, text: str, at: int) -> str | None:
    """Return a text without the table of a list `allow` in which an offset lies; None if it is not understood."""
    suffix = PurePath(path).suffix.lower()
    if suffix in JSON:
        return _without_json(text, at)
    return _without_yaml(text, at, suffix) if suffix in (".md", ".markdown", ".txt", ".yaml", ".yml") else None


def _without_json(text: str, at: int) -> str | None:
    decoder = json.JSONDecoder()
    start = text.rfind("{", 0, at)
    while start >= 0:
        try:
            value, end = decoder.raw_decode(text, start)
        except ValueError:
            start = text.rfind("{", 0, start)
            continue
        if end > at and isinstance(value, dict) and "rule" in value:
            return _without_item(text, start, end)
        start = text.rfind("{", 0, start)
    return None


def _without_item(text: str, start: int, end: int) -> str:
    """Return a text without an item of a list in brackets, and without the comma that parted it from its neighbour."""
    after = re.compile(r"[ \t\r\n]*,[ \t]*(?:\r\n|\n|\r)?").match(text, end)
    before = re.search(r",[ \t\r\n]*\Z", text[:start])
    if before:
        return text[: before.start()] + text[end:]
    if after:
        rest = after.end()
        indent = re.compile(r"[ \t]*").match(text, rest) if text[rest - 1 : rest] in "\r\n" else None
        return text[:start] + text[indent.end() if indent else rest :]
    left = re.search(r"[ \t\r\n]*\Z", text[:start])
    right = re.compile(r"[ \t\r\n]*").match(text, end)
    return text[: left.start() if left else start] + text[right.end() if right else end :]


def _without_yaml(text: str, at: int, suffix: str) -> str | None:
    import yaml

    start, end = (0, len(text)) if suffix in (".yaml", ".yml") else _front_matter(text)
    try:
        documents = list(yaml.compose_all(text[start:end], Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    for key, items, item in _items(documents, at - start):
        first = start + item.start_mark.index
        last = start + len(text[start : start + _last(item)].rstrip())
        if items.flow_style:
            return _without_item(text, first, last)
        line = _line_start(text, first)
        dash = text[line:first]
        if dash.strip() != "-":
            return None
        if len(items.value) == 1:
            head = _line_start(text, start + key.start_mark.index)
            between = text[_line_end(text, head) : line]
            return text[:head] + between + text[_line_end(text, last) :]
        return text[:line] + text[_line_end(text, last) :]
    return None


def _items(nodes: Sequence[Any], at: int) -> Iterator[tuple[Any, Any, Any]]:
    """Yield (key, list, item) of each list `allow` in which an item holds an offset."""
    for node in nodes:
        if node is None or not isinstance(node.value, list):
            continue
        pairs = node.value if node.id == "mapping" else []
        for key, value in pairs:
            if key.value == "allow" and value.id == "sequence":
                yield from ((key, value, item) for item in value.value if item.start_mark.index <= at < _last(item))
            yield from _items([value], at)
        if node.id == "sequence":
            yield from _items(node.value, at)


def _last(node: Any) -> int:
    """Return where a node really ends: PyYAML has blocks end where the next thing begins."""
    if isinstance(node.value, list) and node.value and not node.flow_style:
        inner = node.value[-1]
        return _last(inner[1] if isinstance(inner, tuple) else inner)
    return int(node.end_mark.index)


def _front_matter(text: str) -> tuple[int, int]:
    lines = Lines(text)
    for number in range(2, len(lines) + 1):
        if lines.line(number).rstrip() in ("---", "..."):
            return lines.start(2), lines.start(number)
    return 0, 0


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    match = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)").match(text, at)
    return match.end() if match else len(text)


def _without_term(path: str, text: str, at: int, finding: Finding, options: ReaderOptions) -> str | None:
    """Return the text of a sheet without an exception of the row in which an offset lies; None if it is not clear."""
    from linter.editing import sheets

    place = _ALLOW.fullmatch(finding.place.part)
    sheet = sheets.Sheet.of(text, options.csv, tabs=PurePath(path).suffix.lower() == ".tsv")
    try:
        if place and place[1]:
            return sheets.without_exception(sheet, at, int(place[1]))
        # Lines of one cell have no places of their own; the message says which rule is meant.
        return sheets.without_line(sheet, at, lambda rule: f"'{rule}'" in finding.message)
    except ValueError:
        return None


def _is_same_but_for_exceptions(before: str, after: str, read: Read) -> bool:
    """Say whether two texts of a draft hold the same posts; only then is a change safe."""
    try:
        old, new = (read(text).entries for text in (before, after))
    except (DraftError, UnicodeError):
        return False
    return [_bare(entry.post) for entry in old] == [_bare(entry.post) for entry in new]


def _bare(post: Post) -> Post:
    body, done = [], 0
    for start, end in comments(post.body):
        body.append(post.body[done:start])
        done = end
    words = "".join([*body, post.body[done:]]).split()
    return replace(post, body=" ".join(words), allow=())


def without_waivers(text: str, numbers: Iterable[int]) -> str | None:
    """Return the text of `waivers.toml` without some of its waivers, counted from 1; None if that cannot be done."""
    import tomllib

    before = tomllib.loads(text)
    pieces = text.splitlines(keepends=True)
    headers = [index for index, line in enumerate(pieces) if _HEADER.match(line)]
    wanted = set(numbers)
    dropped: set[int] = set()
    for number, first in enumerate(headers, 1):
        if number not in wanted:
            continue
        last = next((i for i in range(first + 1, len(pieces)) if _TABLE.match(pieces[i])), len(pieces))
        # Comments and blank lines right above the next waiver are about that one, or about the file.
        while last > first + 1 and pieces[last - 1].lstrip()[:1] in ("", "#"):
            last -= 1
        dropped |= set(range(first, last))
        # A blank line that parted it from the one above would be one too many.
        if last < len(pieces) and first and not pieces[first - 1].strip() and not pieces[last].strip():
            dropped.add(last)
    after = "".join(line for index, line in enumerate(pieces) if index not in dropped)
    left = [one for number, one in enumerate(before.get("waivers", []), 1) if number not in wanted]
    try:
        known = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return None
    return after if len(headers) == len(before.get("waivers", [])) and known.get("waivers", []) == left else None
