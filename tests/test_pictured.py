"""Which drafts name a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import readers
from linter.pictured import Pictures, is_picture
from linter.post import Draft


def _read(path: Path, data: bytes) -> Draft:
    return readers.read(str(path), data)


@pytest.mark.parametrize(
    ("path", "expected"), [("a.jpg", True), ("a.HEIC", True), ("a.b.webp", True), ("a.md", False), ("jpg", False)]
)
def test_a_picture_is_known_by_its_suffix(path: str, expected: bool) -> None:
    assert is_picture(path) is expected


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", b"Look: ![Lanterns](../images/fair.png)\n", True),
        ("a.md", b"Look: ![Lanterns](../images/other.png)\n", False),
        ("a.md", b"The file ../images/fair.png is not shown.\n", False),
        ("a.md", b"![Lanterns](https://thistlebrook.example/images/fair.png)\n", False),
        ("a.json", b'{"body": "x", "images": [{"path": "..\\\\images\\\\FAIR.png", "alt": "x"}]}', True),
        ("a.json", b'{"body": "x", "images": [{"path": "../images/fair.png", ', True),  # broken: it might
        ("a.json", b'{"body": "x", ', False),  # broken, but it names no such file
        ("a.yaml", "\ufeffbody: x\nimages: [{path: ../images/fair.png, alt: x}]\n".encode("utf-16-le"), True),
    ],
)
def test_a_draft_that_names_a_picture_is_found(tmp_path: Path, name: str, data: bytes, expected: bool) -> None:
    pictures = Pictures([tmp_path / "images" / "fair.png"])

    assert pictures.are_in(tmp_path / "drafts" / name, data, _read) is expected


@pytest.mark.parametrize("name", ["fair.png", "two words.png", "Noël.png", "灯.png", "100%.png", "a'b.png"])
def test_any_name_of_a_file_is_found(tmp_path: Path, name: str) -> None:
    data = f'{{"body": "x", "images": [{{"path": "{name}", "alt": "x"}}]}}'.encode()
    escaped = data.decode().encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")

    for written in (data, escaped):
        assert Pictures([tmp_path / name]).are_in(tmp_path / "a.json", written, _read)


def test_no_pictures_are_in_no_draft(tmp_path: Path) -> None:
    assert not Pictures([]).are_in(tmp_path / "a.md", b"![x](fair.png)\n", _read)
