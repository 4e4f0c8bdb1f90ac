"""Kind `denied`: handles and groups of the list, wherever a post leads to them."""

from __future__ import annotations

import pytest

from linter import checks
from linter.checks.denied import Options
from linter.context import Context
from linter.evidence import Evidence
from linter.post import Image, Post
from linter.settings import Denied, Settings
from tests.conftest import NOW, sample_linter

KIND = checks.load("denied")
OPTIONS = Options(hosts=("x.com", "facebook.com", "tiktok.com"), group_paths=("groups",))
DENY = Denied(accounts=("@eastmere_whispers",), groups=("Eastmere Parents Uncensored",))


def _found(post: Post, deny: Denied = DENY) -> list[tuple[str, str]]:
    """Return (part, case) of what is found in a post."""
    evidence = Evidence(post, Context(Settings(deny=deny), sample_linter().packs, NOW))
    return [(hit.part, hit.case) for hit in KIND.check(post, evidence, OPTIONS)]


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("@eastmere_whispers says", ""),
        ("thanks @Eastmere_Whispers!", ""),
        ("https://x.com/eastmere_whispers/status/1", ""),
        ("https://www.tiktok.com/@eastmere_whispers", ""),
        ("https://m.facebook.com/groups/Eastmere.Parents-Uncensored/posts/1", "group"),
        ("as said in eastmere parents uncensored:", "group"),
        ("#EastmereParentsUncensored", "group"),
    ],
)
def test_what_leads_to_the_list_is_found(body: str, case: str) -> None:
    assert _found(Post(body=body)) == [("body", case)]


@pytest.mark.parametrize(
    "body",
    [
        "@eastmere_whispers_choir sang",
        "eastmere_whispers@mail.example",
        "https://museum.example/eastmere_whispers",
        "Eastmere parents: uncensored books",
        "https://facebook.com/groups/eastmereparents",
        "whispers in Eastmere",
    ],
)
def test_names_that_are_only_alike_are_left_alone(body: str) -> None:
    assert _found(Post(body=body)) == []


@pytest.mark.parametrize(
    ("post", "found"),
    [
        (Post(reply_to="@eastmere_whispers"), [("field:reply_to", "")]),
        (Post(reply_to="eastmere_whispers"), [("field:reply_to", "")]),
        (Post(reply_to="https://x.com/eastmere_whispers/status/1"), [("field:reply_to", "")]),
        (Post(reply_to="@BBCMidlands"), []),
        (Post(group="Eastmere Parents Uncensored (private)"), [("field:group", "group")]),
        (Post(group="https://facebook.com/groups/eastmereparentsuncensored"), [("field:group", "group")]),
        (Post(group="Eastmere Parents"), []),
        (Post(images=(Image("a.jpg", alt="by @eastmere_whispers", tags=("@eastmere_whispers",)),)), [
            ("alt:0", ""), ("field:images.0.tags.0", ""),
        ]),
    ],
)  # fmt: skip
def test_the_declared_fields_count_too(post: Post, found: list[tuple[str, str]]) -> None:
    assert list(dict.fromkeys(_found(post))) == found


def test_an_entry_with_a_platform_means_that_platform_alone() -> None:
    deny = Denied(accounts=("https://x.com/eastmere_whispers",))

    assert _found(Post(body="https://x.com/eastmere_whispers"), deny) == [("body", "")]
    assert _found(Post(body="https://facebook.com/eastmere_whispers"), deny) == []
    assert _found(Post(body="@eastmere_whispers", platforms=("x",)), deny) == [("body", "")]
    assert _found(Post(body="@eastmere_whispers", platforms=("facebook",)), deny) == []


def test_a_group_of_one_word_is_not_looked_for_in_sentences() -> None:
    deny = Denied(groups=("Chatterbox",))

    assert _found(Post(body="What a chatterbox our parrot is"), deny) == []
    assert _found(Post(body="https://facebook.com/groups/chatterbox"), deny) == [("body", "group")]


def test_signs_of_the_phrase_language_in_a_name_mean_themselves() -> None:
    deny = Denied(groups=("Mums & Dads? {Eastmere}* | chat…",))

    assert _found(Post(body="see mums dads eastmere chat"), deny) == [("body", "group")]


def test_without_a_list_nothing_is_found() -> None:
    assert _found(Post(body="@eastmere_whispers", group="x"), Denied()) == []


def test_a_host_with_a_path_is_refused() -> None:
    with pytest.raises(ValueError, match=r"hosts: 'x.com/a'"):
        Options(hosts=("x.com/a",)).validate()
