"""The page on approvals: its program runs as written, and its settings are settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.ledger import Ledger
from linter.settings import load
from tests.conftest import ROOT
from tests.ledger.made import draft, school

PAGE = (ROOT / "docs" / "approvals.md").read_text(encoding="utf-8")


def _block(language: str, about: str) -> str:
    (found,) = [text for text in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL) if about in text]
    return str(found)


def test_the_program_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = school(tmp_path)
    settings.write_text(f'policy = "chase-terrace"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    draft(tmp_path / "drafts", "fair.md", "The fair opens at noon.")
    monkeypatch.chdir(tmp_path)
    exec(compile(_block("python", "approving.waiting"), "approvals.md", "exec"), {})

    assert capsys.readouterr().out == "1 drafts/fair.md True\n"


def test_the_settings_are_settings(tmp_path: Path) -> None:
    text = _block("toml", "[approvals.approvers.S01]").replace("ed25519:…", "ed25519:AAAA")
    settings = load(school(tmp_path, f"\n{text}\n{_block('toml', '[stats]')}\n{_block('toml', 'routine')}"))

    assert settings.approvals.approvers["S01"].role == "headteacher"
    assert Ledger.open(settings).path.name == "postlint-approvals.db"
    assert settings.stats.log == "private/runs.db"
