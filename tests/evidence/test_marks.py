"""What phrases call {person}, {school}, {percent} and the like."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.marks import KINDS, NO_MARKS, marks
from linter.post import Post
from tests.conftest import sample_linter


def _marked(text: str, kind: str) -> list[str]:
    evidence = Evidence(Post(text), sample_linter().context)
    part = evidence.part("body")
    assert part
    stream = evidence.words(part)[0]
    places = sorted(marks(evidence, part, stream).of(kind).items())
    return [text[stream[first].start : stream[last - 1].end] for first, last in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thank you, Mrs Pendlebrook, for the scones.", ["Mrs Pendlebrook"]),
        ("Mrs Pendlebrook's DBS has come.", ["Mrs Pendlebrook's"]),
        ("Mr Hollis' Year 4 baked.", ["Mr Hollis"]),
        ("Mrs Pendlebrook DBS", ["Mrs Pendlebrook"]),
        ("Dr. Ayo Brackenridge opened it.", ["Dr. Ayo Brackenridge"]),
        ("Mr J Okonjo-Farley sang.", ["Mr J Okonjo-Farley"]),
        ("MR ADE HOLLIS!", ["MR ADE HOLLIS"]),
        ("We miss you, Mrs pendlebrook.", []),
        ("miss Pendlebrook", []),
        ("Miss", []),
    ],
)
def test_a_title_and_the_name_after_it_are_one_of_the_staff(text: str, found: list[str]) -> None:
    assert _marked(text, "staff") == found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("school", "Welcome to Thistlebrook Primary School.", ["Thistlebrook Primary School"]),
        ("percent", "We reached 84% today.", ["84%"]),
        ("money", "We raised £250 for the garden.", ["£250"]),
        ("time", "See you at 3.15pm.", ["3.15pm"]),
        ("date", "See you on 4 December.", ["4 December"]),
        ("year", "Well done, Year 4!", ["Year 4"]),
        ("year", "It was built in 1904.", []),
        ("person", "The rain fell.", []),
        ("pupil", "The rain fell.", []),
    ],
)
def test_each_kind_of_mark_stands_at_its_words(kind: str, text: str, found: list[str]) -> None:
    assert _marked(text, kind) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Tyler's dad mended the goal.", ["Tyler's"]),
        ("Tyler's dad mended the goal.", ["Tyler's"]),
        ("Max was late, and so was Temiloluwa.", ["Max", "Temiloluwa"]),
        ("Sofia is with us again.", ["Sofia"]),
        ("We flew to Sofia by night.", []),
        ("Tyrese is with us again.", ["Tyrese"]),
        ("May is a month, Summer is a season.", []),
        ("Will is a question.", []),
        ("Rose bushes are here.", []),
        ("Mrs Tyler, St Oscar and King Max came.", []),
        ("Tyler Pendlebrook came.", []),
        ("Well done tyler and TYLER.", []),
    ],
)
def test_a_lone_given_name_is_marked_whoever_it_is(text: str, found: list[str]) -> None:
    assert _marked(text, "given") == found


def test_all_who_ask_get_the_marks_of_a_stream_from_one_search() -> None:
    evidence = Evidence(Post("Well done, Year 4!"), sample_linter().context)
    part = evidence.part("body")
    assert part
    stream = evidence.words(part)[0]
    assert marks(evidence, part, stream) is marks(evidence, part, stream)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_words_of_no_post_have_no_marks(kind: str) -> None:
    assert not NO_MARKS.of(kind)
