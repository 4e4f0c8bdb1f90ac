"""The screens of knowing, by keys at two sizes: rules, clauses, the morning, and the guide of the first run."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from linter import settings as settings_file
from tests.tui.drafting import BROAD, NARROW, WIDE, school, session_of, settled, take
from tui.app import ReviewApp
from tui.screens.clauses import ClausesScreen
from tui.screens.guide import GuideScreen
from tui.screens.knowing import KnowingScreen
from tui.screens.morning import MorningScreen
from tui.screens.queue import QueueScreen
from tui.screens.rules import RulesScreen
from tui.session import Session
from tui.widgets.decide import Question
from tui.widgets.pick_list import PickList
from tui.widgets.queue_table import QueueTable

Steps = Callable[[Pilot[int], ReviewApp], Awaitable[None]]
BOTH = pytest.mark.parametrize("size", [WIDE, NARROW])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("school")


@pytest.fixture(scope="module")
def session(home: Path) -> Session:
    """Return one session for all tests that only look."""
    school(home)
    take(home, "flagged/a-long-week.md", "flagged/wifi-for-the-fair.md", "clean/december-week.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        known = session_of(home)
        for _ in known.scan():
            pass
    return known


@pytest.fixture(autouse=True)
def _here(home: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)


def drive(session: Session, steps: Steps, size: tuple[int, int] = BROAD) -> None:
    async def play() -> None:
        app = ReviewApp(session, watch=False)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await steps(pilot, app)

    asyncio.run(play())


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def said(app: ReviewApp, selector: str = "#said") -> str:
    return str(app.screen.query_one(selector, Static).render())


def fill(app: ReviewApp, **answers: str) -> None:
    for name, text in answers.items():
        app.screen.query_one(f"#{name}", Input).value = text


def ids(app: ReviewApp) -> list[str]:
    assert isinstance(app.screen, KnowingScreen)
    return [entry.id for entry in app.screen.shown]


async def find(pilot: Pilot[int], app: ReviewApp, words: str) -> None:
    """Look for words, as if they had been pasted."""
    await pilot.press("slash")
    assert isinstance(app.focused, Input)
    app.focused.value = words
    await settled(pilot)


def test_a_rule_is_found_as_one_types_and_its_page_says_all(session: Session) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "R")
        assert isinstance(app.screen, RulesScreen)
        assert "Rules of the policy chase-terrace" in said(app, "#head")
        assert len(ids(app)) > 80
        await press(pilot, "slash", *"password")
        assert "password-or-access-code" in ids(app)
        assert len(ids(app)) < 8
        await press(pilot, "enter")
        rows = app.screen.query_one(PickList)
        rows.highlighted = ids(app).index("password-or-access-code")
        await press(pilot, "enter")
        for words in ("Why", "What to do", "chase-terrace/", "It finds", "It leaves alone", "Nobody can let this pass"):
            assert words in said(app)
        for size in (WIDE, NARROW):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert app.screen.query_one("#page").region.width > size[0] // 2
        await press(pilot, "escape", "escape")
        assert len(ids(app)) > 80
        assert app.screen.query_one(PickList).region.width > 0
        await press(pilot, "escape")
        assert isinstance(app.screen, QueueScreen)

    drive(session, steps)


def test_rules_are_narrowed_by_severity_and_by_family(session: Session) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "R")
        every = ids(app)
        await press(pilot, "o")
        errors = ids(app)
        assert 0 < len(errors) < len(every)
        assert "only: must be put right" in said(app, "#head").replace("✖ ", "")
        await press(pilot, "f")
        family = str(app.screen.query_one("#family", Select).value)
        linter = session.policy()
        assert {linter.packs.rules[name].topic for name in ids(app)} == {family}
        await find(pilot, app, "zzzz")
        assert ids(app) == []
        assert "None is like that" in said(app)

    drive(session, steps)


def test_a_rule_switched_off_says_so_and_who_did_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school(tmp_path)
    with (tmp_path / "postlint.toml").open("a", encoding="utf-8") as file:
        file.write('\n[rules.reply-without-review]\nseverity = "off"\n')
    monkeypatch.chdir(tmp_path)

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "R")
        await find(pilot, app, "reply-without-review")
        assert "○ off here" in said(app)
        assert "set by the settings" in said(app)

    drive(session_of(tmp_path), steps)


@BOTH
def test_each_clause_says_how_far_it_is_checked_and_leads_to_its_rules(session: Session, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "C")
        assert isinstance(app.screen, ClausesScreen)
        assert "clauses of the policy chase-terrace" in said(app, "#head")
        await find(pilot, app, "password-or-access-code")
        await press(pilot, "enter")
        clause = ids(app)[0]
        assert "✔ checked now" in said(app)
        assert "password-or-access-code" in said(app)
        await press(pilot, "r")
        assert isinstance(app.screen, RulesScreen)
        assert "password-or-access-code" in ids(app)
        while isinstance(app.screen, RulesScreen):
            await press(pilot, "escape")
        assert isinstance(app.screen, ClausesScreen)
        assert ids(app)[0] == clause

    drive(session, steps, size)


def test_another_policy_is_one_key_away(session: Session) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "C")
        before = ids(app)
        await press(pilot, "right_square_bracket")
        assert ids(app) != before
        assert "chase-terrace" not in said(app, "#head")
        await press(pilot, "left_square_bracket")
        assert ids(app) == before

    drive(session, steps)


@BOTH
def test_the_morning_counts_in_bars_with_signs_and_numbers(session: Session, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "M")
        assert isinstance(app.screen, MorningScreen)
        rows = app.screen.query_one(PickList)
        lines = [str(option.prompt) for option in rows.options]
        blocked = next(line for line in lines if "blocked" in line)
        assert blocked.startswith("✖")
        assert "█" in blocked
        assert blocked.endswith(" 2")
        assert next(line for line in lines if "password-or-access-code" in line).endswith(" 1")
        assert all(len(line) <= size[0] for line in lines)
        assert rows.highlighted == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, QueueScreen)
        table = app.screen.query_one(QueueTable)
        assert len(table.keys) == 2
        await press(pilot, "escape")
        assert len(table.keys) == 7

    drive(session, steps, size)


def test_the_morning_is_saved_as_a_page_and_never_over_another_file(session: Session, home: Path) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "M", "s")
        app.screen.query_one("#path", Input).value = "today"
        await press(pilot, "ctrl+s")
        page = home / "today.html"
        text = page.read_text("utf-8")
        assert "Thistlebrook Primary School" in text
        assert "password-or-access-code" in text
        assert "Lantern2026" not in text
        page.write_text("mine", "utf-8")
        await press(pilot, "s")
        app.screen.query_one("#path", Input).value = "today.html"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape")
        assert page.read_text("utf-8") == "mine"

    drive(session, steps)


def test_the_guide_asks_tries_and_writes_settings_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        assert isinstance(app.screen, GuideScreen)
        await pilot.press(*"Oak", "tab", *"OB")
        fill(app, school="Oak Bank School", official="@OakBank on facebook, x")
        app.screen._look()
        await settled(pilot)
        assert "password" in said(app, "#found").casefold()
        fill(app, roll="pupils.csv")
        app.screen._look()
        await settled(pilot)
        assert "no such file" in said(app, "#fault-roll")
        await press(pilot, "ctrl+s")
        assert not (tmp_path / "postlint.toml").exists()
        await pilot.resize_terminal(*NARROW)
        fill(app, roll="")
        post = app.screen.query_one("#post", TextArea)
        await press(pilot, "f2")
        assert post.has_focus
        post.text = "We open at nine.\n"
        await pilot.pause()
        app.screen._look()
        await settled(pilot)
        assert "Nobody has approved" in said(app, "#found")
        assert "password" not in said(app, "#found").casefold()
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, QueueScreen)
        made = settings_file.load(tmp_path / "postlint.toml")
        assert made.school.name == "Oak Bank School"
        assert made.school.aliases == ("OB",)
        assert made.accounts["main"].platforms == ("facebook", "x")

    drive(session_of(tmp_path, "."), steps)


def test_the_guide_can_be_put_off_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        await press(pilot, "escape")
        assert isinstance(app.screen, QueueScreen)
        assert not (tmp_path / "postlint.toml").exists()

    drive(session_of(tmp_path, "."), steps)


def test_help_and_palette_know_the_screens_of_knowing(session: Session) -> None:
    async def steps(pilot: Pilot[int], app: ReviewApp) -> None:
        offered = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Rules", "Clauses", "Morning"} <= offered
        await press(pilot, "C", "question_mark")
        text = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        for words in ("Its rules", "Next policy", "Find", "Rules"):
            assert words in text

    drive(session, steps)
