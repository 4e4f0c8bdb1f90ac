"""Kind `readable-image`: pictures that cannot be opened, each with a case for what is wrong."""

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
    """Which formats may hold several pictures, because all of them are shown (animations) or none is hidden."""

    several_frames: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a format that is never opened."""
        from linter.evidence.pictures import NAMES

        for name in self.several_frames:
            if name not in NAMES:
                raise ValueError(f"several_frames: '{name}' is not one of {', '.join(sorted(NAMES))}")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture that cannot be read, and each that hides pictures behind its first."""
    if not post.images:
        return
    for picture in evidence.pictures:
        # A file that may not be read is the plain case: the rule's own words fit.
        case: str = picture.problem if picture.problem != "no-permission" else ""
        if not case and picture.frames > 1 and picture.format not in options.several_frames:
            case = "hidden-frames"
        if case or picture.problem:
            part = evidence.part(f"image:{picture.index}/name")
            values = {"path": picture.path, "frames": str(picture.frames)}
            yield Hit(f"image:{picture.index}/name", 0, len(part.text) if part else 0, case, values=values)
    yield from _unfinished(evidence)


def _unfinished(evidence: Evidence) -> Iterator[Hit]:
    """Yield each readable picture with which a look could not finish: what it may show was not seen."""
    for name in evidence.wanted:
        evidence.looks.at(name)
    for index in sorted({unseen.picture for unseen in evidence.looks.unseen if unseen.look != "opening"}):
        part = evidence.part(f"image:{index}/name")
        values = {"path": evidence.post.images[index].path}
        yield Hit(f"image:{index}/name", 0, len(part.text) if part else 0, "not-looked-at", values=values)
