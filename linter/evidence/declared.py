"""What the declared fields mean: the account in the register, the author and the approver in the staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.people import StaffMember
from linter.rule import AccountType
from linter.settings import Account
from linter.value import frozen

if TYPE_CHECKING:
    from linter.context import PlatformFacts
    from linter.evidence import Evidence

VERSION = 1


@frozen
class Declared:
    """The declared fields, looked up. None where nothing was declared or the lists do not know it.

    `platform_names` are the post's own or, if it has none, its account's; `unknown_platforms` have no facts.
    """

    account_key: str | None
    account: Account | None
    author: StaffMember | None
    approver: StaffMember | None
    platform_names: tuple[str, ...]
    platforms: tuple[PlatformFacts, ...]
    unknown_platforms: tuple[str, ...]

    @property
    def account_type(self) -> AccountType:
        """Return the type of the account; a post whose account is not known counts as the school's own."""
        return self.account.type if self.account else "official"


def gather(evidence: Evidence) -> Declared:
    """Look the declared fields up."""
    post, context = evidence.post, evidence.context
    key, account = (context.account(post.account) if post.account else None) or (None, None)
    names = post.platforms or (account.platforms if account else ())
    facts = [(name, context.platform(name)) for name in names]
    author_id = post.author.id if post.author else None
    return Declared(
        account_key=key,
        account=account,
        author=context.staff.get(author_id) if author_id else None,
        approver=context.staff.get(post.approval.by) if post.approval else None,
        platform_names=tuple(names),
        platforms=tuple(known for _, known in facts if known),
        unknown_platforms=tuple(name for name, known in facts if not known),
    )
