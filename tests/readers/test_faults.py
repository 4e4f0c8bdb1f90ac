"""Each malformed draft in `tests/faults/drafts` gives the message that stands here, on one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter.errors import DraftError, Fault
from linter.readers import READERS, read

DRAFTS = Path(__file__).parent.parent / "faults" / "drafts"
EXPECTED: dict[str, str | tuple[str, ...]] = {
    "alias.yaml": (
        ":1: &words is an anchor (take it out, and write out its copies)",
        ":2: *words stands for something else (write it out)",
    ),
    "anchor.yaml": ":1: &words is an anchor (take it out, and write out its copies)",
    "apostrophe.yaml": ":1: is not YAML: text after a closing quote (write an apostrophe in '…' as '')",
    "approval-without-name.yaml": ":2: approval.by: is missing (add by)",
    "bad-escape.json": r":1: column 13: \p is not an escape of JSON (write a backslash as \\)",
    "body-empty.yaml": ":2: body: is empty, and there is no picture (write the words of the post)",
    "body-in-front-matter.md": ":3: body: does not belong in front matter"
    " (the words of the post stand below the front matter)",
    "body-missing.yaml": ':1: body: is missing (write the words of the post, or body: "" if the pictures say it all)',
    "colon-unquoted.md": ":3: is not YAML: a colon where YAML takes it for a key (quote the text, or line up the keys)",
    "control-character.yaml": ":1: holds a control character (U+0007) (take it out)",
    "deeply-nested.json": ":1: column 52: is nested more than 50 levels deep (a draft needs no more than five)",
    "deeply-nested.yaml": ":1: is nested more than 50 levels deep (a draft needs no more than five)",
    "draft.docx": ": is no kind of draft: its name ends in .docx"
    " (one of .md, .markdown, .txt, .json, .jsonl, .ndjson, .yaml, .yml, .csv, .tsv, .xlsx, .xlsm)",
    "duplicate-key.json": ":3: column 3: key 'body' is there twice, first on line 2 (keep one of them)",
    "duplicate-key.yaml": ":3: key 'account' is there twice, first on line 2 (keep one of them)",
    "empty-thread-post.md": ":7: post 2 of the thread is empty (write it, or take out the line that parts it off)",
    "empty.json": ":1: column 1: holds no value (write a draft: { … })",
    "front-matter-late.md": ":3: front matter does not start on line 1 (take out the blank lines before it)",
    "front-matter-not-keys.md": ":2: front matter is not keys and values (write it as key: value, or leave it out)",
    "front-matter-toml.md": ":1: front matter in TOML is not read (write it as YAML between --- lines)",
    "front-matter-twice.md": ":4: a second block in the front matter (make it one block between two lines ---)",
    "handle-unquoted.md": ":2: is not YAML: a text that starts with @ (put it in quotes)",
    "image-as-text.yaml": ":2: images[0]: is text, not a table of keys and values (write {path: …})",
    "image-without-path.yaml": ":3: images[0].path: is missing (add path)",
    "key-not-text.yaml": ":2: a key that is not text (put it in quotes)",
    "line-end-in-text.json": r":1: column 10: the text that starts here is not closed"
    r' (end it with ", and write line ends as \n)',
    "list-as-key.yaml": ":2: a key that is not text (put it in quotes)",
    "list-on-a-line.jsonl": ':1: is not a table of keys and values (write it as a draft: body: "…")',
    "lone-surrogate.json": r":1: column 20: \ud83d is half a surrogate pair (write the character itself)",
    "merge-key.yaml": ":2: << takes over another table (write it out)",
    "misaligned.yaml": ":2: is not YAML: a colon where YAML takes it for a key (quote the text, or line up the keys)",
    "nan.json": ":1: column 49: NaN is not JSON (take it out, or put it in double quotes)",
    "no-draft.yaml": ":1: holds no draft (write one: body: …)",
    "not-utf-16.txt": ":1: byte 7 (0x00) is not UTF-16 text (save it as UTF-8)",
    "not-utf-8.txt": ":2: byte 33 (0xA3) is not UTF-8 text (save it as UTF-8)",
    "nothing.md": ":1: body: is empty, and there is no picture (write the words of the post)",
    "nul-byte.txt": ":2: is not a text file: it holds a NUL byte (save it as plain text in UTF-8)",
    "number-as-id.json": ":1: id: is a whole number, not text (put it in quotes)",
    "own-tag.yaml": ":1: !shout is a tag (take it out, or put the text in quotes)",
    "people-unknown.yaml": ":4: images[0].people: is 'p•••', not one of none, adults, pupils, both"
    " (did you mean 'pupils'?)",
    "posts-not-a-list.yaml": ":1: posts: is not a list of drafts (write each draft as an item of a list)",
    "posts-with-company.yaml": ":1: account: stands beside posts (move it into each post)",
    "python-true.json": ":1: column 49: True is not JSON (write true)",
    "schedule-not-a-date.json": ":3: schedule: is 'F••• a••• n•••', not a date such as 2026-11-23"
    " (a time may follow, as in 2026-11-23T09:00)",
    "single-quotes.json": ':1: column 2: there is "\'" where a key should be (use double quotes: ")',
    "surrogate.yaml": ":1: holds a surrogate as an escape (write the character itself)",
    "tab-indentation.yaml": ":3: is not YAML: a tab (indent with spaces)",
    "tag.yaml": ":1: tag:yaml.org,2002:python/object/apply:os.system is a tag (take it out, or put the text in quotes)",
    "text-after-bar.yaml": ":1: is not YAML: text right after | or > (start the text on the next line)",
    "text-only.json": ':1: is not a table of keys and values (write it as a draft: body: "…")',
    "text-only.yaml": ':1: is not a table of keys and values (write it as a draft: body: "…")',
    "thread-and-body.yaml": ":1: body: stands beside thread (make it the thread's first post)",
    "thread-empty.yaml": ":1: thread: is an empty list (write its posts, or take it out)",
    "thread-item-without-body.yaml": ":3: thread[1].body: is missing"
    ' (write the words of the post, or body: "" if the pictures say it all)',
    "thread-list-in-front-matter.md": ":2: thread: is not true or false here"
    " (write thread: true and part the posts with ---)",
    "thread-not-true.md": ":2: thread: is not true or false here (write thread: true and part the posts with ---)",
    "too-big-a-number.json": ":1: column 42: is too big a number (put it in double quotes)",
    "trailing-comma.json": ":3: column 1: there is '}' where a key should be (take out the comma before it)",
    "true-capital.yaml": ":2: confident: is text, not true or false (write true or false)",
    "truncated.json": ":2: column 1: the text ends where a value should be (finish the draft)",
    "truncated.jsonl": r":3: column 10: the text that starts here is not closed"
    r' (end it with ", and write line ends as \n)',
    "two-platforms-in-one-word.yaml": ":2: platforms: is not one platform (write a list: [facebook, x])",
    "two-values.json": ":2: column 1: there is '{' after the end of the value (put several drafts in a list: [ … ])",
    "unclosed-front-matter.md": ":1: front matter is not closed (end it with a line ---)",
    "unclosed-list.yaml": ":3: is not YAML: a list that is not closed (close it with ])",
    "unclosed-quote.yaml": ":1: is not YAML: a quote that is not closed (close it; write an apostrophe in '…' as '')",
    "unknown-escape.yaml": r":1: is not YAML: an unknown escape in double quotes"
    r" (write a backslash as \\, or use single quotes)",
    "unknown-field-far.md": ":3: qzxw: is not a known key (no field of a draft has that name; take it out)",
    "unknown-field.md": ":3: platform: is not a known key (did you mean 'platforms'?)",
    "variant-without-body.yaml": ":3: variants.x.body: is missing"
    ' (write the words of the post, or body: "" if the pictures say it all)',
    "alt-without-image.csv": ":2: row 2, image: is missing (name the picture, or leave out what is said of it)",
    "approval-without-name.csv": ":2: row 2, approval_by: is missing (say who gave it, or leave out the rest)",
    "body-empty.csv": ":3: row 3, body: is empty, and there is no picture (write the words of the post)",
    "body-under-another-name.csv": ":1: row 1: has no column 'body'"
    " (call the column with the words so, or name it in [readers.csv] columns)",
    "broken-json-in-cell.csv": ":2: row 2, images: there is ']' where a key should be (put keys in double quotes)",
    "cell-without-header.csv": ":2: row 2: cell 3 stands under no header"
    " (put quotes around a text with commas in it, or give the column a header)",
    "comma-unquoted.csv": ":2: row 2: cell 3 stands under no header"
    " (put quotes around a text with commas in it, or give the column a header)",
    "date-of-another-form.csv": ":2: row 2, schedule: is '••• •••', not a date such as 2026-11-23"
    " (a time may follow, as in 2026-11-23T09:00; date_format in [readers.csv] names another form)",
    "empty.csv": ":1: is empty (write a header with a column 'body', and a post a row)",
    "header-twice.csv": ":1: row 1: column 'body' says the same as 'Body' (keep one of them)",
    "neither-yes-nor-no.csv": ":2: row 2, confident: is neither yes nor no (write yes or no)",
    "no-body.csv": ":1: has no column 'body', so it is no sheet of posts"
    " (call the column with the words so, or name it in [readers.csv] columns)",
    "not-windows-1252.csv": ":2: byte 13 (0xB3) is not UTF-8 text"
    ' (save it as "CSV UTF-8", or set encoding in [readers.csv])',
    "people-unknown.csv": ":2: row 2, people: is 'f•••', not one of none, adults, pupils, both (choose one of them)",
    "picture-said-twice.csv": ":2: row 2, image: is said twice in this post (keep one of them)",
    "quote-closed-early.csv": ":2: row 2: column 11: there is text after the closing quote of a cell"
    " (write a quote inside a cell twice)",
    "quote-unclosed.csv": ":2: row 2: column 3: the quote that starts this cell is not closed; the rest was not read"
    " (close it; write a quote inside a cell twice)",
    "quote-unclosed.tsv": ":2: row 2: column 3: the quote that starts this cell is not closed; the rest was not read"
    " (close it; write a quote inside a cell twice)",
    "unknown-header-far.csv": ":1: row 1: column 'Form colour' is no field of a draft"
    " (name its field in [readers.csv] columns, or set ignore_unknown = true there)",
    "unknown-header.csv": ":1: row 1: column 'plattforms' is no field of a draft (did you mean 'platforms'?)",
}


@pytest.fixture(params=["libyaml", "no libyaml"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no libyaml":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def test_every_malformed_draft_has_its_message() -> None:
    assert sorted(path.name for path in DRAFTS.iterdir()) == sorted(EXPECTED)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("name", EXPECTED)
def test_a_malformed_draft_gives_one_line_a_fault_with_place_and_cure(name: str) -> None:
    expected = EXPECTED[name]
    path = f"drafts/{name}"

    try:
        found = read(path, (DRAFTS / name).read_bytes()).faults
    except DraftError as error:
        found = error.faults

    messages = [str(fault) for fault in found]
    assert messages == [path + message for message in ((expected,) if isinstance(expected, str) else expected)]
    for fault, message in zip(found, messages, strict=True):
        assert len(message.splitlines()) == 1
        assert fault.path == path
        assert fault.hint
        assert fault.line is not None or name == "draft.docx"


def test_all_faults_of_a_draft_are_told_at_once_in_their_order() -> None:
    text = b"body: 1\nschedule: Friday\nplatfroms: [x]\nimages:\n  - {alt: A, people: few}\n"

    with pytest.raises(DraftError) as caught:
        read("fair.yaml", text)

    assert [(fault.line, fault.key) for fault in caught.value.faults] == [
        (2, "schedule"),
        (3, "platfroms"),
        (5, "images[0].path"),
        (5, "images[0].people"),
    ]


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        '{"a":' * 100_000,
        "? " * 10_000,
        "a:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 1000)),
        "&a [*a, *a]",
        "\x85\u2028\x1c",
        '"\\ud83d\\ude00"',
        "---\n---\n---\n",
        "--- |\n \n",
        "9" * 10_000,
        "%YAML 9.9\n---\na: b",
    ],
    ids=range(13),
)
def test_nothing_but_a_draft_or_a_fault_comes_of_a_hostile_file(suffix: str, text: str) -> None:
    for content in (text, f"---\n{text}\n---\nWords.\n"):
        try:
            found: tuple[Fault, ...] = ()
            read(f"hostile{suffix}", content.encode())
        except DraftError as error:
            found = error.faults
        assert all(len(str(fault).splitlines()) == 1 for fault in found)
