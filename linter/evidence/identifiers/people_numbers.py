"""Numbers that the state, the health service and examiners give to people, and the documents that bear them.

Formats and their sources: Department for Education (UPN, ULN, TRN), HMRC (NINO, UTR), the NHS data dictionary, DVLA, HM
Passport Office, the Disclosure and Barring Service, JCQ, SQA; read in November 2026.
"""

from __future__ import annotations

import re

from linter.evidence.identifiers import checksums
from linter.evidence.identifiers.shapes import Form, Seen, Shape

# What other ten-digit numbers are called by: parcels, orders, books.
_OTHER_NUMBERS = (
    "order",
    "ref",
    "reference",
    "booking",
    "invoice",
    "isbn",
    "barcode",
    "tracking",
    "parcel",
    "ticket",
    "charity",
    "company",
    "registered",
    "urn",
    "ukprn",
    "phone",
    "tel",
    "fax",
    "meeting id",
    "webinar id",
    "model",
    "serial",
    "item",
    "product",
    "catalogue",
    "account",
    "ext",
    "extension",
    "code",
    "pin",
    "game",
    "kahoot",
    "plays",
    "population",
)


def _pupil(seen: Seen) -> bool:
    return checksums.is_pupil_number(seen.compact)


def _nhs(seen: Seen) -> bool:
    return checksums.is_nhs_number(seen.compact)


def _learner(seen: Seen) -> bool:
    return checksums.is_learner_number(seen.compact)


def _tax(seen: Seen) -> bool:
    return checksums.is_tax_reference(seen.compact.rstrip("K"))


def _insurance(seen: Seen) -> bool | float:
    # In small letters it may be part of an address or a code.
    if seen.found.upper() == seen.found or seen.found[-1].isdigit():
        return True
    return 0.5


def _varied(seen: Seen) -> bool:
    return len(set(seen.compact)) > 2


def _licence(seen: Seen) -> bool:
    return re.fullmatch(r"[A-Z]+9*", seen.compact[:5]) is not None


_S = r"[ \u00a0-]?"

