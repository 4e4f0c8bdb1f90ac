"""What the terminal can draw: asked before the app reads its keys, for later the answers would be taken for keys.

textual-image asks as well, when it is imported, and importing it takes longer than all else at the start. So it is
asked here, all at once; textual-image is imported in a thread, once the queue is on the screen, and is told.
"""

from __future__ import annotations

import os
import re
import sys
import time
from importlib import import_module
from pathlib import Path

from linter.value import frozen

# Does it draw as kitty does, how large is a cell, and what is it? Every terminal answers the last question.
_QUESTIONS = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c"
_KITTY = b"\x1b_Gi=31;OK"
_CELL = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_IS = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIXEL = b"4"
_CELL_NAMES = ("TEXTUAL_CELL_WIDTH", "TEXTUAL_CELL_HEIGHT")  # of the environment: textual-image asks there as well
_SECONDS = 1.0  # for an answer through a slow line; terminals that never answer are rare


@frozen
class Terminal:
    """How pictures are drawn, by its name in textual-image; width and height of a cell in pixels, if they are known."""

    way: str = "HalfcellImage"
    cell: tuple[int, int] | None = None


def ask(keys: int = 0, screen: int = 1, seconds: float = _SECONDS) -> Terminal | None:
    """Ask the terminal that two file descriptors are of; None where there is no asking it so, on Windows.

    Where no terminal is, nobody is asked, and pictures are drawn in half blocks.
    """
    try:
        import termios
        import tty
    except ImportError:
        return None
    if not (os.isatty(keys) and os.isatty(screen)):
        return Terminal()
    before = termios.tcgetattr(keys)
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        os.write(screen, _QUESTIONS)
        return _told(_answer(keys, seconds))
    except OSError:  # it has gone
        return Terminal()
    finally:
        termios.tcsetattr(keys, termios.TCSANOW, before)


def _answer(keys: int, seconds: float) -> bytes:
    import select

    answer, end = b"", time.monotonic() + seconds
    while not _IS.search(answer) and (left := end - time.monotonic()) > 0:
        if select.select([keys], [], [], left)[0]:
            answer += os.read(keys, 1024)
    return answer


def _told(answer: bytes) -> Terminal:
    is_what, cell = _IS.search(answer), _CELL.search(answer)
    way = "TGPImage" if _KITTY in answer else "HalfcellImage"
    if is_what and _SIXEL in is_what[1].split(b";"):
        way = "SixelImage"  # first: some say that they draw as kitty does, and do so only in part
    return Terminal(way, (int(cell[2]), int(cell[1])) if cell else None)


def tell(terminal: Terminal) -> None:
    """Import textual-image, and tell it what it would ask the terminal. Not to be called twice at once."""
    asks = sys.__stdout__
    with Path(os.devnull).open("w", encoding="utf-8") as nobody:
        sys.__stdout__ = nobody  # type: ignore[misc]  # it asks whoever is there when it is imported
        try:
            drawing = import_module("textual_image.renderable")
            drawing.Image = getattr(drawing, terminal.way)  # type: ignore[attr-defined]
            if terminal.cell:
                os.environ.update(zip(_CELL_NAMES, map(str, terminal.cell), strict=True))
            import_module("textual_image.widget")
        finally:
            sys.__stdout__ = asks  # type: ignore[misc]
