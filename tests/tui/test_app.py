"""What holds on every screen of the app: help, themes, leaving, and what is wrong with the settings."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from tests.tui.drafting import NARROW
from tests.tui.driving import SWEARS, drive, seen
from tui.app import ReviewApp
from tui.screens.help import HelpScreen
from tui.screens.queue import QueueScreen
from tui.session import Key
from tui.themes import THEMES
from tui.widgets.decide import Question


def test_help_and_palette_know_every_key_that_is_bound(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        offered = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Approve", "Send back", "Find", "Open", "Check again"} <= offered
        bound = {one.binding.description for one in app.screen.active_bindings.values() if one.binding.show}
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        said = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert not [words for words in bound - {"Palette", "palette"} if words not in said]
        await pilot.press("escape")
        assert isinstance(app.screen, QueueScreen)

    drive(two_drafts, steps)


def test_each_theme_draws_the_queue(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        for _ in THEMES:
            await pilot.press("ctrl+t")
            await pilot.pause()
            assert "✖ blocked" in seen(app)
        assert app.theme == THEMES[0].name

    drive(two_drafts, steps)


def test_who_leaves_is_asked_about_what_is_not_saved_and_it_is_there_next_time(two_drafts: Path) -> None:
    async def leave(pilot: Pilot[int], app: ReviewApp) -> None:
        key = Key(SWEARS, 0)
        app.session.keep_unsaved(key, app.session.text_of(key) + "typed")
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Question)
        await pilot.click("#answer-leave")
        await pilot.pause()

    async def again(pilot: Pilot[int], app: ReviewApp) -> None:
        assert "✎" in seen(app)

    assert drive(two_drafts, leave).return_value == 0
    drive(two_drafts, again)


def test_broken_settings_are_told_on_the_screen(two_drafts: Path) -> None:
    (two_drafts / "postlint.toml").write_text("polcy = 'default'\n", "utf-8")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        assert "polcy" in str(app.trouble[0])

    drive(two_drafts, steps)


def test_the_line_of_keys_has_room_for_help_and_quit_on_a_small_screen(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.pause()
        keys = {key.description: key for key in app.screen.query(FooterKey)}
        for words in ("Help", "Quit"):
            assert keys[words].region.width > len(words)
            assert keys[words].region.right <= NARROW[0]

    drive(two_drafts, steps, NARROW)
