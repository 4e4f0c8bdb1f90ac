"""CSV: headers, lists, pictures, settings for sheets of one's own, and rows that cannot be read."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linter.errors import DraftError, NoDraftError
from linter.post import Allow, Approval, Author, Draft, Image
from linter.reader_options import CsvOptions, ReaderOptions
from linter.readers import read
from linter.text import Lines
from tests.readers import drafted, faults, only, position, source


def mapped(text: str, saved: str = "utf-8", **options: object) -> Draft:
    return read("week.csv", text.encode(saved), options=ReaderOptions(CsvOptions(**options)))  # type: ignore[arg-type]


def row(header: str, cells: str) -> Draft:
    return drafted("week.csv", f"{header}\n{cells}\n")


def test_each_row_is_a_post_and_blank_ones_are_passed_over() -> None:
    draft = drafted("week.csv", "body,id\nOne,\n\n , \nTwo,two\nThree,\n")

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [
        ("week-1", "One"),
        ("two", "Two"),
        ("week-3", "Three"),
    ]
    assert only(drafted("week.csv", "body\nOne\n")).post.id == "week"


def test_a_sheet_says_all_that_a_draft_can_say() -> None:
    draft = row(
        "ID;Account;Platforms;Author;Schedule;Audience;Category;Reply to;Group;Body;Title;Confident;Second reader;"
        "Image;Alt;People;Person IDs;Consent;Licence;Credit;Tags;Image_2;Alt 2;Decorative_2;"
        "Approval by;Approval-on;approval_digest;Allow rule;Allow reason;Allow until;allow_rule_2",
        "a;main;facebook|x;S02;2026-11-23T09:00;public;event;@them;Parents;Words;Title;yes;S03;"
        "a.jpg;An apple;pupils;P001, P002;C-1;own;Us;fruit;b.jpg;;TRUE;S01;2026-11-20;sha256:0;one-rule;She agreed;"
        "2026-12-31;other-rule",
    )
    post = only(draft).post

    assert (post.id, post.account, post.platforms, post.author) == ("a", "main", ("facebook", "x"), Author("S02"))
    assert (post.schedule, post.audience, post.category) == (datetime(2026, 11, 23, 9), "public", "event")
    assert (post.reply_to, post.group, post.body, post.title) == ("@them", "Parents", "Words", "Title")
    assert (post.confident, post.second_reader) == (True, "S03")
    assert post.images == (
        Image("a.jpg", "An apple", "pupils", ("P001", "P002"), "C-1", "own", "Us", ("fruit",)),
        Image("b.jpg", decorative=True),
    )
    assert post.approval == Approval("S01", date(2026, 11, 20), digest="sha256:0")
    assert post.allow[0] == Allow("one-rule", "She agreed", date(2026, 12, 31))
    assert [allow.rule for allow in post.allow] == ["one-rule", "other-rule"]


@pytest.mark.parametrize("separator", ["; ", "|", "\n", " , "])
def test_lists_are_parted_by_any_of_the_usual_signs(separator: str) -> None:
    draft = row("body,platforms", f'Hello,"facebook{separator}x"')

    assert only(draft).post.platforms == ("facebook", "x")
    assert source(draft, "field:platforms.1") == "x"


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("images", "a.jpg", [Image("a.jpg")]),
        ("images", '"fair, 2026.jpg; b.jpg"', [Image("fair, 2026.jpg"), Image("b.jpg")]),
        ("images,alt,alt_2", "a.jpg|b.jpg,A,B", [Image("a.jpg", "A"), Image("b.jpg", "B")]),
        ("images", '"[{""path"": ""a.jpg"", ""alt"": ""A \\""B\\""""}]"', [Image("a.jpg", 'A "B"')]),
        ("images,people", '"[{""path"": ""a.jpg""}]",none', [Image("a.jpg", people="none")]),
        ("image_3,image", "c.jpg,a.jpg", [Image("a.jpg"), Image("c.jpg")]),
        ("image_2,alt_2", "b.jpg,B", [Image("b.jpg", "B")]),
        ("images.0.path,images.0.alt", "a.jpg,A", [Image("a.jpg", "A")]),
        ("image", "[1].jpg", [Image("[1].jpg")]),
    ],
)
def test_pictures_stand_in_one_cell_or_in_columns(header: str, cells: str, expected: list[Image]) -> None:
    assert list(only(row(f"body,{header}", f"Hello,{cells}")).post.images) == expected


