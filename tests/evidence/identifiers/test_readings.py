"""The dress of numbers is undone, and what is marked is what was written."""

from __future__ import annotations

import pytest

from linter.post import Markup
from tests.evidence.identifiers.gathering import gathered


@pytest.mark.parametrize(
    "written",
    [
        "０７７００ ９００１２３",
        "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣",
        "𝟬𝟳𝟳𝟬𝟬 𝟵𝟬𝟬𝟭𝟮𝟯",
        "07700\u200b900\u200b123",
        "07700\u00a0900\u2011123",
        "07700\n900123",
        "zero seven seven double oh, nine double oh, one two three",
        "oh seven seven zero zero nine zero zero one two three",
        "٠٧٧٠٠ ٩٠٠١٢٣",
        "⓪⑦⑦⓪⓪⑨⓪⓪①②③",
    ],
)
def test_a_telephone_number_is_found_in_any_dress(written: str) -> None:
    text = f"Ring Jo: {written} today"
    (one,) = gathered(text)

    assert (one.kind, text[one.start : one.end]) == ("UK_PHONE", written)


@pytest.mark.parametrize(
    ("text", "markup", "marked"),
    [
        ("**07700** 900123", "markdown", "07700** 900123"),
        ("[ring Jo](tel:07700900123) now", "markdown", "07700900123"),
        ("[mail](mailto:jo@mail.example)", "markdown", "jo@mail.example"),
        ("[Jo](https://wa.me/447700900123)", "markdown", "https://wa.me/447700900123"),
        ("07700 900123 and 07700 900123", "plain", "07700 900123"),
    ],
)
def test_markup_does_not_hide_anything(text: str, markup: Markup, marked: str) -> None:
    assert {text[one.start : one.end] for one in gathered(text, markup=markup)} == {marked}


def test_alt_texts_and_file_names_are_searched() -> None:
    found = gathered("Fair!", alt="A note: ring 07700 900123", path="pictures/V000200020001.jpg")

    assert [(one.part, one.kind) for one in found] == [("alt:0", "UK_PHONE"), ("image:0/name", "UK_UPN")]


@pytest.mark.parametrize(
    "text", ["One two buckle my shoe, three four knock at the door", "Double maths, nine out of ten"]
)
def test_rhymes_are_no_numbers(text: str) -> None:
    assert gathered(text) == ()
