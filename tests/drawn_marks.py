"""Draw crests of schools that do not exist, and set them into pictures as photos show them.

`python -m tests.drawn_marks` draws those of the invented school in `samples/logos` and `samples/pictures` anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

SIDE = 512
COLOURS: tuple[Colour, ...] = (
    (20, 40, 110), (140, 20, 40), (20, 100, 60), (90, 40, 120), (200, 160, 40), (30, 30, 30), (230, 230, 225),
    (200, 90, 30), (60, 130, 180), (110, 70, 40),
)  # fmt: skip
MOTTOES = ("DISCE", "LABORE", "VERITAS", "OAK HILL", "1907", "ST ALBA", "LUX", "FIDES ET")
WAYS = ("plain", "tilt", "cloth", "hidden", "watermark", "inverted")
_SPOTS = ((0.5, 0.3), (0.3, 0.3), (0.7, 0.3), (0.5, 0.7), (0.32, 0.55), (0.68, 0.55), (0.5, 0.5))

Points = list[tuple[float, float]]
Charge = Callable[[ImageDraw.ImageDraw, float, float, float, Colour, Colour, Random], None]


def crest(seed: int) -> Image.Image:
    """Return a mark as RGBA, different for each seed: a shield, a badge, a lozenge with charges and perhaps a motto."""
    random = Random(seed)
    field, division, charge, trim = random.sample(COLOURS, 4)
    outline = _outline(random.choice(("shield", "shield", "round", "square", "lozenge")))
    picture = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    mask = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    ground = Image.new("RGBA", (SIDE, SIDE), (*field, 255))
    draw = ImageDraw.Draw(ground)
    _divide(draw, random.choice(("chevron", "quarter", "bend", "pale", "fess", "plain", "stripes")), division)
    for x, y in random.sample(_SPOTS, random.choice((1, 2, 3, 3))):
        _CHARGES[random.randrange(len(_CHARGES))](
            draw, x * SIDE, y * SIDE, random.uniform(0.09, 0.16) * SIDE, charge, trim, random
        )
    picture.paste(ground, (0, 0), mask)
    draw = ImageDraw.Draw(picture)
    draw.line([*outline, outline[0]], fill=(*charge, 255), width=random.choice((8, 14, 20)))
    if random.random() < 0.4:
        middle = SIDE * random.choice((0.12, 0.86))
        draw.rectangle((SIDE * 0.14, middle - 26, SIDE * 0.86, middle + 26), fill=(*trim, 255))
        font = ImageFont.load_default(size=44)
        draw.text((SIDE / 2, middle), random.choice(MOTTOES), font=font, fill=(*charge, 255), anchor="mm")
    return picture


def _outline(kind: str) -> Points:
    if kind == "shield":
        bow = [math.pi * step / 24 for step in range(25)]
        under = [(0.5 + 0.4 * math.cos(angle), 0.5 + 0.45 * math.sin(angle)) for angle in bow]
        points: Points = [(0.1, 0.08), (0.9, 0.08), (0.9, 0.5), *under, (0.1, 0.5)]
    elif kind == "round":
        circle = [2 * math.pi * step / 64 for step in range(64)]
        points = [(0.5 + 0.44 * math.cos(angle), 0.5 + 0.44 * math.sin(angle)) for angle in circle]
    elif kind == "square":
        points = [(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)]
    else:
        points = [(0.5, 0.03), (0.97, 0.5), (0.5, 0.97), (0.03, 0.5)]
    return [(x * SIDE, y * SIDE) for x, y in points]


def _divide(draw: ImageDraw.ImageDraw, kind: str, colour: Colour) -> None:
    s = SIDE
    if kind == "chevron":
        upper = [(0, s * 0.75), (s / 2, s * 0.4), (s, s * 0.75)]
        draw.polygon([*upper, (s, s * 0.95), (s / 2, s * 0.6), (0, s * 0.95)], fill=colour)
    elif kind == "quarter":
        draw.rectangle((s / 2, 0, s, s / 2), fill=colour)
        draw.rectangle((0, s / 2, s / 2, s), fill=colour)
    elif kind == "bend":
        draw.polygon([(0, 0), (s * 0.25, 0), (s, s * 0.8), (s, s), (s * 0.8, s), (0, s * 0.2)], fill=colour)
    elif kind == "pale":
        draw.rectangle((s * 0.36, 0, s * 0.64, s), fill=colour)
    elif kind == "fess":
        draw.rectangle((0, s * 0.38, s, s * 0.62), fill=colour)
    elif kind == "stripes":
        for step in range(0, 8, 2):
            draw.rectangle((step * s / 8, 0, (step + 1) * s / 8, s), fill=colour)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, _: Colour, random: Random) -> None:
    rays = random.choice((5, 6, 8))
    points = []
    for step in range(2 * rays):
        far = r * (1 if step % 2 == 0 else 0.42)
        points.append((x + far * math.sin(math.pi * step / rays), y - far * math.cos(math.pi * step / rays)))
    draw.polygon(points, fill=a)


def _tree(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, b: Colour, _: Random) -> None:
    draw.rectangle((x - r * 0.12, y, x + r * 0.12, y + r), fill=b)
    for up, wide in ((-0.5, 0.5), (-0.1, 0.65), (-0.9, 0.35)):
        high = r * wide * 0.6
        draw.ellipse((x - r * wide, y + r * up - high, x + r * wide, y + r * up + high), fill=a)


def _book(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, b: Colour, _: Random) -> None:
    for way in (-1, 1):
        page = [(x + way * r, y - 0.5 * r), (x, y - 0.3 * r), (x, y + 0.6 * r), (x + way * r, y + 0.4 * r)]
        draw.polygon(page, fill=a)
        for step in range(3):
            start = (x + way * 0.8 * r, y - 0.25 * r + step * 0.2 * r)
            draw.line([start, (x + way * 0.15 * r, y - 0.1 * r + step * 0.2 * r)], fill=b, width=5)


def _beast(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, _: Colour, __: Random) -> None:
    draw.ellipse((x - 0.6 * r, y - 0.9 * r, x + 0.2 * r, y - 0.1 * r), fill=a)
    back, belly = [(x - 0.3 * r, y - 0.3 * r), (x + 0.9 * r, y - 0.1 * r)], [(x + 0.7 * r, y + 0.6 * r)]
    draw.polygon([*back, *belly, (x - 0.4 * r, y + 0.5 * r)], fill=a)
    for leg in (-0.4, -0.1, 0.3, 0.6):
        draw.rectangle((x + leg * r, y + 0.4 * r, x + (leg + 0.14) * r, y + r), fill=a)
    draw.arc((x + 0.5 * r, y - 0.9 * r, x + 1.2 * r, y + 0.2 * r), 180, 90, fill=a, width=10)


def _cross(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, _: Colour, __: Random) -> None:
    draw.rectangle((x - 0.2 * r, y - r, x + 0.2 * r, y + r), fill=a)
    draw.rectangle((x - 0.8 * r, y - 0.35 * r, x + 0.8 * r, y + 0.05 * r), fill=a)


def _key(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, _: Colour, __: Random) -> None:
    draw.ellipse((x - 0.4 * r, y - r, x + 0.4 * r, y - 0.2 * r), outline=a, width=14)
    draw.rectangle((x - 0.08 * r, y - 0.2 * r, x + 0.08 * r, y + r), fill=a)
    draw.rectangle((x, y + 0.6 * r, x + 0.4 * r, y + 0.75 * r), fill=a)
    draw.rectangle((x, y + 0.85 * r, x + 0.4 * r, y + r), fill=a)


def _letter(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, _: Colour, random: Random) -> None:
    font = ImageFont.load_default(size=int(r * 2))
    draw.text((x, y), random.choice("ABCDEFGHKLMNRST"), font=font, fill=a, anchor="mm")


def _bird(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, b: Colour, _: Random) -> None:
    wings = [(x - r, y - 0.6 * r), (x, y), (x + r, y - 0.6 * r), (x + 0.3 * r, y + 0.4 * r)]
    draw.polygon([*wings, (x, y + 0.9 * r), (x - 0.3 * r, y + 0.4 * r)], fill=a)
    draw.ellipse((x - 0.2 * r, y - 0.3 * r, x + 0.2 * r, y + 0.1 * r), fill=b)


def _rose(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, b: Colour, _: Random) -> None:
    for step in range(5):
        at_x, at_y = x + 0.5 * r * math.sin(2 * math.pi * step / 5), y - 0.5 * r * math.cos(2 * math.pi * step / 5)
        draw.ellipse((at_x - 0.42 * r, at_y - 0.42 * r, at_x + 0.42 * r, at_y + 0.42 * r), fill=a, outline=b, width=4)
    draw.ellipse((x - 0.25 * r, y - 0.25 * r, x + 0.25 * r, y + 0.25 * r), fill=b)


def _castle(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, a: Colour, b: Colour, _: Random) -> None:
    draw.rectangle((x - 0.8 * r, y - 0.3 * r, x + 0.8 * r, y + 0.8 * r), fill=a)
    for step in (-0.8, -0.3, 0.2, 0.6):
        draw.rectangle((x + step * r, y - 0.6 * r, x + (step + 0.2) * r, y - 0.3 * r), fill=a)
    draw.rectangle((x - 0.2 * r, y + 0.2 * r, x + 0.2 * r, y + 0.8 * r), fill=b)


_CHARGES: tuple[Charge, ...] = (_star, _tree, _book, _beast, _cross, _key, _letter, _bird, _rose, _castle)


def ground(seed: int, width: int = 1280, height: int = 960) -> Any:
    """Return a background, height x width x 3, blue first: clouds, bricks, balls, a page, leaves, a heap of shapes."""
    random = np.random.RandomState(seed)
    made = _GROUNDS[seed % len(_GROUNDS)](random, width, height)
    return np.clip(made + random.normal(0, 6, made.shape), 0, 255).astype(np.uint8)


def _clouds(random: Any, width: int, height: int) -> Any:
    picture = np.zeros((height, width, 3), np.uint8)
    for cells in (4, 8, 16, 32, 64):
        layer = (random.rand(cells, cells, 3) * 64).astype(np.uint8)
        picture = cv2.add(picture, cv2.resize(layer, (width, height), interpolation=cv2.INTER_CUBIC))
    return picture


def _bricks(random: Any, width: int, height: int) -> Any:
    picture = np.full((height, width, 3), (90, 100, 170), np.uint8)
    for y in range(0, height, 22):
        for x in range(-(y // 22 % 2) * 25, width, 50):
            colour = tuple(int(random.randint(low, high)) for low, high in ((50, 90), (60, 110), (130, 190)))
            cv2.rectangle(picture, (x, y), (x + 47, y + 19), colour, -1)
    return picture


def _balls(random: Any, width: int, height: int) -> Any:
    picture = np.full((height, width, 3), (200, 210, 205), np.uint8)
    for _ in range(300):
        middle, radius = (int(random.randint(width)), int(random.randint(height))), int(random.randint(3, 60))
        cv2.circle(picture, middle, radius, _any(random), -1 if random.rand() < 0.7 else 3)
    return picture


def _page(random: Any, width: int, height: int) -> Any:
    picture = np.full((height, width, 3), 245, np.uint8)
    for y in range(20, height, 26):
        line = "".join(chr(random.randint(65, 91)) if random.rand() > 0.2 else " " for _ in range(width // 14))
        cv2.putText(picture, line, (10, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (int(random.randint(90)),) * 3, 2)
    return picture


def _leaves(random: Any, width: int, height: int) -> Any:
    picture = np.full((height, width, 3), (60, 110, 60), np.uint8)
    for _ in range(2500):
        middle = (int(random.randint(width)), int(random.randint(height)))
        axes, turn = (int(random.randint(4, 22)), int(random.randint(2, 9))), int(random.randint(180))
        colour = tuple(int(random.randint(low, high)) for low, high in ((20, 90), (80, 200), (20, 120)))
        cv2.ellipse(picture, middle, axes, turn, 0, 360, colour, -1)
    return picture


def _heap(random: Any, width: int, height: int) -> Any:
    picture = np.full((height, width, 3), _any(random), np.uint8)
    for _ in range(60):
        cv2.fillPoly(picture, [random.randint(0, [width, height], (4, 2)).astype(np.int32)], _any(random))
    return cv2.GaussianBlur(picture, (0, 0), 1.2)


def _any(random: Any) -> tuple[int, ...]:
    return tuple(int(value) for value in random.randint(0, 255, 3))


_GROUNDS: tuple[Callable[[Any, int, int], Any], ...] = (_clouds, _bricks, _balls, _page, _leaves, _heap)


def photographed(
    behind: Any, mark: Image.Image, random: Random, size: int, way: str, turn: tuple[float, float] = (-30, 30)
) -> tuple[bytes, Any]:
    """Return a JPEG of a mark in front of a background, and its corners (4 x 2): turned, tilted, worn, hidden, pale.

    `size` is about the side of the mark in pixels, `way` one of WAYS, `turn` the least and the most degrees.
    """
    height, width = behind.shape[:2]
    pixels = np.array(mark.convert("RGBA"))
    if way == "inverted":
        pixels[:, :, :3] = 255 - pixels[:, :, :3]
    places = _laid(random, size, width, height, turn, is_tilted=way == "tilt" or random.random() < 0.5)
    square = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float32)
    smooth = cv2.GaussianBlur(pixels, (0, 0), max(0.1, 0.5 * SIDE / size))
    laid = cv2.warpPerspective(smooth, cv2.getPerspectiveTransform(square, places), (width, height))
    alpha, front = laid[:, :, 3].astype(np.float32) / 255, laid[:, :, 2::-1].astype(np.float32)
    if way == "watermark":
        alpha *= 0.28
    elif way == "cloth":
        front, alpha = _folded(front, alpha, size)
    elif way == "hidden":
        _hide(alpha, places, random.choice("lrtb"))
    picture = behind * (1 - alpha[:, :, None]) + front * alpha[:, :, None]
    picture = np.clip(picture * random.uniform(0.75, 1.2) + random.uniform(-12, 12), 0, 255).astype(np.uint8)
    if random.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 0.9))
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, random.randint(60, 92)])
    return data.tobytes(), places


def _laid(random: Random, size: int, width: int, height: int, turn: tuple[float, float], *, is_tilted: bool) -> Any:
    angle, room = math.radians(random.uniform(*turn)), size * 0.75
    x, y = random.uniform(room, width - room), random.uniform(room, height - room)
    points = []
    for across, down in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        far, low = across * size, down * size
        if is_tilted:
            far, low = far * (1 + random.uniform(-0.12, 0.12)), low * (1 + random.uniform(-0.12, 0.12))
        points.append(
            (x + far * math.cos(angle) - low * math.sin(angle), y + far * math.sin(angle) + low * math.cos(angle))
        )
    return np.array(points, np.float32)


def _folded(front: Any, alpha: Any, size: int) -> tuple[Any, Any]:
    rows, columns = np.mgrid[0 : front.shape[0], 0 : front.shape[1]].astype(np.float32)
    fold, far = size / 3, size * 0.02
    across = columns + far * np.sin(rows / fold * 2 + 1) + far * 0.5 * np.sin(columns / fold)
    down = rows + far * np.sin(columns / fold * 2.3)
    front = cv2.remap(front, across, down, cv2.INTER_LINEAR)
    shade = 1 + 0.22 * np.sin((columns * 0.7 + rows * 0.4) / fold * 3)
    return np.clip(front * shade[:, :, None], 0, 255), cv2.remap(alpha, across, down, cv2.INTER_LINEAR)


def _hide(alpha: Any, places: Any, side: str) -> None:
    """Hide a quarter of a mark behind something."""
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    wide, high = (right - left) / 4, (bottom - top) / 4
    if side == "l":
        alpha[:, : int(left + wide)] = 0
    elif side == "r":
        alpha[:, int(right - wide) :] = 0
    elif side == "t":
        alpha[: int(top + high)] = 0
    else:
        alpha[int(bottom - high) :] = 0


def main() -> None:
    """Draw the marks and pictures of the invented school."""
    from tests.conftest import SAMPLES
    from tests.drawn_faces import jpeg, photo

    own, partner, other, stranger = (crest(seed) for seed in (907, 911, 914, 931))
    for name, mark in (("thistlebrook", own), ("partners/eastmere_library", partner), ("others/quill_supplies", other)):
        path = SAMPLES / "logos" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        mark.resize((256, 256), Image.Resampling.LANCZOS).save(path, optimize=True)
    random = Random(5)
    for name, mark, behind, size, way in (
        ("crest-on-a-wall", own, 1, 150, "plain"),
        ("crest-on-cloth", own, 0, 170, "cloth"),
        ("strange-crest", stranger, 1, 150, "plain"),
        ("other-mark", other, 0, 150, "tilt"),
        ("partner-mark", partner, 0, 160, "plain"),
    ):
        data, _ = photographed(ground(6 * 40 + behind, 800, 600), mark, random, size, way)
        (SAMPLES / "pictures" / f"{name}.jpg").write_bytes(data)
    runner = photo((640, 560), [(160, 40, 300)])
    ImageDraw.Draw(runner).rectangle((190, 340, 440, 560), fill=(40, 90, 70))
    badge = own.resize((110, 110), Image.Resampling.LANCZOS)
    runner.paste(badge, (260, 400), badge)
    (SAMPLES / "pictures" / "crest-on-a-jumper.jpg").write_bytes(jpeg(runner))
    signs = {
        "sign-with-the-name": "Thistlebrook\nPrimary School",
        "board-with-the-motto": "TREAD SOFTLY\nREACH FAR",
        "parcel": "Pearson Education\nhandle with care",
    }
    for name, words in signs.items():
        sign = Image.new("RGB", (640, 360), (235, 235, 225))
        draw = ImageDraw.Draw(sign)
        draw.multiline_text((60, 90), words, font=ImageFont.load_default(size=64), fill=(30, 40, 60), spacing=24)
        sign.save(SAMPLES / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
