"""How a row of the queue is drawn: its columns, those that there is room for, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from linter.renderers.columns import visible
from linter.rule import SEVERITIES
from tui.picking import said_when, state_of
from tui.session import Item, Key
from tui.session.knowing import NOT_CHECKED, WAITING
from tui.signs import OUTCOME_SIGNS, SEVERITY_SIGNS

COLOURS = ("error", "warning", "success", "primary", "muted", "head", "chosen")
_STATES: dict[str, tuple[str, str]] = {
    **{str(name): (sign.glyph, sign.colour) for name, sign in OUTCOME_SIGNS.items()},
    NOT_CHECKED: ("?", "warning"),
    WAITING: ("·", "muted"),
}
_APPROVED = "approved"
_PICTURE = "▣"
_TYPED = "✎"


class Column(NamedTuple):
    """A column: its heading, its width, how wide the screen must be for it, and the order that a click asks for."""

    name: str
    title: str
    width: int
    from_width: int = 0
    sort: str = ""


_COLUMNS = (
    Column("mark", "", 2),
    Column("state", "Outcome", 14, sort="outcome"),
    Column("found", "Found", 10, sort="findings"),
    Column("picture", "", 2),
    Column("draft", "Draft", 0, sort="file"),
    Column("when", "Goes out", 18, 76, sort="goes out"),
    Column("account", "Account", 11, 76, sort="account"),
    Column("platforms", "Platforms", 22, 118),
)
_PATH = 34  # of the column of drafts, the rest is how the post begins
_LEAST_WORDS = 12


def laid_out(width: int) -> list[tuple[Column, int]]:
    """Return the columns that there is room for, with their widths."""
    shown = [column for column in _COLUMNS if width >= column.from_width]
    rest = max(width - sum(column.width for column in shown), 1)
    return [(column, column.width or rest) for column in shown]


def column_at(x: int, width: int) -> Column | None:
    """Return the column at a cell of a line."""
    for column, room in laid_out(width):
        if x < room:
            return column
        x -= room
    return None


def headings(width: int, style: Style, sort: str, *, backwards: bool) -> list[Segment]:
    """Draw the line of headings; an arrow tells by what the rows are sorted."""
    pieces = []
    for column, room in laid_out(width):
        arrow = (" ▲" if backwards else " ▼") if column.sort == sort and column.sort else ""
        pieces.append(Segment(set_cell_size(f"{column.title}{arrow}", room), style))
    return pieces


class Drawing(NamedTuple):
    """What drawing a row takes beside the row: styles by the names of `COLOURS`, what is chosen, what is typed into."""

    style: Callable[[str], Style]
    chosen: Collection[Key]
    typed: Collection[str]
    today: date

    def row(self, item: Item, width: int, base: Style) -> list[Segment]:
        """Draw a row, over a style that all its cells have."""
        return [piece for column, room in laid_out(width) for piece in self._cell(item, column.name, room, base)]

    def _cell(self, item: Item, name: str, width: int, base: Style) -> list[Segment]:
        if name == "found":
            return self._counts(item, width, base)
        if name == "draft":
            return self._draft(item, width, base)
        style = base
        if name == "mark":
            is_chosen = item.key in self.chosen
            text, style = ("◉" if is_chosen else ""), base + self.style("chosen")
        elif name == "state":
            state = state_of(item)
            glyph, colour = _STATES[state]
            text, style = f"{glyph} {_APPROVED if item.approved else state}", base + self.style(colour)
        elif name == "picture":
            text = _PICTURE if item.has_pictures else ""
        elif name == "when":
            text = said_when(item.schedule, self.today)
        elif name == "account":
            text = visible(item.account)
        else:
            text = visible(", ".join(item.platforms))
        return [Segment(_fit(text, width), style)]

    def _counts(self, item: Item, width: int, base: Style) -> list[Segment]:
        pieces: list[Segment] = []
        for name in SEVERITIES:
            if count := item.counts.get(name, 0):
                sign = SEVERITY_SIGNS[name]
                pieces.append(Segment(f"{sign.glyph}{count} ", base + self.style(sign.colour)))
        used = sum(cell_len(piece.text) for piece in pieces)
        if used > width:  # hundreds of findings: the worst are told
            return [Segment(_fit(pieces[0].text, width), pieces[0].style)]
        return [*pieces, Segment(" " * (width - used), base)]

    def _draft(self, item: Item, width: int, base: Style) -> list[Segment]:
        path = item.key.path
        several = f"#{item.key.index + 1}" if item.key.index else ""
        mark = f"{_TYPED} " if path in self.typed else ""
        said = visible(item.fault.what) if item.fault else item.words
        room = min(_PATH, width) if said and width >= _PATH + _LEAST_WORDS else width
        name = mark + _short(visible(path), room - len(several) - len(mark) - 1) + several
        pieces = [Segment(_fit(name, room), base + self.style("chosen") if mark else base)]
        if width > room:
            pieces.append(Segment(_fit(said, width - room), base + self.style("muted")))
        return pieces


def _fit(text: str, width: int) -> str:
    """Return a text that takes exactly so many cells, one blank at its end among them."""
    if cell_len(text) >= width:
        text = set_cell_size(text, max(width - 2, 0)) + "…"
    return set_cell_size(text, width)


def _short(path: str, width: int) -> str:
    """Return the end of a path that there is room for: what its name is tells more than where it lies."""
    if cell_len(path) <= width:
        return path
    name = path.rpartition("/")[2]
    folder = path[: len(path) - len(name)].rstrip("/").rpartition("/")[2]
    longer = f"…/{folder}/{name}"
    return longer if cell_len(longer) <= width and folder else name
