"""Kind `impersonation`: who speaks, and who is said to."""

from __future__ import annotations

import pytest

from linter import Linter, Post
from linter.checks.impersonation import Options
from linter.post import Author
from linter.settings import load
from tests.conftest import NOW, SAMPLES


def _speaks_as_another(body: str, author: Author | None) -> bool:
    linter = Linter(load(SAMPLES / "postlint.toml"), policy="default", select=["impersonation"], now=NOW)
    report = linter.check(Post(body, account="main", author=author))
    assert not report.posts[0].failures
    return bool(report.findings)


@pytest.mark.parametrize(
    ("body", "author", "found"),
    [
        ("Mr Varga here with your spellings!", Author("S04"), False),
        ("Mr Varga here with your spellings!", Author("S03"), True),
        ("Mr Varga here with your spellings!", Author(name="Tibor Varga"), False),
        ("Mr Varga here with your spellings!", Author(name="Jo Hollins"), True),
        ("Mr Varga here with your spellings!", None, False),
        ("Your headteacher here: snow day!", Author("S01"), False),
        ("Your headteacher here: snow day!", Author("S04"), True),
        ("Your headteacher here: snow day!", Author(name="Jo Hollins", role="teacher"), True),
        ("Your deputy head here: snow day!", Author("S02"), False),
        ("Mr Varga is here on Friday.", Author("S03"), False),
    ],
)
def test_whoever_says_i_must_be_the_author(body: str, author: Author | None, found: bool) -> None:
    assert _speaks_as_another(body, author) is found


def test_options_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValueError, match="named"):
        Options(named=("{x} here",)).validate()
    with pytest.raises(ValueError, match=r"roles\.head"):
        Options(named=("{person} here",), roles={"head": ()}).validate()
