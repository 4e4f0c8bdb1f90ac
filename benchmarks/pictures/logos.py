"""How many crests are found in made photos, and how many photos alarm for nothing.

    python -m benchmarks.pictures.logos [COUNT] [--photos FOLDER] [--fit]

The crests, the backgrounds and how the crests lie are drawn by `tests.drawn_marks` from seeds. The sets "fit" 0 and 1
are what the weights of the close look were found on (`--fit` finds them anew); "held out" uses crests and backgrounds
that neither they nor any limit was chosen by. `--photos` adds pictures of a folder as backgrounds, one half for each.
Beside us runs a bare SIFT matcher with RANSAC, as many a tutorial writes it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence import logos
from linter.evidence.logos import agreement
from linter.evidence.logos.keypoints import Keypoints
from linter.evidence.logos.outlines import Outlines
from linter.evidence.logos.places import corners
from linter.evidence.logos.reference import Reference
from linter.evidence.pictures.pixels import Pixels
from tests import drawn_marks

LOGOS = 10  # in the folder of the school
FIT, HELD_OUT = (0, 1), 2
_RIDGE = 2.0


class Photo(NamedTuple):
    """A made photo: `logo` is the number of the crest in it, -1 for a crest of a stranger."""

    data: bytes
    logo: int
    size: int
    way: str
    places: Any


def references(part: int) -> list[Reference]:
    """Return the crests of a set."""
    return [Reference(np.asarray(drawn_marks.crest(100 * part + k)), "own", str(k)) for k in range(LOGOS)]


def photos(part: int, count: int, behind: Sequence[Any] = ()) -> Iterator[Photo]:
    """Yield the photos of a set; in three of ten the crest is a stranger's."""
    random = Random(10 + part)
    for _ in range(count):
        if behind and random.random() < 0.5:
            ground = cv2.resize(random.choice(behind), (1280, 960), interpolation=cv2.INTER_CUBIC)
        else:
            ground = drawn_marks.ground(3 * random.randrange(10**6) + part)
        logo = random.randrange(LOGOS) if random.random() < 0.7 else -1
        seed = 100 * part + (logo if logo >= 0 else 20 + random.randrange(60))
        size, way = int(48 * (280 / 48) ** random.random()), random.choice(drawn_marks.WAYS)
        data, places = drawn_marks.photographed(ground, drawn_marks.crest(seed), random, size, way)
        yield Photo(data, logo, size, way, places)


def _is_there(points: Any, photo: Photo) -> bool:
    """Say whether corners are those of the crest in a photo: its middle within a fifth, and its size."""
    size = np.sqrt(abs(cv2.contourArea(points.astype(np.float32))))
    far = np.hypot(*(points.mean(axis=0) - photo.places.mean(axis=0)))
    return bool(far < 0.2 * photo.size and 0.6 < size / photo.size < 1.5)


