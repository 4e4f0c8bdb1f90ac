"""Threads and variants: one declaration, several posts."""

from __future__ import annotations

import json

import pytest

from linter.post import Draft, Image
from tests.readers import drafted, faults, position, source


def test_a_thread_gives_a_post_for_each_item_with_the_drafts_fields() -> None:
    draft = drafted(
        "walk.yaml",
        "account: main\nauthor: S02\nplatforms: [x]\napproval: {by: S01}\ntitle: Walk\nimages: [{path: a.jpg}]\n"
        "thread:\n  - One\n  - body: Two\n    images: [{path: b.jpg, alt: B}]\n  - {body: Three, title: End}\n",
    )

    posts = [entry.post for entry in draft.entries]
    assert [(post.id, post.thread, post.body, post.title) for post in posts] == [
        ("walk#1", (1, 3), "One", "Walk"),
        ("walk#2", (2, 3), "Two", None),
        ("walk#3", (3, 3), "Three", "End"),
    ]
    assert [post.images for post in posts] == [(Image("a.jpg"),), (Image("b.jpg", "B"),), ()]
    assert all(post.account == "main" and post.platforms == ("x",) and post.approval for post in posts)
    assert [position(draft, "body", entry=entry) for entry in draft.entries] == [(8, 5), (9, 11), (11, 12)]
    assert source(draft, "alt:0", draft.entries[1]) == "B"
    assert source(draft, "image:0/name", draft.entries[0]) == "a.jpg"
    assert all(source(draft, "field:author", entry) == "S02" for entry in draft.entries)
    assert "title" not in draft.entries[1].places
    assert "image:0/name" not in draft.entries[2].places


def test_a_first_item_with_pictures_of_its_own_does_not_take_the_drafts() -> None:
    draft = drafted("a.yaml", "images: [{path: a.jpg, alt: A}]\nthread: [{body: One, images: [{path: b.jpg}]}, Two]\n")

    assert [entry.post.images for entry in draft.entries] == [(Image("b.jpg"),), ()]
    assert "alt:0" not in draft.entries[0].places


def ids(draft: Draft) -> list[tuple[str | None, tuple[str, ...], str]]:
    return [(entry.post.id, tuple(entry.post.platforms), entry.post.body) for entry in draft.entries]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("a", (), "Long"), ("a@x", ("x",), "Short")]),
        ({"platforms": "x"}, [("a@x", ("x",), "Short")]),
        ({"platforms": ["X", "facebook"]}, [("a", ("facebook",), "Long"), ("a@x", ("x",), "Short")]),
        ({"platforms": ["facebook"]}, [("a", ("facebook",), "Long"), ("a@x", ("x",), "Short")]),
        ({"id": "fair"}, [("fair", (), "Long"), ("fair@x", ("x",), "Short")]),
    ],
)
def test_a_variant_gives_a_post_for_its_platform_and_the_base_keeps_the_rest(
    fields: dict[str, object], expected: list[tuple[str, tuple[str, ...], str]]
) -> None:
    draft = drafted("a.json", json.dumps({"body": "Long", "variants": {"x": "Short"}, **fields}))

    assert ids(draft) == expected


def test_what_a_variant_leaves_out_is_the_drafts_own_with_its_place() -> None:
    draft = drafted(
        "a.yaml",
        "body: Long\ntitle: T\nimages: [{path: a.jpg, alt: A}]\nplatforms: [facebook, x]\nvariants:\n"
        "  x: {images: []}\n  threads: {body: Short}\n",
    )
    base, x, threads = draft.entries

    assert (x.post.body, x.post.images, x.post.title) == ("Long", (), "T")
    assert (threads.post.body, threads.post.images) == ("Short", (Image("a.jpg", "A"),))
    assert source(draft, "body", x) == "Long"
    assert source(draft, "body", threads) == "Short"
    assert "alt:0" not in x.places
    assert source(draft, "alt:0", threads) == "A"
    assert source(draft, "field:platforms.0", x) == "x"
    assert position(draft, "field:platforms.0", entry=x) == (6, 3)
    assert source(draft, "field:platforms.0", base) == "facebook"


def test_a_thread_may_have_a_variant() -> None:
    draft = drafted("a.yaml", "thread: [One, Two]\nvariants: {facebook: Both}\n")

    assert [(entry.post.id, entry.post.thread) for entry in draft.entries] == [
        ("a#1", (1, 2)),
        ("a#2", (2, 2)),
        ("a@facebook", None),
    ]


def test_no_body_is_needed_where_variants_cover_every_platform() -> None:
    draft = drafted("a.yaml", "platforms: [x, facebook]\nvariants: {x: Short, facebook: Long}\n")

    assert ids(draft) == [("a@x", ("x",), "Short"), ("a@facebook", ("facebook",), "Long")]


def test_an_empty_body_is_fine_beside_a_picture() -> None:
    assert ids(drafted("a.yaml", "body: ''\nimages: [{path: a.jpg}]\n")) == [("a", (), "")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title: A", "body"),
        ("body:", "body"),
        ("body: ''", "body"),
        ("body: ''\nimages: []", "body"),
        ("thread: [One, {images: [{path: a.jpg}]}]", "thread[1].body"),
        ("thread: [One, '']", "thread[1].body"),
        ("platforms: [x]\nvariants: {x: {title: A}}", "variants.x.body"),
        ("- body: Hi\n- title: A", "[1].body"),
        ("posts: [{title: A}]", "posts[0].body"),
    ],
)
def test_a_post_without_words_and_pictures_is_a_fault(text: str, key: str) -> None:
    (fault,) = faults("a.yaml", text)

    assert f": {key}: is " in fault
