"""Kind `told`: something told of one person who is named, or who can be recognised: a result, a birthday, a parent.

How bad it is depends on who it is: a pupil of the roll, a name that no list knows, a child without a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from linter.checks.excuses import Excuses
from linter.checks.scope import are_prose, part_is_wanted
from linter.checks.subjects import Subject, Whom, subjects, words_of
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.evidence.modifiers import Modifier, modifiers
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

_BREAKS = frozenset((".", "!", "?", ";", "…", "\n", "if", "whereas", "unless"))
_PART = "field:category"
_DIGITS = ("{number}",)  # as a phrase: each identifier has some


@frozen
class Told:
    """What is told, and where whom it is told of stands.

    Before it as its "subject", its "owner" right before it, on either side ("near"), or right behind it ("after").
    `within` is the greatest number of words between; `sentences` how many the two may span. `of` limits it to kinds
    of people. `case` is for those without a `cases` of the rule's.
    """

    say: tuple[str, ...]
    place: Literal["subject", "owner", "near", "after"] = "subject"
    within: int = 8
    sentences: int = 1
    of: tuple[Literal["pupil", "named", "one"], ...] = ("pupil", "named", "one")
    unless_said: tuple[Modifier, ...] = ()


@frozen
class Options:
    """What is told, of whom, and what excuses it.

    `cases` gives the kinds "pupil", "named" and "one" a case of their own. `alone` are phrases that are told of
    somebody by themselves, case → phrases. So is a surname of the roll before one of `surnames` ("family"), or after
    one of `titles` ("Mrs") if nobody of the staff has it; so are the entities `identifiers`, as the case `found`, or as
    that of somebody who is named beside them. `unless` excuses what it touches, `unless_near` what is in its sentence,
    `unless_post` everything in the post; what is told of a pupil of the roll is excused by the first alone. `approval`
    lets an approved post pass.
    """

    told: tuple[Told, ...] = ()
    whom: Whom = Whom()
    cases: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    surnames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    found: str = ""
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_post: tuple[str, ...] = ()
    approval: bool = False
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, an unknown kind of person, or if there is nothing to find."""
        if not (self.told or self.alone or self.identifiers or self.surnames):
            raise ValueError("told: is empty, and there is nothing alone and no identifiers")
        for number, told in enumerate(self.told):
            if not told.say:
                raise ValueError(f"told[{number}].say: is empty")
            if told.within < 0 or told.sentences < 1:
                raise ValueError(f"told[{number}].within: cannot be less than 0, nor sentences less than 1")
            language.validate(f"told[{number}].say", told.say)
        for kind in self.cases:
            if kind not in ("pupil", "named", "one"):
                raise ValueError(f"cases.{kind}: is no kind of person; they are pupil, named and one")
        self.whom.validate("whom")
        for case, listed in self.alone.items():
            language.validate(f"alone.{case}", listed)
        for key in ("unless", "unless_near", "unless_post"):
            language.validate(key, getattr(self, key))


