"""Telephone numbers and e-mail addresses, in the ways in which people write them so that they may be read or not.

Numbers: Ofcom's numbering plan, with the ranges that it keeps for drama, which libphonenumber calls invalid.
"""

from __future__ import annotations

import re
from itertools import pairwise

from linter.evidence.identifiers.shapes import Form, Seen, Shape, digits_of
from linter.evidence.late import Late

_LOCAL = 6  # digits of a number without its area code
_GAP = r"[\s()/·•*_–-]{0,3}"
_DATE = Late(r"\(?(?:0?[1-9]|[12]\d|3[01])[\s/-](?:0?[1-9]|1[0-2])[\s/-](?:19|20)\d\d")
_NATIONAL = Late(r"(?:44|0044)?0?([1-9]\d{8,9})")
_CALLS = Late(
    r"\b(?:call|ring|phone|tel|telephone|text|txt|mobile|mob|whats\s?app" r"|number|no|sms|contact|ffôn|ffoniwch)\b"
)
_TLDS = (
    "com|org|net|edu|gov|uk|info|biz|eu|ie|io|co|me|tv|app|dev|school|academy|education|scot|wales|cymru|london|email"
    "|online|club|example|test|fr|de|es|it|nl|pl|ro|pk|in|us|ca|au|nz"
)
_HOSTS = (
    "gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|live|msn|btinternet"
    "|aol|protonmail|proton|sky|talktalk|virginmedia"
    "|me|mac|ntlworld|mail|gmx|fastmail"
)
_SERVICES = tuple(_HOSTS.split("|"))
_NO_MAILBOX_LIST = (
    "us me him her them it you look find visit join see live here online more read shop book buy are is was be was "
    "i stay starts start open everyone all meet ends"
)
_NO_MAILBOX = frozenset(_NO_MAILBOX_LIST.split())
_AT = r"\s*(?:\(\s*at\s*\)|\[\s*at\s*\]|\{\s*at\s*\}|<\s*at\s*>|\(\s*@\s*\)|\[\s*@\s*\]|_at_)\s*"
_DOT = r"(?:\s*(?:\(\s*dot\s*\)|\[\s*dot\s*\]|\{\s*dot\s*\}|<\s*dot\s*>)\s*|\s+dot\s+|\.|\s+\.\s*)"


def _phone(seen: Seen) -> bool | float:
    """Say whether digits are grouped as a telephone number is, and are neither a date nor numbers in a row."""
    found = re.sub(r"^\(?[oO]", "0", seen.found)  # the letter O for a nought
    digits = digits_of(found)
    national = _NATIONAL.fullmatch(digits)
    if national is None or national[1][0] in "46" or len(set(digits)) < 3:
        return False
    foreign = found.lstrip("( ").startswith(("+", "00", "44"))
    if _DATE.match(found):
        return False
    if not foreign and len(national[1]) == 9 and national[1][0] not in "18":
        return False  # only some area codes and freephone numbers are shorter
    groups = [len(group) for group in re.findall(r"\d+", found)]
    if foreign or groups[0] >= 3:
        return True
    if set(groups) == {1}:  # digit by digit; but 0 1 2 3 … is a number line
        steps = {int(b) - int(a) for a, b in pairwise(digits)}
        return len(steps) > 2
    if max(groups[1:], default=0) >= 3:
        return True
    return 0.8 if _CALLS.search(seen.before(30)) else False


def _local(seen: Seen) -> bool:
    """Say whether six digits are to be rung: "ring Jo on 960 123"."""
    before = seen.before(45)
    said = re.search(r"\b(?:call|ring|phone|tel|telephone)\b[^.!?\d]{0,30}$", before)
    return said is not None and re.search(r"(?:\bon|\bat|:|tel\.?|phone)\s*$", before) is not None


def _spelled(seen: Seen) -> bool:
    """Say whether words around "at" and "dot" are an address: "us at …" is where, not who."""
    name = re.match(r"[\w.+'’-]+", seen.found)
    return name is not None and name.group().lower() not in _NO_MAILBOX


def _mail(seen: Seen) -> bool:
    """Say whether it is no file, as in "logo@2x.png", and its name could be a mailbox."""
    return _spelled(seen) and not re.search(r"@\S*\.(?:png|jpe?g|gif|webp|svg|pdf|docx?)$", seen.found, re.IGNORECASE)


