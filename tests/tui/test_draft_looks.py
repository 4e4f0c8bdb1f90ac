"""How the draft screen looks: a few stable pictures of it, wide and narrow.

`pytest tests/tui/test_draft_looks.py --snapshot-update` takes them anew; look at them before they are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.drafting import NARROW, WIDE, opened, press, school, settled, take

Compare = Callable[..., bool]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("draft", "keys", "size"),
    [
        pytest.param("flagged/a-long-week.md", (), WIDE, id="wide"),
        pytest.param("flagged/a-long-week.md", ("n",), NARROW, id="narrow-post"),
        pytest.param("flagged/a-long-week.md", ("2",), NARROW, id="narrow-findings"),
        pytest.param("flagged/a-long-week.md", ("w",), NARROW, id="let-pass"),
        pytest.param("clean/diwali-lanterns.md", (), WIDE, id="nothing-found"),
    ],
)
def test_it_looks_as_it_did(
    folder: Path, snap_compare: Compare, draft: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    take(folder, draft)

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, keys)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    app = opened(folder)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