Found = tuple[int, int, str, bool]  # words [first, last), case, whether it is told of a pupil of the roll


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    if not are_prose(options.parts):
        return None
    listed = [*(told.say for told in options.told), *options.alone.values(), options.surnames, options.titles]
    listed += [_DIGITS] if options.identifiers else []
    return [(each,) for each in listed if each]


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each thing that is told of somebody, from the one to the other."""
    if options.approval and evidence.approved.given:
        return
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            done: list[tuple[int, int]] = []
            for stream in evidence.words(part):
                for hit in _in_stream(part, stream, evidence, options):
                    # A disguised reading finds again what the plain one found.
                    if not any(start < hit.end and hit.start < end for start, end in done):
                        done.append((hit.start, hit.end))
                        yield hit


def _in_stream(part: Part, stream: Stream, evidence: Evidence, options: Options) -> Iterator[Hit]:
    marks = marks_of(evidence, part, stream)
    found = [*_alone(stream, marks, options), *_of_somebody(part, stream, marks, evidence, options)]
    found += _families(part, stream, evidence, options)
    found += _identified(part, stream, marks, evidence, options)
    if not found:
        return
    excuses = Excuses(stream, marks, options.unless, options.unless_near)
    touching = Excuses(stream, marks, options.unless, ())
    found = [one for one in found if not (touching if one[3] else excuses).hold(one[0], one[1])]
    if found and options.unless_post and not all(one[3] for one in found) and _anywhere(options.unless_post, evidence):
        found = [one for one in found if one[3]]
    done = 0
    # Of those that overlap the first and longest says it all; a pupil of the roll before others.
    for first, last, case, _ in sorted(found, key=lambda one: (one[0], not one[3], -one[1])):
        if first >= done:
            done = last
            yield Hit(part.name, stream[first].start, stream[last - 1].end, case)


def _alone(stream: Stream, marks: Marks, options: Options) -> Iterator[Found]:
    for case, listed in options.alone.items():
        for match in language.compiled(listed).find(stream, marks):
            yield match.first, match.last, case, False


def _of_somebody(part: Part, stream: Stream, marks: Marks, evidence: Evidence, options: Options) -> Iterator[Found]:
    known: list[Subject] | None = None  # sought when there is something to tell of them: names are costly
    for told in options.told:
        phrases = language.compiled(told.say)
        if not phrases.may_match(stream, marks):
            continue
        for match in phrases.find(stream, marks):
            if known is None:
                known = subjects(evidence, part, stream, marks, options.whom)
            subject = _owner(told, match.first, match.last, stream, known)
            if subject is None or not modifiers(stream, match.first, match.last, part.text).isdisjoint(
                told.unless_said
            ):
                continue
            case = options.cases.get(subject.kind, "")
            first = min(subject.first, match.first, _spoken_of(subject, known).first)
            yield first, max(subject.last, match.last), case, subject.kind == "pupil"


def _owner(told: Told, first: int, last: int, stream: Stream, known: list[Subject]) -> Subject | None:
    """Return the nearest subject if the words [first, last) may be told of it; what is nearer takes it away."""
    best: tuple[int, int, Subject] | None = None
    for subject in known:
        if told.place == "owner" and subject.kind == "named" and not subject.form:
            continue  # whom "his" means is too unsure where the name is no more than a guess
        if subject.first < last and first < subject.last:  # it speaks of somebody itself: "his birthday"
            best = min(best, (0, 0, subject)) if best else (0, 0, subject)
            continue
        before = subject.last <= first
        if (told.place in ("subject", "owner") and not before) or (told.place == "after" and before):
            continue
        gap = first - subject.last if before else subject.first - last
        apart = abs(stream[first].sentence - stream[subject.first].sentence)
        limit = min(told.within, 2) if told.place == "owner" else told.within
        if gap > limit or apart >= told.sentences:
            continue
        between = stream[subject.last : first] if before else stream[last : subject.first]
        if told.sentences == 1 and any(word.text in _BREAKS for word in between):
            continue
        order = (gap, int(not before), subject)
        best = min(best, order) if best else order
    return best[2] if best and best[2].kind in told.of else None


def _spoken_of(subject: Subject, known: list[Subject]) -> Subject:
    """Return the words that a pronoun means, or the subject itself."""
    return max((one for one in known if one.first == one.person == subject.person), default=subject)


def _families(part: Part, stream: Stream, evidence: Evidence, options: Options) -> Iterator[Found]:
    """Yield the families that are called by a pupil's surname."""
    if stream.texts.isdisjoint(options.surnames) and stream.texts.isdisjoint(options.titles):
        return
    staff = {(one.part, one.start, one.end) for one in evidence.people if one.who in ("staff", "allowed")}
    for one in evidence.roll:
        if one.part != part.name or one.who != "pupil" or one.form != "last" or (one.part, one.start, one.end) in staff:
            continue
        span = words_of(stream, one.start, one.end)
        if span is None:
            continue
        first, last = span
        if last < len(stream) and stream[last].text in options.surnames:
            yield first, last + 1, options.cases.get("pupil", ""), True
        elif first and stream[first - 1].text in options.titles:
            yield first - 1, last, options.cases.get("pupil", ""), True


def _identified(part: Part, stream: Stream, marks: Marks, evidence: Evidence, options: Options) -> Iterator[Found]:
    if not options.identifiers or not any(text[0].isdigit() for text in stream.texts):
        return
    wanted = [one for one in evidence.identifiers if one.part == part.name and one.kind in options.identifiers]
    if not wanted:
        return
    known = subjects(evidence, part, stream, marks, options.whom)
    for one in wanted:
        span = words_of(stream, one.start, one.end)
        if span is None or one.known:
            continue
        near = [
            s
            for s in known
            if s.kind in ("pupil", "named") and abs(stream[s.first].sentence - stream[span[0]].sentence) < 2
        ]
        case = options.cases.get(near[0].kind, "") if near else options.found
        yield *span, case, bool(near) and near[0].kind == "pupil"


def _anywhere(phrases: tuple[str, ...], evidence: Evidence) -> bool:
    """Say whether a phrase stands anywhere in what people read of the post, or in its category."""
    for part in evidence.parts:
        if part.is_prose or part.name == _PART:
            stream = evidence.words(part)[0]
            if any(True for _ in language.compiled(phrases).find(stream, marks_of(evidence, part, stream))):
                return True
    return False
