"""The pictures of a post: what they are, or why they cannot be read.

Nothing that is wrong with a file may raise: a picture that was not seen must become a finding, never a pass.

- `files`    where a picture is, and its bytes
- `pixels`   the decoded picture, upright
- `looks`    what is looked for in a picture, and where that is kept
- `workers`  the processes in which decoders and recognisers run; `worker` is what runs in them
- `opening`  the first look: format, size, digest of the pixels
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.evidence.pictures.files import Problem, locate
from linter.evidence.pictures.pixels import FORMATS
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.pictures.opening import Opening

__all__ = ["NAMES", "Picture", "Problem", "gather", "locate"]

_FAILURES: dict[str, Problem] = {"too-slow": "too-slow", "crashed": "crashed"}
# What a picture can turn out to be: a JPEG with more than one frame is an MPO.
NAMES = frozenset((*FORMATS, "MPO"))


@frozen
class Picture:
    """What opening a picture showed. `problem` is "" or says in a word why it could not be read.

    `width` and `height` are pixels of the upright picture, `size` is bytes of the file, `frames` counts the pictures
    in it. `digest` is a SHA-256 over size and pixels of all upright frames: it changes with what is seen and with
    nothing else, so not with metadata.
    """

    index: int
    path: str
    problem: Problem = ""
    format: str = ""
    width: int = 0
    height: int = 0
    frames: int = 0
    size: int = 0
    digest: str = ""


def gather(evidence: Evidence) -> tuple[Picture, ...]:
    """Open every picture of the post, in its order."""
    looks = evidence.looks
    openings = looks.at("opening")
    failures: dict[int, str] = {unseen.picture: unseen.why for unseen in looks.unseen if unseen.look == "opening"}
    found = []
    for index, image in enumerate(evidence.post.images):
        data, problem = looks.files[index]
        opening: Opening | None = openings[index]
        if opening is None:
            found.append(Picture(index, image.path, problem or _FAILURES.get(failures.get(index, ""), "broken")))
        else:
            found.append(
                Picture(
                    index,
                    image.path,
                    _named(opening.problem, image.path, data),
                    opening.format,
                    opening.width,
                    opening.height,
                    opening.frames,
                    len(data),
                    opening.digest,
                )
            )
    return tuple(found)


def _named(problem: Problem, path: str, data: bytes) -> Problem:
    """Return a problem, told from the name of the file where its content tells nothing."""
    is_heif = path.lower().endswith((".heic", ".heif"))
    return "heic" if problem == "not-a-picture" and is_heif and data[4:8] == b"ftyp" else problem
