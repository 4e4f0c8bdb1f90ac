"""Where a post names the school: names, aliases, tags, handles, sites, addresses, and what is none of these."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.parts import Part
from linter.post import Image, Post
from linter.settings import Account, School, Settings
from tests.conftest import NOW, sample_linter


def _named(text: str, school: School | None = None) -> list[tuple[str, str]]:
    context = sample_linter().context
    if school is not None:
        settings = replace(context.settings, school=school, accounts={})
        context = Context(settings, context.packs, NOW)
    found = Evidence(Post(body=text, markup="markdown"), context).school
    return [(text[mention.start : mention.end], mention.how) for mention in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thistlebrook Primary School is open", [("Thistlebrook Primary School", "name")]),
        ("at thistlebrook-primary tonight", [("thistlebrook-primary", "name")]),
        ("Thistlebrook’s new hall", [("Thistlebrook’s", "name")]),
        ("Thistlebrooks new hall", [("Thistlebrooks", "name")]),
        ("TPS won", [("TPS", "name")]),
        ("#TPSFamily", [("#TPS", "tag")]),
        ("#thistlebrookprimary", [("#thistlebrookprimary", "tag")]),
        ("#Thistlebrook_Primary", [("#Thistlebrook_Primary", "tag")]),
        ("#proudofthistlebrook", [("thistlebrook", "tag")]),
        ("thanks @ThistlebrookPri!", [("@ThistlebrookPri", "handle")]),
        ("@FriendsOfThistlebrook", [("Thistlebrook", "tag")]),
        ("see https://www.thistlebrook.example/menu.", [("https://www.thistlebrook.example/menu", "site")]),
        ("[menu](https://thistlebrook.example/menu)", [("https://thistlebrook.example/menu", "site")]),
        ("office@thistlebrook.example", [("office@thistlebrook.example", "email")]),
        ("head@thistlebrook.example", [("head@thistlebrook.example", "email")]),
        ("the mere valley learning trust's day", [("mere valley learning trust's", "trust")]),
        ("Th1stlebrook is closed", [("Th1stlebrook", "name")]),
        ("𝗧𝗵𝗶𝘀𝘁𝗹𝗲𝗯𝗿𝗼𝗼𝗸", [("𝗧𝗵𝗶𝘀𝘁𝗹𝗲𝗯𝗿𝗼𝗼𝗸", "name")]),
        ("Thistlebrook and TPS", [("Thistlebrook", "name"), ("TPS", "name")]),
    ],
)
def test_the_school_is_found_however_it_is_named(text: str, found: list[tuple[str, str]]) -> None:
    assert _named(text) == found


@pytest.mark.parametrize(
    "text", ["tps", "#TPSX", "HTTPS", "a thistle by the brook", "notthistlebrook.example", "Eastmere", "@thistle"]
)
def test_what_only_resembles_a_name_is_none(text: str) -> None:
    assert _named(text) == []


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ("TREAD SOFTLY\nREACH FAR", ["TREAD SOFTLY\nREACH FAR"]),
        ("est. 1907 tread softly · reach far", ["tread softly · reach far"]),
        ("Tread softly, reach far!", ["Tread softly, reach far"]),
        ("Tread softly", []),
    ],
)
def test_the_motto_counts_where_it_is_read_in_a_picture(read: str, found: list[str]) -> None:
    evidence = Evidence(Post(body="We tread softly, reach far."), sample_linter().context)
    evidence._gathered["parts"] = (Part("body", "We tread softly, reach far."), Part("image:0/text", read))

    assert [(one.part, read[one.start : one.end], one.how) for one in evidence.school] == [
        ("image:0/text", text, "motto") for text in found
    ]


def test_a_motto_of_one_word_is_on_every_wall() -> None:
    context = sample_linter().context
    settings = replace(context.settings, school=School(name="Thistlebrook", aliases=("Aspire",), motto="Aspire"))
    evidence = Evidence(Post(body="x"), Context(settings, context.packs, NOW))
    evidence._gathered["parts"] = (Part("image:0/text", "ASPIRE to be kind"),)

    assert [one.how for one in evidence.school] == ["name"]


def test_another_site_that_bears_the_name_is_not_the_schools_site() -> None:
    assert _named("thistlebrook.example.com") == [("thistlebrook", "name")]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("We walked on the hillside", False),
        ("Hillside is closed", True),
        ("Well done to Hillside", True),
        ("hillside primary is closed", True),
    ],
)
def test_an_alias_that_is_an_ordinary_word_wants_its_capital(text: str, is_named: bool) -> None:
    school = School(name="Hillside Primary School", aliases=("Hillside", "Hillside Primary"))

    assert bool(_named(text, school)) is is_named


@pytest.mark.parametrize(
    "text",
    [
        "St Mary's CE Primary",
        "Saint Marys C of E Primary",
        "st. mary’s CofE primary",
        "ST MARY'S CHURCH OF ENGLAND PRIMARY",
    ],
)
def test_the_ways_to_write_a_saint_and_a_church_are_one_name(text: str) -> None:
    assert _named(text, School(name="St Mary's C of E Primary"))[0][0] == text


def test_a_school_without_settings_is_never_named() -> None:
    context = Context(Settings(), sample_linter().packs, NOW)

    assert Evidence(Post(body="Thistlebrook @ThistlebrookPri"), context).school == ()


def test_only_official_handles_are_the_schools() -> None:
    accounts = {
        "mine": Account(handles=("@reader",), type="personal"),
        "ours": Account(handles=("@our_voice",), type="official"),
    }
    context = Context(Settings(accounts=accounts), sample_linter().packs, NOW)
    found = Evidence(Post(body="@reader and @our_voice"), context).school

    assert [(mention.start, mention.how) for mention in found] == [(12, "handle")]


def test_alt_texts_are_searched_and_file_names_are_not() -> None:
    post = Post(body="Hello", images=[Image("thistlebrook.jpg", alt="The gate of Thistlebrook")])

    assert [mention.part for mention in Evidence(post, sample_linter().context).school] == ["alt:0"]
