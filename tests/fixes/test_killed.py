"""`fix` and `baseline write` that are killed at any moment leave the old file or the new one, never a broken one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.exempted import make_project

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")]

# Kills itself right before the n-th change of a file in the project.
DRIVER = """
import os, signal, sys
left, folder = int(sys.argv[1]), os.path.realpath(os.getcwd())
WRITING = os.O_WRONLY | os.O_RDWR
def hook(event, args):
    global left
    is_change = event in ("os.rename", "os.chmod", "os.remove") or (event == "open" and (args[2] or 0) & WRITING)
    if is_change and isinstance(args[0], (str, os.PathLike)) and os.path.realpath(args[0]).startswith(folder):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
from linter.cli import main
sys.addaudithook(hook)
sys.exit(main(sys.argv[2:]))
"""
BEFORE = "A widget.\r\n<!-- postlint: allow no-names -- nobody here -->\r\nBye.\r\n"
AFTER = "A widget.\r\nBye.\r\n"


def _killed(folder: Path, moment: int, *words: str) -> bool:
    """Run a command that is killed at a moment; say whether it was, or else had come to its end before."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DRIVER, str(moment), *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def test_a_killed_fix_leaves_each_draft_old_or_new(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    drafts = [folder / f"drafts/{name}.md" for name in "ab"]
    seen: set[tuple[str, ...]] = set()
    for moment in range(1, 20):
        for draft in drafts:
            draft.write_bytes(BEFORE.encode())
        killed = _killed(folder, moment, "fix", "--unused-exceptions", "drafts")
        now = tuple(draft.read_bytes().decode() for draft in drafts)
        assert set(now) <= {BEFORE, AFTER}
        seen.add(now)
        if not killed:
            break

    assert now == (AFTER, AFTER), "in the end it came through"
    assert (BEFORE, BEFORE) in seen
    assert (AFTER, BEFORE) in seen


def test_a_killed_baseline_write_leaves_the_old_list_or_the_new_one(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    draft, baseline = folder / "drafts/a.md", folder / "postlint-baseline.jsonl"
    draft.write_text("A widget.\n", encoding="utf-8")
    assert not _killed(folder, 0, "baseline", "write")
    old = baseline.read_bytes()
    draft.write_text("A widget.\nOne more widget, and Wren Larkin.\n", encoding="utf-8")
    found: list[bytes] = []
    for moment in range(1, 20):
        baseline.write_bytes(old)
        killed = _killed(folder, moment, "baseline", "write", "--grow")
        found.append(baseline.read_bytes())
        if not killed:
            break

    new = found[-1]
    assert new != old
    assert set(found) == {old, new}
