"""Which parts a check looks at, and where in them the school is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream


def part_is_wanted(part: Part, wanted: tuple[str, ...]) -> bool:
    """Say whether a part is prose (nothing wanted), or among the wanted: "all", or names up to their first ":"."""
    if not wanted:
        return part.is_prose
    return "all" in wanted or part.name in wanted or part.name.partition(":")[0] in wanted


def school_words(evidence: Evidence, part: Part, stream: Stream) -> Mapping[int, int]:
    """Return first → last word (half-open) of each place in a stream that names the school."""
    found: dict[int, int] = {}
    for mention in evidence.school:
        if mention.part == part.name:
            inside = [i for i, word in enumerate(stream) if mention.start <= word.start and word.end <= mention.end]
            if inside:
                found[inside[0]] = inside[-1] + 1
    return found
