"""Marks: a crest is found however it lies, with its box; another school's shield is not it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image as Pillow

from linter.errors import SettingsError
from linter.evidence import logos
from linter.evidence.logos.reference import Reference
from linter.evidence.pictures.pixels import Pixels
from linter.logo_files import read_logos
from tests import drawn_marks

OWN = drawn_marks.crest(907)
REFERENCES = [
    Reference(np.asarray(mark), "own", name)
    for name, mark in (("own", OWN), ("another", drawn_marks.crest(911)), ("third", drawn_marks.crest(914)))
]


def _photo(mark: Pillow.Image, seed: int, size: int, way: str) -> tuple[logos.Mark, ...]:
    data, _ = drawn_marks.photographed(drawn_marks.ground(6 * seed + seed % 2, 700, 540), mark, Random(seed), size, way)
    return logos.find(Pixels(data).array(), REFERENCES)


@pytest.mark.parametrize("way", ["plain", "tilt", "cloth", "hidden", "inverted"])
@pytest.mark.parametrize("size", [90, 170])
def test_a_crest_is_found_however_it_lies(way: str, size: int) -> None:
    found = _photo(OWN, 3, size, way)

    assert [mark.name for mark in found] == ["own"]


@pytest.mark.parametrize("turn", [-45, 45])
def test_a_crest_is_found_that_is_turned_by_half_a_corner(turn: int) -> None:
    behind = drawn_marks.ground(8, 700, 540)
    data, _ = drawn_marks.photographed(behind, OWN, Random(4), 120, "plain", (turn, turn))

    assert [mark.name for mark in logos.find(Pixels(data).array(), REFERENCES)] == ["own"]


@pytest.mark.parametrize("ground", [6, 7, 10, 13])
def test_a_pale_watermark_is_found_by_its_colours_and_slopes(ground: int) -> None:
    behind = drawn_marks.ground(ground, 900, 700)
    data, _ = drawn_marks.photographed(behind, OWN, Random(ground), 170, "watermark")

    assert [mark.name for mark in logos.find(Pixels(data).array(), REFERENCES)] == ["own"]


def test_a_crest_that_was_saved_on_white_is_known_without_it() -> None:
    paper = Pillow.new("RGB", (640, 640), (252, 252, 252))
    paper.paste(OWN, (64, 64), OWN)
    reference = Reference(np.asarray(paper.convert("RGBA")), "own", "scan")
    data, _ = drawn_marks.photographed(drawn_marks.ground(10, 900, 700), OWN, Random(2), 120, "plain")

    (found,) = logos.find(Pixels(data).array(), [reference])

    (same,) = logos.find(Pixels(data).array(), REFERENCES[:1])
    assert np.abs(np.subtract(found.box, same.box)).max() < 12


def test_a_picture_that_is_all_mark_keeps_its_ground() -> None:
    square = Pillow.new("RGBA", (200, 200), (20, 60, 140, 255))

    assert Reference(np.asarray(square), "own", "flag").laid(np.eye(3), 96)[1][2:-2, 2:-2].min() > 0.9


@pytest.mark.parametrize(("width", "size"), [(900, 150), (1700, 200), (2600, 300)])
def test_the_box_is_where_the_crest_is(width: int, size: int) -> None:
    behind = drawn_marks.ground(6, width, width * 7 // 9)
    data, places = drawn_marks.photographed(behind, OWN, Random(8), size, "plain")

    (found,) = logos.find(Pixels(data).array(), REFERENCES)

    left, top, wide, high = found.box
    x, y = places.mean(axis=0)
    assert abs(left + wide / 2 - x) < 0.08 * size
    assert abs(top + high / 2 - y) < 0.08 * size
    assert 0.8 < wide * high / float(np.prod(places.max(axis=0) - places.min(axis=0))) < 1.3


@pytest.mark.parametrize("seed", range(4))
def test_another_schools_shield_is_not_it(seed: int) -> None:
    assert _photo(drawn_marks.crest(940 + seed), seed, 150, "plain") == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_background_is_no_crest(seed: int) -> None:
    assert logos.find(drawn_marks.ground(seed, 600, 450), REFERENCES) == ()


def test_two_crests_in_one_picture_are_two_marks() -> None:
    behind = drawn_marks.ground(12, 1000, 700)
    first, _ = drawn_marks.photographed(behind, OWN, Random(1), 130, "plain")
    second, _ = drawn_marks.photographed(Pixels(first).array(), drawn_marks.crest(911), Random(9), 130, "plain")

    found = logos.find(Pixels(second).array(), REFERENCES)

    assert sorted(mark.name for mark in found) == ["another", "own"]


def test_a_tiny_or_empty_picture_has_no_marks() -> None:
    assert logos.find(np.zeros((8, 8, 3), np.uint8), REFERENCES) == ()
    assert logos.find(np.full((400, 600, 3), 200, np.uint8), REFERENCES) == ()


def test_what_was_found_survives_the_store() -> None:
    found = _photo(OWN, 3, 150, "plain")

    assert logos.decode(logos.encode(found)) == found


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'[["a", "own", [1, 2], 0.5]]', b"\xff"])
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        logos.decode(data)


def test_the_folder_says_whose_marks_they_are(tmp_path: Path) -> None:
    for name in ("crest.png", "crest-white.png", "partners/library_van.png", "others/board.png", "own/motto.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        OWN.resize((64, 64)).save(path)
    (tmp_path / "README.md").write_text("From the office.")

    found = read_logos(tmp_path)

    assert [(one.name, one.owner) for one in found] == [
        ("crest", "own"),
        ("crest", "own"),
        ("board", "other"),
        ("motto", "own"),
        ("library van", "partner"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("crest.svg", b"<svg/>", "cannot be used: .svg is none of"),
        ("crest.png", b"no picture", "cannot be opened: UnidentifiedImageError"),
        ("crest.png", b"", "cannot be opened"),
        ("crest.png", (8, 8), "is only 8 by 8 pixels"),
        ("crest.png", (40, 40), "is all transparent"),
    ],
)
def test_a_mark_that_cannot_be_used_is_told_with_its_file(
    tmp_path: Path, name: str, content: bytes | tuple[int, int], message: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    else:
        Pillow.new("RGBA", content, (0, 0, 0, 0)).save(tmp_path / name)

    with pytest.raises(SettingsError, match=message) as error:
        read_logos(tmp_path)

    assert name in str(error.value)


@pytest.mark.parametrize("name", ["gone", "empty"])
def test_a_folder_without_marks_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(SettingsError, match=r"images\.logos"):
        read_logos(tmp_path / name)
