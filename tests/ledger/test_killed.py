"""A writer that is killed loses nothing that it called safe; `benchmarks/ledger.py` does it a thousand times."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill")
@pytest.mark.parametrize("writers", ["1", "2"])
def test_a_killed_writer_loses_nothing_that_it_called_safe(writers: str) -> None:
    command = [sys.executable, "-m", "benchmarks.ledger", "--trials", "20", "--writers", writers, "--longest", "0.2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 of them lost; 0 ledgers unsound" in done.stdout
    assert "\n0 approvals" not in done.stdout  # else nothing was shown
