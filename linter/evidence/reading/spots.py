"""Which regions of a picture deserve a closer look: fine strokes close together, where nothing has been found yet."""

from __future__ import annotations

from typing import Any

from linter.evidence.reading.layout import Quad

Box = tuple[int, int, int, int]

TILE = 960  # pixels: a tile is looked at as it is
_OVERLAP = 128  # pixels: taller than any line that is too small to be found at the first look
_STEP = 32  # pixels: the detector would round to it
_CELL = 16  # pixels of a cell of the grid on which strokes are counted
_STROKE = 28  # how much a stroke is darker or lighter than what is around it
_BUSY = 0.08  # share of a cell that is strokes
_FULL = 0.75  # more is grass, gravel or hair
_ENOUGH = 8  # cells in a tile: a short word in small letters
_AROUND = 5  # cells around words that are looked at with them


def closer(array: Any, known: list[Quad], most: int) -> list[tuple[Box, Box]]:
    """Return the regions that seem to hold words besides the known ones, the fullest first: region and tile.

    A region that is larger than a tile is looked at in several; all together are at most as large as `most` tiles.
    """
    import cv2
    import numpy as np

    height, width = array.shape[:2]
    grey = cv2.GaussianBlur(cv2.cvtColor(array, cv2.COLOR_BGR2GRAY), (3, 3), 0)  # a sensor's noise is no stroke
    lying, standing = _rows(_busy(grey, known, upright=True)), _rows(_busy(grey, known, upright=False).T).T
    wanted = np.zeros(lying.shape, np.uint8)
    for top in _starts(height):
        for left in _starts(width):
            tall, wide = min(TILE, height - top), min(TILE, width - left)
            here = slice(top // _CELL, (top + tall) // _CELL), slice(left // _CELL, (left + wide) // _CELL)
            if max(lying[here].sum(), standing[here].sum()) >= _ENOUGH:
                wanted[here] |= lying[here] | standing[here]
    found = []
    around = cv2.dilate(wanted, np.ones((2 * _AROUND + 1, 2 * _AROUND + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(around, connectivity=8)
    words = np.bincount(labels.ravel(), wanted.ravel(), len(stats))
    for number in range(1, len(stats)):
        left, top, wide, tall = (int(value) * _CELL for value in stats[number, :4])
        right, bottom = min(width, _whole(left + wide)), min(height, _whole(top + tall))
        found.append((-int(words[number]), (left, top, right - left, bottom - top)))
    return _within(sorted(found), most * TILE * TILE)


def _within(regions: list[tuple[int, Box]], pixels: int) -> list[tuple[Box, Box]]:
    """Return regions with their tiles as long as there are pixels left for them."""
    found: list[tuple[Box, Box]] = []
    for _, region in regions:
        left, top, width, height = region
        for down in _starts(height):
            for across in _starts(width):
                tile = (left + across, top + down, min(TILE, width - across), min(TILE, height - down))
                pixels -= tile[2] * tile[3]
                if pixels < 0:
                    return found
                found.append((region, tile))
    return found


def _whole(length: int) -> int:
    return -(-length // _STEP) * _STEP


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


def _rows(cells: Any) -> Any:
    """Return the cells (0 or 1) with busy neighbours at both sides: words, not speckles."""
    import numpy as np

    found = np.zeros(cells.shape, np.uint8)
    if cells.shape[1] >= 3:
        found[:, 1:-1] = cells[:, :-2] & cells[:, 1:-1] & cells[:, 2:]
    return found
