"""Signatures: what a key proves."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.ledger import Ledger
from linter.ledger.signing import load, make
from linter.value import replace
from tests.ledger.made import AT, DAY, MARKS, filled, subject


def test_a_key_signs_and_another_does_not(tmp_path: Path) -> None:
    mine, theirs = (make(tmp_path / name, "") for name in ("mine.pem", "theirs.pem"))
    path = tmp_path / "approvals.db"
    key = load(tmp_path / "mine.pem", "")
    Ledger(path).approve(subject(), by="S01", at=AT, signing_key=key)

    for keys, state in (({"S01": mine}, "approved"), ({"S01": theirs}, "unproven"), ({"S02": mine}, "unproven")):
        ledger = Ledger(path, needs_signatures=True, keys=keys)
        assert ledger.approvals().of(MARKS, "", DAY).state == state
        assert ledger.verify().is_sound == (state == "approved")


def test_without_a_signature_nothing_counts_where_one_is_required(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db", 1)
    marks = ledger.entries()[0].subject
    assert marks is not None

    assert ledger.approvals().of(marks.marks, "", DAY).state == "approved"
    assert Ledger(ledger.path, needs_signatures=True).approvals().of(marks.marks, "", DAY).state == "unproven"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions")
def test_only_its_owner_may_read_a_key(tmp_path: Path) -> None:
    make(tmp_path / "mine.pem", "rain on Tuesday")

    assert stat.S_IMODE((tmp_path / "mine.pem").stat().st_mode) == 0o600
    assert b"ENCRYPTED" in (tmp_path / "mine.pem").read_bytes()


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    make(tmp_path / "mine.pem", "")

    with pytest.raises(SettingsError, match="is there already"):
        make(tmp_path / "mine.pem", "")


@pytest.mark.parametrize(
    ("made_with", "opened_with", "said"),
    [
        ("rain", "", "POSTLINT_SIGNING_PASSWORD"),
        ("rain", "snow", "not with this password"),
        ("", "rain", "no password"),
    ],
)
def test_a_wrong_password_is_told(tmp_path: Path, made_with: str, opened_with: str, said: str) -> None:
    make(tmp_path / "mine.pem", made_with)

    with pytest.raises(SettingsError, match=said):
        load(tmp_path / "mine.pem", opened_with)


def test_what_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.pem").write_text("a key")

    with pytest.raises(SettingsError, match="not a private key"):
        load(tmp_path / "mine.pem", "")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.pem", "")


def test_a_signature_taken_from_another_entry_shows(tmp_path: Path) -> None:
    from linter.ledger.verifying import unsigned

    public = make(tmp_path / "mine.pem", "")
    key = load(tmp_path / "mine.pem", "")
    ledger = Ledger(tmp_path / "approvals.db")
    first = ledger.approve(subject(), by="S01", at=AT, signing_key=key)
    second = ledger.approve(subject(), by="S01", at=AT, signing_key=key)

    assert not list(unsigned([first, second], {"S01": public}))
    moved = replace(second, signature=first.signature)
    assert [problem.seq for problem in unsigned([first, moved], {"S01": public})] == [2]
    assert [problem.seq for problem in unsigned([replace(first, signature="")], {"S01": public})] == [1]
