"""What may be asked: read strictly, refused with a cure, and turned into the posts that it means."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from linter import Author, Image, Post, shape
from linter.post import Allow, Approval
from linter.serving import SCHEMA
from linter.serving.openapi import document
from linter.serving.requests import _ENVELOPE, MOST_MEDIA, MOST_VERSIONS, Media, RefusedError, Version, parse
from tests.serving.asking import CAKES, GOOD, HOSTILE, encoded, picture

SHAPES = document(has_token=False)["components"]["schemas"]


def _refusal(data: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        parse(data)
    return caught.value


def test_a_request_becomes_the_post_that_it_means() -> None:
    request = parse(
        encoded(
            {
                **GOOD,
                "schema": SCHEMA,
                "id": 7,
                "intent": "schedule",
                "scheduled_at": "2026-11-23T09:00",
                "approval": {"by": "S01", "on": "2026-11-19"},
                "platform": "x",
                "title": "Fair",
                "category": "event",
                "media": [{"path": "pictures/a.png", "alt": "Cakes", "people": "none", "tags": ["fair"]}],
                "thread": [2, 3],
                "allow": [{"rule": "hashtag-not-camel-case", "reason": "the town writes it so"}],
            }
        )
    )

    assert (request.id, request.intent) == (7, "schedule")
    assert request.posts == (
        Post(
            GOOD["text"],
            title="Fair",
            account="main",
            platforms=["x", "facebook"],
            author=Author(id="S03"),
            schedule=datetime(2026, 11, 23, 9),
            category="event",
            images=[Image("pictures/a.png", alt="Cakes", people="none", tags=["fair"])],
            approval=Approval("S01", date(2026, 11, 19)),
            thread=(2, 3),
            allow=[Allow("hashtag-not-camel-case", "the town writes it so")],
        ),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T09:00", "2026-11-23 09:00:00"),
        ("2026-11-23T09:00:00.000Z", "2026-11-23 09:00:00+00:00"),
        ("2026-11-23T09:00+01:00", "2026-11-23 09:00:00+01:00"),
    ],
)
def test_times_are_read_as_programs_write_them(written: str, meant: str) -> None:
    assert str(parse(encoded({"text": "a", "scheduled_at": written})).posts[0].schedule) == meant


def test_pictures_come_as_paths_or_as_bytes() -> None:
    media = [{"path": "a.png"}, {"bytes": picture(), "name": "b.png", "alt": "B"}, {"bytes": picture()}]

    images = parse(encoded({"text": "", "media": media})).posts[0].images

    assert [image.path for image in images] == ["a.png", "b.png", "picture"]
    assert [image.data for image in images] == [None, CAKES.read_bytes(), CAKES.read_bytes()]


def test_a_version_has_what_the_request_says_for_all_and_what_it_says_itself() -> None:
    request = {
        **GOOD,
        "media": [{"path": "a.png"}],
        "versions": [{}, {"platform": "x", "text": "Short."}, {"account": "pta", "media": None, "title": "Fair"}],
    }

    first, second, third = parse(encoded(request)).posts

    assert first == parse(encoded({**GOOD, "media": [{"path": "a.png"}]})).posts[0]
    assert (second.body, second.platforms, second.account) == ("Short.", ("x",), "main")
    assert (third.body, third.platforms, third.account) == (GOOD["text"], ("facebook",), "pta")
    assert [len(post.images) for post in (first, second, third)] == [1, 1, 1]


def test_a_picture_that_many_versions_share_is_held_once() -> None:
    request = {"text": "a", "media": [{"bytes": picture(), "name": "b.png"}], "versions": [{}, {"text": "c"}]}

    first, second = parse(encoded(request)).posts

    assert first.images[0].data is second.images[0].data


def test_nothing_said_means_to_publish() -> None:
    assert parse(b'{"text": "a"}').intent == "publish"


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_unclear_is_refused_and_what_to_do_is_said(data: bytes, code: str) -> None:
    refused = _refusal(data)

    assert refused.code == code
    assert refused.faults
    assert all(len(str(fault)) < 1000 and "\n" not in str(fault) for fault in refused.faults)


def test_every_fault_is_told_with_its_key() -> None:
    data = {"txt": "a", "versions": [{"text": "a", "media": [{"path": "b", "peple": "none"}]}, {"text": 7}]}

    told = {fault.key: fault.hint for fault in _refusal(encoded(data)).faults}

    assert told["txt"] == "did you mean 'text'?"
    assert told["versions[0].media[0].peple"] == "did you mean 'people'?"
    assert "versions[1].text" in told


def test_faults_quote_no_values() -> None:
    refused = _refusal(encoded({"text": "a", "scheduled_at": "Amelia Larkin", "intent": "publish"}))

    assert "Larkin" not in str([str(fault) for fault in refused.faults])


def test_the_id_comes_back_with_a_refusal() -> None:
    assert _refusal(b'{"id": "a7", "txt": "b"}').id == "a7"


def test_a_flood_of_faults_is_cut_short() -> None:
    refused = _refusal(encoded({f"key-{n}": n for n in range(1000)}))

    assert len(refused.faults) == 20


def test_the_document_names_every_field_and_no_other() -> None:
    assert set(SHAPES["Version"]["properties"]) == set(shape.keys(Version))
    assert set(SHAPES["Media"]["properties"]) == set(shape.keys(Media))
    assert set(SHAPES["Request"]["properties"]) == {*shape.keys(Version), *_ENVELOPE}
    assert SHAPES["Request"]["properties"]["versions"]["maxItems"] == MOST_VERSIONS
    assert SHAPES["Version"]["properties"]["media"]["maxItems"] == MOST_MEDIA


def test_the_examples_of_the_document_are_requests() -> None:
    for example in SHAPES["Request"]["examples"]:
        assert parse(json.dumps(example).encode()).posts


def test_every_choice_of_the_document_is_taken() -> None:
    people: list[Any] = SHAPES["Media"]["properties"]["people"]["enum"]
    intents: list[str] = SHAPES["Request"]["properties"]["intent"]["enum"]

    for choice in people:
        assert (
            parse(encoded({"text": "a", "media": [{"path": "b", "people": choice}]})).posts[0].images[0].people
            == choice
        )
    for intent in intents:
        assert parse(encoded({"text": "a", "intent": intent})).intent == intent
