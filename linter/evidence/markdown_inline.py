"""Take the marks inside a paragraph off Markdown: emphasis, code, links, images, tags, entities, escapes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from linter.evidence.markdown_blocks import label
from linter.evidence.markdown_emphasis import ESCAPABLE, Node, pair, run_node
from linter.evidence.markdown_links import LONGEST, resource
from linter.text import MapBuilder
from linter.value import frozen

Span = tuple[int, int]
Back = Callable[[int, int], Span]

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&@\r\n]")
_RUN = {char: re.compile(re.escape(char) + "+") for char in "*_~`"}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HANDLE = re.compile(r"@_*[A-Za-z0-9](?:[A-Za-z0-9_.]{0,60}[A-Za-z0-9])?")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]{0,2000}|[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)*)>")
_TAG = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9\-]*\s*"
    r"|[A-Za-z][A-Za-z0-9\-]*(?:\s+[A-Za-z_:][\w.:\-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|\?[^>]*\?|![A-Za-z][^>]*)>"
)
_HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)


@frozen
class _Bracket:
    node: int
    start: int
    image: bool
    runs: int


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
        self._handlers: dict[str, Callable[[int, int], int]] = {
            **dict.fromkeys("*_~", self._marks),
            **dict.fromkeys("\r\n", self._line_end),
            "[": self._left,
            "]": self._close,
            "!": self._bang,
            "@": self._handle,
            "\\": self._escape,
            "`": self._code,
            "<": self._angle,
            "&": self._entity,
        }

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
        self._start, self._end = start, end
        self._never.clear()
        self._nodes: list[Node] = []
        self._runs: list[int] = []
        self._brackets: list[_Bracket] = []
        self._linked = 0  # the open brackets below this index hold a link already
        at = pending = start
        while match := _SPECIAL.search(self.text, at, end):
            at = self._special(match.start(), pending)
            if at > match.start():
                pending = at
            else:
                at += 1
        self._keep(pending, end)
        self._emphasis(0)
        for node in self._nodes:
            if node.text is None:
                builder.copy(self.text[node.start : node.end], node.start)
            else:
                builder.replace(node.text, node.start, node.end - node.start)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self._nodes.append(Node(start, end))

    def _special(self, at: int, pending: int) -> int:
        """Handle the special character at `at`; return where to go on, or `at` when it means nothing.

        The text from `pending` on is not yet among the nodes; whoever adds a node flushes it first.
        """
        return self._handlers[self.text[at]](at, pending)

    def _left(self, at: int, pending: int) -> int:
        self._keep(pending, at)
        self._open(at, at + 1, image=False)
        return at + 1

    def _bang(self, at: int, pending: int) -> int:
        if not self.text.startswith("![", at, self._end):
            return at
        self._keep(pending, at)
        self._open(at, at + 2, image=True)
        return at + 2

    def _marks(self, at: int, pending: int) -> int:
        run = _RUN[self.text[at]].match(self.text, at, self._end)
        stop = run.end() if run else at + 1
        before = self.text[at - 1] if at > self._start else " "
        after = self.text[stop] if stop < self._end else " "
        self._keep(pending, at)
        node = run_node(self.text, at, stop, before, after)
        if node.opens or node.closes:
            self._runs.append(len(self._nodes))
        self._nodes.append(node)
        return stop

    def _emphasis(self, bottom: int) -> None:
        """Take off the marks that pair up of the runs from index `bottom` on."""
        pair([self._nodes[index] for index in self._runs[bottom:]])
        del self._runs[bottom:]

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
        if following not in ESCAPABLE:
            return at
        self._keep(pending, at)
        self._nodes.append(Node(at, at + 2, following))
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
        self._nodes.append(Node(at, match.end(), meant))
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
            if close >= 0:
                self._keep(pending, at)
            return close + 3 if close >= 0 else at
        if self._find(">", at) < 0:
            return at
        if match := _AUTOLINK.match(text, at, end):
            self._keep(pending, at)
            self._keep(*match.span(1))
            self._targets.append((match.span(1), False))
            return match.end()
        if match := _TAG.match(text, at, min(end, at + 2 * LONGEST)):
            self._keep(pending, at)
            self._attributes(match)
            return self._after_tag(match)
        return at

    def _after_tag(self, tag: re.Match[str]) -> int:
        """Return where the text goes on: after the tag, or after all of a script or a style sheet."""
        hidden = _HIDDEN.match(tag.group())
        close = self._find(f"</{hidden[1]}", tag.end()) if hidden else -1
        final = self._find(">", close) if close >= 0 else -1
        return final + 1 if final >= 0 else tag.end()

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
        self._nodes.append(Node(start, end))

    def _close(self, at: int, pending: int) -> int:
        if not self._brackets:
            return at
        bracket = self._brackets.pop()
        in_link = not bracket.image and len(self._brackets) < self._linked
        self._linked = min(self._linked, len(self._brackets))
        if in_link:
            return at  # a link holds no links
        inner = bracket.start + (2 if bracket.image else 1)
        inside = resource(self.text, at + 1, self._end)
        found = (inside[0], False, inside[1]) if inside else self._reference(inner, at)
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
        self._linked = len(self._brackets)
        return stop

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
