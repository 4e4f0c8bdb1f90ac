"""Kind `live-location`: the calendar, the tense, the audience and exact positions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linter import Linter, Post
from linter.settings import load
from tests.conftest import NOW, SAMPLES

RULE = "live-or-predictable-location"
TRIP = date(2026, 11, 26)


def _cases(body: str, policy: str = "default", **fields: object) -> list[tuple[str, str]]:
    linter = Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=[RULE], now=NOW)
    report = linter.check(Post(body, account="main", **fields))  # type: ignore[arg-type]
    assert not report.posts[0].failures
    return [(finding.case, finding.severity) for finding in report.findings]


@pytest.mark.parametrize(
    ("schedule", "found"),
    [
        (date(2026, 11, 25), []),
        (TRIP, [("trip", "error")]),
        (datetime(2026, 11, 26, 9, 30), [("trip", "error")]),
        (datetime(2026, 11, 26, 9, 30, tzinfo=UTC), [("trip", "error")]),
        (date(2026, 11, 27), []),
        (None, []),
    ],
)
def test_the_calendar_says_when_the_name_of_a_place_tells_where_children_are(
    schedule: date | None, found: list[tuple[str, str]]
) -> None:
    assert _cases("So many lambs at Hallam Moor!", schedule=schedule) == found


def test_a_memory_is_no_fault_even_on_the_day_of_a_trip() -> None:
    assert _cases("Yesterday we packed for Hallam Moor.", schedule=TRIP) == []


@pytest.mark.parametrize(
    "body",
    ["Here: 53.48095, -2.23743", "At 53°28′51″N 2°14′14″W", "Meet ///filled.count.soap", "w3w.co/filled.count.soap"],
)
def test_an_exact_position_is_found(body: str) -> None:
    assert _cases(body) == [("exact", "warning")]


@pytest.mark.parametrize("body", ["Scores: 53.5, 48.25", "Chapter 50.100 on page 2", "and/or.then.what", "3.14159"])
def test_other_numbers_and_dots_are_no_position(body: str) -> None:
    assert _cases(body) == []


def test_times_and_places_may_be_told_to_parents_alone() -> None:
    body = "The coach leaves at 8.15am from the lay-by on Mill Road."

    assert _cases(body) == [("later", "warning")]
    assert _cases(body, audience="parents") == []


def test_a_policy_may_be_stricter() -> None:
    assert _cases("We have just arrived at the zoo!", "testbourne")[0][1] == "error"
