"""Kind `detail`: something said of somebody who can be recognised ("Tobi … is in foster care", "her diagnosis").

What is said of people in general, of a figure of a story or of history, in an advert or in a lesson is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from linter.checks import frame
from linter.checks.cues import Cue, Cues, Who
from linter.checks.excuses import Excuses
from linter.checks.scope import are_prose, part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.evidence.modifiers import Modifier, modifiers
from linter.evidence.ways import Ways
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

# What ends a thought: nothing beyond it belongs to whom was spoken of before.
_BREAKS = frozenset((".", "!", "?", ";", "…", "\n", "if", "when", "whereas", "unless"))
_POSSESSIVE = frozenset(("his", "her", "their"))
_REACH = {"subject": 8, "owner": 2, "near": 6, "follows": 12, "before": 1}


@frozen
class Detail:
    """What is said, and how it belongs to somebody.

    `of`: whom it is about stands before it as its "subject" (up to eight words between) or its "owner" (two), is "near"
    it on either side (six), or it "follows" somebody of the sentence before, or stands "before" whom it is about;
    `within` sets another number of words.
    `after` are words of which some must stand before it, at most `link` words between ("has", "diagnosed with").
    `groups` says that it is a fault of a group too, as the case `group_case`. `unless_said` as in kind `frame`.
    """

    say: tuple[str, ...]
    of: Literal["subject", "owner", "near", "follows", "before"] = "subject"
    within: int = 0
    after: tuple[str, ...] = ()
    link: int = 2
    groups: bool = False
    only_firm: bool = False
    case: str = ""
    group_case: str = ""
    unless_said: tuple[Modifier, ...] = ()


@frozen
class Options:
    """The details and the people.

    `phrases`, `cases` and `frames` are faults whoever is meant, as in the kinds `phrase` and `frame`. `unless` excuses
    a hit that it touches, `unless_near` one in its sentence; `unless_post`, anywhere in the post, what is said of
    somebody who need not be real: a loose cue. `unless_always` excuses everything in the post.
    """

    details: tuple[Detail, ...] = ()
    who: Who = Who()
    phrases: tuple[str, ...] = ()
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frames: tuple[frame.Frame, ...] = ()
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_post: tuple[str, ...] = ()
    unless_always: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, an impossible frame, or if there is nothing to find."""
        if not (self.details or self.phrases or self.cases or self.frames):
            raise ValueError("details: is empty, and there are no phrases, cases or frames")
        for number, detail in enumerate(self.details):
            if not detail.say:
                raise ValueError(f"details[{number}].say: is empty")
            if detail.within < 0:
                raise ValueError(f"details[{number}].within: is {detail.within}, less than nothing")
            language.validate(f"details[{number}].say", detail.say)
            language.validate(f"details[{number}].after", detail.after)
        if self.details and not (self.who.firm or self.who.loose or self.who.group):
            raise ValueError("who: is empty, but the details are about somebody")
        for key in ("firm", "loose", "group", "others", "own"):
            language.validate(f"who.{key}", getattr(self.who, key))
        for key in ("phrases", "unless", "unless_near", "unless_post", "unless_always"):
            language.validate(key, getattr(self, key))
        for case, listed in self.cases.items():
            language.validate(f"cases.{case}", listed)
        if self.frames:
            frame.Options(self.frames).validate()


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    return ways_in(options) if are_prose(options.parts) else None


def ways_in(options: Options) -> list[tuple[tuple[str, ...], ...]]:
    """Return the ways in which something could be found in the words of a part that is looked at."""
    listed = [(phrases,) for phrases in (options.phrases, *options.cases.values()) if phrases]
    details = [(detail.say, detail.after) if detail.after else (detail.say,) for detail in options.details]
    return [*listed, *(each.slots for each in options.frames), *details]


_ways: Remembered[Options, Ways] = Remembered(lambda options: Ways(ways_in(options)))


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each detail of somebody who can be recognised, unless something excuses it."""
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            done: list[tuple[int, int]] = []
            for stream in evidence.words(part):
                for hit in _in_stream(part, stream, evidence, options):
                    # A disguised reading finds again what the plain one found.
                    if not any(start < hit.end and hit.start < end for start, end in done):
                        done.append((hit.start, hit.end))
                        yield hit


def check_where_open(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what `check` does, but ask it only where a way is open: for a kind that tells more than words do."""
    parts = (part for part in evidence.parts if part_is_wanted(part, options.parts))
    ways = _ways(options)
    if any(ways.any_open(evidence.words(part)) for part in parts):
        yield from check(post, evidence, options)


Found = tuple[int, int, str, bool]  # words [first, last), case, whether the post may excuse it


