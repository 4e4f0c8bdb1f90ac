"""Marks in pictures: which of the crests and logos in the school's folder can be seen, and where.

    logos/ ─reference→ what a mark looks like
    pixels ─keypoints→ places where a few points of a mark lie as they should   (turned, tilted, large)
           ─outlines→  places where its edges run as they should, in light and in colour   (small, pale, inverted)
           ─fitting→   each place moved until the mark fits as well as it can: coarsely, and the best few finely
           ─agreement→ a close look at what is still promising: how sure it is
           ─overlay→   for the close look: how much of the slopes a mark explains, however pale it is

A candidate is only a place to look at; the close look decides, and says how sure it is. What is done for every mark is
done for all marks at once; what is slow is done where what came before saw promise.

`SURE` was put where at most one photo in 200 has a false mark, before pale marks had a judge of their own (`overlay`):
of 480 made photos of calibration, ten marks in the folder, three in ten with a stranger's crest of like make, none had
one at 0.9, and four at 0.8. Two judge, one of ordinary marks and one that knows `overlay` too, and the surer counts.
On 210 photos of sets on which nothing was chosen they found 119 of 125 crests of 64 pixels and more (17 of 20 pale
watermarks), and no false mark; on the first 90 of them 50 of 52, the first judge alone 47. Pale watermarks under 64
pixels are not found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linter.logo_files import Owner
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.logos.agreement import Seen
    from linter.evidence.logos.fitting import Tried
    from linter.evidence.logos.photo import Photo
    from linter.evidence.logos.places import Place
    from linter.evidence.logos.reference import Reference
    from linter.evidence.pictures.pixels import Pixels

VERSION = 4
SECONDS = 60.0

LONGEST = 1536  # pixels of the longer side at which marks are looked for
_NEARLY = 0.8  # to make a picture so little smaller saves no time
_LARGEST = 1.5  # a small picture is enlarged so far: its marks are small too
_TRIED, _MOST = 5, 3  # places of one mark that are tried on a finer grid, and that are looked at closely
PROMISE = 0.95  # from which one of them is
SURE = 0.9  # from which confidence on a mark is found: see above


@frozen
class Mark:
    """A mark that was found: `name` and `owner` as in the folder; `box` is (left, top, width, height) in pixels."""

    name: str
    owner: Owner
    box: tuple[int, int, int, int]
    confidence: float


def gather(evidence: Evidence) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks in each picture; none in one that could not be looked at, which is a finding by itself."""
    if not evidence.context.logos:
        return ((),) * len(evidence.post.images)
    return tuple(found or () for found in evidence.looks.at("logos"))


def surroundings(evidence: Evidence) -> bytes:
    """Return which files have marks, as the look needs them: paths, owners, names and digests."""
    return json.dumps([[one.path, one.owner, one.name, one.digest] for one in evidence.context.logos]).encode()


def look(pixels: Pixels, extra: bytes) -> tuple[Mark, ...]:
    """Find the marks of a picture, the surest first. `extra` is what `surroundings` gave."""
    references = _references(extra)
    return find(pixels.array(), references) if references else ()


def find(array: Any, references: Iterable[Reference], sure: float = SURE) -> tuple[Mark, ...]:
    """Find marks in a picture, an array of OpenCV (height x width x 3, blue first); the surest first."""
    import cv2

    from linter.evidence.logos.keypoints import Keypoints
    from linter.evidence.logos.outlines import Outlines
    from linter.evidence.logos.photo import Photo

    cv2.setNumThreads(1)
    scale = min(_LARGEST, LONGEST / max(array.shape[:2]))
    if _NEARLY < scale < 1:
        scale = 1.0
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    photo = Photo(array if scale == 1 else cv2.resize(array, None, fx=scale, fy=scale, interpolation=how))
    marks = tuple(references)
    points, outlines = Keypoints(cv2.cvtColor(photo.pixels, cv2.COLOR_BGR2GRAY)), Outlines(photo, marks)
    found: list[Mark] = []
    for reference in marks:
        places = (*points.places(reference), *outlines.places(reference))
        found += [
            _mark(reference, seen.corners / scale, seen.confidence, array.shape)
            for seen in looked(photo, reference, places)
            if seen.confidence >= sure
        ]
    return _apart(found)


def looked(photo: Photo, reference: Reference, places: Iterable[Place]) -> Iterator[Seen]:
    """Yield what a close look at the most promising of some places shows."""
    from linter.evidence.logos.agreement import agreement
    from linter.evidence.logos.fitting import FINE, tried

    moved = sorted(tried(photo, reference, tuple(places)), key=lambda one: -one.promise)
    usual = moved[len(moved) // 2].promise if moved else 0.0
    for one in sorted(
        tried(photo, reference, [one.place for one in _elsewhere(moved, _TRIED)], FINE), key=lambda one: -one.promise
    )[:_MOST]:
        if one.promise < PROMISE:
            return
        yield agreement(photo, reference, one, usual)


def _elsewhere(ordered: Iterable[Tried], most: int) -> list[Tried]:
    """Return the first few that lie apart."""
    kept: list[Tried] = []
    for one in ordered:
        if all(_is_apart(one.place, other.place) for other in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept


def _is_apart(one: Place, other: Place) -> bool:
    """Say whether two places lie apart by a fifth of a mark, or differ in size."""
    from linter.evidence.logos.places import corners

    here, there = corners(one.matrix), corners(other.matrix)
    size = float(abs(here - here.mean(axis=0)).mean() + abs(there - there.mean(axis=0)).mean())
    return bool(abs(here - there).max() > 0.4 * size)


def encode(value: Iterable[Mark]) -> bytes:
    """Return marks as bytes."""
    return json.dumps([[one.name, one.owner, one.box, one.confidence] for one in value]).encode()


def decode(data: bytes) -> tuple[Mark, ...]:
    """Return what `encode` was given; raise ValueError if it is not that."""
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("not marks")
    try:
        return tuple(Mark(str(name), owner, _box(box), float(sure)) for name, owner, box, sure in rows)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _box(values: Any) -> tuple[int, int, int, int]:
    left, top, width, height = map(int, values)
    return left, top, width, height


@lru_cache(maxsize=4)
def _references(extra: bytes) -> tuple[Reference, ...]:
    """Return the references of some files: a worker reads them once."""
    from linter.evidence.logos.reference import opened

    return tuple(opened(path, owner, name) for path, owner, name, _ in json.loads(extra))


def _mark(reference: Reference, corners: Any, confidence: float, shape: tuple[int, ...]) -> Mark:
    left, top = (max(0, int(value)) for value in corners.min(axis=0))
    right, bottom = (min(most, int(value) + 1) for value, most in zip(corners.max(axis=0), shape[1::-1], strict=True))
    return Mark(
        reference.name, reference.owner, (left, top, max(1, right - left), max(1, bottom - top)), round(confidence, 3)
    )


def _apart(found: list[Mark]) -> tuple[Mark, ...]:
    """Return marks of which none lies on a surer one: several places, variants and marks are tried at each spot."""
    kept: list[Mark] = []
    for one in sorted(found, key=lambda mark: -mark.confidence):
        if all(_shared(one.box, other.box) < 0.3 for other in kept):
            kept.append(one)
    return tuple(kept)


def _shared(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """Return which part of the smaller box two boxes share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, wide) * max(0, high) / min(one[2] * one[3], other[2] * other[3])
