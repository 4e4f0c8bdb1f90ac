"""A folder of damaged, mislabelled and oversized pictures in one run: each is judged, none ends or hangs the run."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PIL import Image as Pillow

from tests.carrying import app1 as in_app1
from tests.carrying import chunk, encoded, exif, in_jpeg, in_png
from tests.conftest import ROOT

KINDS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "HEIF", "JPEG2000", "ICO")
SUFFIX = {"JPEG": "jpg", "JPEG2000": "jp2", "HEIF": "heic", "TIFF": "tif"}
EACH = 20  # posts in a draft


def _plain(size: tuple[int, int] = (24, 18)) -> Pillow.Image:
    return Pillow.frombytes("RGB", size, Random(7).randbytes(size[0] * size[1] * 3))


def _sound() -> Iterator[tuple[str, bytes]]:
    """Yield pictures that anybody can open, however odd."""
    for kind in KINDS:
        yield f"sound.{SUFFIX.get(kind, kind.lower())}", encoded(_plain(), kind)
        wrong = "png" if kind == "JPEG" else "jpg"
        yield f"called-otherwise-{kind}.{wrong}", encoded(_plain(), kind)
    for mode in ("1", "L", "P", "CMYK", "LAB", "I;16", "YCbCr"):
        deep = Pillow.new("I;16", (24, 18), 40_000) if mode == "I;16" else None
        kind = "PNG" if mode in ("1", "L", "P", "I;16") else "TIFF"
        made = deep or (_plain().convert("RGB").quantize(8) if mode == "P" else _converted(mode))
        yield f"mode-{mode.replace(';', '')}.{kind.lower()}", encoded(made, kind)
    yield "cmyk.jpg", encoded(_plain().convert("CMYK"), "JPEG")
    yield "see-through.png", encoded(_plain().convert("RGBA"), "PNG")
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF"):
        yield f"one-pixel.{SUFFIX.get(kind, kind.lower())}", encoded(_plain((1, 1)), kind)
        yield f"one-row-{kind}.{SUFFIX.get(kind, kind.lower())}", encoded(_plain((900, 1)), kind)
    for kind in ("GIF", "WEBP", "PNG"):
        more = [_plain().rotate(90 * turn) for turn in range(1, 4)]
        yield f"moving-{kind}.{kind.lower()}", encoded(_plain(), kind, save_all=True, append_images=more)
    for turn in range(10):
        structure = exif("MM" if turn % 2 else "II", {0x0112: turn})
        yield f"turned-{turn}.jpg", in_jpeg(encoded(_plain()), in_app1(structure))


def _converted(mode: str) -> Pillow.Image:
    if mode == "LAB":
        return Pillow.frombytes("LAB", (24, 18), Random(8).randbytes(24 * 18 * 3))
    return _plain().convert(mode)


def _hostile() -> Iterator[tuple[str, bytes]]:
    """Yield files of which many cannot be opened: cut, flipped, emptied, and such as would fill the memory."""
    random = Random(11)
    for kind in KINDS:
        data, suffix = encoded(_plain(), kind), SUFFIX.get(kind, kind.lower())
        for tenths in (0, 1, 3, 5, 7, 9):
            yield f"cut-{kind}-{tenths}.{suffix}", data[: len(data) * tenths // 10]
        for number in range(12):
            flipped = bytearray(data)
            for _ in range(1 + 4 * number):
                flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
            yield f"flipped-{kind}-{number}.{suffix}", bytes(flipped)
    png = encoded(_plain(), "PNG")
    bomb = zlib.compress(bytes(60_000_000), 9)
    for name, more in (("zTXt", b"x\0\0"), ("iTXt", b"x\0\1\0\0\0"), ("iCCP", b"x\0\0")):
        yield f"bomb-{name}.png", in_png(png, chunk(name.encode(), more + bomb))
    for number, (width, height) in enumerate(
        ((50_000, 50_000), (2**31 - 1, 2**31 - 1), (1, 60_000_000), (9_000, 9_000))
    ):
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        yield f"huge-{number}.png", png[:8] + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    yield "huge.gif", b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + bytes(6) + b";"
    for number in range(6):
        yield f"noise-{number}.jpg", random.randbytes(400)
        yield f"noise-after-a-head-{number}.png", png[:33] + random.randbytes(400)
    loop = bytearray(exif("II", {0x0112: 1}))
    loop[-4:] = struct.pack("<I", 8)  # the next directory is this one
    yield "exif-in-a-ring.jpg", in_jpeg(encoded(_plain()), in_app1(bytes(loop)))
    yield "exif-of-nothing.jpg", in_jpeg(encoded(_plain()), in_app1(b"II*\0\xff\xff\xff\x7f"))
    yield "letter.jpg", b"Dear parents, this is a letter."
    yield "page.png", b"<!doctype html><title>Not found</title>"
    yield "empty.webp", b""


def _draft(folder: Path, name: str, names: list[str]) -> None:
    posts = [
        {"id": each, "body": "The hall is ready.", "account": "main", "images": [{"path": each, "alt": "The hall"}]}
        for each in names
    ]
    (folder / name).write_text(json.dumps(posts), encoding="utf-8")


# Runs a command and says last on stderr how many mebibytes it, or one of those that it started, took at most.
_MEASURED = """
import subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
try:
    import resource
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
except ImportError:
    most = 0
sys.stderr.write(f"\\n{most}")
sys.exit(code)
"""


def _can_be_opened(data: bytes) -> bool:
    """Say whether Pillow decodes all of a file: who opens it sees something."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged files it has much to say
            with Pillow.open(io.BytesIO(data)) as opened:
                opened.load()
    except Exception:  # noqa: BLE001 - whatever it says
        return False
    return True


@pytest.mark.slow
def test_a_folder_of_odd_pictures_is_judged_to_the_last_one(tmp_path: Path) -> None:
    sound, hostile = dict(_sound()), dict(_hostile())
    assert len(sound) + len(hostile) >= 250
    assert not sound.keys() & hostile.keys()
    for name, data in {**sound, **hostile}.items():
        (tmp_path / name).write_bytes(data)
    names = [*sound, *hostile]
    for number in range(0, len(names), EACH):
        _draft(tmp_path, f"draft-{number:03}.json", names[number : number + EACH])
    (tmp_path / "postlint.toml").write_text('[accounts.main]\ntype = "official"\nhandles = ["@a"]\n', encoding="utf-8")

    command = [sys.executable, "-c", _MEASURED, sys.executable, "-m", "linter", "check", ".", "--format", "json"]
    command += ["--no-cache", "--select", "unreadable-image,gps-metadata"]
    done = subprocess.run(
        command, cwd=tmp_path, env=_around(), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )

    report = json.loads(done.stdout)
    unreadable = {
        post["id"] for post in report["posts"] for one in post["findings"] if one["rule"] == "unreadable-image"
    }
    said, _, memory = done.stderr.rpartition("\n")
    assert (done.returncode, report["failures"], said) == (1, [], "")
    assert {post["id"] for post in report["posts"]} == set(names)
    assert not unreadable & sound.keys()
    assert {name for name, data in hostile.items() if not _can_be_opened(data)} <= unreadable
    assert float(memory) < 700


def _around() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
