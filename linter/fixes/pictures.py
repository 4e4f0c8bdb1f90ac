"""Fix `images`: a clean copy of a picture, made of its pixels alone, with chosen boxes made unrecognisable.

Nothing of the old file is carried over but pixels, colour profile, how long frames last and, if wanted, whose picture
it is. What is hidden is averaged to a few blocks: unlike a blur, that leaves nothing from which it could be restored.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.evidence.pictures.pixels import Pixels, turned
from linter.value import frozen

if TYPE_CHECKING:
    from PIL.Image import Image as OpenPicture

Box = tuple[int, int, int, int]

_BLOCKS = 5  # across what is hidden: too few to know a face, a number or a word by
_MARGIN = 0.12  # of the box, on each side: hair, and the edge of a plate, tell something too
_QUALITY = 90
_QUALITIES = (82, 74, 66)  # tried in turn for a file that is too large, before the picture is made smaller
_SMALLER = 0.85
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
_MOVING = ("GIF", "WEBP", "PNG")
_COPYRIGHT, _ARTIST = 0x8298, 0x013B


@frozen
class Copy:
    """A clean copy: the bytes of the file, the suffix of its name, and its size in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def clean(
    data: bytes,
    hide: Mapping[int, Sequence[Box]] | None = None,
    longest: int = 0,
    rights: Mapping[str, str] | None = None,
    most_bytes: int = 0,
) -> Copy:
    """Return a clean copy of a picture.

    `hide` are the boxes of each frame (counted from 0) to make unrecognisable, in pixels of the upright picture; what
    is hidden in the first frame of an animation is hidden in all. `longest` is the longer side in pixels, 0 for as it
    is. `rights` may give "copyright" and "artist", which are written anew. `most_bytes` is how large the file may be, 0
    for any size: it is then saved less finely, and smaller. Raise what opening the picture raises.
    """
    hidden = hide or {}
    with Pixels(data).opened() as opened:
        kind = opened.format or ""
        frames = 1 if kind == "MPO" else int(getattr(opened, "n_frames", 1))
        profile = opened.info.get("icc_profile")
        moving = frames > 1 and kind in _MOVING
        made: list[OpenPicture] = []
        lasts: list[int] = []
        for number in range(frames if moving else 1):
            opened.seek(number)
            opened.load()
            lasts.append(int(opened.info.get("duration", 100) or 100))
            boxes = [*hidden.get(0, ()), *(hidden.get(number, ()) if number else ())]
            made.append(_sized(_hidden(_bare(turned(opened)), boxes), longest))
        loop = opened.info.get("loop", 0)
    first = made[0]
    has_holes = first.mode == "RGBA" and min(first.getchannel("A").tobytes()) < 255
    kind = kind if kind in _SUFFIXES else "PNG" if has_holes or moving else "JPEG"
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if moving:
        options |= {"save_all": True, "duration": lasts, "loop": loop}
    elif kind == "JPEG":
        made = [first.convert("RGB")]
        options |= {"quality": _QUALITY, "subsampling": 0}
    elif kind == "WEBP":
        options |= {"quality": _QUALITY}
    if rights and kind in ("JPEG", "PNG", "WEBP"):
        options["exif"] = _rights(rights)
    saved = _saved(made, kind, options)
    for quality in _QUALITIES if "quality" in options else ():
        if most_bytes and len(saved) > most_bytes:
            saved = _saved(made, kind, options | {"quality": quality})
    while most_bytes and len(saved) > most_bytes and max(made[0].size) > 1:
        made = [_sized(one, int(max(one.size) * _SMALLER)) for one in made]
        saved = _saved(made, kind, options | ({"quality": _QUALITIES[-1]} if "quality" in options else {}))
    return Copy(saved, _SUFFIXES[kind], *made[0].size)


def _saved(frames: Sequence[OpenPicture], kind: str, options: Mapping[str, Any]) -> bytes:
    more = {"append_images": list(frames[1:])} if options.get("save_all") else {}
    file = io.BytesIO()
    frames[0].save(file, kind, **options, **more)
    return file.getvalue()


def pixelated(picture: OpenPicture, boxes: Iterable[Box]) -> OpenPicture:
    """Return a picture in which boxes (left, top, width, height) with a margin are a few blocks of one colour each."""
    from PIL.Image import Resampling

    for left, top, width, height in boxes:
        aside, above = round(width * _MARGIN), round(height * _MARGIN)
        area = (
            max(0, left - aside),
            max(0, top - above),
            min(picture.width, left + width + aside),
            min(picture.height, top + height + above),
        )
        wide, high = area[2] - area[0], area[3] - area[1]
        if wide <= 0 or high <= 0:
            continue
        cells = _cells(wide, high)
        blocks = picture.crop(area).resize(cells, Resampling.BOX)
        picture.paste(blocks.resize((wide, high), Resampling.NEAREST), area[:2])
    return picture


def _cells(wide: int, high: int) -> tuple[int, int]:
    """Return how many blocks a box becomes, across and down: of its longer side never more than a few."""
    if wide >= high:
        return _BLOCKS, max(1, round(_BLOCKS * high / wide))
    return max(1, round(_BLOCKS * wide / high)), _BLOCKS


def _bare(picture: OpenPicture) -> OpenPicture:
    """Return a new picture with the same pixels and nothing else."""
    from PIL import Image

    has_holes = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    mode = "RGBA" if has_holes else "L" if picture.mode in ("1", "L") else "RGB"
    converted = picture.convert(mode)
    return Image.frombytes(mode, converted.size, converted.tobytes())


def _hidden(picture: OpenPicture, boxes: Sequence[Box]) -> OpenPicture:
    return pixelated(picture, boxes) if boxes else picture


def _sized(picture: OpenPicture, longest: int) -> OpenPicture:
    from PIL.Image import Resampling

    if not longest or max(picture.size) <= longest:
        return picture
    factor = longest / max(picture.size)
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Resampling.LANCZOS)


def _rights(rights: Mapping[str, str]) -> bytes:
    """Return EXIF that says whose picture it is, and nothing else."""
    from PIL import Image

    exif = Image.Exif()
    for tag, key in ((_COPYRIGHT, "copyright"), (_ARTIST, "artist")):
        if text := rights.get(key, "").strip():
            exif[tag] = text
    return exif.tobytes()
