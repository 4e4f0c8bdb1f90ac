"""A clean copy of a picture with chosen places hidden, made from the draft that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from linter.picture_preview import MarkedBox
from tests.tui.drafting import NARROW, WIDE, Desk, opened, press, school, take, text_of, told, vet
from tui.screens.draft import DraftScreen
from tui.widgets.copy_form import CopyForm
from tui.widgets.picture_image import CellImage, PictureImage
from tui.widgets.place_list import PlaceList

BOARD, TREE, COPY = "flagged/celebration-board.md", "flagged/hall-lights.md", "certificate-on-the-wall.clean.png"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    return tmp_path


def form_of(app: Desk) -> CopyForm:
    assert isinstance(app.screen, CopyForm)
    return app.screen


def said(app: Desk) -> str:
    return str(app.screen.query("#inside Static").first(Static).render())


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_what_was_found_is_hidden_in_a_copy_which_the_draft_shows_and_undo_takes_both_back(
    folder: Path, size: tuple[int, int]
) -> None:
    take(folder, BOARD)
    file, copy = folder / "drafts/celebration-board.md", folder / "pictures" / COPY
    before = file.read_bytes()

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert any(one.rule == "pupil-full-name" for one in app.draft.findings)
        await press(pilot, ["4", "h"])
        form = form_of(app)
        assert [one.words for one in form.query_one(PlaceList).ticked] == ["Zofia Kwiatek"]
        await press(pilot, ["ctrl+s"])
        assert f"It goes to ../pictures/{COPY} (1,000 × 700 pixels" in said(app)
        assert "Made unrecognisable in it: 1 line of text." in said(app)
        assert not copy.exists()
        await press(pilot, ["enter"])
        assert f"path: ../pictures/{COPY}" in file.read_text("utf-8")
        assert not any(one.rule == "pupil-full-name" for one in app.draft.findings)
        assert COPY in text_of(app, "#about")
        assert "Somebody else" not in text_of(app, "#note")
        await press(pilot, ["u"])
        assert file.read_bytes() == before
        assert copy.exists()
        await press(pilot, ["u"])
        assert not copy.exists()

    vet(opened(folder), act, size)


def test_places_are_ticked_drawn_and_written_and_the_draft_may_go_on_showing_the_picture(folder: Path) -> None:
    take(folder, BOARD)
    before = (folder / "drafts/celebration-board.md").read_bytes()

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["h"])
        form = form_of(app)
        places = form.query_one(PlaceList)
        await press(pilot, ["a"])
        assert len(places.ticked) == 5
        await press(pilot, ["a"])
        assert not places.ticked
        await press(pilot, ["j", "space"])
        assert str(places.get_option_at_index(1).prompt).startswith("[✔] 2 line of text")
        assert str(places.get_option_at_index(0).prompt).startswith("[ ] 1 line of text")
        image = form.query_one(PictureImage)
        await pilot.mouse_down(image, offset=(4, 4))
        await pilot.mouse_up(image, offset=(12, 8))
        assert form.query_one("#own", Input).value.count(",") == 3
        form.query_one("#own", Input).value += "; 900, 10, 50, 50"
        form.query_one("#name", Input).value = "../pictures/board.gif"
        form.query_one("#shown", Select).value = "picture"
        await press(pilot, ["ctrl+s"])
        assert "../pictures/board.png" in said(app)
        assert "1 line of text, 2 places of your own" in said(app)
        assert "goes on showing the picture" in said(app)
        await pilot.click("#answer-back")
        await press(pilot, [])
        again = form_of(app)
        assert [one.words for one in again.query_one(PlaceList).ticked] == ["Certificate of Achievement"]
        assert again.query_one("#own", Input).value.endswith("; 900, 10, 50, 50")
        await press(pilot, ["ctrl+s", "enter"])
        assert (folder / "pictures/board.png").read_bytes().startswith(b"\x89PNG")
        assert (folder / "drafts/celebration-board.md").read_bytes() == before

    vet(opened(folder), act)


NOT_UNDERSTOOD = (
    ("own", "a corner", "four numbers"),
    ("own", "2000, 10, 5, 5", "four numbers"),
    ("own", "", ""),
    ("name", " ", "Say where the copy goes"),
)
NOT_WRITTEN = (
    ("../pictures/book-cover.png", "is there already"),
    ("../../elsewhere.png", "stands outside the project"),
    ("..", "stands outside the project"),
)


def test_what_cannot_be_is_said_and_nothing_is_written_over_or_outside(folder: Path) -> None:
    take(folder, BOARD)
    files = sorted(folder.rglob("*.png"))
    cover = (folder / "pictures/book-cover.png").read_bytes()

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["h"])
        form = form_of(app)
        for field, value, words in NOT_UNDERSTOOD:
            form.query_one(f"#{field}", Input).value = value
            if words:
                await press(pilot, ["ctrl+s"])
                assert app.screen is form
                assert words in str(form.query_one("#fault", Static).render())
        for name, words in NOT_WRITTEN:
            form_of(app).query_one("#name", Input).value = name
            await press(pilot, ["ctrl+s"])
            assert words in str(form_of(app).query_one("#fault", Static).render())
            assert form_of(app).query_one("#name", Input).value == name

    vet(opened(folder), act)
    assert sorted(folder.rglob("*.png")) == files
    assert (folder / "pictures/book-cover.png").read_bytes() == cover


def test_a_draft_that_changed_meanwhile_gets_no_copy(folder: Path) -> None:
    take(folder, BOARD)
    file = folder / "drafts/celebration-board.md"

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["h", "ctrl+s"])
        file.write_text(file.read_text("utf-8") + "\nSomebody else was here.\n", "utf-8")
        await press(pilot, ["enter"])
        assert "changed by somebody else" in told(app)
        assert "Somebody else was here." in app.draft.text

    vet(opened(folder), act)
    assert not (folder / "pictures" / COPY).exists()
    assert COPY not in file.read_text("utf-8")


def test_what_shows_no_picture_or_a_broken_one_says_so(folder: Path) -> None:
    take(folder, "flagged/wifi-for-the-fair.md", TREE)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        app.draft._open(next(key for key in app.session.items if "hall" in key.path))
        await press(pilot, ["h"])
        assert "A part of the file is missing" in told(app)
        app.draft._open(next(key for key in app.session.items if "wifi" in key.path))
        await press(pilot, ["h"])
        assert "This post has no picture." in told(app)
        assert isinstance(app.screen, DraftScreen)

    vet(opened(folder), act)


def test_one_goes_from_pictures_to_pictures_of_the_next_draft_and_back(folder: Path) -> None:
    take(folder, BOARD, TREE, "flagged/netball-cup.md")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["4"])
        seen = [text_of(app, "#about")]
        for keys in (["N"], ["N"], ["P"], ["P"]):
            await press(pilot, keys)
            seen.append(text_of(app, "#about"))
        names = ["certificate-on-the-wall", "hall-lights", "football-pitch", "hall-lights", "certificate-on-the-wall"]
        assert [name in about for name, about in zip(names, seen, strict=True)] == [True] * 5

    vet(opened(folder), act)


def test_numbers_of_boxes_can_be_read_where_pictures_are_only_half_blocks(folder: Path) -> None:
    take(folder, BOARD)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["4"])
        image = app.draft.query_one(PictureImage)
        assert isinstance(image, CellImage)
        lines = [image.render_line(y).text for y in range(image.size.height)]
        assert [mark for line in lines for mark in ("✖1", "▲2", "●3") if mark in line] == ["●3", "▲2", "✖1"]
        of = (image.size.width, image.size.height)
        image.label(
            [MarkedBox((0, 0, 9, 9), "1"), MarkedBox((1, 0, 9, 9), "2"), MarkedBox((of[0] - 1, 5, 1, 1), "3")], of
        )
        lines = [image.render_line(y).text for y in range(image.size.height)]
        assert [lines[0][:3], lines[1][1:4], lines[4][-3:]] == [" 1 ", " 2 ", " 3 "]

    vet(opened(folder), act)
