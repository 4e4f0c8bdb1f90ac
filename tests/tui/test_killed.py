"""The program is killed while somebody types: all that was on the screen is there when it is started again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.test_real_program import TMUX, Terminal, terminal

__all__ = ["terminal"]  # a fixture, which pytest looks for by its name

pytestmark = [pytest.mark.slow, pytest.mark.skipif(TMUX is None, reason="tmux is not installed")]
_WORDS = ("First. ", "Then, with é and 🎪. ")


def test_what_was_just_typed_outlives_the_program_however_soon_it_is_killed(terminal: Terminal, tmp_path: Path) -> None:
    draft = tmp_path / "drafts" / "wifi-for-the-fair.md"
    before = draft.read_bytes()
    typed = ""
    for words in _WORDS:
        terminal.start("drafts")
        terminal.wait_for("✎" if typed else "✖ blocked")
        terminal.press("Enter")
        terminal.wait_for("back. It is not in the file yet" if typed else "MUST BE PUT RIGHT")
        terminal.press("3")
        terminal.wait_for("esc: leave")
        terminal.press(words)
        typed = words + typed
        terminal.wait_for(typed)
        terminal.kill()  # before anybody has paused, so before it was checked

        (kept,) = (tmp_path / "state" / "unsaved").iterdir()
        assert json.loads(kept.read_bytes())["text"] == typed + before.decode("utf-8")
        assert draft.read_bytes() == before
