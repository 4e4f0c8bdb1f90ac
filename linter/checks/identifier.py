"""Kind `identifier`: numbers, addresses and contacts by which a person can be found or known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks.scope import part_is_wanted
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.identifiers import Identifier
    from linter.post import Post

_WHOLE = 9  # digits of a telephone number with its area code, without its 0
_MAILBOX = re.compile(r"[^@\s(\[{]+")


@frozen
class Options:
    """Which identifiers, how sure they must be, and which are nobody's.

    `kinds` are entities such as "UK_UPN"; `others` takes those of a school's own recognizers too. What is less sure
    than `least` is not reported; below `sure` it is the case `unsure`. `cases` gives entities a case of their own.

    `allowed` may be published: it is the case `allowed`, as is what `[allow]` names. `public` are numbers of helplines
    and addresses that are nobody's home: silence. `roles` are mailboxes of offices and not of persons ("info@"), and
    `services` beginnings of numbers that no person has ("0800"): the case `organisation`. With one of the words of
    `venues` shortly before it, an address or a number that is no mobile's is the case `venue`, unless one of `homes`
    stands there.
    """

    kinds: tuple[str, ...]
    least: float = 0.4
    sure: float = 0.8
    others: bool = False
    cases: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ("all",)

    def validate(self) -> None:
        """Raise ValueError for no kinds, or bounds that are none."""
        if not self.kinds and not self.others:
            raise ValueError("kinds: is empty")
        if not 0 <= self.least <= self.sure <= 1:
            raise ValueError(f"least: {self.least} and sure: {self.sure} must be in order between 0 and 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each identifier of these kinds that is not the school's own or public."""
    for one in evidence.identifiers:
        if one.confidence < options.least or not _is_wanted(one, options):
            continue
        part = evidence.part(one.part)
        if part is None or not part_is_wanted(part, options.parts):
            continue
        case = _case(one, part.text, options)
        if case is not None:
            values = {"kind": _spoken(one.kind), "clues": "; ".join(one.clues)}
            yield Hit(one.part, one.start, one.end, case, one.confidence, values)


def _is_wanted(one: Identifier, options: Options) -> bool:
    if one.kind in options.kinds:
        return True
    if not options.others:
        return False
    from linter.evidence.identifiers.families import ENTITIES

    return one.kind not in ENTITIES


def _case(one: Identifier, text: str, options: Options) -> str | None:
    """Return the case of an identifier: "" for the rule's own words, None if it is no fault."""
    written = text[one.start : one.end]
    if one.known in ("school", "own"):
        return None
    if one.known == "allowed" or (options.allowed and _is_allowed(one.kind, written, options)):
        return "allowed"
    if one.kind == "UK_PHONE":
        from linter.evidence.identifiers.known import national

        number = national(written)
        if number in {national(public) for public in options.public}:
            return None
        if len(number) >= _WHOLE and any(number.startswith(one.lstrip("0")) for one in options.services):
            return "organisation"
    if one.kind == "EMAIL_ADDRESS" and options.roles and _is_role(written, options):
        return None if one.known == "domain" else "organisation"
    if _bare(written) in {_bare(public) for public in options.public}:
        return None
    if options.venues and one.kind in options.kinds and not _is_mobile(one.kind, written):
        before = f" {' '.join(re.findall(r'[a-z]+', text[max(one.start - 60, 0) : one.start].lower()))} "
        if not any(f" {word} " in before for word in options.homes) and any(
            f" {word} " in before for word in options.venues
        ):
            return "venue"
    if not one.kind.isupper() or (options.others and one.kind not in options.kinds):
        return "own"
    if one.confidence < options.sure:
        return "unsure"
    return options.cases.get(one.kind, "")


def _is_mobile(kind: str, written: str) -> bool:
    """Say whether it is a telephone number that a person carries."""
    if kind != "UK_PHONE":
        return False
    from linter.evidence.identifiers.known import national

    return national(written)[:1] not in ("1", "2")


def _is_role(written: str, options: Options) -> bool:
    """Say whether a mailbox is an office's: "info", "admissions.office", "pta2026"."""
    name = _MAILBOX.match(written)
    words = [word for word in re.split(r"[\W_\d]+", name.group().lower()) if word] if name else []
    return bool(words) and all(word in options.roles for word in words)


def _is_allowed(kind: str, written: str, options: Options) -> bool:
    """Say whether an identifier is one that may be published; of an account only the digits count."""
    bare = _digits if kind == "UK_BANK" else _bare
    return bare(written) in {bare(value) for value in options.allowed}


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _spoken(kind: str) -> str:
    """Return an entity in words: "UK_UPN" is "UPN", "LOCKER_NUMBER" is "locker number"."""
    name = kind.removeprefix("UK_")
    return name if len(name) <= 4 else name.replace("_", " ").lower()
