"""Which parts a check looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence.parts import Part


def part_is_wanted(part: Part, wanted: tuple[str, ...]) -> bool:
    """Say whether a part is prose (nothing wanted), or among the wanted: "all", or names up to their first ":"."""
    if not wanted:
        return part.is_prose
    return "all" in wanted or part.name in wanted or part.name.partition(":")[0] in wanted


def are_prose(wanted: tuple[str, ...]) -> bool:
    """Say whether all the parts that are wanted are prose: then its words tell whether anything can be found."""
    return all(name in ("body", "title", "alt") for name in wanted)
