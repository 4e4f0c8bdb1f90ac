"""What the queue shows: every draft with how it stands, which of them, and in which order."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from linter.renderers.columns import visible
from tui.messages import RowsChanged, ScanEnded
from tui.picking import SORTS, STATES, Picking, choices, picked
from tui.widgets.footer import KeyFooter
from tui.widgets.queue_filter import QueueFilter
from tui.widgets.queue_summary import QueueGlance, QueueHead
from tui.widgets.queue_table import QueueTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.session import Key, Session

_OFFERS = 2.0  # seconds


class QueueShowing(Screen[None]):
    """Show a queue of drafts; what can be decided about them is added by the class that follows."""

    DEFAULT_CSS = """
    QueueShowing {
        &.-low QueueGlance { display: none; }
    }
    """
    AUTO_FOCUS = "QueueTable"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, session: Session, open_post: Callable[[Key], object]) -> None:
        """Show the drafts of a session; `open_post` is called when somebody opens one."""
        super().__init__()
        self.session = session
        self._open_post = open_post
        self.sort, self.backwards = "file", False
        self._picking = Picking()
        self._progress = (0, 0)
        self._offered = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield QueueHead()
        yield QueueFilter()
        yield QueueTable(self._open_post)
        yield QueueGlance()
        yield KeyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin with what is known already."""
        self.table.focus()
        self.show_rows()
        self.watch(self.table, "cursor", self._moved, init=False)

    @property
    def table(self) -> QueueTable:
        """Return the rows."""
        return self.query_one(QueueTable)

    # What there is

    def rows_changed(self, event: RowsChanged) -> None:
        """Show rows that are new, judged or gone."""
        if event.total:
            self._progress = (event.done, event.total)
        if self.is_current:  # else they are shown when somebody comes back to it
            self.show_rows()

    def scan_ended(self, event: ScanEnded) -> None:
        """Say that all is there."""
        self._progress = (1, 1)
        self.table.nothing = "No drafts here. Write one, and it appears by itself."
        self.show_rows()
        self.table.is_looking = False
        for fault in event.faults:
            self.notify(visible(f"{fault.path}: {fault.what}"), severity="warning", markup=False)

    def on_screen_resume(self) -> None:
        """Show what was changed on another screen."""
        if self.is_mounted:
            self.show_rows()

    def show_rows(self) -> None:
        """Show the rows as they are known now."""
        items = self.session.items
        rows = picked(items.values(), self._picking, self.sort, backwards=self.backwards)
        table = self.table
        table.chosen &= items.keys()
        if items and not rows:
            table.nothing = "No post is like that. esc shows all again."
        table.show(
            rows, sort=self.sort, backwards=self.backwards, typed=self.session.unsaved(), today=self.session.today
        )
        done, total = self._progress
        # To fill the lists anew costs more than all else here: while the counts still run, now and then is enough.
        if done >= total or time.monotonic() - self._offered > _OFFERS:
            self._offered = time.monotonic()
            self.query_one(QueueFilter).offer(choices(items.values()))
        self.tell()

    def tell(self) -> None:
        """Say how the queue stands, and what was found in the post under the cursor."""
        items, table = self.session.items, self.table
        school = self.session.school()
        self.query_one(QueueHead).tell(school, items.values(), len(table.rows), len(table.chosen), *self._progress)
        self.query_one(QueueGlance).tell(table.item)

    def _moved(self) -> None:
        self.query_one(QueueGlance).tell(self.table.item)

    @on(QueueTable.Chosen)
    def _chosen(self) -> None:
        self.tell()

    # Which are shown

    def pick(self, picking: Picking) -> None:
        """Show only certain posts: those behind a bar of the morning."""
        fields = {name: getattr(picking, name) for name in ("outcome", "account", "platform", "rule", "text")}
        self.query_one(QueueFilter).pick(**fields)
        self.table.focus()

    @on(QueueFilter.Changed)
    def _picked(self, event: QueueFilter.Changed) -> None:
        self._picking = event.picking
        self.show_rows()

    @on(QueueFilter.Left)
    def _left(self) -> None:
        self.table.focus()

    @on(QueueTable.SortAsked)
    def _sort_asked(self, event: QueueTable.SortAsked) -> None:
        if event.sort == self.sort:
            self.backwards = not self.backwards
        self.sort = event.sort
        self.show_rows()

    def action_look_for(self) -> None:
        """Go to the field for words."""
        self.query_one(QueueFilter).look_for()

    def action_next_outcome(self) -> None:
        """Show the posts of the next outcome that there is, and after the last one all of them."""
        there = ["", *(name for name, _ in choices(self.session.items.values())["outcome"])]
        there.sort(key=lambda name: STATES.index(name) if name else -1)
        here = self._picking.outcome
        at = there.index(here) if here in there else 0
        self.query_one(QueueFilter).pick(outcome=there[(at + 1) % len(there)])

    def action_sort(self) -> None:
        """Sort by the next thing."""
        names = list(SORTS)
        self.sort = names[(names.index(self.sort) + 1) % len(names)]
        self.backwards = False
        self.show_rows()
        self.notify(f"Sorted by {self.sort}.", timeout=2)

    def action_turn(self) -> None:
        """Turn the order round."""
        self.backwards = not self.backwards
        self.show_rows()

    def action_clear(self) -> None:
        """Show every post again; if every one is shown, choose none."""
        if self._picking.is_any:
            self.table.chosen.clear()
        self.query_one(QueueFilter).clear()
        self.show_rows()

    def action_choose_all(self) -> None:
        """Choose all that are shown, or none if they are chosen already."""
        table = self.table
        shown = set(table.keys)
        table.chosen = table.chosen - shown if shown <= table.chosen else table.chosen | shown
        table.refresh()
        self.tell()

    async def action_again(self) -> None:
        """Check all drafts once more."""
        await self.app.run_action("app.scan")
