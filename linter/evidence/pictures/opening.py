"""What opening a picture shows: its format, size, frames and the digest of its pixels; or what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, get_args

from linter.evidence.pictures.files import Problem
from linter.evidence.pictures.pixels import Pixels, TooLarge, turned
from linter.value import frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

VERSION = 3
SECONDS = 60.0

_STRIP = 256  # rows that are hashed at a time
_SIGNS: tuple[tuple[Problem, bytes], ...] = (
    ("document", rb"\s*%PDF|.{1,1000}%PDF-\d|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf"),
    ("vector", rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg\b.*?\]?>\s*)*<(?:\w+:)?svg\b"),
    ("vector", rb"(?:\xff\xfe<\0|\xfe\xff\0<).{0,1200}?s\0v\0g"),
    ("vector", rb"%!PS|\xc5\xd0\xd3\xc6|\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF"),
    ("heic", rb"....ftyp(?:hei|hev|mif1|msf1)"),
    ("unsupported", rb"8BPS|gimp xcf|FUJIFILMCCD-RAW|\xff\x0a|....JXL |IIU\0|\x76\x2f\x31\x01|qoif"),
    (
        "video",
        rb"....(?:ftyp(?!avi[fs])|moov|mdat|wide)|\x1a\x45\xdf\xa3|RIFF....AVI |FLV\x01|\x00\x00\x01[\xba\xb3]|OggS",
    ),
    ("video", rb"ID3|RIFF....WAVE|fLaC"),
    # Pictures, of which Pillow could not even read the head.
    ("broken", rb"(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|....ftypavi[fs]).{12}"),
)
# Photos as a sensor took them: what Pillow could open of them is the thumbnail, not the picture.
_RAW = re.compile(rb"II\*\x00\x10\x00\x00\x00CR|MMOR|IIRO|IIRS")
_PACKED_SVG = re.compile(rb"\x1f\x8b\x08")


@frozen
class Opening:
    """What opening a file showed; see `Picture`."""

    problem: Problem = ""
    format: str = ""
    width: int = 0
    height: int = 0
    frames: int = 0
    digest: str = ""


def look(pixels: Pixels, extra: bytes = b"") -> Opening:  # noqa: ARG001 - every look takes the same
    """Open a picture and decode all its frames. Nothing that is wrong with it raises."""
    try:
        return _decoded(pixels)
    except Exception as error:  # noqa: BLE001 - whatever a decoder does with a hostile file, the answer is a finding
        return Opening(_what_went_wrong(error, pixels.data))


def encode(value: Opening) -> bytes:
    """Return an opening as bytes."""
    return json.dumps(asdict(value)).encode("ascii")


def decode(data: bytes) -> Opening:
    """Return what `encode` was given; raise ValueError if it is not that."""
    try:
        found = Opening(**json.loads(data))
        sound = isinstance(found.digest, str) and isinstance(found.width, int) and found.problem in get_args(Problem)
    except TypeError as error:
        raise ValueError(str(error)) from error
    if not sound:
        raise ValueError("not an opening")
    return found


def _decoded(pixels: Pixels) -> Opening:
    from PIL import Image

    if _RAW.match(pixels.data):
        return Opening("unsupported")
    with pixels.opened() as opened:
        if opened.format == "TIFF" and _is_raw(opened):
            return Opening("unsupported")
        if opened.format == "PNG":
            with Image.open(io.BytesIO(pixels.data), formats=("PNG",)) as twin:
                twin.verify()  # checks what decoding alone skips
        frames = int(getattr(opened, "n_frames", 1))
        width, height, digest = _look(opened, frames)
        return Opening("", opened.format or "", width, height, frames, digest)


def _what_went_wrong(error: Exception, data: bytes) -> Problem:
    from PIL import Image, UnidentifiedImageError

    told = str(error).lower()
    if (
        isinstance(error, TooLarge | Image.DecompressionBombError | MemoryError)
        or "decompressed data too large" in told
    ):
        return "huge"
    if isinstance(error, UnidentifiedImageError):
        problem = next((name for name, sign in _SIGNS if re.match(sign, data[:2048], re.DOTALL)), None)
        if problem is None:
            problem = "vector" if _PACKED_SVG.match(data) and b"<svg" in _unzipped(data) else "not-a-picture"
        return "truncated" if problem in ("broken", "heic") and _breaks_off(data) else problem
    if isinstance(error, EOFError) or "truncated" in told or _breaks_off(data):
        return "truncated"
    return "broken"


def _is_raw(opened: OpenPicture) -> bool:
    """Say whether the first picture of a TIFF is a reduced one, with the real one, of a raw format, behind it."""
    tags: Any = getattr(opened, "tag_v2", {})
    return 0xC612 in tags or bool(tags.get(0x00FE, 0) & 1 and 0x014A in tags)


def _unzipped(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 4096)
    except zlib.error:
        return b""


def _breaks_off(data: bytes) -> bool:
    """Say whether a file says itself that it should be longer."""
    if data[:4] == b"RIFF":
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    at = 0
    while data[4:8] == b"ftyp" and at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if at + size > len(data):
            return True
        if size < 8:
            break
        at += size
    return False


def _look(opened: OpenPicture, frames: int) -> tuple[int, int, str]:
    """Decode every frame. Return width and height of the first, and the digest of all."""
    seen = hashlib.sha256()
    width = height = 0
    for number in range(frames):
        opened.seek(number)
        opened.load()
        upright = turned(opened)
        if not number:
            width, height = upright.size
        seen.update(b"%dx%d;" % upright.size)
        for strip in _strips(upright):
            seen.update(strip)
    return width, height, seen.hexdigest()


def _strips(picture: OpenPicture) -> Iterator[bytes]:
    """Yield the pixels of a picture as RGBA, some rows at a time."""
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height)))
        if strip.mode != "RGBA":
            strip = strip.convert("RGBA")
        yield strip.tobytes()
