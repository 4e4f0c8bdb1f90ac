"""What belongs to people: bank accounts, cards, cars; and their dates of birth.

Number plates: DVLA, INF104, November 2026. Sort codes and accounts: Pay.UK. Cards: ISO/IEC 7812.
"""

from __future__ import annotations

import re

from linter.evidence.identifiers import checksums
from linter.evidence.identifiers.shapes import Form, Seen, Shape, digits_of
from linter.evidence.late import Late

_CARS = (
    "car",
    "cars",
    "van",
    "vehicle",
    "reg",
    "registration",
    "number plate",
    "numberplate",
    "licence plate",
    "plate",
    "vrn",
    "vrm",
    "parked",
    "parking",
    "driver",
    "driving",
    "drove",
    "minibus",
    "motorbike",
    "lorry",
    "taxi",
    "lights on",
    "headlights",
    "blocking",
    "audi",
    "bmw",
    "ford",
    "fiesta",
    "focus",
    "vauxhall",
    "corsa",
    "astra",
    "toyota",
    "yaris",
    "nissan",
    "qashqai",
    "mini",
    "mercedes",
    "volkswagen",
    "vw",
    "golf",
    "polo",
    "honda",
    "kia",
    "hyundai",
    "skoda",
    "seat",
    "range rover",
    "land rover",
    "peugeot",
    "renault",
    "clio",
    "citroen",
    "fiat",
    "volvo",
    "mazda",
    "tesla",
    "jaguar",
    "suzuki",
    "dacia",
    "mot",
    "v5c",
    "logbook",
    "dvla",
    "insured",
    "hit and run",
)
# Three letters after a number in capitals: words of a notice, not a plate.
_WORD_LIST = (
    "THE AND FOR ALL DAY WAS HAS HAD ARE CAN DAYS OFF OUT NOW NEW OLD TWO ONE SIX TEN MAY JUN JUL AUG SEP OCT NOV "
    "DEC JAN FEB MAR APR MON TUE WED THU FRI SAT SUN BST GMT MPH RUN RAN WON WIN SET ACT ART BUS CAR MAN BOY USB "
    "LED PHD EST PER KGS LBS OZS KCAL MLS CMS HRS MIN SEC MAX GCSE ACE BBC PTA HALL TOP PUP WEB NET ORG COM DLR END "
    "AGE VAT USD GBP EUR WAY WAR ERA AGO TEAM YOU YES NOT BUT"
)
_WORDS = frozenset(_WORD_LIST.split())


_SET_APART = 9  # letters of "ab 12 cde"
_REG = Late(r"\b(?:reg|registration|plate|number\s?plate|vrn|vrm)\b")


def _plate(seen: Seen) -> bool | float:
    """Say whether a plate of today's form could have been issued, and is no word of a notice in capitals."""
    code = seen.compact
    age = int(code[2:4])
    if not (2 <= age <= 29 or 51 <= age <= 79):
        return False
    if seen.text.strip() == seen.found:
        return 0.8
    if seen.found != seen.found.upper():  # "of 15 use" needs more than a car in the sentence
        return 0.0 if len(seen.found) < _SET_APART or _REG.search(seen.before()) else False
    return 0.0 if code[4:] in _WORDS else 0.8


def _old_plate(seen: Seen) -> bool | float:
    """Say whether an older plate stands alone, as on a car in a picture, or may be one if a car is spoken of."""
    letters = re.findall(r"[A-Z]{3}", seen.compact)
    if seen.found != seen.found.upper() or any(word in _WORDS for word in letters):
        return False
    return 0.5 if seen.text.strip() == seen.found else True


def _account(seen: Seen) -> bool:
    digits = digits_of(seen.found)
    return len(set(digits[:6])) > 1 or len(digits) > 8


def _card(seen: Seen) -> bool:
    return checksums.is_card_number(digits_of(seen.found))


def _iban(seen: Seen) -> bool:
    return checksums.is_bank_account(seen.compact)


def _birth(seen: Seen) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", seen.found)]
    return all(number < 2100 for number in numbers)


_SORT = r"\d{2}[ ]?[-–. ][ ]?\d{2}[ ]?[-–. ][ ]?\d{2}"
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

