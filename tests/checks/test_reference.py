"""Kind `reference`: a recommendation counts for more where people look for work."""

from __future__ import annotations

import pytest

from linter import Linter, Post
from linter.checks.detail import Options as Words
from linter.checks.reference import Options
from linter.settings import load
from tests.conftest import NOW, SAMPLES


@pytest.mark.parametrize(
    ("account", "platforms", "found"),
    [
        ("main", ("facebook",), ["/warning"]),
        ("jobs", ("linkedin",), ["professional/error"]),
        ("mr-varga", ("x",), ["professional/error"]),
    ],
)
def test_the_place_decides_how_severe_it_is(account: str, platforms: tuple[str, ...], found: list[str]) -> None:
    linter = Linter(load(SAMPLES / "postlint.toml"), policy="default", select=["reference-for-individual"], now=NOW)
    report = linter.check(Post("The best caretaker I've ever worked with.", account=account, platforms=platforms))

    assert [f"{finding.case}/{finding.severity}" for finding in report.findings] == found


def test_words_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValueError, match="phrases"):
        Options(words=Words(phrases=("{x}",))).validate()
