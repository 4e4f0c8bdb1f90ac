"""JSON files: one draft or many."""

from __future__ import annotations

import pytest

from linter.errors import DraftError
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"body": "One"}, {"bdy": "Two"}, {"body": "Three"}]'),
        ("a.json", '{"posts": [{"body": "One"}, {"bdy": "Two"}, {"body": "Three"}]}'),
        ("a.yaml", "- body: One\n- bdy: Two\n- body: Three\n"),
    ],
)
def test_a_draft_of_a_list_that_cannot_be_read_leaves_the_others_as_they_are(name: str, text: str) -> None:
    draft = drafted(name, text)

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == [("a-1", "One"), ("a-3", "Three")]
    assert [fault.key.rpartition("]")[2] for fault in draft.faults] == [".bdy"]


@pytest.mark.parametrize("text", ['{"posts": [{"body": "One"}], "account": "main"}', '[{"body": "One"}, {"body": ]'])
def test_what_is_wrong_with_the_file_as_a_whole_lets_no_post_through(text: str) -> None:
    with pytest.raises(DraftError):
        drafted("a.json", text)