BANK = Shape(
    entity="UK_BANK",
    rank=2,
    forms=(
        # Both stand together: with words for them in between, or none.
        Form(
            "sort code and account",
            rf"(?<![\w£.,/-])(?:{_SORT}|\d{{6}})(?=\D{{1,60}}\d)(?:[\s,;:/|.()\-–#&]"
            rf"|and|a/c|acct?|account|number|num|no|sort|code|is|with|bank){{1,40}}\d{{4}}[ ]?\d{{4}}"
            rf"(?![\w-]|[.,/]\d)",
        ),
        Form(
            "account and sort code",
            rf"(?<![\w£.,/-])\d{{4}}[ ]?\d{{4}}(?=\D{{1,60}}\d)(?:[\s,;:/|.()\-–#&]"
            rf"|and|s/c|sc|sort|code|number|num|no|is|with|bank){{1,30}}{_SORT}"
            rf"(?![\w-]|[.,/]\d)",
        ),
        Form("account number", r"(?<![\w£.,/+-])\d{4}[ ]?\d{4}(?![\w-]|[.,/:]\d)"),
        Form("sort code", rf"(?<![\w£.,/-]){_SORT}(?![\w/-]|[.,:]\d)"),
    ),
    context=(
        "sort code",
        "sortcode",
        "account number",
        "account no",
        "acc no",
        "a/c",
        "acct",
        "account num",
        "bank details",
        "bank account",
        "bank transfer",
        "bacs",
        "s/c",
        "sort",
        "bank",
        "pay into",
        "transfer to",
        "acc number",
        "acc",
    ),
    against=("charity", "company", "phone", "tel", "ukprn", "date", "born", "score", "order"),
    check=_account,
    before=6,
    after=6,
    sure=0.95,
)
CARD = Shape(
    entity="CREDIT_CARD",
    rank=1,
    forms=(
        Form(
            "card number",
            r"(?<![\w.,+£-])[2-6]\d{3}(?:([ -]?)\d{4}\1\d{4}\1\d{1,7}|[ -]?\d{6}[ -]?\d{4,5})" r"(?![\w-]|[.,]\d)",
            0.85,
        ),
    ),
    context=("card", "credit card", "debit card", "visa", "mastercard", "amex", "maestro", "cvv", "expiry", "expires"),
    sure=1.0,
    check=_card,
    checked="its check digit is right",
)
IBAN = Shape(
    entity="IBAN_CODE",
    rank=1,
    forms=(
        Form(
            "international account",
            r"(?<![\w-])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?" r"(?![\w-])",
            0.95,
        ),
    ),
    context=("iban", "bank", "account", "transfer"),
    sure=1.0,
    check=_iban,
    checked="its check digits are right",
)
PLATE = Shape(
    entity="UK_VEHICLE_REGISTRATION",
    rank=9,
    digits=2,
    forms=(
        Form(
            "number plate",
            r"(?<![\w£#@/.-])[A-HJ-PR-Y]{2}\d{2}[ -]?[A-HJ-PR-Z]{3}(?![\w-]" r"|['’]\w)",
            0.8,
            hint=r"[0-9][0-9][ -]?[A-Za-z]{3}(?!\w)",
        ),
        Form(
            "number plate, set apart",
            r"(?<![\w£#@/.-])[A-HJ-PR-Y]{2} \d{2} [A-HJ-PR-Z]{3}(?![\w-]|['’]\w)",
            hint=r"[0-9][0-9] [A-Za-z]{3}(?!\w)",
        ),
    ),
    context=_CARS,
    check=_plate,
    sure=0.95,
)
OLD_PLATE = Shape(
    entity="UK_VEHICLE_REGISTRATION",
    rank=10,
    digits=1,
    exact_case=True,
    alone=True,
    forms=(
        Form(
            "number plate of 1983 to 2001",
            r"(?<![\w£#@/.-])[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y][A-HJ-PR-Z]{2}" r"(?![\w-]|['’]\w)",
            hint=r"[0-9][ -]?[A-Z]{3}(?!\w)",
        ),
        Form(
            "number plate of 1963 to 1983",
            r"(?<![\w£#@/.-])[A-HJ-PR-Z]{3}[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Y]" r"(?![\w-]|['’]\w)",
            hint=r"[0-9][ -]?[A-Z](?!\w)",
        ),
        Form(
            "number plate of Northern Ireland",
            r"(?<![\w£#@/.-])(?:[A-Z]?I[A-Z]|[A-Z]{1,2}Z)[ -]?\d{3,4}(?![\w-]" r"|['’]\w)",
            hint=r"[0-9]{3,4}(?!\w)(?:(?<=[A-Z][0-9]{3})|(?<=[A-Z][0-9]{4})|(?<=[A-Z][ -][0-9]{3})"
            r"|(?<=[A-Z][ -]\d{4}))",
        ),
    ),
    context=_CARS,
    check=_old_plate,
    before=6,
    after=4,
)
_BORN = ("dob", "d.o.b", "born", "birth", "geni")
BIRTH = Shape(
    entity="DATE_OF_BIRTH",
    rank=9,
    digits=1,
    forms=(
        Form("date", r"(?<![\w.,/-])\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2})(?![\w/-])", needs=(_BORN,)),
        Form(
            "date with a month",
            rf"(?<![\w.,/-])\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}\.?,?\s" rf"(?:\d{{4}}|['’]?\d{{2}})(?!\w)",
            needs=(_BORN,),
        ),
        Form("date", r"(?<![\w.,/-])(?:19|20)\d\d-\d\d-\d\d(?![\w/-])", needs=(_BORN,)),
    ),
    context=("dob", "date of birth", "born", "born on", "birth date", "birthdate", "dyddiad geni"),
    check=_birth,
    before=4,
    after=3,
    sure=0.9,
)

SHAPES = (BANK, CARD, IBAN, PLATE, OLD_PLATE, BIRTH)
