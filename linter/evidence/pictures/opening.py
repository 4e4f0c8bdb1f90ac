"""What opening a picture shows: its format, size, frames and the digest of its pixels; or what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from linter.evidence.pictures.files import Problem
from linter.evidence.pictures.pixels import Pixels, TooLarge, turned
from linter.value import frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

VERSION = 2
SECONDS = 60.0

_STRIP = 256  # rows that are hashed at a time
_SIGNS: tuple[tuple[Problem, bytes], ...] = (
    ("document", rb"\s*%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf"),
    ("vector", rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg"),
    ("vector", rb"%!PS|\xc5\xd0\xd3\xc6"),
    ("heic", rb"....ftyp(?:hei|hev|mif1|msf1)"),
    ("unsupported", rb"....ftypavi[fs]|8BPS|II\*\x00\x10\x00\x00\x00CR|gimp xcf|FUJIFILMCCD-RAW|\xff\x0a|....JXL "),
    ("video", rb"....(?:ftyp|moov|mdat|wide)|\x1a\x45\xdf\xa3|RIFF....AVI |FLV\x01|\x00\x00\x01[\xba\xb3]|OggS"),
    ("video", rb"ID3|RIFF....WAVE|fLaC"),
)


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

    with pixels.opened() as opened:
        if opened.format == "PNG":
            with Image.open(io.BytesIO(pixels.data), formats=("PNG",)) as twin:
                twin.verify()  # checks what decoding alone skips
        frames = int(getattr(opened, "n_frames", 1))
        width, height, digest = _look(opened, frames)
        return Opening("", opened.format or "", width, height, frames, digest)


def _what_went_wrong(error: Exception, data: bytes) -> Problem:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, TooLarge | Image.DecompressionBombError | Image.DecompressionBombWarning | MemoryError):
        return "huge"
    if isinstance(error, UnidentifiedImageError):
        for problem, sign in _SIGNS:
            if re.match(sign, data[:2048], re.DOTALL):
                return problem
        return "not-a-picture"
    if isinstance(error, EOFError) or "truncated" in str(error).lower():
        return "truncated"
    return "broken"


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
