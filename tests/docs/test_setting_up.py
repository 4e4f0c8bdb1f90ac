"""The page on setting up: its commands do what it says, one after the other, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from linter.commands.completion import SHELLS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "setting-up.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_commands_lead_from_nothing_to_a_checked_draft(tmp_path: Path) -> None:
    commands = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "postlint"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m linter "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    surroundings = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "POSTLINT_CACHE_DIR": str(tmp_path / "cache"),
    }
    folder = tmp_path / "work"
    folder.mkdir()
    said = {}
    for command in commands:
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
            continue
        expected = int(found[1]) if (found := re.search(r"# exits with (\d)$", command)) else 0
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expected, f"{command}\n{done.stdout}{done.stderr}"
        said[command.partition("  #")[0]] = done.stdout

    assert "1 post: 0 blocked" in said["postlint check"]
    bad = said["postlint check drafts/open-evening.md"]
    assert "password-or-access-code" in bad
    assert "Sunflower" not in bad
    assert {path.name for path in folder.iterdir()} == {
        ".git", ".gitignore", ".postlint", ".pre-commit-config.yaml", "drafts", "postlint.toml", "private",
    }  # fmt: skip


def test_it_names_every_shell_and_every_offer() -> None:
    assert all(f"`{shell}`" in PAGE or f"completion {shell}`" in PAGE for shell in SHELLS)
    assert all(f"init {flag}`" in PAGE for flag in ("--hook", "--gitignore", "--editor", "--draft"))
