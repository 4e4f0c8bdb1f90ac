"""Format `sarif`: SARIF 2.1.0, for code scanning and for editors that show its results.

Section numbers are those of the standard (OASIS, Static Analysis Results Interchange Format 2.1.0, errata 01).
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote

from linter import __version__
from linter.errors import Fault
from linter.finding import Finding
from linter.mask import DOTS
from linter.renderers import RenderOptions
from linter.renderers.columns import visible
from linter.renderers.json_report import encode
from linter.renderers.masking import occurrences
from linter.renderers.sarif_rules import LEVELS, bare_data, escaped, rule_data
from linter.renderers.text import said
from linter.report import OUTCOMES, PostReport, Report
from linter.rule import SEVERITIES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The key and the version of our fingerprint among those of other tools (3.27.17).
FINGERPRINT = "postlint/v1"
ROOT = "SRCROOT"
_SUPPRESSIONS = {"suppressed": "inSource", "waived": "external"}
_EXITS = {
    0: "Nothing was found at or above the limit.",
    1: "Something was found at or above the limit.",
    2: "Something could not be done.",
}
# What is found in a picture itself. Its file name and its alt text stand in the draft.
_IN_PICTURE = re.compile(r"image:(\d+)(/text|/meta)?")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//|[A-Za-z]:[\\/]|[\\/~]")
# Halves of characters that stand for no byte of a file name.
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as a SARIF log."""
    return encode(as_sarif(report, options), indent=2) + "\n"


def as_sarif(report: Report, options: RenderOptions) -> dict[str, Any]:
    """Return the report as plain data: a log with one run."""
    rules = _rules(report, options)
    order = {rule["id"]: index for index, rule in enumerate(rules)}
    counts = report.counts()
    results = _Results(report, order, options)
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "postlint",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "en-GB",
                "shortDescription": {"text": "A linter for the social-media posts of schools."},
                "rules": rules,
            }
        },
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which postlint was run."}}},
        "invocations": [_invocation(report, order)],
        "artifacts": [
            {"location": location(path), "roles": ["analysisTarget"]}
            for path in dict.fromkeys(post.path for post in report.posts if post.path)
        ],
        "results": [results.result(post, finding) for post in report.posts for finding in post.findings],
        "properties": {
            "policy": report.policy,
            "outcome": report.outcome,
            "summary": {"posts": len(report.posts), **{name: counts[name] for name in (*OUTCOMES, *SEVERITIES)}},
        },
    }
    if not options.show_values and any(post.private for post in report.posts):
        run["redactionTokens"] = [DOTS]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(report: Report, options: RenderOptions) -> list[dict[str, Any]]:
    """Return the rules that ran, in the order of their codes, and any other that found something."""
    known = sorted(options.rules.values(), key=lambda rule: (rule.code, rule.name))
    rest = {finding.rule: finding for finding in report.findings if finding.rule not in options.rules}
    bare = [bare_data(name, finding.code) for name, finding in sorted(rest.items())]
    return [*map(rule_data, known), *bare]


class _Results:
    """Make the results of a report."""

    def __init__(self, report: Report, order: dict[str, int], options: RenderOptions) -> None:
        self._order = order
        # A picture may be called like the child in it: then its path is as private as what was found.
        self._private: dict[str, list[Finding]] = {}
        for post in report.posts if not options.show_values else ():
            self._private.setdefault(post.path, []).extend(post.private)

    def result(self, post: PostReport, finding: Finding) -> dict[str, Any]:
        """Return one finding; nothing is left out because it was suppressed or waived."""
        place, picture = finding.place, self._picture(post, finding)
        data: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._order[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": escaped(f"{said(finding)} {visible(finding.fix)}")},
            "locations": [_location(post, finding), *([{"physicalLocation": picture}] if picture else [])],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            # If any result of a run has this, all must (3.27.23); an empty list says "not suppressed".
            "suppressions": _suppressions(finding),
            "properties": {
                "outcome": post.outcome,
                "status": finding.status,
                "severity": finding.severity,
                "confidence": finding.confidence,
                "clauses": list(finding.clauses),
                "post": post.id,
                "index": post.index,
                "part": place.part,
                "start": place.start,
                "end": place.end,
                "excerpt": finding.excerpt,
                "fix": finding.fix,
            },
        }
        if place.box is not None:
            data["properties"]["box"] = list(place.box)
            if picture:
                left, top, width, height = place.box
                corners = {"top": top, "left": left, "bottom": top + height, "right": left + width}
                area = {**corners, "message": {"text": escaped(visible(finding.message))}}
                description = {"text": "The picture. The area is in pixels of the upright picture."}
                attachment = {"description": description, **picture, "rectangles": [area]}
                data["attachments"] = [attachment]
        return data

    def _picture(self, post: PostReport, finding: Finding) -> dict[str, Any] | None:
        """Return where the picture of a finding is; None if it is in none, or if its path must not be written."""
        match = _IN_PICTURE.fullmatch(finding.place.part)
        images = post.post.images if post.post else ()
        if not match or int(match[1]) >= len(images):
            return None
        path = images[int(match[1])].path
        if not path.strip() or _ELSEWHERE.match(path) or occurrences(self._private.get(post.path, ()), path):
            return None
        # No region: a picture has no lines, and the whole of it is meant (3.29.4).
        folder = PurePath(post.path).parent.as_posix()
        return {"artifactLocation": location(normpath(join(folder, path.replace("\\", "/"))))}


def _location(post: PostReport, finding: Finding) -> dict[str, Any]:
    """Return where a finding is in its draft, or in which part of a post that was made by hand."""
    place = finding.place
    if not post.path:
        name = post.id or f"post {post.index + 1}"
        return {"logicalLocations": [{"name": place.part, "fullyQualifiedName": f"{name}/{place.part}"}]}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": location(post.path), "region": region}}


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    kind = _SUPPRESSIONS.get(finding.status)
    if finding.status == "suppressed" and finding.reason == "baseline":
        kind = "external"  # it stands in no draft
    if kind is None:
        return []
    reason = {"justification": visible(finding.reason)} if finding.reason else {}
    return [{"kind": kind, "status": "accepted", **reason}]


def _invocation(report: Report, order: dict[str, int]) -> dict[str, Any]:
    return {
        "executionSuccessful": not report.all_failures,
        "exitCode": report.exit_code,
        "exitCodeDescription": _EXITS[report.exit_code],
        "toolExecutionNotifications": [_notification(fault, order) for fault in report.all_failures],
    }


def _notification(fault: Fault, order: dict[str, int]) -> dict[str, Any]:
    key = f"{fault.key}: " if fault.key else ""
    hint = f" ({fault.hint})" if fault.hint else ""
    data: dict[str, Any] = {"level": "error", "message": {"text": escaped(visible(f"{key}{fault.what}{hint}"))}}
    if fault.path:
        physical: dict[str, Any] = {"artifactLocation": location(fault.path)}
        if fault.line is not None:
            physical["region"] = {"startLine": fault.line}
        data["locations"] = [{"physicalLocation": physical}]
    rule = fault.key.removeprefix("rule ").partition(":")[0]
    if fault.key.startswith("rule ") and rule in order:
        data["associatedRule"] = {"id": rule, "index": order[rule]}
    return data


def location(path: str) -> dict[str, str]:
    """Return a path as an artifactLocation (3.4): percent-encoded, and relative to the root unless it is absolute."""
    path = _HALVES.sub("\ufffd", path)
    if PurePath(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(PurePath(path).as_posix(), errors="surrogateescape"), "uriBaseId": ROOT}
