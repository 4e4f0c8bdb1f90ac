"""The bulk sheets of scheduling tools become posts: what goes out, when, with which pictures, and where it stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from linter import readers
from linter.errors import DraftError
from linter.post import Draft
from linter.reader_options import CsvOptions, ReaderOptions

PUBLER = (
    "Date - Intl. format or prompt,Text,Link(s),Media URL(s) - Separated by comma,Title,Label(s),Alt text(s),"
    "Comment(s)\n"
)


def read(text: str, name: str = "plan.csv", **options: object) -> Draft:
    return readers.read(name, text.encode("utf-8"), options=ReaderOptions(CsvOptions(**options)))  # type: ignore[arg-type]


def test_a_sheet_for_buffer_is_read() -> None:
    draft = read(
        "Text,Image URL,Tags,Posting Time\n"
        '"Coats, please",https://cdn.example/a.png,secret,2026-11-24 16:30\n'
        ",fair.jpg,,\n",
        account="main",
    )

    first, second = (entry.post for entry in draft.entries)
    assert (first.body, first.schedule, first.account) == ("Coats, please", datetime(2026, 11, 24, 16, 30), "main")
    assert [image.path for image in first.images] == ["https://cdn.example/a.png"]
    assert (second.body, second.schedule, [image.path for image in second.images]) == ("", None, ["fair.jpg"])
    assert (first.id, second.id) == ("plan-1", "plan-2")


def test_a_sheet_for_hootsuite_has_no_header_and_its_link_is_judged_with_the_words() -> None:
    draft = read('24/11/2026 16:30,"He said ""Hi"" twice",https://thistlebrook.example/fair\n01/12/2026 09:00,Coats,\n')

    (first, second), body = draft.entries, draft.entries[0].places["body"]
    assert first.post.body == 'He said "Hi" twice\n\nhttps://thistlebrook.example/fair'
    assert (first.post.schedule, second.post.schedule) == (datetime(2026, 11, 24, 16, 30), datetime(2026, 12, 1, 9))
    at = first.post.body.index("https")
    start, end = body.span(at, len(first.post.body))
    assert draft.text[start:end] == "https://thistlebrook.example/fair"
    start, end = body.span(first.post.body.index("twice"), first.post.body.index("twice") + 5)
    assert draft.text[start:end] == "twice"
    assert draft.notes == ()


def test_a_sheet_for_publer_is_read_with_its_comments_and_alt_texts() -> None:
    draft = read(
        PUBLER
        + '2026-11-24 16:30,The fair,https://thistlebrook.example,"a.jpg, b.jpg",Fair,label,'
        + "A red poster || A stall,Ask us || Bye\n"
    )

    post = draft.entries[0].post
    assert post.body == "The fair\n\nhttps://thistlebrook.example\n\nAsk us || Bye"
    assert [(image.path, image.alt) for image in post.images] == [("a.jpg", "A red poster"), ("b.jpg", "A stall")]
    assert post.title == "Fair"
    alt = draft.entries[0].places["alt:1"]
    assert draft.text[slice(*alt.span(0, 7))] == "A stall"


def test_semicolons_and_tabs_part_such_sheets_too() -> None:
    for sign, name in ((";", "plan.csv"), ("\t", "plan.tsv"), ("\t", "plan.csv")):
        draft = read(PUBLER.replace(",", sign) + f"2026-11-24 16:30{sign}Coats, please\n", name)
        assert draft.entries[0].post.body == "Coats, please"


@pytest.mark.parametrize(
    ("written", "schedule"),
    [
        ("2026-11-24 16:30", datetime(2026, 11, 24, 16, 30)),
        ("2026-11-24T16:30:00", datetime(2026, 11, 24, 16, 30)),
        ("24/11/2026 16:30", datetime(2026, 11, 24, 16, 30)),
        ("24/11/2026 16:30:00", datetime(2026, 11, 24, 16, 30)),
        ("11/24/2026 16:30", datetime(2026, 11, 24, 16, 30)),
        ("24/11/2026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
    ],
)
def test_dates_are_read_in_the_forms_of_the_tool_and_of_spreadsheets(written: str, schedule: object) -> None:
    assert read(f"Text,Posting Time\nCoats,{written}\n").entries[0].post.schedule == schedule


@pytest.mark.parametrize(
    ("day", "hour", "schedule"),
    [
        ("2026-11-24", "16:30", datetime(2026, 11, 24, 16, 30)),
        ("24/11/2026", "4:30 PM", datetime(2026, 11, 24, 16, 30)),
        ("11/24/2026", "09:00", datetime(2026, 11, 24, 9)),
    ],
)
def test_date_and_time_may_stand_in_two_columns(day: str, hour: str, schedule: datetime) -> None:
    assert read(f"Caption,Date,Time,Platform\nCoats,{day},{hour},x; facebook\n").entries[0].post.schedule == schedule


def test_dates_that_can_be_read_in_two_ways_are_told() -> None:
    text = "Text,Posting Time\nCoats,01/12/2026 09:00\n"

    doubtful, said = read(text), read(text, date_format="%m/%d/%Y %H:%M")

    assert doubtful.entries[0].post.schedule == datetime(2026, 12, 1, 9)
    assert "could be read in two ways" in doubtful.notes[0]
    assert (said.entries[0].post.schedule, said.notes) == (datetime(2026, 1, 12, 9), ())


def test_a_bad_row_is_named_and_the_others_are_read() -> None:
    draft = read(
        "Text,Image URL,Posting Time\nOne,,2026-11-24 16:30\nTwo,,Amelia at noon\n,,\n,,2026-11-25 09:00\n"
        '"Four" x,,\nFive,,\n'
    )

    assert [entry.post.body for entry in draft.entries] == ["One", "Five"]
    assert [str(fault) for fault in draft.faults] == [
        "plan.csv:3: row 3, Posting Time: is 'A••• a••• n•••', not a date such as 2026-11-23 09:00 (mend it)",
        "plan.csv:5: row 5, Text: is empty, and there is no picture (write the words of the post)",
        "plan.csv:6: row 6: column 8: there is text after the closing quote of a cell "
        "(write a quote inside a cell twice)",
    ]


@pytest.mark.parametrize(
    ("text", "options", "what"),
    [
        ("Text,Posting Time,Notes\nCoats,,x\n", {}, "column 'Notes' is none of Buffer"),
        ("Text,Text,Posting Time\nCoats,,\n", {}, "says the same as"),
        ("Date,Link\n2026-11-24 16:30,x\n", {"format": "publer"}, "has no column with the text"),
        ("24/11/2026 16:30,One,two,three\n25/11/2026 16:30,x,\n", {"format": "hootsuite"}, "one too many"),
    ],
)
def test_a_sheet_that_does_not_fit_its_form_is_a_fault(text: str, options: dict[str, Any], what: str) -> None:
    try:
        faults = read(text, **options).faults
    except DraftError as error:
        faults = error.faults

    assert what in str(faults[0])


def test_columns_of_ones_own_may_be_passed_over_and_ours_are() -> None:
    text = "Text,Posting Time,{},postlint outcome,Postlint why\nCoats,,x,blocked,error: …\n"

    assert read(text.format("Notes"), ignore_unknown=True).entries[0].post.body == "Coats"
    assert read("body,postlint outcome,postlint why\nCoats,ready,\n").entries[0].post.body == "Coats"


def test_our_own_headers_come_first_and_a_form_can_be_chosen() -> None:
    ours = read("body,title,schedule\nCoats,Hats,2026-11-24\n")
    chosen = read("Text,Image URL\nCoats,\n", format="buffer")

    assert (ours.entries[0].post.title, chosen.entries[0].post.body) == ("Hats", "Coats")
    with pytest.raises(DraftError):
        read("Text,Image URL,Posting Time\nCoats,,\n", format="none")


def test_more_posts_than_the_tool_takes_are_a_note() -> None:
    draft = read("Text,Posting Time\n" + "Coats,\n" * 101)

    assert len(draft.entries) == 101
    assert draft.notes == ("has 101 posts; Buffer, bulk upload takes 100 at once",)
