"""The close look at a place: the photo is laid over the mark, shifted until it fits best, and compared point by point.

How far light, colours and edges agree becomes one number by weights that `benchmarks.pictures.logos --fit` finds from
made composites (`weights.json`).
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from linter.evidence.logos.places import Place, corners
from linter.evidence.logos.reference import SIDE, Reference, slopes

_AROUND = 16  # pixels around the square in which the mark may lie
_WHOLE = SIDE + 2 * _AROUND
_GRID = 4
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
_WORTHLESS = 0.12  # a place at which neither light nor edges agree so far is not shifted
_WEIGHTS = Path(__file__).parent / "weights.json"


class Seen(NamedTuple):
    """What the close look showed: the corners of the mark in the photo (4 x 2), and how far all agrees."""

    corners: Any
    features: Any

    @property
    def confidence(self) -> float:
        """Return how sure it is that the mark is there, from 0 to 1."""
        means, spreads, weights, constant = _weights()
        return 1 / (1 + exp(-float(expanded(self.features, means, spreads) @ weights + constant)))


def agreement(photo: Any, reference: Reference, place: Place) -> Seen | None:
    """Look closely at a place of a photo (height x width x 3, blue first); None if nothing agrees."""
    laid = _laid(photo, place.matrix)
    if laid is None:
        return None
    patch, matrix = laid
    inside = patch[_AROUND:-_AROUND, _AROUND:-_AROUND].astype(np.float32)
    if _is_worthless(reference, inside):
        return None
    shift, fit = _shifted(patch, reference)
    shown = cv2.warpAffine(patch, shift, (SIDE, SIDE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    features = _features(reference, shown.astype(np.float32), fit, place.points)
    final = (matrix @ np.vstack([shift, [0, 0, 1]]))[:2]
    return Seen(corners(final), features)


def _is_worthless(reference: Reference, shown: Any) -> bool:
    """Say whether neither the light nor the edges of a place agree even roughly: most candidates end here."""
    grey = cv2.cvtColor(shown.astype(np.uint8), cv2.COLOR_BGR2GRAY).astype(np.float32)
    if abs(_like(reference.grey[reference.mask], grey[reference.mask])) >= _WORTHLESS:
        return False
    return _runs(reference, *slopes(grey, 1.0))[1] < _WORTHLESS


def _runs(reference: Reference, across: Any, down: Any, slope: Any) -> tuple[Any, float]:
    """Return how edges run with those of the mark, at each point and on the whole; both ways count alike."""
    cosine = (reference.across * across + reference.down * down) / (reference.slope * (slope + 1e-3) + 1e-3)
    doubled = 2 * cosine * cosine - 1
    return doubled, float(doubled[reference.edges].mean()) if reference.edges.any() else 0.0


def _laid(photo: Any, matrix: Any) -> tuple[Any, Any] | None:
    """Return the place as the mark's square with some margin, and the map from that to the photo."""
    shift = np.array([[1, 0, -_AROUND], [0, 1, -_AROUND], [0, 0, 1]], np.float64)
    whole = np.vstack([matrix, [0, 0, 1]]) @ shift
    scale = sqrt(abs(float(np.linalg.det(matrix[:, :2]))))
    source, own = photo, whole
    if scale > 1.4:  # the photo shows it larger than it is compared: blurred, so that no dots appear
        points = corners(matrix)
        middle = points.mean(axis=0)
        points = (points - middle) * 1.4 + middle
        left, top = (max(0, int(value)) for value in points.min(axis=0))
        right, bottom = (int(value) + 1 for value in points.max(axis=0))
        source = photo[top : max(top, bottom), left : max(left, right)]
        if min(source.shape[:2]) < 8:
            return None
        source = cv2.GaussianBlur(source, (0, 0), 0.35 * scale)
        own = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ whole
    patch = cv2.warpAffine(
        source,
        own[:2],
        (_WHOLE, _WHOLE),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return patch, whole


def _shifted(patch: Any, reference: Reference) -> tuple[Any, float]:
    """Return the small shift (2 x 3) with which the edges of a patch fit best, and how well they do."""
    still = np.array([[1, 0, _AROUND], [0, 1, _AROUND]], np.float32)
    grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.float32)
    wanted = cv2.GaussianBlur(reference.slope, (0, 0), 2.0)
    there = cv2.GaussianBlur(slopes(grey, 1.2)[2], (0, 0), 2.0)
    try:
        fit, shift = cv2.findTransformECC(wanted, there, still.copy(), cv2.MOTION_AFFINE, _STEPS, None, 1)
    except cv2.error:  # it did not settle
        return still, 0.0
    large, small = np.linalg.svd(shift[:, :2])[1]
    is_small = small > 0.6 and large < 1.6 and bool(np.all(np.abs(shift[:, 2] - _AROUND) < 26))
    return (shift, float(fit)) if is_small and np.linalg.det(shift[:, :2]) > 0 else (still, 0.0)


