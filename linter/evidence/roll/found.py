"""What matched, and which matches stand: of those that overlap, the one that says most."""

from __future__ import annotations

from typing import NamedTuple

from linter.evidence.people import Form
from linter.evidence.roll.index import People

_RANK = {"full": 0, "initial-last": 1, "first-initial": 1, "near": 2, "first": 3, "last": 4, "model": 5}
# Forms that tell one person from another as well as each other.
_TELLING = {"full", "first-initial", "initial-last"}


class Found(NamedTuple):
    """A place that matches: [start, end) of the part as written, and the people it may mean."""

    start: int
    end: int
    form: Form
    confidence: float
    people: People
    clues: tuple[str, ...] = ()
    allowed: int = -1


def longest(matches: list[Found]) -> list[Found]:
    """Return matches that do not overlap, in order: of those that do, the longest, then the surest form."""
    turned = [one for one in matches if one.form == "full" and "reversed" in one.clues]
    # "Kaur Gill, Gurpreet" is one name turned round, although there is an Amrit Kaur Gill.
    ordered = sorted(
        (one for one in matches if not any(_holds(other, one) for other in turned)) if turned else matches, key=_order
    )
    kept: list[Found] = []
    for one in ordered:
        same = next((other for other in kept if (other.start, other.end) == (one.start, one.end)), None)
        if same is not None:
            people = tuple(dict.fromkeys((*same.people, *one.people)))
            if same.allowed >= 0 or same.form == one.form or {same.form, one.form} <= _TELLING:
                kept[kept.index(same)] = same._replace(people=people)
        elif all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _holds(outer: Found, inner: Found) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _order(one: Found) -> tuple[int | float, ...]:
    """Whole names first; "Ali Khan, Sara Khan" is not read as "Khan, Sara", nor "Alli Khan, Sara Khan"."""
    turned = "reversed" in one.clues
    if one.form == "near" or (one.form == "full" and turned):
        return 1, one.start, -one.end
    whole = one.form == "full"
    return 0 if whole else 2, one.start - one.end, one.allowed < 0, _RANK[one.form], -one.confidence
