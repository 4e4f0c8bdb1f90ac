"""What the pictures of a post carry beside their pixels: positions, names, words, smaller pictures, marks of devices.

- `look`      what runs apart for each picture: bytes → `Carried`
- `blocks`    a file → blocks of metadata; `jpeg`, `png`, `boxes` walk those containers
- `reading`   blocks → fields; `exif`, `xmp`, `iptc` read theirs, `words` their texts
- `fields`    which tags mean what
- `previews`  the smaller pictures, compared with the picture
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.metadata.fields import Field
    from linter.evidence.metadata.look import Carried
    from linter.evidence.metadata.previews import Preview

NOT_TOLD = "(not shown)"


class Line(NamedTuple):
    """A field in the text of the part `image:N/meta`: where its line stands in it, and where its words begin."""

    field: Field
    start: int
    words: int
    end: int


@frozen
class Metadata:
    """What one picture carries. `text` is that of its part `image:N/meta`; a place in it is given for each field.

    Coordinates, serial numbers, devices and programs are fields without a value: that they are there is all that
    is known of them here. `previews` are the smaller pictures within it, each with its line in the text. `alt` is an
    alt text that the picture brings along, "" if none.
    """

    index: int
    lines: tuple[Line, ...] = ()
    previews: tuple[tuple[Preview, int, int], ...] = ()
    text: str = ""
    alt: str = ""

    def of(self, *kinds: str) -> tuple[Line, ...]:
        """Return the fields of some kinds."""
        return tuple(line for line in self.lines if line.field.kind in kinds)


def gather(evidence: Evidence) -> tuple[Metadata, ...]:
    """Return what each picture carries, in the order of `post.images`; nothing of one that cannot be read."""
    if not evidence.post.images:
        return ()
    return tuple(_told(index, carried) for index, carried in enumerate(evidence.looks.at("metadata")))


def _told(index: int, carried: Carried | None) -> Metadata:
    if carried is None:
        return Metadata(index)
    lines: list[Line] = []
    pieces: list[str] = []
    at = 0
    for field in carried.fields:
        piece = f"{field.label}: {field.value or NOT_TOLD}"
        words = at + len(field.label) + 2
        lines.append(Line(field, at, words, at + len(piece)))
        pieces.append(piece)
        at += len(piece) + 1
    previews = []
    for preview in carried.previews:
        piece = f"Smaller picture: {preview.where}"
        previews.append((preview, at, at + len(piece)))
        pieces.append(piece)
        at += len(piece) + 1
    alt = next((field.value for field in carried.fields if field.kind == "alt"), "")
    return Metadata(index, tuple(lines), tuple(previews), "\n".join(pieces), alt)
