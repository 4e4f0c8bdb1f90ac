"""Every way in which somebody could change the ledger by hand shows."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.ledger import Ledger
from linter.ledger.entries import hash_of, packed
from linter.value import replace
from tests.ledger.made import AT, filled, subject

KEY = b"k" * 32


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as known:
            for name in ("entries_stay", "entries_remain", "entries_follow"):
                known.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                known.execute(statement)
            known.commit()

    return change


def _swap(path: Path) -> None:
    _sql(
        "UPDATE entries SET seq = 99 WHERE seq = 2",
        "UPDATE entries SET seq = 2 WHERE seq = 3",
        "UPDATE entries SET seq = 3 WHERE seq = 99",
    )(path)


def _forged(path: Path) -> None:
    """Append an entry with a hash that is right."""
    entries = Ledger(path).entries()
    forged = replace(entries[-1], seq=len(entries) + 1, by="S02")
    with closing(sqlite3.connect(path)) as known:
        known.execute(
            "INSERT INTO entries (seq, entry, before, hash) VALUES (?, ?, ?, ?)",
            (forged.seq, packed(forged), entries[-1].hash, hash_of(packed(forged), entries[-1].hash)),
        )
        known.commit()


def _rewritten(path: Path) -> None:
    """Change an entry and make every hash from there on right again."""
    entries = Ledger(path).entries()
    with closing(sqlite3.connect(path)) as known:
        known.execute("DROP TRIGGER entries_stay")
        before = entries[1].hash
        for entry in entries[2:]:
            text = packed(replace(entry, by="S09"))
            known.execute(
                "UPDATE entries SET entry = ?, before = ?, hash = ? WHERE seq = ?",
                (text, before, hash_of(text, before), entry.seq),
            )
            before = hash_of(text, before)
        known.commit()


def _emptied(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as known:
        known.execute("PRAGMA user_version = 1")


TAMPERINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a changed word": (
        _sql("UPDATE entries SET entry = replace(entry, 'S01', 'S02') WHERE seq = 3"),
        "entry 3 was changed",
    ),
    "a changed mark": (
        _sql("UPDATE entries SET entry = replace(entry, '22', '23') WHERE seq = 1"),
        "entry 1 was changed",
    ),
    "a changed hash": (
        _sql("UPDATE entries SET hash = 'f' || substr(hash, 2) || 'x' WHERE seq = 2"),
        "entry 2 was changed",
    ),
    "nonsense": (_sql("UPDATE entries SET entry = '{' WHERE seq = 4"), "entry 4 cannot be read"),
    "a row taken out": (_sql("DELETE FROM entries WHERE seq = 3"), "entry 3 is missing"),
    "some taken out": (_sql("DELETE FROM entries WHERE seq IN (2, 3)"), "entries 2 to 3 are missing"),
    "one taken out, the gap closed": (
        _sql("DELETE FROM entries WHERE seq = 3", "UPDATE entries SET seq = seq - 1 WHERE seq > 3"),
        "entry 3 does not follow the one before it",
    ),
    "the first taken out": (_sql("DELETE FROM entries WHERE seq = 1"), "entry 1 is missing"),
    "two in another order": (_swap, "where entry 2 should stand is entry 3"),
    "the last cut off": (_sql("DELETE FROM entries WHERE seq = 5"), "the last entry was cut off"),
    "the end cut off": (_sql("DELETE FROM entries WHERE seq > 2"), "the last 3 entries were cut off"),
    "all taken out": (_sql("DELETE FROM entries"), "the last 5 entries were cut off"),
    "an empty file in its place": (_emptied, "the last 5 entries were cut off"),
    "the file gone": (Path.unlink, "the last 5 entries were cut off"),
    "one added by hand": (_forged, "entry 6 was added by something other than postlint"),
    "rewritten from the middle": (_rewritten, "its end is not the one that was written"),
    "a signature that was none": (_sql("UPDATE entries SET signature = 'eA==' WHERE seq = 2"), "entry 2 is signed"),
    "the end forgotten": (lambda path: path.with_name("approvals.db.head").unlink(), "(.head) is missing"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampering_shows(tmp_path: Path, name: str) -> None:
    change, said = TAMPERINGS[name]
    ledger = filled(tmp_path / "approvals.db")
    assert ledger.verify().is_sound
    change(ledger.path)

    assert said in "\n".join(problem.what for problem in ledger.verify().problems)


@pytest.mark.parametrize("name", [name for name in TAMPERINGS if name != "a signature that was none"])
def test_nothing_counts_as_approved_in_a_ledger_that_was_tampered_with(tmp_path: Path, name: str) -> None:
    ledger = filled(tmp_path / "approvals.db")
    TAMPERINGS[name][0](ledger.path)

    with pytest.raises(SettingsError, match="nothing counts as approved"):
        ledger.approvals()
    with pytest.raises(SettingsError):
        ledger.approve(subject(), by="S01")


def test_the_end_of_another_ledger_shows(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db")
    filled(tmp_path / "other.db", 7)
    shutil.copy(tmp_path / "other.db.head", ledger.head_path)

    assert not ledger.verify().is_sound


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "postlint/ledger-head/1"}', "\x00"])
def test_a_broken_head_is_told(tmp_path: Path, text: str) -> None:
    ledger = filled(tmp_path / "approvals.db")
    ledger.head_path.write_text(text)

    with pytest.raises(SettingsError, match="not the head of a ledger"):
        ledger.approvals()


def test_a_key_shows_what_was_rewritten_with_its_end(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db", key=KEY)
    _rewritten(ledger.path)
    end = _last(ledger.path)
    ledger.head_path.write_text(
        json.dumps({"format": "postlint/ledger-head/1", "last": end, "coming": None, "seal": "0" * 64})
    )

    assert Ledger(ledger.path).verify().is_sound  # without the key nobody can tell: docs/approvals.md says so
    assert "not sealed with this key" in ledger.verify().problems[0].what
    with pytest.raises(SettingsError, match="not sealed"):
        ledger.approve(subject(), by="S01")


def _last(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as known:
        return list(known.execute("SELECT seq, hash FROM entries ORDER BY seq DESC").fetchone())


def test_an_end_without_a_seal_shows_to_who_has_the_key(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db", key=KEY)
    Ledger(ledger.path).approve(subject(), by="S02", at=AT)

    assert "not sealed, though there is a key" in ledger.verify().problems[0].what
    ledger.approve(subject(), by="S01", at=AT)
    assert ledger.verify().is_sound


def test_a_clock_that_went_back_is_noted(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db", 1)
    ledger.approve(subject(), by="S01", at=AT.replace(year=2025))

    assert any("entry 2 is dated before entry 1" in note for note in ledger.verify().notes)


def test_somebody_may_take_a_ledger_as_it_is_and_that_is_noted(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db")
    ledger.head_path.unlink()
    entry = ledger.reseal(by="S01", note="Copied from the old laptop without it.")

    assert (entry.seq, entry.kind) == (6, "resealed")
    assert ledger.verify().is_sound
    assert ledger.approve(subject(), by="S01", at=AT).seq == 7


@pytest.mark.parametrize("name", ["a changed word", "a row taken out", "two in another order", "nonsense"])
def test_nobody_may_take_what_was_changed_in_the_middle(tmp_path: Path, name: str) -> None:
    ledger = filled(tmp_path / "approvals.db")
    TAMPERINGS[name][0](ledger.path)

    with pytest.raises(SettingsError):
        ledger.reseal(by="S01", note="It will be all right.")
