"""Workbooks as drafts: their posts, their faults, and lines that are rows."""

from __future__ import annotations

from datetime import datetime

import pytest

from linter import readers
from linter.errors import DraftError, NoDraftError
from linter.reader_options import CsvOptions
from linter.readers.xlsx_drafts import Line, lines_of
from linter.text import Lines
from tests.sheets.workbooks import workbook

BUFFER = ["Text", "Image URL", "Tags", "Posting Time"]
PLAN = [
    BUFFER,
    ["One\n\nmore", None, "x", datetime(2026, 11, 24, 16, 30)],
    [],
    ["=A1", None, None, "2026-11-24 16:30"],
    ["Three", "fair.jpg", None, "25/11/2026 09:00"],
]


def test_a_workbook_is_read_and_a_line_is_a_row() -> None:
    draft = readers.read("plan.xlsx", workbook(PLAN))

    first, second = draft.entries
    assert (first.post.body, first.post.schedule) == ("One\n\nmore", datetime(2026, 11, 24, 16, 30))
    assert (second.post.id, second.post.images[0].path) == ("plan-3", "fair.jpg")
    lines = Lines(draft.text)
    assert [lines.position(entry.places["body"].span(0, 0)[0]) for entry in draft.entries] == [(2, 1), (5, 1)]
    start, end = first.places["body"].span(5, 9)
    assert draft.text[start:end] == "more"
    assert [(fault.line, fault.key) for fault in draft.faults] == [(4, "row 4, Text")]
    assert "formula" in draft.faults[0].what


def test_our_own_headers_and_several_worksheets_are_read() -> None:
    more = {"May": [["body", "schedule"], ["Two", "Friday"], ["Three", None]], "Lists": [["club", "day"]]}
    data = workbook([["body"], ["One"]], more)

    draft = readers.read("plan.xlsx", data)

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [
        ("plan-Plan", "One"),
        ("plan-May-2", "Three"),
    ]
    assert [str(fault).partition(":")[2] for fault in draft.faults] == [
        "4: worksheet 'May', row 2, schedule: is 'F•••', not a date such as 2026-11-23 (a time may follow, as in "
        "2026-11-23T09:00; date_format in [readers.csv] names another form)"
    ]
    assert draft.notes == ("worksheet 'Lists' was passed over: it has no posts",)
    assert lines_of("plan.xlsx", data, CsvOptions())[3] == Line("May", 2)


@pytest.mark.parametrize(
    ("rows", "error", "what"),
    [
        ([], NoDraftError, "is empty"),
        ([["club", "day"], ["Chess", "Monday"]], NoDraftError, "no worksheet with a column 'body'"),
        ([["platforms", "schedule"], ["x", "2026-11-24"]], DraftError, "no worksheet with a column 'body'"),
        ([[*BUFFER, "Notes"], ["One", None, None, None, "x"]], DraftError, "column 'Notes' is none of Buffer"),
        ([["body"], ["=A1"]], DraftError, "formula"),
    ],
)
def test_a_workbook_without_posts_is_refused(rows: list[list[object]], error: type[DraftError], what: str) -> None:
    with pytest.raises(DraftError, match=what) as caught:
        readers.read("plan.xlsx", workbook(rows))

    assert type(caught.value) is error


def test_a_workbook_is_never_changed_as_if_it_were_text() -> None:
    from linter.editing import EditError, Span, replace_span, set_fields

    data = workbook(PLAN)
    draft = readers.read("plan.xlsx", data)

    def read(text: str) -> object:
        return readers.read("plan.xlsx", text.encode("utf-8"))

    with pytest.raises(EditError, match="spreadsheet program"):
        set_fields(draft, 0, {"title": "x"}, read)  # type: ignore[arg-type]
    with pytest.raises(EditError, match="spreadsheet program"):
        replace_span(draft, 0, Span("body", 0, 3), "Two", read)  # type: ignore[arg-type]
