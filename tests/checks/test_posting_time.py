"""Kind `posting-time`: personal posts at work, and posts of the school at odd hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest

from linter import Post
from linter.checks import posting_time
from linter.checks.posting_time import Options, is_working_day
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.post import Author
from linter.settings import Account, Event, Hours, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter

TUESDAY = datetime(2026, 11, 24, 10, 40)
TERM = Event("term", "Autumn", date(2026, 9, 1), date(2026, 12, 18))
BREAK = Event("holiday", "Half-term", date(2026, 10, 26), date(2026, 10, 30))
INSET = Event("inset", "Training", date(2026, 11, 27), date(2026, 11, 27))
TRIP = Event("trip", "Farm", date(2026, 11, 24), date(2026, 11, 24))


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=["posting-time"], now=NOW)


def _found(policy: str = "default", **fields: Any) -> set[str]:
    post = Post(**{"body": "Kites.", "account": "ms-okafor", "author": Author("S05"), "schedule": TUESDAY, **fields})
    report = _linter(policy).check(post).posts[0]
    assert not report.failures
    return {finding.case for finding in report.findings}


@pytest.mark.parametrize(
    ("when", "found"),
    [
        (TUESDAY, True),
        (datetime(2026, 11, 24, 8, 29), False),
        (datetime(2026, 11, 24, 8, 30), True),
        (datetime(2026, 11, 24, 15, 59, 59), True),
        (datetime(2026, 11, 24, 16, 0), False),
        (datetime(2026, 11, 28, 10, 40), False),
        (datetime(2026, 12, 22, 10, 40), False),
        (datetime(2026, 10, 6, 10, 40), False),
        (date(2026, 11, 24), False),
        (None, False),
        (datetime(2026, 11, 24, 10, 40, tzinfo=timezone.utc), True),  # noqa: UP017 - reads as the other offset does
        (datetime(2026, 11, 24, 17, 0, tzinfo=timezone(timedelta(hours=9))), False),
    ],
)
def test_a_personal_post_in_working_hours_is_found(when: datetime | date | None, found: bool) -> None:
    assert _found(schedule=when) == ({"working-hours"} if found else set())


@pytest.mark.parametrize("account", ["main", "pta", "@unknown", None])
def test_other_accounts_may_post_in_working_hours(account: str | None) -> None:
    assert _found(account=account) == set()


@pytest.mark.parametrize(
    ("policy", "working", "absent"),
    [
        ("default", {"working-hours"}, {"absent"}),
        ("chase-terrace", {"working-hours"}, {"absent"}),
        ("coniston", {"at-school"}, {"at-school", "absent"}),
        ("trust", set(), set()),
        ("cheadle-heath", set(), {"absent"}),
        ("testbourne", set(), {"absent"}),
    ],
)
def test_the_policies_differ(policy: str, working: set[str], absent: set[str]) -> None:
    assert _found(policy) == working
    assert _found(policy, author=Author("S07")) == absent


def test_the_evening_of_an_absence_is_free() -> None:
    assert _found(author=Author("S07"), schedule=datetime(2026, 11, 25, 19, 0)) == set()
    assert _found(author=Author("S07"), schedule=datetime(2026, 12, 1, 11, 0)) == {"working-hours"}


def test_the_only_owner_stands_in_for_an_author_who_is_not_declared() -> None:
    assert _found(author=None) == {"working-hours"}


def test_the_message_says_when_and_why() -> None:
    report = _linter("default").check(Post("Kites.", account="ms-okafor", schedule=TUESDAY)).posts[0]

    assert report.findings[0].message == (
        "A personal post is scheduled for Tuesday at 10:40, in working hours (08:30-16:00)."
    )


@pytest.mark.parametrize(
    ("when", "found"), [(datetime(2026, 11, 22, 23, 45), True), (datetime(2026, 11, 22, 18, 59), False)]
)
def test_the_school_may_have_hours_of_its_own(when: datetime, found: bool) -> None:
    settings = Settings(hours=Hours(official="07:00-19:00"), accounts={"it": Account(("@it",), "official")})
    evidence = Evidence(Post("Kites.", account="it", schedule=when), Context(settings, sample_linter().packs, NOW))

    assert bool([*posting_time.check(evidence.post, evidence, Options())]) == found


@pytest.mark.parametrize(
    ("day", "calendar", "works"),
    [
        (date(2026, 11, 24), (), True),
        (date(2026, 8, 11), (), True),
        (date(2026, 11, 28), (), False),
        (date(2026, 11, 24), (TERM,), True),
        (date(2026, 8, 11), (TERM,), False),
        (date(2026, 10, 27), (TERM, BREAK), False),
        (date(2026, 10, 27), (BREAK,), False),
        (date(2026, 11, 3), (BREAK,), True),
        (date(2026, 11, 27), (TERM, INSET), False),
        (date(2026, 11, 24), (TERM, TRIP), True),
        (date(2026, 11, 24), (TRIP,), True),
    ],
)
def test_which_days_are_working_days(day: date, calendar: tuple[Event, ...], works: bool) -> None:
    assert is_working_day(day, Settings(calendar=calendar)) == works


def test_part_of_the_week_may_be_free() -> None:
    assert not is_working_day(TUESDAY.date(), Settings(hours=Hours(days=("mon", "wed"))))
