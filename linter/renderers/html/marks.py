"""A text as its readers will see it, as HTML: its faults marked and numbered, its private values masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from linter.evidence.markdown import visible
from linter.evidence.tokens import tokens
from linter.post import Markup as Language
from linter.renderers.columns import cells
from linter.renderers.html.veil import Veil
from linter.rule import SEVERITIES, Severity
from linter.text import View
from linter.value import frozen

_LINE = re.compile(r"\r\n|\n|\r")
_ESCAPE = "⟨U+"

_Key = tuple[tuple["Flag", ...], str, bool]


@frozen
class Flag:
    """A finding as it marks a text: its number in the post, the anchor of its words, and [start, end) as written."""

    number: int
    anchor: str
    severity: Severity
    silenced: bool
    start: int = 0
    end: int = 0


def badge(flag: Flag) -> Markup:
    """Return the number of a finding, which leads to its words."""
    silenced = " silenced" if flag.silenced else ""
    said = f"Finding {flag.number}, {flag.severity}{', silenced' if flag.silenced else ''}"
    return Markup('<a class="n {}{}" href="#{}" aria-label="{}">{}</a>').format(
        flag.severity, silenced, flag.anchor, said, flag.number
    )


def marked(part: str, text: str, flags: Sequence[Flag], veil: Veil, language: Language = "plain") -> Markup:
    """Return one text of a post as HTML. Its places are those of the part as written; what is shown is what is read."""
    view = visible(text, language)
    ruler = _Ruler(view, text)
    masked = [ruler.shown(*span) for span in (*veil.places(part), *veil.repeats(text))] + veil.repeats(view.text)
    placed = [(*ruler.shown(flag.start, flag.end), flag) for flag in flags]
    return _Writer(view.text.rstrip(), masked, placed).write()


class _Ruler:
    """From places in a text as written to places in what is seen of it."""

    def __init__(self, view: View, text: str) -> None:
        self._plain = view.text == text
        spans = [] if self._plain else [view.span(at, at + 1) for at in range(len(view.text))]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Return the span that is seen of [start, end); an empty one where nothing is."""
        if self._plain:
            return start, end
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))


class _Writer:
    """Write a text line by line, cell by cell: neighbours that look the same become one element."""

    def __init__(self, text: str, masked: Sequence[tuple[int, int]], placed: Sequence[tuple[int, int, Flag]]) -> None:
        self._text = text
        # What is left of a picture or a note at the beginning is lines without words.
        self._first = len(text) - len(text.lstrip("\r\n"))
        self._masked = [span for span in masked if span[0] < span[1]]
        size = len(text)
        self._placed = [(min(start, size), min(end, size), flag) for start, end, flag in placed]
        # The number of a finding stands where its mark ends.
        self._due = sorted(self._placed, key=lambda item: (item[1], item[2].number))
        found = tokens(text)
        self._looks = sorted((token.start, token.end) for token in (*found.urls, *found.mentions, *found.hashtags))

    def write(self) -> Markup:
        pieces: list[Markup] = []
        at = self._first
        for match in [*_LINE.finditer(self._text, at), None]:
            end = match.start() if match else len(self._text)
            pieces += self._line(at, end)
            if match:
                pieces.append(Markup("\n"))
                at = match.end()
        pieces += self._numbers(len(self._text))
        return Markup("").join(pieces)

    def _line(self, start: int, end: int) -> Iterator[Markup]:
        line = self._text[start:end]
        row = cells(line, [(max(a - start, 0), min(b, end) - start) for a, b in self._masked if a < end and b > start])
        near = [item for item in self._placed if item[0] < end and item[1] > start]
        keyed: list[tuple[_Key, int, str]] = []
        for cell in row:
            first, last = start + cell.start, start + cell.end
            on = tuple(flag for a, b, flag in near if a < last and b > first) if near else ()
            escaped = cell.text.startswith(_ESCAPE) and not line.startswith(_ESCAPE, cell.start)
            keyed.append(((on, self._look(first), escaped), first, cell.text))
        # Elements also end where a number must stand.
        stops = sorted({b for _, b, _ in self._due if start < b < end})
        for (_, key), group in groupby(keyed, lambda item: (bisect_right(stops, item[1]), item[0])):
            cells_ = list(group)
            yield from self._numbers(cells_[0][1])
            yield _element("".join(text for *_, text in cells_), key)
        yield from self._numbers(end)

    def _look(self, at: int) -> str:
        index = bisect_right(self._looks, (at, len(self._text) + 1)) - 1
        return "link" if index >= 0 and self._looks[index][1] > at else ""

    def _numbers(self, until: int) -> Iterator[Markup]:
        while self._due and self._due[0][1] <= until:
            yield badge(self._due.pop(0)[2])


def _element(text: str, key: _Key) -> Markup:
    on, look, escaped = key
    inner = escape(text)
    if escaped:
        inner = Markup('<span class="unseen" dir="ltr">{}</span>').format(inner)
    if not on:
        return Markup('<span class="{}">{}</span>').format(look, inner) if look else inner
    worst = min((flag.severity for flag in on if not flag.silenced), key=SEVERITIES.index, default=None)
    names = [worst or "silenced", *([look] if look else []), *(["several"] if len(on) > 1 else [])]
    numbers = " ".join(str(flag.number) for flag in on)
    return Markup('<mark class="{}" data-f="{}">{}</mark>').format(" ".join(names), numbers, inner)
