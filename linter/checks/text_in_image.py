"""Kind `text-in-image`: words in a picture that tell of a child: a certificate, a badge, pegs, a register, a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.reading import Reading
    from linter.post import Post


@frozen
class Options:
    """What matters in a picture, in the order in which it is told: one hit for each picture.

    `cases` are phrases that make a case. `labels` lines or more that are a given name and nothing else are the case
    "labels". A text that names `register` pupils or more is left to the rules of names, which tell it as one list.
    """

    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: int = 3
    register: int = 3

    def validate(self) -> None:
        """Raise ValueError for malformed phrases or for a limit that finds everything."""
        for case, listed in self.cases.items():
            language.validate(f"cases.{case}", listed)
        if self.labels < 2:
            raise ValueError("labels: must be 2 or more")
        if self.register < 2:
            raise ValueError("register: must be 2 or more")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the first thing in each picture that matters."""
    if not post.images:
        return
    for reading in evidence.reading:
        part = evidence.part(f"image:{reading.index}/text")
        if part is not None and not _is_list_of_pupils(part, evidence, options):
            hit = _of_phrases(part, evidence, options) or _of_labels(part, reading, options)
            if hit is not None:
                yield hit


def _is_list_of_pupils(part: Part, evidence: Evidence, options: Options) -> bool:
    pupils = [one for one in evidence.people if one.part == part.name and one.who == "pupil"]
    return len(pupils) >= options.register


def _of_phrases(part: Part, evidence: Evidence, options: Options) -> Hit | None:
    stream = evidence.words(part)[0]
    marks = marks_of(evidence, part, stream)
    for case, listed in options.cases.items():
        for match in language.compiled(listed).find(stream, marks):
            return Hit(part.name, stream[match.first].start, stream[match.last - 1].end, case)
    return None


def _of_labels(part: Part, reading: Reading, options: Options) -> Hit | None:
    from linter.evidence.names.features import word

    places = [
        (start, end)
        for start, end, line in reading.places
        if line.text.isalpha() and len(line.text) > 2 and word(line.text.title(), "").common == "g"
    ]
    if len(places) < options.labels:
        return None
    return Hit(part.name, places[0][0], places[-1][1], "labels", values={})
