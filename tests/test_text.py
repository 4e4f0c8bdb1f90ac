"""Lines are those of an editor, and maps between texts are exact however they are put together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.text import Lines, MapBuilder, OffsetMap, View

POSITIONS = [
    ("", 0, (1, 1)),
    ("abc", 2, (1, 3)),
    ("a\nb", 1, (1, 2)),
    ("a\nb", 2, (2, 1)),
    ("a\r\nb", 2, (1, 3)),
    ("a\r\nb", 3, (2, 1)),
    ("a\rb", 2, (2, 1)),
    ("a\n\nb", 2, (2, 1)),
    ("👩‍👧é\nx", 5, (2, 1)),
    ("a\u2028b\x0bc", 4, (1, 5)),
    ("a\n", 2, (2, 1)),
]


@pytest.mark.parametrize(("text", "offset", "position"), POSITIONS)
def test_positions_are_those_that_an_editor_shows(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Lines(text).position(offset) == position


def test_lines_have_no_line_ends_and_are_counted_from_one() -> None:
    lines = Lines("one\r\ntwo\rthree\n")
    assert [lines.line(number) for number in range(1, len(lines) + 1)] == ["one", "two", "three", ""]
    assert [lines.start(number) for number in range(1, 5)] == [0, 5, 9, 15]


@given(st.text(alphabet="ab\r\né"))
def test_every_offset_is_on_the_line_that_its_position_names(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        line, column = lines.position(offset)
        assert lines.start(line) + column - 1 == offset
        assert 1 <= line <= len(lines)


def test_a_copied_segment_maps_character_by_character_and_a_replaced_one_as_a_whole() -> None:
    builder = MapBuilder()
    builder.copy("ab", 3)
    builder.replace("ss", 5, 1)
    builder.replace("x", 6, 4)
    builder.copy("z", 12)
    view = builder.build()
    assert view.text == "abssxz"
    assert [view.span(at, at + 1) for at in range(6)] == [(3, 4), (4, 5), (5, 6), (5, 6), (6, 10), (12, 13)]
    assert view.span(0, 6) == (3, 13)
    assert view.span(2, 2) == (5, 5)
    assert view.span(9, 12) == (13, 13)


def test_pieces_that_follow_each_other_in_the_source_become_one() -> None:
    builder = MapBuilder()
    for at, char in enumerate("abc"):
        builder.copy(char, at)
    builder.copy("", 7)
    builder.replace("", 7, 3)
    assert builder.build().map.span(0, 3) == (0, 3)


def test_the_map_of_nothing_leads_to_the_start() -> None:
    assert MapBuilder().build().span(0, 0) == (0, 0)
    assert View.of("").span(0, 0) == (0, 0)
    assert OffsetMap.identity(0, 4).span(0, 0) == (4, 4)


def test_part_of_a_replaced_segment_stands_for_all_of_it_even_when_as_long() -> None:
    outer = MapBuilder()
    outer.replace("xyz", 0, 2)
    inner = MapBuilder()
    inner.copy("xy", 0)
    view = inner.build().over(outer.build())
    assert [view.span(0, 1), view.span(1, 2)] == [(0, 2), (0, 2)]


@st.composite
def views(draw: st.DrawFn, length: int) -> View:
    """Return a view of a text of `length`, of copied, replaced and left-out pieces."""
    builder = MapBuilder()
    at = 0
    while at < length:
        size = draw(st.integers(1, min(4, length - at)))
        what = draw(st.sampled_from(["copy", "replace", "drop"]))
        if what == "copy":
            builder.copy("c" * size, at)
        elif what == "replace":
            new = draw(st.integers(1, 5))
            builder.replace("r" * (new + (new == size)), at, size)  # as long would mean copied
        at += size
    return builder.build()


@settings(max_examples=300)
@given(st.data(), st.integers(0, 20))
def test_spans_are_in_order_and_within_the_source(data: st.DataObject, length: int) -> None:
    view = data.draw(views(length))
    last = (0, 0)
    for at in range(len(view.text)):
        span = view.span(at, at + 1)
        assert last <= span
        assert 0 <= span[0] < span[1] <= length
        assert view.text[at] == "r" or span[1] - span[0] == 1
        last = span


@settings(max_examples=300)
@given(st.data(), st.integers(0, 20))
def test_the_span_of_a_piece_is_the_hull_of_the_spans_of_its_characters(data: st.DataObject, length: int) -> None:
    view = data.draw(views(length))
    for start in range(len(view.text)):
        for end in range(start + 1, len(view.text) + 1):
            assert view.span(start, end) == (view.span(start, start + 1)[0], view.span(end - 1, end)[1])


@settings(max_examples=500)
@given(st.data(), st.integers(0, 20))
def test_going_through_two_maps_at_once_is_going_through_one_after_the_other(data: st.DataObject, length: int) -> None:
    outer = data.draw(views(length))
    inner = data.draw(views(len(outer.text)))
    both = inner.over(outer)
    assert both.text == inner.text
    for start in range(len(inner.text)):
        for end in range(start + 1, len(inner.text) + 1):
            assert both.span(start, end) == outer.span(*inner.span(start, end))


@settings(max_examples=300)
@given(st.data(), st.integers(0, 15))
def test_the_order_in_which_three_maps_are_joined_does_not_matter(data: st.DataObject, length: int) -> None:
    first = data.draw(views(length))
    second = data.draw(views(len(first.text)))
    third = data.draw(views(len(second.text)))
    one, other = third.over(second).over(first), third.over(second.over(first))
    assert [one.span(at, at + 1) for at in range(len(one.text))] == [
        other.span(at, at + 1) for at in range(len(other.text))
    ]


def test_identity_changes_nothing() -> None:
    view = View.of("abc")
    assert view.over(view).span(1, 3) == (1, 3)
