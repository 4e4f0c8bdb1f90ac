"""The do-not-publish list and the consents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.people import read_consents, read_do_not_publish


def _list(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "scope"),
    [("image", "image"), ("Photos", "image"), ("name", "name"), ("both", "both"), ("ALL", "both"), ("", "both")],
)
def test_a_scope_says_what_must_not_be_shown(tmp_path: Path, cell: str, scope: str) -> None:
    assert read_do_not_publish(_list(tmp_path, f"id,scope\nP1,{cell}\n")) == {"P1": scope}


def test_two_rows_for_one_person_add_up(tmp_path: Path) -> None:
    assert read_do_not_publish(_list(tmp_path, "id,scope\nP1,image\nP1,name\nP2,image\n")) == {
        "P1": "both",
        "P2": "image",
    }


def test_an_id_that_is_not_on_the_roll_is_a_fault_that_names_its_row(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_do_not_publish(_list(tmp_path, "id,scope\nP1,both\nP9,both\n"), {"P1": None})

    assert "list.csv:3: id: is not on the roll" in str(caught.value)
    assert "P9" not in str(caught.value)


def test_an_unknown_scope_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r":2: scope: is not image, name or both"):
        read_do_not_publish(_list(tmp_path, "id,scope\nP1,never\n"))


CONSENTS = """id,person_id,basis,channels,granularity,from,until,withdrawn
C1,P1,consent,facebook;X,image;first-name,2026-09-01,2027-07-31,
C2,P2,consent,"facebook, website",image,2026-09-01,,2026-11-20
"""


def test_consents_say_for_whom_where_what_and_until_when(tmp_path: Path) -> None:
    first, second = read_consents(_list(tmp_path, CONSENTS))

    assert (first.person_id, first.channels, first.granularity) == ("P1", ("facebook", "x"), ("image", "first-name"))
    assert (first.start, first.until) == (date(2026, 9, 1), date(2027, 7, 31))
    assert second.channels == ("facebook", "website")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 8, 31), (False, False)),
        (date(2026, 9, 1), (True, True)),
        (date(2026, 11, 20), (True, False)),
        (date(2027, 7, 31), (True, False)),
        (date(2027, 8, 1), (False, False)),
    ],
)
def test_a_consent_holds_through_its_last_day_and_not_on_the_day_it_is_withdrawn(
    tmp_path: Path, day: date, holds: tuple[bool, bool]
) -> None:
    assert tuple(one.holds(day) for one in read_consents(_list(tmp_path, CONSENTS))) == holds


def test_a_consent_with_a_date_that_is_none_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r":2: until: is not a date"):
        read_consents(_list(tmp_path, "id,person_id,until\nC1,P1,next year\n"))
