"""Suppressions: exceptions that authors write into their drafts. They give findings a status and delete none.

`<!-- postlint: allow RULE until 2026-12-31 -- reason -->` in the body, or `allow: [{rule, reason, until}]` among the
fields, lets a rule pass in this post; `allow-next-line` lets it pass in the next line of the body alone. One that
cannot be read, names no rule, silences nothing or has ended is a finding itself, of the rule `exception-fault`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from linter import allowance
from linter.errors import did_you_mean
from linter.finding import Finding, Hit
from linter.post import Allow, Entry, Post
from linter.rule import EXCEPTION_FAULT as RULE
from linter.text import Lines
from linter.value import frozen, replace

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.packs import Packs
    from linter.profile import ActiveRule
    from linter.report import PostReport

UNUSED = "unused"
# Anything that was meant for us, also if it is misspelt so that it hides nothing.
NOTE = re.compile(r"<!--+\s*post-?lint\b\s*(?P<colon>:?)", re.IGNORECASE)
_EXACT = re.compile(r"<!--\s*postlint:")
_CLOSE = "-->"
_SAFE_WORD = re.compile(r"[A-Za-z0-9-]{1,60}")


@frozen
class Suppression:
    """One exception and where it stands: [start, end) of `part` is what to mark if anything is wrong with it.

    `line` is the line of the body, from 1, that it is about; None is the whole post.
    """

    allow: Allow
    part: str
    start: int
    end: int
    line: int | None = None


@frozen
class Verdict:
    """What became of the findings of a post, and what is wrong with its suppressions.

    `used` are the suppressions that silenced something.
    """

    findings: tuple[Finding, ...]
    hits: tuple[Hit, ...]
    used: tuple[Suppression, ...]


def read(post: Post, evidence: Evidence) -> tuple[Suppression, ...]:
    """Return the exceptions of a post, in its fields and in its texts."""
    found = [_of_field(index, allow, evidence.places) for index, allow in enumerate(post.allow)]
    for part in evidence.parts:
        if part.is_prose and NOTE.search(part.text):
            shown = evidence.visible(part)
            visible = {shown.span(*note.span())[0] for note in NOTE.finditer(shown.text)}
            found += _of_text(part.name, part.text, visible)
    return tuple(found)


def judge(
    suppressions: Sequence[Suppression],
    findings: Iterable[Finding],
    body: str,
    packs: Packs,
    rules: Mapping[str, ActiveRule],
    ran: Collection[str],
    today: date,
) -> Verdict:
    """Say which findings are let pass and which suppressions are at fault. `ran` are the rules that were run."""
    hits: list[Hit] = []
    sound: list[tuple[str, Suppression]] = []
    for one in suppressions:
        case, values = _fault(one.allow, packs, rules, today)
        if case:
            hits.append(_hit(one, case, values))
        else:
            sound.append((packs.resolve(one.allow.rule) or "", one))
    # What is about one line goes first, so that an exception for the whole post beside it proves needless.
    sound.sort(key=lambda pair: pair[1].line is None)
    lines = Lines(body) if any(one.line is not None for _, one in sound) else None
    used: list[Suppression] = []
    judged: list[Finding] = []
    for finding in findings:
        by = next((one for name, one in sound if name == finding.rule and _covers(one, finding, lines)), None)
        if by is None or finding.status != "reported" or not packs.rules[finding.rule].may_pass(finding.case):
            judged.append(finding)
            continue
        used.append(by)
        judged.append(replace(finding, status="suppressed", reason=_reason(by.allow)))
    for name, one in sound:
        if name in ran and one not in used:
            hits.append(_hit(one, UNUSED, {"rule": name}))
        elif name != one.allow.rule:
            hits.append(_hit(one, "renamed", {"rule": name, "word": one.allow.rule}))
    return Verdict(tuple(judged), tuple(hits), tuple(dict.fromkeys(used)))


def told_once(reports: Sequence[PostReport], entries: Sequence[Entry]) -> tuple[PostReport, ...]:
    """Return the reports of one draft in which a fault of an exception that several posts share is told once.

    The posts of a thread and the wordings for single platforms share the fields of their draft, and may share a body.
    An exception that one of them needs is not unused.
    """
    seen: Counter[tuple[object, ...]] = Counter(
        _shared(finding) for report in reports for finding in report.findings if finding.rule == RULE
    )
    told: set[tuple[object, ...]] = set()
    result = []
    for report, entry in zip(reports, entries, strict=True):
        kept = []
        for finding in report.findings:
            key = _shared(finding)
            if finding.rule == RULE:
                needless = finding.case != UNUSED or seen[key] >= _sharing(entry, entries, finding)
                if key in told or not needless:
                    continue
                told.add(key)
            kept.append(finding)
        result.append(replace(report, findings=tuple(kept)))
    return tuple(result)


def _shared(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return finding.case, finding.message, place.part, place.line, place.column, place.end_line, place.end_column


def _sharing(entry: Entry, entries: Sequence[Entry], finding: Finding) -> int:
    """Return how many posts hold the exception that a finding is about."""
    if finding.place.part.startswith("field:"):
        return sum(other.post.allow is entry.post.allow for other in entries)
    part = finding.place.part
    at = entry.places[part].span(0, 0) if part in entry.places else None
    return sum(part in other.places and other.places[part].span(0, 0) == at for other in entries)


def unknown(word: str, packs: Packs) -> Mapping[str, str]:
    """Return the values of the message about a word that is no rule; one that may be anything is not repeated."""
    near = did_you_mean(word, packs.rules)
    return {
        "word": f"'{word}'" if _SAFE_WORD.fullmatch(word) else "what stands there",
        "near": near if near.startswith("did") else "'postlint rules' lists them",
    }


def comments(text: str) -> Iterable[tuple[int, int]]:
    """Yield the spans of the comments in a text that are meant for postlint; one that is not closed ends its line."""
    done = 0
    for note in NOTE.finditer(text):
        if note.start() >= done:
            close = text.find(_CLOSE, note.end())
            done = close + len(_CLOSE) if close >= 0 else _line_end(text, note.end())
            yield note.start(), done


def _of_text(part: str, text: str, visible: Collection[int]) -> Iterable[Suppression]:
    lines = Lines(text)
    for start, end in comments(text):
        note = NOTE.match(text, start)
        assert note is not None  # where `comments` begins
        closed = text.endswith(_CLOSE, start, end)
        inner = text[note.end() : end - len(_CLOSE) if closed else end]
        verb, allow = allowance.parse(inner)
        wrong = _misplaced(part, closed, start in visible, _EXACT.match(text, start) is not None, inner)
        if wrong:
            allow = Allow("", fault=wrong[0], cure=wrong[1])
        # Mark what it says, not why: the reason may name somebody.
        left = note.end() + len(inner) - len(inner.lstrip())
        said = re.split(r"(?:^|\s)--(?=\s|$)", inner, maxsplit=1)[0].strip()
        right = left + len(said)
        if not said or wrong or (allow.fault and not allow.rule):
            left, right = start, note.end()
        line = None
        if verb == allowance.NEXT_LINE and not allow.fault:
            line = lines.position(end)[0] + 1
            if line > len(lines):
                allow = Allow(
                    allow.rule, fault="no line follows it", cure="put it right above the line that it is about"
                )
        yield Suppression(allow, part, left, right, line)


def _misplaced(part: str, closed: bool, visible: bool, exact: bool, inner: str) -> tuple[str, str] | None:
    if not closed:
        return "its comment is not closed", f"end it with {_CLOSE}"
    if not exact:
        return "it does not begin with 'postlint' in small letters and a colon", "write: postlint, colon, allow"
    if part != "body":
        return "it does not stand in the body of the post", "move it into the body, or into the field allow"
    if visible:
        return "it stands in code, where everybody would read it", "move it to a line of its own, without indent"
    if "<!--" in inner:
        return "another comment begins inside it", f"end it with {_CLOSE} before the next"
    return None


def _of_field(index: int, allow: Allow, places: Mapping[str, object]) -> Suppression:
    name = f"field:allow.{index}"
    if f"{name}.rule" in places and allow.rule:
        return Suppression(allow, f"{name}.rule", 0, len(allow.rule))
    # A list of tables has no place of its own; the nearest thing that has one is marked at its beginning.
    known = next((place for place in places if place == name or place.startswith(f"{name}.")), "")
    known = known or next((place for place in places if place.split(".")[0] == "field:allow"), name)
    return Suppression(allow, known, 0, 0)


def _fault(allow: Allow, packs: Packs, rules: Mapping[str, ActiveRule], today: date) -> tuple[str, Mapping[str, str]]:
    """Return the case and its values of what is wrong with an exception by itself; ("", {}) if nothing is."""
    if allow.fault:
        return "malformed", {"problem": allow.fault, "cure": allow.cure}
    problem = _reason_problem(allow)
    if problem:
        return "malformed", {"problem": problem, "cure": "say why the rule may pass here, in words"}
    name = packs.resolve(allow.rule)
    if name is None:
        if allow.rule in packs.planned:
            return "off", {"rule": allow.rule}
        return "unknown", unknown(allow.rule, packs)
    if not packs.rules[name].silenceable:
        return "never", {"rule": name}
    if allow.until is not None and allow.until < today:
        return "expired", {"rule": name, "until": allow.until.isoformat()}
    if name in rules and not rules[name].is_on:
        return "off", {"rule": name}
    return "", {}


def _reason_problem(allow: Allow) -> str:
    """Say what is wrong with the reason of an exception that was made by hand."""
    return "" if sum(map(str.isalpha, allow.reason)) >= 3 else "the reason is missing"


def _covers(one: Suppression, finding: Finding, lines: Lines | None) -> bool:
    if one.line is None or lines is None:
        return True
    return finding.place.part == "body" and lines.position(finding.place.start)[0] == one.line


def _hit(one: Suppression, case: str, values: Mapping[str, str]) -> Hit:
    return Hit(one.part, one.start, one.end, case, values={"exception": "This exception", **values})


def _reason(allow: Allow) -> str:
    return f"{allow.reason} (until {allow.until.isoformat()})" if allow.until else allow.reason


def _line_end(text: str, start: int) -> int:
    ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    return min(ends, default=len(text))
