"""Identifiers of people in a post: numbers, addresses, contacts, each with how sure it is and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linter.evidence import Evidence

VERSION = 1


class Identifier(NamedTuple):
    """An identifier: [start, end) in a part as written. `kind` is an entity such as "UK_UPN"; `clues` say why."""

    part: str
    start: int
    end: int
    kind: str
    confidence: float
    clues: tuple[str, ...] = ()


def gather(evidence: Evidence) -> tuple[Identifier, ...]:
    """Return the identifiers of any part, in the order of the parts; of those that overlap, the most specific."""
    return ()
