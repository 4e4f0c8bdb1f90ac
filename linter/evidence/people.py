"""Who is named in a post: what the lists, the name model and the words around a name say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from linter.evidence import Evidence

VERSION = 1

Who = Literal["pupil", "staff", "allowed", "unknown"]
# "full" first and last name in any order; "first-initial" Amina S; "initial-last" A Sandbrook; "first" a first,
# preferred or short name alone; "last" a surname alone or with a title; "near" misspelt by a letter; "model" no list
# knows the name, but it reads like one.
Form = Literal["full", "first-initial", "initial-last", "first", "last", "near", "model"]


class Mention(NamedTuple):
    """A place where somebody is named: [start, end) in a part as written.

    `ids` are the rows of the lists that it may mean: several if the name alone cannot tell. `confidence` (0 to 1) is
    how sure it is that the words name that person here. `clues` say why, in words of ours, never in the post's.
    """

    part: str
    start: int
    end: int
    who: Who
    form: Form
    confidence: float
    ids: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()


def gather(evidence: Evidence) -> tuple[Mention, ...]:
    """Return who is named in any part, in the order of the parts; no mention inside another."""
    return ()
