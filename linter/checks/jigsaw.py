"""Kind `jigsaw`: clues that one by one say little, and together point to one child who is not named in full.

The clues to one child are followed from sentence to sentence, through the pronouns that mean it. What other rules
found (a condition, a sanction) is a clue too, whether or not the policy reports it: this kind reads their hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.checks.excuses import Excuses
from linter.checks.scope import are_prose, part_is_wanted
from linter.checks.subjects import Subject, Whom, subjects, words_of
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.evidence.ways import Ways
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.checks import Found
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

AFTER = True
_NAMED_IN_FULL = frozenset({"full", "first-initial", "initial-last", "near"})
_NAMED = ("pupil", "named")
_ANOTHER = frozenset(("and", "while", "but", ",", ";", "as", "when", "&", "then", "so"))  # what begins a new thought


@frozen
class Clue:
    """One kind of clue: what says it, what the finding calls it, and how much it weighs.

    `rules` are rules whose hits say it too. `special` says that with any other clue it is enough by itself.
    """

    title: str
    say: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    weight: float = 1.0
    special: bool = False


@frozen
class Options:
    """The clues, of whom they are told, and how many are too many.

    Clues that weigh `few` together are found as the rule says, `many` as the case "many", with a special one as the
    case "special"; `name` is what a first name weighs. `unless_near` excuses a sentence, `unless_post` the whole post.
    """

    clues: Mapping[str, Clue]
    whom: Whom
    few: float = 3.0
    many: float = 4.0
    name: float = 1.0
    unless_near: tuple[str, ...] = ()
    unless_post: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    name_title: str = field(default="a first name")

    def validate(self) -> None:
        """Raise ValueError for a clue that nothing says, malformed phrases, or bounds out of order."""
        if not self.clues:
            raise ValueError("clues: is empty")
        for key, clue in self.clues.items():
            if not clue.say and not clue.rules:
                raise ValueError(f"clues.{key}: needs 'say' or 'rules'")
            if clue.weight <= 0:
                raise ValueError(f"clues.{key}.weight: must be above 0")
            language.validate(f"clues.{key}.say", clue.say)
        if not 0 < self.few <= self.many:
            raise ValueError("few: must be above 0 and at most 'many'")
        if not self.whom.one:
            raise ValueError("whom.one: is empty")
        self.whom.validate("whom")
        language.validate("unless_near", self.unless_near)
        language.validate("unless_post", self.unless_post)


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found: without a clue that is said, nothing is."""
    return [(clue.say,) for clue in options.clues.values() if clue.say] if are_prose(options.parts) else None


class _Place(NamedTuple):
    first: int
    last: int
    clue: str


def check(post: Post, evidence: Evidence, options: Options, hits: Found) -> Iterator[Hit]:
    """Yield each child whom the clues of a part narrow down, from the first clue to the last."""
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            stream = evidence.words(part)[0]
            yield from _in_stream(part, stream, evidence, options, hits)


def _in_stream(part: Part, stream: Stream, evidence: Evidence, options: Options, hits: Found) -> Iterator[Hit]:
    marks = marks_of(evidence, part, stream)
    said = _said(stream, options)
    if not said or not _suffice(said | {key for key, clue in options.clues.items() if clue.rules}, options):
        return
    places = _places(part, stream, marks, options, hits, said)
    if not _suffice({place.clue for place in places}, options):
        return
    found = subjects(evidence, part, stream, marks, options.whom)
    people = sorted({one.person for one in found if one.kind in ("one", *_NAMED)})
    if not people:
        return
    away = Excuses(stream, marks, (), options.unless_near)
    for person in people:
        own = [one for one in found if one.person == person]
        if any(one.form in _NAMED_IN_FULL for one in own):
            continue
        mine = [
            place for place in places if _is_about(place, own, found, stream) and not away.hold(place.first, place.last)
        ]
        hit = _judged(part, stream, own, mine, options)
        if hit and not (options.unless_post and _anywhere(options.unless_post, evidence)):
            yield hit