def _fit(count: int, behind: Sequence[Any]) -> None:
    """Find the weights: a logistic regression with a ridge, over all candidates of the sets FIT."""
    rows, truths = [], []
    for part in FIT:
        own = references(part)
        for photo in photos(part, count, behind[part::3]):
            array = Pixels(photo.data).array()
            scale = min(1.5, logos.LONGEST / max(array.shape[:2]))
            array = cv2.resize(array, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
            grey = cv2.cvtColor(array, cv2.COLOR_BGR2GRAY)
            points, outlines = Keypoints(grey), Outlines(grey)
            for number, reference in enumerate(own):
                for place in (*points.places(reference), *outlines.places(reference)):
                    seen = agreement.agreement(array, reference, place)
                    if seen is not None:
                        rows.append(seen.features)
                        truths.append(number == photo.logo and _is_there(seen.corners / scale, photo))
    features, truth = np.nan_to_num(np.array(rows)), np.array(truths, float)
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
    found = {
        "means": means.round(5).tolist(),
        "spreads": spreads.round(5).tolist(),
        "weights": weights[:-1].round(5).tolist(),
        "constant": round(float(weights[-1]), 5),
    }
    path = Path(agreement.__file__).parent / "weights.json"
    path.write_text(json.dumps(found) + "\n", "ascii")
    print(f"{path.name}: from {len(rows)} candidates, {int(truth.sum())} of them crests")


def _naive(array: Any, reference: Reference) -> Any | None:
    """Return the corners that a bare matcher sees: SIFT on the photo, ratio 0.78, affine RANSAC, seven inliers."""
    sift = cv2.SIFT_create()
    colours, _ = reference.at(256)
    own, own_described = sift.detectAndCompute(cv2.cvtColor(colours.astype(np.uint8), cv2.COLOR_RGB2GRAY), None)
    seen, described = sift.detectAndCompute(cv2.cvtColor(array, cv2.COLOR_BGR2GRAY), None)
    if own_described is None or described is None or len(seen) < 2:
        return None
    pairs = [a for a, b in cv2.BFMatcher().knnMatch(own_described, described, k=2) if a.distance < 0.78 * b.distance]
    if len(pairs) < 7:
        return None
    here, there = (np.array([list(p) for p in some], np.float32) for some in _ends(pairs, own, seen))
    matrix, inliers = cv2.estimateAffinePartial2D(here * (96 / 256), there)
    return corners(matrix) if matrix is not None and int(inliers.sum()) >= 7 else None


def _ends(pairs: Any, own: Any, seen: Any) -> tuple[list[Any], list[Any]]:
    return [own[pair.queryIdx].pt for pair in pairs], [seen[pair.trainIdx].pt for pair in pairs]


def _measure(count: int, behind: Sequence[Any]) -> None:
    own = references(HELD_OUT)
    table: dict[str, list[bool]] = {}
    spent = {"us": 0.0, "bare SIFT": 0.0}
    false = {"us": 0, "bare SIFT": 0}
    for photo in photos(HELD_OUT, count, behind):
        pixels = Pixels(photo.data)
        array = pixels.array()
        start = time.process_time()
        marks = logos.find(array, own)
        spent["us"] += time.process_time() - start
        start = time.process_time()
        naive = {n: points for n, one in enumerate(own) if (points := _naive(array, one)) is not None}
        spent["bare SIFT"] += time.process_time() - start
        false["us"] += any(mark.name != str(photo.logo) for mark in marks)
        false["bare SIFT"] += any(number != photo.logo for number in naive)
        if photo.logo >= 0:
            ours = any(mark.name == str(photo.logo) and _covers(mark.box, photo) for mark in marks)
            theirs = photo.logo in naive and _is_there(naive[photo.logo], photo)
            keys = ["64 pixels and more" if photo.size >= 64 else "under 64 pixels", photo.way]
            if photo.size >= 64 and photo.way != "watermark":
                keys.append("64 pixels and more, no watermark")
            for key in keys:
                table.setdefault(f"us: {key}", []).append(ours)
                table.setdefault(f"bare SIFT: {key}", []).append(theirs)
    for key in sorted(table):
        print(f"{key:45} {sum(table[key]):4} of {len(table[key]):4}  {sum(table[key]) / len(table[key]):.1%}")
    for who, number in false.items():
        print(f"{who}: photos with a false mark {number} of {count}; {spent[who] / count:.2f} s a photo, {LOGOS} marks")


def _covers(box: tuple[int, int, int, int], photo: Photo) -> bool:
    left, top, width, height = box
    x, y = photo.places.mean(axis=0)
    return bool(left < x < left + width and top < y < top + height and 0.5 < (width * height) ** 0.5 / photo.size < 2)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=60)
    parser.add_argument("--photos", type=Path, help="a folder of pictures that serve as backgrounds too")
    parser.add_argument("--fit", action="store_true", help="find the weights anew instead")
    args = parser.parse_args()
    found = sorted(args.photos.iterdir()) if args.photos else []
    pictures = [picture for path in found if (picture := cv2.imread(str(path))) is not None]
    behind = [picture for picture in pictures if min(picture.shape[:2]) >= 200]
    if args.fit:
        _fit(args.count, behind)
    else:
        _measure(args.count, behind[HELD_OUT::3])


if __name__ == "__main__":
    main()
