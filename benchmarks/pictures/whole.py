"""How long a photo takes from file to report, how much memory all engines take, and what peers find in the same photo.

    pip install -e '.[dev]' && python -m benchmarks.pictures.whole [FOLDER]

The photos are drawn: two megapixels with a sensor's grain, heads of nobody, a certificate, ten crests in the school's
folder of which one hangs on the wall, EXIF with a position. Each is judged by `Linter.check` with its two workers: the
first one starts them ("cold"), the others find them running ("warm"), and again from the store ("unchanged"). Memory is
that of another process, which has not loaded the peers: see `memory`. Metadata
are compared with ExifTool, words with RapidOCR as it is installed, faces with OpenCV's Haar cascade.

FOLDER has photos of people whom you may use for this, and `faces.csv` (file,left,top,width,height, in pixels of the
upright photo; a row with nothing but a file is a photo without faces): the faces of both are counted on them too.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont
from rapidocr import RapidOCR

from linter import Image, Linter, Post
from linter.evidence import Store, faces
from linter.evidence.metadata import look as metadata
from linter.evidence.pictures.pixels import Pixels
from linter.evidence.reading import look as reading
from tests import carrying, drawn_faces, drawn_marks

HERE = Path(__file__).parent.parent.parent
PHOTOS, LOGOS, GROUPS = 6, 10, 40
SIZE = (1632, 1224)
WORDS = ("Star of the Week", "Zofia Kwiatek", "for helping in the garden", "Friday 20 November")
SECONDS, UNCHANGED, MEBIBYTES = 1.5, 20.0, 400.0  # the bars
Box = tuple[int, int, int, int]


class Kept(dict[str, bytes]):
    """A store in memory, as the one on disk is once it has been read."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value."""
        self[key] = value


class Scene(NamedTuple):
    """A picture and where its faces are."""

    name: str
    data: bytes
    faces: tuple[Box, ...]


