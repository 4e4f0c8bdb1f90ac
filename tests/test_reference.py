"""The reference beside the rules is what the rules say."""

from __future__ import annotations

from linter import packs
from linter.commands.reference import FILE, reference


def test_the_reference_is_not_stale() -> None:
    """If it is: postlint reference --output rules/README.md."""
    path = packs.own_folder() / FILE

    assert path.is_file(), "write it with: postlint reference --output rules/README.md"
    assert path.read_bytes().decode("utf-8") == reference(packs.load())
