"""The smaller pictures within a picture, and whether one shows what the picture itself no longer shows.

A program that crops or covers a picture often leaves the thumbnail as it was.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

    from linter.evidence.metadata.blocks import Block
    from linter.evidence.pictures.pixels import Pixels

Verdict = Literal["same", "other-shape", "other-content", "unknown"]
_SIDE = 64  # pixels of the squares that are compared
_CELLS = 16  # cells of a side, of which none may differ
_DARK = 24  # a bar at the edge of a thumbnail is as dark as this, all of it
_SHAPE = 0.055  # how much the two shapes may differ, as a share
_CELL = 34.0  # how much a cell may differ, of 255
_ALL = 12.0  # how much all may differ in the middle
_DETAIL = 0.3  # how much of a thumbnail's detail must be left in each lively part of the picture
_LARGE = 800  # pixels of a side; what a JPEG's decoder reduces itself stays below
_MOST_PIXELS = 40_000_000


_MAP = re.compile(rb"hdrgm|HDRGainMap|HDRToneMap|GDepth|[Dd]epth[Mm]ap|urn:com:apple:photo:2020:aux|apdi:")


class Preview(NamedTuple):
    """A smaller picture: what holds it, and how it compares with the picture."""

    where: str
    verdict: Verdict


def compared(pixels: Pixels, found: Sequence[Block]) -> Iterator[Preview]:
    """Yield each smaller picture that can be seen, or that nobody can see here, with how it compares."""
    if not found:
        return
    sides: list[OpenPicture] | None = None
    seen: set[bytes] = set()
    for block in found:
        if block.key == "rest":
            yield Preview(block.where, "other-shape")
            continue
        if block.data[:4096] in seen:  # two ways lead to one thumbnail
            continue
        seen.add(block.data[:4096])
        small = _decoded(block)
        if small is None:
            if block.key != "stray" and block.data[:2] == b"\xff\xd8" and len(block.data) > 1000:
                yield Preview(block.where, "unknown")
            continue
        if min(small.size) < 12:
            continue
        if sides is None:
            sides = _reduced(pixels)
        yield Preview(block.where, _verdict(small, sides) if sides else "unknown")


def _decoded(block: Block) -> OpenPicture | None:
    from PIL import Image, ImageFile

    with suppress(Exception):
        if block.key == "raw":
            width, height = block.data[0], block.data[1]
            return Image.frombytes("RGB", (width, height), block.data[2 : 2 + width * height * 3])
        if "x" in block.key:  # width and height
            width, height = map(int, block.key.split("x"))
            return Image.frombytes("RGB", (width, height), block.data)
        with Image.open(io.BytesIO(block.data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS or (block.key == "stray" and _is_map(opened, block.data)):
                return None
            opened.draft("RGB", (256, 256))
            parser_was = ImageFile.LOAD_TRUNCATED_IMAGES
            ImageFile.LOAD_TRUNCATED_IMAGES = True  # what is there of it can be seen
            try:
                return opened.convert("RGB")
            finally:
                ImageFile.LOAD_TRUNCATED_IMAGES = parser_was
    return None


def _is_map(opened: OpenPicture, data: bytes) -> bool:
    """Say whether a second picture is a map of light or depth, which phones put behind their photos."""
    return opened.mode == "L" or _MAP.search(data[:65536]) is not None


def _reduced(pixels: Pixels) -> list[OpenPicture]:
    """Return the picture, small, as it is stored and as viewers turn it."""
    from linter.evidence.pictures.pixels import on_white, turned

    with suppress(Exception), pixels.opened() as opened:
        if opened.format in ("JPEG", "MPO"):
            opened.draft("RGB", (256, 256))
        stored = on_white(opened)
        if max(stored.size) > _LARGE:
            stored.thumbnail((256, 256), reducing_gap=2.0)
        if opened.format in ("HEIF", "AVIF"):
            return [stored]  # comes upright out of its decoder
        with suppress(Exception):
            stored.getexif()[0x0112] = opened.getexif().get(0x0112, 1)
        turn = turned(stored)
        return [stored] if turn is stored else [stored, turn]
    return []


def _verdict(small: OpenPicture, sides: Sequence[OpenPicture]) -> Verdict:
    best: Verdict = "other-shape"
    for side in sides:
        for view in _views(small):
            verdict = _against(view, side)
            if verdict == "same":
                return verdict
            if verdict == "other-content":
                best = verdict
    return best


def _views(small: OpenPicture) -> Iterator[OpenPicture]:
    """Yield a thumbnail as it is, and without the dark bars that cameras put beside or above it."""
    yield small
    trimmed = _trimmed(small)
    if trimmed.size != small.size:
        yield trimmed


def _trimmed(small: OpenPicture) -> OpenPicture:
    import numpy as np

    grey = np.asarray(small.convert("L"))
    rows, columns = grey.max(axis=1) > _DARK, grey.max(axis=0) > _DARK
    if not rows.any() or not columns.any():
        return small
    top, bottom = int(rows.argmax()), len(rows) - int(rows[::-1].argmax())
    left, right = int(columns.argmax()), len(columns) - int(columns[::-1].argmax())
    # A bar leaves a soft edge of a pixel; and only two bars that are alike are bars.
    if abs(top - (grey.shape[0] - bottom)) > 3 or abs(left - (grey.shape[1] - right)) > 3:
        return small
    box = (left + (left > 0), top + (top > 0), right - (right < grey.shape[1]), bottom - (bottom < grey.shape[0]))
    return small.crop(box) if box[2] - box[0] >= 12 and box[3] - box[1] >= 12 else small


def _against(small: OpenPicture, side: OpenPicture) -> Verdict:
    one, other = small.width / small.height, side.width / side.height
    slack = _SHAPE + 1.0 / min(small.size)
    if abs(one - other) / max(one, other) > slack:
        return "other-shape"
    thumb, picture = _square(small), _square(side)
    import numpy as np

    # Cameras sharpen and brighten thumbnails: level and contrast do not count, unless there is next to none.
    spread = float(thumb.std()), float(picture.std())
    if min(spread) > 4:
        thumb = (thumb - thumb.mean()) * (spread[1] / spread[0]) + picture.mean()
    apart = np.abs(thumb - picture)
    cells = _cells(apart)
    if float(np.median(cells)) > _ALL or float(cells.max()) > _CELL:
        return "other-content"
    return "other-content" if _lost_detail(thumb, picture) else "same"


def _square(picture: OpenPicture) -> Any:
    import numpy as np
    from PIL.Image import Resampling

    return np.asarray(picture.convert("L").resize((_SIDE, _SIDE), Resampling.BOX), dtype=np.float32)


def _cells(values: Any) -> Any:
    size = _SIDE // _CELLS
    return values.reshape(_CELLS, size, _CELLS, size).mean(axis=(1, 3))


def _lost_detail(thumb: Any, picture: Any) -> bool:
    """Say whether a part of the thumbnail is lively where the picture is flat: covered, blurred or pixelated."""
    import numpy as np

    def liveliness(values: Any) -> Any:
        return _cells(
            np.abs(np.diff(values, axis=0, append=values[-1:])) + np.abs(np.diff(values, axis=1, append=values[:, -1:]))
        )

    lively, left = liveliness(thumb), liveliness(picture)
    flat = (lively > 24) & (left < lively * _DETAIL)
    # One such cell may be the compression's; two beside one another are a place.
    return bool((flat[1:] & flat[:-1]).any() or (flat[:, 1:] & flat[:, :-1]).any())
