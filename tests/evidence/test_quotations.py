"""What stands in quotation marks."""

from __future__ import annotations

import pytest

from linter.evidence.quotations import is_within, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "yes" twice', ['"yes"']),
        ("“One” and “two”", ["“One”", "“two”"]),
        ("‘It’s fine,’ said Bo", ["‘It’s fine,’"]),
        ("'It's fine,' said Bo", ["'It's fine,'"]),
        ("the pupils' own boys' day", []),
        ("it's one o'clock", []),
        ("«Oui»", ["«Oui»"]),
        ("> quoted line\nour line", ["> quoted line"]),
        ('an open " mark\nand " another', []),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_only_what_lies_inside_is_quoted() -> None:
    spans = quotations('a "b c" d')

    assert is_within(spans, 3, 4)
    assert not is_within(spans, 0, 4)
