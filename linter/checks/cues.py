"""Words by which a text speaks of somebody who can be recognised. Not a kind of check by itself.

A cue is firm ("our Year 4 pupil", a name of the roll), loose (a pronoun, a name that nobody knows: it may be a figure
of a story), or a group. A pronoun is as firm as whom it means: the cue last spoken of, not far before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from linter.evidence.marks import Marks
from linter.evidence.phrases import compiled
from linter.evidence.words import Stream
from linter.value import frozen

Strength = Literal["firm", "loose", "group"]

_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself", "he's", "she's", "hes", "shes"))
_PLURAL = frozenset(("they", "their", "them", "theirs", "they're", "they've", "theyre"))
_OWNERS = frozenset(("his", "her", "their", "whose"))
_BACK = 2  # sentences in which a pronoun's subject is sought


class Cue(NamedTuple):
    """The words [first, last) that mean somebody."""

    first: int
    last: int
    strength: Strength


@frozen
class Who:
    """The phrases of the cues. `others` are people in general: what is said of them is said of nobody.

    `own` are people and animals of the writer's own life, and anybody at all ("a child"); a pronoun that means one of
    them is no cue.
    """

    firm: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


class Cues:
    """The cues of one stream, sought when somebody first asks."""

    def __init__(self, stream: Stream, marks: Marks, who: Who) -> None:
        """Find whom a stream speaks of."""
        self._stream = stream
        own = _spans(who.own, stream, marks)
        named = [Cue(*span, "firm") for span in _spans(who.firm, stream, marks)]
        named += [Cue(*span, "loose") for span in _spans(who.loose, stream, marks)]
        named += [Cue(*span, "group") for span in _spans(who.group, stream, marks)]
        named = _outermost([cue for cue in named if not any(a <= cue.first and cue.last <= b for a, b in own)])
        self._others = sorted(span for span in _spans(who.others, stream, marks) if not self._is_owned(span[0]))
        self._own = sorted((a, b) for a, b in own if not any(cue.first <= a and b <= cue.last for cue in named))
        self.found: list[Cue] = sorted([*named, *self._pronouns(named)])

    def _pronouns(self, named: list[Cue]) -> Iterator[Cue]:
        for words, is_plural in ((_PRONOUNS, False), (_PLURAL, True)):
            for at in (i for text in words & self._stream.texts for i in self._stream.places[text]):
                strength = self._meant(at, named, is_plural)
                if strength:
                    yield Cue(at, at + 1, strength)

    def _meant(self, at: int, named: list[Cue], is_plural: bool) -> Strength | None:
        """Return how firm a pronoun is, or None if it means nobody in particular."""
        sentence = self._stream[at].sentence
        near = [cue for cue in named if cue.last <= at and sentence - self._stream[cue.first].sentence <= _BACK]
        last = max(near, key=lambda cue: cue.first, default=None)
        since = last.last if last else 0
        rivals = [span for span in (*self._own, *(self._others if is_plural else ())) if since <= span[0] < at]
        if any(sentence - self._stream[first].sentence <= _BACK for first, _ in rivals):
            return None
        if is_plural:
            return last.strength if last else None
        return last.strength if last and last.strength != "group" else "loose"

    def _is_owned(self, at: int) -> bool:
        """Say whether a word belongs to somebody: "his parents" are not parents in general."""
        before = self._stream[at - 1].text if at else ""
        return before in _OWNERS or before.endswith("'s")

    def is_free(self, first: int, last: int) -> bool:
        """Say whether no people in general are spoken of among the words [first, last)."""
        at = bisect_right(self._others, (first, -1))
        return at >= len(self._others) or self._others[at][0] >= last


def _spans(phrases: tuple[str, ...], stream: Stream, marks: Marks) -> list[tuple[int, int]]:
    return [(match.first, match.last) for match in compiled(phrases).find(stream, marks)] if phrases else []


def _outermost(cues: list[Cue]) -> list[Cue]:
    """Return the cues without those that lie in a longer one; of the same words, the firmer one."""
    order = {"firm": 0, "loose": 1, "group": 2}
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.first, -c.last, order[c.strength])):
        if kept and cue.first < kept[-1].last:
            if cue.last <= kept[-1].last:
                continue
            # Two that overlap mean one person: "our pupil Tobi".
            kept[-1] = Cue(kept[-1].first, cue.last, min(kept[-1].strength, cue.strength, key=order.__getitem__))
        else:
            kept.append(cue)
    return kept
