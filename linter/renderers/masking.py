"""Keep private values out of everything that is printed of a post, also out of the words of other findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from linter.finding import Finding
from linter.mask import mask, mask_spans
from linter.report import PostReport, Report
from linter.value import replace

_PIECE = re.compile(r"[^\W_]+")
# A value of one short word is looked for as a whole word only: "Will" must not mask "Willow".
_DISTINCT = 8


def printable(report: Report, *, show_values: bool = False) -> Report:
    """Return the report with every text as it may be printed: private values masked everywhere, or shown everywhere."""
    if not any(post.private for post in report.posts):
        return report
    return replace(report, posts=tuple(_unmasked(p) if show_values else _masked(p) for p in report.posts))


def occurrences(findings: Iterable[Finding], text: str) -> list[tuple[int, int]]:
    """Return the spans of a text that repeat what private findings found, however it is spaced or joined."""
    spans: list[tuple[int, int]] = []
    values = dict.fromkeys(finding.found for finding in findings if finding.private)
    squeezed = _squeezed(text) if values else ""
    for value in values:
        # Most values are not in most lines, and a pattern is far slower than a look into the letters alone.
        if _squeezed_value(value) in squeezed and (pattern := _pattern(value)):
            spans += [match.span() for match in pattern.finditer(text)]
    return spans


def _squeezed(text: str) -> str:
    return "".join(_PIECE.findall(text.casefold()))


_squeezed_value = lru_cache(maxsize=8192)(_squeezed)


@lru_cache(maxsize=8192)
def _pattern(value: str) -> re.Pattern[str] | None:
    """Return a pattern for a value in any case and spacing; None if it is too short to be looked for."""
    pieces = _PIECE.findall(value)
    length = sum(map(len, pieces))
    if length < 2:
        return None
    joined = r"[\W_]*".join(map(re.escape, pieces))
    whole = len(pieces) == 1 and length < _DISTINCT
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])" if whole else joined, re.IGNORECASE)


def _masked(post: PostReport) -> PostReport:
    private = list(post.private)
    if not private:
        return post
    return replace(
        post, id=_clean(post.id, private), findings=tuple(_mask_texts(finding, private) for finding in post.findings)
    )


def _mask_texts(finding: Finding, private: list[Finding]) -> Finding:
    """Mask what the texts of a finding say of private findings. The engine has masked a private finding's own value."""
    message, excerpt = finding.message, finding.excerpt
    if not finding.private and finding.found:
        here = finding.place
        overlaps = [
            (max(other.place.start - here.start, 0), min(other.place.end, here.end) - here.start)
            for other in private
            if other.place.part == here.part and other.place.start < here.end and here.start < other.place.end
        ]
        excerpt, _ = mask_spans(finding.found, [*overlaps, *occurrences(private, finding.found)])
        message = _swap(message, finding.found, excerpt)
    return replace(
        finding,
        message=_clean(message, private),
        fix=_clean(_swap(finding.fix, finding.found, excerpt) if excerpt else finding.fix, private),
        excerpt=_clean(excerpt, private),
        reason=_clean(finding.reason, private),
    )


def _clean(text: str, private: list[Finding]) -> str:
    return mask_spans(text, occurrences(private, text))[0] if text else text


def _swap(text: str, old: str, new: str) -> str:
    """Replace `old` where it stands by itself: a single letter must not be replaced inside words."""
    if not old or old == new:
        return text
    before = r"(?<!\w)" if old[0].isalnum() else ""
    after = r"(?!\w)" if old[-1].isalnum() else ""
    return re.sub(f"{before}{re.escape(old)}{after}", lambda _: new, text)


def _unmasked(post: PostReport) -> PostReport:
    return replace(post, findings=tuple(_show(finding) for finding in post.findings))


def _show(finding: Finding) -> Finding:
    if not finding.private or not finding.found:
        return finding
    hidden = mask(finding.found)
    return replace(
        finding,
        message=_swap(finding.message, hidden, finding.found),
        fix=_swap(finding.fix, hidden, finding.found),
        excerpt=finding.found,
    )
