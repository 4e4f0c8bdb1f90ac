"""Kind `named-staff`: a member of staff, a governor or a volunteer is named or shown without permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.naming import has_consent, named_for
from linter.checks.roles import is_among, member_named, roles_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.people import StaffMember
    from linter.post import Post


@frozen
class Options:
    """Whom anybody may name, and how sure it must be that a colleague is meant.

    `public_roles` are roles whose holders are known to everybody. `consent` are the granularities of which a
    colleague's consent must have one, `image_consent` the same for a picture that declares to show the colleague.
    Whoever writes may name themselves. A name after one of `titles` that is on no list is the case "not-listed", unless
    it is one of `characters` or one of `guests` in the sentence says that somebody comes from elsewhere.
    `allowed_as` is the name by which `[allow] names` limits a name to this rule.
    """

    allowed_as: str
    sure: float = 0.6
    public_roles: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    image_consent: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an impossible limit."""
        if not 0 <= self.sure <= 1:
            raise ValueError("sure: must be from 0 to 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each place that names a colleague who has not agreed to it, and each picture that declares to show one."""
    staff = evidence.context.staff
    if not staff:
        return
    is_personal = evidence.declared.account_type == "personal"
    seen = False
    if evidence.people:
        own = _author(evidence)
        for one in named_for(options.allowed_as, evidence):
            if one.who != "staff" or one.confidence < options.sure or own in one.ids:
                continue
            members = [staff[key] for key in one.ids if key in staff]
            if members and not any(_may_be_named(member, evidence, options) for member in members):
                seen = True
                yield Hit(one.part, one.start, one.end, "personal" if is_personal else "", one.confidence)
    yield from _not_listed(evidence, options)
    shown = [key for image in post.images for key in image.person_ids if key in staff and image.consent is None]
    shown = [key for key in shown if not staff[key].publish_name and key != _author(evidence)]
    if not seen and any(not has_consent((key,), options.image_consent, evidence) for key in shown):
        yield Hit("body", 0, 0, "pictured")


def _not_listed(evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the adults with a title who are on no list."""
    if not options.titles:
        return
    from linter.checks.unlisted import adults

    for part in evidence.parts:
        if evidence.words(part)[0].texts.isdisjoint(options.titles):
            continue
        taken = [(one.start, one.end) for one in evidence.people if one.part == part.name and one.who != "unknown"]
        for start, end in adults(evidence, part, options.titles, options.characters, options.guests, taken):
            yield Hit(part.name, start, end, "not-listed", 0.5)


def _author(evidence: Evidence) -> str:
    """Return the id of whoever writes; nobody has none."""
    author, post = evidence.declared.author, evidence.post
    if author is None and post.author is not None:
        author = member_named(post.author.name or post.author.id or "", evidence.context.staff)
    return author.id if author else " "


def _may_be_named(member: StaffMember, evidence: Evidence, options: Options) -> bool:
    if evidence.context.do_not_publish.get(member.id) in ("name", "both"):
        return False
    if member.publish_name or is_among(roles_of(member.role, {}), options.public_roles):
        return True
    return has_consent((member.id,), options.consent, evidence)
