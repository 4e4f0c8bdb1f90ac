"""Workbooks as text: what stands in their cells, and those that are refused."""

from __future__ import annotations

import io
import tracemalloc
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from linter.errors import DraftError
from linter.sheets import workbook
from tests.sheets.workbooks import with_part
from tests.sheets.workbooks import workbook as made

PLAN = "xl/worksheets/sheet1.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"
t="inlineStr">
<is><t>&b;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Two\r\nlines", "Two\nlines"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (datetime(2026, 11, 24, 16, 30), "2026-11-24T16:30"),
        (datetime(2026, 11, 24, 8, 59, 59, 999_000), "2026-11-24T09:00"),
        (date(2026, 11, 24), "2026-11-24"),
        (time(9, 5), "09:05"),
    ],
)
def test_a_cell_is_read_as_drafts_write_it(value: object, text: str) -> None:
    (sheet,) = workbook.read("plan.xlsx", made([[value]]))

    assert sheet.rows[0][0] == workbook.Cell(text)


def test_rows_keep_their_numbers_and_blank_ends_do_not_count() -> None:
    (sheet,) = workbook.read("plan.xlsx", made([["a", None, "c", None], [], [None, "b"]]))

    assert [[cell.text for cell in row] for row in sheet.rows] == [["a", "", "c"], [], ["", "b"]]


def test_a_formula_is_not_worked_out() -> None:
    data = made([["=1+1", '=HYPERLINK("https://thistlebrook.example")']])
    (sheet,) = workbook.read("plan.xlsx", data)
    seen = with_part(data, PLAN, swap=(b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>"))
    (saved,) = workbook.read("plan.xlsx", seen)

    assert [cell.text for cell in sheet.rows[0]] == ["", ""]
    assert all("formula" in cell.fault for cell in sheet.rows[0])
    assert saved.rows[0][0] == workbook.Cell("7")  # what the spreadsheet program saw last, right or not


def test_what_a_file_says_of_its_own_size_hides_no_row() -> None:
    data = made([["body"], ["one"], ["two"]])
    lying = with_part(data, PLAN, swap=(b'<dimension ref="A1:A3" />', b'<dimension ref="A1:A1" />'))

    assert len(workbook.read("plan.xlsx", lying)[0].rows) == 3


def _wide() -> bytes:
    return made([["x"] * (workbook.MOST_COLUMNS + 1)])


def _far() -> bytes:
    book = Workbook()
    book.active.cell(workbook.MOST_ROWS + 1, 1, "far down")  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no workbook"),
        (b"body\nHello\n", "no workbook"),
        (made([["body"]])[:-200], "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "locked with a password"),
        (with_part(made([["body"]]), PLAN, LAUGHS), "no workbook"),
        (with_part(made([["body"]]), PLAN, b"<worksheet"), "no workbook"),
        (with_part(made([["body"]]), "xl/workbook.xml", b""), "no workbook"),
        (_wide(), "columns"),
        (_far(), "rows"),
    ],
)
def test_what_is_broken_or_bent_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(DraftError, match=what):
        workbook.read("plan.xlsx", data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(made([["body"]]), "xl/media/image1.png", b"\0" * (workbook.MOST_UNPACKED + 1))

    tracemalloc.start()
    with pytest.raises(DraftError, match="unpack to far more"):
        workbook.read("plan.xlsx", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(bomb) < 1024 * 1024
    assert peak < 8 * 1024 * 1024
