"""How many crests are found in made photos, and how many photos alarm for nothing.

    python -m benchmarks.pictures.logos [COUNT] [--photos FOLDER] [--fit | --calibrate]

The crests, the grounds and how the crests lie are drawn by `tests.drawn_marks` from seeds, in sets of ten crests
each; COUNT photos are made of each set. In three of ten photos the crest is that of a stranger. The sets FIT are what
the weights of the close look were found on (`--fit` finds them anew, from about 55 photos of each; those of pale marks
from photos of PALE too, in which all marks are watermarks), CALIBRATE what
`SURE` was put by (`--calibrate` shows the curve), and on HELD_OUT nothing was chosen: that is what is measured.
`--photos` takes pictures of a folder, cut and mirrored, as half of the grounds: one third of them for each. Beside us
runs a bare SIFT matcher with RANSAC, as many a tutorial writes it.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the workers have it; before numpy is loaded

import cv2
import numpy as np

from linter.evidence import logos
from linter.evidence.logos import agreement, overlay
from linter.evidence.logos.keypoints import Keypoints
from linter.evidence.logos.outlines import Outlines
from linter.evidence.logos.photo import Photo
from linter.evidence.logos.places import corners
from linter.evidence.logos.reference import Reference
from linter.evidence.pictures.pixels import Pixels
from tests import drawn_marks

LOGOS = 10  # in the folder of the school
FIT, CALIBRATE, HELD_OUT = (*range(10, 15), 40, 41), range(42, 50), range(93, 102)
PALE = (*range(310, 315), *range(320, 327))
_RIDGE = 15.0
_LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99)


class Made(NamedTuple):
    """A made photo: `logo` is the number of the crest in it, -1 for a crest of a stranger."""

    data: bytes
    logo: int
    size: int
    way: str
    places: Any  # corners of the picture of the crest, 4 x 2


def references(part: int) -> list[Reference]:
    """Return the crests of a set."""
    return [Reference(np.asarray(drawn_marks.crest(100 * part + k)), "own", str(k)) for k in range(LOGOS)]


def photos(part: int, count: int, behind: Sequence[Any] = (), ways: Sequence[str] = drawn_marks.WAYS) -> Iterator[Made]:
    """Yield the photos of a set; in three of ten the crest is a stranger's."""
    random = Random(1000 + part)
    for _ in range(count):
        if behind and random.random() < 0.5:
            ground = _cut(random, random.choice(behind))
        else:
            ground = drawn_marks.ground(random.randrange(6) + 6 * (1000 * part + random.randrange(1000)))
        logo = random.randrange(LOGOS) if random.random() < 0.7 else -1
        seed = 100 * part + (logo if logo >= 0 else 20 + random.randrange(60))
        size, way = int(48 * (280 / 48) ** random.random()), random.choice(ways)
        data, places = drawn_marks.photographed(ground, drawn_marks.crest(seed), random, size, way)
        yield Made(data, logo, size, way, places)


def _cut(random: Random, picture: Any) -> Any:
    """Return a part of a picture, perhaps mirrored."""
    height, width = picture.shape[:2]
    share = random.uniform(0.55, 1)
    high, wide = int(height * share), int(width * share)
    top, left = random.randrange(height - high + 1), random.randrange(width - wide + 1)
    part = picture[top : top + high, left : left + wide]
    part = part[:, ::-1] if random.random() < 0.5 else part
    return cv2.resize(np.ascontiguousarray(part), (1280, 960), interpolation=cv2.INTER_CUBIC)


def _there(part: int, made: Made) -> Any:
    """Return the corners (4 x 2) of the crest itself, without the empty margin of its picture."""
    rows, columns = np.nonzero(np.asarray(drawn_marks.crest(100 * part + made.logo))[:, :, 3] > 20)
    high, wide = np.ptp(rows) + 1, np.ptp(columns) + 1
    side = max(high, wide)
    top, left = rows.min() - (side - high) // 2, columns.min() - (side - wide) // 2
    picture = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    square = picture * np.float32(side) + np.array([left, top], np.float32)
    to_photo = cv2.getPerspectiveTransform(picture * np.float32(drawn_marks.SIDE), made.places)
    return cv2.perspectiveTransform(square[None], to_photo)[0]


