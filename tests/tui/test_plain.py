"""The review line by line: what is said to a list of answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.drafting import school, session_of, take
from tui.plain import run

SWEARS = "drafts/a-long-week.md"


class Lines:
    """Somebody who answers from a list, and then ends the input."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.said: list[str] = []

    def readline(self, most: int, /) -> bytes:
        return f"{self._answers.pop(0)}\n".encode() if self._answers else b""

    def answer(self, text: str, /) -> None:
        self.said.append(text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    school(tmp_path)
    take(tmp_path, "flagged/a-long-week.md")
    return tmp_path


def review(folder: Path, *answers: str) -> str:
    lines = Lines(*answers)
    session = session_of(folder)
    assert run(session, lines) == 0
    return "\n".join(lines.said)


def test_a_post_and_its_findings_are_told_in_words(folder: Path) -> None:
    said = review(folder, "1", "1", "text", "quit")

    assert "1 post: 1 blocked" in said
    assert f"1. blocked: {SWEARS}" in said
    assert "must be put right: 'bloody' is mild bad language." in said
    assert "Your policy, chase-terrace/" in said
    assert "\x1b" not in said


def test_a_finding_is_let_pass_and_that_is_taken_back(folder: Path) -> None:
    said = review(folder, "1", "pass 1", "It is the title of a play.", "2026-12-01", "S01", "undo", "q")

    assert "let pass by a waiver: 'bloody'" in said
    assert "Taken back." in said
    assert not (folder / "waivers.toml").exists()


def test_what_cannot_be_done_is_told_and_changes_nothing(folder: Path) -> None:
    said = review(folder, "nonsense", "1", "99", "fix 1", "approve", "S01", "undo")

    assert "There is no 'nonsense' here" in said
    assert "There is no finding 99" in said
    assert "A machine cannot put that right." in said
    assert "That could not be done" in said
    assert "There is nothing to take back." in said
