"""A post as its platforms show it: counted and folded as they do, with the way back to what was written."""

from __future__ import annotations

import pytest

from linter import Image, Post
from linter.preview import previews
from tests.conftest import sample_linter


def test_each_platform_counts_and_folds_in_its_own_way() -> None:
    body = "Hi https://thistlebrook.example/a/long/way/to/the/page " + "word " * 30
    x, instagram = previews(sample_linter(), Post(body, platforms=["x", "instagram"]))
    assert (x.title, x.length, x.limit, x.cut, x.fold) == ("X", 3 + 23 + 1 + 149, 280, None, None)
    assert (instagram.length, instagram.fold) == (len(body.rstrip()), 125)


def test_what_is_too_long_is_cut_where_the_platform_would() -> None:
    (x,) = previews(sample_linter(), Post("🏮" * 150, platforms=["x"]))
    assert (x.length, x.cut) == (300, 140)


def test_links_tags_and_names_are_marked_in_what_the_reader_sees() -> None:
    post = Post("See **the hall** at https://thistlebrook.example #Lanterns @x", platforms=["x"], markup="markdown")
    (x,) = previews(sample_linter(), post)
    assert x.body.text == "See the hall at https://thistlebrook.example #Lanterns @x"
    found = [(mark.kind, x.body.text[mark.start : mark.end]) for mark in x.body.marks]
    assert found == [("link", "https://thistlebrook.example"), ("hashtag", "#Lanterns"), ("mention", "@x")]
    start, end = x.body.span(6, 14)  # as written: behind the first two stars
    assert x.body.text[start:end] == "the hall"
    assert x.body.span(4, 4) == (4, 4)


@pytest.mark.parametrize(
    ("image", "text", "length"),
    [(Image("a.jpg", alt="Lanterns"), "Lanterns", 8), (Image("a.jpg"), None, 0), (Image("a.jpg", alt=""), None, 0)],
)
def test_alt_texts_are_shown_with_their_limit(image: Image, text: str | None, length: int) -> None:
    (x,) = previews(sample_linter(), Post("Hi", platforms=["x"], images=[image]))
    (alt,) = x.alts
    assert (alt.text.text if alt.text else None, alt.length, alt.limit) == (text, length, 1000)


def test_without_a_platform_or_with_an_unknown_one_the_post_is_shown_all_the_same() -> None:
    (plain,) = previews(sample_linter(), Post("Hi"))
    assert (plain.title, plain.body.text, plain.limit) == ("", "Hi", None)
    known, unknown = previews(sample_linter(), Post("Hi", platforms=["carrier-pigeon", "x"]))
    assert (known.title, unknown.title, unknown.known) == ("X", "carrier-pigeon", False)
