"""The page about the library: its examples run as they are written, one after the other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.schedulers.background import BackgroundScheduler

import linter
from linter import Approval, Post
from tests.conftest import ROOT, SAMPLES

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def _block(word: str) -> str:
    (found,) = [block for block in BLOCKS if word in block]
    return str(found)


def _school(folder: Path) -> Path:
    """Make a folder with the sample school and the picture that the page names."""
    school = Path(shutil.copytree(SAMPLES, folder / "school"))
    shutil.copy(SAMPLES / "pictures" / "cake-stall.png", school / "pictures" / "fair.jpg")
    return school


@pytest.mark.slow
def test_all_examples_but_the_scheduler_run_as_one_script(tmp_path: Path, kept: Path) -> None:
    school = _school(tmp_path)
    first, *others = [block for block in BLOCKS if "apscheduler" not in block]
    # What stands under the guard of the example with workers is run once; so must be all the rest that is not defined
    # before it.
    (many,) = [block for block in others if "__main__" in block]
    rest = "".join(f"    {line}\n" for block in others if block != many for line in block.splitlines())
    (school / "script.py").write_text(f"{first}\n{many}\n{rest}", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "script.py"],
        cwd=school,
        env={**os.environ, "PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(kept)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert sum(line in ("blocked", "review", "ready") for line in done.stdout.splitlines()) >= 50


def test_the_scheduler_publishes_what_may_go_out_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_school(tmp_path))
    space: dict[str, Any] = {}
    exec(compile(_block("apscheduler"), "docs/library.md", "exec"), space)
    scheduler: BackgroundScheduler = space["scheduler"]
    done = threading.Event()
    scheduler.add_listener(lambda _: done.set(), EVENT_JOB_EXECUTED)
    assert [job.id for job in scheduler.get_jobs()] == ["fair"]

    scheduler.modify_job("fair", next_run_time=datetime.now(scheduler.timezone))  # its time has come

    assert done.wait(60)
    scheduler.shutdown()
    assert space["published"] == ["fair"]
    ((sent_back, why),) = space["sent_back"]
    assert sent_back == "hall"
    assert any("password-or-access-code" in reason for reason in why)


def test_what_is_told_of_approvals_is_so() -> None:
    made = linter.Linter.from_settings(SAMPLES / "postlint.toml")
    approval = Approval("S01", on=date.today() - timedelta(days=1))

    assert not made.gate(Post("Everyone is welcome!", account="main"))
    assert made.gate(Post("Everyone is welcome!", account="main", approval=approval))


def test_every_method_and_intent_is_told_of() -> None:
    from linter.gate import INTENTS

    names = [name for name in ("check", "check_many", "acheck", "agate", "gate") if f".{name}(" not in PAGE]
    assert names == []
    assert [intent for intent in INTENTS if f'"{intent}"' not in PAGE] == []
