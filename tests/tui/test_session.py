"""The session without a terminal: what is found, what is typed, saved, undone and decided."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from linter.errors import Fault, PostlintError
from linter.finding import Finding
from tests.conftest import NOW, ROOT, WORKERS, own_rules
from tests.tui.drafting import school, session_of, take
from tui.session import ChangedOnDisk, Item, Key, Session
from tui.session.checker import Beside
from tui.session.drafts import of_bytes
from tui.session.judging import Asked, Judge
from tui.session.unsaved import Journal, digest

SWEARS = "drafts/a-long-week.md"
SHEET = "drafts/december-week.csv"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    school(tmp_path)
    take(tmp_path, "flagged/a-long-week.md", "clean/december-week.csv")
    return tmp_path


def begin(folder: Path, *paths: str) -> Session:
    session = session_of(folder, *paths)
    for _ in session.scan():
        pass
    return session


def finding_of(session: Session, key: Key, rule: str) -> Finding:
    report = session.items[key].report
    assert report is not None
    return next(one for one in report.findings if one.rule == rule)


# What there is


def test_each_post_of_each_draft_is_a_row_in_the_order_of_the_files(folder: Path) -> None:
    session = begin(folder)

    assert list(session.items) == [Key(SWEARS, 0), *(Key(SHEET, index) for index in range(5))]
    assert [item.state for item in session.items.values()] == ["checked"] * 6
    assert session.items[Key(SWEARS, 0)].outcome == "blocked"
    assert session.items[Key(SHEET, 2)].has_pictures


def test_a_draft_is_in_the_list_before_it_is_judged(folder: Path) -> None:
    session = session_of(folder)
    first = next(session.scan())

    assert (first.state, first.outcome) == ("waiting", None)
    assert [item.state for item in session.items.values()] == ["waiting", "waiting"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("broken.md", b"---\nplatforms: [x\n---\nHello\n", ""),
        ("latin.md", b"caf\xe9 at noon", "not UTF-8"),
        ("picture.md", b"\0\0\0", "NUL"),
    ],
)
def test_what_cannot_be_read_stays_in_the_list_as_not_checked(folder: Path, name: str, data: bytes, what: str) -> None:
    (folder / "drafts" / name).write_bytes(data)
    item = begin(folder).items[Key(f"drafts/{name}", 0)]

    assert (item.state, item.outcome) == ("not-checked", None)
    assert item.fault is not None
    assert what in item.fault.what


def test_a_path_that_is_not_there_is_told_in_the_list(folder: Path) -> None:
    session = begin(folder, "drafts", "drafts/lost.md")

    assert session.items[Key("drafts/lost.md", 0)].state == "not-checked"
    assert len(session.items) == 7


def test_broken_settings_are_told_and_nothing_passes(folder: Path) -> None:
    (folder / "postlint.toml").write_text("polcy = 'default'\n", "utf-8")
    session = session_of(folder)

    with pytest.raises(PostlintError, match="polcy"):
        session.find()


def test_how_a_post_begins_is_shown_without_the_names_of_pupils(folder: Path) -> None:
    take(folder, "flagged/netball-cup.md")
    item = begin(folder).items[Key("drafts/netball-cup.md", 0)]

    assert item.report is not None
    names = {one.found for one in item.report.private if one.place.part == "body" and " " in one.found}
    assert names
    assert not [name for name in names if name in item.words]


def test_a_process_beside_judges_as_this_one_does(folder: Path) -> None:
    here = begin(folder)
    beside = Session(["drafts"], now=NOW, state_folder=folder / "state", beside=True)
    try:
        for _ in beside.scan():
            pass
        assert {key: item.report for key, item in beside.items.items()} == {
            key: item.report for key, item in here.items.items()
        }
    finally:
        beside.close()


def test_a_draft_of_which_the_process_dies_is_not_checked_and_the_next_one_is(folder: Path) -> None:
    checker = Beside(None, NOW)
    try:
        asked = Asked(str(folder / "postlint.toml"), SWEARS)
        assert checker.judge(asked).result().posts
        assert checker._process is not None
        checker._process.kill()
        checker._process.wait()
        first, second = checker.judge(asked).result(), checker.judge(asked).result()
    finally:
        checker.end()

    assert first.posts or "ended unexpectedly" in first.faults[0].what
    assert second.posts


def test_who_looks_at_pictures_stays_when_settings_are_read_anew(folder: Path) -> None:
    judge, home = Judge(None, NOW, own_rules()), str(folder / "postlint.toml")
    before = judge.linter(home)
    judge.forget()

    assert judge.linter(home).settings is not before.settings
    assert judge.linter(home).context.workers is before.context.workers


# What changes on the disk


def test_a_draft_that_changed_is_judged_anew(folder: Path) -> None:
    session = begin(folder)
    (folder / SWEARS).write_text("---\naccount: main\nplatforms: [x]\n---\nThe fair opens at noon.\n", "utf-8")
    (item,) = session.refresh(SWEARS)

    assert item.account == "main"
    assert session.items[Key(SWEARS, 0)] == item


def test_a_draft_that_went_leaves_the_list_and_one_that_came_joins_it(folder: Path) -> None:
    session = begin(folder)
    (folder / SWEARS).rename(folder / "drafts" / "week.md")
    changed = session.concerned([str(folder / SWEARS), str(folder / "drafts" / "week.md")])
    assert changed == ("drafts/a-long-week.md", "drafts/week.md")
    for path in changed or ():
        session.refresh(path)

    assert Key(SWEARS, 0) not in session.items
    assert session.items[Key("drafts/week.md", 0)].outcome == "blocked"


def test_a_picture_concerns_the_drafts_that_show_it(folder: Path) -> None:
    session = begin(folder)
    item = next(item for item in session.items.values() if item.has_pictures)
    assert item.post is not None
    picture = os.path.normpath(folder / "drafts" / item.post.images[0].path)

    assert session.concerned([picture]) == (item.key.path,)


@pytest.mark.parametrize("name", ["postlint.toml", "waivers.toml", "people/roll.csv"])
def test_settings_waivers_and_lists_concern_all(folder: Path, name: str) -> None:
    assert begin(folder).concerned([str(folder / name)]) is None


def test_what_is_no_draft_concerns_nothing(folder: Path) -> None:
    assert begin(folder).concerned([str(folder / "drafts" / ".a-long-week.md.swp")]) == ()


# Typing and saving


def test_typed_text_is_judged_without_being_saved(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    before = (folder / SWEARS).read_bytes()
    text = session.text_of(key)
    found = session.check_text(key, text.replace("bloody", "long"))

    assert not isinstance(found, Fault)
    assert "profanity" not in {one.rule for one in found[0].findings}
    assert (folder / SWEARS).read_bytes() == before


def test_typed_text_that_is_no_draft_is_told_as_a_fault(folder: Path) -> None:
    session = begin(folder)

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


def test_a_file_keeps_its_rights_and_a_link_its_target(folder: Path) -> None:
    target = folder / "elsewhere.md"
    (folder / SWEARS).rename(target)
    (folder / SWEARS).symlink_to(target)
    target.chmod(0o640)
    session, key = begin(folder), Key(SWEARS, 0)
    session.save(key, session.text_of(key) + "More.\n")

    assert (folder / SWEARS).is_symlink()
    assert target.read_text("utf-8").endswith("More.\n")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_somebody_else_changed_is_not_written_over(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    text = session.text_of(key)
    (folder / SWEARS).write_text("theirs\n", "utf-8")
    with pytest.raises(ChangedOnDisk):
        session.save(key, text + "mine\n")
    assert (folder / SWEARS).read_text("utf-8") == "theirs\n"

    session.save(key, text + "mine\n", overwrite=True)
    assert (folder / SWEARS).read_text("utf-8").endswith("mine\n")


def test_a_file_under_somebodys_typing_is_not_taken_for_the_new_one(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    session.keep_unsaved(key, session.text_of(key) + "mine\n")
    (folder / SWEARS).write_text("theirs\n", "utf-8")
    session.refresh(SWEARS)

    with pytest.raises(ChangedOnDisk):
        session.save(key, session.unsaved_text(key) or "")


def test_undo_takes_back_one_change_after_another(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    first = (folder / SWEARS).read_bytes()
    session.save(key, session.text_of(key) + "one\n")
    second = (folder / SWEARS).read_bytes()
    session.save(key, session.text_of(key) + "two\n")

    assert session.undo(key)
    assert (folder / SWEARS).read_bytes() == second
    assert session.undo(key)
    assert (folder / SWEARS).read_bytes() == first
    assert not session.undo(key)


def test_undo_does_not_take_back_what_somebody_else_wrote(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    session.save(key, session.text_of(key) + "one\n")
    (folder / SWEARS).write_text("theirs\n", "utf-8")

    with pytest.raises(ChangedOnDisk):
        session.undo(key)
    assert (folder / SWEARS).read_text("utf-8") == "theirs\n"


def test_what_was_typed_is_there_after_the_program_was_killed(folder: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from datetime import datetime\n"
        "from pathlib import Path\n"
        "from tui.session import Key, Session\n"
        f"session = Session(['drafts'], now=datetime(2026, 11, 20), state_folder=Path({str(folder / 'state')!r}))\n"
        f"session.find(); key = Key({SWEARS!r}, 0)\n"
        "session.keep_unsaved(key, session.text_of(key) + 'typed ✨')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    session = begin(folder)

    assert done.returncode < 0
    assert session.unsaved() == (SWEARS,)
    assert (session.unsaved_text(Key(SWEARS, 0)) or "").endswith("typed ✨")


def test_what_was_typed_into_a_file_that_changed_since_is_kept_and_not_written_over_it(folder: Path) -> None:
    first, key = begin(folder), Key(SWEARS, 0)
    first.keep_unsaved(key, "mine")
    (folder / SWEARS).write_text("theirs\n", "utf-8")
    second = begin(folder)

    assert second.unsaved_text(key) == "mine"
    with pytest.raises(ChangedOnDisk):
        second.save(key, "mine")
    second.keep_unsaved(key, "mine and more")
    assert begin(folder).unsaved_text(key) == "mine and more"


@pytest.mark.parametrize("way", ["save", "forget", "retype"])
def test_the_journal_holds_nothing_that_is_settled(folder: Path, way: str) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
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
    assert not list((folder / "state").glob("*"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_the_journal_is_for_its_owner_alone(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    session.keep_unsaved(key, "typed")
    (file,) = (folder / "state").glob("*.json")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_a_journal_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.keep("a.md", "typed \ud800", digest(b""), datetime(2026, 11, 20))
    (tmp_path / "torn.json").write_bytes(b'{"format": "postl')

    assert [one.text for one in journal.all()] == ["typed \ud800"]
    assert (tmp_path / "torn.json").exists()


def test_a_sign_that_the_encoding_has_not_is_told_and_nothing_is_written(folder: Path) -> None:
    path = "drafts/sheet.csv"
    (folder / path).write_bytes(b"body,account\r\nThe caf\xe9 opens at noon.,main\r\n")
    session, key = begin(folder), Key(path, 0)
    with pytest.raises(PostlintError, match="Windows-1252"):
        session.save(key, session.text_of(key).replace("noon", "noon ✨"))

    assert b"\xe9" in (folder / path).read_bytes()


# Knowing, putting right, deciding


def test_a_finding_is_explained_with_the_clauses_of_this_schools_policy(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    known = session.explain(key, finding_of(session, key, "profanity"))

    assert known.why
    assert [clause.id.partition("/")[0] for clause in known.clauses] == ["chase-terrace"] * len(known.clauses)
    assert all(clause.text for clause in known.clauses)


def test_every_finding_of_the_samples_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.conftest import SAMPLES

    monkeypatch.chdir(SAMPLES)
    session = Session(
        ["flagged/netball-cup.md", "flagged/results-thread.md"],
        now=NOW,
        state_folder=tmp_path,
        known=own_rules(),
        workers=WORKERS,
    )
    for _ in session.scan():
        pass
    found = [(item.key, one) for item in session.items.values() if item.report for one in item.report.findings]

    assert len(found) > 10
    assert all(session.explain(key, one).summary and session.explain(key, one).why for key, one in found)


def test_the_evidence_of_a_finding_gives_no_name_away(folder: Path) -> None:
    take(folder, "flagged/netball-cup.md")
    session, key = begin(folder), Key("drafts/netball-cup.md", 0)
    finding = finding_of(session, key, "pupil-full-name")
    lines = "\n".join(session.evidence(key, finding))

    assert "pupil-full-name" in lines
    assert finding.found not in lines


def test_a_fix_is_applied_and_undone(folder: Path) -> None:
    take(folder, "flagged/netball-cup.md")
    session, key = begin(folder), Key("drafts/netball-cup.md", 0)
    before = (folder / key.path).read_bytes()
    finding = finding_of(session, key, "pupil-full-name")
    fix = next(one for one in session.fixes(key, finding) if one.name == "initials")
    session.apply(key, fix)
    changed = (folder / key.path).read_text("utf-8")

    assert finding.found not in changed
    assert session.undo(key)
    assert (folder / key.path).read_bytes() == before


def test_what_is_declared_is_written_and_nothing_else(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    before = (folder / SWEARS).read_text("utf-8")
    session.set_fields(key, {"account": "main"})
    after = (folder / SWEARS).read_text("utf-8")

    assert session.refresh(SWEARS)[0].account == "main"
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert changed == ["account: main"]


def test_a_waived_finding_is_waived_and_undo_takes_the_waiver_back(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    finding = finding_of(session, key, "profanity")
    session.waive(key, finding, "It is the title of a play.", date(2026, 12, 1), "S01")
    session.refresh(SWEARS)
    assert finding_of(session, key, "profanity").status == "waived"

    assert session.undo(key)
    session.refresh(SWEARS)
    assert finding_of(session, key, "profanity").status == "reported"
    assert not (folder / "waivers.toml").exists()


def test_a_rule_that_can_never_be_silenced_is_not_waived(folder: Path) -> None:
    session, key = begin(folder), Key(SWEARS, 0)
    never = finding_of(session, key, "care-or-protection-status")
    assert not session.explain(key, never).silenceable

    with pytest.raises(PostlintError, match="never"):
        session.waive(key, never, "Her mother agreed.", date(2026, 12, 1), "S01")


def test_what_cannot_be_approved_is_told_before_anything_happens(folder: Path) -> None:
    session = begin(folder)
    plan = session.plan_approval(list(session.items), "S01")

    refused = dict(plan.cannot)
    assert Key(SWEARS, 0) in refused
    assert refused[Key(SWEARS, 0)]
    assert set(plan.could) | set(refused) == set(session.items)
    assert not (folder / ".postlint").exists()


def test_an_approval_goes_into_the_ledger_of_the_library(folder: Path) -> None:
    session = begin(folder)
    plan = session.plan_approval([Key(SHEET, index) for index in range(5)], "S01")
    outcomes = list(session.decide_all(plan.could, lambda key: session.approve(key, "S01")))

    assert plan.could
    assert [one.problem for one in outcomes] == [""] * len(plan.could)
    ledger = session.settings_of(Key(SHEET, 0)).ledger_path
    assert ledger is not None
    assert ledger.is_file()
    again = session.plan_approval(plan.could, "S01")
    assert {why for _, why in again.cannot} == {"approved already"}


def test_the_rows_are_a_snapshot_that_never_changes(folder: Path) -> None:
    session = begin(folder)
    before = session.items
    session.refresh(SWEARS)

    assert before is not session.items
    assert isinstance(before[Key(SWEARS, 0)], Item)
    with pytest.raises(TypeError):
        before[Key(SWEARS, 0)] = before[Key(SWEARS, 0)]  # type: ignore[index]


def test_the_session_knows_no_screen_library() -> None:
    code = "import sys, tui.session; print(sorted({'textual', 'rich', 'watchfiles'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
