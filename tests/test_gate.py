"""May a post go out: drafts are advised, the rest is enforced, and what fails is never allowed."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path

import pytest

from linter import Decision, Linter, Post, Settings
from linter.rule import FailOn
from tests.conftest import NOW, sample_linter
from tests.small_pack import write_pack, write_rule


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "pack")
    write_rule(folder, "no-widgets", "widget", severity="error")
    write_rule(folder, "no-gizmos", "gizmo", code="TST-102", severity="warning")
    write_rule(folder, "no-sprockets", "sprocket", code="TST-103", severity="info")
    write_rule(folder, "no-names", "larkin", code="TST-104", severity="error", more="private = true")
    return folder


def _linter(pack: Path, fail_on: FailOn = "error") -> Linter:
    return Linter(Settings(packs=(str(pack),), fail_on=fail_on), select=["words"], now=NOW)


@pytest.mark.parametrize(
    ("body", "fail_on", "publish", "schedule", "draft"),
    [
        ("All is well.", "error", True, True, True),
        ("A sprocket.", "error", True, True, True),
        ("A gizmo.", "error", True, True, True),
        ("A widget.", "error", False, False, True),
        ("A gizmo.", "warning", False, False, True),
        ("A sprocket.", "info", False, False, True),
        ("A widget.", "never", False, False, True),  # that setting is about exit codes: an error still stops
        ("A gizmo.", "never", True, True, True),
    ],
)
def test_a_draft_is_advised_and_the_rest_is_enforced(
    pack: Path, body: str, fail_on: FailOn, publish: bool, schedule: bool, draft: bool
) -> None:
    linter = _linter(pack, fail_on)

    assert linter.gate(Post(body)).allowed is publish
    assert linter.gate(Post(body), "publish").allowed is publish
    assert linter.gate(Post(body), "schedule").allowed is schedule
    assert linter.gate(Post(body), "draft").allowed is draft


def test_a_decision_counts_as_true_only_if_the_post_may_go_out(pack: Path) -> None:
    linter = _linter(pack)

    assert linter.gate(Post("All is well."))
    assert not linter.gate(Post("A widget."))


def test_reasons_say_what_stops_the_post_first(pack: Path) -> None:
    decision = _linter(pack).gate(Post("A sprocket, a gizmo, a widget."))

    assert [(reason.rule, reason.level, reason.stops) for reason in decision.reasons] == [
        ("no-widgets", "error", True),
        ("no-sprockets", "info", False),
        ("no-gizmos", "warning", False),
    ]
    assert (decision.reasons[0].part, decision.reasons[0].span) == ("body", (23, 29))
    assert str(decision.reasons[0]).startswith("error: 'widget' is not for a post.")


def test_a_draft_is_told_the_same_and_nothing_stops_it(pack: Path) -> None:
    decision = _linter(pack).gate(Post("A widget."), "draft")

    assert (decision.allowed, decision.outcome) == (True, "blocked")
    assert [(reason.rule, reason.stops) for reason in decision.reasons] == [("no-widgets", False)]


def test_what_an_exception_lets_pass_is_no_reason_and_stays_in_the_report(pack: Path) -> None:
    text = "A widget. <!-- postlint: allow no-widgets -- it is the name of a prize -->"

    decision = _linter(pack).gate(Post(text))

    assert decision.allowed
    assert "no-widgets" not in [reason.rule for reason in decision.reasons]
    assert [f.status for f in decision.report.findings if f.rule == "no-widgets"] == ["suppressed"]


def test_private_values_are_masked_in_every_reason(pack: Path) -> None:
    write_rule(pack, "no-shouting", "larkin widget", code="TST-105", severity="error")

    decision = _linter(pack).gate(Post("A larkin widget by Larkin."))

    assert {reason.rule for reason in decision.reasons} == {"no-names", "no-shouting", "no-widgets"}
    assert "larkin" not in str([*map(str, decision.reasons), *map(repr, decision.reasons)]).casefold()


@pytest.mark.parametrize("intent", ["publish", "schedule", "draft"])
def test_a_check_that_fails_allows_nothing_whatever_the_intent(
    pack: Path, monkeypatch: pytest.MonkeyPatch, intent: str
) -> None:
    linter = _linter(pack)
    monkeypatch.setattr("linter.checks.phrase._check_stream", lambda *_: 1 / 0)

    decision = linter.gate(Post("All is well. Larkin"), intent)  # type: ignore[arg-type]

    assert (decision.allowed, decision.outcome) == (False, "blocked")
    assert {reason.level for reason in decision.reasons} == {"failure"}


@pytest.mark.parametrize("intent", ["publish", "draft"])
def test_what_is_no_post_is_not_allowed(pack: Path, intent: str) -> None:
    decision = _linter(pack).gate("Hello", intent)  # type: ignore[arg-type]

    assert not decision.allowed
    assert "could not be judged" in decision.reasons[0].message
    assert "Hello" not in str(decision.reasons)


def test_an_intent_that_is_none_is_an_error_of_the_caller(pack: Path) -> None:
    with pytest.raises(ValueError, match="publish, schedule, draft"):
        _linter(pack).gate(Post("All is well."), "now")  # type: ignore[arg-type]


def test_a_decision_can_be_sent_to_another_process() -> None:
    decision = sample_linter("chase-terrace").gate(Post("The password is sunflower9!", account="main"))

    assert pickle.loads(pickle.dumps(decision)) == decision


def test_asking_without_waiting_gives_the_same_answer(pack: Path) -> None:
    linter = _linter(pack)
    posts = [Post("A widget."), Post("All is well.")] * 10

    async def ask() -> list[Decision]:
        return await asyncio.gather(*(linter.agate(post) for post in posts))

    assert asyncio.run(ask()) == [linter.gate(post) for post in posts]
