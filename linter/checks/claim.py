"""Kind `claim`: something said of a topic, in one sentence or in the next ("The results are in! 84 % at expected.")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter.checks.excuses import Excuses
from linter.checks.roles import is_among, member_named, roles_of
from linter.checks.scope import are_prose, part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.marks import Marks
from linter.evidence.marks import marks as marks_of
from linter.evidence.modifiers import Modifier, modifiers
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post


@frozen
class Claim:
    """What is spoken of, and what is said of it, in any order.

    Without a `topic`, `said` is a claim by itself. `within` is the greatest number of words between the two;
    `ordered` says that the topic comes first. What is said may stand up to `carry` sentences after the topic.
    `context` must stand somewhere in the part too. `unless_near` excuses what stands in the sentence of the topic
    or of what is said; `unless_anywhere`, what stands in the same part; `unless_said` names ways of saying in which
    it is no fault (see `linter.evidence.modifiers`). `at_most` asks that an amount in what is said is no greater.
    `general` says that talk of schools in general counts too.
    """

    said: tuple[str, ...]
    topic: tuple[str, ...] = ()
    within: int = 12
    ordered: bool = False
    carry: int = 0
    context: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    unless_said: tuple[Modifier, ...] = ()
    at_most: float | None = None
    general: bool = False
    case: str = ""


@frozen
class Options:
    """The claims and what excuses them.

    `unless` and `unless_near` are those of the kind `phrase`. A sentence with one of `general` (schools, nationally)
    and none of `own` (our, we, this school) speaks of schools in general, and is no claim; where nothing in the part is
    `own`, one of `general` tells it of every sentence. An approval by one of
    the roles `lifted_by` lifts the rule.
    """

    claims: tuple[Claim, ...]
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lifted_by: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or a claim that says nothing."""
        if not self.claims:
            raise ValueError("claims: is empty")
        for number, claim in enumerate(self.claims):
            if not claim.said:
                raise ValueError(f"claims[{number}].said: is empty")
            for key in ("said", "topic", "context", "unless_near", "unless_anywhere"):
                language.validate(f"claims[{number}].{key}", getattr(claim, key))
            if claim.within < 0 or claim.carry < 0:
                raise ValueError(f"claims[{number}].within: and carry cannot be less than 0")
        for key in ("unless", "unless_near", "own", "general"):
            language.validate(key, getattr(self, key))


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    if not are_prose(options.parts):
        return None
    return [tuple(p for p in (claim.said, claim.topic, claim.context) if p) for claim in options.claims]


def is_approved(post: Post, evidence: Evidence, roles: tuple[str, ...]) -> bool:
    """Say whether somebody with one of these roles has approved the post as it stands."""
    approval = evidence.approved.given
    if approval is None:
        return False
    approver = evidence.approved.approver or member_named(approval.by, evidence.context.staff)
    return is_among(roles_of(approver.role if approver else approval.role or approval.by, {}), roles)


