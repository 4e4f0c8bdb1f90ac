"""What the tests share: the sample school, and the moment at which they happen."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from pathlib import Path

from linter.engine import Linter
from linter.settings import load

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
NOW = datetime(2026, 11, 20, 10, 0)
# No test may leave anything in, or be told anything by, the cache of whoever runs it.
os.environ["POSTLINT_CACHE_DIR"] = ""


@cache
def sample_linter(policy: str = "default") -> Linter:
    """Return a linter with the sample school's settings, under a policy, at `NOW`."""
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, now=NOW)
