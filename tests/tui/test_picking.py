"""Which rows are shown, in which order, and where the cursor goes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linter.errors import Fault
from linter.post import Image, Post
from linter.report import PostReport
from tui.picking import Picking, around, choices, in_turn, picked, said_when, state_of
from tui.session import Item, Key

TODAY = date(2026, 11, 20)


def row(
    path: str,
    account: str = "main",
    when: date | None = None,
    counts: dict[str, int] | None = None,
    platforms: tuple[str, ...] = ("x",),
) -> Item:
    post = Post("Hello", account=account, images=(Image("a.jpg"),))
    report = PostReport(path, path, 0, (), (), post)
    return Item(
        Key(path, 0), "checked", post, report, None, account, platforms, when, "Hello", counts or {}, outcome="ready"
    )


ROWS = [
    row("b.md", when=datetime(2026, 11, 23, 9), counts={"error": 1}),
    row("a.md", "pta", date(2026, 11, 22), {"warning": 3}, ("facebook",)),
    Item(Key("c.md", 0), "not-checked", fault=Fault("c.md", "is empty")),
    Item(Key("d.md", 0)),
]


@pytest.mark.parametrize(
    ("picking", "paths"),
    [
        (Picking(), ["b.md", "a.md", "c.md", "d.md"]),
        (Picking(outcome="not checked"), ["c.md"]),
        (Picking(outcome="waiting"), ["d.md"]),
        (Picking(account="pta"), ["a.md"]),
        (Picking(account="no account"), ["c.md", "d.md"]),
        (Picking(platform="facebook"), ["a.md"]),
        (Picking(text="HELLO b.md"), ["b.md"]),
        (Picking(text="hello", account="pta"), ["a.md"]),
        (Picking(text="nothing like it"), []),
        (Picking(rule="profanity"), []),
    ],
)
def test_rows_are_picked_by_what_they_say(picking: Picking, paths: list[str]) -> None:
    assert [item.key.path for item in picked(ROWS, picking)] == paths


@pytest.mark.parametrize(
    ("sort", "backwards", "paths"),
    [
        ("file", False, ["b.md", "a.md", "c.md", "d.md"]),
        ("file", True, ["d.md", "c.md", "a.md", "b.md"]),
        ("goes out", False, ["a.md", "b.md", "c.md", "d.md"]),
        ("findings", False, ["b.md", "a.md", "c.md", "d.md"]),
        ("account", False, ["b.md", "a.md", "c.md", "d.md"]),
        ("outcome", False, ["c.md", "b.md", "a.md", "d.md"]),
    ],
)
def test_rows_are_sorted_and_equals_stay_in_the_order_of_files(sort: str, backwards: bool, paths: list[str]) -> None:
    assert [item.key.path for item in picked(ROWS, Picking(), sort, backwards=backwards)] == paths


def test_what_can_be_picked_is_counted() -> None:
    found = choices(ROWS)

    assert found["account"] == [("main", 1), ("no account", 2), ("pta", 1)]
    assert dict(found["outcome"]) == {"ready": 2, "not checked": 1, "waiting": 1}
    assert state_of(ROWS[2]) == "not checked"


KEYS = [Key(name, 0) for name in "abcd"]


@pytest.mark.parametrize(
    ("left", "key", "at"),
    [
        ("abcd", "c", 2),
        ("bcd", "c", 1),
        ("abd", "c", 2),
        ("ab", "d", 1),
        ("", "c", 0),
        ("xyz", "c", 2),
        ("ab", "q", 0),
    ],
)
def test_the_cursor_stays_on_its_row_or_goes_to_the_nearest_left(left: str, key: str, at: int) -> None:
    assert around([Key(name, 0) for name in left], KEYS, Key(key, 0)) == at


def test_the_posts_of_shown_rows_are_gone_through_in_their_order_as_they_are_now() -> None:
    shown = [ROWS[3], ROWS[1], ROWS[0]]  # "d.md" waited then
    now = {key: Item(key) for key in (Key("a.md", 0), Key("d.md", 0), Key("d.md", 1), Key("e.md", 0))}

    assert in_turn(shown, now) == [Key("d.md", 0), Key("d.md", 1), Key("a.md", 0)]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, ""),
        (datetime(2026, 11, 20, 16, 15), "today 16:15"),
        (datetime(2026, 11, 23, 9), "Mon 23 Nov 09:00"),
        (date(2026, 11, 23), "Mon 23 Nov"),
        (datetime(2027, 1, 4, 9), "4 Jan 2027 09:00"),
    ],
)
def test_a_time_is_told_in_a_few_signs(when: date | None, words: str) -> None:
    assert said_when(when, TODAY) == words
