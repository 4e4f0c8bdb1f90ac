"""Draw faces of people who do not exist, plain enough to be nobody and real enough to be found.

`python -m tests.drawn_faces` draws the pictures with faces in `samples/pictures` anew.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]

# Skin and hair.
LOOKS: tuple[tuple[Colour, Colour], ...] = (
    ((205, 160, 130), (60, 40, 30)),
    ((120, 80, 55), (20, 15, 15)),
    ((235, 200, 180), (180, 140, 80)),
    ((80, 52, 38), (15, 12, 12)),
)
_DARK_SKIN = 140
_OVERSAMPLED = 4


def face(size: int, look: int = 0, background: Colour = (120, 150, 170)) -> Image.Image:
    """Return a square picture of a head; the face takes about half of its width."""
    skin, hair = LOOKS[look]
    is_dark = sum(skin) / 3 < _DARK_SKIN
    shade = _times(skin, 0.5 if is_dark else 0.72)
    light = _times(skin, 1.55 if is_dark else 1.12)
    lip = (min(255, int(skin[0] * 1.35)), skin[1], skin[2]) if is_dark else (160, 70, 70)
    side = size * _OVERSAMPLED
    picture = Image.new("RGB", (side, side), background)
    draw = ImageDraw.Draw(picture)

    def ellipse(x: float, y: float, across: float, down: float, fill: Colour) -> None:
        draw.ellipse(_scaled(side, x - across, y - down, x + across, y + down), fill=fill)

    draw.rectangle(_scaled(side, 0.40, 0.75, 0.60, 1.0), fill=shade)
    ellipse(0.5, 1.08, 0.36, 0.2, (50, 70, 120))  # shoulders
    ellipse(0.5, 0.44, 0.285, 0.36, hair)
    ellipse(0.5, 0.50, 0.24, 0.32, skin)
    ellipse(0.5, 0.46, 0.20, 0.22, light)
    ellipse(0.5, 0.30, 0.22, 0.10, hair)
    for x in (0.41, 0.59):
        ellipse(x, 0.455, 0.062, 0.040, shade)
        ellipse(x, 0.46, 0.048, 0.024, (240, 240, 240))
        ellipse(x, 0.46, 0.023, 0.023, (60, 40, 30))
        ellipse(x, 0.46, 0.011, 0.011, (10, 10, 10))
        brow, lid = _scaled(side, x - 0.062, 0.385, x + 0.062, 0.455), _scaled(side, x - 0.05, 0.435, x + 0.05, 0.49)
        draw.arc(brow, 200, 340, fill=hair, width=int(side * 0.016))
        draw.arc(lid, 190, 350, fill=(40, 30, 25), width=int(side * 0.008))
    for x in (0.478, 0.522):
        ellipse(x, 0.575, 0.02, 0.013, shade)
    ellipse(0.5, 0.568, 0.022, 0.02, light)
    draw.line(_scaled(side, 0.525, 0.47, 0.535, 0.56), fill=shade, width=int(side * 0.012))
    draw.chord(_scaled(side, 0.42, 0.61, 0.58, 0.71), 5, 175, fill=lip)
    draw.line(_scaled(side, 0.425, 0.663, 0.575, 0.663), fill=(110, 40, 40), width=int(side * 0.008))
    draw.arc(_scaled(side, 0.45, 0.66, 0.55, 0.74), 30, 150, fill=shade, width=int(side * 0.01))
    blurred = picture.filter(ImageFilter.GaussianBlur(side * 0.006))
    return blurred.resize((size, size), Image.Resampling.LANCZOS)


def photo(size: tuple[int, int], heads: Sequence[tuple[int, int, int]], wall: Colour = (150, 170, 160)) -> Image.Image:
    """Return a picture of heads before a wall; each head is (left, top, size)."""
    picture = Image.new("RGB", size, wall)
    for number, (left, top, side) in enumerate(heads):
        picture.paste(face(side, number % len(LOOKS), wall), (left, top))
    return picture


def jpeg(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a JPEG."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()


def _times(colour: Colour, factor: float) -> Colour:
    red, green, blue = (min(255, int(value * factor)) for value in colour)
    return red, green, blue


def _scaled(side: int, *parts: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (side * part for part in parts)
    return left, top, right, bottom


def main() -> None:
    """Draw the samples."""
    from tests.conftest import SAMPLES

    group = [(20 + 150 * (number % 4), 20 + 200 * (number // 4), 130) for number in range(8)]
    for name, picture in (
        ("group-at-the-farm.jpg", photo((640, 440), group)),
        ("close-up.jpg", photo((640, 640), [(60, 60, 520)])),
    ):
        (SAMPLES / "pictures" / name).write_bytes(jpeg(picture))


if __name__ == "__main__":
    main()
