"""What is typed into a form outlives the app, comes back in the same form, and goes once it is done or cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.drafting import Desk, opened, press, school, take, vet

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
