"""The review app: `postlint review`. It starts the workers, holds the screens together, and leaves in good order."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.worker import get_current_worker

from linter.errors import Fault, PostlintError
from linter.renderers.columns import visible
from tui.messages import RowsChanged, ScanEnded, Trouble
from tui.picking import Picking
from tui.priority import favour_keys, settle
from tui.screens.queue import QueueScreen
from tui.session import Session
from tui.terminal import Terminal, ask, tell
from tui.themes import THEMES

if TYPE_CHECKING:
    from tui.screens.draft import DraftScreen
    from tui.session import Key

_DRAFT = "draft"
_PAUSE = 0.25  # seconds between two messages of a scan: many rows at once are shown at once
_LEAVING = {"leave": "Leave; keep it for next time", "stay": "Stay", "drop": "Throw it away and leave"}


class ReviewApp(App[int]):
    """Vet drafts. The session knows everything; the app shows it."""

    TITLE = "postlint"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    COMMAND_PALETTE_DISPLAY = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Quit", tooltip="Leave; nothing typed is lost"),
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("question_mark", "help", "Help", key_display="?", tooltip="Every key of this screen"),
        Binding("ctrl+t", "next_theme", "Light, dark, high contrast", show=False),
        Binding("R", "rules", "Rules", tooltip="Search and read the rules", show=False),
        Binding("C", "policy_clauses", "Clauses", tooltip="What becomes of each clause of your policy", show=False),
        Binding("M", "morning", "Morning", tooltip="The morning in a few bars; save it as a page", show=False),
    ]

    def __init__(self, session: Session, *, watch: bool = True, terminal: Terminal | None = None) -> None:
        """Show a session; `watch` keeps an eye on the disk, `terminal` is what is known of where it is shown."""
        super().__init__()
        self.session = session
        self._watch = watch
        self._terminal = terminal
        self._preparing = threading.Lock()
        self.trouble: tuple[Fault, ...] = ()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_default_screen(self) -> QueueScreen:
        """Begin with the queue: nothing is below it."""
        return QueueScreen(self.session, self._open)

    def on_mount(self) -> None:
        """Begin to check once the queue is on the screen."""
        if self.session.lacks_settings:
            self.action_guide()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.action_scan()

    @work(thread=True, group="prepare")
    def _prepare(self) -> None:
        """Have all ready for whoever opens a draft: that takes longer than anybody waits for a key."""
        self.prepare()
        self.session.prepare()
        self.call_from_thread(self._lay_out)

    def _lay_out(self) -> None:
        """Lay out the screen of a draft out of sight: it comes and goes before anything is drawn."""
        if isinstance(self.screen, QueueScreen) and not self._draft.is_running:
            self.push_screen(_DRAFT)
            self.pop_screen()

    @property
    def _draft(self) -> DraftScreen:
        """Return the screen of a draft; there is one, which shows one draft after the other."""
        from tui.screens.draft import DraftScreen

        if not self.is_screen_installed(_DRAFT):
            self.install_screen(DraftScreen(self.session), _DRAFT)
        return self.get_screen(_DRAFT, DraftScreen)

    def prepare(self) -> None:
        """Import what a draft is shown with. Whoever opens one before all is there waits here for the rest."""
        with self._preparing:
            if self._terminal is not None:
                tell(self._terminal)
                self._terminal = None
            import_module("tui.screens.draft")

    # What goes on beside the screens

    def action_scan(self) -> None:
        """Check all drafts once more."""
        self._scan()

    @work(thread=True, exclusive=True, group="scan")
    def _scan(self, *, anew: bool = False) -> None:
        """Find and judge all drafts, and tell of it in batches."""
        worker = get_current_worker()
        self.session.checker.begin()
        try:
            if anew:
                self.session.reload()
            else:
                self.session.find()
            paths = self.session.drafts()
            self.post_message(RowsChanged(0, len(paths)))
            self.call_from_thread(self._prepare)
            if self._watch:  # from now on: to check many takes minutes, and somebody may be writing
                self.call_from_thread(self._look_out)
            done, told = 0, 0.0
            for judged in self.session.check_all(paths):
                if worker.is_cancelled:
                    return
                done += judged
                if time.monotonic() - told > _PAUSE:
                    told = time.monotonic()
                    self.post_message(RowsChanged(done, len(paths)))
                    settle()
        except PostlintError as error:
            self.post_message(Trouble(error.faults))
            return
        self.post_message(ScanEnded(self.session.faults))

    @work(exclusive=True, group="watch")
    async def _look_out(self) -> None:
        """See what changes on the disk, and let it be checked."""
        from watchfiles import awatch

        folders = self.session.watched()
        async for changes in awatch(*folders, debounce=300, step=100, recursive=True):
            self._refresh(frozenset(path for _, path in changes))

    @work(thread=True, group="refresh")
    def _refresh(self, changed: frozenset[str]) -> None:
        """Check what changed on the disk."""
        try:
            found = self.session.concerned(changed)
            if found is None:
                self.call_from_thread(partial(self._scan, anew=True))
                return
            for path in found:
                self.session.refresh(path)
        except PostlintError as error:
            self.post_message(Trouble(error.faults))
        else:
            if found:
                self.post_message(RowsChanged())

    @on(RowsChanged)
    def _rows_changed(self, event: RowsChanged) -> None:
        self._queue.rows_changed(event)

    @on(ScanEnded)
    def _scan_ended(self, event: ScanEnded) -> None:
        self._queue.scan_ended(event)
        if left := self.session.unsaved():
            what = "one draft" if len(left) == 1 else f"{len(left)} drafts"
            self.notify(f"What you typed in {what} is not saved yet; ✎ marks it.", severity="warning")

    @on(Trouble)
    def _told_of_trouble(self, event: Trouble) -> None:
        """Say what is wrong with the settings: the rows stay as they were."""
        self.trouble = event.faults
        self._queue.scan_ended(ScanEnded())
        said = "\n".join(visible(str(fault)) for fault in event.faults[:6])
        self.notify(said, title="The drafts cannot be checked", severity="error", timeout=30, markup=False)

    def _open(self, key: Key) -> None:
        if not isinstance(self.screen, QueueScreen):
            return  # asked for twice
        self.prepare()
        self._draft.show(key, self._queue.table.rows)
        self.push_screen(_DRAFT, lambda _: self._queue.table.go_to(self._draft.left))

    @property
    def _queue(self) -> QueueScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, QueueScreen))

    # What holds on every screen

    def action_help(self) -> None:
        """Show every key of this screen."""
        from tui.screens.help import HelpScreen, known_keys

        self.push_screen(HelpScreen(known_keys(self)))

    def action_rules(self) -> None:
        """Browse the rules; on a finding, begin with its rule."""
        from tui.screens.rules import RulesScreen

        finding = getattr(self.screen, "finding", None)
        self._browse(RulesScreen(self.session, rule=finding.rule if finding else ""))

    def action_policy_clauses(self) -> None:
        """Browse the clauses of the policy."""
        from tui.screens.clauses import ClausesScreen

        self._browse(ClausesScreen(self.session))

    def action_morning(self) -> None:
        """Show the morning at a glance."""
        from tui.screens.morning import MorningScreen

        self._browse(MorningScreen(self.session), self._show_posts)

    def _show_posts(self, picking: Picking | None) -> None:
        """Go back to the queue, with only the posts that somebody picked."""
        if picking is not None and isinstance(self.screen, QueueScreen):
            self.screen.pick(picking)

    def _browse(self, screen: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Show a screen of knowing, once: who goes from one to another comes back in one step."""
        kind = type(screen)
        if not isinstance(self.screen, kind):
            self.push_screen(screen, then)

    def action_guide(self) -> None:
        """Ask about the school, and write its settings."""
        from tui.screens.guide import GuideScreen

        if not self.session.lacks_settings:
            self.notify("There are settings already. Change them in an editor: every line is explained there.")
            return

        def left(written: bool | None) -> None:
            if written:
                self._scan(anew=True)

        self.push_screen(GuideScreen(self.session), left)

    def action_next_theme(self) -> None:
        """Take the next look: dark, light, high contrast."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the command palette what can be done by key on this screen."""
        yield from super().get_system_commands(screen)
        for node, binding, enabled, _ in screen.active_bindings.values():
            if binding.description and enabled and not binding.system and not isinstance(node, CommandPalette):
                words = f"{binding.tooltip or binding.description} ({self.get_key_display(binding)})"
                yield SystemCommand(
                    binding.description, words, partial(self.run_action, binding.action, default_namespace=node)
                )

    def action_leave(self) -> None:
        """Leave; if something typed is not saved, say so first."""
        left: Sequence[str] = self.session.unsaved()
        if not left:
            self.exit(0)
            return
        from tui.widgets.decide import Question

        said = "\n".join(["What you typed in these drafts is not in their files yet:", *(f"  ✎ {p}" for p in left[:8])])
        self.push_screen(Question("Not saved", visible_lines(said), _LEAVING), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "drop":
            self.session.throw_away()
        if answer in ("leave", "drop"):
            self.exit(0)

    def _handle_exception(self, error: Exception) -> None:
        """End as a person would want it: what happened, that nothing is lost, and how to tell us where."""
        if os.environ.get("POSTLINT_DEBUG") or self.is_headless:
            super()._handle_exception(error)
            return
        # The message of an unexpected error may quote a draft, so only its type is shown.
        said = (
            f"postlint had to stop: a mistake of ours ({type(error).__name__}). Nothing you typed is lost: it is there "
            "when you start again. Set POSTLINT_DEBUG=1 to see where it happened."
        )
        self.exit(2, return_code=2, message=said)


def visible_lines(text: str) -> str:
    """Return a text of several lines with what cannot be seen made visible."""
    return "\n".join(map(visible, text.split("\n")))


def run(session: Session) -> int:
    """Run the app until somebody leaves. Return the exit code."""
    terminal = ask()
    if terminal is None:  # textual-image must ask itself, now: the app will read the answers
        import_module("textual_image.widget")
    app = ReviewApp(session, terminal=terminal)
    favour_keys()
    try:
        return app.run() or app.return_code or 0
    finally:
        session.close()
