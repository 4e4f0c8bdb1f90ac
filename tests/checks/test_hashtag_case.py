"""Kind `hashtag-case`: tags whose words cannot be told apart."""

from __future__ import annotations

import dataclasses

import pytest

from linter import Image, Linter, Post
from linter.checks.hashtag_case import Options
from linter.people_options import Allowed
from linter.settings import load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "hashtag-not-camel-case"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), select=[RULE], now=NOW)


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("#sportsday2026", "#SportsDay2026"),
        ("#worldbookday", "#WorldBookDay"),
        ("#antibullyingweek", "#AntiBullyingWeek"),
        ("#oddsocksday", "#OddSocksDay"),
        ("#childreninneed", "#ChildrenInNeed"),
        ("#blackhistorymonth", "#BlackHistoryMonth"),
        ("#BLACKHISTORYMONTH", "#BlackHistoryMonth"),
        ("#ptacakesale", "#PTACakeSale"),
        ("#schooltrip", "#SchoolTrip"),
        ("#lunarnewyear", "#LunarNewYear"),
        ("#ramadanmubarak", "#RamadanMubarak"),
        ("#teamthistlebrook", "#TeamThistlebrook"),
        ("#friendsofthistlebrook", "#FriendsOfThistlebrook"),
        ("#teamtps", "#TeamTPS"),
        ("#visiteastmere", "#VisitEastmere"),
        ("#eastmereparkrun", "#EastmereParkrun"),
        ("#dofeaward", "#DofEAward"),
    ],
)
def test_a_tag_of_several_words_is_found_with_a_better_form(linter: Linter, tag: str, better: str) -> None:
    (finding,) = linter.check(Post(f"What a day {tag} for all")).findings

    assert finding.found == tag
    assert finding.message == f"The words of '{tag}' run together: '{better}' is easier to read."
    assert finding.fix == f"Write '{better}'; both find the same posts."


@pytest.mark.parametrize(
    "tag",
    [
        "#SportsDay2026", "#sportsDay", "#netball", "#football", "#halloween", "#wednesday", "#grandparents",
        "#homework", "#headteachers", "#wellbeing", "#SEND", "#PTA", "#KS2SATs", "#EYFS", "#GCSE", "#ukedchat",
        "#primaryrocks", "#instagram",
        "#bikeability", "#classdojo", "#thistlebrook", "#eastmere", "#bournemouth", "#wolverhampton", "#leicestershire",
        "#dyddgwylddewi", "#shwmae", "#penblwyddhapus", "#llongyfarchiadau", "#urddeisteddfod", "#siarteriaith",
        "#croesoicymru", "#diwali", "#hanukkah", "#naurozmubarak", "#sports_day", "#fun2026", "#go",
        "#élèves", "#большойпраздник", "#عيدمبارك", "#neurodiversity",
    ],
)  # fmt: skip
def test_a_tag_of_one_word_or_of_words_that_are_not_certain_is_left_alone(linter: Linter, tag: str) -> None:
    assert linter.check(Post(f"Look {tag}")).findings == ()


def test_a_tag_is_left_alone_if_the_settings_allow_it() -> None:
    settings = dataclasses.replace(load(SAMPLES / "postlint.toml"), allow=Allowed(hashtags=("#SportsDay2026",)))
    linter = Linter(settings, select=[RULE], now=NOW)

    assert linter.check(Post("#sportsday2026")).findings == ()


def test_several_tags_are_found_each(linter: Linter) -> None:
    post = Post("#sportsday2026 #SportsDay #worldbookday")

    assert [finding.found for finding in linter.check(post).findings] == ["#sportsday2026", "#worldbookday"]


def test_a_tag_in_an_alt_text_is_for_another_rule(linter: Linter) -> None:
    assert linter.check(Post("Look", images=(Image("a.jpg", alt="A race #sportsday2026"),))).findings == ()


def test_an_anchor_in_a_link_is_no_tag(linter: Linter) -> None:
    assert linter.check(Post("https://thistlebrook.example/news#sportsday2026")).findings == ()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options(at_least=1), "at_least: is 1"),
        (Options(allow=("#ukedchat",)), "allow: '#ukedchat'"),
        (Options(allow=("uked chat",)), "allow: 'uked chat'"),
        (Options(allow=("",)), "allow: ''"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        options.validate()

    assert str(caught.value).startswith(fault)


def test_the_rules_own_options_are_sound() -> None:
    sample_linter().packs.rules[RULE].options.validate()
