"""The places of declared parts."""

from __future__ import annotations

import pytest

from linter.readers.places import name_place
from linter.text import OffsetMap


@pytest.mark.parametrize(
    ("path", "name"),
    [("fair.jpg", "fair.jpg"), ("a/b/fair.jpg", "fair.jpg"), ("a\\fair.jpg", "fair.jpg"), ("a/b/", "b"), ("", "")],
)
def test_the_name_of_a_picture_is_placed_without_its_folders(path: str, name: str) -> None:
    start, end = name_place(path, OffsetMap.identity(len(path), 10)).span(0, len(name))

    assert path[start - 10 : end - 10] == name
