"""Waivers: exceptions that a named person signed outside the draft, each with a reason and an end.

`waivers.toml` beside the settings:

    [[waivers]]
    rule = "missing-approval"
    draft = "drafts/fair.md"        # as seen from the settings file; or the id of a post
    fingerprint = "1f0c…"           # optional: this finding alone, and it goes along if the draft is renamed
    reason = "The head approved it by telephone."
    approved_by = "S01"
    until = 2026-12-31              # the last day on which it holds
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from linter.errors import Fault, SettingsError, shown
from linter.finding import Finding, Hit
from linter.report import PostReport
from linter.settings import read_toml
from linter.shape import read
from linter.value import frozen, replace

if TYPE_CHECKING:
    from linter.packs import Packs

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
# A reason that says something has at least so many letters.
_LETTERS = 3


@frozen
class Waiver:
    """One waiver. `draft` is a path as seen from the settings file, or the id of a post."""

    rule: str
    draft: str
    reason: str
    approved_by: str
    until: date
    fingerprint: str = ""

    @property
    def is_for_a_path(self) -> bool:
        """Say whether it names a file, not the id of a post."""
        return "/" in self.draft or bool(PurePath(self.draft).suffix)


@frozen
class _File:
    waivers: tuple[Waiver, ...] = ()


class Waivers:
    """The waivers of a project. `gone` are the drafts that they name and that are no files any more."""

    def __init__(self, path: Path, root: Path, listed: tuple[Waiver, ...], gone: frozenset[str]) -> None:
        self.path = path
        self.root = root
        self.listed = listed
        self._gone = gone

    def apply(self, report: PostReport, packs: Packs, today: date) -> PostReport:
        """Return a report in which the findings that a waiver lets pass are waived, with who, why and until when."""
        own = [one for one in self.listed if today <= one.until and self._concerns(one, report)]
        if not own:
            return report
        return replace(report, findings=tuple(self._judged(each, own, packs) for each in report.findings))

    def _judged(self, finding: Finding, own: Iterable[Waiver], packs: Packs) -> Finding:
        rule = packs.rules.get(finding.rule)
        if finding.status != "reported" or rule is None or not rule.may_pass(finding.case):
            return finding
        by = next((one for one in own if _covers(one, finding, packs)), None)
        return replace(finding, status="waived", reason=_reason(by)) if by else finding

    def faults(
        self, reports: Sequence[PostReport], packs: Packs, ran: frozenset[str], today: date
    ) -> Iterator[tuple[int, Hit]]:
        """Yield (which report, what is wrong) of the waivers for the posts of one draft, each waiver once.

        `ran` are the rules that were run; the waivers have been applied to the reports.
        """
        for number, one in enumerate(self.listed, 1):
            own = [index for index, report in enumerate(reports) if self._names(one, report)]
            if not own:
                continue
            case, values = self._fault(one, [reports[index] for index in own], packs, ran, today)
            if case:
                yield (
                    own[0],
                    Hit("body", 0, 0, case, values={"exception": f"Waiver {number} in {self.path.name}", **values}),
                )

    def _fault(
        self, one: Waiver, reports: Sequence[PostReport], packs: Packs, ran: frozenset[str], today: date
    ) -> tuple[str, Mapping[str, str]]:
        name = packs.resolve(one.rule)
        if name is None:
            from linter.suppressions import unknown

            return "unknown", unknown(one.rule, packs)
        if not packs.rules[name].silenceable:
            return "never", {"rule": name}
        if one.until < today:
            return "expired", {"rule": name, "until": one.until.isoformat()}
        findings = [finding for report in reports for finding in report.findings if finding.status == "waived"]
        is_used = any(each.reason == _reason(one) and _covers(one, each, packs) for each in findings)
        # A rule that failed has found nothing, and proves no exception needless.
        if not is_used and name in ran and not any(report.failures for report in reports):
            return "unused", {"rule": name}
        return ("renamed", {"rule": name, "word": one.rule}) if name != one.rule else ("", {})

    def idle(self, reports: Iterable[PostReport]) -> tuple[str, ...]:
        """Return what to say of waivers for drafts that no longer exist and that went along with no renamed one."""
        used = {finding.reason for report in reports for finding in report.findings if finding.status == "waived"}
        return tuple(
            f"{shown(self.path)}: waiver {number} is for '{one.draft}', which is not there"
            for number, one in enumerate(self.listed, 1)
            if one.draft in self._gone and _reason(one) not in used
        )

    def _names(self, one: Waiver, report: PostReport) -> bool:
        if not one.is_for_a_path:
            return one.draft == report.id
        return bool(report.path) and posixpath.normpath(one.draft) == relative(report.path, self.root)

    def _concerns(self, one: Waiver, report: PostReport) -> bool:
        # A fingerprint holds on to the words, so it follows them into a new file once the old one is gone.
        return self._names(one, report) or bool(one.fingerprint and one.draft in self._gone)


def load(path: Path, root: Path, today: date, most_days: int) -> Waivers:
    """Read the waivers. Raise SettingsError naming every fault; one may end at most `most_days` from today."""
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str) -> None:
        faults.append(Fault(shown(path), what, hint or _cure(key, what), key))

    file = read(_File, read_toml(path), complain)
    for index, one in enumerate(file.waivers if file else ()):
        key = f"waivers[{index}]"
        for name, what, hint in complaints(one, today, most_days):
            complain(f"{key}.{name}", what, hint)
        if one in (file.waivers[:index] if file else ()):
            complain(key, "is there twice", "keep one of them")
    if file is None or faults:
        raise SettingsError(faults)
    gone = frozenset(one.draft for one in file.waivers if one.is_for_a_path and not (root / one.draft).is_file())
    return Waivers(path, root, file.waivers, gone)


def complaints(one: Waiver, today: date, most_days: int) -> Iterator[tuple[str, str, str]]:
    """Yield (key, what is wrong, what to do) of one waiver; it may end at most `most_days` from today."""
    latest = today + timedelta(days=most_days)
    for name in ("rule", "draft", "approved_by"):
        if not getattr(one, name).strip():
            yield name, "is empty", ""
    if sum(map(str.isalpha, one.reason)) < _LETTERS:
        yield "reason", "says nothing", "say in words why the rule may pass"
    if one.fingerprint and not _FINGERPRINT.fullmatch(one.fingerprint):
        yield "fingerprint", "is no fingerprint", "copy the 16 signs that --format json shows"
    if posixpath.isabs(one.draft) or "\\" in one.draft or posixpath.normpath(one.draft).startswith(".."):
        yield "draft", "is not a path below the settings file", "such as drafts/fair.md, with /"
    if one.until > latest:
        cure = f"at most {latest.isoformat()}; waiver_days in the settings says how long"
        yield "until", f"is {one.until.isoformat()}, more than {most_days} days ahead", cure


def relative(path: str, folder: Path) -> str:
    """Return a path as seen from a folder, with forward slashes."""
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return PurePath(path).as_posix()


def _covers(one: Waiver, finding: Finding, packs: Packs) -> bool:
    if one.fingerprint and one.fingerprint != finding.fingerprint:
        return False
    return packs.resolve(one.rule) == finding.rule


def _reason(one: Waiver) -> str:
    return f"{one.reason} (approved by {one.approved_by}, until {one.until.isoformat()})"


def _cure(key: str, what: str) -> str:
    last = key.rpartition(".")[2]
    if what == "is missing" and last in ("rule", "draft", "reason", "approved_by", "until"):
        return "each waiver needs rule, draft, reason, approved_by and until"
    return "fill it in" if what == "is empty" else ""
