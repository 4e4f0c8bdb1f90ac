"""Groups of people, and the pronouns that mean them."""

from __future__ import annotations

import pytest

from linter.evidence.opened import opened
from linter.evidence.targets import groups, targets
from linter.lexicons import Entry
from tests.evidence.said import stream

KNOWN = groups(
    [
        Entry("woman, women", group="sex"),
        Entry("immigrant", group="immigration status"),
        Entry("man, men", group="sex"),
    ],
    [Entry("gay", group="sexual orientation"), Entry("disabled", group="disability"), Entry("black", group="race")],
    ["people", "woman, women", "kid"],
    ["teacher", "racist"],
)


def _found(text: str) -> tuple[list[str], list[str]]:
    """Return the groups as subjects, and all that mean groups."""
    words = opened(stream(text))
    found = targets(words, KNOWN)

    def said(spans: dict[int, list[int]]) -> list[str]:
        return [" ".join(word.text for word in words[at : max(ends)]) for at, ends in sorted(spans.items())]

    return said(found.subject), said(found.object)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women sing.", ["women"]),
        ("I saw an immigrant", ["immigrant"]),
        ("Gay people sing", ["gay people"]),
        ("Black disabled kids sing", ["black disabled kids"]),
        ("The disabled are here", ["the disabled"]),
        ("The gay agenda", []),
        ("A black cat", []),
        ("Women's football", []),
        ("That man is late", []),
        ("My woman", []),
    ],
)
def test_a_group_is_a_noun_or_an_adjective_before_people(text: str, expected: list[str]) -> None:
    assert [each.removeprefix("the ") for each in _found(text)[1]] == [each.removeprefix("the ") for each in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women came. They sang.", ["women", "they"]),
        ("Women came and they sang.", ["women", "they"]),
        ("Women came. I met those people.", ["women", "those people"]),
        ("I met immigrants. I like people like that.", ["immigrants", "people like that"]),
        ("Women came. Teachers sang. They left.", ["women"]),
        ("Racists hate women. They left.", ["women"]),
        ("They came. Women sang.", ["women"]),
        ("Women came. It rained. It stopped. The sun came out. They left.", ["women"]),
    ],
)
def test_a_pronoun_means_the_group_last_spoken_of(text: str, expected: list[str]) -> None:
    assert _found(text)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women are here", ["women"]),
        ("Immigrants in this town are here", ["immigrants in this town"]),
        ("Men who hate women are here", ["men"]),
        ("Hating women is wrong", []),
    ],
)
def test_a_group_to_whom_somebody_does_something_is_no_subject(text: str, expected: list[str]) -> None:
    assert _found(text)[0] == expected


def test_a_group_is_known_by_its_characteristic() -> None:
    words = stream("I saw gay people. They sang.")
    found = targets(words, KNOWN)

    assert found.kind(0, 4) == found.kind(5, 7) == "sexual orientation"
    assert found.kind(0, 2) == ""
