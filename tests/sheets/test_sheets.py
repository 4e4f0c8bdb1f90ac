"""The forms of scheduling tools' sheets: known by their headers, and dated."""

from __future__ import annotations

import pytest

from linter import sheets

PUBLER = (
    "Date - Intl. format or prompt",
    "Text",
    "Link(s) - Separated by comma for FB carousels",
    "Media URL(s) - Separated by comma",
    "Title - For the video, pin, PDF ..",
    "Label(s) - Separated by comma",
    "Alt text(s) - Separated by ||",
    "Comment(s) - Separated by ||",
    "Pin board, FB album, or Google category",
    "Post subtype - I.e. story, reel, PDF ..",
    "CTA - For Facebook links or Google",
    "Reminder - For stories, reels, shorts, and TikToks",
)


@pytest.mark.parametrize("name", sheets.names())
def test_every_form_can_be_read_and_says_where_it_is_from(name: str) -> None:
    form = sheets.load(name)

    roles = set(form.columns.values()) | set(form.order)
    assert form.source.startswith("https://")
    assert form.confirmed
    assert "body" in roles
    assert roles & {"schedule", "date"}
    assert all(sheets.plain(header) == header for header in [*form.columns, *form.parted])
    assert set(form.parted) <= set(form.columns)
    assert form.needs or form.order


@pytest.mark.parametrize(
    ("first", "form"),
    [
        (("Text", "Image URL", "Tags", "Posting Time"), "buffer"),
        (("text", "image_url", "POSTING  TIME", "Board Name"), "buffer"),
        (PUBLER, "publer"),
        (("Date", "Message", "Link", "Photo URL"), "publer-2017"),
        (("Date", "Time", "Caption", "Hashtags", "Media URL", "Platform"), "later"),
        (("Scheduled Date", "Scheduled Time", "Platform", "Post Content", "Link", "Media URL"), "meta"),
        (("Title", "Description", "Scheduled publish time"), "meta"),
        (("24/11/2026 16:30", "The fair is on Friday", "https://thistlebrook.example"), "hootsuite"),
        (("24/11/2026 16:30", "The fair is on Friday", ""), "hootsuite"),
        (("2026-11-24 16:30", "The fair is on Friday", ""), "hootsuite"),
        (("2026-11-24 16:30:01", "The disk is full", ""), ""),
        (("24/11/2026 16:30", "The fair", "", "postlint: ready", ""), "hootsuite"),
        (("24/11/2026 16:30", "12.5", "3", "4", "5"), ""),
        (("24/11/2026", "12.5"), ""),
        (("club", "day"), ""),
        (("date", "title"), ""),
        (("Text",), ""),
        ((), ""),
    ],
)
def test_a_sheet_is_known_by_its_first_row(first: tuple[str, ...], form: str) -> None:
    assert sheets.known(first)[0] == form


def test_every_column_of_the_template_has_its_place() -> None:
    form = sheets.load("publer")

    assert None not in [form.role(header) for header in PUBLER]
    assert form.role("Postlint Outcome") == "internal"
    assert form.role("Notes of mine") is None


BOTH = ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")


@pytest.mark.parametrize(
    ("dates", "form", "is_doubtful"),
    [
        (("24/11/2026 16:30", "01/12/2026 09:00"), BOTH[0], False),
        (("11/24/2026 16:30", "01/12/2026 09:00"), BOTH[1], False),
        (("01/12/2026 09:00", "02/12/2026 09:00"), BOTH[0], True),
        (("01/01/2027 09:00",), BOTH[0], False),
        (("Friday",), BOTH[0], False),
        ((), BOTH[0], False),
    ],
)
def test_dates_are_read_in_the_form_that_fits_most(dates: tuple[str, ...], form: str, is_doubtful: bool) -> None:
    assert sheets.date_form(dates, BOTH) == (form, is_doubtful)