class Made(NamedTuple):
    """A claim at the words [first, last), and the words of its topic and of what is said in it."""

    first: int
    last: int
    case: str
    said: tuple[int, int]
    topic: tuple[int, int]


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each claim that nothing excuses, unless somebody who may do so has approved the post."""
    if options.lifted_by and is_approved(post, evidence, options.lifted_by):
        return
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            for stream in evidence.words(part):
                for made in claims_in(stream, marks_of(evidence, part, stream), part, options):
                    yield Hit(part.name, stream[made.first].start, stream[made.last - 1].end, made.case)


def claims_in(stream: Stream, marks: Marks, part: Part, options: Options) -> Iterator[Made]:
    """Yield the claims of a stream in order; those of one case that overlap are one."""
    reading = _Reading(stream, marks, part.text)
    found = [made for claim in options.claims for made in reading.made(claim)]
    if not found:
        return
    excuses = Excuses(stream, marks, options.unless, options.unless_near)
    sentences = reading.general(options)
    # What stands between topic and what is said excuses nothing.
    sound = [
        made
        for made, general in sorted(found)
        if not (excuses.hold(*made.said) or excuses.hold(*made.topic))
        and (general or stream[made.said[0]].sentence not in sentences)
    ]
    yield from _united([made for made in sound if not _is_surplus(made, sound, stream)])


def _is_surplus(made: Made, others: list[Made], stream: Stream) -> bool:
    """Say whether another claim on the same words tells more: one with a case, or one that needs fewer sentences."""

    def breadth(one: Made) -> int:
        return stream[one.last - 1].sentence - stream[one.first].sentence

    return any(
        other.first < made.last
        and made.first < other.last
        and (bool(other.case) > bool(made.case) or (other.case == made.case and breadth(other) < breadth(made)))
        for other in others
    )


def _united(found: list[Made]) -> list[Made]:
    """Return claims, those of one case that overlap as one."""
    kept: list[Made] = []
    latest: dict[str, int] = {}
    for made in found:
        at = latest.get(made.case)
        if at is not None and made.first < kept[at].last:
            kept[at] = kept[at]._replace(last=max(kept[at].last, made.last))
        else:
            latest[made.case] = len(kept)
            kept.append(made)
    return kept


class _Reading:
    """A stream with what was already looked for in it: claims of one rule share their lists."""

    def __init__(self, stream: Stream, marks: Marks, text: str) -> None:
        self._stream, self._marks, self._text = stream, marks, text
        self._known: dict[int, list[tuple[int, int]]] = {}

    def _may(self, phrases: tuple[str, ...]) -> bool:
        return language.compiled(phrases).may_match(self._stream, self._marks)

    def _spans(self, phrases: tuple[str, ...]) -> list[tuple[int, int]]:
        compiled = language.compiled(phrases)
        spans = self._known.get(id(compiled))
        if spans is None:
            matches = compiled.find(self._stream, self._marks)
            spans = self._known[id(compiled)] = sorted({(match.first, match.last) for match in matches})
        return spans

    def general(self, options: Options) -> frozenset[int]:
        """Return the sentences that speak of schools in general and not of this one: all, if none speaks of it."""
        if not options.general:
            return frozenset()
        found = {self._stream[first].sentence for first, _ in self._spans(options.general)}
        if not found or not options.own:
            return frozenset(found)
        own = {self._stream[first].sentence for first, _ in self._spans(options.own)}
        return frozenset(found - own if own else {word.sentence for word in self._stream})

    def made(self, claim: Claim) -> Iterator[tuple[Made, bool]]:
        """Yield the ways in which a claim is made, and whether it counts of schools in general too."""
        wanted = (claim.said, claim.topic, claim.context)
        for phrases in wanted:
            if phrases and not self._may(phrases):
                return
        for phrases in wanted:
            if phrases and not self._spans(phrases):
                return
        if claim.unless_anywhere and self._spans(claim.unless_anywhere):
            return
        away = (
            {self._stream[first].sentence for first, _ in self._spans(claim.unless_near)} if claim.unless_near else ()
        )
        for said in self._spans(claim.said):
            if claim.at_most is not None and not self._is_small(said, claim.at_most):
                continue
            for topic in self._spans(claim.topic) if claim.topic else [said]:
                first, last = min(said[0], topic[0]), max(said[1], topic[1])
                if not self._fits(claim, topic, said) or not self._said_so(claim, said):
                    continue
                if {self._stream[first].sentence, self._stream[last - 1].sentence}.isdisjoint(away):
                    yield Made(first, last, claim.case, said, topic), claim.general

    def _fits(self, claim: Claim, topic: tuple[int, int], said: tuple[int, int]) -> bool:
        if not claim.topic:
            return True
        if topic[0] < said[1] and said[0] < topic[1]:  # one cannot be said of itself
            return False
        apart = self._stream[said[0]].sentence - self._stream[topic[0]].sentence
        after = said[0] >= topic[1]
        gap = said[0] - topic[1] if after else topic[0] - said[1]
        if apart == 0:
            return gap <= claim.within and (after or not claim.ordered)
        return 0 < apart <= claim.carry

    def _said_so(self, claim: Claim, said: tuple[int, int]) -> bool:
        return not claim.unless_said or modifiers(self._stream, *said, self._text).isdisjoint(claim.unless_said)

    def _is_small(self, said: tuple[int, int], most: float) -> bool:
        from linter.evidence.amounts import amounts

        return any(
            isinstance(amount.value, float) and amount.value <= most
            for amount in amounts(self._stream)
            if said[0] <= amount.first and amount.last <= said[1]
        )
