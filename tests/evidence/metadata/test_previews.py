"""Thumbnails: what shows more than the picture is told, what shows the same is not."""

from __future__ import annotations

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageEnhance, ImageFilter

from linter.evidence.metadata import look
from linter.evidence.pictures.pixels import Pixels
from tests import carrying as c

WHOLE = c.drawing(640, 480, people=True)
SIZE = (160, 120)


def _lively(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture with the grain of a real one."""
    return Pillow.blend(picture, Pillow.effect_noise(picture.size, 40).convert("RGB"), 0.15)


def _verdicts(picture: Pillow.Image, small: Pillow.Image, **tags: int) -> list[str]:
    main: dict[int, c.Value] = {0x0112: tags["turned"]} if tags else {}
    structure = c.exif("II", main, thumbnail=c.encoded(small, quality=70))
    data = c.in_jpeg(c.encoded(picture, quality=85), c.app1(structure))
    return [preview.verdict for preview in look.look(Pixels(data)).previews]


def _barred(small: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    whole = Pillow.new("RGB", size, (0, 0, 0))
    whole.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
    return whole


WIDE = WHOLE.crop((0, 30, 640, 457))  # three to two


@pytest.mark.parametrize(
    ("picture", "small"),
    [
        (WHOLE, WHOLE.resize(SIZE)),
        (_lively(WHOLE), _lively(WHOLE).resize(SIZE)),
        (WHOLE, ImageEnhance.Brightness(WHOLE.resize(SIZE)).enhance(1.15)),
        (WHOLE, ImageEnhance.Contrast(WHOLE.resize(SIZE)).enhance(1.2)),
        (WHOLE, WHOLE.resize(SIZE).filter(ImageFilter.SHARPEN)),
        (WHOLE, WHOLE.resize((120, 90))),
        (WIDE, _barred(WIDE.resize((160, 107)), SIZE)),
        (WHOLE.convert("L").convert("RGB"), WHOLE.resize(SIZE).convert("L").convert("RGB")),
        (Pillow.new("RGB", (400, 300), "navy"), Pillow.new("RGB", SIZE, "navy")),
    ],
    ids=["plain", "lively", "brighter", "contrast", "sharpened", "smaller", "bars", "grey", "even"],
)
def test_a_thumbnail_of_the_same_is_the_same(picture: Pillow.Image, small: Pillow.Image) -> None:
    assert _verdicts(picture, small) == ["same"]


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_thumbnail_lies_as_the_picture_is_stored_or_as_it_is_shown(turn: int) -> None:
    turns = {3: Pillow.Transpose.ROTATE_180, 6: Pillow.Transpose.ROTATE_270, 8: Pillow.Transpose.ROTATE_90}

    assert _verdicts(WHOLE, WHOLE.resize(SIZE), turned=turn) == ["same"]
    assert _verdicts(WHOLE, WHOLE.transpose(turns[turn]).resize((120, 160) if turn != 3 else SIZE), turned=turn) == [
        "same"
    ]


def _covered(box: tuple[int, int, int, int]) -> Pillow.Image:
    picture = WHOLE.copy()
    ImageDraw.Draw(picture).rectangle(box, fill=(0, 0, 0))
    return picture


def _pixelated(box: tuple[int, int, int, int], size: int) -> Pillow.Image:
    picture = _lively(WHOLE)
    piece = picture.crop(box)
    few = piece.resize((max(1, piece.width // size), max(1, piece.height // size)), Pillow.Resampling.BOX)
    picture.paste(few.resize(piece.size, Pillow.Resampling.NEAREST), box[:2])
    return picture


@pytest.mark.parametrize(
    ("picture", "verdict"),
    [
        (WHOLE.crop((0, 0, 400, 480)), "other-shape"),
        (WHOLE.crop((0, 0, 640, 380)), "other-shape"),
        (WHOLE.crop((160, 120, 480, 360)), "other-content"),
        (_covered((170, 190, 260, 290)), "other-content"),
        (_pixelated((160, 180, 560, 420), 60), "other-content"),
        (c.drawing(640, 480).transpose(Pillow.Transpose.FLIP_TOP_BOTTOM), "other-content"),
    ],
    ids=["narrower", "lower", "a part", "covered", "pixelated", "another"],
)
def test_a_thumbnail_that_shows_more_is_told(picture: Pillow.Image, verdict: str) -> None:
    assert _verdicts(picture, WHOLE.resize(SIZE)) == [verdict]


def test_a_thumbnail_is_found_wherever_it_stands() -> None:
    jpeg, small = c.encoded(WHOLE.crop((0, 0, 300, 480))), c.encoded(WHOLE.resize(SIZE))
    raw = WHOLE.resize((64, 48)).tobytes()
    found = {
        where: [preview.where for preview in look.look(Pixels(data)).previews if preview.verdict == "other-shape"]
        for where, data in {
            "photoshop": c.in_jpeg(jpeg, c.app13((1036, bytes(28) + small))),
            "jfif": jpeg[:2] + c.segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\x40\x30" + raw) + jpeg[20:],
            "jfxx": c.in_jpeg(jpeg, c.segment(0xE0, b"JFXX\0\x10" + small)),
            "behind": jpeg + small,
            "png": c.in_png(
                c.encoded(WHOLE.crop((0, 0, 300, 480)), "PNG"), c.chunk(b"eXIf", c.exif("MM", thumbnail=small))
            ),
        }.items()
    }

    assert all(found.values()), found


def test_a_thumbnail_that_nobody_can_see_is_unknown_and_none_is_nothing() -> None:
    broken = c.in_jpeg(c.encoded(WHOLE), c.app1(c.exif("II", thumbnail=b"\xff\xd8\xff\xe0" + b"\1\2\3\4" * 400)))

    assert [preview.verdict for preview in look.look(Pixels(broken)).previews] == ["unknown"]
    assert look.look(Pixels(c.encoded(WHOLE))).previews == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_end_of_a_larger_picture_behind_a_smaller_one_is_told(kind: str) -> None:
    larger, smaller = c.encoded(_lively(WHOLE), kind), c.encoded(WHOLE.crop((0, 0, 90, 90)), kind)
    written_over = smaller + larger[len(smaller) :]

    verdicts = [(preview.where, preview.verdict) for preview in look.look(Pixels(written_over)).previews]

    assert verdicts == [("rest of a larger picture", "other-shape")]
    assert look.look(Pixels(larger)).previews == ()


def test_a_map_of_light_behind_a_photo_of_a_phone_is_no_second_view() -> None:
    grey = c.encoded(Pillow.effect_noise((80, 60), 90))
    marked = c.in_jpeg(
        c.encoded(WHOLE.transpose(Pillow.Transpose.FLIP_TOP_BOTTOM)), c.app1_xmp(c.xmp(attributes='xmp:hdrgm="1"'))
    )

    assert look.look(Pixels(c.encoded(WHOLE) + grey)).previews == ()
    assert look.look(Pixels(c.encoded(WHOLE) + marked)).previews == ()


def test_a_picture_in_the_maker_s_notes_is_compared_too() -> None:
    small = c.encoded(WHOLE.resize(SIZE))
    notes: dict[int, c.Value] = {0x927C: b"OWN\0" + bytes(12) + small}
    cropped = c.in_jpeg(c.encoded(WHOLE.crop((0, 0, 300, 480))), c.app1(c.exif("II", {0x010F: "Nikkan"}, exif=notes)))

    assert [preview.verdict for preview in look.look(Pixels(cropped)).previews] == ["other-shape"]
