"""The rows of the queue, drawn line by line as they are seen: thousands cost no more than a screenful."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linter.renderers.columns import visible
from linter.rule import SEVERITIES
from tui.picking import around, said_when, state_of
from tui.session import Item, Key
from tui.session.knowing import NOT_CHECKED, WAITING
from tui.signs import OUTCOME_SIGNS, SEVERITY_SIGNS

_STATES: dict[str, tuple[str, str]] = {
    **{str(name): (sign.glyph, sign.colour) for name, sign in OUTCOME_SIGNS.items()},
    NOT_CHECKED: ("?", "warning"),
    WAITING: ("·", "muted"),
}
_QUIET = frozenset({"muted", "head"})
_PICTURE = "▣"
_TYPED = "✎"
_COLOURS = ("error", "warning", "success", "primary", "muted", "head", "chosen")


class _Column(NamedTuple):
    """A column: its heading, its width, how wide the screen must be for it, and the order that a click asks for."""

    name: str
    title: str
    width: int
    from_width: int = 0
    sort: str = ""


_COLUMNS = (
    _Column("mark", "", 2),
    _Column("state", "Outcome", 14, sort="outcome"),
    _Column("found", "Found", 10, sort="findings"),
    _Column("picture", "", 2),
    _Column("draft", "Draft", 0, sort="file"),
    _Column("when", "Goes out", 17, 76, sort="goes out"),
    _Column("account", "Account", 11, 76, sort="account"),
    _Column("platforms", "Platforms", 22, 118),
)
_PATH = 34  # of the column of drafts, the rest is how the post begins
_LEAST_WORDS = 12


class QueueTable(ScrollView, can_focus=True):
    """The queue. Moving the cursor, choosing rows and opening one are told in messages."""

    DEFAULT_CSS = """
    QueueTable {
        height: 1fr; background: $background; color: $foreground; overflow-x: hidden; scrollbar-size-vertical: 1;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"queue--{name}" for name in (*_COLOURS, "cursor", "cursor-away")}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Open the post under the cursor"),
        Binding("space", "choose", "Choose", tooltip="Choose this post for what is done to several"),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "A page down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "A page up", show=False),
        Binding("home,g", "edge(0)", "First", show=False),
        Binding("end,G", "edge(-1)", "Last", show=False),
    ]

    class Opened(Message):
        """Somebody opened a post."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    class Moved(Message):
        """The cursor is on another post, or on what became of one."""

    class Chosen(Message):
        """Other posts are chosen."""

    class SortAsked(Message):
        """Somebody clicked on a heading."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Item] = []
        self.chosen: set[Key] = set()
        self.typed: frozenset[str] = frozenset()
        self.sort, self.backwards = "file", False
        self.today = date.min
        self.nothing = "Looking for drafts…"
        self._keys: list[Key] = []
        self._cursor = 0
        self._styles: dict[str, Style] = {}

    # What is shown

    def show(self, rows: Sequence[Item], *, sort: str, backwards: bool, typed: Collection[str], today: date) -> None:
        """Show rows; the cursor stays on its post, and what is seen of the list stays in its place."""
        before, key = self._keys, self.key
        offset = self._cursor - round(self.scroll_offset.y)
        self.rows, self._keys = list(rows), [item.key for item in rows]
        self.sort, self.backwards, self.typed, self.today = sort, backwards, frozenset(typed), today
        self._cursor = around(self._keys, before, key)
        self.virtual_size = Size(0, len(self.rows) + 1)
        self._keep_place(offset)
        self.refresh()
        if self.key != key:
            self.post_message(self.Moved())

    def _keep_place(self, offset: int) -> None:
        """Scroll so that the cursor is as far from the top as it was."""
        if 0 <= offset < self._page:
            self.scroll_to(y=max(self._cursor - offset, 0), animate=False, immediate=True)

    @property
    def item(self) -> Item | None:
        """Return the row under the cursor."""
        return self.rows[self._cursor] if self._cursor < len(self.rows) else None

    @property
    def key(self) -> Key | None:
        """Return the post under the cursor."""
        return self._keys[self._cursor] if self._cursor < len(self._keys) else None

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the posts that are shown, in order."""
        return tuple(self._keys)

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)

    def go_to(self, key: Key) -> None:
        """Put the cursor on a post, if it is shown."""
        if key in self._keys:
            self._go(self._keys.index(key))

    # Keys and mouse

    def action_open(self) -> None:
        """Open the post under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self.key))

    def action_choose(self) -> None:
        """Choose the post under the cursor, or not any more, and go on to the next."""
        if self.key is not None:
            self.chosen ^= {self.key}
            self.post_message(self.Chosen())
            self.action_move(1)
            self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self._go(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + step * self._page)

    def action_edge(self, where: int) -> None:
        """Move the cursor to the first row (0) or the last (-1)."""
        self._go(0 if where == 0 else len(self.rows) - 1)

    def _go(self, at: int) -> None:
        at = max(min(at, len(self.rows) - 1), 0)
        if at != self._cursor:
            self._cursor = at
            self.post_message(self.Moved())
        top, page = round(self.scroll_offset.y), self._page
        if at < top:
            self.scroll_to(y=at, animate=False, immediate=True)
        elif at >= top + page:
            self.scroll_to(y=at - page + 1, animate=False, immediate=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose by mouse: a heading to sort, a row to go to it, twice to open it, its mark to choose it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y == 0:
            name = self._column_at(at.x)
            if name and name.sort:
                self.post_message(self.SortAsked(name.sort))
            return
        row = round(self.scroll_offset.y) + at.y - 1
        if row >= len(self.rows):
            return
        was = self._cursor
        self._go(row)
        column = self._column_at(at.x)
        if column and column.name == "mark":
            self.chosen ^= {self._keys[row]}
            self.post_message(self.Chosen())
        elif was == row and event.chain > 1:
            self.action_open()

    def _column_at(self, x: int) -> _Column | None:
        for column, width in self._laid_out():
            if x < width:
                return column
            x -= width
        return None

    # Drawing

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        self._styles.clear()
        super().notify_style_update()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = self.get_component_rich_style(f"queue--{name}", partial=True)
            self._styles[name] = style + self._quiet() if name in _QUIET else style
        return self._styles[name]

    def _quiet(self) -> Style:
        """Return the colour of what matters less, mixed by us: a style of its own has no background to mix it with."""
        plain = self.rich_style
        if "contrast" in self.app.theme or plain.color is None or plain.bgcolor is None:
            return Style(color=plain.color)
        front, back = Color.from_rich_color(plain.color), Color.from_rich_color(plain.bgcolor)
        return Style(color=back.blend(front, 0.68).rich_color)

    def _laid_out(self) -> list[tuple[_Column, int]]:
        """Return the columns that there is room for, with their widths."""
        whole = self.scrollable_content_region.width
        shown = [column for column in _COLUMNS if whole >= column.from_width]
        rest = max(whole - sum(column.width for column in shown), 1)
        return [(column, column.width or rest) for column in shown]

    def render_line(self, y: int) -> Strip:
        """Draw one line: the headings, a row, or nothing."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._headings(width)
        at = round(self.scroll_offset.y) + y - 1
        if not self.rows and y == 2:
            return Strip([Segment(f"  {self.nothing}", self._style("muted"))]).adjust_cell_length(
                width, self.rich_style
            )
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        item, is_cursor = self.rows[at], at == self._cursor
        base = self.rich_style
        if is_cursor:
            base += self._style("cursor" if self.has_focus else "cursor-away")
        pieces: list[Segment] = []
        for column, room in self._laid_out():
            pieces += self._cell(item, column.name, room, base)
        return Strip(pieces, width).adjust_cell_length(width, base)

    def _headings(self, width: int) -> Strip:
        style = self.rich_style + self._style("head")
        pieces = []
        for column, room in self._laid_out():
            arrow = (" ▲" if self.backwards else " ▼") if column.sort == self.sort and column.sort else ""
            pieces.append(Segment(set_cell_size(f"{column.title}{arrow}", room), style))
        return Strip(pieces).adjust_cell_length(width, style)

    def _cell(self, item: Item, name: str, width: int, base: Style) -> list[Segment]:
        if name == "found":
            return self._counts(item, width, base)
        if name == "draft":
            return self._draft(item, width, base)
        style = base
        if name == "mark":
            is_chosen = item.key in self.chosen
            text, style = ("◉" if is_chosen else ""), base + self._style("chosen")
        elif name == "state":
            state = state_of(item)
            glyph, colour = _STATES[state]
            text, style = f"{glyph} {state}", base + self._style(colour)
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
                pieces.append(Segment(f"{sign.glyph}{count} ", base + self._style(sign.colour)))
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
        pieces = [Segment(_fit(name, room), base + self._style("chosen") if mark else base)]
        if width > room:
            pieces.append(Segment(_fit(said, width - room), base + self._style("muted")))
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
