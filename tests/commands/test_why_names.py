"""`check --explain-why` of a name that only the name model read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES
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


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Ring her on 07700 900123 after six.", "because     "),
        ("Well done Haniya Mirzakhel in Robins!", "because     "),
    ],
)
def test_the_clues_of_an_identifier_and_of_a_listed_name_are_told_without_the_value(
    tmp_path: Path, body: str, told: str
) -> None:
    shutil.copytree(SAMPLES / "people", tmp_path / "people")
    shutil.copy(SAMPLES / "postlint.toml", tmp_path)
    draft = tmp_path / "clean" / "clues.md"
    draft.parent.mkdir()
    draft.write_text(f"---\naccount: main\n---\n{body}\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "linter", "check", "--explain-why", f"{draft}:4"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert told in result.stdout, result.stdout + result.stderr
    assert "07700" not in result.stdout
    assert "Haniya" not in result.stdout
