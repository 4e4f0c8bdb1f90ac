"""QR and bar codes in pictures."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from linter.evidence.codes import Code, _told, decode, encode, look
from linter.evidence.pictures.pixels import Pixels
from tests.drawn_words import coded

ADDRESS = "https://www.thistlebrook.example/menu"


def _codes(picture: Image.Image) -> tuple[Code, ...]:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return look(Pixels(file.getvalue()))


@pytest.mark.parametrize("turn", [0, 90, 180, 35])
def test_a_code_is_read_however_it_lies(turn: int) -> None:
    found = _codes(coded(ADDRESS, []).rotate(turn, expand=True, fillcolor=(255, 255, 255)))

    assert [(code.content, code.is_square) for code in found] == [(ADDRESS, True)]


def test_the_box_is_where_the_code_is() -> None:
    (code,) = _codes(coded(ADDRESS, []))
    left, top, width, height = code.box

    assert 560 <= left < left + width < 900
    assert 220 <= top < top + height <= 500


def test_a_small_code_and_stripes_are_read() -> None:
    small = coded(ADDRESS, []).resize((360, 200))
    bars = zxingcpp.create_barcode("PUPIL-00412", zxingcpp.BarcodeFormat.Code128)
    stripes = Image.new("RGB", (900, 300), (255, 255, 255))
    stripes.paste(Image.fromarray(bars.to_image(scale=3)).convert("RGB"), (60, 100))

    assert [code.content for code in _codes(small)] == [ADDRESS]
    assert [(code.content, code.is_square) for code in _codes(stripes)] == [("PUPIL-00412", False)]


def test_a_page_of_words_has_no_code() -> None:
    assert _codes(Image.new("RGB", (500, 300), (240, 240, 240))) == ()


def test_each_code_has_its_line() -> None:
    one, two = Code("QRCode", "first", (1, 2, 3, 4)), Code("QRCode", "second", (5, 6, 7, 8))
    codes = _told(2, (one, two))

    assert codes.text == "first\nsecond"
    assert (codes.box(0, 3), codes.box(6, 9), codes.box(40, 41)) == (one.box, two.box, None)


def test_what_was_read_survives_the_store() -> None:
    found = (Code("QRCode", ADDRESS, (1, 2, 3, 4)),)

    assert decode(encode(found)) == found


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b'[["a","b",[1]]]', b'[["a","b"]]', b'[[1,"b",[1,2,3,4]]]', b"\xff"]
)
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        decode(data)
