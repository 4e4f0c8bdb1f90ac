"""Kind `named-file`: names of files that name a pupil, or read like a child's."""

from __future__ import annotations

import pytest

from linter.checks.named_file import Options
from linter.finding import Finding
from linter.post import Image, Post
from tests.conftest import sample_linter


def _found(name: str) -> list[Finding]:
    report = sample_linter().check(
        Post("Lanterns.", account="main", images=[Image(name, alt="Lanterns", people="none")])
    )
    return [finding for finding in report.findings if finding.rule == "name-in-filename"]


@pytest.mark.parametrize(
    ("name", "marked", "case"),
    [
        ("zofia_kwiatek.jpg", "zofia_kwiatek", ""),
        ("photos/Kwiatek Zofia 3.png", "Kwiatek Zofia", ""),
        ("zosia-k-wrens.png", "zosia-k", ""),
        ("ChideraNwankwolu2.jpg", "ChideraNwankwolu", ""),
        ("callum y4.jpg", "callum", ""),
        ("IMG_kwiatek.png", "kwiatek", "surname"),
        ("sports_day_nwankwolu_4.jpg", "nwankwolu", "surname"),
        ("amina_s_y4.jpg", "amina_s_y4", "likely"),
        ("Mohammed-yr3.png", "Mohammed-yr3", "likely"),
        ("noah_year_2_reading.png", "noah_year_2", "likely"),
        ("Olivia_B.jpg", "Olivia_B", "likely"),
        ("priya patel year 4.jpg", "priya patel year 4", "likely"),
        ("Olumide-Adeyemi.jpg", "Olumide-Adeyemi", "likely"),
    ],
)
def test_a_name_in_a_file_name_is_marked(name: str, marked: str, case: str) -> None:
    assert [(finding.found, finding.case, finding.private) for finding in _found(name)] == [(marked, case, True)]


@pytest.mark.parametrize(
    "name",
    [
        "lanterns.jpg", "grace.jpg", "rose-garden.jpg", "summer-fair.jpg", "art-display.jpg", "april-2026.jpg",
        "mark-2.jpg", "IMG_20261118_140211.jpg", "DSC_0001.JPG", "WhatsApp Image 2026-11-20 at 12.01.33.jpeg",
        "PXL_20261120.MP.jpg", "year-6-leavers.jpg", "class-3B-assembly.jpg", "y4-trip.jpg", "ks2-choir.jpg",
        "eid-mubarak.jpg", "st-georges-day.jpg", "oliver-twist.jpg", "rosa-parks.png",
        "florence-nightingale.jpg", "charlotte-poster.png", "olivia.jpg", "miriam_castellane.jpg",
        "harry_potter_day.jpg", "daisy-chain.jpg", "holly-and-ivy.jpg", "", "x" * 300,
    ],
)  # fmt: skip
def test_other_file_names_pass(name: str) -> None:
    assert _found(name) == []


@pytest.mark.parametrize(("options", "key"), [(Options("x", sure=-1), "sure"), (Options(""), "allowed_as")])
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        options.validate()
