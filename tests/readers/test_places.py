"""The places of declared parts."""

from __future__ import annotations

import pickle

import pytest

from linter.readers.places import Places, name_place
from linter.text import OffsetMap


@pytest.mark.parametrize(
    ("path", "name"),
    [("fair.jpg", "fair.jpg"), ("a/b/fair.jpg", "fair.jpg"), ("a\\fair.jpg", "fair.jpg"), ("a/b/", "b"), ("", "")],
)
def test_the_name_of_a_picture_is_placed_without_its_folders(path: str, name: str) -> None:
    start, end = name_place(path, OffsetMap.identity(len(path), 10)).span(0, len(name))

    assert path[start - 10 : end - 10] == name


def test_the_places_of_a_post_are_worked_out_once_and_when_asked_for() -> None:
    asked: list[int] = []

    def make() -> dict[str, OffsetMap]:
        asked.append(1)
        return {"body": OffsetMap.identity(3, 7)}

    places = Places(make)
    assert places
    assert not asked
    assert places["body"].span(0, 1) == (7, 8)
    assert (list(places), len(places), "title" in places, len(asked)) == (["body"], 1, False, 1)
    assert pickle.loads(pickle.dumps(places))["body"].span(0, 1) == (7, 8)
