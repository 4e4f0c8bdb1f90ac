"""The page of `postlint stats`: what was found and decided, as tables with bars and columns drawn in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from linter import __version__
from linter.renderers.html.charts import Row, pieces
from linter.renderers.html_report import asset, environment, hash_of
from linter.renderers.text import GLYPHS
from linter.report import OUTCOMES
from linter.rule import SEVERITIES
from linter.stats import DECISIONS, Stats, Table
from linter.value import frozen

_LONGEST = 12
_TALLEST = 40.0
_STEP = 10
_GLYPHS = {**GLYPHS, "error": "✖", "warning": "▲", "info": "●"}
# A decision has the colour of the outcome that it is most like.
_AS = {"approved": "ready", "sent-back": "review", "withdrawn": "blocked"}
_NAMES = {"sent-back": "sent back"}


@frozen
class Block:
    """A piece of a column: where it is and how high, in units of the drawing."""

    kind: str
    left: int
    top: float
    height: float


@frozen
class Plot:
    """A table with its drawing; `columns` are drawn above it where it is about time."""

    id: str
    title: str
    of: str
    kinds: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    columns: tuple[tuple[Block, ...], ...] = ()
    left_out: int = 0

    @property
    def most(self) -> int:
        """Return the greatest count, which is as high as the drawing."""
        return max((row.total for row in self.rows), default=0)

    @property
    def width(self) -> int:
        """Return how wide the drawing is."""
        return max(len(self.columns), 6) * _STEP


@frozen
class Tile:
    """One count at the head of the page."""

    kind: str
    name: str
    count: int


def render(stats: Stats, title: str) -> str:
    """Return the counts as one HTML file that needs nothing else."""
    style = asset("report.css")
    tiles = [Tile(name, name, count) for name, count in zip(OUTCOMES, stats.posts, strict=True)]
    return (
        environment()
        .get_template("stats.html")
        .render(
            version=__version__,
            style=Markup(style),  # noqa: S704 - our own file, hashed below
            style_hash=hash_of(style),
            title=title,
            lead=lead(stats),
            tiles=tiles if any(stats.posts) else [],
            charts=list(_plots(stats)),
            glyphs=_GLYPHS,
        )
    )


def lead(stats: Stats) -> str:
    """Say in a sentence what was counted."""
    if stats.since is None or stats.until is None:
        return "Nothing has been counted yet."
    span = f"{stats.since.day} {stats.since:%B %Y} to {stats.until.day} {stats.until:%B %Y}"
    decided = sum(sum(counts) for _, counts in stats.decisions)
    return f"From {span}: {_count(stats.drafts, 'post')} judged, {_count(decided, 'decision')} in the ledger."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plots(stats: Stats) -> Iterator[Plot]:
    found = (
        _plot("by-rule", "Most frequent faults", "Rule", SEVERITIES, stats.rules),
        _plot("by-account", "By account", "Account", OUTCOMES, stats.accounts),
        _plot("by-time", f"Posts by {stats.span}", stats.span.capitalize(), OUTCOMES, stats.times, is_time=True),
        _plot(
            "decided", f"Decisions by {stats.span}", stats.span.capitalize(), DECISIONS, stats.decisions, is_time=True
        ),
        _plot("deciders", "Who decided", "Person", DECISIONS, stats.deciders),
        _plot("returned", "What was found in posts sent back or withdrawn", "Rule", DECISIONS, stats.returned),
    )
    yield from (plot for plot in found if plot.rows)


def _plot(id_: str, title: str, of: str, columns: Sequence[str], table: Table, *, is_time: bool = False) -> Plot:
    used = [index for index in range(len(columns)) if any(counts[index] for _, counts in table)]
    kinds = [_AS.get(columns[index], columns[index]) for index in used]
    names = [_NAMES.get(columns[index], columns[index]) for index in used]
    chosen = [(name, [counts[index] for index in used]) for name, counts in table]
    drawn = chosen[-52:] if is_time else chosen[:_LONGEST]
    most = max((sum(counts) for _, counts in drawn), default=0)
    rows = tuple(Row(name, pieces(kinds, counts, most), tuple(counts)) for name, counts in drawn)
    blocks = (
        tuple(_column(number, kinds, counts, most) for number, (_, counts) in enumerate(drawn))
        if is_time and len(drawn) > 1
        else ()
    )
    return Plot(id_, title, of, tuple(zip(kinds, names, strict=True)), rows, blocks, len(chosen) - len(drawn))


def _column(number: int, kinds: Sequence[str], counts: Sequence[int], most: int) -> tuple[Block, ...]:
    blocks, top = [], _TALLEST
    for kind, count in zip(kinds, counts, strict=True):
        height = _TALLEST * count / most if most else 0.0
        top -= height
        if count:
            blocks.append(Block(kind, number * _STEP + 1, round(top, 2), round(height, 2)))
    return tuple(blocks)
