"""Kind `shown-people`: what is declared of the people in a picture, against the faces that are found in it.

Faces that are found speak against a declaration of nobody; faces that are not found speak for nothing: people may have
their backs turned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.faces import Face
    from linter.post import Post

DENIED = "denied"
UNDECLARED = "undeclared"


@frozen
class Options:
    """How sure a face must be, and whether every picture must be declared, faces or not (the case "undeclared")."""

    sure: float = 0.9
    always: bool = False

    def validate(self) -> None:
        """Raise ValueError for a limit that is no part of one."""
        if not 0 < self.sure <= 1:
            raise ValueError("sure: must be above 0 and at most 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture with faces of which none, or nothing, was declared; the box is that of the largest face."""
    for index, image in enumerate(post.images):
        if image.people not in (None, "none") or image.person_ids:
            continue
        found = faces_of(evidence, index, options.sure)
        if found:
            yield hit_at(evidence, index, DENIED if image.people == "none" else "", found)
        elif options.always and image.people is None and not image.decorative:
            yield hit_at(evidence, index, UNDECLARED, found)


def faces_of(evidence: Evidence, index: int, sure: float) -> tuple[Face, ...]:
    """Return the faces of a picture that are sure enough, the largest first."""
    return tuple(face for face in evidence.faces[index] if face.confidence >= sure)


def hit_at(evidence: Evidence, index: int, case: str, found: Sequence[Face]) -> Hit:
    """Return a hit at the name of a picture, with the box of the first of some faces."""
    part = evidence.part(f"image:{index}/name")
    box = found[0].box if found else None
    values = {"faces": "a face" if len(found) == 1 else f"{len(found)} faces"}
    sure = found[0].confidence if found else 1.0
    return Hit(f"image:{index}/name", 0, len(part.text) if part else 0, case, sure, values, box)