def _any_phone(seen: Seen) -> bool | float:
    digits = digits_of(re.sub(r"^\(?[oO]", "0", seen.found))
    if seen.found.startswith("+") and not digits.startswith("44"):
        return 9 <= len(digits) <= 15
    if len(digits) == _LOCAL:
        return _local(seen)
    if len(digits) == 10 and digits[0] == "7":
        return _CALLS.search(seen.before(40)) is not None and len(set(digits)) > 2
    return _phone(seen)


PHONE = Shape(
    entity="UK_PHONE",
    rank=6,
    digits=6,
    forms=(
        Form(
            "telephone number",
            r"(?<![\w.+/£$-])(?:\(?(?:\+|00)[\s-]?44[\s)-]{0,2}(?:\(0\)[\s-]?)?"
            r"(?=\d|\()|44[\s-]?(?:\(0\)[\s-]?)?(?=[1237])|\(?[0O](?![0O])\s?)"
            rf"(?:\(?\d{_GAP}){{8,9}}\d(?!\w|[.,:]\d)",
            0.9,
        ),
        Form(
            "telephone number with dots",
            r"(?<![\w.+/£$-])(?:\+44[. ]?|0)\d{2,4}([._])\d{3,4}(?:\1\d{3,4}" r"|\d{2,3})(?!\w|[.,:]\d)",
            0.9,
        ),
        Form("telephone number, digit by digit", r"(?<![\w.+/£$-])0(?:[\s.,*_-]{1,3}\d){9,10}(?![\w.,]?\d)", 0.9),
        Form("foreign telephone number", r"(?<![\w.+/£$-])\+(?!44)[1-9](?:[\s().-]{0,2}\d){8,13}(?!\w)", 0.9),
        Form("mobile number without its 0", r"(?<![\w.,+/£$-])7\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w-]|[.,]\d)"),
        Form("local number", r"(?<![\w.,+/£$-])[2-9]\d{2}[ -]?\d{3}(?![\w/-]|[.,:]\d| ?(?:am|pm|km|people|pupils|%))"),
    ),
    context=(
        "call",
        "ring",
        "phone",
        "tel",
        "telephone",
        "mobile",
        "mob",
        "text",
        "txt",
        "whatsapp",
        "number",
        "sms",
        "landline",
        "ffôn",
        "ffoniwch",
        "home number",
        "dial",
    ),
    sure=1.0,
    check=_any_phone,
)
EMAIL = Shape(
    entity="EMAIL_ADDRESS",
    rank=5,
    digits=0,
    forms=(
        Form(
            "e-mail address",
            r"(?<![\w.+@/-])[\w.+'’-]{1,64}(?<!\.)@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@-])",
            0.95,
            needs=(("@",),),
        ),
        Form(
            "e-mail address, set apart",
            rf"(?<![\w.+@/-])[\w.+'’-]{{1,64}}(?:\s?@\s)(?:[\w-]+\.){{1,5}}(?:{_TLDS})" rf"(?![\w@-])",
            0.9,
            needs=(("@",),),
        ),
        Form(
            "e-mail address, dot in words",
            rf"(?<![\w.+@/-])[\w.+'’-]{{1,64}}@[\w-]+(?:{_DOT}[\w-]+){{0,4}}{_DOT}" rf"(?:{_TLDS})(?!\w)",
            0.9,
            needs=(("@",),),
        ),
        Form(
            "e-mail address, at in brackets",
            rf"(?<![\w.+@/-])[\w.+'’-]{{1,64}}(?:{_DOT}[\w'’-]{{1,40}})?{_AT}[\w-]+"
            rf"(?:{_DOT}[\w-]+){{0,4}}{_DOT}(?:{_TLDS})(?!\w)",
            0.9,
            needs=(("(", "[", "{", "<", "_at_"), ("at", "@")),
        ),
        Form(
            "e-mail address in words",
            rf"(?<![\w.+@/-])[\w.+'’-]{{1,64}}(?:\s+dot\s+[\w'’-]{{1,40}}){{0,2}}\s+at\s+[\w-]+"
            rf"(?:{_DOT}[\w-]+){{0,4}}(?:\s*[(\[]\s*dot\s*[)\]]\s*|\s+dot\s+)"
            rf"(?:{_TLDS})(?:{_DOT}uk)?(?!\w)",
            0.85,
            needs=(("dot",),),
        ),
        Form(
            "e-mail address at a mail service",
            rf"(?<![\w.+@/-])[\w.+'’-]{{2,64}}\s+at\s+(?:{_HOSTS})\.(?:com|co\.uk" rf"|net|org)(?!\w)",
            0.85,
            needs=((".com", ".co.uk", ".net", ".org"), _SERVICES),
        ),
    ),
    check=_mail,
)


SHAPES = (PHONE, EMAIL)
