"""What is wrong with `[readers]` in the settings."""

from __future__ import annotations

import pytest

from linter.reader_options import CsvOptions, DocumentOptions, Readers
from linter.readers.options import complaints


def csv(**options: object) -> Readers:
    return Readers(CsvOptions(**options))  # type: ignore[arg-type]


def document(posts: str = "", **fields: str) -> Readers:
    return Readers(documents=(DocumentOptions(("*.yaml",), posts, fields),))


@pytest.mark.parametrize(
    "readers",
    [
        Readers(),
        csv(columns={"body": "Text", "images.0.path": "Media", "images[1].alt": "Alt 2", "approval.by": "Who"}),
        csv(delimiter="\t", date_format="%d %B %Y, %I:%M %p"),
        document("data.items[*].post?"),
        document(body="content.text", **{"images[*].path": "media[*].src", "platforms": "where[*]"}),
    ],
)
def test_sound_settings_raise_no_complaint(readers: Readers) -> None:
    assert list(complaints(readers)) == []


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (csv(columns={"body": "Text", "platfroms": "Where"}), "csv.columns.platfroms is no field of a draft"),
        (csv(columns={"body": "Text", "images.0.pth": "X"}), "csv.columns.images.0.pth is no field of a draft"),
        (csv(columns={"body": "Text", "images[*].path": "X"}), "csv.columns.images[*].path is no field of a draft"),
        (csv(columns={"body": "Text", "images.500.path": "X"}), "csv.columns.images.500.path is no field of a draft"),
        (csv(columns={"body": "Text", "title": "TEXT "}), "csv.columns.title names the same column as body"),
        (csv(columns={"body": " "}), "csv.columns.body is empty"),
        (csv(columns={"title": "Text"}), "csv.columns does not name the column of the body"),
        (csv(delimiter=";;"), "csv.delimiter is not what parts cells"),
        (csv(delimiter='"'), "csv.delimiter is not what parts cells"),
        (csv(date_format="DD/MM/YYYY"), "csv.date_format is not the form of a date"),
        (Readers(documents=(DocumentOptions(()),)), "documents[0].files is empty"),
        (document("data..items"), "documents[0].posts is not a path"),
        (document(body="a..b"), "documents[0].fields.body is not a path"),
        (document(body="text", titel="t"), "documents[0].fields.titel is no field of a draft"),
        (document(title="t"), "documents[0].fields does not say where the body is"),
        (
            document(body="t", **{"images[*].path": "a"}),
            "documents[0].fields.images[*].path has [*], and its path has not",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_key_and_a_cure(readers: Readers, expected: str) -> None:
    (found,) = complaints(readers)

    assert f"{found[0]} {found[1]}".startswith(expected)
    assert found[2]
