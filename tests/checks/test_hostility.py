"""What is hostile to people is found by its grammar; what denies, quotes or condemns it is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linter.checks.hostility import Frame, Options, check
from linter.evidence import Evidence
from linter.post import Post
from tests.conftest import sample_linter

HOSTILE = ("discriminatory-statement", "threat-or-incitement", "harassment-or-ridicule")
GROUPS = ("women", "trans people", "gay people", "black people", "disabled people", "Muslims", "immigrants", "Jews",
          "Irish people", "Travellers", "atheists", "pensioners")  # fmt: skip


def _found(text: str, *rules: str, policy: str = "default") -> list[tuple[str, str]]:
    linter = sample_linter(policy)
    evidence = Evidence(Post(body=text), linter.context)
    found = []
    for name in rules or HOSTILE:
        active = next(active for active in linter.active if active.rule.name == name)
        found += [(hit.case, text[hit.start : hit.end]) for hit in check(evidence.post, evidence, active.options)]
    return found


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("I hate {g}.", "hatred"),
        ("{g} are disgusting.", "contempt"),
        ("{g} are not human.", "contempt"),
        ("I can't stand {g}!", "contempt"),
        ("{g} have no place here.", "contempt"),
        ("Deport all {g}.", "exclusion"),
        ("It is fine to hate {g}.", "normalised"),
        ("{g} should be shot.", "group"),
        ("I met {g} yesterday. They are vermin.", "contempt"),
        ("Why are {g} so stupid?", "contempt"),
    ],
)
def test_hostility_is_found_whatever_the_group(text: str, case: str, group: str) -> None:
    assert case in {found for found, _ in _found(text.replace("{g}", group))}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    "text",
    [
        "I love {g}.",
        "I do not hate {g}.",
        "{g} are not disgusting.",
        "Nobody should hate {g}.",
        "Stop saying that {g} are stupid.",
        '"{g} are vermin" is a hateful thing to say.',
        "If you think {g} are stupid, you are wrong.",
        "I don't think {g} are stupid.",
        "Why do people hate {g}?",
        "It is wrong to hate {g}.",
        "People who hate {g} are scum.",
        "{g} deserve respect.",
        "{g} were murdered for who they were.",
    ],
)
def test_the_opposite_of_hostility_is_not_found(text: str, group: str) -> None:
    assert _found(text.replace("{g}", group)) == []


@pytest.mark.parametrize(
    "text",
    [
        "I hate sprouts. They are disgusting.",
        "Wasps are vermin and should be killed.",
        "You are an idiot.",
        "Bankers are parasites.",
        "The boys' toilets are filthy.",
        "That man is a thief.",
        "Fuck this weather.",
        "Year 6 sang together for the last time.",
    ],
)
def test_things_single_people_and_other_groups_are_not_meant(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "My neighbour said women are stupid and he is right.",
        "I'm not racist but immigrants are vermin.",
        "Everyone says that Muslims are disgusting.",
        "Call me a bigot, but gay people are scum.",
    ],
)
def test_agreeing_and_shrugging_excuse_nothing(text: str) -> None:
    assert _found(text)


@pytest.mark.parametrize(
    "text",
    ["I h4te women", "I hate w o m e n", "ihatewomen", "I hate wmoen", "#IHateWomen", "I hаte women", "I h*te women"],
)
def test_disguises_do_not_help(text: str) -> None:
    assert _found(text) != []


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Someone should give that driver a good kicking", "person"),
        ("Go kill yourself", "self-harm"),
        ("We know where you live.", "person"),
        ("I hope all gay people die", "group"),
    ],
)
def test_threats_and_wishes_of_harm_are_found(text: str, case: str) -> None:
    assert [found for found, _ in _found(text, "threat-or-incitement")] == [case]


@pytest.mark.parametrize(
    "text",
    [
        "We will smash them in the final",
        "Our knights will kill the dragon in the play",
        "The choir is killing it",
        "Kick off is at 3",
        "The police should stop people from killing women.",
    ],
)
def test_sport_plays_and_idioms_are_no_threats(text: str) -> None:
    assert _found(text, "threat-or-incitement") == []


def test_political_convictions_are_protected_where_the_policy_says_so() -> None:
    text = "Conservatives are vermin."

    assert _found(text, "discriminatory-statement", policy="testbourne") == [("contempt", "Conservatives are vermin")]
    assert _found(text, "discriminatory-statement") == []


def test_a_hit_says_of_which_characteristic_it_speaks() -> None:
    linter = sample_linter()
    evidence = Evidence(Post(body="Gay people are vermin. They should leave."), linter.context)
    active = next(active for active in linter.active if active.rule.name == "discriminatory-statement")

    assert [hit.values for hit in check(evidence.post, evidence, active.options)] == [
        {"about": "sexual orientation"}
    ] * 2


FUNCTIONS: Mapping[str, tuple[str, ...]] = {"be": ("are",)}


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        ((), "frames: is empty"),
        ((Frame(("{subject} {be} {vile}",)),), "'vile', which is not a class"),
        ((Frame(("~2 {be}",)),), "begins or ends with a gap"),
        ((Frame(("{be}",), polarity="odd"),), "polarity: is 'odd'"),
    ],
)
def test_impossible_options_are_refused(frames: tuple[Frame, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Options(frames, FUNCTIONS).validate()
