"""Markdown: the pictures that bodies show."""

from __future__ import annotations

import pytest

from linter.post import Image
from tests.readers import drafted, only, position, source


def test_a_picture_in_the_body_is_a_picture_of_the_post() -> None:
    draft = drafted(
        "a.md", "\ufeff---\r\nid: a\r\n---\r\n😀 ![Two lanterns](images/fair.jpg) and `![no](code.jpg)`\r\n"
    )

    assert only(draft).post.images == (Image("images/fair.jpg", "Two lanterns"),)
    assert (source(draft, "alt:0"), position(draft, "alt:0")) == ("Two lanterns", (4, 5))
    assert (source(draft, "image:0/name"), position(draft, "image:0/name")) == ("fair.jpg", (4, 26))


@pytest.mark.parametrize(
    ("declared", "shown", "expected"),
    [
        ("{path: a.jpg}", "![A](a.jpg)", [Image("a.jpg", "A")]),
        ("{path: a.jpg}", "![](a.jpg)", [Image("a.jpg", "")]),
        ("{path: ./x/../a.jpg, alt: Own}", "![A](a.jpg)", [Image("./x/../a.jpg", "Own")]),
        ("{path: a.jpg, alt: ''}", "![A](a.jpg)", [Image("a.jpg", "")]),
        ("{path: b.jpg}", "![A](a.jpg) ![A2](a.jpg)", [Image("b.jpg"), Image("a.jpg", "A")]),
        ("{path: my fair.jpg}", "![A](my%20fair.jpg)", [Image("my fair.jpg", "A")]),
    ],
)
def test_a_declared_picture_is_not_added_twice(declared: str, shown: str, expected: list[Image]) -> None:
    draft = drafted("a.md", f"---\nimages: [{declared}]\n---\n{shown}\n")

    assert list(only(draft).post.images) == expected


@pytest.mark.parametrize(
    ("written", "path", "name"),
    [
        ("a%20b/caf%C3%A9%20x.jpg", "a b/café x.jpg", "caf%C3%A9%20x.jpg"),
        (r"my\_fair.jpg", "my_fair.jpg", r"my\_fair.jpg"),
        ("100%25.jpg", "100%.jpg", "100%25.jpg"),
        ("a%FF.jpg", "a%FF.jpg", "a%FF.jpg"),
        ("https://cdn.example/a%20b.jpg", "https://cdn.example/a%20b.jpg", "a%20b.jpg"),
    ],
)
def test_an_escaped_path_is_the_one_that_is_meant(written: str, path: str, name: str) -> None:
    draft = drafted("a.md", f"See ![A]({written})\n")

    assert only(draft).post.images == (Image(path, "A"),)
    assert source(draft, "image:0/name") == name


def test_alt_text_found_in_the_body_has_its_place_there() -> None:
    draft = drafted("a.md", "---\nimages: [{path: a.jpg}]\n---\nSee ![Lanterns](a.jpg)\n")

    assert position(draft, "alt:0") == (4, 7)
    assert position(draft, "image:0/name") == (2, 17)


def test_a_picture_declared_for_a_thread_belongs_to_the_post_that_shows_it() -> None:
    draft = drafted(
        "a.md",
        "---\nthread: true\nimages:\n  - {path: a.jpg, consent: C1}\n  - {path: b.jpg, alt: B, consent: C2}\n"
        "  - {path: c.jpg}\n---\nOne\n---\nTwo ![B2](b.jpg)\n---\nThree ![C](c.jpg) ![D](d.jpg)\n",
    )

    assert [entry.post.images for entry in draft.entries] == [
        (Image("a.jpg", consent="C1"),),
        (Image("b.jpg", "B", consent="C2"),),
        (Image("c.jpg", "C"), Image("d.jpg", "D")),
    ]
    second = draft.entries[1]
    assert source(draft, "field:images.0.consent", second) == "C2"
    assert position(draft, "alt:0", entry=second) == (5, 24)
    assert "field:images.1.consent" not in draft.entries[0].places


def test_a_picture_in_a_variant_is_placed_in_the_front_matter() -> None:
    draft = drafted("a.md", "---\nvariants:\n  x: |\n    Short\n    ![V](v.jpg)\n---\nLong\n")
    variant = draft.entries[1]

    assert variant.post.images == (Image("v.jpg", "V"),)
    assert position(draft, "alt:0", entry=variant) == (5, 7)


def test_a_post_may_be_all_picture() -> None:
    assert only(drafted("a.md", "---\nimages: [{path: a.jpg}]\n---\n")).post.body == ""
    assert only(drafted("a.md", "![A](a.jpg)")).post.images == (Image("a.jpg", "A"),)
