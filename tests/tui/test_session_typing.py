"""The session without a terminal: what is typed is judged, saved, kept and taken back, and nobody is written over."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from linter.errors import Fault, PostlintError
from tests.conftest import ROOT
from tests.tui.drafting import begin
from tests.tui.driving import SWEARS
from tui.session import ChangedOnDisk, Key
from tui.session.drafts import of_bytes
from tui.session.unsaved import Journal, digest


def test_typed_text_is_judged_without_being_saved(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    before = (two_drafts / SWEARS).read_bytes()
    text = session.text_of(key)
    found = session.check_text(key, text.replace("bloody", "long"))

    assert not isinstance(found, Fault)
    assert "profanity" not in {one.rule for one in found[0].findings}
    assert (two_drafts / SWEARS).read_bytes() == before


def test_typed_text_that_is_no_draft_is_told_as_a_fault(two_drafts: Path) -> None:
    session = begin(two_drafts)

    assert isinstance(session.check_text(Key(SWEARS, 0), "---\nplatforms: [x\n---\n"), Fault)


@pytest.mark.parametrize(
    "data",
    [
        b"one\r\ntwo\r\n",
        b"\xef\xbb\xbfone\ntwo",
        "\ufeffone\ntwo\n".encode("utf-16-le"),
        b"caf\xe9,one\r\n",
        b"\x81\x8d odd bytes",
        b"",
    ],
)
def test_a_file_is_written_as_it_was_read(tmp_path: Path, data: bytes) -> None:
    known = of_bytes("a.md", data)

    assert known.with_text(known.text).data == data


def test_a_file_keeps_its_rights_and_a_link_its_target(two_drafts: Path) -> None:
    target = two_drafts / "elsewhere.md"
    (two_drafts / SWEARS).rename(target)
    (two_drafts / SWEARS).symlink_to(target)
    target.chmod(0o640)
    session, key = begin(two_drafts), Key(SWEARS, 0)
    session.save(key, session.text_of(key) + "More.\n")

    assert (two_drafts / SWEARS).is_symlink()
    assert target.read_text("utf-8").endswith("More.\n")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_somebody_else_changed_is_not_written_over(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    text = session.text_of(key)
    (two_drafts / SWEARS).write_text("theirs\n", "utf-8")
    with pytest.raises(ChangedOnDisk):
        session.save(key, text + "mine\n")
    assert (two_drafts / SWEARS).read_text("utf-8") == "theirs\n"

    session.save(key, text + "mine\n", overwrite=True)
    assert (two_drafts / SWEARS).read_text("utf-8").endswith("mine\n")


def test_a_file_under_somebodys_typing_is_not_taken_for_the_new_one(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    session.keep_unsaved(key, session.text_of(key) + "mine\n")
    (two_drafts / SWEARS).write_text("theirs\n", "utf-8")
    session.refresh(SWEARS)

    with pytest.raises(ChangedOnDisk):
        session.save(key, session.unsaved_text(key) or "")


def test_undo_takes_back_one_change_after_another(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    first = (two_drafts / SWEARS).read_bytes()
    session.save(key, session.text_of(key) + "one\n")
    second = (two_drafts / SWEARS).read_bytes()
    session.save(key, session.text_of(key) + "two\n")

    assert session.undo(key)
    assert (two_drafts / SWEARS).read_bytes() == second
    assert session.undo(key)
    assert (two_drafts / SWEARS).read_bytes() == first
    assert not session.undo(key)


def test_undo_does_not_take_back_what_somebody_else_wrote(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    session.save(key, session.text_of(key) + "one\n")
    (two_drafts / SWEARS).write_text("theirs\n", "utf-8")

    with pytest.raises(ChangedOnDisk):
        session.undo(key)
    assert (two_drafts / SWEARS).read_text("utf-8") == "theirs\n"


def test_what_was_typed_is_there_after_the_program_was_killed(two_drafts: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from datetime import datetime\n"
        "from pathlib import Path\n"
        "from tui.session import Key, Session\n"
        f"session = Session(['drafts'], now=datetime(2026, 11, 20), state_folder=Path({str(two_drafts / 'state')!r}))\n"
        f"session.find(); key = Key({SWEARS!r}, 0)\n"
        "session.keep_unsaved(key, session.text_of(key) + 'typed ✨')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=two_drafts, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    session = begin(two_drafts)

    assert done.returncode < 0
    assert session.unsaved() == (SWEARS,)
    assert (session.unsaved_text(Key(SWEARS, 0)) or "").endswith("typed ✨")


def test_what_was_typed_into_a_file_that_changed_since_is_kept_and_not_written_over_it(two_drafts: Path) -> None:
    first, key = begin(two_drafts), Key(SWEARS, 0)
    first.keep_unsaved(key, "mine")
    (two_drafts / SWEARS).write_text("theirs\n", "utf-8")
    second = begin(two_drafts)

    assert second.unsaved_text(key) == "mine"
    with pytest.raises(ChangedOnDisk):
        second.save(key, "mine")
    second.keep_unsaved(key, "mine and more")
    assert begin(two_drafts).unsaved_text(key) == "mine and more"


@pytest.mark.parametrize("way", ["save", "forget", "retype"])
def test_the_journal_holds_nothing_that_is_settled(two_drafts: Path, way: str) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    text = session.text_of(key)
    session.keep_unsaved(key, text + "more\n")
    match way:
        case "save":
            session.save(key, text + "more\n")
        case "forget":
            session.forget_unsaved(key)
        case _:
            session.keep_unsaved(key, text)

    assert session.unsaved() == ()
    assert not list((two_drafts / "state").glob("*"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_the_journal_is_for_its_owner_alone(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    session.keep_unsaved(key, "typed")
    (file,) = (two_drafts / "state").glob("*.json")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_a_journal_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.keep("a.md", "typed \ud800", digest(b""), datetime(2026, 11, 20))
    (tmp_path / "torn.json").write_bytes(b'{"format": "postl')

    assert [one.text for one in journal.all()] == ["typed \ud800"]
    assert (tmp_path / "torn.json").exists()


def test_a_sign_that_the_encoding_has_not_is_told_and_nothing_is_written(two_drafts: Path) -> None:
    path = "drafts/sheet.csv"
    (two_drafts / path).write_bytes(b"body,account\r\nThe caf\xe9 opens at noon.,main\r\n")
    session, key = begin(two_drafts), Key(path, 0)
    with pytest.raises(PostlintError, match="Windows-1252"):
        session.save(key, session.text_of(key).replace("noon", "noon ✨"))

    assert b"\xe9" in (two_drafts / path).read_bytes()
