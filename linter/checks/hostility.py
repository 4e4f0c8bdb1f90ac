"""Kind `hostility`: something hostile said of, or to, people; seen by its grammar, not by single words.

Frames are patterns over classes of words (`linter.evidence.patterns`): who ("{subject}", a group of people or the
pronoun that means it), what is said of them ("{be} .. {vile}"), and whether it is denied on the way ("are not vile").
What is quoted, reported, condemned or denied is not the writer's own, unless the writer agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks import stance
from linter.checks.grammar import EXCUSE, MASK, Frame, Grammar, Options, grammar, needs_group
from linter.checks.scope import part_is_wanted
from linter.evidence import patterns
from linter.evidence.opened import opened
from linter.evidence.repairs import repaired
from linter.evidence.targets import targets
from linter.finding import Hit

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.classes import Spans
    from linter.evidence.parts import Part
    from linter.evidence.screen import Screen
    from linter.evidence.targets import Targets
    from linter.evidence.words import Stream
    from linter.post import Post

__all__ = ["Frame", "Options", "check"]
UNTHINK = "unthink"
_ALWAYS = frozenset((MASK, patterns.NOT, "soft", "aux"))  # classes that patterns need without naming them
_THINKS = 3  # words between "do not think" and what is not thought
# With one of these between, it is not the people who are called names: "women find this disgusting".
_NOT_PEOPLE_LIST = "it this that him her how find finds found about by called against me my was who"
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_LIST.split())


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each hostile statement, threat or insult that the writer makes."""
    made = grammar(options)
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            yield from _apart(_in_part(part, evidence, made), made)


def screen(options: Options) -> Screen | None:
    """Return what tells from the words of the prose of a post whether something could be found in it."""
    return None if options.parts else grammar(options).screen


def _in_part(part: Part, evidence: Evidence, made: Grammar) -> Iterator[Hit]:
    streams = evidence.words(part)
    found, warm = False, False
    for stream in streams:
        words = opened(stream)
        mask = made.screen.mask(words)
        warm = warm or bool(mask)
        for hit in _in_stream(part, words, made, mask):
            found = True
            yield hit
    if not found:
        for stream in streams:  # with misspelt words, and words run together, mended
            better = repaired(stream, made.keys, warm=warm, written=part.text)
            if better is not None:
                words = opened(better)
                yield from _in_stream(part, words, made, made.screen.mask(words))


def _in_stream(part: Part, stream: Stream, made: Grammar, mask: int) -> Iterator[Hit]:
    numbers = made.screen.frames(stream, mask)
    if not numbers:
        return
    tags = made.meant.tagged(stream, made.named_by(numbers))
    frames = made.possible(numbers, tags, stream)
    if not frames:
        return
    whom = targets(stream, made.groups, part.text)
    if not whom.explicit:  # then no pronoun means a group either
        frames = [(frame, elements) for frame, elements in frames if not frame.after and not needs_group(elements)]
        if not frames:
            return
    whose = {"subject": whom.subject, "object": whom.object, "group": whom.explicit}
    light = made.light.tagged(stream, made.named_by(numbers) | _ALWAYS)
    first = _with(_unmasked(tags | light), whose)
    found = [
        (frame, place)
        for frame, elements in frames
        if patterns.may_stand(elements, first, stream.texts)
        for place in patterns.find(elements, stream, first)
    ]
    if found:
        yield from _judged(part, stream, found, _with(_unmasked(tags | made.light.tagged(stream)), whose), whom)


def _with(tags: dict[str, Spans], whose: dict[str, Spans]) -> dict[str, Spans]:
    return {name: spans for name, spans in (tags | whose).items() if spans}


def _judged(
    part: Part,
    stream: Stream,
    found: list[tuple[Frame, patterns.Found]],
    tags: Mapping[str, Spans],
    whom: Targets,
) -> Iterator[Hit]:
    """Yield those places that are hostile, and the writer's own."""
    excused = {stream[at].sentence for at in tags.get(EXCUSE, ())}
    for frame, place in found:
        if (frame.strict or frame.after) and not _is_plain(stream, place, tags, after=frame.after):
            continue
        denials = place.denials + _is_none(stream, place.first) + _is_unthought(stream, place.first, tags)
        if frame.polarity != "any" and (frame.polarity == "good") != bool(denials % 2):
            continue
        if frame.excusable and stream[place.first].sentence in excused:
            continue
        if not frame.firm and stance.attitude(part.text, stream, place.first, place.last, tags):
            continue
        about = whom.kind(place.first, place.last) or "identity"
        start, end = stream[place.first].start, stream[place.last - 1].end
        yield Hit(part.name, start, end, frame.case, frame.confidence, {"about": about})


def _is_none(stream: Stream, first: int) -> bool:
    """Say whether the words before deny whom it is about: "no Muslim", "none of these boys", "not all men"."""
    before = [word.text for word in stream[max(0, first - 3) : first] if word.sentence == stream[first].sentence]
    return before[-1:] == ["no"] or before[-2:-1] == ["not"] or "none" in before


def _is_unthought(stream: Stream, first: int, tags: Mapping[str, Spans]) -> bool:
    """Say whether "I do not think" stands right before."""
    sentence = stream[first].sentence
    return any(
        at < first and first - ends[0] <= _THINKS and stream[at].sentence == sentence
        for at, ends in tags.get(UNTHINK, {}).items()
    )


def _is_plain(stream: Stream, found: patterns.Found, tags: Mapping[str, Spans], *, after: bool) -> bool:
    """Say whether a sentence is bare enough for a guess; `after`: and stands after one about a group."""
    sentence = stream[found.first].sentence
    for name in (patterns.NOT, stance.REPORT, stance.UNSAY, stance.CONDEMN):
        for at, ends in tags.get(name, {}).items():
            if stream[at].sentence == sentence and not (
                found.first <= at and ends[0] <= found.last and name == "condemn"
            ):
                return False
    if any(word.text in _NOT_PEOPLE for word in stream[found.first : found.last]):
        return False
    return not after or any(stream[at].sentence == sentence - 1 for at in tags.get("group", ()))


def _unmasked(tags: dict[str, Spans]) -> dict[str, Spans]:
    """Return the tags without those that lie in a masked phrase."""
    masks = tags.pop(MASK, None)
    if not masks:
        return tags
    covered = [(at, ends[0]) for at, ends in masks.items()]
    kept: dict[str, Spans] = {}
    for name, spans in tags.items():
        left: Spans = {}
        for at, ends in spans.items():
            open_ends = [end for end in ends if not any(first <= at and end <= last for first, last in covered)]
            if open_ends:
                left[at] = open_ends
        if left:
            kept[name] = left
    return kept


def _apart(hits: Iterable[Hit], made: Grammar) -> Iterator[Hit]:
    """Yield the hits in their order; of those that overlap, that of the case that comes first, or the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (made.order[hit.case], hit.start, -hit.end)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    yield from sorted(kept, key=lambda hit: hit.start)
