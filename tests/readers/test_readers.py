"""From bytes to a draft: encodings, suffixes, and places that count as editors do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linter.errors import DraftError
from linter.readers import MOST_BYTES, READERS, WORKBOOKS, read
from linter.text import Lines
from tests.readers import drafted, only, position, source
from tests.sheets.workbooks import workbook


@pytest.mark.parametrize(("suffix", "module"), READERS.items())
def test_every_suffix_has_a_reader(suffix: str, module: str) -> None:
    body = {
        "json_drafts": '{"body": "Hello"}',
        "json_lines": '{"body": "Hello"}',
        "yaml_drafts": "body: Hello",
        "csv_drafts": "body\nHello",
    }

    for name in (f"drafts/note{suffix}", f"drafts/note{suffix.upper()}"):
        if module in WORKBOOKS:
            assert only(read(name, workbook([["body"], ["Hello"]]))).post.body == "Hello"
            continue
        assert only(drafted(name, body.get(module, "Hello"))).post.body == "Hello"


def test_a_given_suffix_stands_in_for_the_paths_own() -> None:
    assert only(read("-", b'{"body": "Hello"}', ".json")).post.body == "Hello"


@pytest.mark.parametrize(("name", "what"), [("a.docx", "ends in .docx"), ("README", "has no suffix")])
def test_an_unknown_suffix_is_a_fault_that_lists_the_known(name: str, what: str) -> None:
    with pytest.raises(DraftError, match=what) as caught:
        read(name, b"Hello")

    assert all(suffix in str(caught.value) for suffix in READERS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_marked_utf_16_are_read(encoding: str) -> None:
    assert only(drafted("a.txt", "Café 😀", encoding)).post.body == "Café 😀"


def test_the_byte_order_mark_stays_in_the_text_and_has_no_column() -> None:
    draft = drafted("a.txt", "Hello\nthere", "utf-8-sig")

    assert draft.text == "\ufeffHello\nthere"
    assert only(draft).places["body"].span(0, 5) == (1, 6)
    assert position(draft, "body") == (1, 1)
    assert position(draft, "body", 4) == (1, 5)
    assert position(draft, "body", 6) == (2, 1)
    lines = Lines(draft.text)
    assert (lines.position(0), lines.start(1), lines.line(1)) == ((1, 1), 1, "Hello")


def test_a_byte_order_mark_elsewhere_is_a_character_like_others() -> None:
    assert Lines("a\ufeffb").position(2) == (1, 3)


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"One\r\ntwo\rthree \xe9", 3, r"byte 16 \(0xE9\) is not UTF-8"),
        ("Café".encode("utf-16-be"), 1, "byte|NUL"),
        (b"\xff\xfea\x00\n\x00b\x00\x00\xdc", 2, r"byte 9 .* is not UTF-16"),
        (b"One\n\x00", 2, "NUL"),
        ("a\n".encode("utf-32"), 1, "NUL"),
    ],
)
def test_what_is_no_text_is_a_fault_with_its_line(data: bytes, line: int, what: str) -> None:
    with pytest.raises(DraftError, match=what) as caught:
        read("a.txt", data)

    (fault,) = caught.value.faults
    assert fault.line == line
    assert "UTF-8" in fault.hint


def test_a_file_that_is_too_big_is_refused_before_it_is_read() -> None:
    with pytest.raises(DraftError, match="too big"):
        read("a.txt", b"a" * (MOST_BYTES + 1))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("name", "lines", "part", "words", "place"),
    [
        ("a.md", ["---", "title: Fête 😀 day", "---", "", "👨‍👩‍👧 e\u0301 \tX"], "body", "X", (5, 11)),
        ("a.md", ["---", "title: Fête 😀 day", "---", "", "Words"], "title", "day", (2, 15)),
        ("a.txt", ["Tab\there", "e\u0301 X"], "body", "X", (2, 4)),
        ("a.json", ["{", '\t"body": "\\t😀\\ud83d\\ude00é X"', "}"], "body", "X", (2, 28)),
        ("a.jsonl", ["", '{"body": "😀 X"}'], "body", "X", (2, 13)),
        ("a.yaml", ["id: a", "body: 😀 e\u0301 X"], "body", "X", (2, 12)),
        ("a.yaml", ["body: |", "  One", "", "  😀 X"], "body", "X", (4, 5)),
        ("a.yaml", ["body: >-", "  One", "  two", "", "  X"], "body", "X", (5, 3)),
        ("a.yaml", ['body: "One \\', "  \\u00e9 two", '  X"'], "body", "X", (3, 3)),
        ("a.yaml", ["body: 'It''s", "  X'"], "body", "X", (2, 3)),
        ("a.csv", ["id,body", '1,"😀 ""e\u0301"" X"'], "body", "X", (2, 13)),
        ("a.csv", ["body,id", '"One', '""😀"", X",2'], "body", "X", (3, 8)),
        ("a.tsv", ["id\tbody", "1\t 😀 X "], "body", "X", (2, 6)),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_lines_and_columns_as_editors_do(
    name: str, lines: list[str], part: str, words: str, place: tuple[int, int], *, ending: str, mark: str
) -> None:
    draft = drafted(name, mark + ending.join(lines) + ending)

    post = only(draft).post
    offset = (post.body if part == "body" else post.title or "").index(words)
    assert position(draft, part, offset) == place
    start, end = only(draft).places[part].span(offset, offset + len(words))
    assert draft.text[start:end] == words


def test_reading_text_imports_neither_yaml_nor_pathspec() -> None:
    script = (
        "import sys; from linter.readers import read; read('a.md', b'Hello'); read('a.json', b'{\"body\": \"a\"}');"
        "print(sorted({'yaml', 'pathspec', 'json', 'linter.evidence'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_source_is_what_the_author_wrote() -> None:
    assert source(drafted("a.json", r'{"body": "caf\u00e9"}'), "body") == r"caf\u00e9"
