"""Open the pictures of a post: what they are, or why they cannot be read. Pillow is imported here only.

Nothing that is wrong with a file may raise: a picture that was not seen must become a finding, never a pass.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

from linter.value import frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

    from linter.evidence import Evidence

VERSION = 1

Problem = Literal[
    "", "no-path", "remote", "absolute", "outside", "missing", "folder", "no-permission", "empty", "huge",
    "truncated", "broken", "not-a-picture", "heic", "vector", "document", "video", "unsupported",
]  # fmt: skip

# Beyond these a picture is refused before it is decoded: 200 MB of memory, and the largest files of phones.
MOST_PIXELS = 50_000_000
MOST_PIXELS_OF_ALL_FRAMES = 400_000_000
MOST_BYTES = 100 * 1024 * 1024
MOST_FRAMES = 5_000

# What may be decoded. Not EPS, which Pillow hands to another program, and no other format that platforms refuse.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "DIB", "TIFF", "ICO", "JPEG2000")
_PLUGINS = ("HEIF",)  # if the program that calls us has registered one
# What a picture can turn out to be: a JPEG with more than one frame is an MPO.
NAMES = frozenset((*FORMATS, *_PLUGINS, "MPO"))
_STRIP = 256  # rows that are hashed at a time
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|[\\/]|~[\\/]")
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
class Picture:
    """What opening a picture showed. `problem` is "" or says in a word why it could not be read.

    `width` and `height` are pixels of the upright picture, `size` is bytes of the file, `frames` counts the pictures
    in it. `digest` is a SHA-256 over size and pixels of all upright frames: it changes with what is seen and with
    nothing else, so not with metadata.
    """

    index: int
    path: str
    problem: Problem = ""
    format: str = ""
    width: int = 0
    height: int = 0
    frames: int = 0
    size: int = 0
    digest: str = ""


def gather(evidence: Evidence) -> tuple[Picture, ...]:
    """Open every picture of the post, in its order."""
    return tuple(_open(evidence, index, image.path) for index, image in enumerate(evidence.post.images))


def key(evidence: Evidence) -> bytes:
    """Return what the result depends on: the paths, and the content of the files or why there is none."""
    pieces = []
    for image in evidence.post.images:
        data, problem = _read(evidence, image.path)
        pieces.append((image.path, problem, hashlib.sha256(data).hexdigest()))
    return json.dumps(pieces).encode("ascii")


def encode(value: tuple[Picture, ...]) -> bytes:
    """Return pictures as bytes for the store."""
    return json.dumps([asdict(picture) for picture in value]).encode("ascii")


def decode(data: bytes) -> tuple[Picture, ...]:
    """Return what `encode` was given; raise ValueError if it is not that."""
    loaded = json.loads(data)
    try:
        found = tuple(Picture(**item) for item in loaded)
        problems = get_args(Problem)
        sound = all(isinstance(p.digest, str) and isinstance(p.size, int) and p.problem in problems for p in found)
    except TypeError as error:
        raise ValueError(str(error)) from error
    if not sound:
        raise ValueError("not pictures")
    return found


def locate(evidence: Evidence, path: str) -> tuple[Path | None, Problem]:
    """Return where the file of a picture is, or why it may not be opened. Links are followed before it is judged.

    What stands there is read through `evidence.files`: it need not be on the disk.
    """
    problem: Problem = ""
    if not path.strip():
        problem = "no-path"
    elif _DRIVE.match(path) and not path.startswith("//"):
        problem = "absolute"
    elif _URL.match(path):
        problem = "remote"
    if problem:
        return None, problem
    try:
        return _resolved(evidence, path.replace("\\", "/"))
    except PermissionError:
        return None, "no-permission"
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that no file can have
        return None, "missing"


def _resolved(evidence: Evidence, path: str) -> tuple[Path | None, Problem]:
    files = evidence.files
    folder = files.resolve(evidence.folder)
    root = files.resolve(evidence.context.settings.root)
    if not folder.is_relative_to(root):
        root = folder  # a draft from elsewhere: its own folder is all it may show
    file = files.resolve(folder / path)
    if not file.is_relative_to(root):
        return None, "outside"
    kind = files.kind(file)
    if kind == "file":
        return file, ""
    return None, "folder" if kind else "missing"


def _read(evidence: Evidence, path: str) -> tuple[bytes, Problem]:
    file, problem = locate(evidence, path)
    if file is None:
        return b"", problem
    try:
        data = evidence.files.read(file, MOST_BYTES)
    except FileNotFoundError:
        return b"", "missing"
    except (OSError, ValueError):
        return b"", "no-permission"
    if data is None:
        return b"", "huge"
    return data, "" if data else "empty"


def _open(evidence: Evidence, index: int, path: str) -> Picture:
    data, problem = _read(evidence, path)
    if problem:
        return Picture(index, path, problem)
    try:
        return _decode(index, path, data)
    except Exception as error:  # noqa: BLE001 - whatever a decoder does with a hostile file, the answer is a finding
        return Picture(index, path, _what_went_wrong(error, data, path), size=len(data))


def _what_went_wrong(error: Exception, data: bytes, path: str) -> Problem:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning | MemoryError):
        return "huge"
    if isinstance(error, UnidentifiedImageError):
        for problem, sign in _SIGNS:
            if re.match(sign, data[:2048], re.DOTALL):
                return problem
        heif = PurePosixPath(path).suffix.lower() in (".heic", ".heif")
        return "heic" if heif and data[4:8] == b"ftyp" else "not-a-picture"
    if isinstance(error, EOFError) or "truncated" in str(error).lower():
        return "truncated"
    return "broken"


def _decode(index: int, path: str, data: bytes) -> Picture:
    import io

    from PIL import Image

    formats = (*FORMATS, *(name for name in _PLUGINS if name in Image.OPEN))
    with suppress(Image.DecompressionBombWarning), Image.open(io.BytesIO(data), formats=formats) as opened:
        if opened.format == "PNG":
            with Image.open(io.BytesIO(data), formats=("PNG",)) as twin:
                twin.verify()  # checks what decoding alone skips
        frames = int(getattr(opened, "n_frames", 1))
        pixels = opened.width * opened.height
        if pixels <= MOST_PIXELS and frames <= MOST_FRAMES and pixels * frames <= MOST_PIXELS_OF_ALL_FRAMES:
            width, height, digest = _look(opened, frames)
            return Picture(index, path, "", opened.format or "", width, height, frames, len(data), digest)
    return Picture(index, path, "huge", size=len(data))


def _look(opened: OpenPicture, frames: int) -> tuple[int, int, str]:
    """Decode every frame. Return width and height of the first, and the digest of all."""
    seen = hashlib.sha256()
    width = height = 0
    for number in range(frames):
        opened.seek(number)
        opened.load()
        upright = _upright(opened)
        if not number:
            width, height = upright.size
        seen.update(b"%dx%d;" % upright.size)
        for strip in _strips(upright):
            seen.update(strip)
    return width, height, seen.hexdigest()


def _upright(opened: OpenPicture) -> OpenPicture:
    """Return the picture as viewers turn it. Metadata that cannot be read does not turn it."""
    from PIL.Image import Transpose

    orientation: object = 1
    with suppress(Exception):
        orientation = opened.getexif().get(0x0112, 1)
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation) if isinstance(orientation, int) else None
    return opened.transpose(turn) if turn is not None else opened


def _strips(picture: OpenPicture) -> Iterator[bytes]:
    """Yield the pixels of a picture as RGBA, some rows at a time."""
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height)))
        if strip.mode != "RGBA":
            strip = strip.convert("RGBA")
        yield strip.tobytes()
