"""`baseline`, `fix` and `check --explain-why` as their user meets them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exempted import RULES, make_project, run

KEY = "a key of more than sixteen characters"
LATER = date.today() + timedelta(days=30)
WAIVER = f"""[[waivers]]
rule = "no-names"
draft = "drafts/b.md"
reason = "Her mother agreed."
approved_by = "S01"
until = {LATER}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path)
    (tmp_path / "drafts/a.md").write_text("A widget.\n", encoding="utf-8")
    (tmp_path / "drafts/b.md").write_text("Well done Wren Larkin!\n", encoding="utf-8")
    with (tmp_path / "postlint.toml").open("a", encoding="utf-8") as file:
        file.write('rules.author-not-declared.severity = "off"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POSTLINT_KEY", raising=False)
    return tmp_path


def _check(*words: str) -> int:
    return run("check", "--no-cache", *words)


def test_a_baseline_is_written_used_grown_and_pruned(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("drafts") == 1
    assert run("baseline", "write", "drafts") == 0
    assert _check("drafts", "--baseline", "postlint-baseline.jsonl") == 0
    assert run("baseline", "check", "drafts") == 0

    (project / "drafts/c.md").write_text("A widget.\n", encoding="utf-8")
    assert _check("drafts", "--baseline", "postlint-baseline.jsonl") == 1
    assert run("baseline", "check", "drafts") == 1
    assert run("baseline", "write", "drafts") == 2  # growing needs a flag
    assert run("baseline", "write", "--grow", "drafts") == 0
    assert _check("drafts", "--baseline", "postlint-baseline.jsonl") == 0

    (project / "drafts/a.md").write_text("Fine.\n", encoding="utf-8")
    capsys.readouterr()
    assert _check("drafts", "--baseline", "postlint-baseline.jsonl") == 0
    assert "covers one finding that is no longer there" in capsys.readouterr().err
    assert run("baseline", "check", "drafts") == 1
    assert run("baseline", "prune", "drafts") == 0
    assert run("baseline", "check", "drafts") == 0


def test_a_baseline_in_the_settings_is_no_draft_and_must_be_there(project: Path) -> None:
    with (project / "postlint.toml").open("a", encoding="utf-8") as file:
        file.write('baseline = "known.jsonl"\n')

    assert _check() == 2
    assert run("baseline", "write") == 0
    assert _check() == 0


def test_without_a_key_private_fingerprints_are_talked_about(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "write", "drafts")
    assert "no key is set (POSTLINT_KEY)" in capsys.readouterr().err
    _check("drafts", "--baseline", "postlint-baseline.jsonl")
    assert "no key is set (POSTLINT_KEY)" in capsys.readouterr().err

    monkeypatch.setenv("POSTLINT_KEY", KEY)
    assert _check("drafts", "--baseline", "postlint-baseline.jsonl") == 2
    assert "was made without a key" in capsys.readouterr().err
    monkeypatch.setenv("POSTLINT_KEY", "short")
    assert _check("drafts") == 2
    err = capsys.readouterr().err
    assert "POSTLINT_KEY: is shorter than 16 characters" in err
    assert "short'" not in err


def test_a_key_changes_every_fingerprint_and_tells_names_with_equal_initials_apart(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fingerprints() -> list[str]:
        capsys.readouterr()
        _check("drafts", "--format", "json")
        report = json.loads(capsys.readouterr().out)
        return [finding["fingerprint"] for post in report["posts"] for finding in post["findings"]]

    plain = fingerprints()
    monkeypatch.setenv("POSTLINT_KEY", KEY)
    assert set(plain).isdisjoint(fingerprints())


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "github", "sarif", "junit", "html"])
def test_every_format_shows_what_was_silenced_and_why(
    project: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    waiver = WAIVER
    (project / "waivers.toml").write_text(waiver, encoding="utf-8")
    (project / "drafts/a.md").write_text(
        "<!-- postlint: allow no-widgets -- a prop of the play -->\nA widget.\n", encoding="utf-8"
    )

    assert _check("drafts", "--select", RULES, "--format", format_) == 0
    out = capsys.readouterr().out
    assert "a prop of the play" in out
    assert "Her mother agreed. (approved by S01" in out
    assert "Larkin" not in out


def test_fix_shows_or_does_what_it_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = project / "drafts/a.md"
    text = "A widget.\r\n<!-- postlint: allow no-names -- nobody here -->\r\nBye.\r\n"
    draft.write_bytes(text.encode("utf-16"))
    waiver = "# ours\n" + WAIVER.replace("no-names", "no-widgets")
    (project / "waivers.toml").write_text(waiver, encoding="utf-8")

    assert run("fix", "drafts") == 2
    assert run("fix", "--unused-exceptions", "--dry-run", "drafts") == 0
    assert "-<!-- postlint" in capsys.readouterr().out
    assert draft.read_bytes() == text.encode("utf-16")
    assert run("fix", "--unused-exceptions", "drafts") == 0
    assert draft.read_bytes() == "A widget.\r\nBye.\r\n".encode("utf-16")
    assert (project / "waivers.toml").read_text(encoding="utf-8") == "# ours\n"
    assert sorted(path.name for path in (project / "drafts").iterdir()) == ["a.md", "b.md"]


def test_the_evidence_of_a_finding_is_shown_masked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--explain-why", "drafts/b.md:1:15") == 0
    out = capsys.readouterr().out
    assert "no-names [TST-103]" in out
    assert "kind 'phrase'" in out
    assert "arkin" not in out

    (project / "drafts/a.md").write_text("<!-- postlint: allow no-widgets -- a prop -->\nA widget.\n", encoding="utf-8")
    assert run("check", "--explain-why", "drafts/a.md:2") == 0
    out = capsys.readouterr().out
    assert "phrases: 'widget'" in out
    assert "suppressed, by an exception in the draft: a prop" in out
    assert "from the rule itself" in out

    assert run("check", "--explain-why", "drafts/a.md:9") == 0
    assert "Nothing was found" in capsys.readouterr().out
    assert run("check", "--explain-why", "drafts/nothing.md:1") == 2
