"""Take the marks of blocks off Markdown: headings, quotes, lists, fences, tables, rules, definitions, comments."""

from __future__ import annotations

import re

from linter.text import MapBuilder, View
from linter.value import frozen

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_BULLET = re.compile(r"[ \t]*[*+-](?=[ \t]|$)[ \t]{0,4}")
_ORDERED = re.compile(r"[ \t]*\d{1,9}[.)](?=[ \t]|$)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?=[ \t]|$)[ \t]*")
_THEMATIC = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_DEFINITION = re.compile(
    r"[ \t]{0,3}\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*(?:<([^<>\n]*)>|([^\s<][^\s]*))"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_ROW = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INDENT = re.compile(r"[ \t]*")


@frozen
class Layout:
    """The text without block marks, cut into blocks.

    `spans`: start and end of each block in `view.text`, and whether it is raw (code, line ends), in order and without
    gaps. `definitions`: normalised label → span of the address in the text as written.
    """

    view: View
    spans: tuple[tuple[int, int, bool], ...]
    definitions: dict[str, tuple[int, int]]


def label(text: str) -> str:
    """Return a link label in the form in which labels are compared."""
    return " ".join(text.split()).casefold()


def blocks(text: str) -> Layout:
    """Return the text without block marks."""
    return _Blocks(text).run()


class _Blocks:
    """One pass over the lines. `at` and `stop` are the bounds of a line's content, without its line end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.builder = MapBuilder()
        self.length = 0
        self.spans: list[tuple[int, int, bool]] = []
        self.definitions: dict[str, tuple[int, int]] = {}
        self.block: int | None = None  # where the open paragraph starts
        self.fence = ""
        self.fence_indent = 0
        self.quotes = 0  # that the open block stands in
        self.line_quotes = 0  # on this line; fewer when a paragraph goes on without its marks
        self.in_list = False
        self.after_blank = True
        self.columns = 0  # of the table that is being read
        self.comment_end = 0
        self.unclosed = False  # no comment ends after this line

    def run(self) -> Layout:
        lines = [(match.start(), match.end()) for match in _LINE.finditer(self.text) if match.group()]
        for number, (start, end) in enumerate(lines):
            stop = end
            while stop > start and self.text[stop - 1] in "\r\n":
                stop -= 1
            following = lines[number + 1] if number + 1 < len(lines) else (end, end)
            self._line(start, stop, following)
            self._emit(stop, end, raw=self.block is None)
        self._close()
        return Layout(self.builder.build(), tuple(self.spans), self.definitions)

    def _emit(self, start: int, end: int, *, raw: bool) -> None:
        """Keep text[start:end]; raw text is a block of its own, other text goes to the open paragraph."""
        if start >= end:
            return
        if not raw and self.block is None:
            self.block = self.length
        if raw and self.block is not None:
            self._close()
        if raw:
            self.spans.append((self.length, self.length + end - start, True))
        self.builder.copy(self.text[start:end], start)
        self.length += end - start

    def _close(self) -> None:
        if self.block is not None and self.block < self.length:
            self.spans.append((self.block, self.length, False))
        self.block = None
        self.quotes = self.line_quotes

    def _line(self, start: int, stop: int, following: tuple[int, int]) -> None:
        if start < self.comment_end:
            start = min(self.comment_end, stop)
            if start == stop:
                return
        at, quotes = self._quotes(start, stop)
        if self.fence:
            if quotes < self.quotes:
                self.fence = ""
            else:
                self._fenced(at, stop)
                return
        content = _INDENT.match(self.text, at, stop)
        first = content.end() if content else at
        if first == stop:
            self._close()
            self.after_blank = True
            self.columns = 0
            return
        if quotes > self.quotes:
            self._close()
        # A paragraph may go on without its quote marks or its indent; then it is no heading's first line.
        lazy = quotes < self.quotes or (self.in_list and first == at)
        self.line_quotes = quotes
        if self.block is None:
            self.quotes = quotes
        self._content(at, first, stop, following, lazy=lazy)
        self.after_blank = False

    def _quotes(self, at: int, stop: int) -> tuple[int, int]:
        quotes = 0
        while (match := _QUOTE.match(self.text, at, stop)) and (not self.fence or quotes < self.quotes):
            at = match.end()
            quotes += 1
        return at, quotes

    def _fenced(self, at: int, stop: int) -> None:
        content = self.text[at:stop].strip(" \t")
        if content.startswith(self.fence) and not content.strip(self.fence[0]):
            self.fence = ""
            return
        indent = self.fence_indent
        while indent and at < stop and self.text[at] in " \t":
            at += 1
            indent -= 1
        self._emit(at, stop, raw=True)

    def _content(self, at: int, first: int, stop: int, following: tuple[int, int], *, lazy: bool) -> None:
        text = self.text
        indented = first - at >= 4 or "\t" in text[at:first]
        if indented and self.block is None and not self.in_list:
            self._emit(at, stop, raw=True)
            return
        if self.block is not None and not indented and not lazy and not self.columns and _SETEXT.match(text, at, stop):
            self._close()
            return
        if not indented and _THEMATIC.match(text, at, stop):
            self._close()
            return
        if first == at and (self.after_blank or self.block is None or _HEADING.match(text, at, stop)):
            self.in_list = False  # unless this line is an item itself
        at = first
        while True:
            if quote := _QUOTE.match(text, at, stop):
                self._close()
                at = quote.end()
            elif (bullet := _BULLET.match(text, at, stop)) and not _THEMATIC.match(text, at, stop):
                if bullet.end() == stop and self.block is not None:
                    break  # an empty bullet does not interrupt a paragraph
                self._close()
                self.in_list = True
                at = bullet.end()
            else:
                break
        if _THEMATIC.match(text, at, stop):
            self._close()
            return
        if ordered := _ORDERED.match(text, at, stop):
            self._close()
            self.in_list = True
            after = min(ordered.end() + 1, stop)
            self._emit(ordered.end() - len(ordered.group().lstrip()), after, raw=True)
            at = after
        self._leaf(at, stop, following)

    def _leaf(self, at: int, stop: int, following: tuple[int, int]) -> None:
        text = self.text
        indent = _INDENT.match(text, at, stop)
        first = indent.end() if indent else at
        if fence := _FENCE.match(text, at, stop):
            self._close()
            self.columns = 0
            self.fence, self.fence_indent = fence[1], first - at
            return
        if heading := _HEADING.match(text, at, stop):
            self._close()
            self.columns = 0
            self._emit(heading.end(), _heading_end(text, heading.end(), stop), raw=False)
            self._close()
            return
        if self.block is None and (definition := _DEFINITION.match(text, at, stop)):
            span = definition.span(2) if definition[2] is not None else definition.span(3)
            self.definitions.setdefault(label(definition[1]), span)
            return
        if self.block is None and text.startswith("<!--", first):
            first = self._comments(first, stop)
            if first >= stop:
                return
            at = first
        if self.columns or self._table_head(at, stop, following):
            self._row(at, stop)
            return
        self._emit(first, stop, raw=False)

    def _comments(self, at: int, stop: int) -> int:
        """Skip the comments at `at`, which may run over several lines; return where they end."""
        while self.text.startswith("<!--", at, stop) and not self.unclosed:
            close = self.text.find("-->", at + 4)
            if close < 0:
                self.unclosed = True
                break
            self.comment_end = at = close + 3
        return at

    def _table_head(self, at: int, stop: int, following: tuple[int, int]) -> bool:
        if "|" not in self.text[at:stop]:
            return False
        start, end = following
        row = self.text[start:end].strip("\r\n")
        row = row[_quoted(row, self.quotes) :]
        if ("|" not in row and ":" not in row) or not _ROW.match(row):
            return False
        if len(_cells(row, 0)) != len(_cells(self.text[at:stop], 0)):
            return False
        self._close()
        self.columns = len(_cells(row, 0))
        return True

    def _row(self, at: int, stop: int) -> None:
        if _ROW.match(self.text, at, stop) and "-" in self.text[at:stop]:
            return
        for start, end in _cells(self.text[at:stop], at):
            self._close()
            self._emit(start, end, raw=False)
            self._close()
            if end < stop:
                self._space(end)
        self._close()

    def _space(self, at: int) -> None:
        self.spans.append((self.length, self.length + 1, True))
        self.builder.copy(" ", at)
        self.length += 1


def _heading_end(text: str, start: int, stop: int) -> int:
    """Return where a heading's words end: before the spaces and the closing marks, if there are any."""
    words = text[start:stop].rstrip(" \t")
    bare = words.rstrip("#")
    if not bare or bare[-1] in " \t":
        words = bare.rstrip(" \t")
    return start + len(words)


def _quoted(row: str, quotes: int) -> int:
    at = 0
    for _ in range(quotes):
        match = _QUOTE.match(row, at)
        if not match:
            break
        at = match.end()
    return at


def _cells(row: str, offset: int) -> list[tuple[int, int]]:
    """Return the spans of a table row's cells, between its pipes."""
    start, end = len(row) - len(row.lstrip()), len(row.rstrip())
    cells: list[tuple[int, int]] = []
    if row.startswith("|", start):
        start += 1
    at = start
    while at < end:
        if row[at] == "\\":
            at += 1
        elif row[at] == "|":
            cells.append((start + offset, at + offset))
            start = at + 1
        at += 1
    if start < end:
        cells.append((start + offset, end + offset))
    return cells
