"""Reading words in pictures: turned, tilted, small, pale and light on dark; and what survives the store."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from linter.evidence.pictures.pixels import Pixels
from linter.evidence.reading import Reading, _told
from linter.evidence.reading.look import decode, encode, look
from tests.drawn_words import written

NAME = "Zofia Kwiatek"


def _read(picture: Image.Image, index: int = 0) -> Reading:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return _told(index, look(Pixels(file.getvalue())))


def _page(tall: int = 40, **colours: tuple[int, int, int]) -> Image.Image:
    return written([("Certificate for", tall), (NAME, tall)], (700, 300), **colours)


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 12, -20])
def test_words_are_read_however_the_picture_lies(turn: int) -> None:
    assert _read(_page().rotate(turn, expand=True, fillcolor=(250, 248, 240))).text == f"Certificate for\n{NAME}"


@pytest.mark.parametrize(
    "picture",
    [
        _page(paper=(200, 200, 205), ink=(184, 184, 188)),
        _page(paper=(18, 20, 30), ink=(240, 240, 235)),
        _page(paper=(180, 30, 40), ink=(250, 220, 60)),
        _page(tall=12),
    ],
    ids=["pale", "light on dark", "yellow on red", "small"],
)
def test_words_are_read_whatever_their_contrast_and_size(picture: Image.Image) -> None:
    assert NAME in _read(picture).text


def test_a_page_seen_from_the_side_is_read() -> None:
    page = np.asarray(_page(60))
    corners = np.array([(60, 90), (650, 10), (690, 290), (20, 220)], np.float32)
    flat = np.array([(0, 0), (700, 0), (700, 300), (0, 300)], np.float32)
    turn = cv2.getPerspectiveTransform(flat, corners)
    seen = cv2.warpPerspective(page, turn, (720, 320), borderValue=(90, 80, 70))

    assert NAME in _read(Image.fromarray(seen)).text


def test_small_words_in_a_large_photo_are_found_at_a_closer_look() -> None:
    photo = Image.new("RGB", (3200, 2400), (170, 180, 170))
    photo.paste(written([(NAME, 30)], (400, 120)), (2300, 1700))
    reading = _read(photo)

    assert reading.text == NAME
    left, top, width, height = reading.box(0, len(NAME)) or (0, 0, 0, 0)
    assert 2300 < left < left + width < 2700
    assert 1700 < top < top + height < 1820


def test_nothing_is_read_where_no_words_are() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (400, 600, 3), np.uint8)

    assert _read(Image.fromarray(noise)).text == ""
    assert _read(Image.new("RGB", (8, 8))).text == ""


def test_the_box_of_a_name_is_within_that_of_its_line() -> None:
    reading = _read(written([("Well done Zofia Kwiatek today", 36)], (800, 160)))
    at = reading.text.index(NAME)
    line, name = reading.box(0, len(reading.text)), reading.box(at, at + len(NAME))

    assert line is not None
    assert name is not None
    assert line[0] < name[0]
    assert name[0] + name[2] < line[0] + line[2]
    assert reading.confidence(at, at + 1) > 0.9
    assert reading.box(500, 501) is None


def test_frames_of_an_animation_are_read_and_what_stays_is_told_once() -> None:
    frames = [written([("Book fair", 40), (words, 40)], (400, 220)) for words in ("Thursday", "in the hall")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    reading = _told(0, look(Pixels(file.getvalue())))

    assert reading.text.split("\n") == ["Book fair", "Thursday", "in the hall"]


def test_what_was_read_survives_the_store() -> None:
    file = io.BytesIO()
    _page().save(file, "PNG")
    found = look(Pixels(file.getvalue()))

    assert found
    assert decode(encode(found)) == found
    assert decode(encode(())) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1]",
        b"{}x",
        b"[[1,2,3,4,5]]",
        b'[["a",0.5,[[1,2]],0,[1,2,3]]]',
        b'[["a",0.5,"abcd",0,[]]]',
        b"\xff",
    ],
)
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        decode(data)
