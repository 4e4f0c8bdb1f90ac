"""Which regions of a picture deserve a closer look: fine strokes close together, where nothing has been found yet."""

from __future__ import annotations

from typing import Any

from linter.evidence.reading.layout import Quad

Box = tuple[int, int, int, int]

TILE = 960  # pixels: a tile is looked at as it is
_OVERLAP = 128  # pixels: taller than any line that is too small to be found at the first look
_CELL = 16  # pixels of a cell of the grid on which strokes are counted
_STROKE = 28  # how much a stroke is darker or lighter than what is around it
_BUSY = 0.08  # share of a cell that is strokes
_FULL = 0.75  # more is grass, gravel or hair
_ENOUGH = 8  # cells: a short word in small letters


def closer(array: Any, known: list[Quad], most: int) -> list[Box]:
    """Return at most so many tiles that seem to hold words besides the known ones, the fullest first."""
    import cv2

    height, width = array.shape[:2]
    grey = cv2.GaussianBlur(cv2.cvtColor(array, cv2.COLOR_BGR2GRAY), (3, 3), 0)  # a sensor's noise is no stroke
    lying, standing = _busy(grey, known, upright=True), _busy(grey, known, upright=False)
    tiles = []
    for top in _starts(height):
        for left in _starts(width):
            tall, wide = min(TILE, height - top), min(TILE, width - left)
            here = slice(top // _CELL, (top + tall) // _CELL), slice(left // _CELL, (left + wide) // _CELL)
            words = max(_in_rows(lying[here]), _in_rows(standing[here].T))
            tiles.append((words, (left, top, wide, tall)))
    wanted = sorted((tile for tile in tiles if tile[0] >= _ENOUGH), key=lambda tile: -tile[0])
    return [box for _, box in wanted[:most]]


def _starts(length: int) -> list[int]:
    """Return where tiles begin so that they overlap and the last one ends at the edge."""
    if length <= TILE:
        return [0]
    count = -(-(length - _OVERLAP) // (TILE - _OVERLAP))
    return [round(number * (length - TILE) / (count - 1)) for number in range(count)]


def _busy(grey: Any, known: list[Quad], *, upright: bool) -> Any:
    """Return a grid of cells: which of them are crossed by strokes across the line, and not known yet.

    An edge of a page or a shelf runs along the line, or crosses it once: neither is words.
    """
    import cv2
    import numpy as np

    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 1) if upright else (1, 9))
    strokes = cv2.max(
        cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, kernel)
    )
    crossed = (strokes > _STROKE).astype(np.float32)
    for quad in known:
        corners = np.array(quad, np.float32)
        middle = corners.mean(axis=0)
        cv2.fillConvexPoly(crossed, (middle + (corners - middle) * 1.15).astype(np.int32), 0.0)  # with its rim
    height, width = grey.shape[:2]
    size = (max(width // _CELL, 1), max(height // _CELL, 1))
    share = cv2.resize(crossed, size, interpolation=cv2.INTER_AREA)
    return (share > _BUSY) & (share < _FULL)


def _in_rows(cells: Any) -> int:
    """Count the cells with busy neighbours at both sides: words, not speckles."""
    if cells.shape[0] < 1 or cells.shape[1] < 3:
        return 0
    return int((cells[:, :-2] & cells[:, 1:-1] & cells[:, 2:]).sum())
