"""What is wrong with a post, in words: what, why, what to do, which clause says so, and whether it may be silenced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linter.finding import Finding
from linter.post import Post
from linter.renderers import RenderOptions
from linter.renderers.html.cards import day
from linter.renderers.html.marks import Flag
from linter.renderers.text import part_words
from linter.report import PostReport
from linter.rule import Rule
from linter.value import frozen

# Clauses whose words stand beside a finding; the rest is listed with the rule.
_CLAUSES_IN_FULL = 2


@frozen
class Note:
    """A finding as the page tells it. `excerpt` is what was found, where the card does not show it."""

    flag: Flag
    rule: str
    code: str
    status: str
    message: str
    where: str
    excerpt: str
    why: str
    fix: str
    clauses: tuple[tuple[str, str], ...]
    more_clauses: int
    silencing: str
    who: str
    reason: str
    until: str


@frozen
class RuleNote:
    """A rule that was broken, with all its clauses, for the end of the page."""

    name: str
    code: str
    summary: str
    why: str
    silencing: str
    clauses: tuple[tuple[str, str], ...]
    count: int
    silenced: int


def flags_of(post: PostReport, number: int) -> list[Flag]:
    """Return the findings of a post as its texts show them: those reported first, numbered from 1."""
    order = sorted(range(len(post.findings)), key=lambda index: post.findings[index].status != "reported")
    numbers = {index: place + 1 for place, index in enumerate(order)}
    return [
        Flag(
            numbers[index],
            f"p{number}f{numbers[index]}",
            finding.severity,
            finding.status != "reported",
            finding.place.start,
            finding.place.end,
        )
        for index, finding in enumerate(post.findings)
    ]


def notes(post: PostReport, flags: Sequence[Flag], options: RenderOptions, *, in_full: bool) -> list[Note]:
    """Return the findings of a post in the order of their numbers. `in_full` tells why and shows the clauses."""
    found = [_note(f, flag, post.post, options, in_full) for f, flag in zip(post.findings, flags, strict=True)]
    return sorted(found, key=lambda note: note.flag.number)


def rule_notes(findings: Sequence[Finding], options: RenderOptions) -> list[RuleNote]:
    """Return the rules that were broken, the most broken first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    result = []
    for name, found in by_rule.items():
        rule = options.rules.get(name)
        clauses = dict.fromkeys(clause for finding in found for clause in finding.clauses)
        silenced = sum(finding.status != "reported" for finding in found)
        result.append(
            RuleNote(
                name,
                found[0].code,
                rule.summary if rule else "",
                rule.why if rule else "",
                silencing(rule),
                tuple((clause, options.clauses.get(clause, "")) for clause in clauses),
                len(found) - silenced,
                silenced,
            )
        )
    return sorted(result, key=lambda note: (-note.count, note.name))


def silencing(rule: Rule | None, case: str = "") -> str:
    """Say whether a case of a rule may be silenced; "" if the rule is not known."""
    if rule is None:
        return ""
    if not rule.silenceable:
        return "No. Put the post right: this rule can be neither silenced nor switched off."
    if not rule.may_pass(case):
        return "No. It was decided, and only who may approve posts can decide otherwise."
    return "Yes, by its author in the draft, with a reason that is kept in every report."


def _note(finding: Finding, flag: Flag, post: Post | None, options: RenderOptions, in_full: bool) -> Note:
    rule = options.rules.get(finding.rule)
    place = finding.place
    known = [(clause, options.clauses[clause]) for clause in finding.clauses if options.clauses.get(clause)]
    shown = known[:_CLAUSES_IN_FULL] or [(clause, "") for clause in finding.clauses[:_CLAUSES_IN_FULL]]
    in_card = post is not None and (place.part in ("body", "title") or place.part.startswith("alt:"))
    return Note(
        flag,
        finding.rule,
        finding.code,
        finding.status,
        finding.message,
        _where(finding),
        "" if in_card or place.part.endswith("/name") else finding.excerpt,
        rule.why if rule and in_full else "",
        finding.fix,
        tuple(shown) if in_full else (),
        len(finding.clauses) - len(shown) if in_full else 0,
        silencing(rule, finding.case) if in_full else "",
        _who(finding),
        finding.reason,
        _until(finding, post),
    )


def _where(finding: Finding) -> str:
    """Return where a finding is, as the page says it below the message."""
    place = finding.place
    if is_of_the_whole(place.part, place.start, place.end):
        return "The post as a whole"
    words = part_words(place.part) or "text"
    words = f"{words[:1].upper()}{words[1:]}"
    return f"{words}, line {place.line}" if place.start < place.end or place.line > 1 else words


def is_of_the_whole(part: str, start: int, end: int) -> bool:
    """Say whether a finding marks nothing: what is missing from a post is said at its beginning."""
    return part == "body" and start == end == 0


def _who(finding: Finding) -> str:
    if finding.status == "suppressed" and finding.reason == "baseline":
        return "by the list of what was there before"
    return {"suppressed": "in the draft itself, by its author", "waived": "by a signed waiver"}.get(finding.status, "")


def _until(finding: Finding, post: Post | None) -> str:
    """Return the day until which an exception in the draft holds, if it names one."""
    if finding.status != "suppressed" or post is None:
        return ""
    return next((day(a.until) for a in post.allow if a.rule == finding.rule and a.until is not None), "")


def by_part(findings: Sequence[Finding], flags: Sequence[Flag]) -> Mapping[str, tuple[Flag, ...]]:
    """Return the flags of a post by the part that they mark; "" has those of the post as a whole."""
    found: dict[str, list[Flag]] = {}
    for finding, flag in zip(findings, flags, strict=True):
        whole = is_of_the_whole(finding.place.part, flag.start, flag.end)
        found.setdefault("" if whole else finding.place.part, []).append(flag)
    return {part: tuple(listed) for part, listed in found.items()}
