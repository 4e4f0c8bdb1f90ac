"""Links: taken to pieces without ever raising, found in every part, shown or behind words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.evidence import Evidence
from linter.evidence.links import bare_host, is_within, parse, registrable
from linter.post import Image, Post
from tests.conftest import sample_linter


def _evidence(post: Post) -> Evidence:
    return Evidence(post, sample_linter().context)


@pytest.mark.parametrize(
    ("url", "scheme", "host", "path", "query", "fragment"),
    [
        ("https://Museum.Example/Looms?x=1#top", "https", "museum.example", "/Looms", "x=1", "top"),
        ("museum.example/looms", "", "museum.example", "/looms", "", ""),
        ("HTTP://museum.example:8080", "http", "museum.example", "", "", ""),
        ("http://museum.example.", "http", "museum.example", "", "", ""),
        ("http://[2001:db8::1]:80/x", "http", "[2001:db8::1]", "/x", "", ""),
        ("https://xn--tst-jma.example/", "https", "tëst.example", "/", "", ""),
        ("https://müseum.example", "https", "müseum.example", "", "", ""),
        ("https://museum。example", "https", "museum.example", "", "", ""),
        ("https://m%75seum.example", "https", "museum.example", "", "", ""),
        ("https:\\\\museum.example\\looms", "https", "museum.example", "/looms", "", ""),
        ("//museum.example/x", "", "museum.example", "/x", "", ""),
        ("mailto:office@museum.example", "mailto", "", "office@museum.example", "", ""),
        ("http://[", "http", "[", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_an_address_is_taken_to_pieces(
    *, url: str, scheme: str, host: str, path: str, query: str, fragment: str
) -> None:
    link = parse(url)

    assert (link.scheme, link.host, link.path, link.query, link.fragment) == (scheme, host, path, query, fragment)


def test_a_user_before_the_host_is_no_host() -> None:
    link = parse("https://thistlebrook.example@elsewhere.example/x")

    assert (link.user, link.host) == ("thistlebrook.example", "elsewhere.example")


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.museum.example", "museum.example"),
        ("museum.example", "museum.example"),
        ("a.b.museum.co.uk", "museum.co.uk"),
        ("www.brook.eastmere.sch.uk", "brook.eastmere.sch.uk"),
        ("office.example.sch.uk", "office.example.sch.uk"),
        ("example.sch.uk", "example.sch.uk"),
        ("assets.service.gov.uk", "service.gov.uk"),
        ("eastmere.blogspot.com", "eastmere.blogspot.com"),
        ("192.0.2.7", "192.0.2.7"),
        ("[::1]", "[::1]"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_registered_domain_of_a_host(host: str, domain: str) -> None:
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://192.0.2.7/x", True),
        ("http://[2001:db8::1]/", True),
        ("http://3221225991/", True),
        ("http://0xC0000207/", True),
        ("https://museum.example", False),
        ("https://7.example", False),
    ],
)
def test_a_number_for_a_host_is_known(url: str, number: bool) -> None:
    assert parse(url).is_ip is number


def test_links_are_found_in_all_parts_but_file_names() -> None:
    post = Post(
        body="See https://a.example/x.",
        title="b.example/y",
        reply_to="https://c.example/z",
        images=(Image("pictures/d.example.jpg", alt="A poster for www.e.example"),),
    )

    found = [(link.part, link.url) for link in _evidence(post).links]

    assert found == [
        ("body", "https://a.example/x"),
        ("title", "b.example/y"),
        ("alt:0", "www.e.example"),
        ("field:reply_to", "https://c.example/z"),
    ]


def test_links_behind_words_are_found_where_they_are_written_and_once() -> None:
    body = (
        "[Menu](https://a.example/menu), <https://b.example>, [https://c.example](https://d.example), [x](#x) [y](y.md)"
    )
    links = _evidence(Post(body=body, markup="markdown")).links

    assert [(link.url, link.shown) for link in links] == [
        ("https://a.example/menu", False),
        ("https://b.example", True),
        ("https://c.example", True),
        ("https://d.example", False),
    ]
    assert all(body[link.start : link.end] == link.url for link in links)


def test_a_text_without_a_link_has_none() -> None:
    assert _evidence(Post(body="Bring 3.5 apples. Thank you//everybody.")).links == ()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.museum.example/x", "museum.example"),
        ("museum.example", "museum.example"),
        (" Museum.Example ", "museum.example"),
    ],
)
def test_a_site_in_the_settings_may_be_written_as_people_do(text: str, host: str) -> None:
    assert bare_host(text) == host


def test_a_host_is_within_its_domain_but_not_within_one_that_ends_alike() -> None:
    assert is_within("www.museum.example", "museum.example")
    assert not is_within("notmuseum.example", "museum.example")


@given(st.text())
def test_no_text_makes_taking_to_pieces_fail(text: str) -> None:
    link = parse(text)

    assert link.url == text
    assert link.host == link.host.lower()


@given(st.text(alphabet="htps:/.@[]%xn-?#&=aä \\()<>\n", max_size=60))
def test_no_text_makes_gathering_fail_and_each_link_stands_where_it_says(text: str) -> None:
    for markup in ("plain", "markdown"):
        for link in _evidence(Post(body=text, markup=markup)).links:
            assert 0 <= link.start < link.end <= len(text)
