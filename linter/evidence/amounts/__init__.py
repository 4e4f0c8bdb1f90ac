"""Amounts in a stream of words, as parsed values: percentages, fractions, grades, ranks, money, dates, times.

Nothing here says what an amount is of. Digits that are no amount are left out: telephone numbers, rooms and pages,
the 8 of Progress 8, the 2 of Key Stage 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from linter.evidence.amounts import grades, times
from linter.evidence.amounts.amount import Amount, Kind, Place
from linter.evidence.amounts.numerals import ORDINALS, PARTS, VULGAR, WORDS, Number, touches

if TYPE_CHECKING:
    from linter.evidence.words import Stream

__all__ = ["Amount", "Kind", "amounts"]

_CURRENCY = frozenset("£€$")
_COINS = frozenset(["pound", "pounds", "quid", "euro", "euros", "pence"])
_CLASS = re.compile(r"1?\d[a-z]{1,2}")
# Where one is meant they are no fraction: a third, a quarter.
_SINGULAR = frozenset(["third", "quarter", "half", "fifth", "tenth"])
# The number after these is a name and counts nothing.
_LABELS = frozenset(
    word
    for words in (
        "room page pages phase level unit chapter section part question week lesson bus gate platform route",
        "attainment progress p a form class hall step tier band zone key act scene version episode channel article",
        "paragraph stage pathway team block appendix",
    )
    for word in words.split()
)
# What may hang on the digits of an amount; anything else makes them the name of a class.
_UNITS = frozenset(
    word
    for words in (
        "kg km cm mm ml mb gb tb d nd st rd th am pm a p s k m x v c f w g l hr hrs min mins sec secs yr yrs ft in",
        "mph pc pct bn mn ish",
    )
    for word in words.split()
)
# A class may be called like an amount: these letters seldom measure anything, but for "in 3D" and "4G" …
_SELDOM = frozenset("dfgvw")
_DIMENSIONS = frozenset(("2d", "3d", "4d", "3g", "4g", "5g", "6g", "12v"))
# … and what the others mean is told by what stands around: "in 9C", "10K have", "7S maths", but not "ran 10K".
_BEFORE_CLASS = frozenset(("in", "from", "class", "form", "teach", "teaching", "my", "our", "of", "year"))
_AFTER_CLASS_WORDS = (
    "have had has are were is was who did do can could will made got went came form class pupils students boys girls "
    "lads parents lot lesson lessons english maths science history geography pe art assembly tutor"
)
_AFTER_CLASS = frozenset(_AFTER_CLASS_WORDS.split())
_SCORES = frozenset(("score", "scores", "attainment", "progress", "p8", "a8", "aps"))
_TALE = 5  # words before a number in which its score may be named


def _part(place: Place) -> Amount | None:
    """Return half of, a third of."""
    value = 1 / PARTS[place.text]
    follows = place.word(place.first + 1)
    if place.text == "half":
        is_share = follows in ("of", "our", "the") and place.word(place.first + 2) != "term"
    else:
        is_share = follows == "of" and place.before in ("a", "over", "nearly", "almost")
    return Amount("fraction", place.first, place.first + 1, value) if is_share else None


def _half(place: Place) -> Amount | None:
    return times.half_past(place) or _part(place)


def _money(place: Place) -> Amount | None:
    number = place.number(place.first + 1)
    return Amount("money", place.first, number.last, number.value) if number else None


def _grade_word(place: Place) -> Amount:
    return Amount("grade", place.first, place.first + 1, place.text)


# What a word that is no number may begin.
_BY_WORD: dict[str, Callable[[Place], Amount | None]] = {
    **dict.fromkeys(PARTS, _part),
    **dict.fromkeys(ORDINALS, grades.ordinal),
    **dict.fromkeys(times.MONTHS, times.month_and_year),
    **dict.fromkeys([*times.YEARS, *times.AGES], times.year_group),
    **dict.fromkeys(grades.NAMED, grades.after_grade),
    **dict.fromkeys(grades.GRADE_WORDS, _grade_word),
    **dict.fromkeys(grades.LETTERS, grades.letter_range),
    **dict.fromkeys(grades.BEFORE_LETTERS, grades.before_letters),
    **dict.fromkeys(_CURRENCY, _money),
    **dict.fromkeys(["noon", "midday"], times.half_past),
    "half": _half,
    "top": grades.top,
}
_TRIGGERS = frozenset([*_BY_WORD, *WORDS, *VULGAR])


def amounts(stream: Stream) -> tuple[Amount, ...]:
    """Return the amounts of a stream in their order, none inside another."""
    numbers = stream.numbers
    words = _TRIGGERS & stream.texts
    words |= {text for text in stream.texts if text[0] in "ypks" and times.YEAR_WORD.fullmatch(text)}
    if not numbers and not words:
        return ()
    found: list[Amount] = []
    done = 0
    for index in sorted(at for text in (*numbers, *words) for at in stream.places[text]):
        if index < done:
            continue
        amount, last = _read(Place(stream, index, stream[index].sentence))
        if amount:
            found.append(amount)
        done = max(done, last)
    return tuple(found)


def _read(place: Place) -> tuple[Amount | None, int]:
    """Return the amount that begins at a word, and the word after what was read."""
    text = place.text
    if text[0] == "0" and text.isdigit() and len(text) > 2:
        return None, _after_phone(place)
    named = times.year_group if times.YEAR_WORD.fullmatch(text) else _BY_WORD.get(text)
    amount = named(place) if named else None
    if amount is None:
        number = place.number(place.first)
        if number is None:
            return None, place.first + 1
        amount = _counted(place, number)
        if amount is None:
            return None, number.last
    return amount, amount.last


def _after_phone(place: Place) -> int:
    at = place.first
    while place.word(at).isdigit():
        at += 1
    return at


def _counted(place: Place, number: Number) -> Amount | None:
    """Return what a number counts, by what stands around it."""
    return (
        _percent(place, number)
        or times.of_the_clock(place, number)
        or times.date_at(place, number)
        or _fraction(place, number)
        or grades.numbered(place, number)
        or _simple(place, number)
    )


def _percent(place: Place, number: Number) -> Amount | None:
    """Return 84 %, eighty-four per cent, 80-85 %."""
    last = number.last if number.suffix in ("pc", "pct") else place.after_percent(number.last)
    if last:
        return Amount("percent", place.first, last, number.value)
    other = None if number.suffix else place.number(number.last + (place.word(number.last) in ("to", "–")))
    last = place.after_percent(other.last) if other and not other.in_words else None
    return Amount("percent", place.first, last, number.value, other.value) if other and last else None


def _fraction(place: Place, number: Number) -> Amount | None:
    """Return ¾, two thirds, nine out of ten, 68 of 70, 1 in 4, 24/25."""
    follows = place.word(number.last)
    if place.text in VULGAR:
        return Amount("fraction", place.first, number.last, number.value)
    if number.in_words and follows in PARTS and (number.value == 1) == (follows in _SINGULAR):
        return Amount("fraction", place.first, number.last + 1, number.value / PARTS[follows], float(PARTS[follows]))
    second = _whole(place, number, follows) if place.before not in _LABELS else None
    if second is None or second.suffix or number.suffix or not 0 < number.value <= second.value < 10_000:
        return None
    return Amount("fraction", place.first, second.last, number.value / second.value, second.value)


def _whole(place: Place, number: Number, follows: str) -> Number | None:
    """Return the whole of which a number is said to be a part."""
    at = number.last + 1
    if follows == "out" and place.word(at) == "of":
        at += 1
    elif follows not in ("of", "in") and not (follows == "/" and touches(place.stream, number.last)):
        return None
    at += place.word(at) in ("our", "the", "every")
    whole = place.number(at)
    return None if whole and follows == "in" and whole.value not in (2, 3, 4, 5, 10, 20, 100) else whole


def _simple(place: Place, number: Number) -> Amount | None:
    """Return a rank, money, a class, a score or a mere count."""
    if number.suffix in ("st", "nd", "rd", "th"):
        return grades.rank_at(place, number.value, number.last)
    if number.suffix == "p":
        return Amount("money", place.first, number.last, number.value / 100)
    follows = place.word(number.last)
    if follows in _COINS:
        return Amount("money", place.first, number.last + 1, number.value / (100 if follows == "pence" else 1))
    if number.suffix and (number.suffix not in _UNITS or _is_class(place, number, follows)):
        is_class = _CLASS.fullmatch(place.text) and (place.before not in _LABELS or place.before in ("class", "form"))
        return Amount("year-group", place.first, number.last, place.text) if is_class else None
    # "one of our", "one day" count nothing
    is_nothing = place.before in _LABELS or (number.in_words and number.value == 1)
    return grades.number_one(place, number) or (None if is_nothing else _count(place, number))


def _is_class(place: Place, number: Number, follows: str) -> bool:
    """Say whether digits with what could be a unit are rather the name of a class: 8D, 9F, "in 7C", "10K have"."""
    if len(number.suffix) != 1 or not 1 <= float(number.digits) <= 13 or place.text in _DIMENSIONS:
        return False
    if number.suffix in _SELDOM:
        return True
    if number.suffix in "ckmpx":
        return follows in _AFTER_CLASS and place.before not in ("the", "a", "ran", "run", "temperature")
    return number.suffix in "al" and (place.before in _BEFORE_CLASS or follows in _AFTER_CLASS)


def _count(place: Place, number: Number) -> Amount:
    sign = place.before == "+" and touches(place.stream, place.first)
    told = place.before in ("score", "scored", "scores", "+") or (
        place.before in ("of", "is", ":", "was")
        and not _SCORES.isdisjoint(word.text for word in place.stream[max(0, place.first - _TALE) : place.first])
    )
    return Amount("score" if told else "count", place.first - sign, number.last, number.value)
