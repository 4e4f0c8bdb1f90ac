"""The real program in a real terminal: it draws, it answers keys, and what is typed survives whatever happens to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tui.drafting import school, take

TMUX = shutil.which("tmux")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(TMUX is None, reason="tmux is not installed")]
_MOST = 60.0  # seconds, on a machine that has much else to do
_PAUSE = 0.05  # between two looks at what is waited for: what makes it needs the processor, too


class Terminal:
    """A terminal with the review app in it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._socket = folder, f"postlint-{os.getpid()}"

    def tmux(self, *words: str) -> str:
        command = [TMUX or "tmux", "-L", self._socket, "-f", os.devnull, *words]
        # They would say how large the terminal is, and it is another one.
        around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=around).stdout

    def start(self, *words: str) -> None:
        told = [f"-e{name}={value}" for name, value in self._told().items()]
        size = ("-x", "130", "-y", "38")
        session = ("new-session", "-d", "-s", "app", *size, "-c", str(self._folder), *told, *self._app(words))
        # The server outlives the app: one that is about to end takes no other.
        self.tmux(*session, ";", "set-option", "-s", "exit-empty", "off")

    def _told(self) -> dict[str, str]:
        state, cache = self._folder / "state", self._folder / "cache"
        return {"PYTHONPATH": str(ROOT), "POSTLINT_STATE_DIR": str(state), "POSTLINT_CACHE_DIR": str(cache)}

    def _app(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "linter", "review", *words]

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "app", *keys)

    def wait_for(self, words: str) -> str:
        end = time.monotonic() + _MOST
        seen = ""
        while time.monotonic() < end:
            seen = self.tmux("capture-pane", "-p", "-t", "app")
            if words in seen:
                return seen
            time.sleep(_PAUSE)
        raise AssertionError(f"'{words}' did not come up:\n{seen}")

    def kill(self) -> None:
        """End the app as a flat battery would."""
        os.kill(int(self.tmux("list-panes", "-t", "app", "-F", "#{pane_pid}")), signal.SIGKILL)
        end = time.monotonic() + _MOST
        while self._is_there():
            assert time.monotonic() < end, "it did not end"
            time.sleep(_PAUSE)

    def _is_there(self) -> bool:
        command = [TMUX or "tmux", "-L", self._socket, "has-session", "-t", "app"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def close(self) -> None:
        command = [TMUX or "tmux", "-L", self._socket, "kill-server"]
        subprocess.run(command, capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    school(tmp_path)
    take(tmp_path, "flagged/wifi-for-the-fair.md")
    found = Terminal(tmp_path)
    yield found
    found.close()


def test_it_draws_answers_keys_keeps_what_was_typed_when_it_is_killed_and_quits_clean(
    terminal: Terminal, tmp_path: Path
) -> None:
    draft = tmp_path / "drafts" / "wifi-for-the-fair.md"
    before = draft.read_bytes()
    terminal.start("drafts")
    terminal.wait_for("✖ blocked")
    terminal.press("Enter")
    terminal.wait_for("MUST BE PUT RIGHT")
    terminal.press("3")
    terminal.wait_for("account: main")
    terminal.press("typed before the battery went flat ")
    terminal.wait_for("battery went flat")
    terminal.wait_for("not saved")
    terminal.kill()

    assert draft.read_bytes() == before
    terminal.start("drafts")
    terminal.wait_for("✎")
    terminal.press("Enter")
    terminal.wait_for("What was typed here before is back")
    terminal.press("3")
    terminal.wait_for("battery went flat")
    terminal.press("C-s")
    end = time.monotonic() + _MOST
    while b"battery went flat" not in draft.read_bytes():
        assert time.monotonic() < end
        time.sleep(_PAUSE)
    while list((tmp_path / "state" / "unsaved").glob("*.json")):  # given up after the draft is written, never before
        assert time.monotonic() < end
        time.sleep(_PAUSE)


def test_no_answer_of_the_terminal_is_taken_for_a_key(terminal: Terminal) -> None:
    terminal.start("drafts")
    terminal.wait_for("✖ blocked")
    terminal.press("Enter")
    seen = terminal.wait_for("MUST BE PUT RIGHT")
    assert "Your policy on" not in seen  # `c`, of "[?1;2c", would have opened the clauses
    terminal.press("Escape")
    terminal.wait_for("Outcome")
    terminal.press("R")
    assert "/ to search" in terminal.wait_for("Rules of the policy chase-terrace")
