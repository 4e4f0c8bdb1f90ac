"""The baseline: what was found before postlint came, so that only what is new is reported.

A file of JSON Lines: a header, then one entry a line, sorted: a draft (as seen from the baseline's folder), a rule, a
fingerprint, and how often it was found. No line numbers and no words of any post, so the file changes only when what is
found changes. A merge that keeps the lines of both sides (`merge=union` in .gitattributes) is sound: entries that are
there twice are added up. What is covered is suppressed with the reason "baseline" and stays in every report.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.errors import Fault, SettingsError, shown
from linter.finding import Finding
from linter.report import PostReport
from linter.rule import EXCEPTION_FAULT as RULE
from linter.value import frozen, replace
from linter.waivers import relative

if TYPE_CHECKING:
    from linter.packs import Packs

SCHEMA = "postlint/baseline/1"
REASON = "baseline"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_MERGE = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class Entry(NamedTuple):
    """What is covered: a rule and a fingerprint in a draft."""

    draft: str
    rule: str
    fingerprint: str


@frozen
class Covered:
    """The reports with what the baseline covers suppressed, and how often each entry was found nowhere."""

    posts: tuple[PostReport, ...]
    stale: Mapping[Entry, int]


class Baseline:
    """How often each entry may be found. `folder` is that of the file, from which the drafts' paths start."""

    def __init__(self, folder: Path, counts: Mapping[Entry, int]) -> None:
        self.folder = folder
        self.counts = Counter(dict(counts))

    def apply(self, posts: Sequence[PostReport], packs: Packs) -> Covered:
        """Suppress what is covered, from the first place on; what is beyond the count stays reported."""
        left = Counter(self.counts)
        checked = {relative(post.path, self.folder) for post in posts if post.path}
        moved = self._moved(checked)
        result = []
        for post in posts:
            draft, findings = relative(post.path, self.folder), []
            for finding in post.findings:
                entry = _entry(draft, finding)
                source = entry if left[entry] else moved.get((finding.rule, finding.fingerprint), entry)
                if _may_be_covered(finding, packs) and post.path and left[source]:
                    left[source] -= 1
                    finding = replace(finding, status="suppressed", reason=REASON)  # noqa: PLW2901 - the same finding
                findings.append(finding)
            result.append(replace(post, findings=tuple(findings)))
        stale = {e: n for e, n in left.items() if n and (e.draft in checked or not (self.folder / e.draft).is_file())}
        return Covered(tuple(result), stale)

    def _moved(self, checked: Iterable[str]) -> Mapping[tuple[str, str], Entry]:
        """Return (rule, fingerprint) → the entry of a draft that is gone: it went along if the draft was renamed."""
        gone = {entry.draft for entry in self.counts} - set(checked)
        gone = {draft for draft in gone if not (self.folder / draft).is_file()}
        return {(entry.rule, entry.fingerprint): entry for entry in self.counts if entry.draft in gone}

    def without(self, stale: Mapping[Entry, int]) -> Baseline:
        """Return the baseline without what is found no more."""
        return Baseline(self.folder, +(self.counts - Counter(dict(stale))))

    def grown(self, posts: Iterable[PostReport], packs: Packs) -> Baseline:
        """Return the baseline with what is still reported in posts that it was applied to."""
        return Baseline(self.folder, self.counts + Counter(new(posts, packs, self.folder)))


def new(posts: Iterable[PostReport], packs: Packs, folder: Path) -> Mapping[Entry, int]:
    """Return what is reported and could be covered, with how often it was found."""
    return Counter(
        _entry(relative(post.path, folder), finding)
        for post in posts
        for finding in post.findings
        if post.path and _may_be_covered(finding, packs)
    )


def load(path: Path, key: bytes | None) -> Baseline:
    """Read a baseline. Raise SettingsError for one that cannot be read, or that was written with another key."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        cure = "write it with: postlint baseline write" if isinstance(error, FileNotFoundError) else ""
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}", cure)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(Fault(shown(path), f"is not UTF-8 at byte {error.start}")) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    faults: list[Fault] = []
    counts: Counter[Entry] = Counter()
    has_header = False
    for number, line in lines:
        try:
            data = _object(line)
            if "schema" in data:
                _check_header(data, key)
                has_header = True
            else:
                entry, count = _read_entry(data)
                counts[entry] += count
        except ValueError as problem:
            what, _, cure = str(problem).partition("; ")
            faults.append(Fault(shown(path), what, cure, line=number))
    if not has_header and not faults:
        faults.append(Fault(shown(path), "is not a baseline: its first line is missing", "write it anew", line=1))
    if faults:
        raise SettingsError(faults)
    return Baseline(path.parent, counts)


def dump(baseline: Baseline, key: bytes | None) -> str:
    """Return a baseline as its file has it."""
    lines: list[dict[str, Any]] = [{"schema": SCHEMA, "key": key_mark(key)}]
    lines += [{**entry._asdict(), "count": count} for entry, count in sorted(baseline.counts.items()) if count > 0]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def key_mark(key: bytes | None) -> str:
    """Return a sign of which key the fingerprints were made with, from which the key cannot be had; "" for none."""
    return hmac.new(key, b"postlint/baseline", hashlib.sha256).hexdigest()[:8] if key else ""


def _object(line: str) -> dict[str, Any]:
    if _MERGE.match(line):
        raise ValueError("is not merged; keep the lines of both sides (in .gitattributes: merge=union)")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ValueError("is not a line of JSON; write the baseline anew, or take the line out") from problem
    if not isinstance(data, dict):
        raise ValueError("is not an entry; take the line out")
    return data


def _check_header(data: Mapping[str, Any], key: bytes | None) -> None:
    if data["schema"] != SCHEMA:
        raise ValueError(f"is not {SCHEMA}; another postlint wrote it: update postlint, or write it anew")
    if data.get("key") != key_mark(key):
        made = "with another key" if data.get("key") and key else "with a key" if data.get("key") else "without a key"
        raise ValueError(f"was made {made}, so nothing would match; set the key that was used, or write it anew")


def _read_entry(data: Mapping[str, Any]) -> tuple[Entry, int]:
    texts = [data.get(name) for name in Entry._fields]
    count = data.get("count")
    if set(data) != {*Entry._fields, "count"} or not all(isinstance(text, str) and text for text in texts):
        raise ValueError("is not an entry; it needs draft, rule, fingerprint and count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise ValueError("count is not a whole number from 1; take the line out")
    if not _FINGERPRINT.fullmatch(str(texts[2])):
        raise ValueError("fingerprint is no fingerprint; take the line out")
    return Entry(*map(str, texts)), count


def _entry(draft: str, finding: Finding) -> Entry:
    return Entry(draft, finding.rule, finding.fingerprint)


def _may_be_covered(finding: Finding, packs: Packs) -> bool:
    rule = packs.rules.get(finding.rule)
    return finding.status == "reported" and rule is not None and rule.may_pass(finding.case) and finding.rule != RULE
