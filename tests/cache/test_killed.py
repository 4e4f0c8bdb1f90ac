"""A run that is killed at any moment leaves a cache that the next run can use or pass over."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

pytestmark = pytest.mark.slow


def _command(*more: str) -> list[str]:
    return [sys.executable, "-m", "linter", "check", ".", "--format", "json", *more]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the sample school, so that a run has much to keep; not its pictures, which would take most of the time."""
    school = Path(shutil.copytree(SAMPLES, tmp_path / "school", ignore=shutil.ignore_patterns("pictures", "clean")))
    for draft in sorted((school / "flagged").iterdir())[::2]:
        draft.unlink()
    return school


def test_killed_runs_leave_the_next_one_the_same_report(project: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "POSTLINT_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}

    def run(*more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(_command(*more), cwd=project, env=environment, capture_output=True, check=False)

    expected = run("--no-cache")
    for moment in (0.05, 0.15, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
        with subprocess.Popen(_command(), cwd=project, env=environment, stdout=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moment)
            process.kill()

    assert expected.returncode == 1
    for _ in range(3):
        again = run()
        assert (again.returncode, again.stdout, again.stderr) == (1, expected.stdout, expected.stderr)


def test_runs_at_the_same_time_do_not_disturb_each_other(project: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "POSTLINT_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(_command(), cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]

    reports = [process.communicate() for process in started]

    assert {process.returncode for process in started} == {1}
    assert len(set(reports)) == 1
