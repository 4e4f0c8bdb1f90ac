"""Kind `face-size`: faces so large and sharp that anybody would know them again, where pupils may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.shown_people import faces_of, hit_at
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """From when on a face is a close-up.

    `pixels` is its height, `share` its part of the height of the picture, `sharpness` the least variance of its
    Laplacian; all three are needed. `sure` is how sure it must be that it is a face.
    """

    pixels: int = 160
    share: float = 0.3
    sharpness: float = 60.0
    sure: float = 0.9

    def validate(self) -> None:
        """Raise ValueError for limits that no face can reach, or every face."""
        if self.pixels < 1 or not 0 < self.share <= 1 or not 0 < self.sure <= 1:
            raise ValueError("share: must be above 0 and at most 1, as must sure; pixels must be at least 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture of pupils, or of nobody knows whom, with a close-up."""
    for index, image in enumerate(post.images):
        if image.people in ("none", "adults"):
            continue
        height = evidence.pictures[index].height
        close = [
            face
            for face in faces_of(evidence, index, options.sure)
            if face.box[3] >= max(options.pixels, options.share * height) and face.sharpness >= options.sharpness
        ]
        if close:
            yield hit_at(evidence, index, "", close)
