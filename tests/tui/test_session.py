"""The session without a terminal: which drafts there are, what is found in them, and what changes on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.errors import PostlintError
from tests.conftest import NOW, own_rules
from tests.tui.drafting import begin, session_of, take
from tests.tui.driving import SHEET, SWEARS
from tui.session import Key, Session
from tui.session.checker import Beside
from tui.session.judging import Asked, Judge


def test_each_post_of_each_draft_is_a_row_in_the_order_of_the_files(two_drafts: Path) -> None:
    session = begin(two_drafts)

    assert list(session.items) == [Key(SWEARS, 0), *(Key(SHEET, index) for index in range(5))]
    assert [item.state for item in session.items.values()] == ["checked"] * 6
    assert session.items[Key(SWEARS, 0)].outcome == "blocked"
    assert session.items[Key(SHEET, 2)].has_pictures


def test_a_draft_is_in_the_list_before_it_is_judged(two_drafts: Path) -> None:
    session = session_of(two_drafts)
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
def test_what_cannot_be_read_stays_in_the_list_as_not_checked(
    two_drafts: Path, name: str, data: bytes, what: str
) -> None:
    (two_drafts / "drafts" / name).write_bytes(data)
    item = begin(two_drafts).items[Key(f"drafts/{name}", 0)]

    assert (item.state, item.outcome) == ("not-checked", None)
    assert item.fault is not None
    assert what in item.fault.what


def test_a_path_that_is_not_there_is_told_in_the_list(two_drafts: Path) -> None:
    session = begin(two_drafts, "drafts", "drafts/lost.md")

    assert session.items[Key("drafts/lost.md", 0)].state == "not-checked"
    assert len(session.items) == 7


def test_broken_settings_are_told_and_nothing_passes(two_drafts: Path) -> None:
    (two_drafts / "postlint.toml").write_text("polcy = 'default'\n", "utf-8")
    session = session_of(two_drafts)

    with pytest.raises(PostlintError, match="polcy"):
        session.find()


def test_how_a_post_begins_is_shown_without_the_names_of_pupils(two_drafts: Path) -> None:
    take(two_drafts, "flagged/netball-cup.md")
    item = begin(two_drafts).items[Key("drafts/netball-cup.md", 0)]

    assert item.report is not None
    names = {one.found for one in item.report.private if one.place.part == "body" and " " in one.found}
    assert names
    assert not [name for name in names if name in item.words]


def test_a_process_beside_judges_as_this_one_does(two_drafts: Path) -> None:
    here = begin(two_drafts)
    beside = Session(["drafts"], now=NOW, state_folder=two_drafts / "state", beside=True)
    try:
        for _ in beside.scan():
            pass
        assert {key: item.report for key, item in beside.items.items()} == {
            key: item.report for key, item in here.items.items()
        }
    finally:
        beside.close()


def test_a_draft_of_which_the_process_dies_is_not_checked_and_the_next_one_is(two_drafts: Path) -> None:
    checker = Beside(None, NOW)
    try:
        asked = Asked(str(two_drafts / "postlint.toml"), SWEARS)
        assert checker.judge(asked).result().posts
        assert checker._process is not None
        checker._process.kill()
        checker._process.wait()
        first, second = checker.judge(asked).result(), checker.judge(asked).result()
    finally:
        checker.end()

    assert first.posts or "ended unexpectedly" in first.faults[0].what
    assert second.posts


def test_who_looks_at_pictures_stays_when_settings_are_read_anew(two_drafts: Path) -> None:
    judge, home = Judge(None, NOW, own_rules()), str(two_drafts / "postlint.toml")
    before = judge.linter(home)
    judge.forget()

    assert judge.linter(home).settings is not before.settings
    assert judge.linter(home).context.workers is before.context.workers


def test_a_draft_that_changed_is_judged_anew(two_drafts: Path) -> None:
    session = begin(two_drafts)
    (two_drafts / SWEARS).write_text("---\naccount: main\nplatforms: [x]\n---\nThe fair opens at noon.\n", "utf-8")
    (item,) = session.refresh(SWEARS)

    assert item.account == "main"
    assert session.items[Key(SWEARS, 0)] == item


def test_a_draft_that_went_leaves_the_list_and_one_that_came_joins_it(two_drafts: Path) -> None:
    session = begin(two_drafts)
    (two_drafts / SWEARS).rename(two_drafts / "drafts" / "week.md")
    changed = session.concerned([str(two_drafts / SWEARS), str(two_drafts / "drafts" / "week.md")])
    assert changed == ("drafts/a-long-week.md", "drafts/week.md")
    for path in changed or ():
        session.refresh(path)

    assert Key(SWEARS, 0) not in session.items
    assert session.items[Key("drafts/week.md", 0)].outcome == "blocked"


def test_a_picture_concerns_the_drafts_that_show_it(two_drafts: Path) -> None:
    session = begin(two_drafts)
    item = next(item for item in session.items.values() if item.has_pictures)
    assert item.post is not None
    picture = os.path.normpath(two_drafts / "drafts" / item.post.images[0].path)

    assert session.concerned([picture]) == (item.key.path,)


@pytest.mark.parametrize("name", ["postlint.toml", "waivers.toml", "people/roll.csv"])
def test_settings_waivers_and_lists_concern_all(two_drafts: Path, name: str) -> None:
    assert begin(two_drafts).concerned([str(two_drafts / name)]) is None


def test_what_is_no_draft_concerns_nothing(two_drafts: Path) -> None:
    assert begin(two_drafts).concerned([str(two_drafts / "drafts" / ".a-long-week.md.swp")]) == ()


def test_what_showing_a_draft_takes_is_prepared_and_made_anew_for_other_settings(two_drafts: Path) -> None:
    session = session_of(two_drafts)
    session.find()
    key = Key(SWEARS, 0)

    assert not session.is_prepared(key)
    session.prepare()
    assert session.is_prepared(key)
    session.reload()
    assert not session.is_prepared(key)


def test_lists_at_fault_do_not_stop_what_is_prepared(two_drafts: Path) -> None:
    session = session_of(two_drafts)
    session.find()
    (two_drafts / "people" / "roll.csv").unlink()
    session.prepare()

    assert all(item.state == "not-checked" for item in begin(two_drafts).items.values())


def test_the_words_of_a_row_begin_with_words_and_not_with_a_picture(two_drafts: Path) -> None:
    (two_drafts / "drafts" / "a.md").write_text("![Boxes](../pictures/x.png)\n\nThank you all.\n", "utf-8")

    assert begin(two_drafts).items[Key("drafts/a.md", 0)].words == "Thank you all."
