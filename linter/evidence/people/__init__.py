"""Who is named in a post: what the lists, the name model and the words around a name say together.

`evidence.roll` says which words could be somebody's name, `evidence.names` which read like one; here they are weighed
with what stands around them (`around` sees it, `weighing` counts it), and what cannot be settled is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from linter.evidence import Evidence

VERSION = 2

Who = Literal["pupil", "staff", "allowed", "unknown"]
# "full" first and last name in any order; "first-initial" Amina S; "initial-last" A Sandbrook; "first" a first,
# preferred or short name alone; "last" a surname alone or with a title; "near" misspelt by a letter; "model" no list
# knows the name, but it reads like one.
Form = Literal["full", "first-initial", "initial-last", "first", "last", "near", "model"]


class Mention(NamedTuple):
    """A place where somebody is named: [start, end) in a part as written.

    `ids` are the rows of the lists that it may mean: several if the name alone cannot tell. `confidence` (0 to 1) is
    how sure it is that the words name that person here; from 0.6 on it is more than a guess. `clues` say why, in words
    of ours, never in the post's. Of those: "class", "age", "praise", "list", "pupil-word", "verb" speak for a child;
    "staff-share-it" says that a member of staff has the name too and nothing around it tells who is meant;
    "named-by-class" that the class beside the name told which of several pupils it is.
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
    listed, read, engine = evidence.roll, evidence.names, evidence.engine_names
    if not listed and not read and not engine:
        return ()
    from linter.evidence.people.weighing import weighed  # a post that names nobody does not wait for it

    return weighed(evidence, listed, read, engine)
