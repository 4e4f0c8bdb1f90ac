"""Where each character of a YAML scalar was written: the maps from its text back through quotes, escapes and folds.

PyYAML gives a scalar's text and the span of its source. Here the source is read once more by the same rules (those of
YAML 1.1 as PyYAML and libyaml have them), keeping count. Should the two ever differ, the map says "somewhere in this
scalar" instead of something false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.text import MapBuilder, OffsetMap

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_RUN = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_BLANKS = re.compile(r"[ \t]*")
_SPACES = re.compile(r" *")
_ORDINARY = re.compile(r"[^ \t\r\n\x85\u2028\u2029'\\]+")
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[|>](?:([+-])([1-9])?|([1-9])([+-])?)?" + _LINE.pattern + f"(?:{_BREAK.pattern}|\\Z)")
_WIDEST = 200
_HEX = {"x": 2, "u": 4, "U": 8}
_ESCAPES = {
    "0": "\0", "a": "\x07", "b": "\x08", "t": "\t", "\t": "\t", "n": "\n", "v": "\x0b", "f": "\x0c", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def place(text: str, span: tuple[int, int], stop: int, style: str, value: str) -> OffsetMap:
    """Return the map from a scalar's `value` to where it stands in `text`.

    `span` is that of its source, quotes or indicator included; the document ends at `stop`; `style` is "" (plain),
    "'", '"', "|" or ">".
    """
    start, end = span
    if not value:
        return OffsetMap.identity(0, end if style == "" else min(start + 1, end))
    if style in ("|", ">"):
        tries = _blocks(text, start, stop)
    elif style:
        tries = iter((_flow(text, start + 1, end - 1, style),))
    else:
        tries = iter((_flow(text, start, end, ""),))
    for built in tries:
        view = built.build()
        if view.text == value:
            return view.map
    return OffsetMap([(0, len(value), start, end - start)])


def _break_text(written: str) -> str:
    return written if written in "\u2028\u2029" else "\n"


def _flow(text: str, at: int, end: int, style: str) -> MapBuilder:
    """Read a plain or quoted scalar, without its quotes."""
    built = MapBuilder()
    while at < end:
        run = _RUN.match(text, at, end)
        if run:
            _fold(built, text, run.start(), run.end())
            at = run.end()
            continue
        ordinary = _ORDINARY.match(text, at, end)
        if ordinary:
            built.copy(ordinary[0], at)
            at = ordinary.end()
        elif style == '"' and text[at] == "\\":
            at = _escape(built, text, at, end)
        elif style == "'" and text.startswith("''", at):
            built.replace("'", at, 2)
            at += 2
        else:
            built.copy(text[at], at)
            at += 1
    return built


def _fold(built: MapBuilder, text: str, start: int, end: int) -> None:
    """Add what white space inside a flow scalar stands for."""
    breaks = list(_BREAK.finditer(text, start, end))
    if not breaks:
        built.copy(text[start:end], start)
        return
    first = _break_text(breaks[0][0])
    if first != "\n":
        built.replace(first, breaks[0].start(), len(breaks[0][0]))
    elif len(breaks) == 1:
        built.replace(" ", start, end - start)
    for other in breaks[1:]:
        built.replace(_break_text(other[0]), other.start(), len(other[0]))


def _escape(built: MapBuilder, text: str, at: int, end: int) -> int:
    """Add what the escape at `at` stands for, and return where it ends."""
    sign = text[at + 1 : at + 2]
    digits = _HEX.get(sign)
    if digits:
        after = at + 2 + digits
        built.replace(chr(int(text[at + 2 : after], 16)), at, after - at)
        return after
    if sign in _ESCAPES:
        built.replace(_ESCAPES[sign], at, 2)
        return at + 2
    line_end = _BREAK.match(text, at + 1, end)
    if not line_end:
        return at + 1
    run = _RUN.match(text, line_end.end(), end)
    if not run:
        return line_end.end()
    for other in _BREAK.finditer(text, run.start(), run.end()):
        built.replace(_break_text(other[0]), other.start(), len(other[0]))
    return run.end()


def _blocks(text: str, start: int, stop: int) -> Iterator[MapBuilder]:
    """Read a block scalar under each indent that it may have.

    What its parent's indent is, the events do not tell; the indent that yields the scalar's text is the right one,
    and where two do, they differ in nothing.
    """
    header = _HEADER.match(text, start, stop)
    if not header:
        return
    chomp = header[1] or header[4] or ""
    first = header.end()
    widest = 0
    at = first
    while at < stop:
        blank = _SPACES.match(text, at, stop)
        widest = max(widest, len(blank[0]) if blank else 0)
        line = _LINE.match(text, at, stop)
        if line and line[0].strip(" "):
            break
        line_end = _BREAK.match(text, line.end() if line else at, stop)
        if not line_end:
            break
        at = line_end.end()
    # Without an indicator it is the widest of the first lines; with one it is at least that.
    given = int(header[2] or header[3] or 0)
    widest = max(widest, given, 1)
    tries = range(given, min(widest, _WIDEST) + 1) if given else range(widest, max(widest - _WIDEST, 0), -1)
    for indent in tries:
        yield _block(text, (first, stop), indent, folded=text[start] == ">", chomp=chomp)


def _breaks(text: str, at: int, stop: int, indent: int) -> tuple[list[re.Match[str]], int, int]:
    """Step over line ends and up to `indent` spaces; return them, the offset, and the column there."""
    found: list[re.Match[str]] = []
    while True:
        spaces = _SPACES.match(text, at, min(at + indent, stop))
        column = len(spaces[0]) if spaces else 0
        line_end = _BREAK.match(text, at + column, stop)
        if not line_end:
            return found, at + column, column
        found.append(line_end)
        at = line_end.end()


def _block(text: str, span: tuple[int, int], indent: int, *, folded: bool, chomp: str) -> MapBuilder:
    """Read the lines of a block scalar, which ends at the first that is indented less."""
    at, stop = span
    built = MapBuilder()

    def add(line_end: re.Match[str]) -> None:
        built.replace(_break_text(line_end[0]), line_end.start(), len(line_end[0]))

    breaks, at, column = _breaks(text, at, stop, indent)
    last: re.Match[str] | None = None
    while column == indent and at < stop:
        for line_end in breaks:
            add(line_end)
        starts_black = text[at] not in " \t"
        line = _LINE.match(text, at, stop)
        line_stop = line.end() if line else at
        built.copy(text[at:line_stop], at)
        last = _BREAK.match(text, line_stop, stop)
        if not last:
            breaks, at, column = [], line_stop, -1
            break
        breaks, at, column = _breaks(text, last.end(), stop, indent)
        if column != indent or at >= stop:
            break
        if folded and _break_text(last[0]) == "\n" and starts_black and text[at] not in " \t":
            if not breaks:
                built.replace(" ", last.start(), at - last.start())
        else:
            add(last)
    if chomp != "-" and last:
        add(last)
    if chomp == "+":
        for line_end in breaks:
            add(line_end)
    return built
