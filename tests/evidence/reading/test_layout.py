"""The order in which lines are read."""

from __future__ import annotations

import math

import pytest

from linter.evidence.reading.layout import Line, Point, Quad, rows


def _line(text: str, left: int, top: int, tall: int = 20, turn: float = 0.0) -> Line:
    cos, sin = math.cos(turn), math.sin(turn)

    def turned(x: float, y: float) -> Point:
        return round(500 + x * cos - y * sin), round(500 + x * sin + y * cos)

    wide = len(text) * tall // 2
    quad: Quad = (
        turned(left, top), turned(left + wide, top), turned(left + wide, top + tall), turned(left, top + tall)
    )  # fmt: skip
    return Line(text, 1.0, quad)


def _order(*lines: Line) -> list[list[str]]:
    return [[line.text for line in row] for row in rows(lines)]


@pytest.mark.parametrize("turn", [0.0, 0.3, -0.3, math.pi / 2, math.pi])
def test_columns_are_read_one_after_the_other(turn: float) -> None:
    left = [_line(f"left {number}", 0, 30 * number, turn=turn) for number in range(4)]
    right = [_line(f"right {number}", 300, 44 * number + 7, turn=turn) for number in range(3)]

    assert _order(*right, *left) == [[line.text] for line in (*left, *right)]


def test_a_table_is_read_by_rows() -> None:
    cells = [_line(f"{row}{column}", 150 * column, 40 * row) for column in range(3) for row in range(3)]

    assert _order(*cells) == [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]


def test_a_heading_stands_before_the_columns_below_it() -> None:
    heading = _line("Book fair this Thursday in the hall", 0, 0, 30)
    left = [_line("left", 0, 100 + 30 * number) for number in range(3)]
    right = [_line("right", 300, 109 + 37 * number) for number in range(2)]

    assert [row[0] for row in _order(*right, *left, heading)] == [heading.text, *["left"] * 3, *["right"] * 2]


def test_nothing_has_no_order() -> None:
    assert rows(()) == ()


def test_words_in_a_line_have_their_share_of_it() -> None:
    line = Line("ab cd", 1.0, ((0, 0), (100, 0), (100, 20), (0, 20)))

    assert line.between(3, 5) == ((60, 0), (100, 0), (100, 20), (60, 20))
