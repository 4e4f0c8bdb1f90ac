"""Run the examples that rule files carry, in the surroundings of the sample school.

An example is read as a JSON draft, so it takes the same way as a real one. Unless it says otherwise it is posted by
the headteacher on the school's own Facebook page, approved, on 20 November 2026 at ten o'clock; its pictures are in
`samples/`. "⟦ ⟧" in any text mark what the rule must underline, exactly.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from linter import packs, readers
from linter import settings as settings_file
from linter.engine import Linter
from linter.evidence import Evidence
from linter.evidence import approved as approval
from linter.finding import Finding
from linter.ledger import Approvals, Entry, Subject
from linter.ledger.entries import Kind
from linter.post import Post
from linter.rule import Example
from linter.shape import read
from linter.value import replace
from tests.conftest import NOW, SAMPLES, SHELF, own_rules, sample_linter

SURROUNDINGS: dict[str, Any] = {
    "id": "example",
    "account": "main",
    "author": "S01",
    "platforms": ["facebook"],
    "audience": "public",
    "approval": {"by": "S01", "on": "2026-11-19"},
}
_MARKS = re.compile("[⟦⟧]")
_LINTERS: dict[tuple[str, str], Linter] = {}

Span = tuple[str, int, int]


@dataclasses.dataclass(frozen=True)
class Result:
    """What an example was expected to mark, and all that was found."""

    marked: frozenset[Span]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]

    def of(self, rule: str) -> tuple[Finding, ...]:
        """Return the findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)

    def spans(self, rule: str) -> frozenset[Span]:
        """Return what one rule underlined."""
        places = (finding.place for finding in self.of(rule))
        return frozenset((place.part, place.start, place.end) for place in places if place.start < place.end)


def run(example: Example) -> Result:
    """Check an example under all rules of its profile."""
    draft = {**SURROUNDINGS, **example.draft}
    if "thread" not in draft:
        draft["body"] = example.post
    draft = {key: value for key, value in draft.items() if value != "none" or key == "people"}
    linter = _linter(example)
    marked: set[Span] = set()
    _collect_marks("", draft, marked)
    read_back = readers.read("example.json", json.dumps(_without_marks(draft), default=str).encode())
    if example.ledger:
        decided = _decided(example.ledger, [entry.post for entry in read_back.entries], linter)
        linter = linter.within(linter.context.with_approvals(decided))
    posts = linter.check_draft(read_back, SAMPLES)
    return Result(
        frozenset(marked),
        tuple(finding for post in posts for finding in post.findings),
        tuple(str(failure) for post in posts for failure in post.failures),
    )


def _linter(example: Example) -> Linter:
    linter = sample_linter(example.profile or "default")
    if example.settings:
        linter = _linter_with(json.dumps(example.settings, sort_keys=True, default=str), example)
    return linter.with_now(datetime.fromisoformat(example.today)) if example.today else linter


def _linter_with(written: str, example: Example) -> Linter:
    """Return a linter for an example with settings of its own; many examples have the same."""
    policy = example.profile or "default"
    if (policy, written) not in _LINTERS:
        faults: list[str] = []
        base = settings_file.read_toml(SAMPLES / "postlint.toml")
        settings = read(settings_file.Settings, _merged(base, example.settings), lambda *a: faults.append(": ".join(a)))
        assert settings is not None, faults
        settings = dataclasses.replace(settings, root=SAMPLES)
        _LINTERS[policy, written] = Linter(settings, policy=policy, now=NOW, compiled=own_rules(), store=SHELF)
    return _LINTERS[policy, written]


def _decided(state: str, posts: Sequence[Post], linter: Linter) -> Approvals:
    """Return a ledger in which the headteacher decided about these posts the day before."""
    day = NOW.astimezone() - timedelta(days=1)
    entries: list[Entry] = []
    for index, post in enumerate(posts):
        evidence = Evidence(post, linter.context, folder=SAMPLES, draft="example.json", index=index)
        marks = approval.marks(evidence)
        if state == "rewritten":
            marks = replace(marks, words="0" * 64)
        subject = Subject("example.json", approval.key_of(evidence), index, marks)
        until = day.date() if state == "expired" else None
        if state not in ("sent-back", "rewritten"):
            entries.append(Entry(len(entries) + 1, day, "approved", subject, "S01", until=until))
        if state in ("sent-back", "withdrawn", "rewritten"):
            of = (len(entries),) if entries else ()
            kind: Kind = "withdrawn" if state == "withdrawn" else "sent-back"
            entries.append(Entry(len(entries) + 1, day, kind, subject, "S01", of=of))
    return Approvals(entries, linter.context.binds, range(len(entries) + 1) if state == "unproven" else ())


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in change.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return result


def _without_marks(value: Any) -> Any:
    if isinstance(value, str):
        return _MARKS.sub("", value)
    if isinstance(value, Mapping):
        return {key: _without_marks(item) for key, item in value.items()}
    return [_without_marks(item) for item in value] if isinstance(value, list | tuple) else value


def _collect_marks(key: str, value: Any, marked: set[Span]) -> None:
    if isinstance(value, Mapping):
        for name, item in value.items():
            _collect_marks(f"{key}.{name}" if key else name, item, marked)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _collect_marks(f"{key}.{index}", item, marked)
    elif isinstance(value, str) and "⟦" in value:
        part = _part(key)
        text = value.rpartition("/")[2] if part.endswith("/name") else value
        offset, start = 0, -1
        for char in text:
            if char == "⟦":
                start = offset
            elif char == "⟧":
                marked.add((part, start, offset))
            else:
                offset += 1


def _part(key: str) -> str:
    """Return the part that a field of a draft becomes: images.0.alt → alt:0, category → field:category."""
    if key in ("body", "title") or re.fullmatch(r"(thread\.\d+|variants\.\w+)(\.body)?", key):
        return "title" if key == "title" else "body"
    image = re.fullmatch(r"images\.(\d+)\.(alt|path)", key)
    if image:
        return f"alt:{image[1]}" if image[2] == "alt" else f"image:{image[1]}/name"
    return f"field:{key}"


def all_examples() -> list[tuple[str, str, int, Example]]:
    """Return (rule, "flags" or "allows", number, example) of every rule of the pack."""
    pack = packs.load()
    found = []
    for rule in pack.rules:
        flags, allows = pack.examples(rule)
        found += [(rule, "flags", number, example) for number, example in enumerate(flags, 1)]
        found += [(rule, "allows", number, example) for number, example in enumerate(allows, 1)]
    return found
