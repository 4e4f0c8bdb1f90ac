"""Who a text speaks of, one by one: named people, "one of our Year 4 girls", and the pronouns that mean them.

Not a kind of check by itself. A *subject* is a place where somebody is spoken of; subjects with the same `person` mean
the same one. What is said can so be followed from sentence to sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.evidence import phrases as language
from linter.evidence.marks import Marks
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.people import Mention
    from linter.evidence.words import Stream

# "pupil" is on the roll; "named" has a name that no list knows; "one" has none; of "other" (adults, figures of a story,
# the writer's own family) and "group" nothing is to be found here.
Kind = Literal["pupil", "named", "one", "other", "group"]

SURE = 0.5  # from which confidence on a mention counts as naming somebody
CHILD_CLUES = frozenset({"class", "age", "praise", "list", "pupil-word", "verb"})
_HE = frozenset(("he", "him", "his", "himself", "he's", "hes", "he'd", "he'll"))
_SHE = frozenset(("she", "her", "hers", "herself", "she's", "shes", "she'd", "she'll"))
_THEY = frozenset(("they", "them", "their", "theirs", "they're", "they've", "theyre", "theyve", "themselves"))
_WHO = frozenset(("who", "whose", "whom", "who's"))
_RANK: dict[Kind, int] = {"pupil": 0, "named": 1, "other": 2, "one": 3, "group": 4}
_NAMED = ("pupil", "named")
_BACK = 2  # sentences in which the one whom a pronoun means is sought


@frozen
class Whom:
    """The phrases that speak of somebody without a name.

    `one` means one child; `again` one who was spoken of before ("the boy"); `group` several; `other` somebody who is
    no child of the school, or nobody in particular.
    """

    one: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def validate(self, key: str) -> None:
        """Raise ValueError for a malformed phrase."""
        for name in ("one", "again", "group", "other"):
            language.validate(f"{key}.{name}", getattr(self, name))


class Subject(NamedTuple):
    """The words [first, last) that speak of somebody. `form` is how a name is written, "" for other words."""

    first: int
    last: int
    kind: Kind
    person: int
    form: str = ""


def subjects(evidence: Evidence, part: Part, stream: Stream, marks: Marks, whom: Whom) -> list[Subject]:
    """Return whom a stream speaks of, in the order of its words; none within another."""
    found = _outermost([*_named(evidence, part, stream, marks), *_described(stream, marks, whom)])
    return sorted([*found, *_pronouns(stream, marks, whom, found)])


def _named(evidence: Evidence, part: Part, stream: Stream, marks: Marks) -> Iterator[Subject]:
    adults = dict(marks.of("staff"))
    people: dict[object, int] = {}
    for mention in evidence.people:
        if mention.part != part.name or mention.confidence < SURE:
            continue
        span = words_of(stream, mention.start, mention.end)
        if span is None:
            continue
        kind = kind_of(mention)
        if kind == "named" and any(first <= span[0] < last for first, last in adults.items()):
            kind = "other"
        # A first name spoken of again is the same child; of several with that name nobody can tell anyway.
        key: object = frozenset(mention.ids) or part.text[mention.start : mention.end].casefold()
        # Of two words that only the model reads as a name, one is most likely a surname.
        form = "full" if mention.form == "model" and span[1] - span[0] > 1 else mention.form
        yield Subject(*span, kind, people.setdefault(key, span[0]), form)
    for first, last in adults.items():
        yield Subject(first, last, "other", first, "last")


def kind_of(mention: Mention) -> Kind:
    """Return what kind of subject a mention is."""
    if mention.who == "pupil":
        return "pupil"
    return "named" if mention.who == "unknown" else "other"


def words_of(stream: Stream, start: int, end: int) -> tuple[int, int] | None:
    """Return the words [first, last) of a stream that stand in [start, end) of its part."""
    inside = [at for at, word in enumerate(stream) if start < word.end and word.start < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _described(stream: Stream, marks: Marks, whom: Whom) -> Iterator[Subject]:
    named: tuple[tuple[Kind, tuple[str, ...]], ...] = (("one", whom.one), ("group", whom.group), ("other", whom.other))
    for kind, listed in named:
        for match in language.compiled(listed).find(stream, marks) if listed else ():
            yield Subject(match.first, match.last, kind, match.first)


def _outermost(found: Iterable[Subject]) -> list[Subject]:
    """Return subjects of which none lies in another; those that overlap or touch mean one: "our goalkeeper Kofi"."""
    kept: list[Subject] = []
    for one in sorted(found, key=lambda s: (s.first, -s.last, _RANK[s.kind])):
        before = kept[-1] if kept else None
        if before is None or one.first > before.last or (one.first == before.last and not _is_apposed(before, one)):
            kept.append(one)
        elif one.last <= before.last and (before.kind != "one" or one.kind not in _NAMED):
            continue  # a name within "Kofi's dad", a child within "children"
        else:
            better = min(one, before, key=lambda s: _RANK[s.kind])
            kept[-1] = better._replace(first=before.first, last=max(before.last, one.last))
    return kept


def _is_apposed(before: Subject, one: Subject) -> bool:
    return before.kind == "one" and one.kind in _NAMED


def _pronouns(stream: Stream, marks: Marks, whom: Whom, found: list[Subject]) -> Iterator[Subject]:
    """Yield the pronouns, and words such as "the boy", that mean somebody spoken of before."""
    taken = {at for one in found for at in range(one.first, one.last)}
    singular = [(at, at + 1) for text in (_HE | _SHE | _WHO) & stream.texts for at in stream.places[text]]
    plural = [(at, at + 1) for text in _THEY & stream.texts for at in stream.places[text]]
    again = [(m.first, m.last) for m in language.compiled(whom.again).find(stream, marks)] if whom.again else []
    for spans, is_plural in ((singular, False), (again, False), (plural, True)):
        for first, last in spans:
            if first in taken:
                continue
            meant = _meant(stream, first, found, is_plural)
            if meant:
                yield Subject(first, last, meant.kind, meant.person)


def _meant(stream: Stream, at: int, found: list[Subject], is_plural: bool) -> Subject | None:
    sentence = stream[at].sentence
    near = [s for s in found if s.last <= at and sentence - stream[s.first].sentence <= _BACK]
    if stream[at].text in _WHO:
        return near[-1] if near and near[-1].last >= at - 1 else None
    if not is_plural:
        near = [s for s in near if s.kind != "group"]
    return near[-1] if near else None
