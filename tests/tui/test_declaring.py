"""The form of what a draft declares: what it shows, where it begins, and what it writes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linter.post import Author, Image, Post
from linter.settings import load
from tests.conftest import SAMPLES
from tui.declaring import changed, groups

POST = Post(
    "Hi",
    account="main",
    platforms=["x"],
    author=Author(id="S03"),
    schedule=datetime(2026, 11, 23, 9, 0),
    images=[Image("pictures/fair.jpg", alt="A fair", people="none")],
)


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        ({}, {}),
        ({"account": "main "}, {}),
        ({"account": "jobs"}, {"account": "jobs"}),
        ({"platforms": "x, facebook,"}, {"platforms": ["x", "facebook"]}),
        ({"author": ""}, {"author": None}),
        ({"schedule": "2026-12-01"}, {"schedule": date(2026, 12, 1)}),
        ({"schedule": "2026-12-01T08:30"}, {"schedule": datetime(2026, 12, 1, 8, 30)}),
        ({"images.0.alt": "The fair in the hall"}, {"images.0.alt": "The fair in the hall"}),
        (
            {"images.0.people": "pupils", "images.0.person_ids": "P1,P2"},
            {"images.0.people": "pupils", "images.0.person_ids": ["P1", "P2"]},
        ),
    ],
)
def test_only_what_was_changed_is_written(filled: dict[str, str], expected: dict[str, object]) -> None:
    form = groups(POST, load(SAMPLES / "postlint.toml"), ("x", "facebook"))
    assert changed(form, filled) == expected


def test_a_date_that_is_none_is_refused_in_words() -> None:
    form = groups(POST, load(SAMPLES / "postlint.toml"), ("x",))
    with pytest.raises(ValueError, match="'soon' is not a date and time"):
        changed(form, {"schedule": "soon"})


def test_each_picture_has_its_own_lines() -> None:
    head, picture = groups(POST, load(SAMPLES / "postlint.toml"), ("x",))
    assert picture.title == "Picture 1: fair.jpg"
    assert {line.field: line.value for line in picture.lines}["images.0.alt"] == "A fair"
    assert {line.field: line.value for line in head.lines}["schedule"] == "2026-11-23T09:00"
