"""What the tests share: the sample school, and the moment at which they happen."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings as search

from linter import compiled, packs
from linter.cache import DiskStore
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
# Every run tries the same examples, so that it fails for what was changed and for nothing else. `pytest
# --hypothesis-profile=default` looks for new ones.
search.register_profile("same", derandomize=True, database=None)
search.load_profile("same")
# No test may leave anything in, or be told anything by, the cache of whoever runs it.
os.environ["POSTLINT_CACHE_DIR"] = ""


class Shelf:
    """A store in memory, above the one on the disk that all processes of a run share."""

    def __init__(self) -> None:
        """Begin with nothing, and no disk."""
        self.disk: DiskStore | None = None
        self._known: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, by whichever process."""
        found = self._known.get(key)
        if found is None and self.disk is not None and (found := self.disk.get(key)) is not None:
            self._known[key] = found
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self._known[key] = value
        if self.disk is not None:
            self.disk.put(key, value)


# The sample pictures are looked at by many tests: each is once in a run.
SHELF = Shelf()
# The processes that look at pictures, for all linters of a process: each that is started loads its models anew.
WORKERS = Workers()
Context.workers = property(lambda context: context.__dict__.get("workers", WORKERS))  # type: ignore[method-assign, assignment]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by what they are for: archives hold the second they were made in, and both processes must agree."""
    return argname if isinstance(val, bytes) else None


def pytest_configure(config: pytest.Config) -> None:
    """Compile our modules once, though the environment may forbid it: the tests start hundreds of processes."""
    if not hasattr(config, "workerinput"):
        for name in ("linter", "tui"):
            compileall.compile_dir(ROOT / name, quiet=2)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow tests first in both halves, file by file: each of two processes begins with one half.

    What is left at the end, for whoever has nothing to do, is short then.
    """
    slow = [item for item in items if item.get_closest_marker("slow")]
    others = [item for item in items if not item.get_closest_marker("slow")]
    first = set(list(dict.fromkeys(item.path for item in slow))[::2])  # a file stays with one of them
    begins = [item for item in slow if item.path in first]
    middle = max(0, len(items) // 2 - len(begins))
    items[:] = [*begins, *others[:middle], *(item for item in slow if item.path not in first), *others[middle:]]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache for whole programs: the compiled rules and the looks at sample pictures, made once in a run."""
    return _kept(tmp_path_factory)


def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_folder(tmp_path_factory) / "kept"


@pytest.fixture(scope="session", autouse=True)
def _looks_are_shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    SHELF.disk = DiskStore(str(_kept(tmp_path_factory)))


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that holds only the compiled rules, made once in a run. Copy it for a cache of one's own."""
    folder = shared_folder(tmp_path_factory) / "ready"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            compiled.keep(DiskStore(str(folder)), packs.load())
            folder.mkdir(exist_ok=True)  # rules that were changed a moment ago are not kept
    return folder


# Checks the samples; whatever would open a connection raises.
_OFFLINE = """
import socket, sys
def forbid(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise RuntimeError("network: " + event)
sys.addaudithook(forbid)
from linter.cli import main
sys.exit(main(["check", *sys.argv[1:], "--format", "json"]))
"""


class Told:
    """What a program said, and how it ended."""

    def __init__(self, folder: Path) -> None:
        """Read it where it was kept. `folder` is where the program ran, `cache` what it learnt."""
        self.code = int((folder / "code").read_text())
        self.out, self.err = (folder / "out").read_bytes(), (folder / "err").read_bytes()
        self.folder, self.cache = folder / "elsewhere", folder / "cache"


@pytest.fixture(scope="session")
def samples_told(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Told:
    """Return what a new process that may open no connection says of all samples, as JSON. It is asked once in a run.

    It looks at all pictures afresh, from a folder elsewhere; what it sees is in `kept` then.
    """
    folder = shared_folder(tmp_path_factory) / "told"
    with FileLock(f"{folder}.lock"):
        if not (folder / "code").exists():
            (folder / "elsewhere").mkdir(parents=True)
            done = subprocess.run(
                [sys.executable, "-c", _OFFLINE, str(SAMPLES)],
                cwd=folder / "elsewhere",
                env={"PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(folder / "cache")},
                capture_output=True,
                check=False,
            )
            (folder / "out").write_bytes(done.stdout)
            (folder / "err").write_bytes(done.stderr)
            (folder / "code").write_text(str(done.returncode))
            shutil.copytree(folder / "cache", kept, dirs_exist_ok=True)
    return Told(folder)


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
