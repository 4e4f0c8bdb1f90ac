"""Kind `platform-limits`: lengths, numbers, and disclaimers that get lost; and the facts it stands on."""

from __future__ import annotations

from datetime import date

import pytest

from linter import checks
from linter.checks.platform_limits import Options
from linter.evidence import Evidence
from linter.post import Image, Post
from tests.conftest import sample_linter

KIND = checks.load("platform-limits")
CONTEXT = sample_linter().context


def _found(post: Post, *limits: str) -> list[tuple[str, ...]]:
    """Return (case, platform, length, limit) of what is found in a post."""
    hits = KIND.check(post, Evidence(post, CONTEXT), Options(limits))
    return [(hit.case, hit.values["platform"], hit.values["length"], hit.values["limit"]) for hit in hits]


@pytest.mark.parametrize(
    ("platform", "limit"),
    [
        ("x", 280),
        ("threads", 500),
        ("bluesky", 300),
        ("instagram", 2200),
        ("linkedin", 3000),
        ("mastodon", 500),
        ("facebook", 63206),
        ("youtube", 5000),
    ],
)
def test_a_text_may_be_as_long_as_the_platform_says_and_no_longer(platform: str, limit: int) -> None:
    title = CONTEXT.platform(platform)
    assert title

    assert _found(Post(body="x" * limit + "\n\n", platforms=(platform,))) == []
    assert _found(Post(body="x" * (limit + 1), platforms=(platform,))) == [
        ("body", title.title, f"{limit + 1:,}", f"{limit:,}")
    ]


def test_each_platform_of_the_post_is_asked() -> None:
    cases = _found(Post(body="x" * 400, platforms=("x", "bluesky", "facebook")))

    assert [(case, platform) for case, platform, _, _ in cases] == [("body", "X"), ("body", "Bluesky")]


def test_the_platforms_of_the_account_are_asked_if_the_post_names_none() -> None:
    assert [platform for _, platform, _, _ in _found(Post(body="x" * 300, account="main"))] == ["X"]


def test_a_long_link_counts_as_its_platform_says() -> None:
    body = "x" * 250 + " https://museum.example/" + "y" * 300

    assert _found(Post(body=body, platforms=("x", "mastodon"))) == []
    assert [platform for _, platform, _, _ in _found(Post(body=body, platforms=("bluesky", "threads")))] == [
        "Bluesky",
        "Threads",
    ]


def test_what_is_over_the_limit_is_marked_in_the_text_as_written() -> None:
    body = "**" + "x" * 279 + "** yz"
    post = Post(body=body, markup="markdown", platforms=("x",))
    (hit,) = KIND.check(post, Evidence(post, CONTEXT), Options())

    assert body[hit.start : hit.end] in ("yz", " yz", "** yz", "z")
    assert body[: hit.start].count("x") == 279


def test_titles_descriptions_hashtags_and_pictures_have_limits_of_their_own() -> None:
    pictures = tuple(Image(f"{number}.jpg", alt="x" * 1001 if not number else "x") for number in range(5))
    tags = " ".join(f"#Tag{number}" for number in "abcdef")

    assert _found(Post(body="x", images=pictures, platforms=("x",))) == [
        ("alt", "X", "1,001", "1,000"),
        ("images", "X", "5", "4"),
    ]
    assert _found(Post(body=tags, platforms=("instagram",))) == [("hashtags", "Instagram", "6", "5")]
    assert _found(Post(body="x", title="y" * 101, platforms=("youtube",))) == [("title", "YouTube", "101", "100")]
    assert _found(Post(body="x", title="y" * 101, platforms=("facebook",))) == []


def test_a_platform_that_is_not_known_is_named() -> None:
    assert _found(Post(body="x", platforms=("facebok",))) == [("unknown", "facebok", "", "")]


@pytest.mark.parametrize(
    ("account", "thread", "body", "found"),
    [
        ("mr-varga", (2, 3), "Halves first. Views my own.", True),
        ("mr-varga", (1, 3), "Halves first. Views my own.", False),
        ("mr-varga", None, "Halves first. Views my own.", False),
        ("mr-varga", (2, 3), "Halves at Thistlebrook Primary. Views my own.", False),
        ("mr-varga", (2, 3), "Halves first.", False),
        ("main", (2, 3), "Halves first. Views my own.", False),
    ],
)
def test_a_disclaimer_in_another_post_of_the_thread_than_the_one_that_needs_it(
    account: str, thread: tuple[int, int] | None, body: str, found: bool
) -> None:
    cases = [case for case, *_ in _found(Post(body=body, account=account, thread=thread, platforms=("x",)))]

    assert ("thread" in cases) is found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Views my own. " + "A day at Thistlebrook Primary School. " * 6, False),
        ("A day at Thistlebrook Primary School. " * 6 + "Views my own.", True),
        ("A day at the seaside with the family. " * 6 + "Views my own.", False),
    ],
)
def test_a_disclaimer_below_the_fold(body: str, found: bool) -> None:
    cases = [case for case, *_ in _found(Post(body=body, account="mr-varga", platforms=("instagram",)))]

    assert ("cut-off" in cases) is found


def test_limits_can_be_chosen_and_unknown_ones_are_refused() -> None:
    post = Post(body="x" * 300 + " #a #b", platforms=("x", "facebok"))

    assert [case for case, *_ in _found(post, "unknown")] == ["unknown"]
    with pytest.raises(ValueError, match="limits: 'words' is not one of"):
        Options(limits=("words",)).validate()


@pytest.mark.parametrize("word", ["Twitter", "x", " IG ", "FB", "Class Dojo", "You Tube", "linked-in"])
def test_platforms_go_by_several_names(word: str) -> None:
    assert CONTEXT.platform(word) is not None


def test_every_platform_says_when_and_where_it_was_looked_up() -> None:
    for name in CONTEXT.platform_names():
        facts = CONTEXT.platform(name)
        assert facts
        assert facts.source
        assert facts.checked >= date(2026, 6, 1)
        assert facts.note.endswith(".")
        assert all(rule.source for rule in facts.minimum_age)
        assert [rule.start for rule in facts.minimum_age] == sorted(rule.start for rule in facts.minimum_age)


def test_no_two_platforms_share_a_name_or_a_host() -> None:
    known = [facts for name in CONTEXT.platform_names() if (facts := CONTEXT.platform(name))]
    words = [word.casefold() for facts in known for word in (facts.name, *facts.aliases)]
    hosts = [host for facts in known for host in facts.hosts]

    assert len(words) == len(set(words))
    assert len(hosts) == len(set(hosts))


def test_the_announced_age_of_sixteen_counts_from_its_date_and_is_marked_as_announced() -> None:
    facts = CONTEXT.platform("instagram")
    assert facts

    assert facts.age_on(date(2026, 11, 20)) == 13
    assert facts.age_on(date(2027, 6, 1)) == 16
    rule = facts.age_rule_on(date(2027, 6, 1))
    assert rule
    assert rule.announced
    whatsapp = CONTEXT.platform("whatsapp")
    assert whatsapp
    assert whatsapp.age_on(date(2027, 6, 1)) == 13
