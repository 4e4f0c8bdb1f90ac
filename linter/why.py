"""Why a finding was made: its evidence in lines for people, every private value masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.engine import Linter
from linter.evidence.normalise import fold
from linter.finding import Finding
from linter.renderers.columns import visible
from linter.renderers.masking import printable
from linter.renderers.text import said
from linter.report import PostReport, Report
from linter.value import described_fields

if TYPE_CHECKING:
    from linter.evidence.identifiers import Identifier
    from linter.evidence.people import Mention

_MOST_TERMS = 5
_BY_MODEL = frozenset({"unknown-name"})  # kinds whose findings the name model may be behind


def evidence_of(linter: Linter, post: PostReport, index: int) -> tuple[str, ...]:
    """Return the evidence of a finding of a post, by its place among the findings. `post` is as the engine made it."""
    safe = printable(Report(linter.profile.name, (post,))).posts[0]
    clear = post.findings[index]
    return (
        *_evidence(linter, safe, safe.findings[index]),
        *_clues(linter, post, clear),
        *_of_model(linter, post, clear),
    )


def _evidence(linter: Linter, post: PostReport, finding: Finding) -> Iterator[str]:
    place, active = finding.place, linter.profile.rules[finding.rule]
    where = f"{place.line}:{place.column} to {place.end_line}:{place.end_column}"
    yield f"{visible(post.path)}:{place.line}:{place.column}: {finding.rule} [{finding.code}]"
    yield f"  says        {said(finding)}"
    yield f"  marks       {visible(finding.excerpt) or 'nothing: it is about what is missing'}"
    yield f"  where       {place.part}, characters {place.start} to {place.end}; {where} in the file"
    yield f"  found by    kind '{active.rule.kind}'{f', case {finding.case!r}' if finding.case else ''}"
    # The terms of a private finding would tell what it found.
    terms = [] if finding.private else list(_terms(active.options, finding.found))
    if terms:
        yield f"  matches     {visible(', '.join(terms[:_MOST_TERMS]))}"
    yield f"  confidence  {finding.confidence}"
    yield f"  severity    {finding.severity}, from {_origin(linter, finding)}"
    if finding.clauses:
        yield f"  clauses     {', '.join(finding.clauses)}"
    yield f"  fingerprint {finding.fingerprint}{'' if linter.has_key else ' (no key is set)'}"
    yield f"  status      {finding.status}{f', by {_by(finding)}: {visible(finding.reason)}' if finding.reason else ''}"
    if not active.rule.may_pass(finding.case):
        yield "              this can never be silenced"


def _clues(linter: Linter, post: PostReport, finding: Finding) -> Iterator[str]:
    """Yield why something was taken for somebody's name, or for an identifier: in words of ours, never the value."""
    from linter.evidence import Evidence

    place, kind = finding.place, linter.profile.rules[finding.rule].rule.kind
    if post.post is None or not finding.private:
        return
    evidence = Evidence(post.post, linter.context)
    found = evidence.identifiers if kind == "identifier" else evidence.people
    here = [one for one in found if one.part == place.part and _meets(place.start, place.end, one)]
    for one in here[:_MOST_TERMS]:
        if one.clues:
            yield f"  because     {'; '.join(one.clues)}"


def _of_model(linter: Linter, post: PostReport, finding: Finding) -> Iterator[str]:
    """Yield what spoke for and against each name of a finding that the name model read, never the name itself."""
    from linter.evidence import Evidence
    from linter.evidence.names import explain_mention

    place = finding.place
    if post.post is None or linter.profile.rules[finding.rule].rule.kind not in _BY_MODEL:
        return
    evidence = Evidence(post.post, linter.context)

    def here(found: tuple[Mention, ...]) -> list[Mention]:
        return [one for one in found if one.part == place.part and _meets(place.start, place.end, one)][:_MOST_TERMS]

    mentions, others = here(evidence.names), here(evidence.engine_names)
    if others:
        from linter.evidence.names.engines import title

        said = ", ".join(f"{one.confidence:.2f}" for one in others)
        yield f"  name engine {visible(title(evidence))}: how sure it is that this is a person: {said}"
        if not mentions:
            yield "  name model  does not read it as a name"
    for mention in mentions:
        yield f"  name model  how probable it is a name by its words alone: {mention.confidence:.2f}"
        for clue, weight in explain_mention(evidence, mention):
            yield f"              {weight:+.2f}  {clue}"


def _meets(start: int, end: int, one: Mention | Identifier) -> bool:
    return one.start < end and start < one.end


def _by(finding: Finding) -> str:
    from linter.baseline import REASON

    if finding.reason == REASON:
        return "the baseline"
    return "a waiver" if finding.status == "waived" else "an exception in the draft"


def _origin(linter: Linter, finding: Finding) -> str:
    active = linter.profile.rules[finding.rule]
    case = f"cases.{finding.case}"
    by = active.origins.get(case if finding.case in active.cases else "severity", "rule")
    own = "a case of the rule" if finding.case in active.cases else "the rule itself"
    return {"rule": own, "settings": "the settings"}.get(by, f"the profile {by}")


def _terms(options: Any, found: str) -> Iterator[str]:
    """Yield the words and phrases of a rule's options that stand in what it found, as "option: term"."""
    text = fold(found).text
    if not text.strip():
        return
    for attribute, told in described_fields(type(options)).items():
        key, value = told.metadata.get("key", attribute), getattr(options, attribute)
        for term in value if isinstance(value, tuple) else ():
            if isinstance(term, str) and term and _is_in(fold(term).text, text):
                yield f"{key}: '{term}'"


def _is_in(term: str, text: str) -> bool:
    """Say whether a term stands in a text as whole words; a star is any ending, a bar parts alternatives."""
    pieces = [
        "(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in word.split("|")) + ")"
        for word in term.split()
    ]
    joined = r"\W+".join(pieces)
    return bool(pieces) and re.search(rf"(?<!\w){joined}(?!\w)", text) is not None