def test_a_cell_of_json_keeps_its_places() -> None:
    draft = row("body,images", 'Hello,"[{""path"": ""x/a.jpg"", ""alt"": ""A \\""lantern\\""""}]"')

    assert source(draft, "image:0/name") == "a.jpg"
    alt, line = only(draft).post.images[0].alt or "", draft.text.splitlines()[1]
    assert position(draft, "alt:0", alt.index("lantern")) == (2, line.index("lantern") + 1)


def test_a_thread_and_variants_may_be_written_as_json() -> None:
    draft = drafted("w.csv", 'thread,body,variants\n"[""One"", ""Two""]",,\n,Long,"{""x"": ""Short""}"\n')

    assert [(entry.post.id, entry.post.body) for entry in draft.entries[2:]] == [("w-2", "Long"), ("w-2@x", "Short")]


@pytest.mark.parametrize("formula", ['=HYPERLINK("https://x.example","Click")', "+1", "-2", "@SUM(A1)", "=1+1"])
def test_a_formula_is_a_text_like_others(formula: str) -> None:
    cell = formula.replace('"', '""')

    assert only(row("body", f'"{cell}"')).post.body == formula


def test_bodies_keep_their_lines_and_every_character_its_place() -> None:
    draft = drafted("w.csv", 'id,body\r\n1,"\r\nOne, ""two""\r\n\r\nthree 😀 X \r\n"\r\n')
    body = only(draft).post.body

    assert body == 'One, "two"\r\n\r\nthree 😀 X'
    assert position(draft, "body", body.index("two")) == (3, 8)
    assert position(draft, "body", body.index("X")) == (5, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id;body;account\n1;Hello, you;main", "Hello, you"),
        ("id\tbody\n1\tHello, you; all", "Hello, you; all"),
        ("sep=|\nid|body\n1|Hello, you", "Hello, you"),
        ('\ufeffsep=;\r\n"body";"id"\r\nHello, you;1', "Hello, you"),
        ("body\nHello; you", "Hello; you"),
    ],
)
def test_the_delimiter_is_found_out_from_the_header(text: str, expected: str) -> None:
    assert only(drafted("w.csv", text)).post.body == expected


def test_a_bad_row_is_named_and_the_others_are_read() -> None:
    draft = drafted(
        "week.csv",
        'id,body,schedule\n1,One,2026-11-23\n2,"Two, or\ntwo",Friday\n3,Three, four,\n4,"Four" and,\n5,,\n6,Six,\n',
    )

    assert [entry.post.id for entry in draft.entries] == ["1", "6"]
    assert [(fault.line, fault.key.partition(",")[0]) for fault in draft.faults] == [
        (4, "row 3"),
        (5, "row 4"),
        (6, "row 5"),
        (7, "row 6"),
    ]


def test_the_number_of_a_post_counts_the_rows_that_cannot_be_read() -> None:
    draft = drafted("week.csv", "body,schedule\nOne,Friday\nTwo,\n")

    assert [entry.post.id for entry in draft.entries] == ["week-2"]


def test_all_that_is_wrong_with_a_row_is_told() -> None:
    found = faults("w.csv", "Body,Alt,Alt 2,People,Schedule,Approval on,Confident\nHi,A,B,few,soon,then,so\n")

    assert [message.split(": ")[1] for message in found] == [
        "row 2, image",
        "row 2, image_2",
        "row 2, People",
        "row 2, Schedule",
        "row 2, Approval on",
        "row 2, Confident",
    ]


def test_no_fault_repeats_what_a_cell_says() -> None:
    found = faults("w.csv", "body,people,schedule\nHi,Amelia Clarke,Amelia Clarke\n")

    assert "Amelia" not in str(found)


OWN = {"body": "Post text", "schedule": "Date and time", "images.0.path": "Media", "platforms": "Where"}


