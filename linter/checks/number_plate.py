"""Kind `number-plate`: the plate of a vehicle that can be read in a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """How sure the reading must be, and which words look like the letters of a plate ("BUS 12A") and are none."""

    sure: float = 0.7
    words: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an impossible limit."""
        if not 0 <= self.sure <= 1:
            raise ValueError("sure: must be from 0 to 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each plate."""
    if not post.images:
        return
    from linter.evidence.plates import plates

    words = frozenset(word.upper() for word in options.words)
    for reading in evidence.reading:
        for plate in plates(reading):
            if plate.confidence >= options.sure and not words & set(plate.pieces):
                yield Hit(f"image:{reading.index}/text", plate.start, plate.end)
