"""The rows of the queue, drawn line by line as they are seen: thousands cost no more than a screenful."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.picking import around
from tui.session import Item, Key
from tui.widgets.queue_cells import COLOURS, Column, Drawing, column_at, headings

_QUIET = frozenset({"muted", "head"})
_PLAIN = ""
_KEPT = 500  # lines that were drawn


class _Line(NamedTuple):
    """A row as it was drawn, and all that its looks depend on."""

    item: Item
    marks: tuple[object, ...]
    strip: Strip


class QueueTable(ScrollView, can_focus=True):
    """The queue. Who watches the cursor is told at once; choosing rows is told in messages."""

    DEFAULT_CSS = """
    QueueTable {
        height: 1fr; background: $background; color: $foreground; overflow-x: hidden; scrollbar-size-vertical: 1;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"queue--{name}" for name in (*COLOURS, "cursor", "cursor-away")}
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

    class Chosen(Message):
        """Other posts are chosen."""

    class SortAsked(Message):
        """Somebody clicked on a heading."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    cursor = var(0)
    """The row that keys move from. Whoever watches it is told at once, so that one frame shows all that follows."""

    def __init__(self, open_post: Callable[[Key], object]) -> None:
        """`open_post` is called at once when somebody opens a post: the next key is for what it shows."""
        super().__init__()
        self._open_post = open_post
        self.rows: list[Item] = []
        self.chosen: set[Key] = set()
        self.typed: frozenset[str] = frozenset()
        self.sort, self.backwards = "file", False
        self.today = date.min
        self.nothing = "Looking for drafts…"
        self.is_looking = True  # for drafts: rows will come by themselves
        self._keys: list[Key] = []
        self._is_opening = False  # asked for before there was any row
        self._drawn: tuple[object, ...] = ()
        self._styles: dict[str, Style] = {}
        self._lines: dict[Key, _Line] = {}  # as they were drawn last

    # What is shown

    def show(self, rows: Sequence[Item], *, sort: str, backwards: bool, typed: Collection[str], today: date) -> None:
        """Show rows; the cursor stays on its post, and what is seen of the list stays in its place."""
        before, key = self._keys, self.key
        offset = self.cursor - round(self.scroll_offset.y)
        self.rows, self._keys = list(rows), [item.key for item in rows]
        self.sort, self.backwards, self.typed, self.today = sort, backwards, frozenset(typed), today
        self.cursor = around(self._keys, before, key)
        self.virtual_size = Size(0, len(self.rows) + 1)
        self._keep_place(offset)
        if not _are_same(drawn := self._to_draw(), self._drawn):
            self._drawn = drawn
            self.refresh()
        if self._is_opening and self.rows:
            self.action_open()

    def _to_draw(self) -> tuple[object, ...]:
        """Return all that the rows on the screen depend on: while a scan goes on below them, nothing is drawn anew."""
        top = round(self.scroll_offset.y)
        words = (top, self.cursor, self.sort, self.backwards, self.typed, self.today, self.nothing)
        return *words, frozenset(self.chosen), *self.rows[top : top + self._page]

    def _keep_place(self, offset: int) -> None:
        """Scroll so that the cursor is as far from the top as it was."""
        if 0 <= offset < self._page:
            self.scroll_to(y=max(self.cursor - offset, 0), animate=False, immediate=True)

    @property
    def item(self) -> Item | None:
        """Return the row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def key(self) -> Key | None:
        """Return the post under the cursor."""
        return self._keys[self.cursor] if self.cursor < len(self._keys) else None

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
        """Open the post under the cursor; while there is none yet, the first that comes."""
        self._is_opening = self.key is None and self.is_looking
        if self.key is not None:
            self._open_post(self.key)

    def action_choose(self) -> None:
        """Choose the post under the cursor, or not any more, and go on to the next."""
        if self.key is not None:
            self.chosen ^= {self.key}
            self._redraw(self.cursor)
            self.post_message(self.Chosen())
            self.action_move(1)

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self._go(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self.cursor + step * self._page)

    def action_edge(self, where: int) -> None:
        """Move the cursor to the first row (0) or the last (-1)."""
        self._go(0 if where == 0 else len(self.rows) - 1)

    def _go(self, at: int) -> None:
        self._is_opening = False  # somebody wants another
        at = max(min(at, len(self.rows) - 1), 0)
        was, self.cursor = self.cursor, at
        top, page = round(self.scroll_offset.y), self._page
        if at < top:
            self.scroll_to(y=at, animate=False, immediate=True)
        elif at >= top + page:
            self.scroll_to(y=at - page + 1, animate=False, immediate=True)
        if at != was:
            self._redraw(was, at)  # no other line is another now, unless all are scrolled

    def _redraw(self, *rows: int) -> None:
        """Draw rows anew that are seen."""
        top, width = round(self.scroll_offset.y), self.size.width
        if seen := [row for row in rows if top <= row < top + self._page]:
            self.refresh(*(Region(0, row - top + 1, width, 1) for row in seen))

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
        was = self.cursor
        self._go(row)
        column = self._column_at(at.x)
        if column and column.name == "mark":
            self.chosen ^= {self._keys[row]}
            self._redraw(row)
            self.post_message(self.Chosen())
        elif was == row and event.chain > 1:
            self.action_open()

    def _column_at(self, x: int) -> Column | None:
        return column_at(x, self.scrollable_content_region.width)

    # Drawing

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        self._styles.clear()
        self._lines.clear()
        super().notify_style_update()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = self.get_component_rich_style(f"queue--{name}", partial=True)
            self._styles[name] = style + self._quiet() if name in _QUIET else style
        return self._styles[name]

    @property
    def _plain(self) -> Style:
        """Return the style of the widget, which is made of those of all that it stands in: once is enough."""
        if _PLAIN not in self._styles:
            self._styles[_PLAIN] = self.rich_style
        return self._styles[_PLAIN]

    def _quiet(self) -> Style:
        """Return the colour of what matters less, mixed by us: a style of its own has no background to mix it with."""
        plain = self._plain
        if "contrast" in self.app.theme or plain.color is None or plain.bgcolor is None:
            return Style(color=plain.color)
        front, back = Color.from_rich_color(plain.color), Color.from_rich_color(plain.bgcolor)
        return Style(color=back.blend(front, 0.68).rich_color)

    def render_line(self, y: int) -> Strip:
        """Draw one line: the headings, a row, or nothing."""
        width, plain = self.scrollable_content_region.width, self._plain
        if y == 0:
            return self._headings(width)
        at = round(self.scroll_offset.y) + y - 1
        if not self.rows and y == 2:
            return Strip([Segment(f"  {self.nothing}", self._style("muted"))]).adjust_cell_length(width, plain)
        if at >= len(self.rows):
            return Strip.blank(width, plain)
        return self._row(at, width)

    def _row(self, at: int, width: int) -> Strip:
        """Draw a row, or take it as it was drawn before."""
        item, looks = self.rows[at], ""
        if at == self.cursor:
            looks = "cursor" if self.has_focus else "cursor-away"
        marks = (width, looks, item.key in self.chosen, item.key.path in self.typed, self.today)
        line = self._lines.get(item.key)
        if line is None or line.item is not item or line.marks != marks:
            base = self._plain + self._style(looks) if looks else self._plain
            drawing = Drawing(self._style, self.chosen, self.typed, self.today)
            strip = Strip(drawing.row(item, width, base), width).adjust_cell_length(width, base)
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            line = self._lines[item.key] = _Line(item, marks, strip)
        return line.strip

    def _headings(self, width: int) -> Strip:
        style = self._plain + self._style("head")
        return Strip(headings(width, style, self.sort, backwards=self.backwards)).adjust_cell_length(width, style)


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Say whether two are alike. Rows never change, so that they need not be compared piece by piece."""
    return len(some) == len(others) and all(
        one is other or (not isinstance(one, Item) and one == other) for one, other in zip(some, others, strict=True)
    )
