"""Words that offend by themselves: what they need, what excuses them, and how they are spoken of."""

from __future__ import annotations

import pytest

from linter.checks.term import Options, check
from linter.evidence import Evidence
from linter.lexicons import Entry
from linter.post import Post
from tests.conftest import sample_linter

# Made-up words stand for the real ones.
OPTIONS = Options(
    entries=(
        Entry("blorg", band="strong", group="race"),
        Entry("zint, zintar", band="mild"),
        Entry("spade", needs=("directed",), excused=("garden*",)),
        Entry("flum", match="stem"),
        Entry("tardo", match="compound"),
        Entry("green plonk|plonks", match="phrase"),
        Entry("wimble", needs=("a wimble",)),
    ),
    contexts={"directed": ("you|those",), "reclaimed": ("proud",)},
    bands={"mild": "mild"},
    stances={"report": ("calling", "said"), "condemn": ("unacceptable",), "endorse": ("he is right",), "ours": ("i",)},
)


def _found(text: str) -> list[tuple[str, str]]:
    evidence = Evidence(Post(body=text), sample_linter().context)
    return [(hit.case, text[hit.start : hit.end]) for hit in check(evidence.post, evidence, OPTIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A blorg and two blorgs", [("", "blorg"), ("", "blorgs")]),
        ("zint, zints, zintar", [("mild", "zint"), ("mild", "zintar")]),
        ("flumming", [("", "flumming")]),
        ("supertardosaurus", [("", "supertardosaurus")]),
        ("two Green Plonks!", [("", "Green Plonks")]),
        ("#GreenPlonk", [("", "GreenPlonk")]),
        ("b l o r g", [("", "b l o r g")]),
        ("bl0rgs", [("", "bl0rgs")]),
        ("b**rg", [("", "b**rg")]),
        ("blorgish", []),
    ],
)
def test_a_term_is_found_as_its_match_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("you spade", True),
        ("a spade", False),
        ("you need a garden spade", False),
        ("a wimble", True),
        ("the wimble", False),
    ],
)
def test_needs_and_excuses_decide(text: str, found: bool) -> None:
    assert bool(_found(text)) is found


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ('Calling anyone "blorg" is unacceptable', "mentioned"),
        ("He said blorg, which is unacceptable", "mentioned"),
        ("I said blorg", ""),
        ("A proud blorg", "reclaimed"),
        ('"blorg"', ""),
    ],
)
def test_what_is_said_of_a_term_makes_its_case(text: str, case: str) -> None:
    assert [found for found, _ in _found(text)] == [case]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(()), "entries: is empty"),
        (Options((Entry("… b", match="phrase"),)), "entries"),
        (Options((Entry("a"),), contexts={"x": ("…",)}), "contexts.x"),
    ],
)
def test_impossible_options_are_refused(options: Options, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        options.validate()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fl*m and fl*ms", ["fl*m", "fl*ms"]),
        ("a t*rdo and two t*rdos", ["t*rdo", "t*rdos"]),
        ("z*nt", []),
        ("f***", ["f***"]),
        ("z***", []),
        ("f** and ****", []),
    ],
)
def test_letters_behind_signs_are_told_of_parts_of_words_too(text: str, found: list[str]) -> None:
    options = Options(
        entries=(*OPTIONS.entries, Entry("zint"), Entry("frob", match="compound")), rather=("zant",), misspelt=False
    )
    evidence = Evidence(Post(body=text), sample_linter().context)

    assert [text[hit.start : hit.end] for hit in check(evidence.post, evidence, options)] == found


def test_a_hidden_word_is_as_strong_as_its_term() -> None:
    assert _found("a z*nt") == [("mild", "z*nt")]
