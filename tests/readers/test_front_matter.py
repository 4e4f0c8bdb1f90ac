"""Front matter and body, in Markdown and in plain text."""

from __future__ import annotations

import pytest

from linter.post import Post
from tests.readers import drafted, faults, only, position


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Words.\n", None, "Words."),
        ("\n \n\tWords.  \n\t\n", None, "\tWords.  "),
        ("---\ntitle: T\n---\nWords.", "T", "Words."),
        ("---\ntitle: T\n...\n\nWords.\n\n", "T", "Words."),
        ("--- \t\ntitle: T\n---  \nWords.", "T", "Words."),
        ("---\n---\nWords.", None, "Words."),
        ("---\n# nothing yet\n---\nWords.", None, "Words."),
        ("---\ntitle: T\n---\nOne\n\n---\n\nTwo", "T", "One\n\n---\n\nTwo"),
        ("---\ntitle: |\n  A --- B\n---\nWords.", "A --- B\n", "Words."),
        ("One\n\n---\ntitle: T\n---\n", None, "One\n\n---\ntitle: T\n---"),
        ("----\nWords.", None, "----\nWords."),
        ("\n---\nWords.", None, "---\nWords."),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_is_parted_into_front_matter_and_body(
    text: str, title: str | None, body: str, name: str, mark: str
) -> None:
    draft = drafted(name, mark + text)

    assert (only(draft).post.title, only(draft).post.body) == (title, body)
    start, end = only(draft).places["body"].span(0, len(body))
    assert draft.text[start:end] == body


def test_the_body_keeps_its_line_ends() -> None:
    assert only(drafted("a.md", "---\r\nid: a\r\n---\r\nOne\r\ntwo\rthree\r\n")).post.body == "One\r\ntwo\rthree"


def test_a_fault_in_front_matter_has_the_line_of_the_file() -> None:
    assert faults("a.md", "\ufeff---\r\nid: a\r\n\r\nfoo: b\r\n---\r\nHi")[0].startswith("a.md:4: foo: ")


@pytest.mark.parametrize(
    ("body", "posts"),
    [
        ("One\n---\nTwo", ["One", "Two"]),
        ("One\n\n***\n\nTwo\n___  \nThree\n", ["One", "Two", "Three"]),
        ("One\n```\n---\n```\n---\nTwo", ["One\n```\n---\n```", "Two"]),
        ("One\n~~~~ text\n~~~\n---\n~~~~\n---\nTwo", ["One\n~~~~ text\n~~~\n---\n~~~~", "Two"]),
        ("One\n----\n - - -\n**\nstill", ["One\n----\n - - -\n**\nstill"]),
        ("```a``` is code\n---\nTwo", ["```a``` is code", "Two"]),
        ("One\n```\n---\nnever closed", ["One\n```\n---\nnever closed"]),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_thread_is_parted_at_thematic_breaks_outside_of_code(body: str, posts: list[str], ending: str) -> None:
    draft = drafted("a.md", f"---\nthread: true\n---\n\n{body}".replace("\n", ending))

    found: list[Post] = [entry.post for entry in draft.entries]
    assert [post.body.replace(ending, "\n") for post in found] == posts
    assert [post.thread for post in found] == [(number + 1, len(posts)) for number in range(len(posts))]
    for entry in draft.entries:
        start, end = entry.places["body"].span(0, len(entry.post.body))
        assert draft.text[start:end] == entry.post.body


def test_thread_false_is_one_post() -> None:
    assert only(drafted("a.md", "---\nthread: false\n---\nOne\n---\nTwo")).post.thread is None


def test_a_variant_in_front_matter_has_its_place_there() -> None:
    draft = drafted("a.md", '---\nvariants:\n  x: "Sh\\u00f6rt now"\n---\nLong')
    _, variant = draft.entries

    assert (variant.post.id, variant.post.body, variant.post.markup) == ("a@x", "Shört now", "markdown")
    assert position(draft, "body", 6, variant) == (3, 18)
