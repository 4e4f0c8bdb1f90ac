"""What is found in odd pictures, beside ExifTool and Pillow, and how long it takes.

    pip install -e '.[dev]' && python -m benchmarks.pictures.metadata

The pictures are those of `tests/odd_pictures.py`: each place where a position can hide, in each format, byte order and
state of damage, and as many that look alike and tell none. ExifTool is asked where it is installed; it lists the fields
of a file, and does not read the words in them for coordinates, which a third of the pictures have. Times are of one
process, in processor time, for a photo of two megapixels with a thumbnail, EXIF and XMP.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image as Pillow

from linter.evidence.metadata import look
from linter.evidence.pictures import opening
from linter.evidence.pictures.pixels import Pixels
from tests import carrying as c
from tests.odd_pictures import Odd, odd_pictures

TIMES = 15
_TAGS = ("-GPSLatitude", "-GPSLongitude", "-GPSPosition", "-GPSCoordinates", "-GPSDestLatitude")


def ours(odd: Odd) -> bool:
    """Say whether postlint finds a position."""
    return any(field.kind == "position" for field in look.look(Pixels(odd.data)).fields)


def pillow(odd: Odd) -> bool:
    """Say whether Pillow alone gives a position: what a few lines of anybody's code would find."""
    warnings.simplefilter("ignore")  # of damaged files it has much to say
    try:
        with Pillow.open(io.BytesIO(odd.data)) as opened:
            gps = opened.getexif().get_ifd(0x8825)
            return any(any(map(float, gps.get(number, ()))) for number in (2, 4))
    except Exception:  # noqa: BLE001 - what it does not read it does not find
        return False


def exiftool(pictures: Iterable[Odd]) -> set[str]:
    """Return the names of the pictures in which ExifTool finds a position; embedded ones are read too."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for odd in pictures:
            path = Path(folder) / odd.name
            path.write_bytes(odd.data)
            paths.append(str(path))
        command = ["exiftool", "-n", "-a", "-G1", "-ee", "-json", "-q", *_TAGS, *paths]
        done = subprocess.run(command, capture_output=True, check=False)
    return {
        Path(row["SourceFile"]).name
        for row in json.loads(done.stdout or b"[]")
        if any(re.search("[1-9]", str(value)) for key, value in row.items() if key != "SourceFile")
    }


def photo() -> bytes:
    """Return a photo of two megapixels with the grain of a real one, as a phone writes it."""
    plain = c.drawing(1632, 1224, people=True)
    picture = Pillow.blend(plain, Pillow.effect_noise(plain.size, 25).convert("RGB"), 0.25)
    told = {0x010E: "Lanterns", 0x010F: "Apple", 0x0110: "iPhone 13", 0x0131: "17.1"}
    structure = c.exif("MM", told, gps=c.GPS, thumbnail=c.encoded(picture.resize((160, 120))))
    return c.in_jpeg(c.encoded(picture, quality=85), c.app1(structure), c.app1_xmp(c.xmp(c.region("Biscuit", "Pet"))))


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median of what a piece of work takes of the processor."""
    work()
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return sorted(taken)[TIMES // 2]


def main() -> int:
    """Print the table. Return 1 if a position is missed, or found where there is none."""
    pictures = list(odd_pictures())
    telling = {odd.name for odd in pictures if odd.has_position}
    rows = {
        "postlint": {odd.name for odd in pictures if ours(odd)},
        "Pillow": {odd.name for odd in pictures if pillow(odd)},
    }
    if shutil.which("exiftool"):
        rows["ExifTool"] = exiftool(pictures)
    print(f"{len(pictures)} odd pictures, {len(telling)} of which tell a position\n")
    print(f"{'':10} {'found':>12} {'false':>12}")
    for name, found in rows.items():
        silent = len(pictures) - len(telling)
        print(f"{name:10} {len(found & telling):5} of {len(telling):3} {len(found - telling):5} of {silent:3}")
    data = photo()
    print(f"\na photo of 2 megapixels, {len(data) // 1000} kB:")
    print(f"  metadata and thumbnail {milliseconds(lambda: look.look(Pixels(data))):6.1f} ms")
    print(f"  opening it             {milliseconds(lambda: opening.look(Pixels(data))):6.1f} ms")
    return int(rows["postlint"] != telling)


if __name__ == "__main__":
    sys.exit(main())
