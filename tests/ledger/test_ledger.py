"""The ledger itself: what goes in comes out, in order, whoever writes, whatever the disk does."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.ledger import Ledger
from linter.ledger.entries import Noted, packed, unpacked
from linter.settings import Settings, load
from linter.value import replace
from tests.conftest import ROOT
from tests.ledger.made import AT, DAY, MARKS, filled, school, subject


def test_reading_makes_no_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "approvals.db")

    assert ledger.entries() == ()
    assert not ledger.approvals()
    assert ledger.verify().is_sound
    assert list(tmp_path.iterdir()) == []


def test_what_was_decided_is_told_as_it_was(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "approvals.db")
    one = replace(
        subject(),
        findings=(Noted("pupil-first-name", "warning", "waived", "0123456789abcdef", ""),),
        inputs={"roll": "f"},
    )
    entry = ledger.approve(
        one, by="S01", role="headteacher", until=date(2026, 12, 1), note="Read with the class.", at=AT
    )

    assert ledger.entries() == (entry,)
    assert entry.subject == one
    assert (entry.seq, entry.by, entry.role, entry.until) == (1, "S01", "headteacher", date(2026, 12, 1))
    assert unpacked(packed(entry), entry.hash, "") == entry


def test_decisions_follow_one_another(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "approvals.db")
    ledger.approve(subject(), by="S01", at=AT)
    ledger.send_back(subject(), by="S02", note="Whose kite?", at=AT)
    ledger.approve(subject(), by="S01", at=AT)
    ledger.withdraw(subject(), by="S01", at=AT)

    assert [(entry.kind, entry.of) for entry in ledger.entries()] == [
        ("approved", ()),
        ("sent-back", (1,)),
        ("approved", ()),
        ("withdrawn", (3,)),
    ]
    assert [entry.seq for entry in ledger.history("k" * 16)] == [1, 2, 3, 4]


def test_what_is_not_approved_cannot_be_withdrawn(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "approvals.db")

    with pytest.raises(SettingsError, match="no approval that could be withdrawn"):
        ledger.withdraw(subject(), by="S01")
    assert ledger.entries() == ()


@pytest.mark.parametrize("by", ["", "  "])
def test_nobody_cannot_decide(tmp_path: Path, by: str) -> None:
    with pytest.raises(SettingsError, match="nobody is named"):
        Ledger(tmp_path / "approvals.db").approve(subject(), by=by)


def test_a_post_with_a_picture_that_nobody_could_see_cannot_be_approved(tmp_path: Path) -> None:
    unseen = replace(MARKS, pictures=(MARKS.pictures[0]._replace(pixels=""),))

    with pytest.raises(SettingsError, match="cannot be read"):
        Ledger(tmp_path / "approvals.db").approve(subject(unseen), by="S01")


def test_nothing_is_left_beside_a_ledger_that_nobody_writes(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db")
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    ledger.approvals()

    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert set(before) == {"approvals.db", "approvals.db.head"}


def test_rows_cannot_be_changed_or_deleted_by_a_slip(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    filled(tmp_path / "approvals.db")
    for statement in (
        "UPDATE entries SET entry = '{}' WHERE seq = 2",
        "DELETE FROM entries",
        "INSERT INTO entries VALUES (9, '{}', '', 'x', '')",
        "INSERT OR REPLACE INTO entries VALUES (2, '{}', '', 'x', '')",
    ):
        with closing(sqlite3.connect(tmp_path / "approvals.db")) as known, pytest.raises(sqlite3.DatabaseError):
            known.execute(statement)


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "approvals.db"
    with ThreadPoolExecutor(4) as people:
        made = list(people.map(lambda number: Ledger(path).approve(subject(), by=f"S{number}", at=AT), range(24)))

    entries = Ledger(path).entries()
    assert sorted(entry.hash for entry in entries) == sorted(entry.hash for entry in made)
    assert [entry.seq for entry in entries] == list(range(1, 25))


def test_a_reader_beside_a_writer_sees_whole_ledgers_only(tmp_path: Path) -> None:
    path = tmp_path / "approvals.db"

    def read(_: int) -> int:
        return len(Ledger(path).entries())

    with ThreadPoolExecutor(3) as people:
        writer = people.submit(filled, path, 20)
        counts = list(people.map(read, range(30)))
    writer.result()

    assert set(counts) <= set(range(21))
    assert len(Ledger(path).entries()) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes")
@pytest.mark.parametrize("room", [200, 20_000, 40_000])
def test_a_full_disk_keeps_what_was_said_and_takes_nothing_more(tmp_path: Path, room: int) -> None:
    code = f"""
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
from linter.errors import SettingsError
from tests.ledger.made import AT, subject
from linter.ledger import Ledger
ledger = Ledger(Path({str(tmp_path / "approvals.db")!r}))
try:
    for number in range(200):
        print(ledger.approve(subject(), by="S01", note="x" * 500, at=AT).hash, flush=True)
