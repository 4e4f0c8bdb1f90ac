"""Kind `platform`: where a post may go, and whom it may invite there."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from linter import Post
from linter.checks import platform
from linter.checks.audience import Audience, groups, pupils_age
from linter.checks.platform import Options
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.settings import Account, School, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "platform-not-permitted"
OWN: Options = sample_linter().packs.rules[RULE].options


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=[RULE], now=NOW)


def _found(body: str = "Kites.", policy: str = "default", **fields: Any) -> dict[str, str]:
    """Return case → severity of what a policy reports."""
    report = _linter(policy).check(Post(body, **{"account": "main", "platforms": ("facebook",), **fields})).posts[0]
    assert not report.failures
    return {finding.case: finding.severity for finding in report.findings}


def _cases(body: str, options: Options, school: str = "Thistlebrook Primary School", **fields: Any) -> set[str]:
    context = Context(Settings(school=School(school)), sample_linter().packs, NOW)
    evidence = Evidence(Post(body, **fields), context)
    return {hit.case for hit in platform.check(evidence.post, evidence, options)}


@pytest.mark.parametrize(
    ("account", "platforms", "cases"),
    [
        ("main", (), set()),
        ("main", ("facebook", "twitter", "Insta"), set()),
        ("main", ("linkedin",), {"off-account"}),
        ("main", ("facebok",), {"unknown-platform"}),
        ("pta", ("x",), {"off-account"}),
        ("ms-okafor", ("facebook",), set()),
        ("ms-okafor", ("wikipedia",), {"encyclopaedia"}),
        (None, ("tiktok",), set()),
    ],
)
def test_where_a_post_may_go(account: str | None, platforms: tuple[str, ...], cases: set[str]) -> None:
    assert set(_found(account=account, platforms=platforms)) == cases


def test_the_nearest_platform_is_offered() -> None:
    report = _linter("default").check(Post("Kites.", account="main", platforms=("facebok",))).posts[0]

    assert "did you mean 'facebook'?" in report.findings[0].fix


def test_a_policy_may_only_point_an_unknown_platform_out() -> None:
    assert _found(platforms=("newapp",)) == {"unknown-platform": "warning"}
    assert _found(policy="coniston", platforms=("newapp",)) == {"unknown-platform": "info"}


def test_a_policy_may_name_its_platforms() -> None:
    options = dataclasses.replace(OWN, allowed=("facebook", "twitter"))

    assert _cases("Kites.", options, platforms=("x",)) == set()
    assert _cases("Kites.", options, platforms=("tiktok",)) == {"not-allowed"}
    assert _cases("Kites.", options, platforms=("newapp",)) == {"not-allowed", "unknown-platform"}
    assert _cases("Kites.", dataclasses.replace(OWN, allowed=("newapp",)), platforms=("newapp",)) == {
        "unknown-platform"
    }


@pytest.mark.parametrize(
    "body",
    [
        "Year 4, follow us on TikTok and post your dance!",
        "Y7 – join our Discord server",
        "Hey Year 6! Follow us on Insta",
        "Year 8s can you subscribe to our YouTube channel please",
        "Y3 and Y4, add us on Snapchat 👻",
        "Reception, come and join us on TikTok live!",
        "If you're in Year 7, join our Discord server tonight",
        "Pupils, follow us on TikTok for daily dares",
        "P7, find us on Snapchat",
        "Listen up S2! Get on Snapchat and add us",
        "Blwyddyn 6, follow us on Instagram",
        "Years 7-9: sign up to our Discord",
        "11 year olds, join our WhatsApp group",
        "#Year4 follow us on TikTok",
        "Follow us on X, Y4!",
        "Year six, comment below with your favourite book",
        "Our Year 6s can follow us on TikTok",
    ],
)
def test_inviting_people_who_are_too_young_is_found(body: str) -> None:
    assert _found(body) == {"under-age": "warning"}


@pytest.mark.parametrize(
    "body",
    [
        "Parents can follow us on Facebook",
        "Year 4 parents: join our Facebook group",
        "Year 4, ask your grown-ups to follow us on Facebook",
        "Year 4's trip is on our Facebook page – follow us for more",
        "Follow Year 2 on their adventures on Facebook",
        "Year 5 loved their trip. Find us on Instagram for photos.",
        "Well done Year 4! Follow us on Facebook for more pictures",
        "Year 4, join us in the hall for the disco",
        "Y7 – join our Teams channel (letter sent home)",
        "You must be 13 to join TikTok, Year 6!",
        "Year 9: never share your photos on Snapchat with strangers",
        "Sixth form: follow us on Instagram",
        "Y6 are 10 x better. Join our maths morning!",
        "Follow us on Facebook for Year 4 news",
        "Children in Need: follow us on Facebook for the total",
        "Under 11s football: we won! Follow us on X",
        "",
    ],
)
def test_speaking_to_others_or_about_pupils_is_fine(body: str) -> None:
    assert _found(body) == {}


@pytest.mark.parametrize(
    ("when", "case", "severity"),
    [
        (None, "age-will-rise", "info"),
        (datetime(2027, 2, 28, 16, 30), "age-will-rise", "info"),
        (datetime(2027, 3, 1, 16, 30), "announced-age", "warning"),
        (datetime(2028, 5, 1, 16, 30), "announced-age", "warning"),
    ],
)
def test_the_announced_age_counts_from_its_day(when: datetime | None, case: str, severity: str) -> None:
    assert _found("Year 10, follow us on Instagram for revision tips.", schedule=when) == {case: severity}
    assert _found("Year 12, follow us on Instagram for revision tips.", schedule=when) == {}
    assert _found("Year 10, join our WhatsApp group.", schedule=when) == {}


def test_the_message_names_platform_and_age() -> None:
    report = _linter("default").check(Post("Y10, follow us on Insta", account="main")).posts[0]

    assert report.findings[0].message == (
        "'Y10, follow us on Insta' invites under-16s to Instagram; the announced rule will keep it to people of 16 or "
        "over from March 2027."
    )


@pytest.mark.parametrize(
    ("text", "nation", "ages"),
    [
        ("Year 4", "england", [8]),
        ("Year 9", "england", [13]),
        ("Year 9", "wales", [13]),
        ("Year 9", "northern-ireland", [12]),
        ("Year 8", "northern-ireland", [11]),
        ("Yrs 5 & 6", "england", [9]),
        ("Y7s", "england", [11]),
        ("P1", "scotland", [4]),
        ("Primary 7", "scotland", [10]),
        ("S1", "scotland", [11]),
        ("S3 pupils", "scotland", [13]),
        ("Reception and Year 1", "england", [4]),
        ("Key Stage 2", "england", [7]),
        ("KS3", "england", [11]),
        ("9 year olds", "england", [9]),
        ("under-13s", "england", [12]),
        ("aged 10", "england", [10]),
        ("Year 2026", "england", []),
        ("10 years of fun", "england", []),
        ("Year of the Rat", "england", []),
        ("S9 P12", "scotland", []),
    ],
)
def test_how_old_the_youngest_of_a_group_are(text: str, nation: Any, ages: list[int]) -> None:
    evidence = Evidence(Post(text), sample_linter().context)
    audience = dataclasses.replace(OWN.audience, nation=nation)
    stream = evidence.words(evidence.parts[0])[0]

    assert [group.age for group in groups(stream, audience, None)] == ages


@pytest.mark.parametrize(
    ("school", "age", "found"),
    [
        ("Thistlebrook Primary School", 4, True),
        ("Eastmere Nursery and Infant School", 3, True),
        ("Eastmere High School", 11, True),
        ("Eastmere College", None, False),
        ("", None, False),
    ],
)
def test_pupils_are_as_old_as_their_school(school: str, age: int | None, found: bool) -> None:
    assert pupils_age(school, OWN.audience) == age
    assert ("under-age" in _cases("Pupils, follow us on TikTok", OWN, school)) == found


@pytest.mark.parametrize(
    ("policy", "platforms", "cases"),
    [
        ("cheadle-heath", ("x",), {"reply-invited": "warning"}),
        ("cheadle-heath", ("facebook",), {}),
        ("default", ("x",), {}),
    ],
)
def test_where_replies_may_be_invited(policy: str, platforms: tuple[str, ...], cases: dict[str, str]) -> None:
    assert _found("Any questions? Tweet us and we'll reply!", policy, platforms=platforms) == cases
    assert _found("Questions? Please email the office", policy, platforms=platforms) == {}


def test_conversation_may_be_limited() -> None:
    fields = {"account": "classes", "platforms": ("classdojo",)}

    assert _found("Message us with your ideas.", "cheadle-heath", **fields) == {"reply-limited": "info"}


def test_an_account_without_platforms_allows_all() -> None:
    settings = Settings(accounts={"it": Account(("@it",), "official")})
    evidence = Evidence(Post("Kites.", account="it", platforms=("x",)), Context(settings, sample_linter().packs, NOW))

    assert [*platform.check(evidence.post, evidence, OWN)] == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"invites": ()}, "invites: is empty"),
        ({"follows": ("…",)}, "follows: "),
        ({"audience": Audience()}, "audience: is empty"),
        ({"audience": Audience(named={"reception": 0})}, "audience.named.reception"),
    ],
)
def test_options_that_cannot_work_are_refused(change: dict[str, Any], key: str) -> None:
    with pytest.raises(ValueError, match=key):
        dataclasses.replace(OWN, **change).validate()
