"""The app and its queue, driven by keys at two sizes over a copy of the sample school."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import on
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from tests.tui.drafting import NARROW, WIDE, school, session_of, take
from tui.app import ReviewApp
from tui.messages import RowsChanged
from tui.screens.draft import DraftScreen
from tui.screens.help import HelpScreen
from tui.screens.queue import QueueScreen
from tui.session import Key, Session
from tui.themes import THEMES
from tui.widgets.decide import Question
from tui.widgets.queue_summary import QueueGlance, QueueHead
from tui.widgets.queue_table import QueueTable

SWEARS, SHEET = "drafts/a-long-week.md", "drafts/december-week.csv"
Steps = Callable[[Pilot[int], ReviewApp], Awaitable[None]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    school(tmp_path)
    take(tmp_path, "flagged/a-long-week.md", "clean/december-week.csv")
    return tmp_path


def drive(folder: Path, steps: Steps, size: tuple[int, int] = WIDE) -> ReviewApp:
    """Start the app, wait until all drafts are checked, and take some steps."""

    async def play() -> ReviewApp:
        app = ReviewApp(session_of(folder), watch=False)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await settle(pilot, app)
            await steps(pilot, app)
        return app

    return asyncio.run(play())


async def settle(pilot: Pilot[int], app: ReviewApp) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def table(app: ReviewApp) -> QueueTable:
    return next(screen for screen in app.screen_stack if isinstance(screen, QueueScreen)).query_one(QueueTable)


def seen(app: ReviewApp) -> str:
    """Return the rows as they are drawn."""
    rows = table(app)
    return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_each_row_says_in_word_and_sign_how_the_post_stands(folder: Path, size: tuple[int, int]) -> None:
    (folder / "drafts" / "zz.md").write_bytes(b"caf\xe9")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        text = seen(app)
        assert "✖ blocked" in text
        assert "✔ ready" in text
        assert "? not checked" in text
        assert "ms-okafor" in text
        assert "Fri 27 Nov 22:40" in text
        assert "▣" in text
        assert all(len(line) <= size[0] for line in text.splitlines())
        head = str(app.screen.query_one(QueueHead).render())
        assert "Thistlebrook Primary School" in head
        assert "1 blocked" in head

    drive(folder, steps, size)


def test_no_name_of_a_pupil_is_shown_in_the_queue(folder: Path) -> None:
    take(folder, "flagged/netball-cup.md")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("G")
        item = table(app).item
        assert item is not None
        assert item.report is not None
        names = {one.found for one in item.report.private if " " in one.found}
        said = seen(app) + str(app.screen.query_one(QueueGlance).render())
        assert names
        assert not [name for name in names if name in said]

    drive(folder, steps)


MOVES = (
    (["j", "j"], 2),
    (["down", "up", "down"], 1),
    (["G"], 5),
    (["end", "k"], 4),
    (["G", "g"], 0),
    (["pagedown"], 5),
    (["pagedown", "pageup"], 0),
    (["k"], 0),
)


def test_arrows_and_the_keys_of_vim_move_alike(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        for keys, index in MOVES:
            await pilot.press("home", *keys)
            assert table(app).key == table(app).keys[index], keys

    drive(folder, steps)


def test_words_and_outcomes_narrow_the_list_and_escape_shows_all(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("slash", *"lunches")
        assert len(table(app).keys) == 1
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert len(table(app).keys) == 6
        await pilot.press("o")
        await pilot.pause()
        assert table(app).keys == (Key(SWEARS, 0),)
        await pilot.press("o")
        await pilot.pause()
        assert len(table(app).keys) == 5
        await pilot.press("o")
        await pilot.pause()
        assert len(table(app).keys) == 6

    drive(folder, steps)


def test_the_cursor_stays_on_its_post_when_the_order_turns(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("j", "j")
        key = table(app).key
        await pilot.press("S")
        assert table(app).key == key
        assert table(app).keys[0] == Key(SHEET, 4)
        await pilot.click(QueueTable, offset=(4, 0))
        assert table(app).sort == "outcome"
        assert table(app).key == key

    drive(folder, steps)


def test_enter_and_two_clicks_open_a_post(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("enter")
        await settle(pilot, app)
        assert isinstance(app.screen, DraftScreen)
        await pilot.press("escape")
        await settle(pilot, app)
        assert isinstance(app.screen, QueueScreen)
        await pilot.click(QueueTable, offset=(30, 1), times=2)
        await settle(pilot, app)
        assert isinstance(app.screen, DraftScreen)

    drive(folder, steps)


def test_several_are_approved_after_a_summary_that_tells_what_cannot_be(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("A", "a")
        await pilot.pause()
        app.screen.query_one("#by", Input).value = "S01"
        await pilot.press("ctrl+s")
        await settle(pilot, app)
        assert isinstance(app.screen, Question)
        said = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert "5 posts can be approved" in said
        assert "1 cannot" in said
        assert SWEARS in said
        await pilot.click("#answer-yes")
        await settle(pilot, app)
        assert isinstance(app.screen, QueueScreen)
        key = Key(SHEET, 0)
        plan = app.session.plan_approval([key], "S01")
        assert plan.cannot == ((key, "approved already"),)
        assert not table(app).chosen

    drive(folder, steps)


def test_help_and_palette_know_every_key_that_is_bound(folder: Path) -> None:
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

    drive(folder, steps)


def test_each_theme_draws_the_queue(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        for _ in THEMES:
            await pilot.press("ctrl+t")
            await pilot.pause()
            assert "✖ blocked" in seen(app)
        assert app.theme == THEMES[0].name

    drive(folder, steps)


def test_who_leaves_is_asked_about_what_is_not_saved_and_it_is_there_next_time(folder: Path) -> None:
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

    assert drive(folder, leave).return_value == 0
    drive(folder, again)


def test_broken_settings_are_told_on_the_screen(folder: Path) -> None:
    (folder / "postlint.toml").write_text("polcy = 'default'\n", "utf-8")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        assert "polcy" in str(app.trouble[0])

    drive(folder, steps)


def test_a_draft_that_is_not_checked_can_be_opened_and_not_approved(folder: Path) -> None:
    (folder / "drafts" / "0.md").write_bytes(b"caf\xe9")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, QueueScreen)
        await pilot.press("enter")
        await settle(pilot, app)
        assert not isinstance(app.screen, QueueScreen)

    drive(folder, steps)


def draft(app: ReviewApp) -> Key:
    """Return the post that is open."""
    assert isinstance(app.screen, DraftScreen)
    return app.screen.key


def test_next_goes_on_in_the_order_that_the_queue_shows(folder: Path) -> None:
    for name, text in {"aa": "Well done to all!", "bb": "What a bloody mess.", "cc": "Damn! Bloody rain."}.items():
        (folder / "drafts" / f"{name}.md").write_text(f"---\naccount: main\n---\n{text}\n", "utf-8")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("slash", *"bloody", "enter", "S")  # all those with the word, from the last to the first
        await pilot.pause()
        shown = table(app).keys
        assert [key.path for key in shown] == ["drafts/cc.md", "drafts/bb.md", SWEARS]
        await pilot.press("g", "enter")
        await settle(pilot, app)
        for key in shown:
            assert draft(app) == key
            await pilot.press("N")
            await settle(pilot, app)
        assert draft(app) == shown[-1]  # nothing comes after the last one
        await pilot.press("p")
        await settle(pilot, app)
        while draft(app) == shown[-1]:
            await pilot.press("p")
            await settle(pilot, app)
        assert draft(app) == shown[-2]

    drive(folder, steps)


class Watching(ReviewApp):
    """The app with an eye on the disk, which tells when something that happened there is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shown = asyncio.Event()

    @on(RowsChanged)
    def _rows_were_shown(self) -> None:
        self.call_after_refresh(self.shown.set)


