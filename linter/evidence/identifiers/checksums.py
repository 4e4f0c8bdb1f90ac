"""Check characters of British identifiers: python-stdnum's where it is right, ours where it is not or has none."""

from __future__ import annotations

# The letters of unique pupil numbers in the order of their values: no I, O and S.
_PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LEARNER_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_TEN = 10


def is_pupil_number(number: str) -> bool:
    """Say whether the check letter of a unique pupil number is right, of a temporary one too.

    `stdnum.gb.upn` is not asked: it refuses authorities that were founded since it was written.
    """
    total = 0
    for weight, char in enumerate(number[1:], start=2):
        if char.isdigit():
            value = int(char)
        elif weight == len(number) and char in _PUPIL_LETTERS:  # a temporary number ends in a letter
            value = _PUPIL_LETTERS.index(char)
        else:
            return False
        total += weight * value
    return number[0] == _PUPIL_LETTERS[total % len(_PUPIL_LETTERS)]


def is_learner_number(number: str) -> bool:
    """Say whether ten digits make a unique learner number: their weighted sum leaves 10."""
    total = sum(weight * int(digit) for weight, digit in zip(_LEARNER_WEIGHTS, number, strict=True))
    return number[0] != "0" and total % 11 == _TEN


def is_nhs_number(number: str) -> bool:
    """Say whether ten digits make an NHS number; "0000000000" and the like pass its sum and are none."""
    from stdnum.gb import nhs

    return len(set(number)) > 1 and nhs.is_valid(number)


def is_tax_reference(number: str) -> bool:
    """Say whether ten digits make a unique taxpayer reference."""
    from stdnum.gb import utr

    return len(set(number)) > 1 and utr.is_valid(number)


def is_card_number(number: str) -> bool:
    """Say whether digits pass the sum of payment cards."""
    from stdnum import luhn

    return len(set(number)) > 1 and luhn.is_valid(number)


def is_bank_account(number: str) -> bool:
    """Say whether letters and digits make an international bank account number."""
    from stdnum import iban

    return iban.is_valid(number)
