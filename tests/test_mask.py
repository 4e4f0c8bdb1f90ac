"""Private values are masked in one place."""

from __future__ import annotations

import pytest

from linter.mask import fingerprint, mask, mask_spans


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Aisha Khan", "A••• K•••"),
        ("Siân", "S•••"),
        ("Acorn2026!", "A•••"),
        ("07700 900123", "••• •••"),
        ("O'Brien-Åkesson", "O•••"),
        ("#AishaKhan", "A•••"),
        ("李小龙", "李•••"),
        ("", ""),
    ],
)
def test_a_masked_value_keeps_the_first_letter_of_each_word_and_not_its_length(value: str, shown: str) -> None:
    assert mask(value) == shown


def test_masking_spans_tells_how_offsets_moved() -> None:
    text, moved = mask_spans("Well done Aisha Khan and Bo", [(10, 20), (25, 27), (12, 15)])

    assert text == "Well done A••• K••• and B•••"
    assert moved == [(10, 10, 9), (25, 2, 4)]


def test_a_fingerprint_depends_on_rule_part_and_text_but_not_on_spacing_or_case() -> None:
    one = fingerprint("rule", "body", "Aisha  Khan", private=True, key=b"k")

    assert one == fingerprint("rule", "body", "aisha khan", private=True, key=b"k")
    assert one != fingerprint("rule", "alt:0", "aisha khan", private=True, key=b"k")
    assert one != fingerprint("rule", "body", "aisha khan", private=True, key=b"other")


def test_without_a_key_the_fingerprint_of_a_private_value_is_that_of_its_mask() -> None:
    first = fingerprint("rule", "body", "Aisha Khan", private=True, key=None)

    assert first == fingerprint("rule", "body", "Anil Kapadia", private=True, key=None)
    assert fingerprint("rule", "body", "secret", private=False, key=None) != fingerprint(
        "rule", "body", "sacred", private=False, key=None
    )
