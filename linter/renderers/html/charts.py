"""The counts that the page draws: each bar is a row of a table, so that nothing is told by a drawing alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from linter.renderers import Destination
from linter.report import OUTCOMES, Report
from linter.rule import SEVERITIES
from linter.value import frozen

_LONGEST = 8


@frozen
class Piece:
    """A piece of a bar: what it counts, where it starts and how wide it is, in hundredths of the chart."""

    kind: str
    count: int
    start: float
    width: float


@frozen
class Row:
    """A bar with its name and its counts, one a column of the table."""

    name: str
    pieces: tuple[Piece, ...]
    counts: tuple[int, ...]
    link: str = ""

    @property
    def total(self) -> int:
        """Return the sum of the counts."""
        return sum(self.counts)


@frozen
class Chart:
    """A chart: `kinds` names the columns, `left_out` counts the rows that would make it too long."""

    id: str
    title: str
    of: str
    kinds: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


def outcomes(report: Report) -> tuple[Piece, ...]:
    """Return the posts by outcome as one bar."""
    counts = report.counts()
    return pieces(OUTCOMES, [counts[outcome] for outcome in OUTCOMES], len(report.posts))


def charts(report: Report, destinations: Sequence[Destination]) -> list[Chart]:
    """Return the charts of a report; what would say nothing is left out."""
    findings = [finding for finding in report.findings if finding.status == "reported"]
    by_rule = _counted((finding.rule, finding.severity) for finding in findings)
    by_account = _counted(
        (destination.account or "no account", post.outcome)
        for post, destination in zip(report.posts, destinations, strict=True)
    )
    by_draft = _counted(
        (post.path, finding.severity)
        for post in report.posts
        for finding in post.findings
        if finding.status == "reported" and post.path
    )
    found = [_chart("by-rule", "Findings by rule", "Rule", SEVERITIES, by_rule, link=True)]
    if any(destination.account for destination in destinations):
        found.append(_chart("by-account", "Posts by account", "Account", OUTCOMES, by_account))
    if len({post.path for post in report.posts}) > 1:
        found.append(_chart("by-draft", "Findings by draft", "Draft", SEVERITIES, by_draft))
    return [chart for chart in found if chart.rows]


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for name, kind in pairs:
        found.setdefault(name, Counter())[kind] += 1
    return found


def _chart(
    id_: str, title: str, of: str, kinds: Sequence[str], counted: Mapping[str, Counter[str]], *, link: bool = False
) -> Chart:
    used = tuple(kind for kind in kinds if any(counter[kind] for counter in counted.values()))
    most = max((counter.total() for counter in counted.values()), default=0)
    ordered = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = tuple(
        Row(
            name,
            pieces(used, [counter[kind] for kind in used], most),
            tuple(counter[kind] for kind in used),
            f"rule-{name}" if link else "",
        )
        for name, counter in ordered[:_LONGEST]
    )
    return Chart(id_, title, of, used, rows, max(len(ordered) - _LONGEST, 0))


def pieces(kinds: Sequence[str], counts: Sequence[int], whole: int) -> tuple[Piece, ...]:
    """Return the pieces of a bar; `whole` is the count that would fill the chart."""
    found, at = [], 0.0
    for kind, count in zip(kinds, counts, strict=True):
        size = 100 * count / whole if whole else 0.0
        if count:
            found.append(Piece(kind, count, round(at, 2), round(size, 2)))
        at += size
    return tuple(found)
