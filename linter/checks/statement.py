"""Kind `statement`: words that only a leader may publish: an answer to the press, news of a death or a danger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks import detail
from linter.checks.roles import is_among, member_named, roles_of
from linter.evidence import phrases as language
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

_CASE = "approved"
_REPLY = "reply"


@frozen
class Options:
    """What such words are, and whose yes they need.

    `words` as in kind `detail`. A reply to a handle or address that holds one of `media`, in a post that says no more
    than `hand_over`, is one too (case "reply"). `lifted_by` are the roles whose approval lifts the fault, anybody's if
    empty; with `keep` an approved one stays as the case "approved". `groups` name roles that count as one. `firm` are
    cases that no approval lifts.
    """

    words: detail.Options
    media: tuple[str, ...] = ()
    not_media: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    hand_over: tuple[str, ...] = ()
    lifted_by: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep: bool = False
    firm: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for malformed words, or names of the media that nothing could hold."""
        self.words.validate()
        for key in ("media", "not_media"):
            for word in getattr(self, key):
                if not word.isalnum() or word != word.casefold():
                    raise ValueError(f"{key}: '{word}' is not letters and digits in lower case")
        language.validate("hand_over", self.hand_over)


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    return None if options.media or options.categories else detail.needs(options.words)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what is said without the yes that it needs."""
    hits = [*detail.check_where_open(post, evidence, options.words)]
    reply = _reply(post, evidence, options)
    if reply and not any(hit.part == "body" for hit in hits):
        hits.append(reply)
    if not hits:
        return
    approved = _is_approved(post, evidence, options)
    for hit in hits:
        if not approved or hit.case in options.firm:
            yield hit
        elif options.keep:
            yield Hit(hit.part, hit.start, hit.end, _CASE)


def _reply(post: Post, evidence: Evidence, options: Options) -> Hit | None:
    """Return a hit on the whole text if it answers the press or is declared to."""
    asked = post.reply_to or ""
    names = "".join(char for char in asked.casefold() if char.isalnum())
    to_press = any(word in names for word in options.media) and not any(word in names for word in options.not_media)
    declared = (post.category or "").casefold().replace("-", " ").strip() in options.categories
    body = evidence.part("body")
    if not (to_press or declared) or body is None:
        return None
    if options.hand_over and detail.anywhere(options.hand_over, evidence):
        return None
    text = body.text
    start = len(text) - len(text.lstrip())
    return Hit("body", start, max(start, len(text.rstrip())), _REPLY)


def _is_approved(post: Post, evidence: Evidence, options: Options) -> bool:
    """Say whether somebody has approved the post who may."""
    approval = evidence.approved.given
    if approval is None or not approval.by.strip():
        return False
    if not options.lifted_by:
        return True
    member = evidence.approved.approver or member_named(approval.by, evidence.context.staff)
    if member:
        return is_among(roles_of(member.role, options.groups), options.lifted_by)
    said = roles_of(approval.by, options.groups) | roles_of(approval.role or "", options.groups)
    # Without a staff list nobody can say that a name is not the head's.
    return is_among(said, options.lifted_by) or (not evidence.context.staff and not approval.role)
