"""How the screens of knowing look: a few stable pictures, wide and narrow.

`pytest tests/tui/test_knowing_looks.py --snapshot-update` takes them anew; look at them before they are kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from linter.finding import Finding, Place
from linter.post import Post
from linter.report import PostReport
from tests.tui.drafting import NARROW, WIDE, only, school, session_of, settled, take
from tui.app import ReviewApp
from tui.widgets.trial import found_in

Compare = Callable[..., bool]
_PLACE = Place("body", 0, 3, 2, 1, 2, 4)
_REPORT = PostReport(
    "first.md",
    "first",
    0,
    (
        Finding(
            "one", "TST-1", "error", "reported", 1.0, "This is a password.", "Take it out.", (), _PLACE, "abc", "1"
        ),
        Finding("two", "TST-2", "warning", "reported", 0.8, "This is unusual.", "Look at it.", (), _PLACE, "abc", "2"),
    ),
    (),
    Post("abc"),
)


@pytest.mark.parametrize(
    ("keys", "size", "theme"),
    [
        pytest.param([], WIDE, "postlint-light", id="queue-light"),
        pytest.param([], NARROW, "postlint-contrast-dark", id="queue-narrow-contrast"),
        pytest.param(["M"], NARROW, "postlint-dark", id="morning-narrow"),
        pytest.param(["M", "s"], WIDE, "postlint-light", id="save-the-morning"),
    ],
)
def test_it_looks_as_it_did(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snap_compare: Compare,
    keys: list[str],
    size: tuple[int, int],
    theme: str,
) -> None:
    school(tmp_path)
    take(tmp_path, "flagged/wifi-for-the-fair.md", "clean/december-week.csv")
    only(tmp_path, "password-or-access-code")
    monkeypatch.chdir(tmp_path)
    assert snap_compare(_app(tmp_path, ["drafts"], theme), terminal_size=size, run_before=_before(keys))


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")])
def test_the_guide_looks_as_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Compare, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)

    async def before(pilot: Pilot[None]) -> None:
        await _before([])(pilot)
        # What our rules find in the post is no matter of looks, and changes with them.
        pilot.app.screen.query_one("#found", Static).update(found_in(_REPORT))
        await settled(pilot)

    assert snap_compare(_app(tmp_path, ["."], "postlint-dark"), terminal_size=size, run_before=before)


def _app(folder: Path, paths: list[str], theme: str) -> ReviewApp:
    app = ReviewApp(session_of(folder, *paths), watch=False)
    app.theme = theme
    app.animation_level = "none"
    return app


def _before(keys: list[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    return before
