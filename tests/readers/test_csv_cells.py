"""Rows and cells with their places, held against the `csv` of the standard library."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.readers import csv_cells
from linter.readers.csv_cells import BLANKS
from linter.readers.values import Faults

CELLS = st.text(st.sampled_from('ab é😀,;\t"\n\r=-\xa0'), max_size=8)


def scan(text: str, delimiter: str = ",", start: int = 0) -> list[list[str] | None]:
    rows = csv_cells.rows(text, start, delimiter, Faults("a.csv", text))
    return [None if row.cells is None else [str(cell.data) for cell in row.cells] for row in rows]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4), st.sampled_from([",", ";", "\t"]))
def test_what_the_standard_library_writes_is_read_and_leads_back(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    text = written.getvalue()
    faults = Faults("a.csv", text)
    found = list(csv_cells.rows(text, 0, delimiter, faults))

    assert not len(faults)
    assert [[cell.data for cell in row.cells or ()] for row in found] == [
        [c.strip(BLANKS) for c in row] for row in rows
    ]
    for cell in (cell for row in found for cell in row.cells or ()):
        place = cell.map
        assert place is not None
        for index, char in enumerate(str(cell.data)):
            start, end = place.span(index, index + 1)
            assert text[start:end] == ('""' if char == '"' else char)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a,", [["a", ""]]),
        ("a,b\n", [["a", "b"]]),
        ("a,b\r\n\r\nc\rd", [["a", "b"], [""], ["c"], ["d"]]),
        (' "a, b" ,\t c ', [["a, b", "c"]]),
        ('5" pipe,a "word" in it', [['5" pipe', 'a "word" in it']]),
        ('""""', [['"']]),
        ('"","a\n\nb"', [["", "a\n\nb"]]),
        ('=HYPERLINK("x";"y"),+44,-1,@you', [['=HYPERLINK("x";"y")', "+44", "-1", "@you"]]),
        ('"a" b,c\nd', [None, ["d"]]),
        ('a\n"b\nc', [["a"], None]),
    ],
)
def test_cells_are_read_as_spreadsheets_read_them(text: str, expected: list[list[str] | None]) -> None:
    assert scan(text) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_only_the_delimiter_parts_cells(delimiter: str) -> None:
    others = ",;\t|^".replace(delimiter, "")

    assert scan(f"a{others}b{delimiter}c", delimiter) == [[f"a{others}b", "c"]]


def test_rows_are_numbered_as_spreadsheets_number_them() -> None:
    text = 'a\n"b\n\nb"\n\nc'
    rows = list(csv_cells.rows(text, 0, ",", Faults("a.csv", text)))

    assert [(row.number, row.is_blank) for row in rows] == [(1, False), (2, False), (3, True), (4, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\na;b", (";", 6)),
        ("SEP=\t\r\na", ("\t", 7)),
        ("sep=a\n", ("", 0)),
        ("separate\n", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_the_line_by_which_excel_names_the_delimiter_is_known(text: str, expected: tuple[str, int]) -> None:
    assert csv_cells.separator(text, 0) == expected
