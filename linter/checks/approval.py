"""Kind `approval`: whether somebody who may do so has said yes to these words and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from linter.approval_options import ALWAYS, BINDS, Aspect
from linter.checks import phrase
from linter.checks.roles import is_among, member_named, roles_of
from linter.finding import Hit
from linter.rule import AccountType
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.approved import Approved
    from linter.people import StaffMember
    from linter.post import Approval, Post

_NO_PHRASES = phrase.Options()
# What the ledger says last of a post, where that is no approval: who said it, and in which role, is no matter.
_NOT_A_YES = ("sent-back", "withdrawn")
_NO_APPROVAL = (*_NOT_A_YES, "rewritten")


@frozen
class Options:
    """Which posts need whose approval.

    `needed` says whether every post does, or only one that touches `topics`, or none. `roles` may approve; if empty,
    anybody may. `comment_roles` decide instead about an answer to the press (a `comment_categories` post, or a reply to
    a handle that has one of `press`) and about a post whose author is not sure. `groups` name roles that count as one.
    `taken_at_word` are roles that a staff list does not show (a line manager): `approval.role` is believed.
    `routine` are categories, and `exempt_authors` roles, that need no approval. `accounts` limits all this, and
    `author_accounts` the questions about the author's training, signature and role. `binds` are the aspects of a post
    whose change voids an approval; words and pictures always do.
    """

    needed: Literal["always", "topics", "never"] = "always"
    topics: phrase.Options = _NO_PHRASES
    roles: tuple[str, ...] = ()
    comment_roles: tuple[str, ...] = ()
    comment_categories: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    taken_at_word: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    routine: tuple[str, ...] = ()
    exempt_authors: tuple[str, ...] = ()
    digest: Literal["required", "if-given"] = "if-given"
    binds: tuple[Aspect, ...] = BINDS
    accounts: tuple[AccountType, ...] = ("official",)
    author_accounts: tuple[AccountType, ...] = ("official",)

    def validate(self) -> None:
        """Raise ValueError if approval hangs on topics and there are none, or one is malformed."""
        if missing := [aspect for aspect in ALWAYS if aspect not in self.binds]:
            raise ValueError(f"binds: misses '{missing[0]}'; an approval is always of the words and the pictures")
        has_topics = bool(self.topics.phrases or self.topics.cases)
        if self.needed == "topics" and not has_topics:
            raise ValueError("topics: is empty, but approval is needed for them")
        if has_topics:
            self.topics.validate()
        for name, members in self.groups.items():
            if not members:
                raise ValueError(f"groups.{name}: is empty")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what is wrong with the post's author and with its approval."""
    kind = evidence.declared.account_type
    author = _author(post, evidence)
    if kind in options.author_accounts:
        for case in _author_cases(post, author, evidence.context.now.date()):
            yield _hit(case, who="wrote this")
    approved = evidence.approved
    if approved.approval is None:
        if kind in options.accounts and _is_needed(post, evidence, options, author):
            yield _hit("none")
        elif post.confident is False:
            yield _hit("unsure")
    elif kind in options.accounts or post.confident is False or approved.fault in _NOT_A_YES:
        for case in _approval_cases(approved, approved.approval, post, evidence, options, author):
            roles = " or ".join(_wanted_roles(post, options)) if case == "wrong-role" else ""
            yield _hit(case, who="approved this", what=roles or ", ".join(approved.changed))


def _hit(case: str, who: str = "", what: str = "") -> Hit:
    return Hit("body", 0, 0, case, values={"who": who, "what": what})


def _author(post: Post, evidence: Evidence) -> StaffMember | None:
    if evidence.declared.author or post.author is None:
        return evidence.declared.author
    return member_named(post.author.name or post.author.id or "", evidence.context.staff)


def _author_cases(post: Post, author: StaffMember | None, today: date) -> Iterator[str]:
    if author is None:
        if post.author is None or not post.author.role:
            yield "no-role"
        return
    if author.has_left(today):
        yield "leaver"
    if author.trained is False:
        yield "untrained"
    if author.signed is False:
        yield "unsigned"


def _is_needed(post: Post, evidence: Evidence, options: Options, author: StaffMember | None) -> bool:
    """Say whether nobody may publish this post without asking."""
    if options.needed == "never" or _folded(post.category) in map(_folded, options.routine):
        return False
    role = author.role if author else (post.author.role if post.author else None) or ""
    if options.exempt_authors and is_among(roles_of(role, options.groups), options.exempt_authors):
        return False
    return options.needed == "always" or any(phrase.check(post, evidence, options.topics))


def _approval_cases(
    approved: Approved, approval: Approval, post: Post, evidence: Evidence, options: Options, author: StaffMember | None
) -> Iterator[str]:
    today = evidence.context.now.date()
    is_needed = post.confident is False or _is_needed(post, evidence, options, author)
    # Whoever was told no is not published, whether or not anybody had to be asked.
    if approved.fault and (is_needed or not approved.by_ledger or approved.fault in _NOT_A_YES):
        yield approved.fault
    if not is_needed or approved.fault in _NO_APPROVAL:
        return
    approver = approved.approver or member_named(approval.by, evidence.context.staff)
    if approver and approver.has_left(approval.on or today):
        yield "leaver"
    else:
        yield from _role_cases(approval, approver, post, evidence, options)
    if author and approver and author.id == approver.id and not _may_approve_own(author, options):
        yield "own-approval"
    if approval.on is None:
        yield "undated"
    elif approval.on > today:
        yield "future-dated"
    if options.digest == "required" and not (approval.digest or approved.bound):
        yield "unbound"


def _role_cases(
    approval: Approval, approver: StaffMember | None, post: Post, evidence: Evidence, options: Options
) -> Iterator[str]:
    """Yield what is wrong with who approved: the staff list decides, and where it is silent the draft."""
    named = roles_of(approval.by, options.groups)
    by_role = bool(named & {*roles_of(" / ".join(options.groups), options.groups)})
    declared = roles_of(approval.role or "", options.groups)
    if approver:
        has = roles_of(approver.role, options.groups)
        if is_among(declared, options.taken_at_word):
            has |= declared
    elif by_role or is_among(named, options.roles):
        has = named
    elif not approval.by.strip() or (evidence.context.staff and _is_unknown(approval, options)):
        yield "unknown-approver"
        return
    else:
        has = declared
    wanted = _wanted_roles(post, options)
    silent = not has and not evidence.context.staff  # neither the draft nor a list says what the approver is
    if wanted and not silent and not is_among(has, wanted):
        yield "wrong-role"


def _is_unknown(approval: Approval, options: Options) -> bool:
    """Say whether the approver, who is not on the staff list, cannot be somebody from outside it."""
    is_one_word = len(approval.by.split()) == 1  # an id, a log-in, or a name too short to tell
    return is_one_word or bool(options.roles and not approval.role)


def _may_approve_own(author: StaffMember, options: Options) -> bool:
    return is_among(roles_of(author.role, options.groups), options.own)


def _wanted_roles(post: Post, options: Options) -> tuple[str, ...]:
    if options.comment_roles and (post.confident is False or _is_comment(post, options)):
        return options.comment_roles
    return options.roles


def _is_comment(post: Post, options: Options) -> bool:
    """Say whether the post answers the press."""
    if _folded(post.category) in map(_folded, options.comment_categories):
        return True
    if not post.reply_to:
        return False
    from linter.evidence.hashtags import split_tag

    words = {_folded(token.text) for token in split_tag(post.reply_to)}
    return any(_folded(word) in words for word in options.press)


def _folded(text: str | None) -> str:
    return "".join(char for char in (text or "").casefold() if char.isalnum())
