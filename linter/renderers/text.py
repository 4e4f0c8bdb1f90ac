"""Format `text`: each finding with its line and carets, what to do, and the clause; then what became of each post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from linter.errors import Fault
from linter.finding import Finding, Status
from linter.renderers import RenderOptions
from linter.renderers.columns import visible, wrap
from linter.renderers.masking import occurrences
from linter.renderers.source_line import source_line
from linter.report import OUTCOMES, PostReport, Report
from linter.rule import SEVERITIES
from linter.text import Lines
from linter.value import frozen

GLYPHS = {"blocked": "✖", "review": "▲", "ready": "✔"}
# Clauses whose words are shown, and those whose ids follow.
_CLAUSES_IN_FULL = 3
_CLAUSES_BY_ID = 4
_SILENCED: tuple[Status, ...] = ("suppressed", "waived")
_COLORS = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "blocked": "1;31", "review": "1;33", "ready": "1;32",
    "path": "1", "gutter": "34", "label": "1", "quiet": "2",
}  # fmt: skip
_PICTURE = re.compile(r"(alt:|image:|field:images\.)(\d+)(.*)")


def render(report: Report, options: RenderOptions) -> str:
    """Return the report for people to read."""
    page = _Page(report, options)
    blocks = [] if options.quiet else [page.finding(post, each) for post in report.posts for each in post.findings]
    if report.all_failures:
        blocks.append(page.failures(report.all_failures))
    blocks.append(page.summary(report))
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def part_words(part: str) -> str:
    """Return a part in plain words: "alt text of picture 2", "field 'category'"; "" for the body."""
    picture = _PICTURE.fullmatch(part)
    if picture:
        number = f"picture {int(picture[2]) + 1}"
        if picture[1] == "alt:":
            return f"alt text of {number}"
        if picture[1] == "image:":
            kinds = {"/name": "file name of ", "/text": "words in ", "/meta": "hidden information in "}
            return f"{kinds.get(picture[3], '')}{number}"
        name = picture[3].strip(".").partition(".")[0]
        return f"{'tag' if name == 'tags' else name} of {number}"
    if part.startswith("field:"):
        return f"field '{part.removeprefix('field:')}'"
    return "" if part == "body" else part


def said(finding: Finding) -> str:
    """Return what a finding says on one line, after the part it is about: "alt text of picture 1: …"."""
    part = part_words(finding.place.part)
    return f"{f'{visible(part)}: ' if part else ''}{visible(finding.message)}"


def where(post: PostReport, finding: Finding) -> str:
    """Return the place of a finding as editors and terminals write it: "drafts/fair.md:7:21"."""
    return f"{visible(post.path or post.id or 'post')}:{finding.place.line}:{finding.place.column}"


def totals(report: Report) -> str:
    """Return a run in a few sentences: posts by outcome, findings by severity, what was not done or not reported."""
    counts = report.counts()
    outcomes = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
    severities = ", ".join(_count(counts[severity], severity) for severity in SEVERITIES)
    total = f"{_count(len(report.posts), 'post')}: {outcomes}. Found: {severities}."
    if not report.posts:
        total = "No posts were checked."
    if report.all_failures:
        total += f" {_count(len(report.all_failures), 'thing')} could not be checked."
    silenced = _silenced(report.silenced())
    return f"{total} Not reported: {silenced}." if silenced else total


@frozen
class _Ground:
    """The text in which places of a finding are counted: a whole draft, or one part of a post made by hand."""

    key: tuple[object, ...]
    lines: Lines


class _Page:
    """What the blocks of one report share: the options, and where private values are in the lines of its drafts."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self._options = options
        # A draft may hold several posts on one line, so private findings are kept by draft and line, not by post.
        self._private: dict[tuple[object, ...], list[tuple[int, int, Finding]]] = {}
        if options.show_values or options.quiet:
            return
        for post in report.posts:
            for finding in post.private:
                ground = self._ground(post, finding)
                if ground:
                    self._remember(ground, finding)

    def _remember(self, ground: _Ground, finding: Finding) -> None:
        place = finding.place
        for number in range(place.line, place.end_line + 1):
            start = place.column - 1 if number == place.line else 0
            end = place.end_column - 1 if number == place.end_line else len(ground.lines.text)
            self._private.setdefault((*ground.key, number), []).append((start, end, finding))

    def finding(self, post: PostReport, finding: Finding) -> list[str]:
        """Return a finding: where and what, the line with carets, what to do, which clause asks for it."""
        place, options = finding.place, self._options
        where = f"{self._paint('path', visible(post.path or post.id or 'post'))}:{place.line}:{place.column}"
        status = "" if finding.status == "reported" else f" {finding.status}:"
        head = (
            f"{where}: {self._paint(finding.severity, finding.severity)} {finding.rule} [{finding.code}]{status} "
            f"{said(finding)}"
        )
        if finding.status != "reported":
            return [head, *self._labelled("reason", visible(finding.reason))] if finding.reason else [head]
        lines = [head, *self._source(post, finding)]
        lines += self._labelled("fix", visible(finding.fix))
        full = [clause for clause in finding.clauses if options.clauses.get(clause)][:_CLAUSES_IN_FULL]
        rest = [clause for clause in finding.clauses if clause not in full]
        for clause in full:
            lines += self._labelled("clause", f"{clause}: {visible(options.clauses[clause])}")
        ids = ", ".join(rest[:_CLAUSES_BY_ID])
        if len(rest) > _CLAUSES_BY_ID:
            ids += f" and {len(rest) - _CLAUSES_BY_ID} more: postlint explain {finding.rule}"
        return lines + self._labelled("also" if full else "clause", visible(ids))

    def _source(self, post: PostReport, finding: Finding) -> list[str]:
        """Return the line that a finding is in with carets below it; nothing if it stands in no readable place."""
        ground, place = self._ground(post, finding), finding.place
        if ground is None or not 1 <= place.line <= len(ground.lines):
            return []
        line = ground.lines.line(place.line)
        several = place.end_line > place.line
        start = min(place.column - 1, len(line))
        end = len(line) if several else place.end_column - 1
        gutter = " " * max(4 - len(str(place.line)), 0)
        blank = " " * len(f"{gutter}{place.line}")
        on_line = self._private.get((*ground.key, place.line), [])
        private = post.private if not self._options.show_values else ()

        def masked(text: str, offset: int) -> Sequence[tuple[int, int]]:
            near = [each for each in on_line if each[0] < offset + len(text) and each[1] > offset]
            spans = [(start - offset, end - offset) for start, end, _ in near]
            return spans + occurrences([*private, *(each for _, _, each in near)], text)

        shown, carets = source_line(line, start, end, masked, max(self._options.width - len(blank) - 3, 20))
        more = f" … to line {place.end_line}" if several else ""
        bar = self._paint("gutter", "|")
        return [
            f"{self._paint('gutter', f'{gutter}{place.line}')} {bar} {shown}",
            f"{blank} {bar} {self._paint(finding.severity, carets)}{more}",
        ]

    def _ground(self, post: PostReport, finding: Finding) -> _Ground | None:
        """Return the text in which a finding has its place; None if it has none."""
        place = finding.place
        if post.path in self._options.sources:
            nowhere = (place.line, place.column, place.end_line, place.end_column) == (1, 1, 1, 1)
            if nowhere and (place.part != "body" or place.start < place.end):
                return None
            return _Ground((post.path,), self._options.sources[post.path])
        text = "" if post.path else _own_text(post, place.part)
        return _Ground((post.id, post.index, place.part), Lines(text)) if text else None

    def _labelled(self, label: str, text: str) -> list[str]:
        if not text:
            return []
        lines = wrap(text, self._options.width, first=f"{label:>10}: ")
        return [lines[0].replace(label, self._paint("label", label), 1), *lines[1:]]

    def failures(self, faults: Sequence[Fault]) -> list[str]:
        """Return what could not be done."""
        lines = [self._paint("error", "Could not be checked:")]
        for fault in faults:
            lines += wrap(visible(str(fault)), self._options.width, first="  ✖ ")
        return lines

    def summary(self, report: Report) -> list[str]:
        """Return one line a post with its outcome, the totals, and how much was let through."""
        together = Counter(post.path for post in report.posts)
        lines = [self._outcome(post, several=together[post.path] > 1) for post in report.posts]
        return [*lines, *([""] if lines else []), *wrap(totals(report), self._options.width)]

    def _outcome(self, post: PostReport, *, several: bool) -> str:
        outcome = self._paint(post.outcome, f"{GLYPHS[post.outcome]} {post.outcome:<7}")
        named = visible(post.path) if post.path else visible(post.id) or f"post {post.index + 1}"
        if post.path and several:
            named += f", post {post.index + 1}"
        if post.path and post.id:
            named += f" ({visible(post.id)})"
        counts = Counter(finding.severity for finding in post.findings if finding.status == "reported")
        words = [_count(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
        if post.failures:
            words.append(f"{_count(len(post.failures), 'check')} failed")
        silenced = _silenced(Counter(finding.status for finding in post.findings if finding.status != "reported"))
        return f"{outcome} {named}: {', '.join([*words, *([silenced] if silenced else [])]) or 'nothing found'}"

    def _paint(self, kind: str, text: str) -> str:
        return f"\x1b[{_COLORS[kind]}m{text}\x1b[0m" if self._options.color and text.strip() else text


def _silenced(counts: Counter[Status]) -> str:
    return ", ".join(f"{counts[status]} {status}" for status in _SILENCED if counts[status])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _own_text(post: PostReport, part: str) -> str:
    """Return a part of a post that was made by hand, if it is one that has lines to show."""
    if post.post is None:
        return ""
    if part in ("body", "title"):
        return getattr(post.post, part) or ""
    number = part.removeprefix("alt:")
    if number != part and number.isdecimal() and int(number) < len(post.post.images):
        return post.post.images[int(number)].alt or ""
    return ""
