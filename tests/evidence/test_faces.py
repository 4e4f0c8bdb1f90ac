"""Faces: drawn people of all skins are found, however the picture lies, and nothing else is a face."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter

from linter.evidence import faces
from linter.evidence.pictures.pixels import Pixels
from tests.drawn_faces import LOOKS, face, jpeg, photo

Box = tuple[int, int, int, int]


def _found(picture: Pillow.Image) -> tuple[faces.Face, ...]:
    return faces.look(Pixels(jpeg(picture)))


def _overlaps(box: Box, left: int, top: int, side: int) -> bool:
    """Say whether a box lies on the face of a head that was drawn there."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return left + 0.3 * side < x < left + 0.7 * side and top + 0.25 * side < y < top + 0.75 * side


HEADS = tuple((20 + 150 * (number % 4), 20 + 200 * (number // 4), 130) for number in range(8))


def test_every_face_of_a_group_is_found_once_whatever_the_skin() -> None:
    found = _found(photo((640, 440), HEADS))

    assert len(found) == len(HEADS) == 2 * len(LOOKS)
    assert all(any(_overlaps(one.box, *head) for one in found) for head in HEADS)


@pytest.mark.parametrize("look", range(len(LOOKS)))
@pytest.mark.parametrize("side", [70, 200, 480])
def test_a_face_is_found_at_any_size_with_a_box_around_it(look: int, side: int) -> None:
    picture = Pillow.new("RGB", (640, 560), (150, 170, 160))
    picture.paste(face(side, look, (150, 170, 160)), (80, 40))

    found = _found(picture)

    assert len(found) == 1
    assert _overlaps(found[0].box, 80, 40, side)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_picture_that_lies_on_its_side_is_turned(turns: int) -> None:
    upright = photo((640, 440), HEADS[:2])

    found = _found(upright.rotate(90 * turns, expand=True))

    assert len(found) == 2


def test_boxes_of_a_large_picture_are_in_its_own_pixels() -> None:
    found = _found(photo((2600, 1800), [(1500, 900, 700)]))

    assert len(found) == 1
    assert _overlaps(found[0].box, 1500, 900, 700)


def test_a_blurred_face_is_less_sharp() -> None:
    sharp = photo((400, 400), [(40, 40, 320)])
    blurred = sharp.filter(ImageFilter.GaussianBlur(4))

    assert _found(blurred)[0].sharpness < _found(sharp)[0].sharpness / 2


def test_every_frame_of_an_animation_is_looked_at() -> None:
    file = io.BytesIO()
    empty = Pillow.new("RGB", (320, 320), (150, 170, 160))
    empty.save(file, "GIF", save_all=True, append_images=[photo((320, 320), [(40, 40, 240)])], duration=200)

    assert [one.frame for one in faces.look(Pixels(file.getvalue()))] == [1]


def _clock() -> Pillow.Image:
    picture = Pillow.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((40, 40, 360, 360), outline="black", width=12)
    draw.line((200, 200, 200, 80), fill="black", width=10)
    draw.line((200, 200, 290, 240), fill="black", width=10)
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        Pillow.new("RGB", (10, 10)),
        Pillow.new("RGB", (1, 900), "red"),
        Pillow.effect_noise((500, 400), 90).convert("RGB"),
        Pillow.radial_gradient("L").convert("RGB"),
        _clock(),
    ],
    ids=["tiny", "a line", "noise", "a ball", "a clock"],
)
def test_what_is_no_face_is_none(picture: Pillow.Image) -> None:
    assert _found(picture) == ()


def test_what_was_found_survives_the_store() -> None:
    found = _found(photo((640, 440), HEADS[:3]))

    assert faces.decode(faces.encode(found)) == found


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"[[1, 2, 3, 4]]", b"[[[1, 2], 1, 1, 0]]", b"\xff"])
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        faces.decode(data)
