"""Patterns of classes: what they match, and how often it is denied on the way."""

from __future__ import annotations

import pytest

from linter.evidence.classes import Classes, plain
from linter.evidence.patterns import find, may_stand, parsed
from tests.evidence.said import stream

CLASSES = Classes(
    [
        *plain("who", ["cats", "dogs"]),
        *plain("be", ["are"]),
        *plain("vile", ["bad", "a pest"]),
        *plain("soft", ["so", "very", "a"]),
        *plain("not", ["not", "never"]),
    ]
)


def _found(pattern: str, text: str) -> list[tuple[str, int]]:
    words = stream(text)
    tags, elements = CLASSES.tagged(words), parsed(pattern)
    if not may_stand(elements, tags, words.texts):
        return []
    return [(" ".join(w.text for w in words[f.first : f.last]), f.denials) for f in find(elements, words, tags)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{who} .. {be} .. {vile}", "Cats are bad", [("cats are bad", 0)]),
        ("{who} .. {be} .. {vile}", "Cats are so very bad", [("cats are so very bad", 0)]),
        ("{who} .. {be} .. {vile}", "Cats are not bad", [("cats are not bad", 1)]),
        ("{who} .. {be} .. {vile}", "Cats are a pest", [("cats are a pest", 0)]),
        ("{who} .. {be} .. {vile}", "Cats are kind, not bad", []),
        ("{who} .. {be} .. {vile}", "Cats are. Bad luck.", []),
        ("{who} ~2 {vile}", "Dogs at home never bad", []),
        ("{who} ~3 {vile}", "Dogs at home never bad", [("dogs at home never bad", 1)]),
        ("{who} ~3 {vile}", "Dogs, but bad", []),
        ("^ {who} $", "Cats, and dogs.", [("cats", 0), ("dogs", 0)]),
        ("get|send {who} out?", "Send dogs out", [("send dogs out", 0)]),
        ("{be|who} {vile}", "Dogs bad", [("dogs bad", 0)]),
    ],
)
def test_a_pattern_matches_its_classes_in_their_order(pattern: str, text: str, expected: list[tuple[str, int]]) -> None:
    assert _found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["~2 {who}", "{who} ~2", "{who", "{who}? ..", "~x {who}", "{a{b}} c"])
def test_a_malformed_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="'"):
        parsed(pattern)
