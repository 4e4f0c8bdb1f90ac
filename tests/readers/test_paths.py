"""Paths to values inside a document."""

from __future__ import annotations

import json

import pytest

from linter.readers import json_values
from linter.readers.paths import Spot, Step, parse, select
from linter.readers.values import Faults
from tests.readers import plain

DATA = {"data": {"items": [{"post": {"t": "A"}}, {"post": None}, {"ad": 1}]}, "a.b": [1, [2, 3]], "2026": {"x": 0}}


def found(path: str) -> tuple[list[tuple[str, object]], list[str]]:
    text = json.dumps(DATA)
    value = json_values.read(text, 0, len(text), Faults("a.json", text))
    steps = parse(path)
    assert value is not None
    assert steps is not None
    missed: list[str] = []
    spots = list(select(Spot(value), steps, lambda spot, what, hint: missed.append(f"{what} ({hint})")))
    return [(spot.key, plain(spot.value)) for spot in spots], missed


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data.items[0].post.t", [("data.items[0].post.t", "A")]),
        ("data.items.0.post", [("data.items[0].post", {"t": "A"})]),
        ('"a.b"[1][0]', [("a.b[1][0]", 2)]),
        ('"a.b"[1][*]', [("a.b[1][0]", 2), ("a.b[1][1]", 3)]),
        ("2026.x", [("2026.x", 0)]),
        ("data.items[*].post?", [("data.items[0].post", {"t": "A"})]),
        ("data.items[*].post?.t", [("data.items[0].post.t", "A")]),
        ("data.none?.at.all", []),
    ],
)
def test_a_path_leads_to_values(path: str, expected: list[tuple[str, object]]) -> None:
    assert found(path) == (expected, [])


def test_an_empty_path_is_the_document_itself() -> None:
    assert found("") == ([("", DATA)], [])


@pytest.mark.parametrize(
    ("path", "messages"),
    [
        ("dat", ["the document has no 'dat' (did you mean 'data'?)"]),
        ("data.items[9]", ["'data.items' has no '9' (mend the path, or write '9?' if it may be missing)"]),
        ("data[*]", ["'data' is not a list (take out [*])"]),
        ("data[*]?", ["'data' is not a list (take out [*])"]),
        ("data.items[*].post.t", ["'data.items[1].post' has no 't'", "'data.items[2]' has no 'post'"]),
    ],
)
def test_what_leads_nowhere_is_told(path: str, messages: list[str]) -> None:
    missed = found(path)[1]

    assert len(missed) == len(messages)
    assert all(said.startswith(message) for said, message in zip(missed, messages, strict=True))


@pytest.mark.parametrize(
    "path", [".a", "a.", "a..b", "a[", "a[b]", "a[-1]", "a.[0]", "a b", "a?b", "[0]a", '"a', "a[*"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    assert parse(path) is None


def test_steps_say_whether_they_may_be_missing() -> None:
    assert parse("a?[0].b") == (Step("a", optional=True), Step("0"), Step("b"))
