"""A picture's pixels as its viewers see them: decoded once, upright, one frame after another.

Pillow decodes; limits stand before anything is decoded. Nothing here asks what a picture shows.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

# Beyond these a picture is refused before it is decoded: 200 MB of memory.
MOST_PIXELS = 50_000_000
MOST_PIXELS_OF_ALL_FRAMES = 400_000_000
MOST_FRAMES = 5_000

# What may be decoded. Not EPS, which Pillow hands to another program, and no other format that platforms refuse.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "DIB", "TIFF", "ICO", "JPEG2000", "HEIF")


class TooLarge(Exception):  # noqa: N818 - a limit, not a fault of the program
    """A picture has more pixels or frames than may be decoded."""


class Pixels:
    """The pixels of one picture. What is decoded is kept: several gatherers look at the same picture."""

    def __init__(self, data: bytes) -> None:
        """Prepare to decode the bytes of a file."""
        self.data = data
        self._frames: dict[int, OpenPicture] = {}

    @contextmanager
    def opened(self) -> Iterator[OpenPicture]:
        """Open the file without decoding it. Raise what Pillow raises, and TooLarge."""
        from PIL import Image

        _register()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd in a file but does not matter is nobody's news
            with Image.open(io.BytesIO(self.data), formats=FORMATS) as found:
                yield self._bounded(found)

    @staticmethod
    def _bounded(found: OpenPicture) -> OpenPicture:
        """Return an open picture, if it may be decoded."""
        frames = int(getattr(found, "n_frames", 1))
        pixels = found.width * found.height
        if pixels > MOST_PIXELS or frames > MOST_FRAMES or pixels * frames > MOST_PIXELS_OF_ALL_FRAMES:
            raise TooLarge
        return found

    def upright(self, number: int = 0) -> OpenPicture:
        """Return a frame as RGB, turned as viewers turn it; what is transparent lies on white."""
        if number not in self._frames:
            with self.opened() as found:
                found.seek(number)
                self._frames[number] = on_white(turned(found))
        return self._frames[number]

    def frames(self, most: int = 4) -> Iterator[tuple[int, OpenPicture]]:
        """Yield number and pixels of the first frame, and of others spread over an animation, `most` in all."""
        with self.opened() as found:
            # The second picture of an MPO is a light map or the other eye's.
            count = 1 if found.format == "MPO" else int(getattr(found, "n_frames", 1))
        wanted = range(count) if count <= most else [round(step * (count - 1) / (most - 1)) for step in range(most)]
        for number in wanted:
            yield number, self.upright(number)

    def array(self, number: int = 0) -> Any:
        """Return a frame as an array of OpenCV: height x width x 3, blue first, bytes."""
        import cv2
        import numpy as np

        return cv2.cvtColor(np.asarray(self.upright(number)), cv2.COLOR_RGB2BGR)


def on_white(picture: OpenPicture) -> OpenPicture:
    """Return a picture as RGB; what is transparent in it lies on white, as in most apps."""
    from PIL import Image

    picture.load()
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        above = picture.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(below, above).convert("RGB")
    if picture.mode.startswith("I;16"):  # sixteen bits of grey, which `convert` would cut off
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")


def turned(picture: OpenPicture) -> OpenPicture:
    """Return the picture as viewers turn it. Metadata that cannot be read does not turn it."""
    from PIL.Image import Transpose

    orientation: object = 1
    with suppress(Exception):
        orientation = picture.getexif().get(0x0112, 1)
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
    return picture.transpose(turn) if turn is not None else picture


def _register() -> None:
    """Teach Pillow the photos of phones (HEIC). It keeps what it was taught, so doing it again costs nothing."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
