"""Identifiers of people in a post: numbers, addresses, contacts, each with how sure it is and why.

    parts ─plain→ text ─prefilter→ which entities it may hold ─engine→ Presidio's results ─known→ Identifier

Presidio is imported when the prefilter first lets a text pass, and never for a post that holds nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.evidence.identifiers.prefilter import candidates

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.text import View

VERSION = 2


class Identifier(NamedTuple):
    """An identifier: [start, end) in a part as written. `kind` is an entity such as "UK_UPN"; `clues` say why.

    `known` says whose it is if the settings tell: "school" (its own contacts and accounts) or "allowed".
    """

    part: str
    start: int
    end: int
    kind: str
    confidence: float
    clues: tuple[str, ...] = ()
    known: str = ""


def gather(evidence: Evidence) -> tuple[Identifier, ...]:
    """Return the identifiers of any part, in the order of the parts; of those that overlap, the most specific."""
    found: list[Identifier] = []
    added, off = _added(evidence), evidence.context.settings.identifiers.off
    for part in evidence.parts:
        in_part: list[Identifier] = []
        for view in _views(evidence, part):
            entities = candidates(view.text)
            if added is not None:
                entities |= added.candidates(view.text)
            entities = entities.difference(off)
            if entities:
                for one in _analyzed(evidence, part, view, entities):
                    if not any(one.start < other.end and other.start < one.end for other in in_part):
                        in_part.append(one)
        if "@" in part.text and "PERSONAL_PROFILE" not in off:
            in_part += _registered(evidence, part)
        found += sorted(in_part, key=lambda one: one.start)
    return tuple(found)


def _registered(evidence: Evidence, part: Part) -> Iterator[Identifier]:
    """Yield the handles of others' personal accounts, as the register of accounts has them."""
    from linter.settings import fold_handle

    declared, seen = evidence.declared.account, evidence.visible(part)
    for token in evidence.tokens(part).mentions:
        named = evidence.context.account(token.text)
        if named is None or named[1].type != "personal":
            continue
        if declared is None or fold_handle(token.text) not in map(fold_handle, declared.handles):
            clues = ("the register of accounts has it as a personal one",)
            yield Identifier(part.name, *seen.span(token.start, token.end), "PERSONAL_PROFILE", 0.9, clues)


def _added(evidence: Evidence) -> Any:
    """Return the school's own recognizers, if the settings name any."""
    from linter.evidence.identifiers.known import added

    return added(evidence)


def _views(evidence: Evidence, part: Part) -> Iterator[View]:
    """Yield a part as it reads, with digits for number words, and each address behind its words."""
    from linter.evidence.identifiers.readings import in_words, plain

    seen = evidence.visible(part)
    view = plain(seen.text)
    view = view.over(seen) if view.map.shift != 0 or seen.map.shift != 0 else view
    yield view
    yield from in_words(view)
    if part.markup == "markdown" and "](" in part.text:
        from linter.evidence.identifiers.known import hidden_addresses

        yield from hidden_addresses(part)


def _analyzed(evidence: Evidence, part: Part, view: View, entities: frozenset[str]) -> Iterator[Identifier]:
    from linter.evidence.identifiers.known import engine, known

    for result in engine(evidence).analyze(view.text, entities):
        start, end = view.span(result.start, result.end)
        written = view.text[result.start : result.end]
        whose = known(evidence, result.entity_type, written, view.text[: result.start])
        yield Identifier(part.name, start, end, result.entity_type, round(result.score, 2), _clues(result), whose)


def _clues(result: Any) -> tuple[str, ...]:
    """Return why Presidio decided so, in words; nothing of the post is in them but words of our own lists."""
    explanation = result.analysis_explanation
    clues = [f"it is written like a {explanation.pattern_name}"]
    if explanation.validation_result:
        clues.append("its check character is right")
    if explanation.supportive_context_word:
        clues.append(f"'{explanation.supportive_context_word}' stands near it")
    clues.append(f"recognizer {explanation.recognizer}")
    return tuple(clues)