def _features(reference: Reference, shown: Any, fit: float, points: int) -> Any:
    """Return how light, colours and edges agree, each about from 0 to 1, whatever the brightness and contrast."""
    grey = cv2.cvtColor(shown.astype(np.uint8), cv2.COLOR_BGR2GRAY).astype(np.float32)
    across, down, slope = slopes(grey, 1.0)
    doubled, runs = _runs(reference, across, down, slope)
    edges, mask, inner = reference.edges, reference.mask, reference.inner
    parts, lights = _by_part(reference, doubled, grey)
    light = _like(reference.grey[mask], grey[mask])
    share = float(edges.sum()) / max(1, int(inner.sum()))
    energy = float(slope[edges].sum()) / (float(slope[inner].sum()) + 1e-3) / max(share, 1e-3)
    colour, hue = _colours(reference.colours[mask][:, ::-1], shown[mask])
    return np.array(
        [
            abs(light),
            runs,
            float(np.sort(parts)[len(parts) // 4]),
            float(np.median(parts)),
            abs(float(lights.mean())),
            float((np.abs(lights) > 0.5).mean()),
            energy,
            fit,
            min(points, 12) / 12,
            float(np.log1p(edges.sum())) / 8,
            float((parts > 0.35).mean()),
            abs(colour),
            hue * np.sign(colour),
            float(np.sign(light) == np.sign(colour)),
            abs(light) * runs,
        ],
        np.float64,
    )


def _by_part(reference: Reference, doubled: Any, grey: Any) -> tuple[Any, Any]:
    """Return how the edges, and the light, agree in each part of a grid: a mark may be partly hidden."""
    edges, mask = reference.edges, reference.mask
    count = _sums(edges)
    runs = (_sums(doubled * edges) / np.maximum(count, 1))[count >= 12]
    opaque = _sums(mask)
    least = np.maximum(opaque, 1)
    own, seen = reference.grey * mask, grey * mask
    own_mean, seen_mean = _sums(own) / least, _sums(seen) / least
    own_spread = np.sqrt(np.maximum(_sums(own * own) / least - own_mean**2, 0))
    seen_spread = np.sqrt(np.maximum(_sums(seen * seen) / least - seen_mean**2, 0))
    together = _sums(own * seen) / least - own_mean * seen_mean
    like = np.where(seen_spread < 0.5, 0.0, together / np.maximum(own_spread * seen_spread, 1e-6))
    lights = like[(opaque > SIDE * SIDE / _GRID**2 / 2) & (own_spread > 8)]
    return runs if runs.size else np.zeros(1), lights if lights.size else np.zeros(1)


def _sums(values: Any) -> Any:
    """Return the sum of the values in each part of the grid."""
    step = SIDE // _GRID
    return values.reshape(_GRID, step, _GRID, step).sum(axis=(1, 3), dtype=np.float64)


def _like(one: Any, other: Any) -> float:
    """Return the correlation of two rows of values; 0 if one of them is flat."""
    if one.std() < 1 or other.std() < 0.5:
        return 0.0
    return float(((one - one.mean()) * (other - other.mean())).mean() / (one.std() * other.std()))


def _colours(one: Any, other: Any) -> tuple[float, float]:
    """Return how colours agree: all of them, and the hues alone."""
    one, other = one - one.mean(axis=0), other - other.mean(axis=0)
    whole = float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum() + 1e-6))
    hues, seen = one[:, [0, 2]] - one[:, [1]], other[:, [0, 2]] - other[:, [1]]
    return whole, float((hues * seen).sum() / np.sqrt((hues**2).sum() * (seen**2).sum() + 2000))


@cache
def _weights() -> tuple[Any, Any, Any, float]:
    """Return means, spreads and weights of the features and their squares, and the constant."""
    kept = json.loads(_WEIGHTS.read_text("ascii"))
    return np.array(kept["means"]), np.array(kept["spreads"]), np.array(kept["weights"]), float(kept["constant"])


def expanded(features: Any, means: Any, spreads: Any) -> Any:
    """Return standardised features, and some of their products, of one place or of many."""
    plain = (features - means) / spreads
    first, second, points = plain[..., [0]], plain[..., [1]], plain[..., [8]]
    return np.concatenate([plain, plain**2, first * plain, second * plain, points * plain], axis=-1)
