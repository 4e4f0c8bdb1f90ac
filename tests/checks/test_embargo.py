"""Kind `embargo`: what the calendar holds back, until when, and in which words."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from linter import Linter, Post, PostlintError
from linter.checks import embargo
from linter.checks.embargo import Options
from linter.checks.frame import Frame
from linter.context import Context
from linter.evidence import Evidence
from linter.finding import Finding
from linter.settings import Event, load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "embargoed-or-provisional"
UNTIL = date(2026, 12, 3)


def _linter(*topics: str, start: date = date(2026, 11, 9), until: date = UNTIL) -> Linter:
    settings = load(SAMPLES / "postlint.toml")
    event = Event(kind="embargo", title="News", start=start, until=until, topics=topics)
    return Linter(dataclasses.replace(settings, calendar=(event,)), select=[RULE], now=NOW)


def _findings(post: Post, *topics: str) -> tuple[Finding, ...]:
    report = _linter(*topics).check(post)
    assert not report.posts[0].failures
    return report.findings


@pytest.mark.parametrize(
    ("schedule", "held"),
    [
        (None, True),
        (date(2026, 12, 3), True),
        (date(2026, 12, 4), False),
        (datetime(2026, 12, 3, 23, 59), True),
        (datetime(2026, 12, 4, 0, 0), False),
        (datetime(2026, 12, 4, 0, 30, tzinfo=UTC), False),
        (datetime(2026, 12, 4, 0, 30, tzinfo=timezone(timedelta(hours=1))), False),
        (datetime(2026, 12, 4, 2, 0, tzinfo=timezone(timedelta(hours=5))), True),
        (datetime(2026, 12, 3, 21, 0, tzinfo=timezone(timedelta(hours=-5))), False),
        (date(2026, 11, 21), True),
        (date(2026, 11, 8), False),
        (date(2025, 7, 1), False),
    ],
)
def test_a_topic_is_held_until_the_end_of_the_last_day(schedule: date | None, held: bool) -> None:
    assert bool(_findings(Post("Our crystal prize!", schedule=schedule), "crystal prize")) is held


def test_a_post_of_today_is_held_although_the_embargo_begins_tomorrow() -> None:
    linter = _linter("crystal prize", start=date(2026, 11, 21))

    assert linter.check(Post("Our crystal prize!")).findings


def test_without_a_schedule_the_day_is_that_of_the_run() -> None:
    linter = _linter("crystal prize").with_now(datetime(2026, 12, 4, 8, 0))

    assert not linter.check(Post("Our crystal prize!")).findings


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("We won the Crystal Prize!", ["Crystal Prize"]),
        ("Crystal prizes for all, the crystal prize's shine", ["Crystal prizes", "crystal prize's"]),
        ("#CrystalPrize", ["CrystalPrize"]),
        ("#crystalprize", ["crystalprize"]),
        ("The c r y s t a l prize", []),
        ("The crystal is a prize", []),
        ("Surprise", []),
    ],
)
def test_a_topic_is_found_in_any_writing_but_not_inside_other_words(body: str, found: list[str]) -> None:
    if "c r y" in body:  # letter by letter it is a disguise, and read as one
        found = ["c r y s t a l prize"]
    assert [finding.found for finding in _findings(Post(body), "crystal prize")] == found


def test_a_topic_is_found_in_alt_text_and_title() -> None:
    from linter import Image

    post = Post("Look!", title="The crystal prize", images=(Image("a.jpg", alt="A crystal prize on a shelf."),))

    assert {finding.place.part for finding in _findings(post, "crystal prize")} == {"title", "alt:0"}


def test_overlapping_topics_are_reported_once() -> None:
    findings = _findings(Post("The crystal prize"), "crystal", "prize", "crystal prize")

    assert [finding.found for finding in findings] == ["crystal prize"]


def test_the_message_says_which_embargo_and_until_when() -> None:
    (finding,) = _findings(Post("Our crystal prize!"), "crystal prize")

    assert finding.message == "'crystal prize' is under embargo until the end of 3 December 2026 (News)."
    assert finding.fix == "Schedule the post for a day after 3 December 2026."
    assert finding.case == "calendar"


@pytest.mark.parametrize(
    "body", ["Results day is 20 August.", "The results evening is in the hall.", "Award assembly at 9."]
)
def test_logistics_of_a_topic_are_no_news(body: str) -> None:
    assert not _findings(Post(body), "results", "award")


def test_an_embargo_without_topics_holds_nothing_back() -> None:
    assert not _findings(Post("Results!"))


def test_only_embargoes_hold_news_back() -> None:
    post = Post("A day at Hallam Moor farm", account="main")

    assert not [f for f in sample_linter().check(post).findings if f.rule == RULE]


def test_a_topic_that_is_no_plain_word_is_a_failure_and_not_a_miss() -> None:
    settings = load(SAMPLES / "postlint.toml")
    event = Event(kind="embargo", title="News", start=date(2026, 11, 9), until=UNTIL, topics=("{award}",))
    context = Context(dataclasses.replace(settings, calendar=(event,)), sample_linter().packs, NOW)
    post = Post("Our award")

    with pytest.raises(PostlintError, match=r"calendar\.topics"):
        list(embargo.check(post, Evidence(post, context), Options()))


def test_without_words_of_its_own_only_the_calendar_counts() -> None:
    context = sample_linter().context
    post = Post("Unofficially, our provisional results and the quality mark")

    hits = list(embargo.check(post, Evidence(post, context), Options(calendar="held")))

    assert [(post.body[hit.start : hit.end], hit.case) for hit in hits] == [("quality mark", "held")]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options(logistics=("…",)), "logistics: "),
        (Options(phrases=("{x}",)), "phrases: "),
        (Options(cases={"a": ("{x}",)}), "cases.a: "),
        (Options(frames=(Frame((("a",),)),)), "frames[0].slots: "),
        (Options(unless=("…",)), "unless: "),
        (Options(unless_near=("…",)), "unless_near: "),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        options.validate()

    assert str(caught.value).startswith(fault)


def test_the_rules_own_options_are_sound() -> None:
    sample_linter().packs.rules[RULE].options.validate()
