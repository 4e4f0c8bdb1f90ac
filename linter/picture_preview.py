"""A picture of a post as a person who vets it may see it: hidden until asked, with what was found in it marked.

    seen = picture_preview(linter, post, 0, folder, size=(800, 600))
    seen.pixels     # a Pillow image, or None if there is nothing to show

Who looks at a morning's drafts needs to see what was found, not whose face it is: unless `whole` is asked for, faces
are so coarse that nobody can be known by them; and all of it is, where there may be people and no face was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.evidence import Evidence
from linter.evidence.files import DISK, Files
from linter.evidence.pictures.files import Problem, locate
from linter.evidence.pictures.pixels import Pixels
from linter.value import field, frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

    from linter.engine import Linter
    from linter.post import Post

Box = tuple[int, int, int, int]  # left, top, width, height in pixels of the upright picture
_LOOKS = ("faces", "metadata", "reading", "codes")
COARSE = 28  # squares along the longer side of a hidden picture
COARSE_FACE = 4  # and of a hidden face
_AROUND = 0.25  # how much around a face is hidden with it
_PROBLEMS: Mapping[Problem, str] = {
    "no-path": "The draft names no file.",
    "remote": "It is on the web, and postlint opens no connection. Save it beside the draft.",
    "absolute": "Its path is that of one machine. Write it as seen from the draft.",
    "outside": "It stands outside the project, and is not opened.",
    "missing": "There is no such file. Is its name spelt as in the folder?",
    "folder": "This is a folder, not a picture.",
    "no-permission": "This file may not be read.",
    "empty": "The file is empty.",
    "huge": "It is too large to be opened.",
    "truncated": "A part of the file is missing. Copy it again.",
    "too-slow": "It took too long to open.",
    "crashed": "Opening it failed.",
}


_CODES = {"QRCode": "a QR code, which phones read"}
_OWNERS = {"own": "the school's own", "partner": "a partner's", "other": "somebody else's"}


@frozen
class MarkedBox:
    """A place in a picture and the label to write on it, "" for none; `is_error` says that it must be put right."""

    box: Box
    label: str
    is_error: bool = True


@frozen
class ReadLine:
    """A line that is read in a picture, or that a code says, and where it stands in its part of the post."""

    part: str
    start: int
    end: int
    text: str


@frozen
class PicturePreview:
    """What may be shown of a picture. `rows` are facts about the file; `words` what is read in it, and what codes say.

    `problem` says in words why it is not shown, `hidden` what of it is hidden. `size` is that of the upright picture in
    pixels, of which `pixels` is a smaller one.
    """

    path: str
    file: Path | None
    problem: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    words: tuple[ReadLine, ...] = ()
    hidden: str = ""
    pixels: OpenPicture | None = field(default=None, repr=False)
    size: tuple[int, int] = (0, 0)


def picture_preview(
    linter: Linter,
    post: Post,
    index: int,
    folder: Path,
    boxes: Sequence[MarkedBox] = (),
    *,
    whole: bool = False,
    size: tuple[int, int] = (960, 720),
    files: Files = DISK,
    is_private: Callable[[ReadLine], bool] | None = None,
) -> PicturePreview:
    """Return a picture of a post, at most `size` pixels large, with `boxes` drawn on it.

    `is_private` says which of the words read in it, and of what its codes say, must not be read there either; unless
    `whole` is asked for. It opens files and looks for faces, so it is not for a thread that draws. A picture is decoded
    here only after a process apart has opened it without trouble.
    """
    evidence = Evidence(
        post, linter.context, folder=folder, store=linter.store, files=files, wanted=("opening", *_LOOKS)
    )
    found, path = evidence.pictures[index], post.images[index].path
    file = locate(evidence, path)[0]
    if found.problem:
        return PicturePreview(path, file, _PROBLEMS.get(found.problem, "It cannot be read as a picture."))
    picture = Pixels(evidence.looks.files[index][0]).upright()
    factor = min(size[0] / picture.width, size[1] / picture.height, 1.0)
    shown = picture.resize((max(1, round(picture.width * factor)), max(1, round(picture.height * factor))))
    hidden = "" if whole else _hidden(evidence, index)
    if not whole:
        shown = _with_faces_hidden(shown, evidence, index, factor)
        if is_private:
            shown = _with_words_hidden(shown, evidence, index, factor, is_private)
    return PicturePreview(
        path,
        file,
        rows=_rows(evidence, index),
        words=tuple(_words(evidence, index)),
        hidden=hidden,
        pixels=marked(shown, boxes, factor),
        size=picture.size,
    )


def _hidden(evidence: Evidence, index: int) -> str:
    """Return what is hidden in a picture, in words; "" if nothing needs to be."""
    faces = evidence.looks.at("faces")[index]
    if faces:
        return f"{len(faces)} {'face is' if len(faces) == 1 else 'faces are'} hidden."
    if faces is not None and evidence.post.images[index].people == "none":
        return ""
    return "It is shown coarse, so that nobody can be known in it."


def _with_faces_hidden(picture: OpenPicture, evidence: Evidence, index: int, factor: float) -> OpenPicture:
    faces = evidence.looks.at("faces")[index]
    if faces is None or (not faces and evidence.post.images[index].people != "none"):
        return _coarse(picture, COARSE)
    picture = picture.copy()
    for face in faces:
        left, top, across, down = face.box
        # Hair and chin belong to a face too.
        more, above = across * _AROUND, down * _AROUND
        around = (left - more, top - above, across + 2 * more, down + 2 * above)
        _hide(picture, tuple(value * factor for value in around), COARSE_FACE)
    return picture


def _with_words_hidden(
    picture: OpenPicture, evidence: Evidence, index: int, factor: float, is_private: Callable[[ReadLine], bool]
) -> OpenPicture:
    looks = evidence.looks
    if looks.at("reading")[index] is None or looks.at("codes")[index] is None:
        return _coarse(picture, COARSE)
    picture = picture.copy()
    boxes = [line.box for _, _, line in evidence.reading[index].places]
    boxes += [code.box for _, _, code in evidence.codes[index].places]
    for words, box in zip(_words(evidence, index), boxes, strict=True):
        if is_private(words):
            # A line is left one square high, which says nothing, however long it is.
            squares = max(1, round(max(box[2:]) / max(1, min(box[2:]))))
            _hide(picture, tuple(value * factor for value in box), squares)
    return picture


def _hide(picture: OpenPicture, area: tuple[float, ...], squares: int) -> None:
    """Make an area (left, top, width, height) of a picture coarse; it may reach beyond the picture."""
    left, top, across, down = area
    corners = (
        max(0, int(left)),
        max(0, int(top)),
        min(picture.width, int(left + across) + 1),
        min(picture.height, int(top + down) + 1),
    )
    if corners[0] < corners[2] and corners[1] < corners[3]:
        picture.paste(_coarse(picture.crop(corners), squares), corners[:2])


def _coarse(picture: OpenPicture, squares: int) -> OpenPicture:
    from PIL.Image import Resampling

    most = max(picture.size)
    few = (max(1, round(picture.width * squares / most)), max(1, round(picture.height * squares / most)))
    return picture.resize(few, Resampling.BOX).resize(picture.size, Resampling.NEAREST)


def marked(picture: OpenPicture, boxes: Sequence[MarkedBox], factor: float) -> OpenPicture:
    """Return a picture with labelled boxes on it; `factor` is how much smaller it is than that of the boxes."""
    from PIL import ImageDraw, ImageFont

    if not boxes:
        return picture
    picture = picture.copy()
    draw, width = ImageDraw.Draw(picture), max(2, max(picture.size) // 160)
    font = ImageFont.load_default(max(14, max(picture.size) // 28))
    for box in dict.fromkeys(one.box for one in boxes):
        here = [one for one in boxes if one.box == box]
        left, top, across, down = (value * factor for value in box)
        colour = "#e5484d" if any(one.is_error for one in here) else "#f5a524"
        draw.rectangle((left, top, left + across, top + down), outline="white", width=width + 2)
        draw.rectangle((left, top, left + across, top + down), outline=colour, width=width)
        label = " ".join(one.label for one in here).strip()
        if not label:
            continue
        area = draw.textbbox((0, 0), label, font=font)
        # Above the box, where it hides nothing; inside it at the upper edge of the picture.
        at = (min(left + 3, picture.width - area[2] - 3), top - area[3] - 4 if top > area[3] + 6 else top + 1)
        area = draw.textbbox(at, label, font=font)
        draw.rectangle((area[0] - 3, area[1] - 3, area[2] + 3, area[3] + 3), fill=colour)
        draw.text(at, label, fill="black" if colour == "#f5a524" else "white", font=font)
    return picture


def _words(evidence: Evidence, index: int) -> Iterator[ReadLine]:
    for start, end, line in evidence.reading[index].places:
        yield ReadLine(f"image:{index}/text", start, end, line.text)
    for start, end, code in evidence.codes[index].places:
        yield ReadLine(f"image:{index}/code", start, end, code.content)


def _rows(evidence: Evidence, index: int) -> tuple[tuple[str, str], ...]:
    found, metadata, faces = evidence.pictures[index], evidence.metadata[index], evidence.looks.at("faces")[index]
    rows = [
        ("Format", found.format),
        ("Size", f"{found.width:,} × {found.height:,} pixels, {max(1, found.size // 1000):,} kB"),
    ]
    if found.frames > 1:
        rows.append(("Pictures in it", f"{found.frames:,}"))
    if faces:
        rows.append(("Faces", f"{len(faces):,}"))
    if evidence.context.logos:
        rows += [("Crest or mark", f"{mark.name}, {_OWNERS[mark.owner]}") for mark in evidence.logos[index]]
    rows += [("Code", _CODES.get(code.kind, code.kind)) for _, _, code in evidence.codes[index].places]
    rows += [(line.field.label, line.field.value or "is there (not shown)") for line in metadata.lines]
    rows += [("Smaller picture in the file", preview.where) for preview, _, _ in metadata.previews]
    return tuple(rows)
