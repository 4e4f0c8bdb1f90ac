"""Likeness: a copy, a part and a mirror image are known again; another picture of the same sort is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageEnhance, ImageOps

from linter.evidence import likeness
from linter.evidence.pictures.pixels import Pixels


def _scene(seed: int, size: tuple[int, int] = (800, 600)) -> Pillow.Image:
    """Return a drawn fair: sky, grass, some stalls and balls, different for each seed."""
    random = Random(seed)
    picture = Pillow.new("RGB", size, (random.randrange(90, 180), 170, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, random.randrange(280, 420), 800, 600), fill=(100, 150, 80))
    for _ in range(random.randrange(3, 7)):
        x, y, side = random.randrange(0, 700), random.randrange(120, 400), random.randrange(60, 180)
        draw.rectangle((x, y, x + side, y + side), fill=tuple(random.randrange(40, 240) for _ in range(3)))
    for _ in range(12):
        x, y, side = random.randrange(0, 780), random.randrange(0, 560), random.randrange(10, 60)
        draw.ellipse((x, y, x + side, y + side), fill=tuple(random.randrange(20, 250) for _ in range(3)))
    return picture


def _seen(picture: Pillow.Image, quality: int = 90) -> likeness.Likeness:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return likeness.look(Pixels(file.getvalue()))


CHANGES: dict[str, Callable[[Pillow.Image], Pillow.Image]] = {
    "smaller": lambda picture: picture.resize((240, 180)),
    "larger": lambda picture: picture.resize((1600, 1200)),
    "brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "mirrored": ImageOps.mirror,
    "stretched": lambda picture: picture.resize((800, 540)),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", range(12))
def test_a_changed_copy_is_known_again(seed: int, change: str) -> None:
    original = _scene(seed)

    assert _seen(CHANGES[change](original), quality=55).is_like(_seen(original).whole)


@pytest.mark.parametrize("seed", range(12))
def test_a_picture_of_which_a_part_was_withdrawn_is_known(seed: int) -> None:
    whole = _scene(seed)

    assert _seen(whole).is_like(_seen(whole.crop((40, 30, 760, 570))).whole)


def test_other_pictures_of_the_same_sort_are_not_like_it() -> None:
    seen = [_seen(_scene(seed)) for seed in range(60)]

    alike = [(a, b) for a in range(60) for b in range(60) if a != b and seen[a].is_like(seen[b].whole)]

    assert alike == []


def test_pictures_that_show_nothing_are_not_alike() -> None:
    one, other = (_seen(Pillow.new("RGB", (300, 200), colour)) for colour in ("white", "navy"))

    assert not one.is_like(other.whole)


def test_what_was_seen_survives_the_store() -> None:
    seen = _seen(_scene(3))

    assert likeness.decode(likeness.encode(seen)) == seen


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'["x", [1], [1, 2], [], 0]', b"\xff"])
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        likeness.decode(data)
