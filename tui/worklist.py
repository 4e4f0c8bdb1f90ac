"""The findings of a post in the order to work through, and the words for where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from linter.finding import Finding
from linter.post import Post
from linter.report import PostReport
from linter.rule import SEVERITIES

_PICTURE = re.compile(r"(?:alt:|image:|field:images\.)(\d+)")
_ORDER = ("title", "body")
_FIELDS = {
    "account": "the account",
    "approval": "the approval",
    "audience": "the audience",
    "author": "the author",
    "category": "the category",
    "disclaimer": "the disclaimer",
    "group": "the group",
    "platforms": "the platforms",
    "reply_to": "the account it replies to",
    "schedule": "the time of publishing",
    "second_reader": "the second reader",
}
_PIECES = {"text": "the words in the picture", "meta": "what is hidden in the file of", "name": "the file name of"}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order to work through: what stops the post first, then as they stand in it."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    part = _ORDER.index(place.part) if place.part in _ORDER else len(_ORDER)
    silenced = finding.status != "reported"
    return silenced, SEVERITIES.index(finding.severity), part, place.part, place.start, place.end, finding.rule


def again(finding: Finding | None, findings: Sequence[Finding], place: int = 0) -> int:
    """Return which of the findings of a post that was judged anew is the one from before, or the nearest after it.

    0 if there is none; an edit elsewhere moves a finding, so its fingerprint tells it, then its rule and part. `place`
    is where it stood.
    """
    if finding is None or not findings:
        return 0
    tests = (
        lambda one: one.fingerprint == finding.fingerprint and one.place.start == finding.place.start,
        lambda one: one.fingerprint == finding.fingerprint,
        lambda one: one.rule == finding.rule and one.place.part == finding.place.part,
        lambda one: _rank(one) >= _rank(finding),
    )
    for test in tests:
        found = next((index for index, one in enumerate(findings) if test(one)), None)
        if found is not None and findings[found].status == finding.status:
            return found
        if found is not None and findings[found].status == "reported":  # it was let pass, and is not any more
            return found
        if found is not None:  # it was let pass: the work goes on with the next one
            return min(max(place, 0), len(findings) - 1)
    return len(findings) - 1


def picture_of(finding: Finding) -> int | None:
    """Return which picture of the post a finding is about, None if it is about none."""
    match = _PICTURE.match(finding.place.part)
    return int(match[1]) if match else None


def where(finding: Finding, post: Post | None) -> str:
    """Return where a finding is, in words."""
    part, line = finding.place.part, finding.place.line
    picture = picture_of(finding)
    if picture is not None:
        name = _name(picture, post)
        if part.startswith("alt:"):
            return f"in the alt text of {name}"
        if part.startswith("field:"):
            return f"in what is declared of {name}"
        piece = part.partition("/")[2]
        return f"in {_PIECES.get(piece, 'the picture')} {name}"
    if part.startswith("field:"):
        key = part.removeprefix("field:")
        return f"in {_FIELDS.get(key, key)}"
    if finding.place.start == finding.place.end and part == "body":
        return "about the whole post"
    return f"in the {'title' if part == 'title' else 'text'}, line {line} of the file"


def _name(picture: int, post: Post | None) -> str:
    if post is None or picture >= len(post.images):
        return f"picture {picture + 1}"
    return PurePosixPath(post.images[picture].path.replace("\\", "/")).name


def summary(report: PostReport) -> str:
    """Return how many findings of each sort a post has, in words."""
    reported = [finding for finding in report.findings if finding.status == "reported"]
    counts = {name: sum(one.severity == name for one in reported) for name in SEVERITIES}
    words = {
        "error": ("thing must be put right", "things must be put right"),
        "warning": ("thing to look at", "things to look at"),
        "info": ("good to know", "good to know"),
    }
    said = [f"{count} {words[name][count != 1]}" for name, count in counts.items() if count]
    silenced = len(report.findings) - len(reported)
    nothing = f"{silenced} let pass by an exception" if silenced else "nothing was found"
    return ", ".join(said) or nothing
