"""Kind `opinion`: an opinion given in a voice that should not give it, by someone who may not speak for the school.

What stands in quotation marks is somebody else's. A signed post, or one of a category such as "head's blog", gives
its signatory's opinion; the options say whether that excuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.checks import frame
from linter.checks.excuses import Excuses
from linter.checks.speaker import may_speak
from linter.evidence import phrases as language
from linter.evidence import quotations
from linter.evidence.marks import Marks
from linter.evidence.marks import marks as marks_of
from linter.evidence.normalise import fold
from linter.evidence.ways import Way
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

UNKNOWN_AUTHOR = "unknown-author"
DOUBT = 0.6  # the confidence where nobody knows who speaks
TAIL = 12  # words at the end of a text among which a signature is sought


@frozen
class Options:
    """What an opinion is, and what excuses it.

    `phrases` are opinions by themselves; `frames` as in kind `frame`. `unless` excuses a hit that it touches,
    `unless_near` one in the same sentence, `allowed_statements` one in the same sentence that the school has agreed
    on. `signatures` excuse the post if they stand at its end, `columns` if they stand anywhere in it, `categories`
    if the draft declares one. With `authors = "unauthorised"` those who may speak for the school are passed over, and
    where nobody knows who speaks the hit is the case "unknown-author".
    """

    phrases: tuple[str, ...] = ()
    frames: tuple[frame.Frame, ...] = ()
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    allowed_statements: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: Literal["all", "unauthorised"] = "all"

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, an impossible frame, or if there is neither."""
        if not self.phrases and not self.frames:
            raise ValueError("phrases: is empty, and there are no frames")
        if self.frames:
            frame.Options(self.frames).validate()
        for key in ("phrases", "unless", "unless_near", "allowed_statements", "signatures", "columns"):
            language.validate(key, getattr(self, key))


def needs(options: Options) -> list[Way]:
    """Return the ways in which something could be found."""
    return [*([(options.phrases,)] if options.phrases else ()), *(each.slots for each in options.frames)]


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each opinion that nothing excuses."""
    allowed = may_speak(evidence) if options.authors == "unauthorised" else False
    if allowed or (post.category and _plain(post.category) in {_plain(word) for word in options.categories}):
        return
    hits = [hit for part in evidence.parts if part.is_prose for hit in _in_part(part, evidence, options)]
    if hits and not _is_signed(evidence, options):
        for hit in hits:
            yield Hit(hit.part, hit.start, hit.end, *((UNKNOWN_AUTHOR, DOUBT) if allowed is None else (hit.case, 1.0)))


def _in_part(part: Part, evidence: Evidence, options: Options) -> Iterator[Hit]:
    quoted: tuple[tuple[int, int], ...] | None = None
    done = -1
    for stream in evidence.words(part):
        marks = marks_of(evidence, part, stream)
        spans = sorted(_opinions(stream, marks, options), key=lambda span: (span[0], -span[1]))
        if not spans:
            continue
        near = (*options.unless_near, *options.allowed_statements)
        excuses = Excuses(stream, marks, options.unless, near)
        quoted = quotations.quotations(part.text) if quoted is None else quoted
        for first, last, case in spans:
            start, end = stream[first].start, stream[last - 1].end
            if start >= done and not excuses.hold(first, last) and not quotations.is_within(quoted, start, end):
                done = end
                yield Hit(part.name, start, end, case)


def _opinions(stream: Stream, marks: Marks, options: Options) -> Iterator[tuple[int, int, str]]:
    """Yield the words [first, last) of each opinion, with its case."""
    if options.phrases:
        for match in language.compiled(options.phrases).find(stream, marks):
            yield match.first, match.last, ""
    known: dict[int, frame.Spans] = {}
    for each in frame.open_frames(options.frames, stream):
        for first, last in frame.filled(each, stream, marks, known):
            yield first, last, each.case


def _is_signed(evidence: Evidence, options: Options) -> bool:
    """Say whether someone stands by the post with their name, or it is a column that is always one person's."""
    for part in evidence.parts:
        if not part.is_prose:
            continue
        stream = evidence.words(part)[0]
        marks = marks_of(evidence, part, stream)
        if options.columns and any(True for _ in language.compiled(options.columns).find(stream, marks)):
            return True
        if options.signatures and part.name == "body":
            matches = language.compiled(options.signatures).find(stream, marks)
            if any(match.last >= len(stream) - TAIL for match in matches):
                return True
    return False


def _plain(word: str) -> str:
    return " ".join(fold(word).text.replace("-", " ").replace("'", "").split())
