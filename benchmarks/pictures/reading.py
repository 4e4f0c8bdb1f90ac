"""Names on certificates that were photographed at a tilt: how many the roll finds, and how small words may be.

`python -m benchmarks.pictures.reading [COUNT]` draws certificates with names from many cultures, tilts, lights, blurs
and compresses them like a phone's photo, and prints the recall of the roll over what is read, and the seconds of each.
"""

from __future__ import annotations

import io
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.made_names import made_names
from linter import Linter, Post
from linter.evidence import Evidence
from linter.evidence.pictures.pixels import Pixels
from linter.evidence.reading import look
from linter.people_options import PeopleFiles
from linter.settings import Settings

Names = list[tuple[str, str]]
SIZES = (8, 10, 12, 14, 16, 20, 24, 32)


def certificate(name: str, random: Random) -> bytes:
    """Return a JPEG of a certificate with a name, tilted, lit from one side, blurred and noisy."""
    page = Image.new("RGB", (1000, 700), tuple(random.randint(225, 255) for _ in range(3)))
    draw = ImageDraw.Draw(page)
    ink = tuple(random.randint(10, 90) for _ in range(3))
    draw.rectangle((20, 20, 980, 680), outline=ink, width=8)
    rows = (("Certificate of Achievement", 56), ("awarded to", 30), (name, random.randint(36, 60)), ("for effort", 28))
    for place, (text, size) in enumerate(rows):
        draw.text((500, 130 + 140 * place), text, font=_font(size, random), fill=ink, anchor="mm")
    desk = np.full((1200, 1600, 3), [random.randint(60, 170) for _ in range(3)], np.uint8)
    corners = np.array([(250, 200), (1350, 200), (1350, 970), (250, 970)], np.float32)
    corners += np.array([[random.uniform(-140, 140) for _ in "xy"] for _ in corners], np.float32)
    flat = np.array([(0, 0), (1000, 0), (1000, 700), (0, 700)], np.float32)
    turn = cv2.getPerspectiveTransform(flat, corners)
    photo = cv2.warpPerspective(np.asarray(page), turn, (1600, 1200), dst=desk, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(random.uniform(0.45, 0.9), 1.05, 1600)[None, :, None]
    noise = np.random.default_rng(random.randint(0, 9999)).normal(0, random.uniform(2, 10), photo.shape)
    blurred = cv2.GaussianBlur(photo, (0, 0), random.uniform(0.5, 2.0)).astype(np.float32) * light + noise
    file = io.BytesIO()
    Image.fromarray(np.clip(blurred, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=random.randint(60, 92))
    return file.getvalue()


def _font(size: int, random: Random) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return one of the fonts at hand: Pillow's own, and DejaVu's where they are."""
    for name in random.sample(
        ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "LiberationSans-Italic.ttf"), 4
    ):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def is_found(number: int, text: str, linter: Linter) -> bool:
    """Say whether the roll finds the pupil of this number in a text, by the whole name."""
    mentions = Evidence(Post(body=text), linter.context).roll
    return any(f"P{number}" in one.ids and one.form in ("full", "near") for one in mentions)


def main(count: int = 100) -> None:
    """Print recall and seconds."""
    random = Random(6)
    names = made_names(400)
    chosen = random.sample(range(len(names)), count)
    found = exact = 0
    seconds, missed = [], []
    with TemporaryDirectory() as folder:
        linter = _linter(Path(folder), names)
        for number in chosen:
            name = " ".join(names[number])
            pixels = Pixels(certificate(name, random))
            pixels.array()
            start = time.process_time()
            text = "\n".join(line.text for line in look.look(pixels))
            seconds.append(time.process_time() - start)
            exact += name in text
            if is_found(number, text, linter):
                found += 1
            else:
                missed.append(f"  missed: {name}: {text.replace(chr(10), ' / ')}")
    print(f"names on {count} tilted certificates: {found} found by the roll, {exact} read to the letter")
    print(f"processor seconds for a picture of 2 megapixels: {median(seconds):.2f} (median), {max(seconds):.2f} (most)")
    print("\n".join(missed))
    print("names in a picture of 1600 x 1200 by their size in pixels: share read to the letter")
    shown = [" ".join(name) for name in names[:12]]
    for size in SIZES:
        print(f"  {size:3}: {_share(size, shown):.0%}")


def _share(size: int, names: list[str]) -> float:
    page = Image.new("RGB", (1600, 1200), (235, 232, 225))
    draw = ImageDraw.Draw(page)
    for number, name in enumerate(names):
        draw.text(
            (80 + 700 * (number % 2), 100 + 170 * (number // 2)), name, font=_font(size, Random(1)), fill=(40, 40, 60)
        )
    file = io.BytesIO()
    page.save(file, "JPEG", quality=88)
    text = "\n".join(line.text for line in look.look(Pixels(file.getvalue())))
    return sum(name in text for name in names) / 12


def _linter(folder: Path, names: Names) -> Linter:
    rows = [f"P{number},{first},{last},4,4K" for number, (first, last) in enumerate(names)]
    (folder / "roll.csv").write_text("\n".join(("id,first_name,last_name,year,class", *rows)), encoding="utf-8")
    return Linter(replace(Settings(), root=folder, people=PeopleFiles(roll="roll.csv")), now=datetime(2026, 11, 20, 10))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