except SettingsError as error:
    print(error, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    said = done.stdout.split()

    assert "nothing was noted" in done.stderr
    ledger = Ledger(tmp_path / "approvals.db")
    assert [entry.hash for entry in ledger.entries()][: len(said)] == said
    assert ledger.verify().is_sound
    assert ledger.approve(subject(), by="S02", at=AT).seq in (len(said) + 1, len(said) + 2)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="folders that nobody may write to")
def test_a_ledger_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    ledger = filled(folder / "approvals.db")
    folder.chmod(0o500)
    try:
        assert len(ledger.entries()) == 5
        with pytest.raises(SettingsError, match="nothing was noted"):
            ledger.approve(subject(), by="S01")
    finally:
        folder.chmod(0o700)


def test_a_copied_ledger_goes_on_and_its_twin_shows_where_they_part(tmp_path: Path) -> None:
    from linter.ledger.verifying import parted

    ledger = filled(tmp_path / "approvals.db")
    for name in ("approvals.db", "approvals.db.head"):
        shutil.copy(tmp_path / name, tmp_path / f"copy-{name}")
    twin = Ledger(tmp_path / "copy-approvals.db")
    ledger.approve(subject(), by="S01", at=AT)
    twin.send_back(subject(), by="S02", at=AT)

    assert twin.verify().is_sound
    assert parted(ledger.entries(), twin.entries()) == 5


def test_a_snapshot_is_kept_while_the_ledger_goes_on(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "approvals.db")
    known = ledger.approvals()
    stamp = ledger.stamp
    ledger.approve(subject(), by="S01", at=AT)

    assert len(known.entries) == 5
    assert known.stamp == stamp != ledger.stamp
    assert pickle.loads(pickle.dumps(known)).of(MARKS, "", DAY).state == "none"
    assert ledger.approvals().of(MARKS, "", DAY).state == "approved"


def test_a_ledger_on_a_network_drive_makes_no_log_beside_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "approvals.db", shared_drive=True)
    ledger.approve(subject(), by="S01", at=AT)

    assert (tmp_path / "approvals.db").read_bytes()[18:20] == b"\x01\x01"  # the rollback journal, as SQLite writes it
    assert ledger.verify().is_sound


def test_the_settings_say_where_it_is(tmp_path: Path) -> None:
    usual = load(school(tmp_path))
    named = load(school(tmp_path / "named", '\n[approvals]\nledger = "private/yes.db"\n'))

    assert Ledger.open(usual).path == tmp_path / "postlint-approvals.db"
    assert Ledger.open(named).path == tmp_path / "named" / "private" / "yes.db"
    Ledger.open(named).approve(subject(), by="S01")
    assert (tmp_path / "named" / "private" / "yes.db").is_file()
    with pytest.raises(SettingsError, match="no place for a ledger"):
        Ledger.open(Settings())


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to look like one" * 30, b"SQLite format 3\0" + b"x" * 90]
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "approvals.db").write_bytes(content)
    ledger = Ledger(tmp_path / "approvals.db")

    with pytest.raises(SettingsError, match="nothing counts as approved"):
        ledger.approvals()
    with pytest.raises(SettingsError, match="nothing was noted"):
        ledger.approve(subject(), by="S01")
    assert (tmp_path / "approvals.db").read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(tmp_path / "approvals.db")) as other:
        other.execute("CREATE TABLE pupils (name)")
        other.commit()

    with pytest.raises(SettingsError, match="not a ledger of approvals"):
        Ledger(tmp_path / "approvals.db").approve(subject(), by="S01")