def _in_stream(part: Part, stream: Stream, evidence: Evidence, options: Options) -> Iterator[Hit]:
    marks = marks_of(evidence, part, stream)
    found = [*_whoever(part, stream, marks, options), *_of_somebody(part, stream, marks, options)]
    if not found:
        return
    excuses = Excuses(stream, marks, options.unless, options.unless_near)
    found = [item for item in found if not excuses.hold(item[0], item[1])]
    if not found or (options.unless_always and anywhere(options.unless_always, evidence)):
        return
    if options.unless_post and any(item[3] for item in found) and anywhere(options.unless_post, evidence):
        found = [item for item in found if not item[3]]
    done = 0
    for first, last, case, _ in sorted(found, key=lambda item: (item[0], -item[1])):
        if first >= done:
            done = last
            yield Hit(part.name, stream[first].start, stream[last - 1].end, case)


def _whoever(part: Part, stream: Stream, marks: Marks, options: Options) -> Iterator[Found]:
    """Yield what is a fault whoever is meant."""
    for case, listed in (("", options.phrases), *options.cases.items()):
        for match in language.compiled(listed).find(stream, marks) if listed else ():
            yield match.first, match.last, case, False
    known: dict[int, frame.Spans] = {}
    for each in options.frames:
        for first, last in frame.filled(each, stream, marks, known, part.text):
            yield first, last, each.case, False


def _of_somebody(part: Part, stream: Stream, marks: Marks, options: Options) -> Iterator[Found]:
    """Yield each detail with the one, or the group, whom it is about."""
    cues: Cues | None = None  # sought when there is something to say of them: names are costly
    for detail in options.details:
        phrases = language.compiled(detail.say)
        if not phrases.may_match(stream, marks):
            continue
        for first, last in _said(detail, stream, marks):
            cues = cues or Cues(stream, marks, options.who)
            cue = _owner(detail, first, last, stream, cues)
            if cue and modifiers(stream, first, last, part.text).isdisjoint(detail.unless_said):
                case = detail.group_case if cue.strength == "group" else detail.case
                yield min(cue.first, first), max(cue.last, last), case, cue.strength == "loose"


def _said(detail: Detail, stream: Stream, marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield the words [first, last) of each detail, with what must stand before it."""
    before: list[tuple[int, int]] | None = None
    for match in language.compiled(detail.say).find(stream, marks):
        if not detail.after:
            yield match.first, match.last
            continue
        if before is None:
            before = [(link.first, link.last) for link in language.compiled(detail.after).find(stream, marks)]
        sentence = stream[match.first].sentence
        starts = [
            first
            for first, last in before
            if last <= match.first <= last + detail.link
            and stream[first].sentence == sentence
            and not any(word.text in _BREAKS for word in stream[last : match.first])
        ]
        if starts:
            yield max(starts), match.last


def _owner(detail: Detail, first: int, last: int, stream: Stream, cues: Cues) -> Cue | None:
    """Return the nearest cue to which the words [first, last) belong."""
    reach = detail.within or _REACH[detail.of]
    best: tuple[int, Cue] | None = None
    for found in cues.found:
        # "Mrs Ashdown's DBS" reads like one name.
        cue = found._replace(last=first) if found.first < first < found.last else found
        if (cue.strength == "group" and not detail.groups) or (cue.strength != "firm" and detail.only_firm):
            continue
        gap = first - cue.last if cue.last <= first else cue.first - last if cue.first >= last else 0
        if cue.first >= last and detail.of not in ("near", "before"):
            continue
        if cue.last <= first and detail.of == "before":
            continue
        if gap > reach or (best and gap >= best[0]) or not _joined(detail, cue, (first, last), stream, cues):
            continue
        best = gap, cue
    return best[1] if best else None


def _joined(detail: Detail, cue: Cue, span: tuple[int, int], stream: Stream, cues: Cues) -> bool:
    """Say whether nothing between a cue and the words of a detail parts them."""
    first, last = span
    start, end = (cue.last, first) if cue.last <= first else (last, cue.first)
    apart = abs(stream[first].sentence - stream[cue.first].sentence)
    if detail.of == "follows":
        return apart <= 1 and cue.last <= first and cues.is_free(start, end)
    if detail.of == "owner" and not _owns(stream[cue.last - 1].text):
        return False
    return (
        apart == 0
        and not any(stream[index].text in _BREAKS for index in range(start, end))
        and cues.is_free(start, end)
    )


def _owns(word: str) -> bool:
    return word in _POSSESSIVE or word.endswith(("'s", "s'"))


def anywhere(phrases: tuple[str, ...], evidence: Evidence) -> bool:
    """Say whether a phrase stands anywhere in what people read of the post."""
    for part in evidence.parts:
        if part.is_prose or part.name == "field:category":
            stream = evidence.words(part)[0]
            if any(True for _ in language.compiled(phrases).find(stream, marks_of(evidence, part, stream))):
                return True
    return False
