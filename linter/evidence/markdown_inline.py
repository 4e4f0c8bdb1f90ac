"""Take the marks inside a paragraph off Markdown: emphasis, code, links, images, tags, entities, escapes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linter.evidence.markdown_blocks import label
from linter.text import MapBuilder

Span = tuple[int, int]
Back = Callable[[int, int], Span]

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&@\r\n]")
_RUN = {char: re.compile(re.escape(char) + "+") for char in "*_~`"}
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HANDLE = re.compile(r"@_*[A-Za-z0-9](?:[A-Za-z0-9_.]{0,60}[A-Za-z0-9])?")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]{0,2000}|[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)*)>")
_TAG = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9\-]*\s*"
    r"|[A-Za-z][A-Za-z0-9\-]*(?:\s+[A-Za-z_:][\w.:\-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|\?[^>]*\?|![A-Za-z][^>]*)>"
)
_ATTRIBUTE = re.compile(r"\s(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))", re.DOTALL)
_SPACES = re.compile(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*")
_LONGEST = 2000  # of an address or a title, so that a hostile text cannot make every bracket scan the rest


@dataclass(slots=True)
class _Node:
    """A piece of the paragraph: kept as written, or replaced, or nothing."""

    start: int
    end: int
    text: str | None = None  # what it is replaced with; None: kept
    char: str = ""  # of a run of emphasis marks
    length: int = 0  # of the run as written
    opens: bool = False
    closes: bool = False


@dataclass(slots=True)
class _Bracket:
    node: int
    start: int
    image: bool
    runs: int
    active: bool = True


class Inline:
    """Writes paragraphs without their marks and collects what they hold. One for a whole text."""

    def __init__(self, text: str, definitions: dict[str, Span]) -> None:
        self.text = text
        self.definitions = definitions
        # Spans in `text`; a definition's address is a span of the text as written already.
        self._targets: list[tuple[Span, bool]] = []
        self._images: list[tuple[Span, bool, Span, Span]] = []
        self._ticks: dict[int, list[int]] | None = None
        self._never: set[str] = set()

    def targets(self, back: Back) -> Iterator[Span]:
        """Yield the spans of the links' addresses in the text as written."""
        for span, written in self._targets:
            yield span if written else back(*span)

    def images(self, back: Back) -> Iterator[tuple[Span, Span, Span]]:
        """Yield path, alt and whole of each image as spans of the text as written."""
        for path, written, alt, whole in self._images:
            yield path if written else back(*path), back(*alt), back(*whole)

    def write(self, start: int, end: int, builder: MapBuilder, *, raw: bool) -> None:
        """Write the block [start, end) of the text without its marks."""
        if raw:
            builder.copy(self.text[start:end], start)
            return
        self._end = end
        self._never.clear()
        self._nodes: list[_Node] = []
        self._runs: list[int] = []
        self._brackets: list[_Bracket] = []
        at = start
        for_text = start
        while match := _SPECIAL.search(self.text, at, end):
            found = match.start()
            stop = self._special(found, for_text)
            if stop > found:
                at = for_text = stop
            else:
                at = found + 1
        self._keep(for_text, end)
        self._emphasis(0)
        for node in self._nodes:
            if node.text is None:
                builder.copy(self.text[node.start : node.end], node.start)
            else:
                builder.replace(node.text, node.start, node.end - node.start)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self._nodes.append(_Node(start, end))

    def _special(self, at: int, pending: int) -> int:
        """Handle the special character at `at`; return where to go on, or `at` when it means nothing.

        The text from `pending` on is not yet among the nodes; whoever adds a node flushes it first.
        """
        char = self.text[at]
        if char in "*_~":
            return self._run(at, pending, char)
        if char == "[":
            self._keep(pending, at)
            self._open(at, at + 1, image=False)
            return at + 1
        if char == "]":
            return self._close(at, pending)
        if char == "!":
            if not self.text.startswith("![", at) or at + 2 > self._end:
                return at
            self._keep(pending, at)
            self._open(at, at + 2, image=True)
            return at + 2
        if char == "@":
            return self._handle(at, pending)
        if char in "\r\n":
            return self._line_end(at, pending)
        return {"\\": self._escape, "`": self._code, "<": self._angle, "&": self._entity}[char](at, pending)

    def _line_end(self, at: int, pending: int) -> int:
        """Drop the spaces before a line end (blocks have dropped those after it)."""
        stop = at
        while stop > pending and self.text[stop - 1] in " \t":
            stop -= 1
        if stop == at:
            return at
        self._keep(pending, stop)
        self._keep(at, at + 1)
        return at + 1

    def _handle(self, at: int, pending: int) -> int:
        """Keep the underscores of @_aisha_khan: they belong to the name."""
        if at > 0 and self.text[at - 1].isalnum():
            return at
        match = _HANDLE.match(self.text, at, self._end)
        if not match:
            return at
        self._keep(pending, match.end())
        return match.end()

    def _escape(self, at: int, pending: int) -> int:
        if at + 1 >= self._end:
            return at
        following = self.text[at + 1]
        if following in "\r\n":
            self._keep(pending, at)
            return at + 1
        if following not in _ESCAPABLE:
            return at
        self._keep(pending, at)
        self._nodes.append(_Node(at, at + 2, following))
        return at + 2

    def _entity(self, at: int, pending: int) -> int:
        match = _ENTITY.match(self.text, at, self._end)
        if not match:
            return at
        import html

        meant = html.unescape(match.group())
        if meant == match.group():
            return at
        self._keep(pending, at)
        self._nodes.append(_Node(at, match.end(), meant))
        return match.end()

    def _code(self, at: int, pending: int) -> int:
        run = _RUN["`"].match(self.text, at, self._end)
        stop = run.end() if run else at + 1
        length = stop - at
        if self._ticks is None:
            self._ticks = {}
            for match in _RUN["`"].finditer(self.text):
                self._ticks.setdefault(len(match.group()), []).append(match.start())
        starts = self._ticks.get(length, [])
        index = bisect_right(starts, at)
        if index >= len(starts) or starts[index] + length > self._end:
            self._keep(pending, stop)
            return stop
        close = starts[index]
        self._keep(pending, at)
        inner, last = stop, close
        if last - inner > 2 and self.text[inner] in " \n" and self.text[last - 1] in " \n":
            inner, last = (inner + 1, last - 1) if self.text[inner:last].strip() else (inner, last)
        self._keep(inner, last)
        return close + length

    def _angle(self, at: int, pending: int) -> int:
        text, end = self.text, self._end
        if text.startswith("<!--", at):
            close = self._find("-->", at + 4)
            if close < 0:
                return at
            self._keep(pending, at)
            return close + 3
        if self._find(">", at) < 0:
            return at
        if match := _AUTOLINK.match(text, at, end):
            self._keep(pending, at)
            self._keep(*match.span(1))
            self._targets.append((match.span(1), False))
            return match.end()
        if not (match := _TAG.match(text, at, min(end, at + 2 * _LONGEST))):
            return at
        self._keep(pending, at)
        name = text[at + 1 : at + 8].lower()
        self._attributes(match)
        if name.startswith(("script", "style")):
            close = self._find("</" + ("script" if name.startswith("script") else "style"), match.end())
            if close >= 0 and (final := self._find(">", close)) >= 0:
                return final + 1
        return match.end()

    def _attributes(self, tag: re.Match[str]) -> None:
        spans: dict[str, Span] = {}
        for found in _ATTRIBUTE.finditer(self.text, *tag.span()):
            group = next(index for index in (2, 3, 4) if found[index] is not None)
            spans.setdefault(found[1].lower(), found.span(group))
        if "src" in spans and tag.group()[1:4].lower() == "img":
            place = spans["src"][0]
            self._images.append((spans["src"], False, spans.get("alt", (place, place)), tag.span()))
        elif "href" in spans:
            self._targets.append((spans["href"], False))

    def _find(self, what: str, at: int) -> int:
        """Find `what` in this block; a search that failed once is not made again (the positions only grow)."""
        if what in self._never:
            return -1
        found = self.text.find(what, at, self._end)
        if found < 0:
            self._never.add(what)
        return found

    # Links and images

    def _open(self, start: int, end: int, *, image: bool) -> None:
        self._brackets.append(_Bracket(len(self._nodes), start, image, len(self._runs)))
        self._nodes.append(_Node(start, end))

    def _close(self, at: int, pending: int) -> int:
        if not self._brackets:
            return at
        bracket = self._brackets.pop()
        if not bracket.active:
            return at
        inner = bracket.start + (2 if bracket.image else 1)
        found = self._resource(at + 1) or self._reference(inner, at)
        if not found:
            return at
        address, written, stop = found
        self._keep(pending, at)
        if bracket.image:
            del self._nodes[bracket.node :]
            del self._runs[bracket.runs :]
            self._images.append((address, written, (inner, at), (bracket.start, stop)))
            return stop
        self._emphasis(bracket.runs)
        self._nodes[bracket.node].text = ""
        self._targets.append((address, written))
        for outer in self._brackets:
            if not outer.image:
                outer.active = False  # a link holds no links
        self._brackets = [outer for outer in self._brackets if outer.active]
        return stop

    def _resource(self, at: int) -> tuple[Span, bool, int] | None:
        """Read `(address "title")` at `at`."""
        text = self.text
        end = min(self._end, at + 2 * _LONGEST)
        if not text.startswith("(", at) or at >= end:
            return None
        at = self._skip(at + 1, end)
        if text.startswith("<", at):
            close = at + 1
            while close < end and text[close] not in "<>\r\n":
                close += 2 if text[close] == "\\" else 1
            if close >= end or text[close] != ">":
                return None
            address, at = (at + 1, close), close + 1
        else:
            address = (at, _address_end(text, at, end))
            at = address[1]
        after = self._skip(at, end)
        if after > at and (title := _TITLE.match(text, at, end)):
            after = self._skip(title.end(), end)
        if after < end and text[after] == ")":
            return address, False, after + 1
        return None

    def _skip(self, at: int, end: int) -> int:
        match = _SPACES.match(self.text, at, end)
        return match.end() if match else at

    def _reference(self, start: int, end: int) -> tuple[Span, bool, int] | None:
        """Read `[label]`, `[]` or nothing after the text at [start, end)."""
        if not self.definitions:
            return None
        stop = end + 1
        named = self.text[start:end] if end - start < 1000 else ""
        if self.text.startswith("[", end + 1) and end + 1 < self._end:
            close = self.text.find("]", end + 2, min(self._end, end + 1002))
            if close >= 0:
                stop = close + 1
                named = self.text[end + 2 : close] or named
        span = self.definitions.get(label(named))
        return (span, True, stop) if span else None

    # Emphasis, by the rules of CommonMark

    def _run(self, at: int, pending: int, char: str) -> int:
        run = _RUN[char].match(self.text, at, self._end)
        stop = run.end() if run else at + 1
        before = self.text[at - 1] if at and not self._starts_block(at) else " "
        after = self.text[stop] if stop < self._end else " "
        left, right = _flanks(before, after)
        self._keep(pending, at)
        node = _Node(at, stop, char=char, length=stop - at)
        if char == "_":
            node.opens = left and (not right or _punctuation(before))
            node.closes = right and (not left or _punctuation(after))
        elif char == "*" or stop - at == 2:
            node.opens, node.closes = left, right
        if node.opens or node.closes:
            self._runs.append(len(self._nodes))
        self._nodes.append(node)
        return stop

    def _starts_block(self, at: int) -> bool:
        return not self._nodes or at == self._nodes[0].start

    def _emphasis(self, bottom: int) -> None:
        """Take off the marks of the runs from index `bottom` on that pair up."""
        runs = [self._nodes[index] for index in self._runs[bottom:]]
        del self._runs[bottom:]
        stacks: dict[str, list[_Node]] = {"*": [], "_": [], "~": []}
        opened: list[_Node] = []
        lowest: dict[tuple[str, bool, int], int] = {}
        for run in runs:
            if run.closes:
                self._match(run, opened, lowest)
            if run.opens and run.end > run.start:
                opened.append(run)
                stacks[run.char].append(run)

    def _match(self, closer: _Node, opened: list[_Node], lowest: dict[tuple[str, bool, int], int]) -> None:
        while closer.end > closer.start:
            key = (closer.char, closer.opens, closer.length % 3)
            floor = lowest.get(key, 0)
            index = len(opened) - 1
            while index >= floor and not _pairs(opened[index], closer):
                index -= 1
            if index < floor:
                lowest[key] = len(opened)
                return
            opener = opened[index]
            del opened[index + 1 :]
            for known, value in lowest.items():
                lowest[known] = min(value, index + 1)
            used = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
            opener.end -= used
            closer.start += used
            if opener.end == opener.start:
                opened.pop()


def _pairs(opener: _Node, closer: _Node) -> bool:
    if opener.char != closer.char:
        return False
    if opener.closes or closer.opens:
        both = opener.length + closer.length
        return both % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _address_end(text: str, at: int, end: int) -> int:
    depth = 0
    while at < end:
        char = text[at]
        if char == "\\" and at + 1 < end and text[at + 1] in _ESCAPABLE:
            at += 2
            continue
        if char <= " " or char == "\x7f":
            break
        if char == "(":
            depth += 1
            if depth > 32:
                break
        elif char == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _punctuation(before), _punctuation(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    return left, right


def _punctuation(char: str) -> bool:
    return char in _ESCAPABLE if char < "\x80" else unicodedata.category(char)[0] in "PS"
