"""The page about serving: its commands run against a real server, its tables and examples are true."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linter import shape
from linter.gate import INTENTS
from linter.serving.requests import _ENVELOPE, Media, Version, parse
from tests.conftest import ROOT, SAMPLES
from tests.serving.asking import is_answer, started

PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
REQUEST, ANSWER = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
TABLE = PAGE.partition("## What to ask")[2].partition("Unknown fields")[0]


def test_every_field_is_told_of_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", TABLE, re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == {*shape.keys(Version), *_ENVELOPE}
    assert all(f"`{name}`" in TABLE or name in ("path", "bytes", "name") for name in shape.keys(Media))
    assert all(f"`{intent}`" in TABLE for intent in INTENTS)


def test_the_request_is_one_and_the_answer_has_its_shape() -> None:
    assert len(parse(REQUEST.encode()).posts) == 2
    assert is_answer(json.loads(ANSWER))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_its_commands_do_what_they_say(tmp_path: Path, kept: Path) -> None:
    command = tmp_path / "postlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    surroundings = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "POSTLINT_CACHE_DIR": str(kept),
        "no_proxy": "*",
    }
    asked = [text for text in COMMANDS if "pip install" not in text]

    with started("--http", "--port", "0", kept=kept) as process:
        assert process.stderr is not None
        found = re.search(r"http://[\d.:]+", process.stderr.readline().decode())
        assert found
        said = [
            subprocess.run(
                ["sh", "-c", text.replace("http://127.0.0.1:8417", found[0])],
                cwd=SAMPLES,
                env=surroundings,
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            ).stdout
            for text in asked
        ]

    pipes, health, gate, picture = map(json.loads, said)
    assert health["status"] == "ok"
    assert all(map(is_answer, (pipes, gate, picture)))
    assert pipes["id"] == 1
    assert "password-or-access-code" in [reason["rule"] for reason in pipes["reasons"]]
    assert gate["intent"] == "schedule"
    assert "unreadable-image" not in [reason["rule"] for reason in picture["reasons"]]
