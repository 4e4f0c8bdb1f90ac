"""Every example of every rule behaves as its file says."""

from __future__ import annotations

from collections import Counter

import pytest

from linter import packs
from linter.rule import Example
from tests.rules.examples import all_examples, run

EXAMPLES = all_examples()


def _id(case: tuple[str, str, int, Example]) -> str:
    return f"{case[0]}-{case[1]}-{case[2]}"


@pytest.mark.parametrize("case", [case for case in EXAMPLES if case[1] == "flags"], ids=_id)
def test_a_bad_example_is_flagged_exactly_where_it_is_marked(case: tuple[str, str, int, Example]) -> None:
    rule, _, _, example = case
    result = run(example)

    assert not result.failures
    assert result.of(rule), f"{rule} found nothing; others found {Counter(f.rule for f in result.findings)}"
    assert result.spans(rule) == result.marked or not result.marked, "what is underlined is not what is marked"
    if example.case:
        assert {finding.case for finding in result.of(rule)} == {example.case}


@pytest.mark.parametrize("case", [case for case in EXAMPLES if case[1] == "allows"], ids=_id)
def test_a_good_example_is_clean_under_all_rules_but_those_it_declares(case: tuple[str, str, int, Example]) -> None:
    rule, _, _, example = case
    result = run(example)

    assert not result.failures
    found = {(f.rule, f.case, f.found) for f in result.findings if f.rule not in example.also}
    assert found == set()
    assert rule not in example.also


@pytest.mark.parametrize("rule", sorted(packs.load().rules))
def test_a_rule_has_at_least_three_bad_and_three_good_examples(rule: str) -> None:
    flags, allows = packs.load().examples(rule)

    assert len(flags) >= 3
    assert len(allows) >= 3
    assert all(example.why for example in allows), "each good example says why it is good"


def test_every_case_of_a_rule_has_an_example() -> None:
    pack = packs.load()
    # What only a failing machine shows is tested in tests/checks/test_readable_image.py.
    shown = {("unreadable-image", "too-slow"), ("unreadable-image", "crashed"), ("unreadable-image", "not-looked-at")}
    missing = [
        (name, case)
        for name, rule in pack.rules.items()
        for case in rule.cases
        if (name, case) not in shown and not any(example.case == case for example in pack.examples(name)[0])
    ]

    assert missing == []
