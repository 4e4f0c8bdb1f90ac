"""The draft screen over a copy of the sample school, driven by keys."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from linter.finding import Finding
from tests.conftest import NOW, SAMPLES, WORKERS, own_rules
from tui.screens.draft import DraftScreen
from tui.session import Key, Session

WIDE, NARROW = (130, 40), (80, 24)
BROAD = (112, 30)  # just wide enough for the findings beside the post: it is drawn in half the time


def school(folder: Path) -> Path:
    """Copy the sample school without its drafts, so that each test has those that it names."""
    for path in SAMPLES.iterdir():
        if path.is_dir() and path.name not in ("clean", "flagged", "clients"):
            shutil.copytree(path, folder / path.name)
    settings = (SAMPLES / "postlint.toml").read_text("utf-8")
    (folder / "postlint.toml").write_text(settings.replace('["clean/**", "flagged/**"]', '["drafts/**"]'), "utf-8")
    (folder / "drafts").mkdir()
    return folder


def take(folder: Path, *names: str) -> None:
    """Copy drafts of the samples ("flagged/netball-cup.md") into the school."""
    for name in names:
        shutil.copy(SAMPLES / name, folder / "drafts")


def only(folder: Path, *rules: str) -> None:
    """Let the school ask for a few rules, and those that can never be off: what others find changes no picture."""
    others = (rule.name for rule in own_rules().rules.values() if rule.silenceable and rule.name not in rules)
    off = (f'\n[rules.{name}]\nseverity = "off"\n' for name in others)
    settings = folder / "postlint.toml"
    settings.write_text(settings.read_text("utf-8") + "".join(off), "utf-8")


def session_of(folder: Path, *paths: str) -> Session:
    """Return a session over a school; the rules and who looks at pictures are there already."""
    return Session(paths or ("drafts",), now=NOW, state_folder=folder / "state", known=own_rules(), workers=WORKERS)


def begin(folder: Path, *paths: str) -> Session:
    """Return a session over a school that has judged all of its drafts."""
    session = session_of(folder, *paths)
    for _ in session.scan():
        pass
    return session


def finding_of(session: Session, key: Key, rule: str) -> Finding:
    """Return what a rule found in a post."""
    report = session.items[key].report
    assert report is not None
    return next(one for one in report.findings if one.rule == rule)


class Desk(App[None]):
    """Nothing but the draft screen."""

    def __init__(self, session: Session, index: int = 0) -> None:
        super().__init__()
        self.session = session
        self._index = index
        self.done = False

    def on_mount(self) -> None:
        screen = DraftScreen(self.session)
        screen.show(list(self.session.items)[self._index])
        self.push_screen(screen, self._left)

    def _left(self, _: None) -> None:
        self.done = True

    @property
    def draft(self) -> DraftScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, DraftScreen))


def opened(folder: Path, *, index: int = 0) -> Desk:
    """Return an app that shows a draft of a school; the current folder must be that of the school."""
    session = session_of(folder)
    list(session.scan())
    return Desk(session, index)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until all that was begun is done and shown, however busy the machine is."""
    app = pilot.app
    while True:
        await pilot.pause()
        running = [each for each in app.workers if not each.is_finished and each.group != "watch"]
        checking = any(isinstance(screen, DraftScreen) and screen.is_checking for screen in app.screen_stack)
        if not running and not checking:
            break
        with suppress(WorkerCancelled):  # a newer one took its place
            await app.workers.wait_for_complete(running)
    await pilot.pause()
    await pilot.pause()


def vet(app: Desk, act: Callable[[Pilot[None], Desk], Awaitable[None]], size: tuple[int, int] = BROAD) -> None:
    """Run an app and do something with it."""

    app.animation_level = "none"  # what moves is drawn again and again, and nobody looks

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await act(pilot, app)

    asyncio.run(run())


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press keys one by one, and wait for what each of them does."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


def text_of(app: Desk, selector: str) -> str:
    """Return what a widget of the draft screen shows, as text."""
    return str(app.draft.query_one(selector).render())


def told(app: Desk) -> str:
    """Return all that the app has told in passing."""
    return "\n".join(note.message for note in app._notifications)
