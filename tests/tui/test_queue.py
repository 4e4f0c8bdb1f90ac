"""The queue: what its rows say, how one moves in it, picks from it and decides about several, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.tui.drafting import NARROW, WIDE, settled, take
from tests.tui.driving import SHEET, SWEARS, drive, seen, table
from tui.app import ReviewApp
from tui.screens.queue import QueueScreen
from tui.session import Key
from tui.widgets.decide import Question
from tui.widgets.queue_summary import QueueGlance, QueueHead
from tui.widgets.queue_table import QueueTable


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_each_row_says_in_word_and_sign_how_the_post_stands(two_drafts: Path, size: tuple[int, int]) -> None:
    (two_drafts / "drafts" / "zz.md").write_bytes(b"caf\xe9")

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
        assert "Thistlebrook Primary" in head
        assert head.endswith("1 not checked")
        assert len(head) <= size[0] - 2

    drive(two_drafts, steps, size)


def test_no_name_of_a_pupil_is_shown_in_the_queue(two_drafts: Path) -> None:
    take(two_drafts, "flagged/netball-cup.md")

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("G")
        item = table(app).item
        assert item is not None
        assert item.report is not None
        names = {one.found for one in item.report.private if " " in one.found}
        said = seen(app) + str(app.screen.query_one(QueueGlance).render())
        assert names
        assert not [name for name in names if name in said]

    drive(two_drafts, steps)


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


def test_arrows_and_the_keys_of_vim_move_alike(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        for keys, index in MOVES:
            await pilot.press("home", *keys)
            assert table(app).key == table(app).keys[index], keys

    drive(two_drafts, steps)


def test_words_and_outcomes_narrow_the_list_and_escape_shows_all(two_drafts: Path) -> None:
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

    drive(two_drafts, steps)


def test_the_cursor_stays_on_its_post_when_the_order_turns(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("j", "j")
        key = table(app).key
        await pilot.press("S")
        assert table(app).key == key
        assert table(app).keys[0] == Key(SHEET, 4)
        await pilot.click(QueueTable, offset=(4, 0))
        assert table(app).sort == "outcome"
        assert table(app).key == key

    drive(two_drafts, steps)


def test_several_are_approved_after_a_summary_that_tells_what_cannot_be(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("A", "a")
        await pilot.pause()
        app.screen.query_one("#by", Input).value = "S01"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        said = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert "5 posts can be approved" in said
        assert "1 cannot" in said
        assert SWEARS in said
        await pilot.click("#answer-yes")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        key = Key(SHEET, 0)
        plan = app.session.plan_approval([key], "S01")
        assert plan.cannot == ((key, "approved already"),)
        assert not table(app).chosen

    drive(two_drafts, steps)


def test_rows_that_were_drawn_before_look_as_if_they_were_drawn_now(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        rows = table(app)
        for key in ("j", "space", "k", "G", "A", "slash", "escape", "escape", "S", "o", "o", "ctrl+t"):
            await pilot.press(key)
            await pilot.pause()
            drawn = [rows.render_line(y) for y in range(rows.size.height)]
            rows.notify_style_update()  # forgets what was drawn
            assert drawn == [rows.render_line(y) for y in range(rows.size.height)], key

    drive(two_drafts, steps, NARROW)


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (120, "Thistlebrook Primary School   ✖ 0 blocked   ▲ 0 review   ✔ 0 ready   ━━━━━━────── checking 40 of 80"),
        (80, "Thistlebrook Prima…   ✖ 0 blocked   ▲ 0 review   ✔ 0 ready   checking 40 of 80"),
    ],
)
def test_how_far_the_checking_is_has_room_on_every_screen(two_drafts: Path, width: int, said: str) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        head = app.screen.query_one(QueueHead)
        head.tell("Thistlebrook Primary School", (), 0, 0, 40, 80)
        assert str(head.render()) == said

    drive(two_drafts, steps, (width, 24))


def test_who_approved_a_post_is_told_in_the_queue_and_over_the_draft_until_it_changes(two_drafts: Path) -> None:
    take(two_drafts, "clean/eid-mubarak.md")
    key = Key("drafts/eid-mubarak.md", 0)

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        assert "approved" not in seen(app)
        app.session.approve(key, "S01")
        app.session.refresh(key.path)
        await pilot.press("r")
        await settled(pilot)
        assert seen(app).count("✔ approved") == 1
        table(app).go_to(key)
        await settled(pilot)
        assert "Approved by S01 on 20 November 2026" in str(app.screen.query_one(QueueGlance).render())
        await pilot.press("enter")
        await settled(pilot)
        assert "approved by S01" in str(app.screen.query_one("#head", Static).render())
        assert "It is approved: by S01" in str(app.screen.query_one("#said", Static).render())
        app.session.save(key, app.session.text_of(key) + "More.\n")
        app.session.refresh(key.path)
        await pilot.press("escape")
        await settled(pilot)
        assert "approved" not in seen(app)

    drive(two_drafts, steps)


def test_drafts_are_checked_again_when_somebody_asks(two_drafts: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        (two_drafts / SWEARS).write_text("---\naccount: main\n---\nThe hall is open.\n", "utf-8")
        await pilot.press("r")
        await settled(pilot)
        assert "The hall" in seen(app)

    drive(two_drafts, steps)


def test_what_was_asked_of_the_author_stands_beside_the_draft_and_nobody_lets_it_pass(two_drafts: Path) -> None:
    take(two_drafts, "clean/eid-mubarak.md")
    key = Key("drafts/eid-mubarak.md", 0)

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        app.session.send_back(key, "Say where the prayers are.", "S01")
        await pilot.press("r")
        await settled(pilot)
        table(app).go_to(key)
        await pilot.press("enter")
        await settled(pilot)
        said = str(app.screen.query_one("#said", Static).render())
        assert "sent back to its author" in said
        assert "S01 on 20 November 2026: Say where the prayers are." in said
        await pilot.press("w")
        await settled(pilot)
        assert app.screen is app.get_screen("draft")  # no form to let it pass

    drive(two_drafts, steps)
