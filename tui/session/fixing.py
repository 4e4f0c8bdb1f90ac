"""What a machine can put right of a finding, and doing it: `linter.fixes` for one draft of the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from linter.engine import Linter
from linter.errors import Fault
from linter.finding import Finding
from linter.fixes import offers, safe
from linter.fixes.offers import Offer as Fix
from linter.post import Draft
from linter.reader_options import ReaderOptions
from linter.report import PostReport

__all__ = ["Fix", "all_safe", "applied", "has_safe", "offered"]

Read = Callable[[str], Draft]


def offered(linter: Linter, draft: Draft, index: int, finding: Finding) -> tuple[Fix, ...]:
    """Return what can be done about a finding of post `index`; the safe ones first."""
    return offers.offered(finding, draft, index, linter) if index < len(draft.entries) else ()


def has_safe(linter: Linter, draft: Draft, reports: Sequence[PostReport]) -> bool:
    """Say whether something found in a draft can be put right without changing what it says."""
    found = ((one.index, finding) for one in reports for finding in one.findings)
    return any(fix.is_safe for index, finding in found for fix in offered(linter, draft, index, finding))


def applied(linter: Linter, draft: Draft, fix: Fix, index: int, read: Read, options: ReaderOptions) -> str:
    """Return the text of a draft with a fix of post `index` done. Raise DraftError, saying why not."""
    return offers.apply(draft, index, fix, linter, read, options)


def all_safe(linter: Linter, draft: Draft, reports: Sequence[PostReport], read: Read, options: ReaderOptions) -> str:
    """Return the text of a draft with everything done that changes nothing of what its posts say."""
    faults: list[Fault] = []  # what cannot be done safely stays as it is, and is still in the list of findings
    folder = Path(draft.path).parent.absolute()

    def check(changed: Draft) -> Sequence[PostReport]:
        return linter.check_draft(changed, folder)

    return safe.fix(draft, reports, linter, check, read, options, faults)[0].text
