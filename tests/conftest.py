"""What the tests share: the sample school, and the moment at which they happen."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from linter import packs
from linter.context import Context
from linter.engine import Linter
from linter.errors import PostlintError
from linter.evidence.pictures.workers import Workers
from linter.routes import Compiled, routes_of
from linter.rule import Rule
from linter.settings import load

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
NOW = datetime(2026, 11, 20, 10, 0)
# No test may leave anything in, or be told anything by, the cache of whoever runs it.
os.environ["POSTLINT_CACHE_DIR"] = ""


class Shelf(dict[str, bytes]):
    """A store in memory."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self[key] = value


# The sample pictures are looked at by many tests: each is once in a process.
SHELF = Shelf()
# The processes that look at pictures, for all linters of a process: each that is started loads its models anew.
WORKERS = Workers()
Context.workers = property(lambda context: context.__dict__.get("workers", WORKERS))  # type: ignore[method-assign, assignment]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by what they are for: archives hold the second they were made in, and both processes must agree."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache for whole programs: the compiled rules and the looks at sample pictures, made once in a run."""
    return shared_folder(tmp_path_factory) / "kept"


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of a run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@cache
def own_rules() -> Compiled:
    """Return our own rules with their routes: whatever the tests find is found through them."""
    rules = packs.load().rules
    return Compiled(rules, routes_of(rule for rule in rules.values() if _is_sound(rule)))


def _is_sound(rule: Rule) -> bool:
    """Say whether the options of a rule can be read; where they cannot, the tests of that rule say why."""
    try:
        rule.options.validate()
    except (PostlintError, ValueError):
        return False
    return True


@cache
def sample_linter(policy: str = "default") -> Linter:
    """Return a linter with the sample school's settings, under a policy, at `NOW`."""
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, now=NOW, compiled=own_rules(), store=SHELF)
