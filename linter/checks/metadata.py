"""Kind `metadata`: what a picture carries beside its pixels: where it was taken, whom it names, what it was cut of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.checks.naming import CHILD_CLUES, named_for
from linter.evidence import phrases as language
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.metadata import Line, Metadata
    from linter.evidence.people import Mention
    from linter.post import Post

# Kind of field → case of "details"; the fields of one case are told together.
_CASES = {
    "owner": "owner",
    "serial": "owner",
    "contact": "owner",
    "device": "device",
    "software": "editing",
    "history": "editing",
    "credentials": "editing",
    "caption": "",
    "keyword": "",
}
_MADE, _EDITED, PHONE = "Made with AI", "Edited with AI", "Phone"


@frozen
class Options:
    """What to find: "position", "previews", "people" or "details".

    `sure` is how sure it must be that a name in a description is a pupil's. `told` are phrases by which a post says
    itself that a picture was made with AI. `allowed_as` is the name by which `[allow] names` limits a name to it.
    """

    find: Literal["position", "previews", "people", "details"]
    sure: float = 0.6
    told: tuple[str, ...] = ()
    allowed_as: str = ""

    def validate(self) -> None:
        """Raise ValueError for a limit or for phrases that cannot work, or that nothing reads."""
        if not 0 <= self.sure <= 1:
            raise ValueError("sure: must be from 0 to 1")
        if self.told and self.find != "details":
            raise ValueError(f"told: is not read where find is '{self.find}'")
        if bool(self.allowed_as) != (self.find == "people"):
            raise ValueError("allowed_as: is wanted where find is 'people', and only there")
        language.validate("told", self.told)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what the pictures carry, at the lines of their part `image:N/meta`."""
    if not post.images:
        return
    find = {"position": _positions, "previews": _previews, "people": _people, "details": _details}[options.find]
    for carried in evidence.metadata:
        if carried.text:
            yield from find(carried, evidence, options)


def _part(carried: Metadata) -> str:
    return f"image:{carried.index}/meta"


def _positions(carried: Metadata, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield one hit for the coordinates of a picture, wherever they stand, or else one for the place that it names."""
    lines = carried.of("position")
    if lines:
        yield Hit(_part(carried), lines[0].start, len(lines[0].field.label) + lines[0].start)
        return
    known = _own_places(evidence)
    named = [line for line in carried.of("place") if fold(line.field.value).text not in known]
    if named:
        yield Hit(_part(carried), named[0].words, named[0].end, "place")


def _own_places(evidence: Evidence) -> frozenset[str]:
    """Return the places by which everybody knows where the school is."""
    school = evidence.context.settings.school
    places = (school.name, school.town, school.trust, *school.aliases, *school.addresses)
    return frozenset(fold(piece.strip()).text for place in places for piece in (place, *place.split(",")) if piece)


def _previews(carried: Metadata, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield one hit for the smaller picture that tells most beyond the picture."""
    cases = {"other-shape": "cropped", "other-content": "covered", "unknown": ""}
    found = [(cases[one.verdict], start, end) for one, start, end in carried.previews if one.verdict != "same"]
    if found:
        case, start, end = max(found, key=lambda one: (bool(one[0]), -one[1]))
        yield Hit(_part(carried), start, end, case)


def _people(carried: Metadata, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the fields that say who is shown, and the pupils who are named anywhere else in the metadata."""
    part = _part(carried)
    named = [one for one in named_for(options.allowed_as, evidence) if one.part == part]
    allowed = [one for one in evidence.people if one.part == part and one not in named]
    taken: list[tuple[int, int]] = []
    for line in carried.of("person"):
        within = [one for one in named if one.start < line.end and line.words < one.end]
        if not within and any(one.start < line.end and line.words < one.end for one in allowed):
            continue
        taken.append((line.words, line.end))
        yield Hit(part, line.words, line.end, _case(within))
    for one in named:
        inside = any(start < one.end and one.start < end for start, end in taken)
        is_pupil = one.who == "pupil" and one.confidence >= options.sure and _is_telling(one, carried)
        if is_pupil and not inside and not _is_of_maker(one, carried):
            yield Hit(part, one.start, one.end, "described", one.confidence)


def _case(within: list[Mention]) -> str:
    if any(one.who == "pupil" for one in within):
        return "pupil"
    return "staff" if any(one.who == "staff" for one in within) else ""


def _is_telling(one: Mention, carried: Metadata) -> bool:
    """Say whether a name is more than a first name that may be a word: not "Mark II", but the keyword "Ayaan"."""
    if one.form not in ("first", "last") or CHILD_CLUES & set(one.clues):
        return True
    return any(line.words <= one.start and one.end == line.end for line in carried.of("keyword", "person"))


def _is_of_maker(one: Mention, carried: Metadata) -> bool:
    """Say whether a name that is not sure to be a pupil's in full stands where pictures name who made them."""
    makers = carried.of("creator", "rights", "owner")
    return one.form != "full" and any(line.start <= one.start < line.end for line in makers)


def _details(carried: Metadata, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield one hit for each sort of detail, with what it is made of in words of ours."""
    groups: dict[str, list[Line]] = {}
    for line in carried.lines:
        case = _CASES.get(line.field.kind)
        if case is not None:
            groups.setdefault("phone" if line.field.label == PHONE else case, []).append(line)
    for case, lines in groups.items():
        first = lines[0]
        labels = ", ".join(dict.fromkeys(line.field.label.lower() for line in lines))
        yield Hit(_part(carried), first.start, first.start + len(first.field.label), case, values={"what": labels})
    machine = carried.of("ai")
    if machine and not _is_told(evidence, options.told):
        first = next((line for line in machine if line.field.label == _MADE), machine[0])
        case = "made-with-ai" if first.field.label == _MADE else "edited-with-ai"
        yield Hit(_part(carried), first.start, first.start + len(first.field.label), case)


def _is_told(evidence: Evidence, told: tuple[str, ...]) -> bool:
    """Say whether the post says so itself."""
    known = language.compiled(told)
    parts = [part for part in evidence.parts if part.is_prose] if told else []
    return any(True for part in parts for _ in known.find(evidence.words(part)[0]))