def test_what_happens_on_the_disk_appears_by_itself_and_the_cursor_stays(folder: Path) -> None:
    async def play() -> None:
        app = Watching(session_of(folder))
        async with app.run_test(size=WIDE) as pilot:
            while not any(each.group == "watch" for each in app.workers) or waits(app):
                await pilot.pause()
            await pilot.press("G", "k")
            key = table(app).key
            (folder / "drafts" / "a-first-one.md").write_text("Come to the fair at noon!\n", "utf-8")
            await shown(app, lambda: table(app).keys[0].path == "drafts/a-first-one.md" and not waits(app))
            assert table(app).key == key
            (folder / SWEARS).write_text("The fair opens at noon.\n", "utf-8")
            await shown(app, lambda: "The fair opens" in seen(app))
            (folder / "drafts" / "a-first-one.md").unlink()
            await shown(app, lambda: len(table(app).keys) == 6)
            assert table(app).key == key

    async def shown(app: Watching, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not is_so():
                app.shown.clear()
                await app.shown.wait()

    def waits(app: ReviewApp) -> bool:
        return any(item.state == "waiting" for item in app.session.items.values())

    asyncio.run(play())


def test_a_key_pressed_before_the_first_row_is_there_opens_it_when_it_comes(folder: Path) -> None:
    async def play() -> None:
        app = ReviewApp(session_of(folder), watch=False)
        app.animation_level = "none"
        begin, waited = app._begin, []
        app._begin = lambda: waited.append(begin)  # type: ignore[method-assign]
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            assert waited
            assert not table(app).rows
            await pilot.press("enter")
            begin()
            await settle(pilot, app)
            await settle(pilot, app)
            assert isinstance(app.screen, DraftScreen)

    asyncio.run(play())


def test_the_line_of_keys_has_room_for_help_and_quit_on_a_small_screen(folder: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.pause()
        keys = {key.description: key for key in app.screen.query(FooterKey)}
        for words in ("Help", "Quit"):
            assert keys[words].region.width > len(words)
            assert keys[words].region.right <= NARROW[0]

    drive(folder, steps, NARROW)
