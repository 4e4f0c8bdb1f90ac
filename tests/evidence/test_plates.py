"""Number plates among lines of words: letters, shape and ground must fit."""

from __future__ import annotations

import pytest

from linter.evidence.plates import plates
from linter.evidence.reading import _told
from linter.evidence.reading.layout import Line

WHITE, YELLOW, BLUE = (230, 232, 228), (235, 190, 30), (40, 60, 150)


def _found(text: str, ground: tuple[int, int, int] = WHITE, shape: float = 4.7, confidence: float = 0.95) -> list[str]:
    wide = round(40 * shape)
    line = Line(text, confidence, ((0, 0), (wide, 0), (wide, 40), (0, 40)), 0, ground)
    reading = _told(0, (line,))
    return [reading.text[plate.start : plate.end] for plate in plates(reading)]


@pytest.mark.parametrize(
    "text", ["YX68 KLM", "YX68KLM", "KT19 OWD", "YX68 KIM".replace("I", "L"), "P314 NVX", "ABC 123D", "AIZ 4321"]
)
@pytest.mark.parametrize("ground", [WHITE, YELLOW])
def test_a_plate_is_found_on_white_and_on_yellow(text: str, ground: tuple[int, int, int]) -> None:
    assert _found(text, ground) == [text]


def test_a_sign_that_is_misread_does_not_hide_a_plate() -> None:
    assert _found("YX6B KLM") == ["YX6B KLM"]


@pytest.mark.parametrize(
    "text",
    ["42 MILL LANE", "Year 6B", "YEAR 6", "BUS 12", "9:15 TO 10:00", "2026", "THURSDAY", "Yx68 klm", "10", "ROOM 4"],
)
def test_signs_and_shirts_are_no_plates(text: str) -> None:
    assert _found(text) == []


def test_letters_on_a_shirt_or_in_a_long_row_are_no_plate() -> None:
    assert _found("YX68 KLM", BLUE) == []
    assert _found("YX68 KLM", shape=14) == []
    assert _found("ABC 123", WHITE) == []
    assert _found("ABC 123", YELLOW) == ["ABC 123"]


def test_a_plate_in_two_rows_is_one() -> None:
    upper = Line("YX68", 0.9, ((0, 0), (120, 0), (120, 50), (0, 50)), 0, YELLOW)
    lower = Line("KLM", 0.9, ((10, 60), (110, 60), (110, 110), (10, 110)), 0, YELLOW)
    reading = _told(0, (upper, lower))

    assert [reading.text[plate.start : plate.end] for plate in plates(reading)] == ["YX68\nKLM"]
