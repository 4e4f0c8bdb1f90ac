"""Whatever is written into a draft is read back from it, and nothing else of the file has changed."""

# ruff: noqa: E501 - the files stand as they are

from __future__ import annotations

import difflib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import readers
from linter.editing import EditError, set_fields
from linter.post import Draft

# Each has two posts or one, comments or blanks of its own, and several ways to write a text.
FILES: dict[str, str] = {
    "block.md": "---\n# of the office\naccount: main   # ours\ntitle: 'Fair'\nimages:\n  - path: a.png\n    alt: >-\n"
    "      Two\n      lines\nallow: []\n---\n\nWords  \n\n- and a list\n",
    "bare.md": "Only words, and\r\na second line.\r\n",
    "flow.md": "---\n{account: main, images: [{path: a.png, people: none}]}\n---\nWords",
    "empty.md": "---\n---\nWords\n",
    "thread.md": "---\nthread: true\naccount: main\n---\nOne\n\n---\n\nTwo\n",
    "marked.txt": "\ufeffOnly words\n",
    "posts.yaml": "posts:\n  - body: |\n      One\n      two\n\n  # about the second\n  - account: 'main'\n    body: \"It's\"\n"
    "    images:\n    - path: a.png\n    platforms: [x, facebook]\n",
    "stream.yml": "body: One\n---\nbody: Two\napproval: {by: S01}\n",
    "list.json": '[\r\n\t{\r\n\t\t"body": "One",\r\n\t\t"images": [\r\n\t\t\t{"path": "a.png"}\r\n\t\t]\r\n\t},\r\n\t{"body": "Two"}\r\n]',
    "tight.json": '{"body":"One","images":[{"path":"a.png","alt":"\\u00e9"}]}\n',
    "lines.jsonl": '{"body": "One"}\n\n{"body": "Two", "platforms": ["x"]}\n',
    "commas.csv": 'id,body,account,image,alt\r\n1,"One, ""two""",main,a.png,\r\n2,Two\r\n',
    "marked.csv": "\ufeffsep=;\nbody;title;images\nOne; First ;a.png; \n".replace("; \n", "\n"),
    "tabs.tsv": "body\ttitle\tallow\nOne\t\t\nTwo\tx\tprofanity -- quoted from a play\n",
}
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"], include_characters="\n\t'\"#:[]{},&*!|>%@`\\"
    ),
    min_size=1,
    max_size=40,
)
LINES = WORDS.map(lambda text: " ".join(text.split()) or "x")
VALUES: dict[str, st.SearchStrategy[object]] = {
    "title": LINES,
    "account": st.sampled_from(["main", "pta", "no", "1e3", "null", "2026-11-20", "~", "- a", "k: v"]),
    "category": LINES,
    "schedule": st.sampled_from(["2026-11-23T09:00", "2026-11-23"]),
    "confident": st.booleans(),
    "author": st.sampled_from([{"id": "S02"}, {"name": "A. Nother", "role": "governor"}]),
    "approval": st.sampled_from([{"by": "S01"}, {"by": "S01", "on": "2026-11-20", "digest": "sha256:00"}]),
    "approval.by": st.just("S02"),
    "platforms.+": st.just("instagram"),
    "allow.+": st.fixed_dictionaries(
        {"rule": st.just("hidden-characters"), "reason": LINES.filter(lambda text: sum(map(str.isalpha, text)) > 2)}
    ),
    "images.0.alt": WORDS.map(str.strip).filter(bool),
    "images.0.people": st.sampled_from(["none", "pupils"]),
    "images.0.person_ids": st.lists(st.sampled_from(["P1", "P2", "P3"]), min_size=1, unique=True),
    "body": WORDS.filter(lambda text: text.strip(" \t\r\n") != ""),
}


def _read(name: str, text: str) -> Draft:
    return readers.read(name, text.encode("utf-8"))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_or_refused(name: str, data: st.DataObject) -> None:
    draft = _read(name, FILES[name])
    index = data.draw(st.integers(0, len(draft.entries) - 1))
    key = data.draw(st.sampled_from(sorted(VALUES)))
    value = data.draw(VALUES[key])
    if key.startswith("images.0.") and not draft.entries[index].post.images:
        return
    try:
        text = set_fields(draft, index, {key: value}, lambda text: _read(name, text))
    except EditError as error:
        if _may_be_refused(name, key, value):
            return
        raise AssertionError((name, key, value)) from error
    new = _read(name, text)
    assert len(new.entries) == len(draft.entries)
    for number, (before, after) in enumerate(zip(draft.entries, new.entries, strict=True)):
        if number != index and "thread" not in name:
            assert before.post == after.post
    _only_a_little_changed(draft.text, text)


def _may_be_refused(name: str, key: str, value: object) -> bool:
    """Say whether a format cannot hold a value: some lose blanks, and words can be taken for something else."""
    if key == "body":
        return name.endswith((".md", ".txt", ".csv", ".tsv")) or str(value) != str(value).strip()
    if name.endswith((".csv", ".tsv")):
        return isinstance(value, str | dict) or key == "images.0.person_ids"
    # Below the first post of a thread in Markdown there is no place for its own title or pictures.
    return name == "thread.md" and key == "title"


def _only_a_little_changed(before: str, after: str) -> None:
    """Assert that what was not changed stands there as it stood."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    removed = sum(end - start for tag, start, end, _, _ in matcher.get_opcodes() if tag in ("replace", "delete"))
    longest = max((len(line) for line in before.splitlines()), default=0)
    assert removed <= max(2 * longest, 40), (before, after)
    assert before.startswith("\ufeff") == after.startswith("\ufeff")
    if "\r\n" in before and "\r" not in json.dumps(after).replace("\\r\\n", ""):
        assert after.count("\n") >= before.count("\n") - 1
