"""`postlint check --explain-why FILE:LINE[:COLUMN]`: the evidence of what was found there, masked."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from linter.commands import Result
from linter.commands.judging import judge
from linter.commands.wording import as_page
from linter.covering import cover
from linter.errors import Fault, SettingsError
from linter.finding import Finding
from linter.why import evidence_of

_PLACE = re.compile(r"(.+?):(\d+)(?::(\d+))?")


def explain(args: argparse.Namespace) -> Result:
    """Return the evidence of the findings at a place. Raise SettingsError for what is no place."""
    match = _PLACE.fullmatch(args.explain_why)
    if match is None or not Path(match[1]).is_file():
        what = f"'{args.explain_why}' is no place in a draft"
        raise SettingsError(Fault("--explain-why", what, "such as drafts/fair.md:3 or drafts/fair.md:3:15"))
    path, line, column = match[1], int(match[2]), int(match[3] or 0)
    found, failures = judge(args, [path])
    failures += tuple(fault for one in found for fault in one.failures)
    blocks: list[str] = []
    for one in found:
        (posts,), _ = cover([(one.linter, one.posts)], args.baseline, whole=False)
        for post in posts:
            for number, finding in enumerate(post.findings):
                if _is_at(finding, line, column):
                    blocks += [*evidence_of(one.linter, post, number), ""]
    out = as_page(blocks) if blocks else f"Nothing was found at {args.explain_why}.\n"
    return Result(out, "\n".join(f"error: {fault}" for fault in failures), 2 if failures else 0)


def _is_at(finding: Finding, line: int, column: int) -> bool:
    place = finding.place
    if not place.line <= line <= place.end_line:
        return False
    if not column:
        return True
    first = place.column if line == place.line else 1
    last = place.end_column if line == place.end_line else column + 1
    return first <= column < max(last, first + 1)
