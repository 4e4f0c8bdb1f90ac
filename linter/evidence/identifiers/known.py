"""Whose an identifier is, if the settings tell, and the recognizers that they add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.settings import fold_handle
from linter.text import OffsetMap, View
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.identifiers.custom import Added
    from linter.evidence.identifiers.engine import Engine
    from linter.evidence.parts import Part
    from linter.settings import Settings

_AREA_CODES = ("11", "121", "131", "141", "151", "161", "191")
_LOCAL = 6
_NEAR = 90  # letters in which a postcode belongs to the address or the name before it


@frozen
class Contacts:
    """The school's contacts as they are compared."""

    phones: frozenset[str]
    allowed: frozenset[str]
    emails: frozenset[str]
    domains: tuple[str, ...]
    addresses: tuple[str, ...]
    pieces: tuple[str, ...]
    towns: frozenset[str]
    handles: frozenset[str]


def national(number: str) -> str:
    """Return the digits of a British telephone number without 0 or +44; a foreign one keeps its +."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    if number.lstrip().startswith("+") and not digits.startswith("44"):
        return f"+{digits}"
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) > 10:
        digits = digits[2:]
    return digits.lstrip("0") if len(digits) > _LOCAL else digits


def mailbox(written: str) -> str:
    """Return an e-mail address without the disguises of its signs."""
    text = written.lower()
    text = re.sub(r"\s*[(\[{<]\s*(at|dot)\s*[)\]}>]\s*", lambda m: "@" if m[1] == "at" else ".", text)
    text = re.sub(r"[(\[]\s*@\s*[)\]]|_at_", "@", text)
    text = re.sub(r"\s+dot\s+", ".", text)
    if "@" not in text:
        text = re.sub(r"\s+at\s+", "@", text, count=1)
    return re.sub(r"\s+", "", text)


def contacts(settings: Settings) -> Contacts:
    """Return the contacts that the settings name."""
    accounts = tuple((a.email, a.handles, a.type) for a in settings.accounts.values())
    return _contacts(settings.school, accounts, settings.allow.phones)


@lru_cache(maxsize=16)
def _contacts(
    school: Any, accounts: tuple[tuple[str, tuple[str, ...], str], ...], allowed: tuple[str, ...]
) -> Contacts:
    emails = [*school.emails, *(email for email, _, _ in accounts)]
    addresses = [_bare(address) for address in school.addresses]
    streets = [_bare(re.split(r"[,\n]", address)[0]) for address in school.addresses]
    return Contacts(
        phones=frozenset(national(number) for number in school.phones),
        allowed=frozenset(national(number) for number in allowed),
        emails=frozenset(email.strip().lower() for email in emails if email.strip()),
        domains=tuple(domain.strip().lower().removeprefix("www.").strip("./") for domain in school.domains),
        addresses=tuple(address for address in addresses if address),
        pieces=tuple(piece for piece in (*streets, *map(_bare, school.names)) if len(piece) > 4),
        towns=frozenset(
            word
            for text in (*addresses, _bare(school.town), "school is at on in the address postcode")
            for word in text.split()
        ),
        handles=frozenset(
            fold_handle(handle) for _, handles, kind in accounts if kind != "personal" for handle in handles
        ),
    )


def known(evidence: Evidence, kind: str, written: str, before: str) -> str:
    """Return whose an identifier is: "school", "domain" (an address at its domain), "allowed", "own" or ""."""
    own = contacts(evidence.context.settings)
    if kind == "UK_PHONE":
        return _phone(own, national(written))
    if kind == "EMAIL_ADDRESS":
        address = mailbox(written)
        host = address.rpartition("@")[2]
        if address in own.emails:
            return "school"
        if _is_within(host, own.domains):
            return "domain"
        return "allowed" if _is_within(host, evidence.context.settings.allow.domains) else ""
    if kind in ("UK_POSTCODE", "UK_ADDRESS"):
        return _place(own, written, before)
    if kind == "PERSONAL_PROFILE":
        handle = fold_handle(re.split(r"[/@\s:]", written.rstrip("/"))[-1])
        if handle in own.handles:
            return "school"
        account = evidence.declared.account
        return "own" if account and handle in {fold_handle(one) for one in account.handles} else ""
    return ""


def _is_within(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in domains if one)


def _phone(own: Contacts, number: str) -> str:
    for whose, numbers in (("school", own.phones), ("allowed", own.allowed)):
        if number in numbers or (len(number) == _LOCAL and any(one.endswith(number) for one in numbers)):
            return whose
    return ""


def _place(own: Contacts, written: str, before: str) -> str:
    text = _bare(written)
    joined = text.replace(" ", "")
    if any(text in address or joined in address.replace(" ", "") for address in own.addresses):
        return "school"
    street = re.sub(r"^(?:flat \S+ )?\d+\w? ", "", text)
    if any(piece and piece == street for piece in own.pieces):
        return "school"
    return "school" if _follows(own, _bare(before[-_NEAR:])) else ""


def _follows(own: Contacts, before: str) -> bool:
    """Say whether an address goes on from the school's name or street, with nothing but its town in between."""
    for piece in own.pieces:
        _, found, between = before.rpartition(piece)
        if found and all(word in own.towns for word in between.split()):
            return True
    return False


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


def hidden_addresses(part: Part) -> Iterator[View]:
    """Yield the address behind each Markdown link, percent signs undone, as a view of where it stands."""
    from urllib.parse import unquote

    from linter.evidence.markdown import link_targets

    for target in link_targets(part.text, part.markup):
        text = unquote(target.url)
        scheme, colon, rest = text.partition(":")
        if colon and scheme.lower() in ("mailto", "tel", "sms"):
            shown, skipped = rest, len(scheme) + 1
        else:
            shown, skipped = text, 0
        if text == target.url == part.text[target.start : target.end]:
            yield View(shown, OffsetMap.identity(len(shown), target.start + skipped))
        elif shown:
            yield View(shown, OffsetMap([(0, len(shown), target.start, target.end - target.start)]))


def added(evidence: Evidence) -> Added | None:
    """Return the school's own recognizers, or None."""
    settings = evidence.context.settings
    return recognizers_of(settings) if settings.identifiers.recognizers else None


def recognizers_of(settings: Settings) -> Added:
    """Return the recognizers that the settings name. Raise SettingsError if their file cannot be used."""
    path = settings.resolve(settings.identifiers.recognizers)
    try:
        known = path.stat()
    except OSError:
        return _added(path, 0, 0)
    return _added(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=8)
def _added(path: Path, *_stamps: int) -> Added:
    from linter.evidence.identifiers.custom import read

    return read(path)


def engine(evidence: Evidence) -> Engine:
    """Return Presidio, made once for each list of recognizers."""
    return _engine(added(evidence))


@lru_cache(maxsize=8)
def _engine(more: Added | None) -> Engine:
    from linter.evidence.identifiers.engine import Engine

    return Engine(more.recognizers() if more else ())
