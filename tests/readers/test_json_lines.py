"""JSON Lines."""

from __future__ import annotations

import pytest

from tests.readers import drafted, faults, position


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_line_is_a_draft_and_blank_ones_are_passed_over(ending: str) -> None:
    draft = drafted("a.jsonl", ending.join(["", '{"body": "One"}', " \t", '{"body": "T\\u0077o", "id": "two"}', ""]))

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [("a-1", "One"), ("two", "Two")]
    assert position(draft, "body", 2, draft.entries[1]) == (4, 18)


def test_an_empty_file_holds_no_posts() -> None:
    assert drafted("a.jsonl", "\n").entries == ()


def test_a_bad_line_leaves_the_others_as_they_are() -> None:
    draft = drafted("a.jsonl", '{"body": }\n{"body": "Two"}\n{"body": "Three", "account": 3}\n{"body": "Four"}')

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [("a-2", "Two"), ("a-4", "Four")]
    assert [fault.line for fault in draft.faults] == [1, 3]


def test_every_bad_line_is_named() -> None:
    found = faults("a.ndjson", '{"body": "One"}\n{"body": }\n{"body": "a"} {}\n{"foo": "b", "body": "c"}\n[')

    assert [fault.partition(" ")[0] for fault in found] == [f"a.ndjson:{line}:" for line in (2, 3, 4, 5)]
