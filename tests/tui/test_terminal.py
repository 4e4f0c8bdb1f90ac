"""Asking a terminal what it can draw, with a terminal that answers as real ones do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tui.terminal import Terminal, ask

pty = pytest.importorskip("pty", reason="there are no such terminals here")
termios = pytest.importorskip("termios")

KITTY, CELL = b"\x1b_Gi=31;OK\x1b\\", b"\x1b[6;20;9t"


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Return both ends of a terminal: that of who draws and reads keys, and that of the app."""
    ours, its = pty.openpty()
    yield ours, its
    os.close(ours)
    os.close(its)


def answering(ends: tuple[int, int], answer: bytes) -> Terminal | None:
    """Ask a terminal that answers once it has been asked what it is."""

    def serve() -> None:
        asked = b""
        while b"\x1b[c" not in asked:
            asked += os.read(ends[0], 1024)
        os.write(ends[0], answer)

    terminal = threading.Thread(target=serve)
    terminal.start()
    try:
        return ask(ends[1], ends[1], 30.0)
    finally:
        terminal.join()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(KITTY + CELL + b"\x1b[?62;c", Terminal("TGPImage", (9, 20)), id="kitty"),
        pytest.param(CELL + b"\x1b[?62;4;22c", Terminal("SixelImage", (9, 20)), id="sixel"),
        pytest.param(KITTY + b"\x1b[?65;4c", Terminal("SixelImage"), id="both"),
        pytest.param(b"\x1b[?1;2c", Terminal(), id="neither"),
        pytest.param(b"\x1b[?64c", Terminal(), id="a 4 that is no 4"),
        pytest.param(b"jj\x1b[?1;2c", Terminal(), id="keys before it"),
    ],
)
def test_what_a_terminal_answers_tells_how_pictures_are_drawn(
    ends: tuple[int, int], answer: bytes, expected: Terminal
) -> None:
    before = termios.tcgetattr(ends[1])

    assert answering(ends, answer) == expected
    assert termios.tcgetattr(ends[1]) == before


def test_a_terminal_that_never_answers_keeps_nobody_waiting(ends: tuple[int, int]) -> None:
    assert ask(ends[1], ends[1], 0.0) == Terminal()


def test_nobody_is_asked_where_there_is_no_terminal() -> None:
    read, write = os.pipe()
    try:
        assert ask(read, write, 30.0) == Terminal()
        os.set_blocking(read, False)
        with pytest.raises(BlockingIOError):
            os.read(read, 1)
    finally:
        os.close(read)
        os.close(write)


@pytest.mark.parametrize(("way", "widget"), [("SixelImage", "SixelImage"), ("TGPImage", "AutoImage")])
def test_textual_image_draws_as_it_was_told_and_asks_nobody(ends: tuple[int, int], way: str, widget: str) -> None:
    """In a process of its own, on a terminal: what textual-image asks would be written there."""
    code = (
        "from tui.terminal import Terminal, tell\n"
        f"tell(Terminal({way!r}, (9, 20)))\n"
        "import textual_image.renderable, textual_image.widget\n"
        "from textual_image._terminal import get_cell_size\n"
        f"assert textual_image.renderable.Image is textual_image.renderable.{way}\n"
        f"assert textual_image.widget.Image is textual_image.widget.{widget}\n"
        "assert tuple(get_cell_size()) == (9, 20)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=ends[1],
        stdout=ends[1],
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.set_blocking(ends[0], False)

    assert done.returncode == 0, done.stderr.decode()
    with pytest.raises(BlockingIOError):
        os.read(ends[0], 1)
