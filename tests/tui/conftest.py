"""What the tests of the review app share: what one session has learnt of rules and pictures, no other learns again."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
