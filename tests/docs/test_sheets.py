"""The examples on the page about sheets are read as it says, and it leaves out no column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from linter.post import Image
from linter.reader_options import Encoding
from linter.readers import read
from linter.readers.csv_columns import standard_names
from linter.reading import Reading
from linter.settings import load
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "sheets.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_sheet_is_read() -> None:
    (text,) = examples("csv")
    fair, coats = read("week.csv", text.encode()).entries

    assert '"Everyone"' in fair.post.body
    assert fair.post.images == (Image("fair.jpg", "A red poster", "none"),)
    assert coats.post.body.count("\n") == 2


def test_every_column_is_told_of() -> None:
    table = PAGE.partition("| --- | --- |")[2].partition("\n\n")[0]

    assert set(standard_names().values()) <= set(re.findall(r"`(\w+)`", table))


def test_the_settings_do_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "postlint.toml").write_text("\n".join(examples("toml")), encoding="utf-8")
    reading = Reading(load(tmp_path / "postlint.toml"))
    sheet = "Post text;Date and time;Media;Description;Colour\nHello;23/11/2026 09:00;a.jpg;A;red\n"
    feed = "data: {items: [{post: {content: {text: Hello}, channels: [{name: x}], media: [{src: a.jpg, alt: A}]}}]}"

    for path, text in (("week.csv", sheet), (str(tmp_path / "site" / "feed.yaml"), feed)):
        (entry,) = reading.read(path, text.encode()).entries
        assert (entry.post.body, entry.post.images) == ("Hello", (Image("a.jpg", "A"),))


def test_every_encoding_is_told_of() -> None:
    assert all(name in PAGE for name in get_args(Encoding) if name != "auto")