def _is_there(points: Any, there: Any) -> bool:
    """Say whether corners are those of a crest: its middle within a fifth, and its size."""
    size, real = (np.sqrt(abs(cv2.contourArea(one.astype(np.float32)))) for one in (points, there))
    far = np.hypot(*(points.mean(axis=0) - there.mean(axis=0)))
    return bool(far < 0.2 * real and 0.65 < size / real < 1.5)


def _fit(count: int, behind: Sequence[Any]) -> None:
    """Find the weights of both judges, over all places that were looked at closely."""
    rows, truths = _looked(FIT, count, behind, drawn_marks.WAYS)
    pale, there = _looked(PALE, count // 2, (), ("watermark",))
    found = [
        _judge(rows[:, : -len(overlay.FEATURES)], truths),
        _judge(np.vstack([rows, pale]), np.append(truths, there)),
    ]
    path = Path(agreement.__file__).parent / "weights.json"
    path.write_text(json.dumps(found) + "\n", "ascii")
    print(f"{path.name}: from {len(rows)} places and {len(pale)} of pale marks")


def _looked(parts: Sequence[int], count: int, behind: Sequence[Any], ways: Sequence[str]) -> tuple[Any, Any]:
    """Return the features of all places that are looked at closely, and whether the crest is there."""
    rows, truths = [], []
    for part in parts:
        own = references(part)
        for made in photos(part, count, behind, ways):
            array = Pixels(made.data).array()
            scale = min(1.5, logos.LONGEST / max(array.shape[:2]))
            photo = Photo(cv2.resize(array, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
            points = Keypoints(cv2.cvtColor(photo.pixels, cv2.COLOR_BGR2GRAY))
            outlines = Outlines(photo, own)
            there = _there(part, made) if made.logo >= 0 else None
            for number, reference in enumerate(own):
                places = (*points.places(reference), *outlines.places(reference))
                for seen in logos.looked(photo, reference, places):
                    rows.append(seen.features)
                    truths.append(number == made.logo and _is_there(seen.corners / scale, there))
    return np.nan_to_num(np.array(rows)), np.array(truths, float)


def _judge(features: Any, truth: Any) -> dict[str, Any]:
    """Return the weights of a judge: a logistic regression with a ridge."""
    means, spreads = features.mean(axis=0), features.std(axis=0) + 1e-6
    inputs = np.hstack([agreement.expanded(features, means, spreads), np.ones((len(features), 1))])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(len(weights), _RIDGE)
    ridge[-1] = 0
    for _ in range(60):  # Newton's steps
        sure = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (sure - truth) + ridge * weights
        curve = (inputs * (sure * (1 - sure))[:, None]).T @ inputs + np.diag(ridge + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return {
        "means": means.round(5).tolist(),
        "spreads": spreads.round(5).tolist(),
        "weights": weights[:-1].round(5).tolist(),
        "constant": round(float(weights[-1]), 5),
    }


def _naive(array: Any, references: Sequence[Reference]) -> dict[int, Any]:
    """Return the corners that a bare matcher sees of each mark: SIFT, ratio 0.78, affine RANSAC, seven inliers."""
    seen = cv2.SIFT_create().detectAndCompute(cv2.cvtColor(array, cv2.COLOR_BGR2GRAY), None)
    found = {number: _matched(seen, reference) for number, reference in enumerate(references)}
    return {number: points for number, points in found.items() if points is not None}


def _matched(photo: tuple[Any, Any], reference: Reference) -> Any | None:
    colours, _ = reference.at(256)
    grey = cv2.cvtColor(colours.astype(np.uint8), cv2.COLOR_RGB2GRAY)
    own, own_described = cv2.SIFT_create().detectAndCompute(grey, None)
    seen, described = photo
    if own_described is None or described is None or len(seen) < 2:
        return None
    pairs = [a for a, b in cv2.BFMatcher().knnMatch(own_described, described, k=2) if a.distance < 0.78 * b.distance]
    if len(pairs) < 7:
        return None
    here, there = (np.array([list(p) for p in some], np.float32) for some in _ends(pairs, own, seen))
    matrix, inliers = cv2.estimateAffinePartial2D(here * (96 / 256), there)
    return corners(np.vstack([matrix, [0, 0, 1]])) if matrix is not None and int(inliers.sum()) >= 7 else None


def _ends(pairs: Any, own: Any, seen: Any) -> tuple[list[Any], list[Any]]:
    return [own[pair.queryIdx].pt for pair in pairs], [seen[pair.trainIdx].pt for pair in pairs]


class _Result(NamedTuple):
    """What was seen in one photo: how sure of the crest that is there, and of the surest that is not."""

    made: Made
    found: float
    false: float
    by_peer: bool
    peer_false: bool


def _results(parts: Sequence[int], count: int, behind: Sequence[Any], *, peer: bool) -> Iterator[_Result]:
    spent = {"postlint": 0.0, "bare SIFT": 0.0}
    for part in parts:
        own = references(part)
        for made in photos(part, count, behind):
            array = Pixels(made.data).array()
            there = _there(part, made) if made.logo >= 0 else None
            start = time.process_time()
            marks = logos.find(array, own, sure=_LEVELS[0])
            spent["postlint"] += time.process_time() - start
            start = time.process_time()
            theirs = _naive(array, own) if peer else {}
            spent["bare SIFT"] += time.process_time() - start
            right = [mark for mark in marks if mark.name == str(made.logo) and _covers(mark.box, there)]
            yield _Result(
                made,
                max((mark.confidence for mark in right), default=0.0),
                max((mark.confidence for mark in marks if mark not in right), default=0.0),
                there is not None and made.logo in theirs and _is_there(theirs[made.logo], there),
                any(number != made.logo for number in theirs),
            )
    for who, seconds in spent.items():
        print(f"{who}: {seconds / count / len(parts):.2f} s a photo, {LOGOS} marks")


def _covers(box: tuple[int, int, int, int], there: Any) -> bool:
    left, top, width, height = box
    (x, y), sides = there.mean(axis=0), np.ptp(there, axis=0)
    size = float(np.sqrt(sides[0] * sides[1]))
    return bool(left < x < left + width and top < y < top + height and 0.65 < (width * height) ** 0.5 / size < 1.5)


def _curve(results: Sequence[_Result]) -> None:
    """Print what is found, and what is false, from each confidence on."""
    marked = [one for one in results if one.made.logo >= 0 and one.made.size >= 64]
    unmarked = [one for one in results if one.made.logo < 0]
    print("confidence   found (64 pixels and more)   photos with a false mark   of those with a stranger's crest")
    for level in (*_LEVELS, logos.SURE):
        found = sum(one.found >= level for one in marked)
        false, strange = (sum(one.false >= level for one in some) for some in (results, unmarked))
        print(
            f"{level:10.3f}   {found:4} of {len(marked):4}  {found / max(1, len(marked)):6.1%}"
            f"      {false:4} of {len(results):4}  {false / len(results):6.2%}   {strange:4} of {len(unmarked):4}"
        )


def _table(results: Sequence[_Result]) -> None:
    """Print how many crests of each kind are found."""
    table: dict[str, list[tuple[bool, bool]]] = {}
    for one in (one for one in results if one.made.logo >= 0):
        size = "64 pixels and more" if one.made.size >= 64 else "48 to 63 pixels"
        keys = [size, f"{size}, {one.made.way}"]
        if one.made.way != "watermark":
            keys.append(f"{size}, no watermark")
        for key in keys:
            table.setdefault(key, []).append((one.found >= logos.SURE, one.by_peer))
    for key, rows in sorted(table.items()):
        ours, theirs = (sum(row[who] for row in rows) / len(rows) for who in (0, 1))
        print(f"{key:34} of {len(rows):4}   postlint {ours:6.1%}   bare SIFT {theirs:6.1%}")
    false = sum(one.peer_false for one in results)
    print(f"bare SIFT: photos with a false mark {false} of {len(results)}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=20)
    parser.add_argument("--photos", type=Path, help="a folder of pictures that serve as grounds too")
    parser.add_argument("--fit", action="store_true", help="find the weights anew instead")
    parser.add_argument("--calibrate", action="store_true", help="show the curve of the sets that SURE was put by")
    args = parser.parse_args()
    found = sorted(args.photos.iterdir()) if args.photos else []
    pictures = [picture for path in found if (picture := cv2.imread(str(path))) is not None]
    behind = [picture for picture in pictures if min(picture.shape[:2]) >= 200]
    if args.fit:
        _fit(args.count, behind[0::3])
        return
    parts, some = (CALIBRATE, behind[1::3]) if args.calibrate else (HELD_OUT, behind[2::3])
    results = list(_results(parts, args.count, some, peer=not args.calibrate))
    _curve(results)
    if not args.calibrate:
        _table(results)


if __name__ == "__main__":
    main()
