"""Before a clean copy of a picture is made: what in it could be hidden, where the copy goes, and what it still carries.

    seen = cleanable(linter, post, 0, folder)
    copy = clean(seen.data, by_frame(one for one in seen.places if one.sort == "faces"))
    assert not carried_by(copy)

The copy itself is made by `linter.fixes.pictures`, of pixels alone. What is shown of it meanwhile is as private as any
picture here: faces that nobody chose to hide are coarse until `whole` is asked for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.evidence import Evidence
from linter.evidence.pictures.pixels import Pixels
from linter.fixes.pictures import Box, Copy, pixelated
from linter.picture_preview import MarkedBox, marked, picture_preview
from linter.value import field, frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

    from linter.engine import Linter
    from linter.post import Post

# What can be made unrecognisable → one of it, and several.
HIDEABLE: Mapping[str, tuple[str, str]] = {
    "faces": ("face", "faces"),
    "plates": ("number plate", "number plates"),
    "text": ("line of text", "lines of text"),
    "crests": ("mark", "marks"),
    "codes": ("code", "codes"),
}
_LOOKS = ("faces", "metadata", "reading", "codes")
_UNSEEN = {"faces": "faces", "reading": "words and number plates", "codes": "codes", "logos": "crests and marks"}


@frozen
class Hideable:
    """A place in a picture that can be hidden. `sort` is a key of `HIDEABLE`, or "" for one that somebody named.

    `words` is what is read there, or whose mark it is. `box` is in pixels of the upright picture; `frame` counts the
    pictures of an animation from 0.
    """

    sort: str
    box: Box
    frame: int = 0
    words: str = field(default="", repr=False)


@frozen
class Cleanable:
    """A picture of which a clean copy can be made, or the `problem` in words why not.

    `path` is as the draft writes it, `size` (width, height) that of the upright picture. `unseen` says in words what it
    could not be searched for. `plain` and `private` are small pictures for the screen: as it is, and with faces coarse.
    """

    path: str
    file: Path | None
    problem: str = ""
    places: tuple[Hideable, ...] = ()
    unseen: tuple[str, ...] = ()
    size: tuple[int, int] = (0, 0)
    data: bytes = field(default=b"", repr=False)
    plain: OpenPicture | None = field(default=None, repr=False)
    private: OpenPicture | None = field(default=None, repr=False)

    def shown(self, hidden: Sequence[Box], boxes: Iterable[MarkedBox], *, whole: bool = False) -> OpenPicture | None:
        """Return how the copy would look, on a small picture, with labelled boxes on it."""
        picture = self.plain if whole else self.private
        if picture is None or not self.size[0]:
            return None
        factor = picture.width / self.size[0]
        scaled = [(round(x * factor), round(y * factor), round(w * factor), round(h * factor)) for x, y, w, h in hidden]
        return marked(pixelated(picture.copy(), scaled), tuple(boxes), factor)


def cleanable(linter: Linter, post: Post, index: int, folder: Path) -> Cleanable:
    """Return what there is to hide in a picture of a post. It looks at the picture: not for a thread that draws."""
    seen = picture_preview(linter, post, index, folder)
    if seen.problem or seen.file is None:
        return Cleanable(seen.path, seen.file, seen.problem or "The draft holds no file of it.")
    looks = (*_LOOKS, "logos") if linter.context.logos else _LOOKS
    evidence = Evidence(post, linter.context, folder=folder, store=linter.store, wanted=("opening", *looks))
    return Cleanable(
        seen.path,
        seen.file,
        places=tuple(hideable(evidence, index)),
        unseen=tuple(
            words for name, words in _UNSEEN.items() if name in looks and evidence.looks.at(name)[index] is None
        ),
        size=seen.size,
        data=evidence.looks.files[index][0],
        plain=picture_preview(linter, post, index, folder, whole=True).pixels,
        private=seen.pixels,
    )


def hideable(evidence: Evidence, index: int, sorts: Iterable[str] = tuple(HIDEABLE)) -> Iterator[Hideable]:
    """Yield what can be hidden in a picture, sort by sort."""
    for sort in sorts:
        yield from _FINDERS[sort](evidence, index)


def _faces(evidence: Evidence, index: int) -> Iterator[Hideable]:
    for face in evidence.faces[index]:
        yield Hideable("faces", face.box, face.frame)


def _plates(evidence: Evidence, index: int) -> Iterator[Hideable]:
    from linter.evidence.plates import plates

    reading = evidence.reading[index]
    for plate in plates(reading):
        box = reading.box(plate.start, plate.end)
        if box:
            yield Hideable("plates", box, words=" ".join(plate.pieces))


def _lines(evidence: Evidence, index: int) -> Iterator[Hideable]:
    for line in evidence.reading[index].lines:
        yield Hideable("text", line.box, line.frame, line.text)


def _marks(evidence: Evidence, index: int) -> Iterator[Hideable]:
    for mark in evidence.logos[index]:
        yield Hideable("crests", mark.box, words=mark.name)


def _codes(evidence: Evidence, index: int) -> Iterator[Hideable]:
    for _, _, code in evidence.codes[index].places:
        yield Hideable("codes", code.box, words=code.content)


_FINDERS: Mapping[str, Callable[[Evidence, int], Iterator[Hideable]]] = {
    "faces": _faces,
    "plates": _plates,
    "text": _lines,
    "crests": _marks,
    "codes": _codes,
}


def counted(places: Iterable[Hideable]) -> list[str]:
    """Return in words how many of each sort there are: "2 faces", "1 number plate"."""
    sorts = [one.sort for one in places]
    known = {**HIDEABLE, "": ("place of your own", "places of your own")}
    return [f"{sorts.count(sort)} {words[sorts.count(sort) > 1]}" for sort, words in known.items() if sort in sorts]


def by_frame(places: Iterable[Hideable]) -> dict[int, list[Box]]:
    """Return frame → boxes, as `linter.fixes.pictures.clean` takes them."""
    found: dict[int, list[Box]] = {}
    for one in places:
        found.setdefault(one.frame, []).append(one.box)
    return found


def free_target(path: Path, copy: Copy, *, stem: str = "", folder: Path | None = None) -> Path:
    """Return where a copy of a picture goes: beside it, under a name of its own; nothing is overwritten."""
    folder, stem = folder or path.parent, re.sub(r"[^A-Za-z0-9-]+", "-", stem) if stem else path.stem
    target, number = folder / f"{stem}.clean{copy.suffix}", 1
    while target.exists() and target.read_bytes() != copy.data:
        number += 1
        target = folder / f"{stem}.clean{number}{copy.suffix}"
    return target


def as_named(target: Path, draft: Path) -> str:
    """Return how a draft writes the path of a picture."""
    return Path(os.path.relpath(target, draft.parent.absolute())).as_posix()


def carried_by(copy: Copy, *, but_rights: bool = False) -> tuple[str, ...]:
    """Return in words what a copy carries beside its pixels: nothing, but for rights if they were wanted."""
    from linter.evidence.metadata.look import look

    found = look(Pixels(copy.data))
    labels = [one.label for one in found.fields if not (but_rights and one.kind == "rights")]
    return tuple(dict.fromkeys([*labels, *(f"A smaller picture ({one.where})" for one in found.previews)]))
