"""The rows of the queue: one post each, or one draft that could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from linter.errors import Fault
from linter.mask import mask_spans
from linter.post import Post
from linter.renderers.columns import visible
from linter.renderers.masking import occurrences
from linter.report import Outcome, PostReport
from linter.rule import SEVERITIES
from linter.settings import Settings
from linter.value import field, frozen

State = Literal["waiting", "checked", "not-checked"]
_SHOWN = 120
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


class Key(NamedTuple):
    """Which post: the path of its draft as the user would write it, and its place in the draft, from 0."""

    path: str
    index: int  # type: ignore[assignment]  # a tuple's own `index` is not missed


@frozen
class Item:
    """One row of the queue. `fault` says why a draft is not checked; it stays in the list all the same.

    `account`, `platforms` and `schedule` are what the post declares, or what its account is for; `words` is how the
    post begins, with private values masked. `counts` are reported findings by severity, `rules` the rules that they
    break; `outcome` is None while the post waits, and where it is not checked. `approved` says by whom and when it was
    approved as it stands, `returned` by whom it was sent back and what for. All is added up once, not at each glance
    at a thousand rows.
    """

    key: Key
    state: State = "waiting"
    post: Post | None = None
    report: PostReport | None = None
    fault: Fault | None = None
    account: str = ""
    platforms: tuple[str, ...] = ()
    schedule: date | None = None
    words: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    outcome: Outcome | None = None
    approved: str = ""
    returned: str = ""

    @property
    def has_pictures(self) -> bool:
        """Say whether pictures are attached."""
        return bool(self.post and self.post.images)


def item_of(report: PostReport, settings: Settings, approved: str = "", returned: str = "") -> Item:
    """Return the row of a post that was judged. With a check that failed it is not checked, whatever was found."""
    post = report.post
    assert post is not None  # reports are made of drafts here
    account = settings.accounts.get(post.account or "")
    reported = [finding for finding in report.findings if finding.status == "reported"]
    severities = [finding.severity for finding in reported]
    return Item(
        Key(report.path, report.index),
        "not-checked" if report.failures else "checked",
        post,
        report,
        report.failures[0] if report.failures else None,
        post.account or "",
        tuple(post.platforms) or (account.platforms if account else ()),
        post.schedule,
        _beginning(post, report),
        {name: severities.count(name) for name in SEVERITIES if name in severities},
        frozenset(finding.rule for finding in reported),
        None if report.failures else report.outcome,
        "" if report.failures else approved,
        returned,
    )


def _beginning(post: Post, report: PostReport) -> str:
    """Return how a post begins, on one line, private values masked."""
    name, text = ("title", post.title) if post.title else ("body", post.body)
    spans = [(one.place.start, one.place.end) for one in report.private if one.place.part == name]
    masked = mask_spans(text, [*spans, *occurrences(report.private, text)])[0]
    if post.markup == "markdown":
        masked = _PICTURE.sub(" ", masked)
    return visible(" ".join(masked.split())[:_SHOWN])


def not_checked(path: str, faults: Sequence[Fault], index: int = 0) -> Item:
    """Return the row of a draft that could not be read or judged, or of what could not be read of it."""
    return Item(Key(path, index), "not-checked", fault=faults[0] if faults else Fault(path, "could not be read"))
