"""Kind `jigsaw`: clues that together point to one child."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from linter.checks import jigsaw
from linter.checks.jigsaw import Clue
from linter.checks.subjects import Whom
from linter.evidence import Evidence
from linter.finding import Hit
from linter.judging import Hits
from linter.post import Post
from tests.conftest import sample_linter

_CLUES = {
    "year": Clue("the year", ("{year}",)),
    "gender": Clue("boy or girl", ("girl|girls|she|her",)),
    "award": Clue("an award", ("won|medal",)),
    "place": Clue("a place", ("from {person}|leeds|york",)),
    "need": Clue("a need", ("braille",), rules=("special-category-detail",), special=True),
}
_WHOM = Whom(
    one=("one of our {year}? girls|pupils", "a {year} girl"), group=("children", "our {year}"), other=("my daughter",)
)


def _found(body: str, known: Mapping[str, tuple[Hit, ...]] | None = None, **changes: Any) -> list[tuple[str, str, str]]:
    options = jigsaw.Options(clues=_CLUES, whom=_WHOM, **changes)
    options.validate()
    post = Post(body=body, account="main")
    hits = Hits(lambda rule: (known or {}).get(rule, ()))
    found = jigsaw.check(post, Evidence(post, sample_linter().context), options, hits)
    return [(hit.case, hit.values["clues"], body[hit.start : hit.end]) for hit in found]


def test_few_clues_are_no_matter() -> None:
    assert _found("One of our pupils won!") == []
    assert _found("A Year 4 girl sang.") == []


def test_three_clues_are_found_and_four_are_worse() -> None:
    three = "the year, boy or girl, an award"

    assert _found("A Year 4 girl won!") == [("", three, "A Year 4 girl won")]
    assert _found("A Year 4 girl from Leeds won!") == [("many", f"{three}, a place", "A Year 4 girl from Leeds won")]
    assert _found("A Year 4 girl won!", few=4.0) == []


def test_clues_are_followed_through_pronouns_but_not_to_somebody_else() -> None:
    assert _found("A Year 4 girl sang. She won!") == [
        ("", "the year, boy or girl, an award", "A Year 4 girl sang. She won")
    ]
    assert _found("A Year 4 girl sang. The children won!") == []
    assert _found("A Year 4 girl met my daughter. She won!") == []


def test_a_sensitive_clue_is_enough_with_one_other() -> None:
    assert [case for case, *_ in _found("A Year 4 girl reads braille.")] == ["special"]
    assert _found("One of our pupils reads braille.") == []


def test_what_another_rule_found_is_a_clue() -> None:
    body = "A Year 4 girl sleeps badly."
    hit = Hit("body", body.index("sleeps"), len(body) - 1)

    assert _found(body) == []
    assert [case for case, *_ in _found(body, {"special-category-detail": (hit,)})] == ["special"]


def test_a_first_name_is_a_clue_and_a_full_name_is_another_rule_s() -> None:
    assert _found("Well done to Oksana in Year 3, who won!")[0][1].startswith("a first name, ")
    assert _found("Well done to Oksana Hrytsenchuk in Year 3, who won! She is from York.") == []


def test_excuses_hold_for_a_sentence_or_the_post() -> None:
    body = "A Year 4 girl won! That was long ago."

    assert _found(body, unless_near=("long ago",))
    assert _found(body, unless_post=("long ago",)) == []
    assert _found("Long ago a Year 4 girl won!", unless_near=("long ago",)) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"clues": {}}, "clues"),
        ({"clues": {"x": Clue("x")}}, "clues.x"),
        ({"clues": {"x": Clue("x", ("a",), weight=0)}}, "clues.x.weight"),
        ({"clues": {"x": Clue("x", ("…",))}}, "clues.x.say"),
        ({"few": 5.0}, "few"),
        ({"whom": Whom()}, "whom.one"),
        ({"unless_near": ("…",)}, "unless_near"),
    ],
)
def test_options_that_cannot_work_are_refused(changes: dict[str, Any], key: str) -> None:
    options = jigsaw.Options(**{"clues": _CLUES, "whom": _WHOM, **changes})

    with pytest.raises(ValueError, match=f"^{re.escape(key)}: "):
        options.validate()
