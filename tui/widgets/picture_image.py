"""A picture with labelled boxes: they are drawn in it, or, where there are only characters, written over it.

A number drawn in a picture of half blocks cannot be read. What the terminal can is known when this module is imported:
see `tui.terminal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual_image.renderable import HalfcellImage as HalfcellRenderable
from textual_image.renderable import Image as BestRenderable
from textual_image.renderable.unicode import Image as PoorestRenderable
from textual_image.widget import HalfcellImage
from textual_image.widget import Image as BestImage

from linter.picture_preview import MarkedBox
from linter.value import replace

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture
    from textual_image.widget import SixelImage
    from textual_image.widget._base import Image as BaseImage

Size = tuple[int, int]  # width, height
IN_CELLS = BestRenderable in (PoorestRenderable, HalfcellRenderable)
_ERROR = Style(color="#ffffff", bgcolor="#c4262e", bold=True)
_OTHER = Style(color="#000000", bgcolor="#f5a524", bold=True)


class CellImage(HalfcellImage, Renderable=HalfcellRenderable):
    """A picture of half blocks with labels written over it."""

    _boxes: tuple[MarkedBox, ...] = ()
    _of: Size = (0, 0)

    def label(self, boxes: Sequence[MarkedBox], of: Size) -> None:
        """Write the labels of boxes, which are in pixels of a picture that is so large."""
        self._boxes, self._of = tuple(boxes), of
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the picture with its labels."""
        strip = super().render_line(y)
        for row, column, text, style in self._labels():
            if row == y and column + len(text) <= strip.cell_length:
                after = strip.crop(column + len(text), strip.cell_length)
                strip = Strip.join([strip.crop(0, column), Strip([Segment(text, style)]), after])
        return strip

    def _labels(self) -> list[tuple[int, int, str, Style]]:
        """Return row, column, text and style of each label; none stands upon another."""
        width, height = self.content_size
        if not self._boxes or not all(self._of) or not width or not height:
            return []
        found: list[tuple[int, int, str, Style]] = []
        for box in dict.fromkeys(one.box for one in self._boxes):
            own = [one for one in self._boxes if one.box == box]
            text = f" {' '.join(one.label for one in own)} "
            column = min(max(0, box[0] * width // self._of[0]), max(0, width - len(text)))
            row = min(max(0, box[1] * height // self._of[1] - 1), height - 1)
            while row < height - 1 and any(
                row == other and column < at + len(words) and at < column + len(text) for other, at, words, _ in found
            ):
                row += 1
            found.append((row, column, text, _ERROR if any(one.is_error for one in own) else _OTHER))
        return found


PictureImage = CellImage if IN_CELLS else BestImage


def drawn(boxes: Sequence[MarkedBox]) -> tuple[MarkedBox, ...]:
    """Return boxes as they are drawn in the picture itself: without labels where these are written over it."""
    return tuple(replace(one, label="") if IN_CELLS else one for one in boxes)


def put(image: BaseImage | SixelImage, pixels: OpenPicture | None, boxes: Sequence[MarkedBox], of: Size) -> None:
    """Show a picture on which the boxes are `drawn`, and write their labels if that is still to be done."""
    image.image = pixels
    if isinstance(image, CellImage):
        image.label(boxes, of)
