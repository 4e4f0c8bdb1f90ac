"""The roll as school systems export it."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.errors import SettingsError
from linter.people import Pupil, read_roll
from linter.people.roll import plain_year

PLAIN = "id,first_name,preferred_name,last_name,year,class,status\nP1,Zoë,,Kaur,4,Kites,current\n"
ZOE = Pupil("P1", "Zoë", "", "Kaur", "4", "Kites", "current")

EXPORTS = {
    "UTF-8": PLAIN.encode(),
    "UTF-8 with a byte order mark": PLAIN.encode("utf-8-sig"),
    "UTF-16": PLAIN.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "Windows-1252": PLAIN.encode("cp1252"),
    "Windows line ends": PLAIN.replace("\n", "\r\n").encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "Excel's own line": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "blank lines first": b"\n,,\n" + PLAIN.encode(),
    "empty rows": PLAIN.encode() + b",,,,,,\n\n",
    "odd headers": PLAIN.replace("first_name", " First Name ").replace("last_name", "LAST-NAME").encode(),
    "other headers": "UPN,Forename,Preferred forename,Legal surname,NC Year,Reg,Enrolment status\n"
    "P1,Zoë,,Kaur,Year 4,Kites,current\n".encode(),
    "extra columns": "id,DOB,first_name,Ethnicity,preferred_name,last_name,year,class,status\n"
    "P1,x,Zoë,y,,Kaur,Y4,Kites,current\n".encode(),
    "one column for the name": 'Adno,"Pupil name",Year group,Form,Status\nP1,"Kaur, Zoë",04,Kites,current\n'.encode(),
    "the name as it is said": "id;Name;Year;Class;Status\nP1;Zoë Kaur;Yr 4;Kites;current\n".encode(),
    "quoted cells": '"id","first_name","last_name","year","class","status"\n'
    '"P1","Zoë","Kaur","4","Kites","current"\n'.encode(),
}


@pytest.mark.parametrize("data", EXPORTS.values(), ids=EXPORTS)
def test_a_roll_is_read_as_schools_export_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "roll.csv").write_bytes(data)

    assert read_roll(tmp_path / "roll.csv") == {"P1": ZOE}


YEARS = {
    "4": "4", "Y4": "4", "Year 4": "4", "year 04": "4", "Yr4": "4", "4.0": "4", "Year Group 10": "10", "13": "13",
    "R": "R", "Reception": "R", "YR": "R", "FS2": "R", "0": "R",
    "N1": "N1", "N2": "N2", "Nursery": "N", "nursery 2": "N2", "Pre-school": "N",
    "": "", "Mixed": "Mixed",
}  # fmt: skip


@pytest.mark.parametrize(("written", "plain"), YEARS.items())
def test_years_are_told_however_they_are_written(written: str, plain: str) -> None:
    assert plain_year(written) == plain


@pytest.mark.parametrize("status", ["leaver", "Left", "off roll", "Former pupil", "Alumni"])
def test_a_leaver_stays_on_the_roll_and_is_known_as_one(tmp_path: Path, status: str) -> None:
    (tmp_path / "roll.csv").write_text(f"id,first_name,last_name,status\nP1,Amina,Kaur,{status}\n", encoding="utf-8")

    assert read_roll(tmp_path / "roll.csv")["P1"].has_left


@pytest.mark.parametrize("status", ["", "current", "On roll", "Guest", "dual"])
def test_whoever_has_not_left_is_no_leaver(tmp_path: Path, status: str) -> None:
    (tmp_path / "roll.csv").write_text(f"id,first_name,last_name,status\nP1,Amina,Kaur,{status}\n", encoding="utf-8")

    assert not read_roll(tmp_path / "roll.csv")["P1"].has_left


def test_a_single_name_is_enough(tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("id,first_name,last_name\nP1,Suryani,-\nP2,,Suharto\n", encoding="utf-8")
    roll = read_roll(tmp_path / "roll.csv")

    assert (roll["P1"].first_name, roll["P1"].last_name) == ("Suryani", "")
    assert roll["P2"].name == "Suharto"


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Kaur, Amina", "Amina", "Kaur"),
        ("Amina Kaur", "Amina", "Kaur"),
        ("Annemarie van der Berg", "Annemarie", "van der Berg"),
        ("Mary Jane Smith", "Mary Jane", "Smith"),
        ("Suryani", "Suryani", ""),
    ],
)
def test_a_name_in_one_column_is_parted(tmp_path: Path, cell: str, first: str, last: str) -> None:
    (tmp_path / "roll.csv").write_text(f'id,name\nP1,"{cell}"\n', encoding="utf-8")
    pupil = read_roll(tmp_path / "roll.csv")["P1"]

    assert (pupil.first_name, pupil.last_name) == (first, last)


FAULTS = {
    "no id": ("first_name,last_name\nAmina,Kaur\n", ":1: has no column 'id'"),
    "no names": ("id,year\nP1,4\n", ":1: has no column 'first_name' (nor 'last_name', nor 'name')"),
    "an empty id": ("id,first_name,last_name\n,Amina,Kaur\n", ":2: id: is empty (every row needs one)"),
    "an id twice": (
        "id,first_name,last_name\nP1,Amina,Kaur\nP1,Zofia,Kwiatek\n",
        ":3: id: stands in an earlier row too (ids are unique)",
    ),
    "a row without a name": (
        "id,first_name,last_name\nP1,Amina,Kaur\nP2,,\n",
        ":3: first_name: is empty, and the row has no other name",
    ),
    "a comma too many": (
        "id,first_name,last_name\nP1,Amina,Kaur,Singh\n",
        ":2: has more cells than the header (quote cells with commas)",
    ),
    "an open quote": ('id,first_name,last_name\nP1,"Amina,Kaur\n', "is not valid CSV"),
    "an empty file": ("", ":1: has no column 'id'"),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_roll_is_said_by_row_and_never_by_name(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "roll.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_roll(tmp_path / "roll.csv")

    assert expected in str(caught.value)
    assert not any(name in str(caught.value) for name in ("Amina", "Kaur", "Zofia", "Kwiatek", "Singh"))


def test_every_fault_of_a_roll_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("id,first_name\n,Amina\nP2,\nP3,Zofia\nP3,Ewa\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_roll(tmp_path / "roll.csv")

    assert [fault.line for fault in caught.value.faults] == [2, 3, 5]
