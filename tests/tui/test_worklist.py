"""The order in which findings are worked through, and the words for where they are."""

from __future__ import annotations

import pytest

from linter.finding import Finding, Place, Status
from linter.post import Image, Post
from linter.report import PostReport
from linter.rule import Severity
from tui.worklist import again, in_order, picture_of, summary, where


def _finding(
    rule: str, part: str = "body", start: int = 0, severity: Severity = "error", status: Status = "reported"
) -> Finding:
    place = Place(part, start, start + 3, 2, start + 1, 2, start + 4)
    return Finding(rule, "TST-1", severity, status, 1.0, "A message.", "A cure.", (), place, "abc", f"{rule}/{part}")


def test_what_stops_the_post_comes_first_then_as_it_stands_there() -> None:
    late, early = _finding("a", start=9), _finding("b", start=2)
    title, alt = _finding("c", "title"), _finding("d", "alt:0")
    waived, warning = _finding("e", status="waived"), _finding("f", severity="warning")
    found = in_order((waived, alt, warning, late, title, early))
    assert [one.rule for one in found] == ["c", "b", "a", "d", "f", "e"]


def test_the_finding_that_was_looked_at_is_found_again_after_a_change() -> None:
    first, second, third = _finding("a"), _finding("b", start=5), _finding("c", start=9)
    moved = _finding("b", start=7)
    assert again(second, (first, moved, third), 1) == 1
    assert again(second, (first, third), 1) == 1
    assert again(third, (first, second), 2) == 1
    assert again(None, (first, second)) == 0


def test_the_work_goes_on_with_the_next_one_when_one_is_let_pass() -> None:
    first, second = _finding("a"), _finding("b", start=5)
    assert again(first, (second, _finding("a", status="waived")), 0) == 0


def test_what_was_let_pass_and_is_not_any_more_is_found_again() -> None:
    first, second = _finding("a"), _finding("b", start=5)
    assert again(_finding("b", start=5, status="waived"), (first, second), 0) == 1


@pytest.mark.parametrize(
    ("part", "words", "picture"),
    [
        ("body", "in the text, line 2 of the file", None),
        ("title", "in the title, line 2 of the file", None),
        ("alt:0", "in the alt text of fair.jpg", 0),
        ("image:0/text", "in the words in the picture fair.jpg", 0),
        ("image:0/meta", "in what is hidden in the file of fair.jpg", 0),
        ("image:0/name", "in the file name of fair.jpg", 0),
        ("field:images.0.credit", "in what is declared of fair.jpg", 0),
        ("field:reply_to", "in the account it replies to", None),
    ],
)
def test_where_a_finding_is_is_said_in_words(part: str, words: str, picture: int | None) -> None:
    finding = _finding("a", part)
    assert where(finding, Post("x", images=[Image("pictures/fair.jpg")])) == words
    assert picture_of(finding) == picture


def test_the_summary_counts_in_words() -> None:
    found = (_finding("a"), _finding("b"), _finding("c", severity="warning"), _finding("d", status="waived"))
    assert summary(PostReport("x.md", "", 0, found)) == "2 things must be put right, 1 thing to look at"
    assert summary(PostReport("x.md", "", 0, ())) == "nothing was found"
    waived = (_finding("a", status="waived"),)
    assert summary(PostReport("x.md", "", 0, waived)) == "1 let pass by an exception"
