"""What an editor shows and what the file holds: only what was touched changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets.text_area import Document

from tui.typed import Typed

_TEXTS = st.text(alphabet="ab \n\r\u2028\x0b\x85é🏮\ufeff", max_size=30)


@pytest.mark.parametrize(
    ("file", "shown", "now", "written"),
    [
        ("one\ntwo\n", "one\ntwo\n", "one\ntwo!\n", "one\ntwo!\n"),
        ("one\r\ntwo\r\n", "one\ntwo\n", "one\nand\ntwo\n", "one\r\nand\r\ntwo\r\n"),
        ("\ufeffone\r\n", "one\n", "One\n", "\ufeffOne\r\n"),
        ("one\u2028two\r\n", "one\ntwo\n", "one\ntwo three\n", "one\u2028two three\r\n"),
        ("one\rtwo", "one\ntwo", "one\nx\ntwo", "one\rx\rtwo"),
        ("", "", "new\n", "new\n"),
        ("\ufeffgone", "gone", "", "\ufeff"),
        ("aaa", "aaa", "aa", "aa"),
    ],
)
def test_line_ends_and_marks_stay_as_they_were(file: str, shown: str, now: str, written: str) -> None:
    typed = Typed(file)
    assert typed.text == shown
    assert typed.into_file(now) == written


@given(_TEXTS)
def test_what_was_not_touched_is_the_same_file_and_the_editor_sees_the_same_lines(text: str) -> None:
    typed = Typed(text)
    assert typed.into_file(typed.text) == text
    assert Document(typed.text).lines == typed.text.split("\n")


@given(_TEXTS, _TEXTS)
def test_what_was_typed_is_in_the_file(text: str, now: str) -> None:
    written = Typed(text).into_file(now)
    assert Typed(written).text.lstrip("\ufeff") == Typed(f"\ufeff{now}").text.lstrip("\ufeff")


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [(1, 1, (0, 0)), (1, 4, (0, 3)), (2, 1, (1, 0)), (2, 3, (2, 0)), (3, 1, (3, 0)), (9, 9, (3, 3))],
)
def test_a_place_of_the_file_is_found_in_the_editor(line: int, column: int, shown: tuple[int, int]) -> None:
    assert Typed("\ufeffone\r\nb\u2028c\nend").location(line, column) == shown
