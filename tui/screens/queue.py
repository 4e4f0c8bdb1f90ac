"""The queue: every draft with how it stands; the first screen, from which posts are opened and decided about."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from linter.renderers.columns import visible
from tui.messages import Decided, RowsChanged, ScanEnded
from tui.picking import SORTS, STATES, Picking, choices, picked
from tui.session import Key, Plan
from tui.widgets.queue_filter import QueueFilter
from tui.widgets.queue_summary import QueueGlance, QueueHead
from tui.widgets.queue_table import QueueTable

if TYPE_CHECKING:
    from tui.session import Session
    from tui.widgets.decide import Deciding

_OFFERS = 2.0  # seconds
_TOLD = 8  # of the reasons why something cannot be done


class QueueScreen(Screen[None]):
    """Vet a queue of drafts."""

    DEFAULT_CSS = """
    QueueScreen {
        &.-low QueueGlance { display: none; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "look_for", "Find", key_display="/", tooltip="Show only posts with some words"),
        Binding("o", "next_outcome", "Outcome", tooltip="Show only the blocked ones, those to review, …"),
        Binding("s", "sort", "Sort", tooltip="By file, outcome, time, findings or account"),
        Binding("S", "turn", "Turn the order round", show=False),
        Binding("a", "approve", "Approve", tooltip="Say yes to the chosen posts, after a summary"),
        Binding("b", "send_back", "Send back", tooltip="Send the chosen posts back with a note", show=False),
        Binding("F", "fix", "Fix what is safe", tooltip="In the chosen drafts, after a summary", show=False),
        Binding("A", "choose_all", "Choose all shown, or none", show=False),
        Binding("r", "again", "Check again", tooltip="Check the drafts once more", show=False),
        Binding("escape", "clear", "Show all", tooltip="Show every post again, and choose none", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sort, self.backwards = "file", False
        self._picking = Picking()
        self._progress = (0, 0)
        self._by = ""
        self._offered = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield QueueHead()
        yield QueueFilter()
        yield QueueTable()
        yield QueueGlance()
        yield Footer()

    def on_mount(self) -> None:
        """Begin with what is known already."""
        self.table.focus()
        self._show()

    @property
    def table(self) -> QueueTable:
        """Return the rows."""
        return self.query_one(QueueTable)

    # What there is

    def rows_changed(self, event: RowsChanged) -> None:
        """Show rows that are new, judged or gone."""
        if event.total:
            self._progress = (event.done, event.total)
        self._show()

    def scan_ended(self, event: ScanEnded) -> None:
        """Say that all is there."""
        self._progress = (1, 1)
        self.table.nothing = "No drafts here. Write one, and it appears by itself."
        self._show()
        for fault in event.faults:
            self.notify(visible(f"{fault.path}: {fault.what}"), severity="warning", markup=False)

    def on_screen_resume(self) -> None:
        """Show what was changed on another screen."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
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
        self._tell()

    def _tell(self) -> None:
        items, table = self.session.items, self.table
        school = self.session.school()
        self.query_one(QueueHead).tell(school, items.values(), len(table.rows), len(table.chosen), *self._progress)
        self.query_one(QueueGlance).tell(table.item)

    @on(QueueTable.Moved)
    def _moved(self) -> None:
        self.query_one(QueueGlance).tell(self.table.item)

    @on(QueueTable.Chosen)
    def _chosen(self) -> None:
        self._tell()

    @on(QueueTable.Opened)
    def _opened(self, event: QueueTable.Opened) -> None:
        from tui.screens.draft import DraftScreen

        self.app.push_screen(DraftScreen(self.session, event.key))

    # Which are shown

    def pick(self, picking: Picking) -> None:
        """Show only certain posts: those behind a bar of the morning."""
        fields = {name: getattr(picking, name) for name in ("outcome", "account", "platform", "rule", "text")}
        self.query_one(QueueFilter).pick(**fields)
        self.table.focus()

    @on(QueueFilter.Changed)
    def _picked(self, event: QueueFilter.Changed) -> None:
        self._picking = event.picking
        self._show()

    @on(QueueFilter.Left)
    def _left(self) -> None:
        self.table.focus()

    @on(QueueTable.SortAsked)
    def _sort_asked(self, event: QueueTable.SortAsked) -> None:
        if event.sort == self.sort:
            self.backwards = not self.backwards
        self.sort = event.sort
        self._show()

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
        self._show()
        self.notify(f"Sorted by {self.sort}.", timeout=2)

    def action_turn(self) -> None:
        """Turn the order round."""
        self.backwards = not self.backwards
        self._show()

    def action_clear(self) -> None:
        """Show every post again; if every one is shown, choose none."""
        if self._picking.is_any:
            self.table.chosen.clear()
        self.query_one(QueueFilter).clear()
        self._show()

    def action_choose_all(self) -> None:
        """Choose all that are shown, or none if they are chosen already."""
        table = self.table
        shown = set(table.keys)
        table.chosen = table.chosen - shown if shown <= table.chosen else table.chosen | shown
        table.refresh()
        self._tell()

    def action_again(self) -> None:
        """Check all drafts once more."""
        self.app.run_action("app.scan")  # type: ignore[unused-coroutine]

    # What is done to several

    @property
    def _meant(self) -> tuple[Key, ...]:
        """Return the posts that are chosen, in the order shown; none chosen: the one under the cursor."""
        table = self.table
        chosen = tuple(key for key in self.session.items if key in table.chosen)
        return chosen or ((table.key,) if table.key else ())

    def action_approve(self) -> None:
        """Approve the chosen posts, after a summary."""
        from tui.widgets.decide import ApproveForm

        keys = self._checked()
        if keys:
            said = f"{_count(keys)} will be looked at. You see which can be approved before anything happens."
            form = ApproveForm(said, self.session.people_of(keys[0]), self._by)
            self.app.push_screen(form, lambda answer: self._plan_approval(keys, answer))

    def _plan_approval(self, keys: tuple[Key, ...], answer: Deciding | None) -> None:
        if answer:
            self._by = answer.by
            self._weigh(keys, answer)

    @work(thread=True, exclusive=True, group="decide")
    def _weigh(self, keys: tuple[Key, ...], answer: Deciding) -> None:
        """Ask what could be approved, and show it."""
        plan = self.session.plan_approval(keys, answer.by, answer.role)
        self.app.call_from_thread(self._summarise, plan, answer)

    def _summarise(self, plan: Plan, answer: Deciding) -> None:
        def decide(key: Key) -> None:
            self.session.approve(key, answer.by, answer.role)

        reasons = [f"{_name(key)}: {why}" for key, why in plan.cannot]
        self._ask_first("approved", plan.could, reasons, "Approve", decide)

    def action_send_back(self) -> None:
        """Send the chosen posts back, after a summary."""
        from tui.widgets.decide import SendBackForm

        keys = self._checked()
        if not keys:
            return

        def answered(answer: Deciding | None) -> None:
            if answer:
                self._by = answer.by
                send = self.session.send_back
                self._ask_first("sent back", keys, (), "Send back", lambda key: send(key, answer.note, answer.by))

        self.app.push_screen(SendBackForm(self.session.people_of(keys[0]), self._by), answered)

    def action_fix(self) -> None:
        """Do all safe fixes in the chosen drafts, after a summary."""
        keys = tuple({key.path: key for key in self._checked()}.values())
        if keys:
            self._look_for_fixes(keys)

    @work(thread=True, exclusive=True, group="decide")
    def _look_for_fixes(self, keys: tuple[Key, ...]) -> None:
        able = tuple(key for key in keys if self.session.has_safe_fix(key))
        self.app.call_from_thread(self._offer_fixes, able)

    def _offer_fixes(self, able: tuple[Key, ...]) -> None:
        if able:
            self._ask_first("put right", able, (), "Put right", self.session.apply_safe)
        else:
            self.notify("Nothing there can be put right safely by machine.", severity="warning")

    def _checked(self) -> tuple[Key, ...]:
        """Return the posts that are meant and were checked, and say so if there is none."""
        meant = self._meant
        keys = tuple(key for key in meant if self.session.items[key].report is not None)
        if meant and not keys:
            self.notify("That draft is not checked, so nothing can be decided about it.", severity="warning")
        return keys

    def _ask_first(
        self, what: str, could: tuple[Key, ...], reasons: list[str] | tuple[()], yes: str, do: Callable[[Key], object]
    ) -> None:
        """Say what will be done to which posts, and do it if that is wanted."""
        from tui.widgets.decide import Question

        lines = [f"✔ {_count(could)} can be {what}:" if could else f"✖ None of them can be {what}."]
        lines += [f"    {_name(key)}" for key in could[:_TOLD]]
        lines += [f"    and {len(could) - _TOLD} more"] if len(could) > _TOLD else []
        if reasons:
            lines += ["", f"✖ {len(reasons)} cannot:", *(f"    {visible(reason)}" for reason in reasons[:_TOLD])]
            lines += [f"    and {len(reasons) - _TOLD} more"] if len(reasons) > _TOLD else []
        answers = {"yes": f"{yes} {_count(could)}", "no": "Do nothing"} if could else {"no": "Close"}

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._do(what, could, do)

        self.app.push_screen(Question("What will happen", "\n".join(lines), answers), answered)

    @work(thread=True, exclusive=True, group="decide")
    def _do(self, what: str, keys: tuple[Key, ...], do: Callable[[Key], object]) -> None:
        """Do something to posts one by one, and tell what came of it."""
        outcomes = list(self.session.decide_all(keys, do))
        for path in dict.fromkeys(key.path for key in keys):
            self.session.refresh(path)
        problems = [f"{_name(one.key)}: {one.problem}" for one in outcomes if one.problem]
        self.post_message(Decided(what, len(outcomes) - len(problems), problems))

    @on(Decided)
    def _decided(self, event: Decided) -> None:
        self.table.chosen.clear()
        self._show()
        if event.done:
            self.notify(f"{event.done} {'post' if event.done == 1 else 'posts'} {event.what}.")
        if event.problems:
            said = "\n".join(map(visible, event.problems[:_TOLD]))
            self.notify(said, title="Not done", severity="error", timeout=12, markup=False)


def _count(keys: tuple[Key, ...]) -> str:
    return "1 post" if len(keys) == 1 else f"{len(keys)} posts"


def _name(key: Key) -> str:
    return visible(f"{key.path}#{key.index + 1}" if key.index else key.path)
