"""From the queue into a draft and back: what opens one, and which comes next."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.drafting import NARROW, session_of, settled, take
from tests.tui.driving import SWEARS, drive, table
from tui.app import ReviewApp
from tui.screens.draft import DraftScreen
from tui.screens.queue import QueueScreen
from tui.session import Key
from tui.widgets.editor import DraftArea
from tui.widgets.picture_image import PictureImage
from tui.widgets.queue_table import QueueTable


def draft(app: ReviewApp) -> Key:
    """Return the post that is open."""
    assert isinstance(app.screen, DraftScreen)
    return app.screen.key


def test_enter_and_two_clicks_open_a_post(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DraftScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        await pilot.click(QueueTable, offset=(30, 1), times=2)
        await settled(pilot)
        assert isinstance(app.screen, DraftScreen)

    drive(two_drafts, steps)


def test_a_draft_that_is_not_checked_can_be_opened_and_not_approved(two_drafts: Path) -> None:
    (two_drafts / "drafts" / "0.md").write_bytes(b"caf\xe9")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, QueueScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, QueueScreen)

    drive(two_drafts, steps)


def test_next_goes_on_in_the_order_that_the_queue_shows(two_drafts: Path) -> None:
    for name, text in {"aa": "Well done to all!", "bb": "What a bloody mess.", "cc": "Damn! Bloody rain."}.items():
        (two_drafts / "drafts" / f"{name}.md").write_text(f"---\naccount: main\n---\n{text}\n", "utf-8")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("slash", *"bloody", "enter", "S")  # all those with the word, from the last to the first
        await pilot.pause()
        shown = table(app).keys
        assert [key.path for key in shown] == ["drafts/cc.md", "drafts/bb.md", SWEARS]
        await pilot.press("g", "enter")
        await settled(pilot)
        for key in shown:
            assert draft(app) == key
            await pilot.press("N")
            await settled(pilot)
        assert draft(app) == shown[-1]  # nothing comes after the last one
        await pilot.press("p")
        await settled(pilot)
        while draft(app) == shown[-1]:
            await pilot.press("p")
            await settled(pilot)
        assert draft(app) == shown[-2]
        await pilot.press("escape")
        await settled(pilot)
        assert table(app).key == shown[-2]  # the queue goes on where the drafts were left

    drive(two_drafts, steps)


def test_a_key_pressed_before_the_first_row_is_there_opens_it_when_it_comes(two_drafts: Path) -> None:
    async def play() -> None:
        app = ReviewApp(session_of(two_drafts), watch=False)
        app.animation_level = "none"
        begin, waited = app._begin, []
        app._begin = lambda: waited.append(begin)  # type: ignore[method-assign]
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            assert waited
            assert not table(app).rows
            await pilot.press("enter")
            begin()
            await settled(pilot)
            await settled(pilot)
            assert isinstance(app.screen, DraftScreen)

    asyncio.run(play())


def test_what_is_opened_twice_at_once_is_there_once(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        table(app).action_open()
        table(app).action_open()
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [QueueScreen, DraftScreen]

    drive(two_drafts, steps)


def test_a_draft_begins_as_if_none_had_been_open_before(two_drafts: Path) -> None:
    take(two_drafts, "flagged/celebration-board.md")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        table(app).go_to(Key("drafts/celebration-board.md", 0))
        await pilot.press("enter")
        await settled(pilot)
        screen = app.screen
        await pilot.press("r")
        await settled(pilot)
        assert "Shown as it is" in str(screen.query_one("#about", Static).render())
        await pilot.press("n", "escape")
        await settled(pilot)
        table(app).go_to(Key(SWEARS, 0))
        table(app).action_open()
        await settled(pilot)
        assert app.screen is screen
        assert screen.query_one("#post").display
        assert "no picture" in str(screen.query_one("#about", Static).render())
        assert screen.query_one(PictureImage).image is None
        assert "certificate" not in "\n".join(str(one.render()) for one in screen.query(Static))
        await pilot.press("escape")
        await settled(pilot)
        table(app).go_to(Key("drafts/celebration-board.md", 0))
        await pilot.press("enter", "4")
        await settled(pilot)
        assert "Shown as it is" not in str(screen.query_one("#about", Static).render())

    drive(two_drafts, steps)


def test_a_theme_that_was_taken_in_the_queue_is_that_of_the_next_draft(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("enter")
        await settled(pilot)
        dark = app.screen.styles.background
        await pilot.press("escape", "ctrl+t", "enter")
        await settled(pilot)
        assert isinstance(app.screen, DraftScreen)
        assert app.screen.styles.background != dark
        assert app.screen.styles.background.hex == app.theme_variables["background"]

    drive(two_drafts, steps)


def test_a_draft_is_shown_before_anything_is_prepared_for_it(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        app.session.reload()
        assert not app.session.is_prepared(Key(SWEARS, 0))
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DraftScreen)
        assert app.screen.findings

    drive(two_drafts, steps)


def test_a_key_pressed_right_after_enter_is_for_the_draft(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        for key in ("enter", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert isinstance(app.focused, DraftArea)

    drive(two_drafts, steps)
