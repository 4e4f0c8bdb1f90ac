"""Kind `affiliation`: the post, or the profile of its account, says that the author works at the school."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import frame
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

BIO = "bio"
DISREPUTE = "disrepute"


@frozen
class Options:
    """The frames that state it and what excuses them, as in kind `frame`.

    `bio` also looks at the account's profile text; a hit there is the case "bio". `disrepute` are phrases anywhere in
    the post that make it the single case "disrepute".
    """

    frames: tuple[frame.Frame, ...]
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    bio: bool = True
    disrepute: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or an impossible frame."""
        _framed(self).validate()
        language.validate("disrepute", self.disrepute)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each statement of employment in the text, and one hit at the start for a profile that states it."""
    framed = _framed(options)
    account = evidence.declared.account
    profile = "\n".join(filter(None, (account.bio, account.persona))) if options.bio and account else ""
    in_text = [*_stated(post, evidence, framed)]
    in_profile = bool(profile) and _is_stated_in(profile, evidence, framed)
    if not in_text and not in_profile:
        return
    disreputable = _first(evidence, options.disrepute)
    if disreputable:
        yield disreputable
        return
    yield from in_text
    if in_profile:
        yield Hit("body", 0, 0, BIO)


def _stated(post: Post, evidence: Evidence, framed: frame.Options) -> Iterator[Hit]:
    done: dict[str, int] = {}
    for hit in sorted(frame.check(post, evidence, framed), key=lambda hit: (hit.part, hit.start, -hit.end)):
        if hit.start >= done.get(hit.part, -1):  # several frames may be filled by the same words
            done[hit.part] = hit.end
            yield hit


def _is_stated_in(text: str, evidence: Evidence, framed: frame.Options) -> bool:
    from linter.evidence import Evidence as Gathered
    from linter.post import Post as Text

    post = Text(body=text)
    return any(True for _ in frame.check(post, Gathered(post, evidence.context), framed))


def _first(evidence: Evidence, phrases: tuple[str, ...]) -> Hit | None:
    """Return the first place where one of the phrases stands."""
    found = language.compiled(phrases)
    for part in evidence.parts:
        if part.is_prose and phrases:
            for stream in evidence.words(part):
                for match in found.find(stream, marks_of(evidence, part, stream)):
                    return Hit(part.name, stream[match.first].start, stream[match.last - 1].end, DISREPUTE)
    return None


def _framed(options: Options) -> frame.Options:
    return frame.Options(options.frames, options.unless, options.unless_near)
