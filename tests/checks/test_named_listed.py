"""Kind `listed-pupil`: whoever is on the do-not-publish list is found in every form, and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linter.checks.listed_pupil import Options
from linter.engine import Linter
from linter.people_options import PeopleFiles
from linter.post import Image, Post
from linter.settings import Settings
from tests.conftest import NOW, sample_linter

RULE = "do-not-publish-pupil"


def cases(body: str, profile: str = "default", **fields: Any) -> list[tuple[str, str]]:
    """Return (what is underlined, case) of each finding of the rule."""
    post = Post(body=body, **{"account": "main", "platforms": ("facebook",), **fields})
    return [(one.found, one.case) for one in sample_linter(profile).check(post).findings if one.rule == RULE]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ayaan Waabberi came", [("Ayaan Waabberi", "")]),
        ("WAABBERI, Ayaan", [("WAABBERI, Ayaan", "")]),
        ("Ayaan came", [("Ayaan", "")]),
        ("Maggie came", [("Maggie", "")]),
        ("Danny came", [("Danny", "")]),
        ("#GoAyaan", [("Ayaan", "")]),
        ("Ayaan W came", [("Ayaan W", "")]),
        ("Berfin came", [("Berfin", "")]),
        ("Berfîn Demirtasann came", [("Berfîn Demirtasann", "misspelt")]),
        ("D.C. in Year 6 scored", [("D.C.", "initials")]),
        ("DC (Owls) scored", [("DC", "initials")]),
        ("D.C. in Year 5 scored", []),
        ("PE in Year 6", []),
        ("Cyfarwyddwyr", []),
        ("Mariam came", []),  # her pictures alone are not to be published
        ("Mark your calendars", []),
        ("Daniel Craig came, on film", []),
        ("Ruby class went out", []),
    ],
)
def test_a_listed_pupil_is_found_in_every_form(body: str, expected: list[tuple[str, str]]) -> None:
    assert cases(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Daniel came", [("Daniel", "shared")]),
        ("Daniel (Y6) came", [("Daniel", "")]),
        ("Daniel in Owls came", [("Daniel", "")]),
        ("Daniel (Y2) came", []),
        ("Daniel in Robins came", []),
        ("Daniel Boateng came", []),
    ],
)
def test_a_name_that_another_pupil_has_asks_for_the_class(
    body: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "roll.csv").write_text(
        "id,first_name,preferred_name,last_name,year,class,status\n"
        "P1,Daniel,,Connorsley,6,Owls,current\nP2,Daniel,,Boateng,2,Robins,current\n",
        encoding="utf-8",
    )
    (tmp_path / "listed.csv").write_text("id,scope\nP1,both\n", encoding="utf-8")
    people = PeopleFiles(roll="roll.csv", do_not_publish="listed.csv")
    linter = Linter(Settings(people=people, root=tmp_path), select=[RULE], now=NOW)

    assert [(one.found, one.case) for one in linter.check(Post(body=body)).findings] == expected


@pytest.mark.parametrize("profile", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
def test_no_policy_lets_a_listed_name_pass(profile: str) -> None:
    assert cases("Ayaan Waabberi came", profile) == [("Ayaan Waabberi", "")]


def test_a_listed_name_is_found_in_pictures_texts_and_names() -> None:
    found = cases("Look!", images=[Image("ayaan-waabberi.jpg", alt="Ayaan with a kite")])

    assert {text for text, _ in found} == {"Ayaan", "ayaan-waabberi"}


def test_limits_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^sure"):
        Options(allowed_as=RULE, sure=0.1).validate()
