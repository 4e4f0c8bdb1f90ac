"""Kind `clothing`: people in the school's clothes: its crest below a face, or words that tell of a uniform."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import phrase
from linter.checks.logo import hit_of
from linter.checks.shown_people import faces_of
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.faces import Face
    from linter.evidence.logos import Mark
    from linter.finding import Hit
    from linter.post import Post

_BESIDE = 1.6  # widths of the face to either side of its middle
_BELOW = 5.0  # heights of the face below its chin


@frozen
class Options:
    """The words that tell of the school's clothes, and how sure a face must be."""

    told: phrase.Options
    sure: float = 0.9

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase."""
        self.told.validate()


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each crest that is worn, and the words where people are shown but no crest was found."""
    people = [index for index in range(len(post.images)) if _shows_people(post, evidence, index, options)]
    found = False
    for index in people:
        faces = faces_of(evidence, index, options.sure)
        for mark in evidence.logos[index]:
            if mark.owner == "own" and any(_is_worn(mark, face) for face in faces):
                found = True
                yield hit_of(evidence, index, mark, "")
    if people and not found:
        parts = {"body", "title", *(f"alt:{index}" for index in people), *(f"image:{index}/name" for index in people)}
        for hit in phrase.check(post, evidence, options.told):
            if hit.part in parts:
                yield type(hit)(hit.part, hit.start, hit.end, "told", 0.8)


def _shows_people(post: Post, evidence: Evidence, index: int, options: Options) -> bool:
    image = post.images[index]
    if image.people == "none":
        return False
    return bool(image.people or image.person_ids or faces_of(evidence, index, options.sure))


def _is_worn(mark: Mark, face: Face) -> bool:
    """Say whether a mark is where the chest of somebody with this face is."""
    left, top, width, height = face.box
    x, y = mark.box[0] + mark.box[2] / 2, mark.box[1] + mark.box[3] / 2
    beside = abs(x - (left + width / 2)) <= _BESIDE * width
    return beside and top + height * 0.9 <= y <= top + height * (1 + _BELOW) and mark.box[2] < 3 * width
