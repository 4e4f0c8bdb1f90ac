"""Format `github`: workflow commands, which GitHub Actions shows as annotations beside the lines of the drafts.

Every line is one command. The runner obeys commands wherever a line begins, and an older kind ("##[…]") anywhere in a
line that is none of these; so nothing of a draft may ever begin a line or stand outside a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter.errors import Fault
from linter.finding import Finding
from linter.renderers import RenderOptions
from linter.renderers.columns import visible
from linter.renderers.text import said, totals, where
from linter.report import PostReport, Report
from linter.rule import Severity

# Of each kind of annotation GitHub shows so many a step; the others are in the log alone.
SHOWN = 10
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_CLAUSES = 4
# What has no place in a log, or in the UTF-8 that it is written in. Line ends have escapes of their own.
_UNSEEN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(report: Report, options: RenderOptions) -> str:  # noqa: ARG001 - every renderer takes the same
    """Return the report as workflow commands: errors, warnings, notices, and a notice with the totals."""
    lines: dict[str, list[str]] = {"error": [_failure(fault) for fault in report.all_failures], "warning": []}
    notices: list[tuple[PostReport, Finding]] = []
    for post in report.posts:
        for finding in post.findings:
            kind = _COMMANDS[finding.severity] if finding.status == "reported" else "notice"
            if kind == "notice":
                notices.append((post, finding))
            else:
                lines[kind].append(_finding(kind, post, finding))
    # The totals are a notice too and must be among those that are shown: what does not fit is told in them.
    alone, together = notices[: SHOWN - 1], notices[SHOWN - 1 :]
    said_last = [totals(report)]
    for kind, each in lines.items():
        if len(each) > SHOWN:
            said_last.append(f"GitHub shows {SHOWN} of the {len(each)} {kind}s as annotations; the log has them all.")
    said_last += [f"{where(post, each)}: {_title(each)}: {said(each)}" for post, each in together]
    commands = [*lines["error"], *lines["warning"], *(_finding("notice", post, each) for post, each in alone)]
    return "".join(f"{line}\n" for line in [*commands, command("notice", said_last, title="postlint")])


def command(name: str, message: Iterable[str], **properties: str | int | None) -> str:
    """Return a workflow command, escaped as the runner reads it; properties that are None or empty are left out."""
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value not in (None, ""))
    return f"::{name}{' ' if listed else ''}{listed}::{_data(chr(10).join(message))}"


def _finding(kind: str, post: PostReport, finding: Finding) -> str:
    place = finding.place
    message = [f"{where(post, finding)}: {said(finding)}"]
    if finding.status == "reported":
        message.append(f"Fix: {visible(finding.fix)}")
    elif finding.reason:
        message.append(f"Reason: {visible(finding.reason)}")
    if finding.clauses:
        more = len(finding.clauses) - _CLAUSES
        message.append(f"Clause: {', '.join(finding.clauses[:_CLAUSES])}{f' and {more} more' if more > 0 else ''}")
    if not post.path:  # made by hand: there is no file to show it in
        return command(kind, message, title=_title(finding))
    one_line = place.line == place.end_line  # GitHub takes columns within one line only
    return command(
        kind,
        message,
        file=post.path,
        line=place.line,
        endLine=place.end_line,
        col=place.column if one_line else None,
        endColumn=place.end_column if one_line else None,
        title=_title(finding),
    )


def _failure(fault: Fault) -> str:
    message = [visible(str(fault))]
    return command("error", message, file=fault.path, line=fault.line, endLine=fault.line, title="Could not be checked")


def _title(finding: Finding) -> str:
    status = "" if finding.status == "reported" else f" {finding.status}"
    return f"{finding.rule} [{finding.code}]{status}"


def _data(text: str) -> str:
    text = _UNSEEN.sub("\ufffd", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
