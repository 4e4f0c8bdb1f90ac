"""Posts inside larger documents."""

from __future__ import annotations

from datetime import datetime

import pytest

from linter.errors import DraftError
from linter.post import Draft, Image
from linter.reader_options import DocumentOptions, ReaderOptions
from linter.readers import read
from tests.readers import only, position, source

FEED = """\
site: Thistlebrook
data:
  items:
    - id: 7
      post:
        content: {text: "Lanterns\\u0021", lang: en}
        when: 2026-11-23T09:00
        channels: [{name: facebook}, {name: x}]
        media:
          - {src: a.jpg, description: Paper lanterns}
          - {src: b.jpg}
"""
FIELDS = {
    "body": "content.text",
    "schedule": "when?",
    "platforms": "channels[*].name",
    "images[*].path": "media?[*].src",
    "images[*].alt": "media?[*].description?",
}


def of(name: str, text: str, posts: str = "", **fields: str) -> Draft:
    options = ReaderOptions(document=DocumentOptions(("*",), posts, fields), key="readers.documents[0]")
    return read(name, text.encode(), options=options)


def faults(name: str, text: str, posts: str = "", **fields: str) -> list[str]:
    try:
        return [str(fault) for fault in of(name, text, posts, **fields).faults]
    except DraftError as error:
        return [str(fault) for fault in error.faults]


def test_a_post_is_put_together_from_what_the_paths_lead_to() -> None:
    draft = of("feed.yaml", FEED, "data.items[*].post", **FIELDS)
    post = only(draft).post

    assert (post.id, post.body, post.schedule) == ("feed", "Lanterns!", datetime(2026, 11, 23, 9))
    assert post.platforms == ("facebook", "x")
    assert post.images == (Image("a.jpg", "Paper lanterns"), Image("b.jpg"))


def test_places_are_those_in_the_document() -> None:
    draft = of("feed.yaml", FEED, "data.items[*].post", **FIELDS)

    assert source(draft, "body") == "Lanterns\\u0021"
    assert position(draft, "body", 8) == (6, FEED.splitlines()[5].index("\\") + 1)
    assert position(draft, "alt:0") == (10, FEED.splitlines()[9].index("Paper") + 1)
    assert source(draft, "image:1/name") == "b.jpg"
    assert source(draft, "field:platforms.1") == "x"


def test_a_number_may_be_the_id_of_a_post() -> None:
    assert only(of("feed.yaml", FEED, "data.items[*]", body="post.content.text", id="id")).post.id == "7"


def test_pictures_may_be_a_list_of_paths() -> None:
    draft = of("feed.yaml", FEED, "data.items[*].post", body="content.text", images="media[*].src")

    assert [image.path for image in only(draft).post.images] == ["a.jpg", "b.jpg"]


def test_without_fields_the_posts_are_drafts() -> None:
    draft = of("feed.json", '{"queue": [{"body": "One"}, {"body": "Two", "id": "two"}], "more": 1}', "queue[*]")

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [("feed-1", "One"), ("two", "Two")]


def test_each_line_and_each_document_is_looked_through() -> None:
    assert len(of("a.jsonl", '{"p": {"body": "One"}}\n{"p": {"body": "Two"}}\n', "p").entries) == 2
    assert len(of("a.yaml", "p: {body: One}\n---\np: {body: Two}\n", "p").entries) == 2


def test_other_formats_are_read_as_ever() -> None:
    assert only(of("a.md", "---\naccount: main\n---\nHello\n", "data.items[*]")).post.body == "Hello"


@pytest.mark.parametrize(
    ("posts", "fields", "expected"),
    [
        (
            "data.itms[*].post",
            {},
            ["feed.yaml:2: readers.documents[0].posts: 'data.itms[*].post' leads nowhere: 'data' has no 'itms'"],
        ),
        (
            "data.items[*].post",
            {"body": "content.txt"},
            ["feed.yaml:6: readers.documents[0].fields.body: 'content.txt' leads nowhere:"],
        ),
        (
            "data.items[*].post",
            {"body": "content.text", "title": "headline"},
            ["feed.yaml:5: readers.documents[0].fields.title: 'headline' leads nowhere: 'data.items[0].post' has no"],
        ),
        (
            "data.items[*].post",
            {"body": "content.text", "images[*].path": "media[*].src", "images[*].alt": "media[*].description"},
            ["feed.yaml:11: readers.documents[0].fields.images[*].alt: 'media[*].description' leads nowhere:"],
        ),
        ("data.items[*].post", {"body": "content"}, ["feed.yaml:6: data.items[0].post.content: is a table, not text"]),
        (
            "data.items[*].post",
            {"body": "content.text", "schedule": "content.lang"},
            ["feed.yaml:6: data.items[0].post.content.lang: is 'e•••', not a date"],
        ),
        ("data.items[*].post", {}, ["feed.yaml:6: data.items[0].post.content: is not a known key"]),
    ],
)
def test_what_leads_nowhere_or_does_not_fit_names_its_key(
    posts: str, fields: dict[str, str], expected: list[str]
) -> None:
    found = faults("feed.yaml", FEED, posts, **fields)

    assert len(found) >= len(expected)
    assert all(said.startswith(message) for said, message in zip(found, expected, strict=False)), found


def test_a_post_that_cannot_be_read_leaves_the_others_as_they_are() -> None:
    draft = of("feed.json", '[{"t": "One"}, {}, {"t": "Three", "u": 1}]', "[*]", body="t")

    assert [entry.post.body for entry in draft.entries] == ["One", "Three"]
    assert [fault.key for fault in draft.faults] == ["readers.documents[0].fields.body"]
