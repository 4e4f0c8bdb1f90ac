"""Kind `school-contact`: the school's own telephone numbers, addresses and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.checks.scope import part_is_wanted
from linter.evidence.marks import marks as marks_of
from linter.evidence.phrases import compiled, validate
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Post
    from linter.settings import School
    from linter.text import View

_GAP = r"[\s().\-–—/·•_]{0,3}"
_DOT = r"\s?(?:\.|\(dot\)|\[dot\]|\bdot\b)\s?"
_AT = r"\s?(?:@|\(at\)|\[at\]|\bat\b)\s?"
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}")
_NATIONAL = 10  # digits of a British number without its 0
_AREA_CODES = ("11", "121", "131", "141", "151", "161", "191")


@frozen
class Options:
    """What makes an address or a link a contact.

    `contact` are phrases that offer a link as a way to reach the school; `contact_pages` are pieces of its path that
    do. `passing` are phrases in whose sentence an address is only a place.
    """

    contact: tuple[str, ...] = ()
    contact_pages: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase."""
        validate("contact", self.contact)
        validate("passing", self.passing)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each of the school's contacts in the text, and its e-mail address as that of the account."""
    del post
    account, school = evidence.declared.account, evidence.context.settings.school
    patterns = _patterns(school)
    if account and account.email and patterns.login and patterns.login.fullmatch(account.email.strip().casefold()):
        yield Hit("body", 0, 0, "account-email")
    found = [
        hit
        for part in evidence.parts
        if part_is_wanted(part, ())
        for hit in _in_part(part, evidence, patterns, options)
    ]
    yield from found
    for hit in _links(evidence, school, options):
        # "office(at)school.uk": what follows the sign is no link of its own.
        if not any(hit.part == other.part and other.start <= hit.start < other.end for other in found):
            yield hit


def _in_part(part: Part, evidence: Evidence, patterns: _Patterns, options: Options) -> Iterator[Hit]:
    folded = evidence.folded(part)
    for case, pattern in (("phone", patterns.phones), ("email", patterns.emails)):
        if pattern is not None:
            for match in pattern.finditer(folded.text):
                yield Hit(part.name, *folded.span(*match.span()), case)
    for pattern in patterns.addresses:
        for match in pattern.finditer(folded.text):
            if not _has(options.passing, part, evidence, folded, match.span()):
                yield Hit(part.name, *folded.span(*match.span()), "address")


def _links(evidence: Evidence, school: School, options: Options) -> Iterator[Hit]:
    """Yield links to the school's site: as a contact, or only shared."""
    if not school.domains:
        return
    from linter.evidence.links import bare_host, is_within

    own = [bare_host(domain) for domain in school.domains if domain.strip()]
    for link in evidence.links:
        part = evidence.part(link.part)
        if part is None or not part.is_prose or "@" in link.url or link.scheme == "mailto":
            continue
        if any(is_within(link.host, domain) for domain in own):
            pages = {piece.casefold() for segment in link.segments for piece in re.split(r"[\W_]+", segment)}
            as_contact = not pages.isdisjoint(options.contact_pages) or _near(
                options.contact, part, evidence, link.start
            )
            yield Hit(link.part, link.start, link.end, "link" if as_contact else "shared-link")


def _has(phrases: tuple[str, ...], part: Part, evidence: Evidence, view: View, span: tuple[int, int]) -> bool:
    return bool(phrases) and _near(phrases, part, evidence, view.span(*span)[0])


def _near(phrases: tuple[str, ...], part: Part, evidence: Evidence, offset: int) -> bool:
    """Say whether one of the phrases stands in the sentence at an offset of the part as written."""
    if not phrases:
        return False
    stream = evidence.words(part)[0]
    before = [word for word in stream if word.start <= offset]
    sentence = before[-1].sentence if before else 0
    matches = compiled(phrases).find(stream, marks_of(evidence, part, stream))
    return any(stream[match.first].sentence == sentence for match in matches)


@frozen
class _Patterns:
    phones: re.Pattern[str] | None
    emails: re.Pattern[str] | None
    login: re.Pattern[str] | None
    addresses: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=16)
def _patterns(school: School) -> _Patterns:
    """Return what to look for in folded text; a pure function of the settings."""
    from linter.evidence.normalise import fold

    phones = [pattern for number in school.phones for pattern in _phone(number)]
    domains = [domain.strip().casefold().removeprefix("www.").strip("./") for domain in school.domains]
    ends = "|".join(r"(?:[\w-]+" + _DOT + ")*" + _DOT.join(map(re.escape, d.split("."))) for d in domains if d)
    whole = "|".join(
        _AT.join(_DOT.join(map(re.escape, half.split("."))) for half in email.strip().casefold().split("@"))
        for email in school.emails
        if "@" in email
    )
    boxes = [rf"[\w.+'-]+{_AT}(?:{ends})"] if ends else []
    boxes += [whole] if whole else []
    logins = [rf"[^@\s]+@(?:[\w-]+\.)*{re.escape(domain)}" for domain in domains if domain]
    logins += [re.escape(email.strip().casefold()) for email in school.emails if email.strip()]
    return _Patterns(
        phones=re.compile(rf"(?<![\w+])(?:{'|'.join(phones)})(?!\w)") if phones else None,
        emails=re.compile(rf"(?<![\w.+-])(?:{'|'.join(boxes)})(?![\w-]|\.\w)") if boxes else None,
        login=re.compile("|".join(logins)) if logins else None,
        addresses=tuple(p for text in school.addresses if (p := _address(fold(text).text))),
    )


def _phone(number: str) -> Iterator[str]:
    """Yield patterns of a number: national and international in any spacing, and without its area code."""
    digits = re.sub(r"\(0\)", "", number)
    digits = re.sub(r"\D", "", digits)
    digits = digits.removeprefix("00")
    digits = (digits.removeprefix("44") if len(digits) > _NATIONAL else digits).removeprefix("0")
    if len(digits) < _NATIONAL - 1:
        return
    yield rf"\(?(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\){_GAP})?|44{_GAP}(?=\d)|0?){_GAP}" + _GAP.join(digits)
    if digits[0] in "12":
        area = 2 if digits[0] == "2" else 3 if digits.startswith(_AREA_CODES) else 4
        local = digits[area:]
        yield r"[\s-]?".join(local)


def _address(text: str) -> re.Pattern[str] | None:
    """Return a pattern for an address: two of its pieces in a row ("Quarry Lane, Eastmere"), or its postcode."""
    pieces = [piece.strip() for piece in re.split(r"[,\n]", text) if piece.strip()]
    codes = [code.group() for code in _POSTCODE.finditer(text)]
    plain = [" ".join(_POSTCODE.sub(" ", piece).split()) for piece in pieces]
    plain = [piece for piece in plain if piece]
    found = [rf"{_words(one)}[\s,.\-]*(?:in\s+|at\s+)?{_words(two)}" for one, two in pairwise(plain)]
    found += [rf"{code[:-3].strip()}\s?{code[-3:]}" for code in codes]
    if len(plain) == 1 and not codes and any(char.isdigit() for char in plain[0]):
        found.append(_words(plain[0]))
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") if found else None


def _words(text: str) -> str:
    return r"[\s,.\-]+".join(map(re.escape, re.findall(r"[\w']+", text)))
