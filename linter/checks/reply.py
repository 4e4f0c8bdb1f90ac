"""Kind `reply`: replies that somebody else should read before they go out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import frame, phrase
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

_NO_FRAMES = frame.Options(frames=())
_NO_PHRASES = phrase.Options()


@frozen
class Options:
    """What makes a reply delicate.

    `heated` and `heated_frames` are negative or defensive; `complaint` answers a complaint, unless the reply only takes
    it elsewhere (`hand_over`, anywhere in it). `one_way` are platforms on which the school does not converse.
    """

    heated: phrase.Options = _NO_PHRASES
    heated_frames: frame.Options = _NO_FRAMES
    complaint: phrase.Options = _NO_PHRASES
    hand_over: phrase.Options = _NO_PHRASES
    one_way: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or frame, or if nothing is delicate."""
        for key in ("heated", "complaint", "hand_over"):
            listed: phrase.Options = getattr(self, key)
            if not listed.phrases:
                raise ValueError(f"{key}: is empty")
            listed.validate()
        if self.heated_frames.frames:
            self.heated_frames.validate()


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what a second reader should see, if nobody has read the reply."""
    account = evidence.declared.account
    if account and account.audience.casefold() == "public" and not post.audience:
        yield Hit("body", 0, 0, "audience")
    if not post.reply_to:
        return
    hands_over = any(phrase.check(post, evidence, options.hand_over))
    if not hands_over and any(facts.name in options.one_way for facts in evidence.platforms):
        yield Hit("body", 0, 0, "one-way")
    if (post.second_reader or "").strip() or evidence.approved.given is not None:
        return
    found = [*phrase.check(post, evidence, options.heated)]
    if options.heated_frames.frames:
        found += frame.check(post, evidence, options.heated_frames)
    yield from (Hit(hit.part, hit.start, hit.end, "heated") for hit in _outermost(found))
    if found:
        return
    complaint = None if hands_over else next(iter(phrase.check(post, evidence, options.complaint)), None)
    if complaint:
        yield Hit(complaint.part, complaint.start, complaint.end, "complaint")
    elif post.confident is False:
        yield Hit("body", 0, 0, "unsure")


def _outermost(found: list[Hit]) -> Iterator[Hit]:
    """Yield the hits without those that lie in another."""
    done: tuple[str, int] = ("", -1)
    for hit in sorted(found, key=lambda hit: (hit.part, hit.start, -hit.end)):
        if hit.part != done[0] or hit.end > done[1]:
            done = (hit.part, hit.end)
            yield hit
