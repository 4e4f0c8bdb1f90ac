"""Kind `account`: whether this is the account for such a post, and whether the account is in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import frame, phrase
from linter.checks.roles import member_named
from linter.finding import Hit
from linter.rule import AccountType
from linter.settings import fold_handle
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post
    from linter.settings import Account

_NO_FRAMES = frame.Options(frames=())
_NO_PHRASES = phrase.Options()


@frozen
class Options:
    """What belongs on which account.

    `business` is what only a school announces, `notices` its arrangements in nobody's own voice, and `cued_business`
    the same in words that others use too, so that a `cues` phrase must stand in the post. All are faults of a personal
    account (with `only_beside_official` only if the school has an official one), as is `family`: talk with a pupil's
    family. `private_life` is a fault of an official account. `post_business` asks for something by e-mail, a fault if
    an address at one of `free_mail` stands in the same sentence. `pupils` are the account types that may not show
    pupils, with `consent_lifts` only without consent. `min_owners` is for the types in `kept_by_school`. A platform in
    `own_email_allowed` may have an account with a private e-mail address.
    """

    business: frame.Options = _NO_FRAMES
    notices: frame.Options = _NO_FRAMES
    cued_business: frame.Options = _NO_FRAMES
    cues: phrase.Options = _NO_PHRASES
    only_beside_official: bool = False
    family: frame.Options = _NO_FRAMES
    private_life: frame.Options = _NO_FRAMES
    post_business: phrase.Options = _NO_PHRASES
    free_mail: tuple[str, ...] = ()
    pupils: tuple[AccountType, ...] = ("personal", "affiliated")
    consent_lifts: bool = False
    kept_by_school: tuple[AccountType, ...] = ("official", "affiliated")
    min_owners: int = 2
    own_email_allowed: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase or frame, or a number of owners below zero."""
        for key in ("business", "notices", "cued_business", "family", "private_life"):
            frames: frame.Options = getattr(self, key)
            if frames.frames:
                frames.validate()
        for key in ("cues", "post_business"):
            listed: phrase.Options = getattr(self, key)
            if listed.phrases:
                listed.validate()
        if self.min_owners < 0:
            raise ValueError(f"min_owners: is {self.min_owners}, below zero")
        if self.cued_business.frames and not self.cues.phrases:
            raise ValueError("cues: is empty, so cued_business could never be found")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what is wrong with the account, and what does not belong on it."""
    account = evidence.declared.account
    if evidence.context.settings.accounts and account is None:
        yield _unlisted(post, evidence)
    if account is not None:
        yield from _register(account, evidence, options)
    kind = evidence.declared.account_type
    if kind in options.pupils:
        for index, image in enumerate(post.images):
            if image.people in ("pupils", "both") and not (options.consent_lifts and image.consent):
                # The name of the file is not underlined: it may be a child's.
                yield Hit(f"image:{index}/name", 0, 0, "pupil-picture", values={"kind": kind})
    if kind == "personal":
        yield from _from_personal(post, evidence, options)
    elif kind == "official":
        yield from _framed(post, evidence, options.private_life, "private-life")
    if kind != "affiliated" and not _own_email_allowed(evidence, options):
        yield from _free_mail(evidence, options)


def _unlisted(post: Post, evidence: Evidence) -> Hit:
    if not post.account:
        return Hit("body", 0, 0, "undeclared")
    settings, word = evidence.context.settings, fold_handle(post.account)
    handles = {fold_handle(h): h for account in settings.accounts.values() for h in account.handles}
    known = {**{key.casefold(): key for key in settings.accounts}, **handles}
    import difflib  # only who makes a mistake waits for it

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    hint = f"Did you mean '{known[near[0]]}'? Otherwise" if near else "Otherwise"
    hint = hint if near else "If the account is the school's,"
    return Hit("body", 0, 0, "unregistered", values={"account": post.account, "hint": hint})


def _register(account: Account, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what the register says, or does not say, about who runs the account."""
    if account.type not in options.kept_by_school:
        return
    today, staff = evidence.context.now.date(), evidence.context.staff
    owners = list(dict.fromkeys(account.owners))
    members = [member_named(owner, staff) for owner in owners]
    if any(member and member.has_left(today) for member in members):
        yield Hit("body", 0, 0, "owner-left")
    if len(owners) < options.min_owners:
        yield Hit("body", 0, 0, "few-owners", values={"wanted": str(options.min_owners), "owners": str(len(owners))})
    if account.type == "official":
        if not account.approved_by.strip():
            yield Hit("body", 0, 0, "unapproved-account")
        if account.email and not _at_school(account.email, evidence) and not _own_email_allowed(evidence, options):
            yield Hit("body", 0, 0, "account-email")


def _at_school(email: str, evidence: Evidence) -> bool:
    """Say whether an e-mail address is the school's. Where the settings name no domain, nobody can tell."""
    school = evidence.context.settings.school
    address = email.strip().casefold()
    domain = address.rpartition("@")[2]
    own = [name.strip().casefold().removeprefix("www.") for name in school.domains]
    listed = [known.strip().casefold() for known in school.emails]
    if not own and not listed:
        return True
    return address in listed or any(domain == name or domain.endswith(f".{name}") for name in own)


def _own_email_allowed(evidence: Evidence, options: Options) -> bool:
    names = {facts.name for facts in evidence.platforms}
    return bool(names) and names <= set(options.own_email_allowed)


def _from_personal(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    listed = evidence.context.settings.accounts.values()
    if options.only_beside_official and all(account.type != "official" for account in listed):
        return
    found = [*_framed(post, evidence, options.business, "school-business")]
    found = found or [*_framed(post, evidence, options.notices, "school-business")]
    if options.cued_business.frames and not found:
        cued = [*_framed(post, evidence, options.cued_business, "school-business")]
        if cued and any(phrase.check(post, evidence, options.cues)):
            found = cued
    yield from found
    if not found:
        yield from _framed(post, evidence, options.family, "family-contact")


def _framed(post: Post, evidence: Evidence, frames: frame.Options, case: str) -> Iterator[Hit]:
    """Yield the first place of each part that fills a frame: one is enough to move the post."""
    if not frames.frames:
        return
    seen: set[str] = set()
    for hit in frame.check(post, evidence, frames):
        if hit.part not in seen:
            seen.add(hit.part)
            yield Hit(hit.part, hit.start, hit.end, case)


def _free_mail(evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield words that ask for e-mail about school business to a private address; the words, not the address."""
    if not options.post_business.phrases:
        return
    for part in evidence.parts:
        if not part.is_prose or "@" not in part.text:
            continue
        seen = evidence.visible(part)
        free = [
            seen.span(token.start, token.end)
            for token in evidence.tokens(part).emails
            if token.text.rpartition("@")[2].casefold() in options.free_mail
        ]
        if not free:
            continue
        stream = evidence.words(part)[0]
        inside = [word for word in stream for start, end in free if start <= word.start and word.end <= end]
        sentences = {word.sentence for word in inside}
        # "Questions about Year 2? name@…": an address alone belongs to the sentence before it.
        sentences |= {n - 1 for n in sentences if all(word in inside for word in stream if word.sentence == n)}
        for hit in phrase.check(evidence.post, evidence, options.post_business):
            if hit.part == part.name and any(w.start == hit.start and w.sentence in sentences for w in stream):
                yield Hit(hit.part, hit.start, hit.end, "private-email")
                break
