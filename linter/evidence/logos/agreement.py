"""The close look at a place: the photo is laid over the mark and compared with it point by point.

How far edges, light and colours agree, on the whole and part by part, becomes one number by weights that
`benchmarks.pictures.logos --fit` finds from made composites (`weights.json`).
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, log, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence.logos import overlay
from linter.evidence.logos.fitting import Tried, settled
from linter.evidence.logos.outlines import edges
from linter.evidence.logos.photo import Photo, opponents, slow
from linter.evidence.logos.places import Place, corners, grid
from linter.evidence.logos.reference import SIDE, Reference

_GRID = 4
_BLUR, _AROUND = 1.2, 14.0  # pixels of SIDE: of what is compared, and of what is taken off as slow change
_FEW = 32  # pixels of a mark where it is compared with what is around it
_LEAST = 0.45  # how far light and colours must agree: the weights know no mark as plain as a lozenge of one colour
_EXPLAINED, _IN_ALL = 0.12, 6.5  # or how far the mark, as pale as it may be, must explain the photo's slopes
_FAR = 3.0  # spreads from the mean, beyond which a feature says no more
_WEIGHTS = Path(__file__).parent / "weights.json"
FEATURES = (
    "ways", "slopes", "joint", "light", "colour", "plain", "low part", "middle part", "good parts", "low ways",
    "middle ways", "gain", "inverted", "tried ways", "tried slopes", "peak", "stands out", "points", "size", "stretch",
    "own edges", "own parts", "fine", "low fine", "middle fine", "trusted", "clean", "alone", "margin",
    *overlay.FEATURES,
)  # fmt: skip


class Seen(NamedTuple):
    """What the close look showed: the corners of the mark in the photo (4 x 2), and how far all agrees."""

    corners: Any
    features: Any

    @property
    def confidence(self) -> float:
        """Return how sure it is that the mark is there, from 0 to 1."""
        seen = dict(zip(FEATURES, self.features.tolist(), strict=True))
        is_alike = seen["joint"] >= _LEAST
        is_explained = seen["explained"] >= _EXPLAINED and seen["explained in all"] >= _IN_ALL
        plain, pale = (_sure(self.features, judge) for judge in _judges())
        return max(plain if is_alike else 0.0, pale if is_alike or is_explained else 0.0)


class _Own(NamedTuple):
    """A mark as it is compared. The values of ways and slopes are weighted by where it is opaque."""

    mask: Any
    wide: Any
    ways: Any
    slopes: Any
    values: Any  # light and colours without slow changes, where it is opaque
    plain: Any
    local: Any
    fine: Any


def agreement(photo: Photo, reference: Reference, one: Tried, usual: float) -> Seen:
    """Look closely at a place. `usual` is the promise of a place that is nothing."""
    place = settled(photo, reference, one.place)
    shown = photo.laid(place.matrix, SIDE)
    alone = _alone(photo, reference.once(_small), place)
    features = _features(reference.once(_own), shown, one, place, usual, alone)
    return Seen(corners(place.matrix), np.append(features, overlay.explained(reference, shown)))


def _own(reference: Reference) -> _Own:
    colours, opaque = reference.laid(grid(1, 0), SIDE)
    mask = opaque > 0.5
    solid = mask.astype(np.float32)
    wide = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    ways, slopes = edges(colours, _BLUR)
    local = slow(solid, _AROUND) + 1e-3
    values = opponents(colours)
    even = _even(values, solid, local)
    return _Own(
        mask, wide, np.stack(ways) * wide, np.stack(slopes) * solid, even * solid[:, :, None], values[mask],
        local, _fine(values) * solid[:, :, None],
    )  # fmt: skip


def _even(values: Any, solid: Any, local: Any) -> Any:
    """Return values less what they are around each point of the mark."""
    around = slow(values * solid[:, :, None], _AROUND) / local[:, :, None]
    return (cv2.GaussianBlur(values, (0, 0), 1.0) - around) * solid[:, :, None]


def _fine(values: Any) -> Any:
    return cv2.GaussianBlur(values, (0, 0), 1.0) - cv2.GaussianBlur(values, (0, 0), 4.0)


def _features(own: _Own, shown: Any, one: Tried, place: Place, usual: float, alone: tuple[float, float]) -> Any:
    """Return how all agrees, each about from 0 to 1, whatever the brightness and contrast; without `overlay`."""
    solid = own.mask.astype(np.float32)
    values = opponents(shown)
    even = _even(values, solid, own.local)
    ways, slopes = (np.stack(some) for some in edges(shown, _BLUR))
    slopes = slopes * solid
    joint = _like(own.values, even)
    sign = 1.0 if joint >= 0 else -1.0
    seen_plain = values[own.mask]
    plain = sign * _like(own.plain - own.plain.mean(axis=0), seen_plain - seen_plain.mean(axis=0))
    parts = sign * _by_part((own.values * even).sum(2), (own.values**2).sum(2), (even**2).sum(2), solid)
    by_ways = _by_part((own.ways * ways).sum(0), (own.ways**2).sum(0), ((ways * own.wide) ** 2).sum(0), own.wide)
    fine = _fine(values) * solid[:, :, None]
    by_fine = sign * _by_part((own.fine * fine).sum(2), (own.fine**2).sum(2), (fine**2).sum(2), solid)
    gain = abs(float((own.values * even).sum()) / (float((own.values**2).sum()) + 1e-6))
    large, small = np.linalg.svd(place.matrix[:2, :2])[1]
    parts = parts if parts.size else np.zeros(1)
    by_ways = by_ways if by_ways.size else np.zeros(1)
    by_fine = by_fine if by_fine.size else np.zeros(1)
    return np.array(
        [
            _like(own.ways, ways * own.wide),
            sign * _like(own.slopes, slopes),
            abs(joint),
            sign * _like(own.values[:, :, 0], even[:, :, 0]),
            sign * _like(own.values[:, :, 1:], even[:, :, 1:]),
            plain,
            float(np.sort(parts)[len(parts) // 5]),
            float(np.median(parts)),
            float((parts > 0.5).mean()),
            float(np.sort(by_ways)[len(by_ways) // 5]),
            float(np.median(by_ways)),
            log(gain + 0.05),
            float(sign < 0),
            one.ways,
            one.slopes,
            one.peak / 4,
            one.promise - usual,
            min(place.points, 12) / 12,
            log(sqrt(abs(float(large * small))) * SIDE / 64 + 0.1),
            log(float(large / (small + 1e-6))),
            float(np.sqrt((own.ways**2).sum(0))[own.mask].mean()),
            len(parts) / _GRID**2,
            sign * _like(own.fine, fine),
            float(np.sort(by_fine)[len(by_fine) // 3]),
            float(np.median(by_fine)),
            *_trusted(own.values[own.mask], even[own.mask]),
            *alone,
        ],
        np.float64,
    )


class _Small(NamedTuple):
    """A mark as it is compared with what is around a place."""

    slopes: list[Any]
    solid: Any


def _small(reference: Reference) -> _Small:
    colours, opaque = reference.laid(grid(SIDE / _FEW, 0), _FEW)
    slopes = [one * opaque for one in edges(colours)[1]]
    length = float(np.sqrt(sum(float((one**2).sum()) for one in slopes))) + 1e-6
    return _Small([(one / length).astype(np.float32) for one in slopes], (opaque**2).astype(np.float32))


def _alone(photo: Photo, own: _Small, place: Place) -> tuple[float, float]:
    """Return how the slopes agree here, against the places all around: in spreads, and against the best of them.

    Both are free of contrast: what a pale mark loses by it, all places around it lose too.
    """
    _, slopes = edges(photo.laid(place.matrix @ grid(SIDE / _FEW, _FEW), 3 * _FEW))
    energy = cv2.matchTemplate(sum(one * one for one in slopes), own.solid, cv2.TM_CCORR)
    agreed = sum(cv2.matchTemplate(seen, one, cv2.TM_CCORR) for seen, one in zip(slopes, own.slopes, strict=True))
    agreed = np.abs(agreed) / np.sqrt(np.maximum(energy, 0) + 10)
    middle, near = _FEW, _FEW // 4
    here = float(agreed[middle - 1 : middle + 2, middle - 1 : middle + 2].max())
    around = agreed.copy()
    around[middle - near : middle + near + 1, middle - near : middle + near + 1] = 0
    return here / (float(np.sqrt((around**2).mean())) + 0.02) / 4, here - float(around.max())


def _like(one: Any, other: Any) -> float:
    """Return the cosine between two arrays; 0 if one of them is flat."""
    return float((one * other).sum() / (np.sqrt(float((one**2).sum()) * float((other**2).sum())) + 1.0))


def _trusted(own: Any, seen: Any) -> tuple[float, float]:
    """Return how values agree where they agree best, and how small the rest is: print may lie under a pale mark."""
    trust = np.ones((len(own), 1), np.float32)
    usual, gain = 1.0, 0.0
    for _ in range(4):
        gain = float((trust * own * seen).sum()) / (float((trust * own * own).sum()) + 1e-3)
        rest = np.sqrt(((seen - gain * own) ** 2).sum(axis=1, keepdims=True))
        usual = float(np.median(rest)) + 0.3
        trust = 1 / (1 + (rest / (1.5 * usual)) ** 2)
    lengths = float((trust * own * own).sum()) * float((trust * seen * seen).sum())
    agreed = abs(float((trust * own * seen).sum())) / (np.sqrt(lengths) + 1.0)
    signal = abs(gain) * float(np.sqrt((own**2).sum(axis=1).mean()))
    return agreed, log((signal + 0.1) / usual)


def _by_part(both: Any, own: Any, seen: Any, counts: Any) -> Any:
    """Return how all agrees in each part of a grid in which there is something: a mark may be partly hidden."""
    both, own, seen, counts = (_sums(one) for one in (both, own, seen, counts))
    full = (counts > SIDE * SIDE / _GRID**2 / 3) & (own > 0.15 * own.mean())
    return (both / (np.sqrt(own * seen) + 1.0))[full]


def _sums(values: Any) -> Any:
    """Return the sum of the values in each part of the grid."""
    step = SIDE // _GRID
    return values.reshape(_GRID, step, _GRID, step).sum(axis=(1, 3), dtype=np.float64)


class _Judge(NamedTuple):
    """Means, spreads and weights of the features and their products, and the constant."""

    means: Any
    spreads: Any
    weights: Any
    constant: float


@cache
def _judges() -> tuple[_Judge, ...]:
    """Return one who judges without what `overlay` tells, from ordinary marks, and one with it, from pale ones too."""
    rows = json.loads(_WEIGHTS.read_text("ascii"))
    return tuple(
        _Judge(np.array(row["means"]), np.array(row["spreads"]), np.array(row["weights"]), row["constant"])
        for row in rows
    )


def _sure(features: Any, judge: _Judge) -> float:
    return 1 / (1 + exp(-float(expanded(features, judge.means, judge.spreads) @ judge.weights + judge.constant)))


def expanded(features: Any, means: Any, spreads: Any) -> Any:
    """Return standardised features, and some of their products, of one place or of many: as many as there are means."""
    plain = np.clip((features[..., : len(means)] - means) / spreads, -_FAR, _FAR)
    leading = [FEATURES.index(name) for name in ("ways", "joint", "size", "explained")]
    with_all = [plain[..., [number]] * plain for number in leading if number < len(means)]
    return np.concatenate([plain, plain**2, *with_all], axis=-1)
