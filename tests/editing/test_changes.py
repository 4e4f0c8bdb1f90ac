"""Fields, documents, waivers and files are changed as they are meant to be, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter import packs, readers
from linter.editing import EditError, replace_part, set_fields
from linter.editing.saving import save
from linter.editing.waivers import with_waiver
from linter.errors import RefusedError, SettingsError
from linter.post import Draft
from linter.reader_options import CsvOptions, DocumentOptions, ReaderOptions
from linter.waivers import Waiver

TODAY = date(2026, 11, 20)
DOCUMENT = ReaderOptions(
    document=DocumentOptions(("*",), "data[*]", {"body": "content.text", "images[*].path": "media?[*].file",
                                                 "images[*].alt": "media?[*].alt?"}),
    key="readers.documents[0]",
)  # fmt: skip
COLUMNS = ReaderOptions(CsvOptions({"body": "Post text", "schedule": "When"}, date_format="%d/%m/%Y %H:%M"))
PLAIN = ReaderOptions()
JSON = '{"data": [\n  {"content": {"text": "One"}, "media": [{"file": "a.png"}]},\n  {"content": {"text": "Two"}}\n]}\n'

CASES: list[tuple[str, ReaderOptions, str, int, dict[str, object], str]] = [
    ("a.json", DOCUMENT, JSON, 1, {"body": "Due"}, JSON.replace("Two", "Due")),
    ("a.json", DOCUMENT, JSON, 0, {"images.0.alt": "A cup"}, JSON.replace('"a.png"', '"a.png", "alt": "A cup"')),
    (
        "a.csv", COLUMNS, "Post text,When\nOne,23/11/2026 09:00\n", 0, {"schedule": "2026-11-24T10:30"},
        "Post text,When\nOne,24/11/2026 10:30\n",
    ),
    ("a.md", PLAIN, "---\ntitle: A # b\n---\nOne\n", 0, {"title": None}, "---\n---\nOne\n"),
    ("a.md", PLAIN, "---\nauthor: S02\n---\nOne\n", 0, {"author.role": "head"},
     "---\nauthor:\n  id: S02\n  role: head\n---\nOne\n"),
    ("a.yaml", PLAIN, "body: One\nvariants:\n  x: Two # short\n", 1, {"body": "Due"},
     "body: One\nvariants:\n  x: Due # short\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "options", "before", "index", "fields", "after"), CASES)
def test_a_field_is_changed_where_it_stands(
    name: str, options: ReaderOptions, before: str, index: int, fields: dict[str, object], after: str
) -> None:
    def read(text: str) -> Draft:
        return readers.read(name, text.encode(), options=options)

    assert set_fields(read(before), index, fields, read, options) == after


REFUSED = [
    ("a.json", DOCUMENT, JSON, {"title": "T"}, "does not say where it stands"),
    ("a.md", PLAIN, "One\n", {"titel": "T"}, "did you mean 'title'?"),
    ("a.json", PLAIN, '{"body": "One"}', {"body": None}, "cannot be changed safely"),
    ("a.md", PLAIN, "---\nthread: true\n---\nOne\n\n---\n\nTwo\n", {"body": "One\n\n---\n\nhalf"}, "would change"),
]


@pytest.mark.parametrize(("name", "options", "before", "fields", "why"), REFUSED)
def test_what_cannot_be_changed_safely_is_refused(
    name: str, options: ReaderOptions, before: str, fields: dict[str, object], why: str
) -> None:
    def read(text: str) -> Draft:
        return readers.read(name, text.encode(), options=options)

    with pytest.raises(EditError, match=why.replace("?", r"\?")):
        set_fields(read(before), 0, fields, read, options)


def test_an_alt_text_among_the_words_is_replaced_there() -> None:
    def read(text: str) -> Draft:
        return readers.read("a.md", text.encode())

    assert replace_part(read("See ![a](b.png)!\n"), 0, "alt:0", "A cup", read) == "See ![A cup](b.png)!\n"


def test_a_waiver_is_added_below_what_is_there() -> None:
    pack = packs.load()
    one = Waiver("missing-approval", "drafts/a.md", 'She said "yes"', "S01", date(2026, 12, 1))
    first = with_waiver("", "waivers.toml", one, pack, TODAY, 365)
    old = first.replace("\n", "\r\n") + "# the end\r\n"

    both = with_waiver(old, "waivers.toml", Waiver("PUP-202", "b", "Agreed", "S01", TODAY), pack, TODAY, 365)

    assert first.startswith("# ")
    assert both.startswith(old)
    assert both.count("[[waivers]]") == 2
    assert "\n" not in both.replace("\r\n", "")
    with pytest.raises(RefusedError, match="already"):
        with_waiver(first, "waivers.toml", one, pack, TODAY, 365)


BAD = [
    (Waiver("no-such", "a", "Agreed", "S01", TODAY), "is no rule"),
    (Waiver("exception-fault", "a", "Agreed", "S01", TODAY), "can never be let pass"),
    (Waiver("missing-approval", "a", " ", "S01", TODAY), "says nothing"),
    (Waiver("missing-approval", "a", "Agreed", "", TODAY), "is empty"),
    (Waiver("missing-approval", "a", "Agreed", "S01", date(2026, 11, 19)), "which is over"),
    (Waiver("missing-approval", "a", "Agreed", "S01", date(2028, 1, 1)), "more than 365 days ahead"),
    (Waiver("missing-approval", "../a.md", "Agreed", "S01", TODAY), "not a path below"),
]


@pytest.mark.parametrize(("waiver", "why"), BAD)
def test_a_waiver_that_may_not_be_given_is_refused(waiver: Waiver, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        with_waiver("", "waivers.toml", waiver, packs.load(), TODAY, 365)


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")

    with pytest.raises(SettingsError, match="somebody else"):
        save(path, b"ours", before=b"old")

    assert path.read_bytes() == b"theirs"
    save(path, b"ours", before=b"theirs")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.md", b"ours")]
