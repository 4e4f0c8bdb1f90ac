"""What a machine can put right of a finding, and doing it: `linter.fixes` for one draft of the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.engine import Linter
from linter.errors import DraftError, Fault
from linter.finding import Finding
from linter.fixes import UNSAFE, names, unused_exceptions
from linter.post import Draft
from linter.report import PostReport
from linter.rule import EXCEPTION_FAULT
from linter.value import frozen


@frozen
class Fix:
    """Something that can be done about a finding, in words for a person. A safe one changes nothing that is said."""

    name: str
    words: str
    is_safe: bool
    finding: Finding


def offered(finding: Finding) -> tuple[Fix, ...]:
    """Return what can be done about a finding; the safe ones first."""
    if finding.rule == EXCEPTION_FAULT and finding.case in unused_exceptions.CASES:
        return (Fix("unused-exceptions", "Take this exception out of the draft", True, finding),)
    if finding.rule in names.RULES and finding.status == "reported":
        return tuple(Fix(name, f"{words[0].upper()}{words[1:]}", False, finding) for name, words in UNSAFE.items())
    return ()


def applied(
    linter: Linter, draft: Draft, reports: Sequence[PostReport], fix: Fix, index: int, read: Callable[[str], Draft]
) -> str:
    """Return the text of a draft with a fix of a finding of post `index` done. Raise DraftError, saying why not."""
    faults: list[Fault] = []
    if fix.name == "unused-exceptions":
        text = unused_exceptions.fix(draft, [fix.finding], faults)
    else:
        found = [(fix.finding,) if one.index == index else () for one in reports]
        text, _ = names.fix(draft, found, fix.name, linter.context, read, faults)
    if text == draft.text:
        raise DraftError(faults or Fault(draft.path, "there is nothing that could be changed", "change it by hand"))
    return text


def all_safe(draft: Draft, reports: Sequence[PostReport]) -> str:
    """Return the text of a draft with everything done that changes nothing of what its posts say."""
    found = [one for report in reports for one in report.findings if any(fix.is_safe for fix in offered(one))]
    return unused_exceptions.fix(draft, found, []) if found else draft.text
