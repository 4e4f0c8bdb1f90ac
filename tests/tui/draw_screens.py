"""Draw the screens of the review app for docs/review.md: `python -m tests.tui.draw_screens [FOLDER]`; look at them.

They show a copy of the sample school. Each is an SVG without fonts of its own, so that nothing is fetched to show it.
Those of pictures are large, for each of their cells is a piece of the SVG: the docs hold them as a browser shows them.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import NOW, ROOT, own_rules
from tests.tui.drafting import school, settled, take
from tui.app import ReviewApp
from tui.session import Session

TARGET = Path(*sys.argv[1:]).absolute() if sys.argv[1:] else ROOT / "docs"
SIZE = (116, 34)
DRAFTS = (
    "flagged/a-long-week.md",
    "flagged/friends-meeting.md",
    "flagged/netball-cup.md",
    "flagged/wifi-for-the-fair.md",
    "clean/december-week.csv",
    "clean/diwali-lanterns.md",
    "clean/harvest-boxes.md",
)
_WALL = """\
---
account: main
images:
  - path: ../pictures/certificate-on-the-wall.png
    alt: A certificate on a wall of the library
    people: none
---
Look what hangs in our library!
"""
# Picture → the keys that lead to what it shows.
SCREENS: dict[str, Sequence[str]] = {
    "queue": (),
    "draft": ("G", "enter"),
    "pictures": ("G", "k", "enter", "n", "4"),
    "copy": ("G", "k", "enter", "n", "h"),
    "pass": ("enter", "w"),
    "rules": ("R", "slash", *"password", "enter"),
    "clauses": ("C", "j", "j"),
    "morning": ("M",),
    "help": ("question_mark",),
}


def main() -> None:
    """Draw all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "school").mkdir()
        (folder / "new").mkdir()
        school(folder / "school")
        os.chdir(folder / "school")
        take(folder / "school", *DRAFTS)
        (folder / "school" / "drafts" / "wall.md").write_text(_WALL, "utf-8")
        os.environ["POSTLINT_CACHE_DIR"] = str(folder / "cache")
        for what, keys in SCREENS.items():
            _draw(what, keys, folder, ["drafts"])
        os.chdir(folder / "new")
        _draw("guide", [*"Thistlebrook Primary School"], folder, [])
        os.chdir(ROOT)


def _draw(what: str, keys: Sequence[str], folder: Path, paths: Sequence[str]) -> None:
    session = Session(paths, now=NOW, state_folder=folder / "state", known=own_rules())
    app = ReviewApp(session, watch=False)

    async def play() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            await _steady(pilot)
            (TARGET / f"review-{what}.svg").write_text(plain(app.export_screenshot()), "utf-8")

    asyncio.run(play())


async def _steady(pilot: Pilot[int]) -> None:
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False
    await pilot.pause(1.0)


def plain(svg: str) -> str:
    """Return a picture that fetches nothing: without the fonts that it would ask the network for."""
    return re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("Fira Code", "DejaVu Sans Mono")


if __name__ == "__main__":
    main()
