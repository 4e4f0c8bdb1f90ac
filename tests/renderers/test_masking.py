"""A private value is printed nowhere: not in its own finding, not in the words of another."""

from __future__ import annotations

import pytest

from linter.finding import Finding, Place
from linter.mask import mask
from linter.renderers.masking import occurrences, printable
from linter.report import PostReport, Report


def finding(
    found: str, start: int, *, private: bool = False, part: str = "body", fix: str = "Take it out.", message: str = ""
) -> Finding:
    shown = mask(found) if private else found
    end = start + len(found)
    return Finding(
        "some-rule", "ABC-101", "error", "reported", 1.0, message or f"'{shown}' is found.", fix, (),
        Place(part, start, end, 1, start + 1, 1, end + 1), shown, "aa", private=private, found=found,
    )  # fmt: skip


def printed(*findings: Finding, show_values: bool = False) -> list[tuple[str, str, str]]:
    report = printable(Report("default", (PostReport("a.md", "a", 0, findings),)), show_values=show_values)
    return [(each.message, each.fix, each.excerpt) for each in report.findings]


PRIVATE = finding("Amina Odhiambo", 10, private=True)


@pytest.mark.parametrize(
    ("other", "message", "excerpt"),
    [
        (finding("Well done Amina Odhiambo!", 0), "'Well done A••• O•••!' is found.", "Well done A••• O•••!"),
        (finding("Odhiambo!", 16), "'O•••!' is found.", "O•••!"),
        (finding("#AminaOdhiambo", 40), "'#A•••' is found.", "#A•••"),
        (finding("amina-odhiambo.jpg", 0, part="image:0/name"), "'a•••.jpg' is found.", "a•••.jpg"),
        (finding("school", 40), "'school' is found.", "school"),
    ],
)
def test_a_private_value_is_masked_in_other_findings(other: Finding, message: str, excerpt: str) -> None:
    assert printed(PRIVATE, other)[1] == (message, "Take it out.", excerpt)


def test_a_private_value_is_masked_in_a_fix_that_repeats_it_in_another_spelling() -> None:
    other = finding("#aminaodhiambo", 40, fix="Write '#AminaOdhiambo'.")

    assert printed(PRIVATE, other)[1][1] == "Write '#A•••'."


def test_a_private_value_is_masked_in_the_id_of_the_post_and_in_reasons() -> None:
    post = PostReport("a.md", "amina-odhiambo-wins", 0, (PRIVATE,))

    assert printable(Report("default", (post,))).posts[0].id == "a•••-wins"


def test_with_show_values_nothing_is_masked() -> None:
    other = finding("#AminaOdhiambo", 40)

    assert printed(PRIVATE, other, show_values=True) == [
        ("'Amina Odhiambo' is found.", "Take it out.", "Amina Odhiambo"),
        ("'#AminaOdhiambo' is found.", "Take it out.", "#AminaOdhiambo"),
    ]


def test_a_single_letter_is_not_masked_inside_the_words_of_a_message() -> None:
    private = finding("B 4", 0, private=True)
    other = finding("B", 0, message="'B' says Boo.")

    assert printed(private, other)[1][0] == "'B•••' says Boo."


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("Will", "Willow will see Will.", ["will", "Will"]),
        ("Amina Odhiambo", "AMINA  odhiambo, amina_odhiambo", ["AMINA  odhiambo", "amina_odhiambo"]),
        ("07700 900142", "call 07700900142 or 07700-900142", ["07700900142", "07700-900142"]),
        ("Lantern42", "xLantern42x", ["Lantern42"]),
        ("!", "oh!", []),
        ("J", "J is a letter", []),
    ],
)
def test_repeats_of_a_value_are_found_in_any_spacing(value: str, text: str, expected: list[str]) -> None:
    spans = occurrences([finding(value, 0, private=True)], text)

    assert [text[start:end] for start, end in spans] == expected


def test_a_report_without_private_findings_is_left_as_it_is() -> None:
    report = Report("default", (PostReport("a.md", "a", 0, (finding("school", 0),)),))

    assert printable(report) is report
