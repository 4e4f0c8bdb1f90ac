"""Clients in other languages, tried for real: the script for Node asks both servers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SAMPLES
from tests.serving.asking import APPROVED, BAD, GOOD, started

NODE = shutil.which("node")
SCRIPT = SAMPLES / "clients" / "postiz.mjs"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(NODE is None, reason="Node is not installed")]


def _node(words: list[str], request: dict[str, Any], kept: Path | str = "") -> tuple[int, str]:
    done = subprocess.run(
        [str(NODE), str(SCRIPT), *words],
        input=json.dumps(request),
        cwd=SAMPLES,
        env={**os.environ, "PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(kept)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.strip() or done.stderr


def _asked(*texts: str, kind: str = "draft", **more: Any) -> dict[str, Any]:
    return {"type": kind, "account": "main", "provider": "x", "posts": [{"content": text} for text in texts], **more}


CASES = [
    (_asked(GOOD["text"]), 0, "^true$"),
    (_asked(BAD["text"]), 0, "^true$"),  # a draft is advised
    (_asked(BAD["text"], kind="now"), 1, "A password or a log-in stands in the post"),
    (_asked(GOOD["text"], BAD["text"], kind="schedule"), 1, "A password or a log-in"),
    (_asked(GOOD["text"], kind="draft", date="next week"), 1, "'scheduled_at' is"),
]


def test_it_asks_a_process_that_it_starts(kept: Path) -> None:
    for request, code, said in CASES:
        done = _node(["--stdio", sys.executable, "-m", "linter", "serve", "--stdio"], request, kept)

        assert done[0] == code, done
        assert re.search(said, done[1]), done


def test_it_asks_over_http(kept: Path) -> None:
    with started("--http", "--port", "0", kept=kept) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline().decode())
        assert found
        for request, code, said in CASES:
            done = _node([found[0]], request)

            assert done[0] == code, done
            assert re.search(said, done[1]), done
    gone, said = _node([found[0]], CASES[0][0])
    assert gone == 1
    assert "could not be checked" in said


def test_nothing_but_true_is_a_yes(tmp_path: Path) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(
        'input()\nprint(\'{"id": 1, "allowed": "true", "reasons": [{"stops": true, "message": "No.", "fix": ""}]}\')\n'
    )

    assert APPROVED
    assert _node(["--stdio", sys.executable, str(liar)], CASES[0][0]) == (1, "No.")
