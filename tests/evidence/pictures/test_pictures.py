"""Opening pictures: whatever is wrong with a file becomes a word, never a crash and never a pass."""

from __future__ import annotations

import gzip
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from linter.context import Context
from linter.evidence import Evidence, Store, pictures
from linter.evidence.pictures import opening
from linter.evidence.pictures.pixels import Pixels
from linter.post import Image, Post
from linter.settings import Settings
from tests.carrying import encoded, exif
from tests.conftest import NOW, sample_linter


def _evidence(root: Path, *paths: str, folder: Path | None = None, store: Store | None = None) -> Evidence:
    context = Context(replace(Settings(), root=root), sample_linter().packs, NOW)
    context.__dict__["workers"] = sample_linter().context.workers  # started once for all tests
    return Evidence(Post(images=tuple(Image(path) for path in paths)), context, folder=folder or root, store=store)


def _open(root: Path, path: str, folder: Path | None = None) -> pictures.Picture:
    return _evidence(root, path, folder=folder).pictures[0]


def _noise() -> Pillow.Image:
    return Pillow.frombytes("RGB", (40, 30), Random(7).randbytes(40 * 30 * 3))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


JPEG = encoded(_noise(), "JPEG")
PNG = encoded(_noise(), "PNG")
HEIC = encoded(_noise(), "HEIF")
BOMB = zlib.compress(bytes(100_000_000), 9)
# The thumbnail of a photo as the sensor took it.
RAW = exif("II", {0x00FE: 1, 0x0100: 1, 0x0101: 1, 0x0102: 8, 0x0103: 1, 0x0106: 1, 0x0111: 0, 0x0117: 1, 0x014A: 8})
SOUND = (JPEG, PNG, encoded(_noise(), "GIF"), encoded(_noise(), "WEBP"), HEIC, encoded(_noise(), "AVIF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "HEIF", "JPEG2000"])
def test_a_sound_picture_is_described(tmp_path: Path, kind: str) -> None:
    data = encoded(_noise(), kind)
    (tmp_path / "fair").write_bytes(data)

    picture = _open(tmp_path, "fair")

    assert (picture.problem, picture.format, picture.width, picture.height) == ("", kind, 40, 30)
    assert (picture.frames, picture.size, len(picture.digest)) == (1, len(data), 64)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.jpg", b"", "empty"),
        ("half.jpg", JPEG[: len(JPEG) // 2], "truncated"),
        ("half.png", PNG[: len(PNG) // 2], "truncated"),
        ("start.jpg", JPEG[:4], "not-a-picture"),
        ("huge.png", _png_of(50_000, 50_000), "huge"),
        ("huger.png", _png_of(2**31 - 1, 2**31 - 1), "huge"),
        ("large.png", _png_of(9_000, 9_000), "huge"),
        ("letter.jpg", b"Dear parents, this is a letter.", "not-a-picture"),
        ("head.jpg", JPEG[:40], "truncated"),
        ("head.png", PNG[:40], "broken"),
        ("half.webp", SOUND[3][: len(SOUND[3]) // 2], "truncated"),
        ("half.heic", HEIC[: len(HEIC) // 2], "truncated"),
        ("words.png", PNG[:33] + _chunk(b"zTXt", b"x\0\0" + BOMB) + PNG[33:], "huge"),
        ("international.png", PNG[:33] + _chunk(b"iTXt", b"x\0\1\0\0\0" + BOMB) + PNG[33:], "huge"),
        ("colours.png", PNG[:33] + _chunk(b"iCCP", b"x\0\0" + BOMB) + PNG[33:], "huge"),
        ("photo.cr2", b"II*\0\x10\0\0\0CR" + bytes(60), "unsupported"),
        ("photo.dng", RAW, "unsupported"),
        ("plan.svg", b"<?xml version='1.0'?>\n<!-- plan --><svg xmlns='x'/>", "vector"),
        (
            "old.svg",
            b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD' 'x' [<!ENTITY a 'b'>]>\n<svg/>",
            "vector",
        ),
        ("wide.svg", "<svg xmlns='x'/>".encode("utf-16"), "vector"),
        ("plan.svgz", gzip.compress(b"<svg xmlns='x'/>", mtime=0), "vector"),
        ("logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "vector"),
        ("menu.pdf", b"%PDF-1.7\n", "document"),
        ("plan.docx", b"PK\x03\x04rest", "document"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        ("clip.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp42", "video"),
        ("clip.mov", b"\0\0\0\x14ftypqt  \0\0\0\0", "video"),
        ("clip.webm", b"\x1a\x45\xdf\xa3\x01\0\0\0", "video"),
        ("song.mp3", b"ID3\x03\0\0\0", "video"),
        ("poster.psd", b"8BPS\0\1" + b"\0" * 20, "unsupported"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert _open(tmp_path, name).problem == problem


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "TIFF", "MPO", "HEIF"])
def test_every_picture_of_a_file_is_counted(tmp_path: Path, kind: str) -> None:
    data = encoded(_noise(), kind, save_all=True, append_images=[_noise().rotate(180), Pillow.new("RGB", (40, 30))])
    (tmp_path / "several").write_bytes(data)

    assert (_open(tmp_path, "several").problem, _open(tmp_path, "several").frames) == ("", 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "YCbCr", "LAB", "I", "I;16", "F"])
def test_a_picture_of_any_sort_of_colours_is_opened(mode: str) -> None:
    seen = opening.look(Pixels(encoded(Pillow.new(mode, (30, 20)), "TIFF")))

    assert (seen.problem, seen.width, seen.height) == ("", 30, 20)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.gif", "HEIF"), ("a.txt", "WEBP")])
def test_what_a_file_holds_counts_and_not_what_it_is_called(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(encoded(_noise(), kind))

    assert (_open(tmp_path, name).problem, _open(tmp_path, name).format) == ("", kind)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "fair.jpg").write_bytes(JPEG)
    (tmp_path / "fair.jpg").chmod(0)

    assert _open(tmp_path, "fair.jpg").problem == "no-permission"


def test_a_changed_byte_in_a_png_is_noticed(tmp_path: Path) -> None:
    data = bytearray(PNG)
    data[data.index(b"IDAT") + 40] ^= 0xFF
    (tmp_path / "fair.png").write_bytes(data)

    assert _open(tmp_path, "fair.png").problem in ("broken", "truncated")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "no-path"),
        ("  ", "no-path"),
        ("gone.jpg", "missing"),
        ("fair\0.jpg", "missing"),
        ("x" * 5000, "missing"),
        ("inside", "folder"),
        (".", "folder"),
        ("../outside.jpg", "outside"),
        ("inside/../../outside.jpg", "outside"),
        ("/etc/hostname", "absolute"),
        ("~/fair.jpg", "absolute"),
        ("C:\\Pictures\\fair.jpg", "absolute"),
        ("\\\\server\\share\\fair.jpg", "absolute"),
        ("https://museum.example/loom.jpg", "remote"),
        ("//museum.example/loom.jpg", "remote"),
        ("data:image/png;base64,AAAA", "remote"),
        ("file:///etc/hostname", "remote"),
    ],
)
def test_a_path_that_may_not_be_opened_is_named(tmp_path: Path, path: str, problem: str) -> None:
    root = tmp_path / "project"
    (root / "inside").mkdir(parents=True)
    (tmp_path / "outside.jpg").write_bytes(JPEG)

    assert _open(root, path).problem == problem


def test_backslashes_separate_folders_too(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "fair.jpg").write_bytes(JPEG)

    assert _open(tmp_path, "pictures\\fair.jpg").problem == ""


def test_a_path_starts_from_the_folder_of_the_draft_and_may_climb_within_the_project(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "fair.jpg").write_bytes(JPEG)

    assert _open(tmp_path, "../fair.jpg", folder=tmp_path / "drafts").problem == ""
    assert _open(tmp_path, "fair.jpg", folder=tmp_path / "drafts").problem == "missing"


def test_a_draft_from_outside_the_project_may_show_its_own_folder_only(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "fair.jpg").write_bytes(JPEG)
    (tmp_path / "elsewhere" / "fair.jpg").write_bytes(JPEG)

    assert _open(tmp_path / "project", "fair.jpg", folder=tmp_path / "elsewhere").problem == ""
    assert _open(tmp_path / "project", "../fair.jpg", folder=tmp_path / "elsewhere").problem == "outside"


def test_a_link_that_leads_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.jpg").write_bytes(JPEG)
    (root / "fair.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "folder").symlink_to(tmp_path)

    assert _open(root, "fair.jpg").problem == "outside"
    assert _open(root, "folder/secret.jpg").problem == "outside"


def test_a_link_within_the_project_is_followed_and_a_circle_is_missing(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(JPEG)
    (tmp_path / "fair.jpg").symlink_to("real.jpg")
    (tmp_path / "circle.jpg").symlink_to("circle.jpg")

    assert _open(tmp_path, "fair.jpg").problem == ""
    assert _open(tmp_path, "circle.jpg").problem == "missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")

    assert _open(tmp_path, "pipe.jpg").problem == "not-a-picture"


def test_a_picture_is_measured_and_compared_as_viewers_turn_it(tmp_path: Path) -> None:
    upright = _noise()
    lying = upright.transpose(Pillow.Transpose.ROTATE_90)
    exif = Pillow.Exif()
    exif[0x0112] = 6  # the viewer turns it back
    (tmp_path / "upright.png").write_bytes(encoded(upright, "PNG"))
    (tmp_path / "lying.png").write_bytes(encoded(lying, "PNG", exif=exif))

    first, second = _open(tmp_path, "upright.png"), _open(tmp_path, "lying.png")

    assert (second.width, second.height) == (40, 30)
    assert first.digest == second.digest


def test_the_digest_follows_the_pixels_and_not_the_file(tmp_path: Path) -> None:
    picture = _noise()
    changed = picture.copy()
    changed.putpixel((0, 0), (0, 0, 0) if picture.getpixel((0, 0)) != (0, 0, 0) else (9, 9, 9))
    exif = Pillow.Exif()
    exif[0x010E] = "A description"
    (tmp_path / "plain.png").write_bytes(encoded(picture, "PNG"))
    (tmp_path / "said.png").write_bytes(encoded(picture, "PNG", exif=exif))
    (tmp_path / "other.bmp").write_bytes(encoded(picture, "BMP"))
    (tmp_path / "alpha.png").write_bytes(encoded(picture.convert("RGBA"), "PNG"))
    (tmp_path / "changed.png").write_bytes(encoded(changed, "PNG"))
    digests = [_open(tmp_path, name).digest for name in ("plain.png", "said.png", "other.bmp", "alpha.png")]

    assert len(set(digests)) == 1
    assert _open(tmp_path, "changed.png").digest != digests[0]


def test_the_digest_covers_every_frame_and_the_shape(tmp_path: Path) -> None:
    black, white = Pillow.new("L", (20, 10), 0), Pillow.new("L", (20, 10), 255)
    for name, frames in {"one.gif": [black], "two.gif": [black, white]}.items():
        (tmp_path / name).write_bytes(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    (tmp_path / "tall.png").write_bytes(encoded(Pillow.new("L", (10, 20), 0), "PNG"))
    one, two, tall = (_open(tmp_path, name) for name in ("one.gif", "two.gif", "tall.png"))

    assert (one.frames, two.frames) == (1, 2)
    assert len({one.digest, two.digest, tall.digest}) == 3


@pytest.mark.parametrize("data", [JPEG, b"%PDF-1.7", b""])
def test_what_opening_showed_survives_the_store(data: bytes) -> None:
    found = opening.look(Pixels(data))

    assert opening.decode(opening.encode(found)) == found


@pytest.mark.parametrize("data", [b"", b"{", b"{}x", b"[1]", b'{"problem":"odd"}', b'{"odd":1}', b"\xff"])
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        opening.decode(data)


class Shelf(dict[str, bytes]):
    """A store in memory."""

    def put(self, key: str, value: bytes) -> None:
        self[key] = value


def test_an_unchanged_picture_is_opened_once_under_whatever_name(tmp_path: Path) -> None:
    shelf = Shelf()
    for name in ("fair.jpg", "copy.jpg"):
        (tmp_path / name).write_bytes(JPEG)
    (tmp_path / "other.jpg").write_bytes(PNG)

    counts = []
    for name in ("fair.jpg", "copy.jpg", "fair.jpg", "other.jpg"):
        _evidence(tmp_path, name, store=shelf).pictures  # noqa: B018 - gathers
        counts.append(len(shelf))

    assert counts == [1, 1, 1, 2]


def test_a_broken_entry_is_looked_at_again(tmp_path: Path) -> None:
    shelf = Shelf()
    (tmp_path / "fair.jpg").write_bytes(JPEG)
    first = _evidence(tmp_path, "fair.jpg", store=shelf).pictures
    for key in shelf:
        shelf[key] = b"broken"

    assert _evidence(tmp_path, "fair.jpg", store=shelf).pictures == first


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_damage_to_a_file_makes_it_fail(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "fair").write_bytes(whole[: data.draw(st.integers(1, len(whole)))])

    picture = _open(tmp_path, "fair")

    assert bool(picture.problem) != bool(picture.digest)
