"""What `check` adds to the log of runs, where the settings ask for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linter import runs
from linter.engine import Linter
from linter.errors import PostlintError
from linter.ledger.entries import draft_key
from linter.report import PostReport


def count(judged: Iterable[tuple[Linter, tuple[PostReport, ...]]]) -> list[str]:
    """Note what runs found. Return what went wrong: a run that cannot be counted is still a run."""
    said = []
    for linter, posts in judged:
        log = linter.settings.stats.log
        if log:
            try:
                runs.note(linter.settings.resolve(log), _rows(linter, posts))
            except PostlintError as error:
                said += [f"note: {fault}" for fault in error.faults]
    return said


def _rows(linter: Linter, posts: Iterable[PostReport]) -> Iterator[runs.Judged]:
    for post in posts:
        key = draft_key(post.path, linter.settings.root, post.index, post.id)
        if not key:
            continue
        written = post.post.account if post.post else None
        account = linter.context.account(written) if written else None
        found: Counter[tuple[str, str, str]] = Counter(
            (finding.rule, finding.severity, finding.status) for finding in post.findings
        )
        # A handle that the settings do not know may be anybody's name.
        name = account[0] if account else ("unknown account" if written else "")
        yield runs.Judged(linter.today, key, name, linter.profile.name, post.outcome, found)
