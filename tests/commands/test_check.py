"""`postlint check` as its user meets it: exit codes, streams, paths, standard input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main
from tests.conftest import ROOT
from tests.small_pack import write_pack, write_rule


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project whose only rules are three words, and go there."""
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget", severity="error")
    write_rule(pack, "no-gizmos", "gizmo", code="TST-102", severity="warning")
    write_rule(pack, "no-names", "larkin", code="TST-103", severity="error", more="private = true")
    (tmp_path / "postlint.toml").write_text('packs = ["pack"]\n', encoding="utf-8")
    (tmp_path / "good.md").write_text("A quiet post.\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("A widget.\n", encoding="utf-8")
    (tmp_path / "named.md").write_text("Well done Larkin, what a widget!\n", encoding="utf-8")
    (tmp_path / "doubtful.txt").write_text("A gizmo.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(*words: str) -> int:
    return main(["check", "--select", "words", *words])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["good.md"], 0),
        (["doubtful.txt"], 0),
        (["doubtful.txt", "--fail-on", "warning"], 1),
        (["bad.md"], 1),
        (["bad.md", "--fail-on", "never"], 0),
        (["bad.md", "--ignore", "no-widgets"], 0),
        (["good.md", "missing.md"], 2),
        (["bad.md", "missing.md"], 2),
        (["bad.md", "--settings", "missing.toml"], 2),
        (["bad.md", "--policy", "nobody"], 2),
        (["bad.md", "--select", "no-wigets"], 2),
        (["pack/pack.toml"], 2),
        ([], 1),
    ],
)
def test_the_exit_code_says_what_became_of_the_run(project: Path, words: list[str], code: int) -> None:
    assert _check(*words) == code


def test_the_report_goes_to_stdout_and_faults_to_both(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check("bad.md", "missing.md")

    out, _ = capsys.readouterr()
    assert "bad.md:1:3" in out
    assert "no-widgets" in out
    assert "missing.md" in out


def test_settings_faults_go_to_stderr_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "postlint.toml").write_text("polcy = 1\n", encoding="utf-8")

    assert _check("bad.md") == 2
    assert capsys.readouterr() == ("", "error: postlint.toml: polcy: is not a known key (did you mean 'policy'?)\n")


def test_an_unreadable_draft_does_not_stop_the_rest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "broken.md").write_bytes(b"---\nid: [\n---\nwidget\n")

    code = _check("broken.md", "bad.md", "--format", "json")

    report = json.loads(capsys.readouterr().out)
    assert code == report["exit_code"] == 2
    assert [post["path"] for post in report["posts"]] == ["bad.md"]
    assert [failure["path"] for failure in report["failures"]] == ["broken.md"]


def test_a_folder_is_searched_and_private_lists_are_never_read_as_drafts(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check(".", "--format", "json")

    report = json.loads(capsys.readouterr().out)
    assert [post["path"] for post in report["posts"]] == ["bad.md", "doubtful.txt", "good.md", "named.md"]


def test_a_folder_without_drafts_is_said_on_stderr(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "empty").mkdir()

    assert _check("empty") == 0
    assert capsys.readouterr().err == "warning: no drafts found under empty: nothing was checked\n"


def test_standard_input_is_read_under_the_name_it_is_given(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"body": "A widget"}')))

    code = _check("-", "--stdin-filename", "drafts/new.json", "--format", "json")

    post = json.loads(capsys.readouterr().out)["posts"][0]
    assert (code, post["path"], post["findings"][0]["place"]["column"]) == (1, "drafts/new.json", 13)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_private_values_are_masked_in_every_line(
    project: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    _check("named.md", "--format", format_)

    out, err = capsys.readouterr()
    assert "L•••" in out
    assert "Larkin" not in out + err


def test_values_are_shown_only_in_a_terminal_or_a_named_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("named.md", "--show-values") == 2
    assert "terminal" in capsys.readouterr().err

    assert _check("named.md", "--show-values", "--output", "report.txt") == 1
    assert "Larkin" in (project / "report.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_an_output_that_cannot_be_written_is_a_failure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("good.md", "--output", "no/such/folder/report.txt") == 2
    assert "report.txt: cannot be written" in capsys.readouterr().err


def test_a_crash_is_never_a_clean_run_and_quotes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("Larkin")

    monkeypatch.setattr("linter.commands.check.renderers.render", crash)

    assert _check("good.md") == 2
    err = capsys.readouterr().err
    assert "RuntimeError" in err
    assert "Larkin" not in err


def test_an_interruption_exits_130(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("linter.commands.check._linter", interrupt)

    assert _check("good.md") == 130


def test_settings_in_pyproject_are_found_and_the_nearest_file_wins_whole(
    project: Path,
) -> None:
    inner = project / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[tool.postlint]\npacks = ["../pack"]\nfail_on = "warning"\n')
    (inner / "doubtful.txt").write_text("A gizmo.\n", encoding="utf-8")

    assert _check("doubtful.txt") == 0
    assert _check("inner/doubtful.txt") == 1


def test_each_draft_is_judged_by_its_nearest_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = project / "inner"
    inner.mkdir()
    (inner / "postlint.toml").write_text(
        'packs = ["../pack"]\n[rules.no-widgets]\nseverity = "info"\n[files]\nexclude = ["notes/**"]\n'
    )
    (inner / "notes").mkdir()
    (inner / "notes" / "n.md").write_text("A widget.\n")
    (inner / "w.md").write_text("A widget.\n")

    _check("bad.md", "inner", ".", "--format", "json")

    posts = json.loads(capsys.readouterr().out)["posts"]
    severities = {post["path"]: [finding["severity"] for finding in post["findings"]] for post in posts}
    assert severities["bad.md"] == ["error"]
    assert severities["inner/w.md"] == ["info"]
    assert "inner/notes/n.md" not in severities


@pytest.mark.slow
def test_output_is_utf_8_whatever_the_locale(project: Path) -> None:
    (project / "emoji.md").write_text("🎉 a widget — né\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "emoji.md", "--select", "words"],
        cwd=project,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": ""},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "🎉 a widget — né" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_clean_run(project: Path) -> None:
    (project / "many.txt").write_text("A widget.\n\n" * 3_000, encoding="utf-8")
    command = f"{sys.executable} -m linter check many.txt --select words | head -1; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(
        ["bash", "-c", command],
        cwd=project,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
