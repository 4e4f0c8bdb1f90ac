"""Dates, times of day and year groups."""

from __future__ import annotations

import re

from linter.evidence.amounts.amount import Amount, Place
from linter.evidence.amounts.numerals import Number, touches

_NAMES = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
    "november|nov december|dec"
)
MONTHS = {name: number for number, names in enumerate(_NAMES.split(), start=1) for name in names.split("|")}
YEARS = frozenset(["year", "years", "yr", "yrs", "blwyddyn", "primary", "stage"])
YEAR_WORD = re.compile(r"(?:y|yr|year)\d{1,2}[a-z]{0,2}|ks[1-5]|p[1-7]|s[1-6]")
AGES = frozenset(["reception", "nursery", "eyfs", "preschool"])
_VERBS = frozenset(["may", "march", "mar"])  # which "may 5" and "march 20" need not be
_AFTER_WHICH_TIMES = frozenset(["at", "from", "by", "until", "till", "to", "before", "after", "between", "am"])
_NOT_A_CLASS = frozenset(["the", "main", "from", "at", "to", "school"])
_OLDEST = 14  # the last year of school


def of_the_clock(place: Place, number: Number) -> Amount | None:
    """Return 8am, 8.30 pm, 8:30, from 9.15, 9 o'clock."""
    index, last = place.first, number.last
    follows = place.word(last)
    if number.suffix in ("am", "pm") or follows in ("am", "pm"):
        value = number.digits.replace(".", ":") + (number.suffix or follows)
        return Amount("time", index, last + (not number.suffix), value)
    if follows == ":" and touches(place.stream, last) and touches(place.stream, last + 1):
        minutes = place.number(last + 1)
        if minutes and minutes.value < 60 and len(minutes.digits) == 2 and number.value < 24:
            late = place.word(minutes.last) in ("am", "pm")
            return Amount("time", index, minutes.last + late, f"{number.digits}:{minutes.digits}")
    if follows in ("o'clock", "oclock"):
        return Amount("time", index, last + 1, f"{number.value:.0f}:00")
    is_dotted = re.fullmatch(r"([01]?\d|2[0-3])\.[0-5]\d", number.digits) and not number.suffix
    if is_dotted and place.before in _AFTER_WHICH_TIMES:
        return Amount("time", index, last, number.digits.replace(".", ":"))
    return None


def half_past(place: Place) -> Amount | None:
    """Return half past three, noon."""
    if place.text != "half":
        return Amount("time", place.first, place.first + 1, "12:00")
    hour = place.number(place.first + 2) if place.word(place.first + 1) == "past" else None
    return Amount("time", place.first, hour.last, f"{hour.value:.0f}:30") if hour else None


def date_at(place: Place, number: Number) -> Amount | None:
    """Return 3 March 2026, 12/5/24, 2024/25, 2019."""
    if number.in_words or number.value != int(number.value):
        return None
    return (
        _day_and_month(place, number)
        or _month_before(place, number)
        or _with_slashes(place, number)
        or _year(place, number)
    )


def month_and_year(place: Place) -> Amount | None:
    """Return November 2025."""
    year = place.number(place.first + 1)
    if year is None or not _is_year(year):
        return None
    return Amount("date", place.first, year.last, f"{year.value:.0f}-{MONTHS[place.text]:02}")


def _day_and_month(place: Place, number: Number) -> Amount | None:
    at = number.last + (place.word(number.last) == "of")
    month = MONTHS.get(place.word(at))
    if month is None or not 1 <= number.value <= 31:
        return None
    year = place.number(at + 1)
    if year and _is_year(year):
        return Amount("date", place.first, year.last, f"{year.value:.0f}-{month:02}-{number.value:02.0f}")
    return Amount("date", place.first, at + 1, f"{month:02}-{number.value:02.0f}")


def _month_before(place: Place, number: Number) -> Amount | None:
    month = MONTHS.get(place.before)
    if month is None or place.before in _VERBS or number.value > 31:
        return None
    return Amount("date", place.first, number.last, f"{month:02}-{number.value:02.0f}")


def _with_slashes(place: Place, number: Number) -> Amount | None:
    mark, at = place.word(number.last), number.last
    if mark not in ("/", ".") or not (touches(place.stream, at) and touches(place.stream, at + 1)):
        return None
    second = place.number(at + 1)
    if second is None:
        return None
    if _is_year(number) and second.value in ((number.value + 1) % 100, number.value + 1):
        return Amount("date", place.first, second.last, f"{number.value:.0f}/{second.value % 100:02.0f}")
    third = place.number(second.last + 1) if place.word(second.last) == mark else None
    if third is None or number.value > 31 or second.value > 12 or not touches(place.stream, second.last + 1):
        return None
    year = third.value if third.value > 99 else 2000 + third.value
    return Amount("date", place.first, third.last, f"{year:.0f}-{second.value:02.0f}-{number.value:02.0f}")


def _year(place: Place, number: Number) -> Amount | None:
    if not _is_year(number):
        return None
    follows = place.word(number.last)  # 2024-25: the dash is not in the stream
    if len(follows) == 2 and follows.isdigit() and int(follows) == (number.value + 1) % 100:
        return Amount("date", place.first, number.last + 1, f"{number.value:.0f}/{follows}")
    return Amount("date", place.first, number.last, f"{number.value:.0f}")


def _is_year(number: Number) -> bool:
    return len(number.digits) == 4 and not number.suffix and 1900 <= number.value <= 2100


def year_group(place: Place) -> Amount | None:
    """Return Year 6, years 3 and 4, Y6, KS2, Reception."""
    index, text = place.first, place.text
    if text in AGES:
        is_desk = text == "reception" and place.before in _NOT_A_CLASS
        return None if is_desk else Amount("year-group", index, index + 1, text)
    if text not in YEARS:
        return Amount("year-group", index, index + 1, text.removeprefix("year").removeprefix("yr").removeprefix("y"))
    follows = place.word(index + 1)
    if text == "stage":
        is_key = place.before == "key" and follows[:1].isdigit()
        return Amount("year-group", index, index + 2, f"ks{follows}") if is_key else None
    number = place.number(index + 1) if follows != "a" else None
    if number is None or not 1 <= number.value <= _OLDEST or len(number.suffix) > 2:
        return None
    return Amount("year-group", index, _last_year(place, number), f"{number.value:.0f}")


def _last_year(place: Place, number: Number) -> int:
    """Return the word after "Years 3, 4 and 5"; in "Year 6, 84 %" the figure is another thing."""
    last = number.last
    while (joint := place.word(last)) in ("and", "&", ",", "to", "or", "/"):
        another = place.number(last + 1)
        if another is None or not 1 <= another.value <= _OLDEST or place.after_percent(another.last):
            break
        if joint in (",", "or") and place.text not in ("years", "yrs"):
            break
        last = another.last
    return last