_ways: Remembered[Options, tuple[tuple[str, ...], Ways]] = Remembered(
    lambda options: (
        tuple(key for key, clue in options.clues.items() if clue.say),
        Ways((clue.say,) for clue in options.clues.values() if clue.say),
    )
)


def _said(stream: Stream, options: Options) -> set[str]:
    """Return the clues that could be said in a stream: names and other rules are asked after that."""
    keys, ways = _ways(options)
    return {keys[number] for number in ways.open_in(stream)}


def _suffice(clues: set[str], options: Options) -> bool:
    """Say whether kinds of clues would be enough if they all were of one child with a first name."""
    weight = options.name + sum(options.clues[key].weight for key in clues)
    return weight >= options.few or any(options.clues[key].special for key in clues)


def _places(part: Part, stream: Stream, marks: Marks, options: Options, hits: Found, said: set[str]) -> list[_Place]:
    found: list[_Place] = []
    for key, clue in options.clues.items():
        matches = language.compiled(clue.say).find(stream, marks) if key in said else ()
        found += [_Place(match.first, match.last, key) for match in matches]
        for hit in (hit for rule in clue.rules for hit in hits.of(rule) if hit.part == part.name):
            span = words_of(stream, hit.start, hit.end)
            if span:
                found.append(_Place(*span, key))
    return found


def _is_about(place: _Place, own: list[Subject], found: list[Subject], stream: Stream) -> bool:
    """Say whether a clue stands in a sentence of this child, and nearer to it than to anybody else."""
    sentence = stream[place.first].sentence
    here = [one for one in own if stream[one.first].sentence == sentence]
    if not here:
        return False
    others = [
        one
        for one in found
        if one.person != own[0].person and stream[one.first].sentence == sentence and not _belongs(one, here, stream)
    ]
    if any(one.first <= place.first and place.last <= one.last for one in others):
        return False
    nearest = min(_gap(place, one) for one in here)
    return all(one.kind == "other" or _gap(place, one) >= nearest for one in others if one.first >= here[0].first)


def _belongs(one: Subject, here: list[Subject], stream: Stream) -> bool:
    """Say whether a group only tells more of the child: "our only boy in the Year 6 team"."""
    if one.kind != "group":
        return False
    before = [mine for mine in here if mine.last <= one.first]
    return bool(before) and not any(word.text in _ANOTHER for word in stream[before[-1].last : one.first])


def _gap(place: _Place, one: Subject) -> int:
    if place.first >= one.last:
        return place.first - one.last + 1
    return one.first - place.last + 1 if place.last <= one.first else 0


def _judged(part: Part, stream: Stream, own: list[Subject], mine: list[_Place], options: Options) -> Hit | None:
    kinds = [key for key in options.clues if any(place.clue == key for place in mine)]
    titles = [options.clues[key].title for key in kinds]
    weight = sum(options.clues[key].weight for key in kinds)
    if any(one.form for one in own):
        weight += options.name
        titles.insert(0, options.name_title)
    is_special = any(options.clues[key].special for key in kinds) and len(titles) > 1
    if weight < options.few and not is_special:
        return None
    case = "special" if is_special else "many" if weight >= options.many else ""
    first = min([own[0].first, *(place.first for place in mine)])
    pronouns = {(one.first, one.last) for one in own[1:]}
    last = max([own[0].last, *(place.last for place in mine if (place.first, place.last) not in pronouns)])
    return Hit(part.name, stream[first].start, stream[last - 1].end, case, values={"clues": ", ".join(titles)})


def _anywhere(phrases: tuple[str, ...], evidence: Evidence) -> bool:
    for part in evidence.parts:
        if part.is_prose:
            stream = evidence.words(part)[0]
            if any(True for _ in language.compiled(phrases).find(stream, marks_of(evidence, part, stream))):
                return True
    return False
