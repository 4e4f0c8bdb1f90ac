"""What all dialogues share: nothing lies over their buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.drafting import NARROW, Desk, opened, press, school, told, vet
from tui.widgets.decide import SendBackForm


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    return tmp_path


def test_what_was_told_goes_when_a_form_opens_and_its_note_is_shown_from_the_beginning(folder: Path) -> None:
    (folder / "drafts/note.md").write_text("The fair is at three.\n", "utf-8")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["D"])
        assert "No disclaimer is missing" in told(app)
        await press(pilot, ["b"])
        form = app.screen
        assert isinstance(form, SendBackForm)
        assert told(app) == ""
        note = form.query_one("#note")
        assert app.draft.finding is not None
        assert app.draft.finding.fix.startswith(note.render_line(0).text.strip()[:20])

    vet(opened(folder), act, NARROW)
