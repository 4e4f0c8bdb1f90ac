"""Kind `licence`: whose a picture or a text is, as its licence says and as the words of the post give away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import frame, phrase
from linter.evidence import phrases as language
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Image, Post

UNKNOWN, UNDECLARED, UNCREDITED = "unknown", "undeclared", "uncredited"
_NO_PHRASES = phrase.Options()


@frozen
class Options:
    """What licences mean, and which words tell of others' work.

    A licence of `unknown` is the case "unknown", no licence at all "undeclared". One of `credited` (each the beginning
    of a licence) asks for the author's name: the case "uncredited" where neither the picture's `credit` nor one of the
    `credits` phrases gives it. `words` find others' work by what is written; their cases are those of the rule, and so
    do `frames`, as in kind `frame`, with what excuses the words.
    """

    unknown: tuple[str, ...] = ()
    undeclared: bool = False
    credited: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    words: phrase.Options = _NO_PHRASES
    frames: tuple[frame.Frame, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if nothing could ever be found."""
        if self.words.phrases or self.words.cases:
            self.words.validate()
        elif not (self.unknown or self.undeclared or self.credited):
            raise ValueError("words: is empty, and no licence is asked for")
        if self.frames:
            frame.Options(self.frames).validate()
        language.validate("credits", self.credits)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture whose licence is a fault, and the words that tell of others' work."""
    for index, image in enumerate(post.images):
        case = _case(image, options)
        if case and not (case == UNCREDITED and _names_author(evidence, options)):
            yield Hit(f"image:{index}/name", 0, 0, case)
    if options.words.phrases or options.words.cases:
        hits = [*phrase.check(post, evidence, options.words)]
        said = [(hit.part, hit.start, hit.end) for hit in hits]
        hits += (
            hit
            for hit in _framed(post, evidence, options)
            if not any(hit.part == part and start < hit.end and hit.start < end for part, start, end in said)
        )
        if hits and not _names_author(evidence, options):
            yield from hits


def _framed(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    words = options.words
    if options.frames:
        yield from frame.check(
            post, evidence, frame.Options(options.frames, words.unless, words.unless_near, words.parts)
        )


def _case(image: Image, options: Options) -> str:
    licence = (image.licence or "").strip().casefold()
    if not licence:
        return UNDECLARED if options.undeclared else ""
    if licence in options.unknown:
        return UNKNOWN
    wants_name = any(licence.startswith(known) for known in options.credited)
    return UNCREDITED if wants_name and not (image.credit or "").strip() else ""


def _names_author(evidence: Evidence, options: Options) -> bool:
    """Say whether the post says whose work it shows."""
    known = language.compiled(options.credits)
    parts = [part for part in evidence.parts if part.is_prose] if options.credits else []
    return any(True for part in parts for _ in known.find(evidence.words(part)[0]))
