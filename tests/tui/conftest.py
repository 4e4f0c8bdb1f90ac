"""What the tests of the review app share: what one session has learnt of rules and pictures, no other learns again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import own_rules
from tests.tui.drafting import school, take


@pytest.fixture(autouse=True)
def _kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))


@pytest.fixture(scope="session", autouse=True)
def _stays() -> Iterator[None]:
    """Have the collector of garbage seldom look through all rules and sheets of style: they stay to the end."""
    before = gc.get_threshold()
    own_rules()
    gc.freeze()
    gc.set_threshold(2_000, 10, 200)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def two_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a school with a draft that is blocked and a sheet of five that are ready; it is the current folder."""
    monkeypatch.chdir(school(tmp_path))
    take(tmp_path, "flagged/a-long-week.md", "clean/december-week.csv")
    return tmp_path
