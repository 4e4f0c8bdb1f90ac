"""What stays hidden on the page, also in the other posts of a draft."""

from __future__ import annotations

import pytest

from linter.finding import Finding, Place
from linter.renderers.html.veil import veils
from linter.report import PostReport, Report


def post(path: str, *values: str, private: bool = True) -> PostReport:
    findings = tuple(
        Finding("r", "T-1", "error", "reported", 1.0, "", "", (), Place("body", 0, len(value), 1, 1, 1, 1), "", "",
                private=private, found=value)
        for value in values
    )  # fmt: skip
    return PostReport(path, "", 0, findings)


@pytest.mark.parametrize(
    ("first", "second", "text", "expected"),
    [
        (post("a.json", "Zofia Lindqvist"), post("a.json"), "Ask Zofia Lindqvist.", "Ask Z••• L•••."),
        (post("a.json", "Lantern42"), post("a.json"), "It is Lantern42.", "It is L•••."),
        (post("a.json", "Will"), post("a.json"), "We will see Will.", "We will see Will."),
        (post("a.json", "Will"), post("a.json", "Will"), "See Will.", "See W•••."),
        (post("a.json", "Zofia Lindqvist"), post("b.json"), "Ask Zofia Lindqvist.", "Ask Zofia Lindqvist."),
        (post("", "Zofia Lindqvist"), post(""), "Ask Zofia Lindqvist.", "Ask Zofia Lindqvist."),
        (post("a.json", "the school hall", private=False), post("a.json"), "the school hall", "the school hall"),
    ],
)
def test_a_post_hides_its_own_values_and_the_unmistakable_ones_of_its_draft(
    first: PostReport, second: PostReport, text: str, expected: str
) -> None:
    assert veils(Report("default", (first, second)), show_values=False)[1].clean(text) == expected


def test_with_show_values_nothing_is_hidden() -> None:
    (veil,) = veils(Report("default", (post("a.md", "Zofia Lindqvist"),)), show_values=True)

    assert veil.clean("Zofia Lindqvist") == "Zofia Lindqvist"
    assert veil.places("body") == []
