"""Kind `frame`: several things said in one sentence, in a given order ("we … oppose …")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.excuses import Excuses
from linter.checks.scope import are_prose, part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.marks import Marks
from linter.evidence.marks import marks as marks_of
from linter.evidence.modifiers import Modifier, modifiers
from linter.evidence.ways import Way, Ways
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.words import Stream
    from linter.post import Post


Spans = list[tuple[int, int]]


@frozen
class Frame:
    """One frame: each slot is a list of phrases, of which one must match.

    `within` is the greatest number of words between two slots; `ordered` says that the slots must come in order;
    `mark` is the slot to underline, -1 the whole from the first to the last. `case` names a case of the rule.
    `sentences` is how many sentences the frame may span (a pronoun's subject stands in the one before). `unless_said`
    names ways of saying (see `linter.evidence.modifiers`) in which the last slot is no fault: "negated", "question",
    "quoted", "reported", "conditional"; `only_said` names those of which one must hold.
    """

    slots: tuple[tuple[str, ...], ...]
    within: int = 8
    ordered: bool = True
    mark: int = -1
    case: str = ""
    sentences: int = 1
    unless_said: tuple[Modifier, ...] = ()
    only_said: tuple[Modifier, ...] = ()


@frozen
class Options:
    """The frames and what excuses them, as in kind `phrase`."""

    frames: tuple[Frame, ...]
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or an impossible frame."""
        if not self.frames:
            raise ValueError("frames: is empty")
        for number, frame in enumerate(self.frames):
            if len(frame.slots) < 2 or not all(frame.slots):
                raise ValueError(f"frames[{number}].slots: needs two slots or more, none of them empty")
            if not -1 <= frame.mark < len(frame.slots):
                raise ValueError(f"frames[{number}].mark: is {frame.mark}, but there are {len(frame.slots)} slots")
            if frame.sentences < 1:
                raise ValueError(f"frames[{number}].sentences: is {frame.sentences}, but a frame needs one or more")
            for slot in frame.slots:
                language.validate(f"frames[{number}].slots", slot)
        language.validate("unless", self.unless)
        language.validate("unless_near", self.unless_near)


def needs(options: Options) -> list[Way] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    return [frame.slots for frame in options.frames] if are_prose(options.parts) else None


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each frame that is filled within one sentence and that nothing excuses."""
    for part in evidence.parts:
        if not part_is_wanted(part, options.parts):
            continue
        for stream in evidence.words(part):
            marks = marks_of(evidence, part, stream)
            known: dict[int, Spans] = {}
            found = [
                (first, last, frame.case)
                for frame in open_frames(options.frames, stream)
                for first, last in filled(frame, stream, marks, known, part.text)
            ]
            if not found:
                continue
            excuses = Excuses(stream, marks, options.unless, options.unless_near)
            found = [hit for hit in found if not excuses.hold(*hit[:2])]
            for first, last, case in _apart(found):
                yield Hit(part.name, stream[first].start, stream[last - 1].end, case)


def _apart(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield what was found in the order of the words; of frames of one case that overlap, the first or longest."""
    done: dict[str, int] = {}
    for first, last, case in sorted(found, key=lambda item: (item[0], -item[1])):
        if first >= done.get(case, 0):
            done[case] = last
            yield first, last, case


_ways: Remembered[tuple[Frame, ...], Ways] = Remembered(lambda frames: Ways(frame.slots for frame in frames))


def open_frames(frames: tuple[Frame, ...], stream: Stream) -> Iterator[Frame]:
    """Yield the frames of which no slot is bound to stay empty in a stream."""
    return (frames[at] for at in _ways(frames).open_in(stream))


def filled(
    frame: Frame, stream: Stream, marks: Marks, known: dict[int, Spans], text: str = ""
) -> Iterator[tuple[int, int]]:
    """Yield the words [first, last) to underline for each way the frame is filled; overlapping ways count once.

    `known` keeps what the slots match in this stream, by the identity of their phrases: frames of one rule often share
    them, and to hash a long list takes longer than to search for it. `text` is the part as written: what is quoted in
    it is told by its quotation marks.
    """
    if not all(language.compiled(phrases).may_match(stream, marks) for phrases in frame.slots):
        return
    slots: list[Spans] = []
    # The last slot first: what is said of something is rarer than the something.
    for phrases in reversed(frame.slots):
        spans = known.get(id(phrases))
        if spans is None:
            matches = language.compiled(phrases).find(stream, marks)
            spans = known[id(phrases)] = [(m.first, m.last) for m in matches]
        if not spans:
            return
        slots.append(spans)
    slots.reverse()
    done = -1
    for spans in sorted(_combine(frame, slots, stream, [])):
        marked = spans[frame.mark] if frame.mark >= 0 else (min(s[0] for s in spans), max(s[1] for s in spans))
        if marked[0] >= done and _said_so(frame, stream, spans[-1], text):
            done = marked[1]
            yield marked


def _said_so(frame: Frame, stream: Stream, span: tuple[int, int], text: str) -> bool:
    """Say whether the last slot is said in a way that the frame wants."""
    if not frame.unless_said and not frame.only_said:
        return True
    ways = modifiers(stream, *span, text)
    return ways.isdisjoint(frame.unless_said) and (not frame.only_said or not ways.isdisjoint(frame.only_said))


def _combine(
    frame: Frame, slots: list[Spans], stream: Stream, chosen: list[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    if len(chosen) == len(slots):
        yield list(chosen)
        return
    for span in slots[len(chosen)]:
        if chosen and not _fits(frame, chosen, span, stream):
            continue
        yield from _combine(frame, slots, stream, [*chosen, span])


def _fits(frame: Frame, chosen: list[tuple[int, int]], span: tuple[int, int], stream: Stream) -> bool:
    last = chosen[-1]
    apart = abs(stream[span[0]].sentence - stream[last[0]].sentence)
    if apart >= frame.sentences or any(s[0] < span[1] and span[0] < s[1] for s in chosen):
        return False
    gap = span[0] - last[1] if span[0] >= last[1] else last[0] - span[1]
    return gap <= frame.within and (not frame.ordered or span[0] >= last[1])
