"""Kind `statement`: answers to the press and news of a danger, and whose yes they need."""

from __future__ import annotations

import pytest

from linter import Linter, Post
from linter.checks.detail import Options as Words
from linter.checks.statement import Options
from linter.post import Approval
from linter.settings import load
from tests.conftest import NOW, SAMPLES


def _cases(rule: str, body: str, policy: str = "default", **fields: object) -> list[str]:
    linter = Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=[rule], now=NOW)
    return [f"{f.case}/{f.severity}" for f in linter.check(Post(body, account="main", **fields)).findings]  # type: ignore[arg-type]


PRESS = "In response to the Gazette: the roof is safe."


@pytest.mark.parametrize(
    ("approval", "policy", "lifted"),
    [
        (None, "default", False),
        (Approval("S01"), "default", True),
        (Approval("S02"), "default", True),
        (Approval("S03"), "default", False),
        (Approval("S02"), "chase-terrace", False),
        (Approval("S01"), "chase-terrace", True),
    ],
)
def test_the_policy_says_whose_approval_lifts_it(approval: Approval | None, policy: str, lifted: bool) -> None:
    assert (_cases("press-enquiry", PRESS, policy, approval=approval) == []) is lifted


@pytest.mark.parametrize(
    ("to", "found"),
    [("@BBCMidlands", ["reply/error"]), ("@mum_of_three", []), ("@BBCBitesize", []), ("", [])],
)
def test_a_reply_to_the_press_is_one_whatever_it_says(to: str, found: list[str]) -> None:
    assert _cases("press-enquiry", "The roof is safe.", reply_to=to) == found


def test_an_enquiry_may_be_passed_on() -> None:
    assert _cases("press-enquiry", "Please ring the school office.", reply_to="@BBCMidlands") == []


def test_an_approved_message_about_a_danger_stays_visible_and_a_rumour_stays_a_fault() -> None:
    news = "Our governor Mr Lovell passed away on Sunday."

    assert _cases("critical-incident", news) == ["/warning"]
    assert _cases("critical-incident", news, approval=Approval("S01")) == ["approved/info"]
    assert _cases("critical-incident", "Man with a knife in the park, RT!", approval=Approval("S01")) == [
        "rumour/warning"
    ]


@pytest.mark.parametrize("media", ["BBC", "the times", ""])
def test_names_of_the_media_are_letters_and_digits(media: str) -> None:
    with pytest.raises(ValueError, match="media"):
        Options(words=Words(phrases=("x",)), media=(media,)).validate()