PUPIL = Shape(
    entity="UK_UPN",
    rank=0,
    forms=(
        Form("pupil number", rf"(?<![\w-])[A-HJ-NP-RT-Z]{_S}(?:\d{_S}){{11}}\d(?![\w-])", 0.95),
        Form("temporary pupil number", rf"(?<![\w-])[A-HJ-NP-RT-Z]{_S}(?:\d{_S}){{11}}[A-HJ-NP-RT-Z](?![\w-])", 0.95),
    ),
    context=("upn", "unique pupil number", "pupil number", "pupil id", "pupil", "former upn", "temporary upn"),
    sure=1.0,
    check=_pupil,
    checked="its check letter is right",
)
LEARNER = Shape(
    entity="UK_ULN",
    rank=3,
    forms=(Form("learner number", rf"(?<![\w.,+-])[1-9](?:{_S}\d){{9}}(?![\w-]|[.,]\d)"),),
    context=("uln", "unique learner number", "learner number", "learner record", "learner id", "lrs", "learner"),
    against=_OTHER_NUMBERS,
    check=_learner,
    checked="its check digit is right",
)
NHS = Shape(
    entity="UK_NHS",
    rank=2,
    forms=(
        Form("NHS number", r"(?<![\w.,+£$/-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w/-]|[.,]\d)", 0.5),
        Form("NHS number, loosely written", r"(?<![\w.,+£$/-])\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?![\w/-]|[.,]\d)"),
    ),
    context=(
        "nhs",
        "nhs number",
        "nhs no",
        "national health service",
        "health number",
        "hospital number",
        "patient",
        "patient number",
        "health authority",
        "health services authority",
        "red book",
        "rhif gig",
    ),
    against=_OTHER_NUMBERS,
    check=_nhs,
    checked="its check digit is right",
)
INSURANCE = Shape(
    entity="UK_NINO",
    rank=1,
    forms=(
        Form(
            "National Insurance number",
            r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}"
            r"[ .-]?[A-D](?![\w-])",
            0.9,
        ),
        Form(
            "National Insurance number without its last letter",
            r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}"
            r"(?![\w-]|[ .-]?\d)",
        ),
    ),
    context=(
        "national insurance",
        "ni number",
        "ni no",
        "nino",
        "insurance number",
        "hmrc",
        "payroll",
        "yswiriant gwladol",
    ),
    sure=1.0,
    check=_insurance,
)
TEMPORARY_INSURANCE = Shape(
    entity="UK_NINO",
    rank=1,
    forms=(Form("HMRC temporary reference", r"(?<![\w-])\d{2}[ ]?[A-Z][ ]?\d{5}(?![\w-])"),),
    context=(
        "national insurance",
        "ni number",
        "ni no",
        "nino",
        "temporary reference",
        "hmrc",
        "temporary reference number",
    ),
)
TEACHER = Shape(
    entity="UK_TRN",
    rank=4,
    forms=(
        Form("teacher reference number", r"(?<![\w.,+£$/-])\d{7}(?![\w-]|[.,/]\d)"),
        Form("teacher reference number, old style", r"(?<![\w-])(?:RP)?\d{2}/\d{5}(?![\w/-])"),
    ),
    context=("trn", "teacher reference", "teacher ref", "teacher number", "dfe number", "dfe ref", "qts number", "gtc"),
    against=("charity", "company", "order", "laestab", "urn"),
    check=_varied,
    before=5,
    after=3,
)
TAX = Shape(
    entity="UK_UTR",
    rank=3,
    forms=(Form("taxpayer reference", r"(?<![\w.,+£$/-])\d{5}[ -]?\d{5}(?:[ ]?K)?(?![\w-]|[.,]\d)"),),
    context=(
        "utr",
        "taxpayer",
        "tax reference",
        "tax ref",
        "tax number",
        "self assessment",
        "unique taxpayer reference",
    ),
    check=_tax,
    checked="its check digit is right",
)
DISCLOSURE = Shape(
    entity="UK_DBS",
    rank=4,
    forms=(
        Form("DBS certificate", r"(?<![\w.,+£$/-])\d{12}(?![\w-]|[.,]\d)"),
        Form("DBS certificate", r"(?<![\w.,+£$/-])\d{3,4}[ -]\d{3,4}[ -]\d{3,4}(?:[ -]\d{3})?(?![\w/-]|[.,]\d)"),
        Form("DBS application", r"(?<![\w-])F\d{10}(?![\w-])"),
    ),
    context=("dbs", "disclosure", "disclosure and barring", "crb", "pvg", "barring service", "dbs number"),
    against=("call", "ring", "phone", "tel"),
    before=7,
)
PASSPORT = Shape(
    entity="UK_PASSPORT",
    rank=4,
    forms=(
        Form("passport of two letters", r"(?<![\w-])[A-Z]{2}\d{7}(?![\w-])", 0.1),
        Form("passport of nine digits", r"(?<![\w.,+£$/-])\d{3}[ ]?\d{3}[ ]?\d{3}(?![\w/-]|[.,]\d)"),
        Form("passport of one letter", r"(?<![\w-])[A-Z][ ]?\d{6,8}(?![\w-])"),
        Form("passport of one letter at the end", r"(?<![\w-])\d{6,7}[ ]?[A-Z](?![\w-])"),
    ),
    context=("passport", "passport number", "passport no", "travel document", "hmpo", "pasbort"),
    before=7,
    after=4,
)
LICENCE = Shape(
    entity="UK_DRIVING_LICENCE",
    rank=1,
    forms=(
        Form(
            "driving licence",
            r"(?<![\w-])[A-Z9]{5}[ ]?\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[ ]?[A-Z9]{2}[A-Z0-9]"
            r"[ ]?[A-Z]{2}(?:[ ]?\d\d)?(?![\w-])",
            0.9,
        ),
    ),
    context=(
        "driving licence",
        "driving license",
        "licence number",
        "license number",
        "driver number",
        "dvla",
        "trwydded",
    ),
    sure=1.0,
    check=_licence,
)

SHAPES = (PUPIL, LEARNER, NHS, INSURANCE, TEMPORARY_INSURANCE, TEACHER, TAX, DISCLOSURE, PASSPORT, LICENCE)
