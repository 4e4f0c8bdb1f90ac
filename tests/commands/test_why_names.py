"""`check --explain-why` of a name that only the name model read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exempted import run

SETTINGS = '[school]\nname = "Thistlebrook Primary School"\n'


def test_why_the_model_read_a_name_is_told_without_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "postlint.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "a.md").write_text(
        "Well done to **Oluwaseun Adeyemi** in Year 4 for super reading!\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)

    run("check", "--explain-why", "a.md:1")
    out = capsys.readouterr().out

    assert "possible-child-name" in out
    assert "name model" in out
    assert "what the lists say of it" in out
    assert "Oluwaseun" not in out
    assert "Adeyemi" not in out