def photo(seed: int, *, heads: int = 8) -> bytes:
    """Return a photo of two megapixels: heads before a wall, a certificate, a crest, grain, and a position."""
    random = Random(seed)
    wall = tuple(random.randint(110, 190) for _ in range(3))
    side = 150
    places = [(40 + (side + 40) * (k % 8), 760 + (side + 30) * (k // 8), side) for k in range(heads)]
    picture = drawn_faces.photo(SIZE, places, (wall[0], wall[1], wall[2]))
    page = Pillow.new("RGB", (620, 440), (250, 248, 238))
    draw = ImageDraw.Draw(page)
    draw.rectangle((12, 12, 608, 428), outline=(120, 90, 30), width=6)
    for row, (text, tall) in enumerate(zip(WORDS, (48, 44, 30, 26), strict=True)):
        draw.text((310, 80 + 95 * row), text, font=ImageFont.load_default(tall), fill=(30, 30, 60), anchor="mm")
    turned = page.rotate(random.uniform(-8, 8), expand=True, fillcolor=wall, resample=Pillow.Resampling.BICUBIC)
    picture.paste(turned, (random.randint(40, 160), random.randint(40, 120)))
    crest = drawn_marks.crest(seed % LOGOS).resize((220, 220))
    picture.paste(crest, (1150, 180), crest)
    noise = Pillow.effect_noise(SIZE, 25).convert("RGB")
    grained = Pillow.blend(picture, noise, 0.12)
    structure = carrying.exif("MM", {0x010F: "Maker", 0x0110: "Phone"}, gps=carrying.GPS)
    return carrying.in_jpeg(carrying.encoded(grained, quality=88), carrying.app1(structure))


def group(seed: int) -> Scene:
    """Return heads of several sizes before a drawn ground; every fifth scene has nobody in it."""
    random = Random(seed)
    ground = Pillow.fromarray(np.ascontiguousarray(drawn_marks.ground(seed)[:, :, ::-1]))
    found: list[Box] = []
    for column in range(0 if seed % 5 == 0 else 4):
        for row in range(2):
            side = random.randint(70, 220)
            left, top = 40 + 300 * column + random.randint(0, 60), 40 + 460 * row + random.randint(0, 200)
            head = drawn_faces.face(side, random.randrange(len(drawn_faces.LOOKS)))
            ground.paste(head, (left, top))
            found.append((left + side // 4, top + side // 6, side // 2, side * 2 // 3))
    return Scene(f"drawn-{seed}", carrying.encoded(ground, quality=random.randint(70, 92)), tuple(found))


def labelled(folder: Path) -> Iterator[Scene]:
    """Yield the photos of a folder with the faces that its `faces.csv` says are in them."""
    boxes: dict[str, list[Box]] = {}
    with (folder / "faces.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            here = boxes.setdefault(row["file"], [])
            if row.get("left"):
                here.append((int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"])))
    for name, some in boxes.items():
        yield Scene(name, (folder / name).read_bytes(), tuple(some))


def ours(data: bytes) -> list[Box]:
    """Return the faces that postlint finds."""
    return [face.box for face in faces.look(Pixels(data))]


def haar(data: bytes) -> list[Box]:
    """Return the faces that OpenCV's cascade finds, with the numbers of its tutorial."""
    grey = cv2.cvtColor(Pixels(data).array(), cv2.COLOR_BGR2GRAY)
    classifier = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in classifier.detectMultiScale(grey, 1.1, 5)]


def _is_same(one: Box, other: Box) -> bool:
    """Say whether the middle of each box lies in the other: detectors draw theirs wider or narrower."""
    return _holds(one, other) and _holds(other, one)


def _holds(box: Box, other: Box) -> bool:
    x, y = other[0] + other[2] / 2, other[1] + other[3] / 2
    return box[0] < x < box[0] + box[2] and box[1] < y < box[1] + box[3]


def _faces(scenes: list[Scene], what: str) -> None:
    print(f"\nfaces on {len(scenes)} {what}\n{'':24} {'found':>14} {'false boxes':>12} {'s each':>8}")
    for name, find in (("postlint", ours), ("OpenCV, Haar", haar)):
        find(scenes[0].data)
        known = hit = false = 0
        start = time.process_time()
        for scene in scenes:
            boxes = find(scene.data)
            known += len(scene.faces)
            hit += sum(any(_is_same(face, box) for box in boxes) for face in scene.faces)
            false += sum(not any(_is_same(face, box) for face in scene.faces) for box in boxes)
        spent = (time.process_time() - start) / len(scenes)
        print(f"{name:24} {hit:6} of {known:4} {false:12} {spent:8.2f}")


def _project(folder: Path) -> None:
    """Make the sample school's project with ten crests."""
    shutil.copytree(HERE / "samples" / "people", folder / "people")
    shutil.copytree(HERE / "samples" / "pictures" / "withdrawn", folder / "pictures" / "withdrawn")
    shutil.copy(HERE / "samples" / "postlint.toml", folder)
    (folder / "logos").mkdir()
    for number in range(LOGOS):
        drawn_marks.crest(number).save(folder / "logos" / f"crest{number}.png")
    for number in range(PHOTOS):
        (folder / f"photo-{number}.jpg").write_bytes(photo(number))


def _linter(folder: Path, store: Store) -> Linter:
    return Linter.from_settings(folder / "postlint.toml", store=store)


def _post(number: int) -> Post:
    shown = Image(f"photo-{number}.jpg", alt="Some heads before a wall")
    return Post("The hall is ready for Friday.", account="main", images=[shown])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _whole(folder: Path) -> bool:
    """Print how long whole photos take, and the memory of all that looks; say whether all is within the bars."""
    store = Kept()
    linter = _linter(folder, store)
    cold = _seconds(lambda: linter.check(_post(0)))
    warm = sorted(_seconds(partial(linter.check, _post(number))) for number in range(1, PHOTOS))
    main, others, most = _memory(folder)
    again = sorted(_seconds(partial(linter.check, _post(number))) * 1000 for number in range(PHOTOS))
    fresh = _linter(folder, store)  # a run of its own, that never started a worker
    fresh.check(_post(0))
    anew = sorted(_seconds(partial(fresh.check, _post(number))) * 1000 for number in range(1, PHOTOS))
    rules = sorted({finding.rule for finding in linter.check(_post(1)).findings})
    print(f"a photo of 2 megapixels, {LOGOS} marks, two workers; found: {', '.join(rules)}")
    print(f"  first, starts the workers {cold:8.2f} s")
    print(f"  the others                {median(warm):8.2f} s (median), {warm[-1]:.2f} s (most); at most {SECONDS} s")
    print(f"  unchanged                 {median(again):8.1f} ms, in another run {median(anew):.1f} ms; at most 20 ms")
    total = main + sum(others)
    print(f"memory: this process {main:.0f} MiB, workers {' and '.join(f'{one:.0f}' for one in others)} MiB")
    print(f"  all together              {total:8.0f} MiB (shared pages once); at most {MEBIBYTES:.0f} MiB")
    print(f"  while a photo is read     {most:8.0f} MiB, the most at any moment, given back when nothing waits")
    return median(warm) <= SECONDS and max(median(again), median(anew)) <= UNCHANGED and total <= MEBIBYTES


def _memory(folder: Path) -> tuple[float, list[float], float]:
    """Return the mebibytes of a process that only lints, of its workers, and the most of all together."""
    command = [sys.executable, "-m", "benchmarks.pictures.memory", str(folder)]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return said["own"], said["workers"], said["most"]


def _words(data: list[bytes]) -> None:
    """Print what is read of the certificates, beside RapidOCR with its own settings."""
    engine = RapidOCR(params={"Global.log_level": "critical"})

    def plain(one: bytes) -> str:
        said: Any = engine(Pixels(one).array())
        return "\n".join(said.txts or ())

    def read(one: bytes) -> str:
        return "\n".join(line.text for line in reading.look(Pixels(one)))

    print(f"\nwords of {len(data)} photos of certificates\n{'':24} {'lines read':>14} {'s each':>8}")
    for name, work in (("postlint", read), ("RapidOCR", plain)):
        work(data[0])
        start = time.process_time()
        said = [work(one) for one in data]
        spent = (time.process_time() - start) / len(data)
        lines = sum(word in text for text in said for word in WORDS)
        print(f"{name:24} {lines:6} of {len(data) * len(WORDS):4} {spent:8.2f}")


def _metadata(folder: Path) -> None:
    """Print how long reading the metadata takes, beside ExifTool; both are asked for all photos at once."""
    paths = [folder / f"photo-{number}.jpg" for number in range(PHOTOS)]
    data = [path.read_bytes() for path in paths]
    taken = _seconds(lambda: [metadata.look(Pixels(one)) for one in data]) / PHOTOS
    print(f"\nmetadata\npostlint {taken * 1000:20.1f} ms a photo, with its previews")
    if shutil.which("exiftool"):
        command = ["exiftool", "-json", "-n", "-GPSLatitude", *map(str, paths)]
        done: list[bytes] = []
        taken = _seconds(lambda: done.append(subprocess.run(command, capture_output=True, check=True).stdout)) / PHOTOS
        found = sum("GPSLatitude" in row for row in json.loads(done[0]))
        print(f"ExifTool {taken * 1000:20.1f} ms a photo, with its start; a position in {found} of {PHOTOS}")
    places = sum(any(field.kind == "position" for field in metadata.look(Pixels(one)).fields) for one in data)
    print(f"postlint finds a position in {places} of {PHOTOS}")


def main() -> int:
    """Print all tables. Return 1 if a bar is not met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _project(folder)
        is_met = _whole(folder)
        _metadata(folder)
        _words([(folder / f"photo-{number}.jpg").read_bytes() for number in range(PHOTOS)])
    _faces([group(seed) for seed in range(GROUPS)], "drawn groups, eight without faces")
    for given in sys.argv[1:]:
        _faces(list(labelled(Path(given))), "photos of the folder")
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main())
