"""`postlint approvals`: what the ledger holds, and decisions other than a yes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from linter.commands import approvals
from linter.errors import PostlintError, SettingsError
from tests.commands import made
from tests.commands.test_approve import entries
from tests.commands.test_approve import run as approve
from tests.ledger.made import draft, school


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """Return a school in which two posts are approved."""
    folder = tmp_path_factory.mktemp("decided")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("POSTLINT_CACHE_DIR", str(kept))
        school(folder)
        for name, body in (("kite.md", "Kites on the field today."), ("tea.md", "Tea at three.")):
            draft(folder, name, body)
        assert approve(".", "--all", "--by", "S01", "--note", "=Lovely").code == 0
    return folder


@pytest.fixture
def folder(decided: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(decided, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    done = made.run(approvals, *words, policy="chase-terrace")
    return done.code, done.out


def test_decisions_are_listed_with_the_last_one_first(folder: Path) -> None:
    code, out = run("list")

    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["2", "1"]
    assert "tea.md#tea" in out.splitlines()[0]
    assert made.tidy(out)


def test_nothing_decided_yet_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert "nothing has been decided yet" in run("list")[1]
    assert run("verify") == (0, "postlint-approvals.db: as it was written: 0 decisions\n")


def test_the_export_holds_everything(folder: Path) -> None:
    data = json.loads(run("export")[1])

    assert data["schema"] == "postlint/approvals/1"
    assert [(e["seq"], e["kind"], e["by"], e["subject"]["draft"]) for e in data["entries"]] == [
        (1, "approved", "S01", "kite.md"),
        (2, "approved", "S01", "tea.md"),
    ]
    assert data["entries"] == json.loads(run("list", "--format", "json")[1])["entries"]


def test_no_cell_of_a_sheet_is_a_formula(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv")[1])))

    assert [row["note"] for row in rows] == ["'=Lovely", "'=Lovely"]
    assert {row["by"] for row in rows} == {"S01"}


def test_an_export_may_go_to_a_file(folder: Path) -> None:
    assert run("export", "--output", "decisions.json")[0] == 0
    assert len(json.loads((folder / "decisions.json").read_text())["entries"]) == 2


def test_one_decision_is_told_in_full(folder: Path) -> None:
    out = run("show", "1")[1]

    assert "kite.md#kite" in out
    assert "by S01, headteacher" in out
    assert "said: =Lovely" in out
    assert "bound to words, pictures, account, platforms" in out
    with pytest.raises(SettingsError, match="no entry 9"):
        run("show", "9")


def test_a_draft_is_told_with_its_history(folder: Path) -> None:
    draft(folder, "kite.md", "Kites on the roof.")
    out = run("show", "kite.md")[1]

    assert "changed since it was approved (entry 1" in out
    assert "): words" in out
    assert "1  approved  kite.md#kite" in out


def test_a_post_is_sent_back_and_its_approval_ends(folder: Path) -> None:
    code, out = run("send-back", "kite.md", "--by", "S02", "--note", "Which field?")

    assert (code, out) == (0, "kite.md#kite: sent back by S02: entry 3; it ends approval 1\n")
    assert entries(folder)[2].note == "Which field?"
    assert approve("kite.md", "--by", "S01").code == 0


@pytest.mark.parametrize("what", ["kite.md", "1"])
def test_an_approval_is_withdrawn_by_its_draft_or_its_number(folder: Path, what: str) -> None:
    code, out = run("withdraw", what, "--by", "S01", "--note", "The wind.")

    assert code == 0
    assert "it ends approval 1" in out
    assert entries(folder)[2].kind == "withdrawn"
    assert "approved, ended by 3" in run("list")[1]
    with pytest.raises(PostlintError, match="no approval that could be withdrawn"):
        run("withdraw", what, "--by", "S01")


def test_who_withdraws_says_who_they_are(folder: Path) -> None:
    with pytest.raises(SettingsError, match="nobody is named"):
        run("withdraw", "1")


def test_a_sound_ledger_is_told_with_the_hash_of_its_end(folder: Path) -> None:
    code, out = run("verify")

    assert code == 0
    assert out.endswith(f"2 decisions, the last of them with the hash {entries(folder)[-1].hash}\n")
    assert run("verify", "--expect", entries(folder)[0].hash)[0] == 0
    assert run("verify", "--expect", "f" * 64)[0] == 1


def test_a_tampering_is_told_and_may_not_be_approved_upon(folder: Path) -> None:
    with closing(sqlite3.connect("postlint-approvals.db")) as known:
        known.execute("DROP TRIGGER entries_remain")
        known.execute("DELETE FROM entries WHERE seq = 1")
        known.commit()

    code, out = run("verify")
    assert code == 1
    assert "✖ entry 1 is missing" in out
    for words in (("list",), ("show", "2"), ("send-back", "tea.md", "--by", "S01")):
        with pytest.raises(SettingsError, match="entry 1 is missing"):
            run(*words)


def test_a_lost_end_is_taken_for_good_only_with_a_name_and_a_reason(folder: Path) -> None:
    Path("postlint-approvals.db.head").unlink()
    assert run("verify")[0] == 1
    assert run("reseal", "--by", "S01", "--note", "The old laptop.")[0] == 0
    assert run("verify")[0] == 0
    assert "resealed" in run("list")[1]


def test_two_copies_are_compared(folder: Path) -> None:
    for name in ("postlint-approvals.db", "postlint-approvals.db.head"):
        shutil.copy(name, f"copy-{name}")
    assert run("verify", "--against", "copy-postlint-approvals.db")[0] == 0
    run("withdraw", "1", "--by", "S01")

    code, out = run("verify", "--against", "copy-postlint-approvals.db")
    assert code == 1
    assert "the two share 2 decisions; then this one has 1 more" in out
    with pytest.raises(SettingsError, match="is not there"):
        run("verify", "--against", "nothing.db")


def test_a_key_is_made_for_the_settings(folder: Path) -> None:
    out = run("key", "mine.pem")[1]

    assert out.startswith('public_key = "ed25519:')
    assert (folder / "mine.pem").is_file()
