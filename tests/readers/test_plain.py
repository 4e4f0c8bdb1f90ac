"""Plain text files."""

from __future__ import annotations

from tests.readers import drafted, only


def test_the_whole_file_is_the_body_and_its_name_the_id() -> None:
    post = only(drafted("drafts/fair day.txt", "# Not a *heading*\n\n![no](picture.jpg)\n")).post

    assert (post.id, post.body, post.markup) == ("fair day", "# Not a *heading*\n\n![no](picture.jpg)", "plain")
    assert post.images == ()


def test_front_matter_is_read_in_plain_text_too() -> None:
    post = only(drafted("a.txt", "---\naccount: main\n---\nHi\n")).post

    assert (post.account, post.body, post.markup) == ("main", "Hi", "plain")
