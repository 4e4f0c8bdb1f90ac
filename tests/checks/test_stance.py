"""Where a text stands to what is said in it: whose words they are, and whether they are denied or condemned."""

from __future__ import annotations

import pytest

from linter.checks import stance
from linter.evidence.classes import Classes, Spans, plain
from linter.evidence.opened import opened
from linter.evidence.words import Stream
from tests.evidence.said import stream

CLASSES = Classes(
    [
        *plain(stance.REPORT, ["said", "say|says", "saying", "told me"]),
        *plain(stance.CONDEMN, ["wrong", "disgraceful", "racist"]),
        *plain(stance.ENDORSE, ["is right", "could not agree more"]),
        *plain(stance.UNSAY, ["nobody thinks", "it is wrong to", "the idea that"]),
        *plain(stance.SHRUG, ["am not racist but"]),
        *plain(stance.OURS, ["i", "everyone"]),
        *plain(stance.HEARSAY, ["my grandad"]),
    ]
)
SAID = "blorgs are vermin"  # a made-up people


def _said(text: str) -> tuple[Stream, int, dict[str, Spans]]:
    words = opened(stream(text))
    return words, next(at for at, word in enumerate(words) if word.text == "blorgs"), CLASSES.tagged(words)


def _attitude(text: str) -> stance.Attitude:
    words, first, tags = _said(text)
    return stance.attitude(text, words, first, first + len(SAID.split()), tags)


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Blorgs are vermin.", ""),
        ("“Blorgs are vermin” is on the wall.", "quoted"),
        ('We painted over "blorgs are vermin" today.', "quoted"),
        ("> blorgs are vermin\n\nThat is what they wrote.", "quoted"),
        ("Nobody thinks blorgs are vermin.", "denied"),
        ("The idea that blorgs are vermin spread fast.", "denied"),
        ("The minister said blorgs are vermin.", "reported"),
        ("Blorgs are vermin, the minister said.", "reported"),
        ("The minister said blorgs are vermin, which is disgraceful.", "condemned"),
        ("The minister said blorgs are vermin. That is wrong.", "condemned"),
    ],
)
def test_what_somebody_else_says_or_the_writer_denies_is_not_the_writers_own(
    text: str, attitude: stance.Attitude
) -> None:
    assert _attitude(text) == attitude


@pytest.mark.parametrize(
    "text",
    [
        "I said blorgs are vermin.",
        "Everyone says blorgs are vermin.",
        "My grandad said blorgs are vermin.",
        "Saying blorgs are vermin.",
        "The minister said blorgs are vermin and he is right.",
        "The minister said blorgs are vermin. Couldn't agree more.",
        "I am not racist but blorgs are vermin.",
        "Nobody thinks; blorgs are vermin.",
        "“Blorgs are vermin”",
        "The minister said little. Blorgs are vermin.",
    ],
)
def test_what_the_writer_says_or_agrees_with_is_the_writers_own(text: str) -> None:
    assert _attitude(text) == ""


def test_what_unsays_must_stand_near() -> None:
    near, far = "Nobody thinks that blorgs are vermin.", f"Nobody thinks {'so ' * 9}blorgs are vermin."

    assert _attitude(near) == "denied"
    assert _attitude(far) == ""
