"""Format `json`: one object in the shape of `schemas/report.schema.json` ("postlint/report/1")."""

from __future__ import annotations

import json
import re
from typing import Any

from linter import __version__
from linter.errors import Fault
from linter.finding import Finding, Place
from linter.renderers import RenderOptions
from linter.report import OUTCOMES, PostReport, Report
from linter.rule import SEVERITIES

SCHEMA = "postlint/report/1"
# Written as escapes, which mean the same: they would turn a line around in a terminal, or are no UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(report: Report, options: RenderOptions) -> str:  # noqa: ARG001 - every renderer takes the same
    """Return the report as one JSON object and a line end."""
    return encode(as_data(report), indent=2) + "\n"


def encode(data: dict[str, Any], indent: int | None = None) -> str:
    """Return data as JSON that no terminal reads as a command; on one line if there is no indent."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, its keys in the order of the published shape."""
    counts = report.counts()
    return {
        "schema": SCHEMA,
        "postlint": __version__,
        "policy": report.policy,
        "exit_code": report.exit_code,
        "posts": [_post(post) for post in report.posts],
        "failures": [failure_data(fault) for fault in report.all_failures],
        "summary": {"posts": len(report.posts), **{name: counts[name] for name in (*OUTCOMES, *SEVERITIES)}},
    }


def _post(post: PostReport) -> dict[str, Any]:
    return {
        "path": post.path,
        "id": post.id,
        "index": post.index,
        "outcome": post.outcome,
        "findings": [finding_data(finding) for finding in post.findings],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data; one that is not reported says why."""
    reason = {"reason": finding.reason} if finding.reason else {}
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "status": finding.status,
        **reason,
        "confidence": finding.confidence,
        "message": finding.message,
        "fix": finding.fix,
        "clauses": list(finding.clauses),
        "place": _place(finding.place),
        "excerpt": finding.excerpt,
        "fingerprint": finding.fingerprint,
    }


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {
        "part": place.part,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
    if place.box is not None:
        data["box"] = list(place.box)
    return data


def failure_data(fault: Fault) -> dict[str, str]:
    """Return what could not be done as plain data."""
    where = [f"line {fault.line}"] if fault.line is not None else []
    where += [fault.key] if fault.key else []
    return {"path": fault.path, "what": ": ".join([*where, fault.what]), "hint": fault.hint}
