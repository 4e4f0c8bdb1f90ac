"""All safe fixes of a draft at once: those that leave what it says as it is, and whose result is certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from linter.editing import EditError, Read
from linter.errors import Fault
from linter.fixes.offers import Offer, apply, offered
from linter.post import Draft
from linter.reader_options import ReaderOptions

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.report import PostReport

# What was hidden may hide something else, which the next round puts right.
_ROUNDS = 4


def fix(
    draft: Draft,
    posts: Sequence[PostReport],
    linter: Linter,
    check: Callable[[Draft], Sequence[PostReport]],
    read: Read,
    options: ReaderOptions,
    faults: list[Fault],
) -> tuple[Draft, Sequence[PostReport], tuple[Offer, ...]]:
    """Return the changed draft, what is found in it now, and what was done.

    `check` judges a draft anew. What cannot be put right safely stays as it is and is noted in `faults`.
    """
    done: list[Offer] = []
    refused: set[str] = set()
    for _ in range(_ROUNDS):
        wanted = _wanted(draft, posts, linter, refused)
        if not wanted:
            break
        # From the last to the first, so that what is left to do stays where it was.
        for index, offer in wanted:
            try:
                draft = read(apply(draft, index, offer, linter, read, options))
            except EditError as error:
                refused.add(offer.finding.fingerprint)
                faults += error.faults
            else:
                done.append(offer)
        posts = check(draft)
    return draft, posts, tuple(done)


def _wanted(draft: Draft, posts: Sequence[PostReport], linter: Linter, refused: set[str]) -> list[tuple[int, Offer]]:
    """Return the safe offers with their posts, from the last place in the file to the first, none over another."""
    found: list[tuple[int, int, int, Offer]] = []
    for post in posts:
        for finding in post.findings:
            safe = [offer for offer in offered(finding, draft, post.index, linter) if offer.is_safe]
            if safe and finding.fingerprint not in refused:
                found.append((*_where(draft, post.index, safe[0]), post.index, safe[0]))
    chosen: list[tuple[int, Offer]] = []
    first = len(draft.text) + 1
    for start, end, index, offer in sorted(found, key=lambda row: row[:2], reverse=True):
        # Of two that touch, the earlier waits for the next round; posts of one declaration may share a text.
        if end <= first and start < first:
            chosen.append((index, offer))
            first = start
    return chosen


def _where(draft: Draft, index: int, offer: Offer) -> tuple[int, int]:
    places = draft.entries[index].places
    part, span = offer.finding.place.part, offer.span
    place = places.get(span.part if span else part)
    if place is None:
        return 0, 0
    start, end = (span.start, span.end) if span else (offer.finding.place.start, offer.finding.place.end)
    return place.span(start, end)
