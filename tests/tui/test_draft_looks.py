"""How the draft screen looks: a few stable pictures of it, wide and narrow.

`pytest tests/tui/test_draft_looks.py --snapshot-update` takes them anew; look at them before they are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.drafting import NARROW, WIDE, only, opened, press, school, settled

Compare = Callable[..., bool]
_WEEK = """---
account: ms-okafor
platforms: [x]
author: S05
schedule: 2026-11-27T22:40
audience: public
---
What a bloody awful week 🍷 Nobody could get into the hall.
Password: Lantern2026!
"""
_LANTERNS = """---
account: main
platforms: [facebook, x]
author: S03
schedule: 2026-11-24T16:00
audience: public
---
Thirty paper lanterns now hang in the corridor by the library. #WinterFair
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    only(tmp_path, "password-or-access-code", "profanity")
    return tmp_path


@pytest.mark.parametrize(
    ("draft", "keys", "size"),
    [
        pytest.param(_WEEK, (), WIDE, id="wide"),
        pytest.param(_WEEK, ("n",), NARROW, id="narrow-post"),
        pytest.param(_WEEK, ("2",), NARROW, id="narrow-findings"),
        pytest.param(_WEEK, ("w",), NARROW, id="let-pass"),
        pytest.param(_LANTERNS, (), WIDE, id="nothing-found"),
    ],
)
def test_it_looks_as_it_did(
    folder: Path, snap_compare: Compare, draft: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    (folder / "drafts/winter.md").write_text(draft, "utf-8")

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, keys)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    app = opened(folder)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
