"""What is typed into a form outlives the app, comes back in the same form, and goes once it is done or cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from tests.tui.drafting import Desk, opened, press, school, settled, take, vet
from tests.tui.driving import drive
from tui.app import ReviewApp
from tui.screens.guide import GuideScreen
from tui.widgets.copy_form import CopyForm
from tui.widgets.place_list import PlaceList

_FIELDS = {"w": "#reason", "b": "#note", "d": "#field-author"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    take(tmp_path, "flagged/wifi-for-the-fair.md")
    (tmp_path / "drafts/wifi-for-the-fair.md").write_text("We BEAT every other school!!!\n", "utf-8")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return list((folder / "state").rglob("forms/*"))


@pytest.mark.parametrize("key", _FIELDS)
def test_it_is_there_again_after_an_app_that_just_ended_and_goes_when_cancelled(folder: Path, key: str) -> None:
    async def begin(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, [key])
        app.screen.query_one(_FIELDS[key], Input).focus()
        await press(pilot, ["end", *"agreed"])

    async def go_on(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, [key])
        assert app.screen.query_one(_FIELDS[key], Input).value.endswith("agreed")
        assert "is back" in str(app.screen.query_one("#fault").render())
        await press(pilot, ["escape"])

    async def anew(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, [key])
        assert not app.screen.query_one(_FIELDS[key], Input).value.endswith("agreed")
        assert not str(app.screen.query_one("#fault").render())

    vet(opened(folder), begin)
    (file,) = kept(folder)
    assert file.stat().st_mode & 0o077 == 0
    vet(opened(folder), go_on)
    assert kept(folder) == []
    vet(opened(folder), anew)


def test_it_goes_once_it_is_written(folder: Path) -> None:
    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["d"])
        app.screen.query_one("#field-author", Input).focus()
        await press(pilot, ["end", *"S03"])
        assert kept(folder)
        await press(pilot, ["ctrl+s"])

    vet(opened(folder), act)
    assert "S03" in (folder / "drafts/wifi-for-the-fair.md").read_text("utf-8")
    assert kept(folder) == []


def test_what_cannot_be_read_of_a_form_is_no_obstacle(folder: Path) -> None:
    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["b"])
        await press(pilot, ["end", *"more"])
        (file,) = kept(folder)
        file.write_bytes(b'{"format": "postlint/form/1", "words": 3}')

    vet(opened(folder), act)

    async def again(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["b"])
        assert not app.screen.query_one("#note", Input).value.endswith("more")

    vet(opened(folder), again)


def test_which_places_of_a_picture_are_ticked_is_kept(folder: Path) -> None:
    (folder / "drafts/wifi-for-the-fair.md").unlink()
    take(folder, "flagged/celebration-board.md")

    def form(app: Desk) -> CopyForm:
        assert isinstance(app.screen, CopyForm)
        return app.screen

    async def begin(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["h", "a"])
        assert len(form(app).query_one(PlaceList).ticked) == 5
        await press(pilot, ["j", "space"])
        form(app).query_one("#own", Input).value = "1, 2, 30, 40"
        form(app).query_one("#shown", Select).value = "picture"
        await settled(pilot)

    async def go_on(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["h"])
        assert [one for at, one in enumerate(form(app)._seen.places) if at != 1] == list(
            form(app).query_one(PlaceList).ticked
        )
        answer = form(app).answer()
        assert not isinstance(answer, str)
        assert not answer.named
        assert answer.places[-1].box == (1, 2, 30, 40)
        assert "is back" in str(app.screen.query_one("#fault").render())
        await press(pilot, ["escape"])

    vet(opened(folder), begin)
    assert kept(folder)
    vet(opened(folder), go_on)
    assert kept(folder) == []


def test_ticks_of_places_that_are_not_found_any_more_are_not_put_upon_others() -> None:
    places = PlaceList((), ())
    assert not places.put_back("text 1 2 3 4 0")
    assert places.put_back("")


def test_the_answers_of_the_guide_are_kept_when_it_is_put_off_and_go_when_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)

    def guide(app: ReviewApp) -> GuideScreen:
        assert isinstance(app.screen, GuideScreen)
        return app.screen

    async def begin(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press(*"Oak")
        guide(app).query_one("#policy", Select).value = "trust"
        guide(app).query_one("#post", TextArea).focus()
        await pilot.press(*"Hello", "escape")
        await settled(pilot)

    async def go_on(pilot: Pilot[int], app: ReviewApp) -> None:
        assert guide(app).query_one("#school", Input).value == "Oak"
        assert guide(app).query_one("#policy", Select).value == "trust"
        assert "Hello" in guide(app).query_one("#post", TextArea).text
        assert "is back" in str(guide(app).query_one("#head").render())
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert (home / "postlint.toml").exists()

    drive(home, begin, paths=(".",))
    assert kept(home)
    drive(home, go_on, paths=(".",))
    assert kept(home) == []


def test_the_name_of_the_page_of_a_morning_is_kept_until_it_is_written(folder: Path) -> None:
    async def begin(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("M", "s", "home", *"our-")
        await settled(pilot)

    async def go_on(pilot: Pilot[int], app: ReviewApp) -> None:
        await pilot.press("M", "s")
        assert app.screen.query_one("#path", Input).value.startswith("our-morning-")
        await pilot.press("ctrl+s")
        await settled(pilot)

    drive(folder, begin)
    assert kept(folder)
    drive(folder, go_on)
    assert list(folder.glob("our-morning-*.html"))
    assert kept(folder) == []
