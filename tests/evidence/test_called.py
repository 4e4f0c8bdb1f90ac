"""What phrases call {called}: whatever has a name of its own."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.marks import marks
from linter.post import Post
from tests.conftest import sample_linter


def _called(text: str) -> list[str]:
    evidence = Evidence(Post(text), sample_linter().context)
    part = evidence.part("body")
    assert part
    stream = evidence.words(part)[0]
    places = sorted(marks(evidence, part, stream).of("called").items())
    return [text[stream[first].start : stream[last - 1].end] for first, last in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our kit came from Velo Sports.", ["Velo Sports", "Sports"]),
        ("We tried Rook & Daughters for chips.", ["Rook & Daughters", "Daughters"]),
        ("Hobbs of Eastgate sent us a rug.", ["Hobbs of Eastgate", "Eastgate"]),
        ("we read Room on the Broom", ["Room", "Broom"]),
        ("Music: Winter by Vivaldi", ["Winter", "Vivaldi"]),
        ("A treat from Rossi's and a song.", ["Rossi's"]),
    ],
)
def test_a_run_of_words_with_a_capital_is_a_name_and_so_is_each_of_its_ends(text: str, found: list[str]) -> None:
    assert _called(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The rain fell. Then it stopped.",
        "See you on Monday in December.",
        "Year 6 and Key Stage 1 are out.",
        "Come to Thistlebrook Primary School today.",
        "today I think I'm late",
    ],
)
def test_what_begins_a_sentence_a_day_a_class_and_the_school_itself_are_no_names(text: str) -> None:
    assert _called(text) == []


def test_a_name_ends_with_its_sentence() -> None:
    assert _called("It came from Bellamy. Tyres are round.") == ["Bellamy"]
