"""A scratch repository with a small pack of rules, for tests of what postlint does with git."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from linter.cli import main
from tests.small_pack import write_pack, write_rule

SETTINGS = 'packs = ["../pack"]\n'
# No configuration of the machine, and the same author everywhere.
PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A. Author",
    "GIT_AUTHOR_EMAIL": "a@thistlebrook.example",
    "GIT_COMMITTER_NAME": "A. Author",
    "GIT_COMMITTER_EMAIL": "a@thistlebrook.example",
}


def environment() -> dict[str, str]:
    """Return this process's environment with nothing in it that would tell git where it is."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | PLAIN


def isolate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this process that environment."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)


class Scratch:
    """A repository in a folder."""

    def __init__(self, folder: Path) -> None:
        """Make it, with settings and a pack beside it in which 'widget' is an error and 'gizmo' a warning."""
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        if not (folder.parent / "pack").exists():
            pack = write_pack(folder.parent / "pack")
            write_rule(pack, "no-widgets", "widget", severity="error")
            write_rule(pack, "no-gizmos", "gizmo", code="TST-102")
        self.write("postlint.toml", SETTINGS)

    def git(self, *words: str, code: int = 0) -> str:
        """Run git."""
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def write(self, name: str, text: str | bytes = "Nothing to see.\n") -> Path:
        """Write a file into the work tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def picture(self, name: str, colour: str = "red") -> Path:
        """Write a picture into the work tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Pillow.new("RGB", (8, 8), colour).save(path)
        return path

    def stage(self, name: str, text: str | bytes = "Nothing to see.\n") -> Path:
        """Write a file and stage it."""
        path = self.write(name, text)
        self.git("add", "--force", "--", name)
        return path

    def commit(self, message: str = "Change") -> str:
        """Commit all of the work tree. Return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()

    def state(self) -> dict[str, str]:
        """Return every file of the work tree and of git's own folder, but what git itself keeps no promise about."""
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, list[str]]]:
    """Run `check` in the current folder. Return its exit code, and the rules that were broken in each draft."""
    capsys.readouterr()
    code = main(["check", "--no-cache", "--select", "words,unreadable-image", "--format", "json", *words])
    out = capsys.readouterr().out
    report: dict[str, Any] = json.loads(out) if out else {"posts": []}
    found: dict[str, list[str]] = {}
    for post in report["posts"]:
        found.setdefault(post["path"], []).extend(one["rule"] for one in post["findings"])
    return code, found
