"""JSON files: one draft or many."""

from __future__ import annotations

import pytest

from tests.readers import drafted, faults, source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"body": "One"}', [("fair", "One")]),
        ('[{"body": "One"}]', [("fair", "One")]),
        ('[{"body": "One"}, {"body": "Two", "id": "b"}]', [("fair-1", "One"), ("b", "Two")]),
        ('\ufeff {"posts": [{"body": "One"}, {"body": "Two"}]}\n', [("fair-1", "One"), ("fair-2", "Two")]),
        ("[]", []),
        ('{"posts": []}', []),
    ],
)
def test_a_file_holds_one_draft_or_a_list_or_posts(text: str, expected: list[tuple[str, str]]) -> None:
    draft = drafted("fair.json", text)

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == expected
    for entry in draft.entries:
        assert source(draft, "body", entry) == entry.post.body


def test_faults_of_several_drafts_are_told_together() -> None:
    assert faults("a.json", '{"posts": [\n{"body": 1},\n7,\n{"body": "a", "foo": 1}\n]}') == [
        "a.json:2: posts[0].body: is a whole number, not text (put it in quotes)",
        'a.json:3: posts[1]: is not a table of keys and values (write it as a draft: body: "…")',
        "a.json:4: posts[2].foo: is not a known key (no field of a draft has that name; take it out)",
    ]