def test_the_settings_name_the_columns_of_other_sheets() -> None:
    draft = mapped(
        "post  TEXT,Date and time,Media,Where,alt\nHello,23/11/2026 09:05,a.jpg,x,A\nBye,24/11/2026,,,\n",
        columns=OWN,
        date_format="%d/%m/%Y %H:%M",
    )
    first, second = (entry.post for entry in draft.entries)

    assert (first.body, first.schedule, first.platforms) == ("Hello", datetime(2026, 11, 23, 9, 5), ("x",))
    assert first.images == (Image("a.jpg", "A"),)
    assert second.schedule == date(2026, 11, 24)
    assert source(draft, "field:schedule", draft.entries[0]) == "23/11/2026 09:05"


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (
            "Post text,Date and time,Media\nHi,,",
            {"columns": OWN},
            "row 1: there is no column 'Where', which the settings",
        ),
        ("Post text,Date & time,Media,Where\nHi,,,", {"columns": OWN}, "did you mean 'Date & time'?"),
        ("Post text,Date and time,Media,Where,body\nHi,,,,", {"columns": OWN}, "'body' is no field of a draft"),
        (
            "Post text,id\nHi,soon",
            {"columns": {"body": "Post text", "schedule": "id"}},
            "row 2, id: is 's•••', not a date",
        ),
        ("body,schedule\nHi,soon", {"date_format": "%d.%m.%y"}, "not a date such as 23.11.26"),
        ("body;id\nHi;1", {"delimiter": ","}, "has no column 'body'"),
    ],
)
def test_a_sheet_that_is_not_as_the_settings_say_is_a_fault(
    text: str, options: dict[str, object], expected: str
) -> None:
    with pytest.raises(DraftError) as caught:
        mapped(text, **options)  # type: ignore[arg-type]

    assert expected in str(caught.value)


def test_a_sheet_with_the_standard_header_is_read_whatever_the_settings_name() -> None:
    assert only(mapped("body,id\nHello,1\n", columns=OWN)).post.body == "Hello"


def test_unknown_columns_are_passed_over_if_the_settings_say_so() -> None:
    draft = mapped("Colour,body,,Notes\nred,Hello,,for us\n", ignore_unknown=True)

    assert only(draft).post.body == "Hello"
    assert "field:Notes" not in only(draft).places


@pytest.mark.parametrize(
    "text", ["", "\n \n", "id,first_name\nP001,Amelia\n", "title,author,category\nEmma,Jane Austen,novel\n", "Hello\n"]
)
def test_a_sheet_without_a_body_is_no_draft(text: str) -> None:
    with pytest.raises(NoDraftError) as caught:
        drafted("roll.csv", text)

    assert "Amelia" not in str(caught.value)


@pytest.mark.parametrize("header", ["text,platforms,schedule", "approval_by,approval_on", "words,reply to,Schedule"])
def test_a_sheet_without_a_body_that_seems_to_hold_posts_is_a_fault(header: str) -> None:
    with pytest.raises(DraftError) as caught:
        row(header, "Hello,x,2026-11-23")

    assert not isinstance(caught.value, NoDraftError)


def test_a_sheet_of_which_only_some_mapped_columns_are_there_is_a_fault() -> None:
    with pytest.raises(DraftError) as caught:
        mapped("Text,Where\nHello,x\n", columns=OWN)

    assert not isinstance(caught.value, NoDraftError)
    assert "has no column 'Post text'" in str(caught.value)


def test_a_header_alone_is_said_to_hold_no_posts() -> None:
    draft = drafted("w.csv", "id,body\n")

    assert (draft.entries, draft.notes) == ((), ("has no rows below its header",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    draft = drafted("w.csv", "id,body\n1,Zoë’s café\n", encoding)

    assert (only(draft).post.body, draft.notes) == ("Zoë’s café", ())
    assert position(draft, "body", 4) == (2, 7)


def test_what_excel_saves_on_windows_is_read_and_said() -> None:
    draft = drafted("w.csv", "id,body\n1,Zoë’s café – £3\n", "cp1252")

    assert only(draft).post.body == "Zoë’s café – £3"
    assert "Windows-1252" in draft.notes[0]


def test_a_declared_encoding_holds_unless_the_file_has_a_mark() -> None:
    assert only(mapped("body\nMałgorzata", "cp1250", encoding="windows-1250")).post.body == "Małgorzata"
    assert only(mapped("body\nMałgorzata", "utf-8-sig", encoding="windows-1250")).post.body == "Małgorzata"
    with pytest.raises(DraftError, match="not UTF-8"):
        mapped("body\nZoë", "cp1252", encoding="utf-8")


@pytest.mark.slow
def test_ten_thousand_rows_are_all_read() -> None:
    draft = drafted("w.csv", "body,image,alt\n" + '"Hello, ""you""",a.jpg,A\n' * 10_000)

    assert len(draft.entries) == 10_000
    assert Lines(draft.text).position(draft.entries[-1].places["alt:0"].span(0, 1)[0]) == (10_001, 24)
