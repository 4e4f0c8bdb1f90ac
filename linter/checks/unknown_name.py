"""Kind `unknown-name`: words that read like the name of somebody who is on no list, perhaps a child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.naming import CHILD_CLUES, named_for, runs
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """How sure it must be that somebody is named.

    A name with a clue that it is a child's (a class, an age, praise, a list of names) is the case "child-cue", from
    `sure_child` on. `register` names or more in a row are one hit. `allowed_as` is the name by which `[allow] names`
    limits a name to this rule.
    """

    allowed_as: str
    sure: float = 0.6
    sure_child: float = 0.5
    register: int = 5

    def validate(self) -> None:
        """Raise ValueError for impossible limits."""
        if not (0 <= self.sure <= 1 and 0 <= self.sure_child <= 1):
            raise ValueError("sure: must be from 0 to 1")
        if self.register < 2:
            raise ValueError("register: must be 2 or more")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each name that nobody knows, a list of many only once."""
    if not evidence.people:
        return
    named = [
        one
        for one in named_for(options.allowed_as, evidence)
        if one.who == "unknown" and one.confidence >= (options.sure_child if _is_child(one.clues) else options.sure)
    ]
    for group in runs(named, evidence):
        if len(group) >= options.register:
            first, last = group[0], group[-1]
            case = "child-cue" if any(_is_child(one.clues) for one in group) else ""
            yield Hit(first.part, first.start, last.end, case, max(one.confidence for one in group))
            continue
        for one in group:
            yield Hit(one.part, one.start, one.end, "child-cue" if _is_child(one.clues) else "", one.confidence)


def _is_child(clues: tuple[str, ...]) -> bool:
    if "adult" in clues:
        return False
    # Whom a school thanks by name is as likely a volunteer.
    return not (CHILD_CLUES - {"praise"} if "thanks" in clues else CHILD_CLUES).isdisjoint(clues)
