"""Which rules are asked about a post in a new process: never fewer than could find something."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from linter import checks
from linter.evidence import marks
from linter.evidence.phrase_elements import Element, parse
from linter.rule import Rule
from tests.conftest import own_rules
from tests.evidence.said import stream

AMOUNTS = {
    "percent": "45%",
    "fraction": "two thirds",
    "count": "12 pupils",
    "score": "3-1",
    "grade": "grade 7",
    "rank": "3rd",
    "money": "£20",
    "date": "3 May",
    "time": "3pm",
    "year": "Year 6",
}
NUMBER, SOMEBODY = "7", "Mr Moss"
ROUTED = sorted(own_rules().routes.bits)


@pytest.mark.parametrize("name", ROUTED)
def test_whatever_a_rule_could_find_opens_its_route(name: str) -> None:
    rule, routes = own_rules().rules[name], own_rules().routes
    numbers = random.Random(name)

    for said in _said(rule, numbers):
        assert routes.mask([stream(said)]) & routes.bits[name], said


def _said(rule: Rule, numbers: random.Random) -> Iterable[str]:
    """Yield texts with a phrase of each row of a way to find something; each phrase stands in one at least."""
    for way in getattr(checks.load(rule.kind), "needs")(rule.options):  # noqa: B009 - not every kind has it
        longest = max(map(len, way))
        for turn in range(longest):
            phrases = [slot[turn] if turn < len(slot) else numbers.choice(slot) for slot in way]
            yield " ".join(_written(phrase, numbers) for phrase in phrases)


def _written(phrase: str, numbers: random.Random) -> str:
    return " ".join(filter(None, [_chosen(element, numbers) for element in parse(phrase)]))


def _chosen(element: Element, numbers: random.Random) -> str:
    if element.kind != "choice" or element.optional:
        return ""
    choices = [*sorted(element.words), *(f"{stem}er" for stem in element.stems)]
    choices += [AMOUNTS[mark] if mark in marks.AMOUNTS else SOMEBODY for mark in element.marks]
    choices += [NUMBER] * element.number
    return numbers.choice(choices)


def test_frequent_words_alone_open_few_routes() -> None:
    said = "Thank you to all who came to the hall in the afternoon. It was lovely to see so many children there."

    assert own_rules().routes.mask([stream(said)]).bit_count() <= len(ROUTED) / 3
