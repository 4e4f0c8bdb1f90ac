"""Kind `link`: sites, words of addresses, imitations of the school's own, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter import checks
from linter.checks import frame
from linter.checks.link import Group, Options
from linter.context import Context
from linter.evidence import Evidence
from linter.people_options import Allowed
from linter.post import Post
from linter.settings import Denied, School, Settings
from tests.conftest import NOW, sample_linter

KIND = checks.load("link")
OWN = Settings(school=School(domains=("https://www.thistlebrook.example/", "brook.eastmere.sch.uk")))


def _cases(body: str, options: Options, settings: Settings = OWN, markup: str = "plain") -> list[tuple[str, str]]:
    """Return (case, marked text) of what is found in a body."""
    context = Context(settings, sample_linter().packs, NOW)
    evidence = Evidence(Post(body=body, markup=markup), context)  # type: ignore[arg-type]
    return [(hit.case, body[hit.start : hit.end]) for hit in KIND.check(evidence.post, evidence, options)]


@pytest.mark.parametrize(
    ("site", "link", "found"),
    [
        ("bit.ly", "https://bit.ly/abc", True),
        ("bit.ly", "https://www.bit.ly/abc", True),
        ("bit.ly", "https://rabbit.ly/abc", False),
        ("bit.ly", "https://bit.ly.example/abc", False),
        (".bet", "https://good.bet/", True),
        (".bet", "https://bet.example/", False),
        ("files.example/s", "https://files.example/s/1", True),
        ("files.example/s", "https://files.example/shop", False),
        ("files.example/s", "https://files.example/", False),
        ("files.example/*/edit", "https://files.example/12/edit?x=1", True),
        ("files.example/*/edit", "https://files.example/12/view", False),
        ("files.example/*gossip*", "https://files.example/Our.Gossip.Page", True),
    ],
)
def test_a_site_means_its_host_all_below_it_and_the_beginning_of_its_path(site: str, link: str, found: bool) -> None:
    options = Options(groups=(Group("listed", sites=(site,)),))

    assert _cases(f"see {link} now", options) == ([("listed", link)] if found else [])


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://quickbets.example", True),
        ("https://quick-bets.example", True),
        ("https://bets.quick.example", True),
        ("https://www.sex-shop.example", True),
        ("https://www.sexshop.example", True),
        ("https://alphabets.example", False),
        ("https://shop.sex-education.example", False),
        ("https://fair.example/bets", False),
        ("https://fair.example/free/torrents", True),
        ("https://bet365.example", True),
        ("https://tibet.example", False),
        ("https://betgood.example", False),
    ],
)
def test_words_of_an_address_are_whole_words_and_short_ones_stand_alone(link: str, found: bool) -> None:
    group = Group("word", words=("bet", "bets", "sex shop"), path_words=("torrents",))

    assert bool(_cases(f"see {link} now", Options(groups=(group,)))) is found


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://www.luckybingo.example", True),
        ("https://bingo-lucky.example", True),
        ("https://bingoparty.example/join", True),
        ("https://steroidsnow.example", True),
        ("https://asteroids.example", False),
        ("https://ourasteroids.example", False),
        ("https://xqzbingo.example", False),
        ("https://flamingobay.example", False),
    ],
)
def test_a_long_word_may_be_joined_to_other_words(link: str, found: bool) -> None:
    group = Group("word", words=("bingo", "steroids"))

    assert bool(_cases(f"see {link} now", Options(groups=(group,)))) is found


def test_words_mean_nothing_on_trusted_sites_and_beside_a_topic() -> None:
    options = Options(groups=(Group("word", words=("gambling",)),), trusted=("news.example",), topics=("help",))

    assert (
        _cases("https://gambling.news.example https://gambling-help.example https://gambling.example/help", options)
        == []
    )
    assert _cases("https://gambling.example/now", options) == [("word", "https://gambling.example/now")]


def test_the_schools_own_and_allowed_sites_are_never_found_unless_denied() -> None:
    settings = replace(
        OWN, allow=Allowed(domains=("files.example",)), deny=Denied(domains=("bad.thistlebrook.example",))
    )
    options = Options(groups=(Group("all", sites=(".example", ".uk")),), denied="denied")

    assert (
        _cases("https://go.thistlebrook.example/x files.example/y http://brook.eastmere.sch.uk", options, settings)
        == []
    )
    assert _cases("https://bad.thistlebrook.example/x", options, settings) == [
        ("denied", "https://bad.thistlebrook.example/x")
    ]


@pytest.mark.parametrize(
    ("entry", "link", "found"),
    [
        ("gossip.example", "http://www.gossip.example/a", True),
        ("https://www.gossip.example/", "gossip.example/a", True),
        ("social.example/lane", "https://social.example/lane/12", True),
        ("social.example/lane", "https://social.example/other", False),
        ("gossip.example", "https://no-gossip.example", False),
    ],
)
def test_a_denied_domain_may_be_written_as_people_do(entry: str, link: str, found: bool) -> None:
    settings = replace(OWN, deny=Denied(domains=(entry,)))

    assert bool(_cases(link, Options(denied="denied"), settings)) is found


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://thistlebrok.example/pay", True),
        ("https://thistlebroook.example", True),
        ("https://thistelbrook.example", True),
        ("https://thistlebr0ok.example", True),
        ("https://thistlebrook.example.pay.example", True),
        ("https://pay.thistlebrook.example.evil.example", True),
        ("https://thistlebrook.example@evil.example", True),
        ("https://thistl\u0435brook.example", True),
        ("https://xn--thistlbrook-tkj.example", True),
        ("https://thistlebrook.example", False),
        ("https://pay.thistlebrook.example", False),
        ("https://thistlebrookfarm.example", False),
        ("https://ythistlebrookx.example", False),
        ("https://brok.eastmere.sch.uk", False),  # a name too short to tell a slip from another school
        ("https://münchen.example", False),
        ("https://tŷ.example", False),
        ("https://музей.example", False),
    ],
)
def test_an_imitation_of_the_schools_site_is_known(link: str, found: bool) -> None:
    assert bool(_cases(f"see {link} now", Options(look_alike="look-alike"))) is found


def test_a_link_that_shows_another_address_than_it_leads_to_is_found() -> None:
    options = Options(disguised="disguised")
    good = "[our menu](https://a.example) [https://a.example](https://www.a.example/x) https://b.example"

    assert _cases("[https://thistlebrook.example](https://evil.example/x)", options, markup="markdown") == [
        ("disguised", "https://evil.example/x")
    ]
    assert _cases(good, options, markup="markdown") == []


def test_a_number_for_a_host_is_found() -> None:
    options = Options(number="number")

    assert _cases("http://192.0.2.7/x and version 1.2.3.4", options) == [("number", "http://192.0.2.7/x")]


def test_parameters_are_matched_whole_or_by_their_beginning() -> None:
    options = Options(groups=(Group("tracking", parameters=("utm_*", "fbclid")),))

    assert _cases("https://a.example/?UTM_source=x", options) == [("tracking", "https://a.example/?UTM_source=x")]
    assert _cases("https://a.example/?xutm_source=1&xfbclid=2", options) == []


def test_a_link_is_found_once_by_the_first_group() -> None:
    groups = (Group("first", sites=("a.example",)), Group("second", sites=("a.example",), parameters=("x",)))

    assert _cases("https://a.example/?x=1", Options(groups=groups)) == [("first", "https://a.example/?x=1")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(), "groups: is empty"),
        (Options(groups=(Group("x", sites=("https://a.example",)),)), r"groups\[0\].sites: 'https://a.example'"),
        (Options(groups=(Group("x", sites=("A.example",)),)), r"groups\[0\].sites: 'A.example'"),
        (Options(groups=(Group("x"),)), r"groups\[0\]: 'x' names nothing"),
        (Options(questions=frame.Options(())), "questions.frames: is empty"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        options.validate()


def test_options_of_our_own_rules_are_sound() -> None:
    for name in ("inappropriate-link", "opaque-or-private-link"):
        sample_linter().packs.rules[name].options.validate()


def test_a_profile_may_be_stricter_with_a_case() -> None:
    post = Post(body="Bid at https://www.ebay.co.uk/itm/1 and see https://news.example/?utm_source=x", account="main")
    found = {
        policy: [(f.rule, f.severity) for f in sample_linter(policy).check(post).posts[0].findings if "link" in f.rule]
        for policy in ("default", "testbourne")
    }

    assert found["default"] == [("inappropriate-link", "warning"), ("opaque-or-private-link", "info")]
    assert found["testbourne"] == [("inappropriate-link", "error"), ("opaque-or-private-link", "info")]
