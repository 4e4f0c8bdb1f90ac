"""What happens on the disk while the app is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import on

from tests.tui.drafting import WIDE, session_of
from tests.tui.driving import SWEARS, seen, table
from tui.app import ReviewApp
from tui.messages import RowsChanged
from tui.session import Session


class Watching(ReviewApp):
    """The app with an eye on the disk, which tells when something that happened there is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shown = asyncio.Event()

    @on(RowsChanged)
    def _rows_were_shown(self) -> None:
        self.call_after_refresh(self.shown.set)


def test_what_happens_on_the_disk_appears_by_itself_and_the_cursor_stays(two_drafts: Path) -> None:
    async def play() -> None:
        app = Watching(session_of(two_drafts))
        async with app.run_test(size=WIDE) as pilot:
            while not any(each.group == "watch" for each in app.workers) or waits(app):
                await pilot.pause()
            await pilot.press("G", "k")
            key = table(app).key
            (two_drafts / "drafts" / "a-first-one.md").write_text("Come to the fair at noon!\n", "utf-8")
            await shown(app, lambda: table(app).keys[0].path == "drafts/a-first-one.md" and not waits(app))
            assert table(app).key == key
            (two_drafts / SWEARS).write_text("The fair opens at noon.\n", "utf-8")
            await shown(app, lambda: "The fair opens" in seen(app))
            (two_drafts / "drafts" / "a-first-one.md").unlink()
            await shown(app, lambda: len(table(app).keys) == 6)
            assert table(app).key == key

    async def shown(app: Watching, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(90):
            while not is_so():
                app.shown.clear()
                await app.shown.wait()

    def waits(app: ReviewApp) -> bool:
        return any(item.state == "waiting" for item in app.session.items.values())

    asyncio.run(play())
