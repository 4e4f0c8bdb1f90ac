"""A project with three rules, to try exceptions in: two may be silenced, one is private, one never."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from linter.cli import main
from linter.engine import Linter
from linter.settings import load
from tests.small_pack import write_pack, write_rule

TODAY = datetime(2026, 11, 20, 10, 0)
RULES = "no-widgets,no-names,no-secrets,exception-fault"


def make_project(folder: Path) -> Path:
    """Write settings and rules; return the folder."""
    pack = write_pack(folder / "pack")
    write_rule(pack, "no-widgets", "widget", severity="error", more='formerly = ["no-widget"]')
    write_rule(pack, "no-names", "wren larkin", code="TST-103", severity="error", more="private = true")
    write_rule(pack, "no-secrets", "sesame", code="TST-104", severity="error", more="silenceable = false")
    (folder / "postlint.toml").write_text(
        'packs = ["pack"]\nrules.missing-approval.severity = "off"\n', encoding="utf-8"
    )
    (folder / "drafts").mkdir()
    return folder


def linter(folder: Path, **more: object) -> Linter:
    """Return a linter of the project, with its three rules and that about exceptions."""
    return Linter(load(folder / "postlint.toml"), now=TODAY, select=RULES.split(","), **more)  # type: ignore[arg-type]


def run(*words: str) -> int:
    """Run a command as its user does."""
    return main(list(words))
