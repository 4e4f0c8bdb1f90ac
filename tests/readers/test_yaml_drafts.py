"""YAML files: one draft or many."""

from __future__ import annotations

import pytest

from tests.readers import drafted, faults, source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("body: One", [("fair", "One")]),
        ("\ufeff---\nbody: One\n---\n", [("fair", "One")]),
        ("- body: One\n- {body: Two, id: b}\n", [("fair-1", "One"), ("b", "Two")]),
        ("posts:\n- body: One\n- body: Two\n", [("fair-1", "One"), ("fair-2", "Two")]),
        ("body: One\n---\nbody: Two\n...\n", [("fair-1", "One"), ("fair-2", "Two")]),
        ("body: One\n---\n- body: Two\n- body: Three\n", [("fair-1", "One"), ("fair-2", "Two"), ("fair-3", "Three")]),
        ("[]", []),
    ],
)
def test_a_file_holds_one_draft_or_a_list_or_posts_or_documents(text: str, expected: list[tuple[str, str]]) -> None:
    draft = drafted("fair.yml", text)

    assert [(entry.post.id, entry.post.body) for entry in draft.entries] == expected
    for entry in draft.entries:
        assert source(draft, "body", entry) == entry.post.body


@pytest.mark.parametrize("text", ["", "# words\n", "---\n---\n", "~", "\ufeff"])
def test_a_file_without_a_draft_is_a_fault(text: str) -> None:
    (fault,) = faults("a.yaml", text)

    assert "holds no draft" in fault
