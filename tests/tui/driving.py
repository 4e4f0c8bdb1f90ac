"""The whole app over a copy of the sample school, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.drafting import WIDE, session_of, settled
from tui.app import ReviewApp
from tui.screens.queue import QueueScreen
from tui.widgets.queue_table import QueueTable

SWEARS, SHEET = "drafts/a-long-week.md", "drafts/december-week.csv"
Steps = Callable[[Pilot[int], ReviewApp], Awaitable[None]]


def drive(folder: Path, steps: Steps, size: tuple[int, int] = WIDE, *, paths: tuple[str, ...] = ()) -> ReviewApp:
    """Start the app, wait until all drafts are checked, and take some steps."""

    async def play() -> ReviewApp:
        app = ReviewApp(session_of(folder, *paths), watch=False)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await steps(pilot, app)
        return app

    return asyncio.run(play())


def table(app: ReviewApp) -> QueueTable:
    """Return the rows of the queue, also while another screen lies over them."""
    return next(screen for screen in app.screen_stack if isinstance(screen, QueueScreen)).query_one(QueueTable)


def seen(app: ReviewApp) -> str:
    """Return the rows as they are drawn."""
    rows = table(app)
    return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))
