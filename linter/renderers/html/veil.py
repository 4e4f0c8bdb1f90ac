"""What of a post must stay hidden on the page: the same as in every other format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linter.finding import Finding
from linter.mask import mask_spans
from linter.renderers.masking import occurrences
from linter.report import PostReport, Report
from linter.value import frozen

_PIECE = re.compile(r"[^\W_]+")
# A short word that is private in one post of a draft may be a plain word in the next: "Will", "will".
_DISTINCT = 8


@frozen
class Veil:
    """The private findings of a post, and those of the other posts of its draft whose values are unmistakable."""

    own: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = ()

    def places(self, part: str) -> list[tuple[int, int]]:
        """Return the spans of a part, as written, that private findings mark."""
        return [(f.place.start, f.place.end) for f in self.own if f.place.part == part and f.place.start < f.place.end]

    def repeats(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of any text that repeat a private value."""
        return occurrences((*self.own, *self.others), text) if text and (self.own or self.others) else []

    def clean(self, text: str) -> str:
        """Return a text with every private value masked."""
        return mask_spans(text, self.repeats(text))[0]


def veils(report: Report, *, show_values: bool) -> list[Veil]:
    """Return the veil of each post of a report, in order; with `show_values` nothing is hidden."""
    if show_values:
        return [Veil() for _ in report.posts]
    by_draft: dict[str, dict[str, Finding]] = {}
    for post in report.posts:
        for finding in post.private if post.path else ():
            if _is_distinct(finding.found):
                by_draft.setdefault(post.path, {}).setdefault(finding.found, finding)
    return [_veil(post, tuple(by_draft.get(post.path, {}).values())) for post in report.posts]


def _veil(post: PostReport, others: Sequence[Finding]) -> Veil:
    own = {finding.found for finding in post.private}
    return Veil(
        post.private,
        tuple(finding for finding in others if finding.found not in own),
    )


def _is_distinct(value: str) -> bool:
    pieces = _PIECE.findall(value)
    return len(pieces) > 1 or sum(map(len, pieces)) >= _DISTINCT
