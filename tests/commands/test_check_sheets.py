"""`postlint check` on sheets: those that are named, those that are come upon, and those with a bad row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter.cli import main
from tests.small_pack import write_pack, write_rule


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one rule, a sheet of posts and others, and go there."""
    write_rule(write_pack(tmp_path / "pack"), "no-widgets", "widget", severity="error")
    (tmp_path / "postlint.toml").write_text('packs = ["pack"]\n[people]\nstaff = "staff.csv"\n', encoding="utf-8")
    (tmp_path / "staff.csv").write_text(
        "id,first_name,last_name,role,publish_name\nS01,Ada,Larkin,teacher,no\n", encoding="utf-8"
    )
    (tmp_path / "clubs.csv").write_text("club,day\nChess,Monday\n", encoding="utf-8")
    (tmp_path / "week.csv").write_text(
        "id,body,schedule\na,Hello,\nb,A widget,Friday\nc,My widget,\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words: str) -> int:
    return main(["check", "--select", "no-widgets", "--format", "json", *words])


def test_a_bad_row_fails_the_run_and_the_others_are_judged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):  # what was kept of the first run must not hide the fault
        assert check("week.csv") == 2

        report = json.loads(capsys.readouterr().out)
        assert [(post["id"], post["outcome"]) for post in report["posts"]] == [("a", "ready"), ("c", "blocked")]
        assert report["posts"][1]["findings"][0]["place"]["line"] == 4
        assert [failure["what"].partition(" is ")[0] for failure in report["failures"]] == ["line 3: row 3, schedule:"]


def test_a_sheet_without_posts_in_a_folder_is_passed_over_with_a_note(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "week.csv").write_text("body\nHello\n", encoding="utf-8")

    for _ in range(2):
        assert check(".") == 0
        out, err = capsys.readouterr()
        assert [post["path"] for post in json.loads(out)["posts"]] == ["week.csv"]
        assert [line.partition(",")[0] for line in err.splitlines()] == ["note: clubs.csv: passed over"]
        assert "Larkin" not in out + err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["clubs.csv"], 2, "has no column 'body', so it is no sheet of posts"),
        (["./clubs.csv", "."], 2, "has no column 'body', so it is no sheet of posts"),
        (["staff.csv"], 2, "is a list that the settings name, and no sheet of posts"),
        (["clubs.csv", "--force-exclude"], 0, None),
        (["staff.csv", "--force-exclude"], 0, None),
    ],
)
def test_a_sheet_that_was_named_is_a_failure(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str | None
) -> None:
    (project / "week.csv").unlink()

    assert check(*words) == code

    failures = json.loads(capsys.readouterr().out)["failures"]
    assert [failure["what"].partition(": ")[2] or failure["what"] for failure in failures] == [
        f"{message}" for _ in failures
    ]
    assert bool(failures) is (message is not None)


def test_a_guessed_encoding_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "week.csv").write_bytes("body\nZoë’s widget\n".encode("cp1252"))

    for _ in range(2):
        assert check("week.csv") == 1
        out, err = capsys.readouterr()
        assert json.loads(out)["posts"][0]["findings"][0]["place"]["column"] == 7
        assert err.startswith("note: week.csv: was read as Windows-1252")


def test_the_settings_say_how_sheets_and_documents_are_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "postlint.toml").write_text(
        'packs = ["pack"]\n[files]\ninclude = ["*.csv"]\n[readers.csv]\ncolumns = { body = "Post text" }\n'
        'delimiter = ";"\nencoding = "windows-1250"\n'
        '[[readers.documents]]\nfiles = ["site/*.yaml"]\nposts = "news[*]"\nfields = { body = "text" }\n'
    )
    (project / "week.csv").write_bytes("id;Post text\n1;Małgorzata’s widget\n".encode("cp1250"))
    (project / "site").mkdir()
    (project / "site" / "news.yaml").write_text("news:\n  - {text: A widget, more: 1}\n", encoding="utf-8")

    for _ in range(2):
        assert check(".") == 1
        posts = json.loads(capsys.readouterr().out)["posts"]
        assert {post["path"]: post["findings"][0]["place"]["column"] for post in posts} == {
            "week.csv": 16,
            "site/news.yaml": 14,
        }


def test_standard_input_may_be_a_sheet(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    for data, code in ((b"body\nA widget\n", 1), (b"name\nA widget\n", 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert check("-", "--stdin-filename", "new.csv") == code
