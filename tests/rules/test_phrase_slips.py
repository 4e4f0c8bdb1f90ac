"""A slip of the phrase language: `i'm|i am` means "(i'm or i) then am", and never what its author meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from linter import packs
from linter.settings import read_toml

# The contraction, the first of its words, and the second.
_SHORT = {"'m": ("am",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'d": ("would", "had"), "n't": ("not",)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _slips(phrase: str) -> Iterator[str]:
    """Yield the pieces of a phrase in which a choice of a contraction runs into its long form."""
    elements = phrase.split()
    for element, following in pairwise(elements):
        choices = element.split("|")
        for ending, seconds in _SHORT.items():
            first = choices[-1]
            if len(choices) > 1 and following in seconds and f"{first}{ending}" in choices[:-1]:
                yield f"{element} {following}"


def test_a_slip_is_recognised() -> None:
    assert [*_slips("i'm|im|i am the")] == ["i'm|im|i am"]
    assert [*_slips("i'm|i've am")] == []
    assert [*_slips("don't|do not? tell")] == []


@pytest.mark.parametrize("path", sorted(packs.own_folder().glob("*/*.toml")), ids=lambda path: path.stem)
def test_no_rule_and_no_lexicon_has_the_slip(path: Path) -> None:
    data = read_toml(path)

    found = [slip for text in _texts([data.get("detect", {}), data.get("terms", [])]) for slip in _slips(text)]

    assert found == []
