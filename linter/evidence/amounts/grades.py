"""Grades and ranks: grade 9, 9-4, A*-C, three As, GDS; 3rd of 120, number one, top 5 %."""

from __future__ import annotations

from linter.evidence.amounts.amount import Amount, Place
from linter.evidence.amounts.numerals import ORDINALS, WORDS, Number, touches
from linter.evidence.amounts.times import MONTHS

GRADE_WORDS = frozenset(["gds", "exs", "wts", "distinction", "distinctions"])
LETTERS = frozenset("abcde")
NAMED = frozenset(["grade", "grades", "gradd"])
BEFORE_LETTERS = frozenset(["an", "straight", "all"])
_NO_RANKS = frozenset(
    [
        "form",
        "former",
        "formers",
        "aid",
        "aider",
        "aiders",
        "name",
        "names",
        "hand",
        "half",
        "thing",
        "language",
        "party",
    ]
)
_HIGH = (7, 8, 9)  # 9-4 are grades, but 3-1 is a score
_CLOCK = frozenset(["at", "from", "by", "until", "till", "to", "before", "after", "between"])


def after_grade(place: Place) -> Amount | None:
    """Return grade 5+, grades 9-7, grade B."""
    index, follows = place.first, place.word(place.first + 1)
    if follows in LETTERS:
        letters = letter_range(place._replace(first=index + 1))
        return Amount("grade", index, letters.last if letters else index + 2, letters.value if letters else follows)
    if follows in ("as", "bs", "a's", "b's"):
        return Amount("grade", index, index + 2, follows[0])
    number = place.number(index + 1) if follows[:1].isdigit() or follows in WORDS else None
    if number is None or number.value > 9 or number.suffix not in ("", "s"):
        return None
    at = number.last + (place.word(number.last) in ("to", "and", "or", ",", "&", "/"))
    other = place.number(at) if place.word(at)[:1].isdigit() else None
    if other and (other.value > 9 or place.after_percent(other.last)):
        other = None
    last = other.last if other else number.last
    last += place.word(last) == "+" and touches(place.stream, last)
    return Amount("grade", index, last, f"{number.value:.0f}", other.value if other else None)


def letter_range(place: Place) -> Amount | None:
    """Return A*-C (its star and its dash are not in the stream), A* to B."""
    step = 2 if place.word(place.first + 1) in ("to", "–") else 1
    other = place.word(place.first + step)
    if other not in LETTERS or other <= place.text:
        return None
    gap = place.stream[place.first + step].start - place.stream[place.first].end
    return Amount("grade", place.first, place.first + step + 1, f"{place.text}-{other}") if gap <= 3 * step else None


def before_letters(place: Place) -> Amount | None:
    """Return an A, straight As, all A's."""
    follows, further = place.word(place.first + 1), place.word(place.first + 2)
    is_grade = (
        (place.text == "straight" and follows in ("a", "as", "a's"))
        or (place.text == "an" and follows == "a")
        or follows == "a's"
        or (follows == "as" and further in ("and", "b's"))
    )
    return Amount("grade", place.first, place.first + 2, "a") if is_grade else None


def numbered(place: Place, number: Number) -> Amount | None:
    """Return 9s, 4+, 9-4, 9 to 4, three As."""
    follows = place.word(number.last)
    if number.value <= 12 and (follows == "a's" or (follows == "as" and _ends_list(place, number.last + 1))):
        return Amount("grade", place.first, number.last + 1, "a")
    if len(number.digits) != 1 or number.value < 1:
        return None
    if number.suffix:
        is_grade = number.suffix == "s" and number.value >= 3
        return Amount("grade", place.first, number.last, number.digits) if is_grade else None
    if follows == "+" and touches(place.stream, number.last) and not place.word(number.last + 1).isdigit():
        return Amount("grade", place.first, number.last + 1, number.digits)
    return _numbered_range(place, number)


def _numbered_range(place: Place, number: Number) -> Amount | None:
    at = number.last + (place.word(number.last) in ("to", "–"))
    other = place.number(at) if number.value in _HIGH and place.before not in _CLOCK else None
    if other is None or len(other.digits) != 1 or other.value >= number.value or other.suffix:
        return None
    gap = place.stream[at].start - place.stream[place.first].end
    if gap > (4 if at > number.last else 1) or place.word(other.last) in ("am", "pm"):
        return None
    return Amount("grade", place.first, other.last, number.digits, other.value)


def _ends_list(place: Place, at: int) -> bool:
    """Say whether "three As" ends here, which "three as well" does not."""
    follows = place.word(at)
    return not follows or follows in ("and", "in", "at", "for", "or") or not follows[0].isalnum()


def rank_at(place: Place, value: float, last: int) -> Amount | None:
    """Return first, 3rd of 120, 2nd out of 40; not the third of March."""
    month = MONTHS.get(place.word(last + (place.word(last) == "of")))
    if month and place.text[0].isdigit():
        return None
    step = 2 if (place.word(last), place.word(last + 1)) == ("out", "of") else place.word(last) == "of"
    of = place.number(last + step) if step else None
    return Amount("rank", place.first, of.last if of else last, value, of.value if of else None)


def ordinal(place: Place) -> Amount | None:
    """Return first, second of 40; not the sixth form, nor first aid."""
    if place.word(place.first + 1) in _NO_RANKS:
        return None
    return rank_at(place, float(ORDINALS[place.text]), place.first + 1)


def top(place: Place) -> Amount | None:
    """Return top 10, top 5 %."""
    number = place.number(place.first + 1)
    if number is None or number.suffix:
        return None
    return Amount("rank", place.first, place.after_percent(number.last) or number.last, number.value)


def number_one(place: Place, number: Number) -> Amount | None:
    """Return number one, No. 1."""
    dotted = place.before == "." and place.word(place.first - 2) == "no"
    if not (dotted or place.before in ("number", "no")) or number.value > 100 or number.suffix:
        return None
    return Amount("rank", place.first - 1 - dotted, number.last, number.value)
