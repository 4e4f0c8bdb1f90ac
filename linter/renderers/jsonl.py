"""Format `jsonl`: one JSON object a line, in the shape of `schemas/finding-line.schema.json`.

A line for each finding, then one for each thing that could not be done, then one with the totals: a reader that has
seen the line of type "summary" has seen the whole run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter import __version__
from linter.renderers import RenderOptions
from linter.renderers.json_report import encode, failure_data, finding_data
from linter.report import OUTCOMES, Report
from linter.rule import SEVERITIES

SCHEMA = "postlint/finding-line/1"


def render(report: Report, options: RenderOptions) -> str:  # noqa: ARG001 - every renderer takes the same
    """Return the report as JSON Lines."""
    return "".join(f"{encode(line)}\n" for line in as_lines(report))


def as_lines(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the report as plain data, line by line, their keys in the order of the published shape."""
    for post in report.posts:
        for finding in post.findings:
            where = {"path": post.path, "id": post.id, "index": post.index}
            yield {"type": "finding", **where, **finding_data(finding)}
    for fault in report.all_failures:
        yield {"type": "failure", **failure_data(fault)}
    counts, silenced = report.counts(), report.silenced()
    yield {
        "type": "summary",
        "schema": SCHEMA,
        "postlint": __version__,
        "policy": report.policy,
        "exit_code": report.exit_code,
        "posts": len(report.posts),
        **{name: counts[name] for name in (*OUTCOMES, *SEVERITIES)},
        "suppressed": silenced["suppressed"],
        "waived": silenced["waived"],
        "failures": len(report.all_failures),
    }
