"""The digest that binds an approval to words and pixels."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pytest

from linter.approvals import ASPECTS, BINDS, Marks, PictureMark, digest, is_bound, is_bound_to, marks, words_of
from linter.post import Approval, Image, Post

PIXELS = "a" * 64
OTHER = "b" * 64
POST = Post("Zoë's kite flew.", title="Kites", images=(Image("kite.jpg", alt="A red kite"),))


def test_a_digest_is_the_documented_one() -> None:
    # printf '{"body":"Kite day","format":"postlint/approval/1","pictures":[],"title":""}' | sha256sum
    wanted = "sha256:bfb574a841cfc511a4c440476485c8b88d085c01d5f360229b9624facd1ba00f"

    assert digest(Post("Kite day"), ()) == wanted


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Zoë's kite fell."},
        {"body": "zoë's kite flew."},
        {"body": "Zoë's  kite flew."},
        {"title": "kites"},
        {"title": None},
        {"images": (Image("kite.jpg", alt="A blue kite"),)},
        {"images": (Image("kite.jpg"),)},
    ],
)
def test_another_word_makes_another_digest(change: dict[str, object]) -> None:
    assert digest(dataclasses.replace(POST, **change), [PIXELS]) != digest(POST, [PIXELS])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Zoë's kite flew.\r\n"},
        {"body": "\n\nZoe\u0308's kite flew.   \n"},
        {"account": "classes", "platforms": ("x",), "id": "kite", "category": "news"},
        {"images": (Image("renamed.png", alt="A red kite", people="none", credit="M. C."),)},
    ],
)
def test_what_an_editor_or_a_scheduler_changes_keeps_the_digest(change: dict[str, object]) -> None:
    assert digest(dataclasses.replace(POST, **change), [PIXELS]) == digest(POST, [PIXELS])  # type: ignore[arg-type]


def test_other_pixels_make_another_digest() -> None:
    assert digest(POST, [OTHER]) != digest(POST, [PIXELS])


def test_the_order_of_the_pictures_counts() -> None:
    post = Post("Two kites", images=(Image("a.jpg"), Image("b.jpg")))

    assert digest(post, [PIXELS, OTHER]) != digest(post, [OTHER, PIXELS])


def test_words_cannot_move_between_title_and_body_unseen() -> None:
    assert digest(Post("b", title="a"), ()) != digest(Post("a b"), ())


@pytest.mark.parametrize("pixels", [[], [None], [""], [PIXELS, PIXELS]])
def test_what_nobody_could_see_cannot_be_approved(pixels: list[str | None]) -> None:
    with pytest.raises(ValueError, match="picture"):
        digest(POST, pixels)
    assert not is_bound(Approval("S01", digest=digest(POST, [PIXELS])), POST, pixels)


def test_a_lone_surrogate_has_a_digest_too() -> None:
    assert digest(Post("\ud83d"), ()) != digest(Post("\ud83e"), ())


def test_one_approval_may_hold_the_digests_of_a_thread() -> None:
    one, two = Post("1/2 Kites"), Post("2/2 Strings")
    both = Approval("S01", digest=f"{digest(one, ())} {digest(two, ())}")

    assert is_bound(both, one, ())
    assert is_bound(both, two, ())
    assert not is_bound(both, Post("3/2 Tails"), ())


def test_a_digest_in_capitals_is_the_same() -> None:
    assert is_bound(Approval("S01", digest=digest(POST, [PIXELS]).upper()), POST, [PIXELS])


def test_no_digest_binds_nothing() -> None:
    assert not is_bound(Approval("S01"), POST, [PIXELS])


SEEN = PictureMark(PIXELS, OTHER)


def _marks(
    post: Post = POST, *pictures: PictureMark, account: str = "main", platforms: tuple[str, ...] = ("x",)
) -> Marks:
    return marks(post, pictures or (SEEN,), account, platforms, post.schedule)


def test_marks_show_no_word_and_come_back_from_plain_data() -> None:
    found = _marks()

    assert "kite" not in repr(found).casefold()
    assert Marks.from_data(found.to_data()) == found
    assert found.words == words_of(POST)


@pytest.mark.parametrize("data", [None, {}, [], {"words": 1}, {**_marks().to_data(), "pictures": [["a"]]}])
def test_what_are_no_marks_is_told(data: object) -> None:
    with pytest.raises(ValueError, match="no marks"):
        Marks.from_data(data)


@pytest.mark.parametrize(
    ("change", "aspects"),
    [
        ({}, ()),
        ({"body": "Zoë's kite fell."}, ("words",)),
        ({"images": (Image("kite.jpg"),)}, ("words",)),
        ({"audience": "parents"}, ("platforms",)),
        ({"reply_to": "@EastmereGazette"}, ("platforms",)),
        ({"schedule": datetime(2026, 11, 23, 9)}, ("schedule",)),
        ({"id": "kite", "category": "news", "audience": "  "}, ()),
    ],
)
def test_each_aspect_has_a_mark_of_its_own(change: dict[str, object], aspects: tuple[str, ...]) -> None:
    changed = _marks(dataclasses.replace(POST, **change))  # type: ignore[arg-type]

    assert changed.changed(_marks(), ASPECTS) == aspects


def test_platforms_are_a_set_and_accounts_are_not_mixed_up() -> None:
    assert _marks(platforms=("x", "facebook")) == _marks(platforms=("facebook", "x", "x"))
    assert _marks(account="other").changed(_marks(), BINDS) == ("account",)


def test_a_digest_of_marks_holds_for_the_pixels_or_the_file() -> None:
    approval = Approval("S01", digest=" ".join(_marks().digests(BINDS)))

    assert is_bound_to(approval, _marks(), BINDS)
    assert is_bound_to(approval, _marks(POST, PictureMark("c" * 64, OTHER)), BINDS)
    assert is_bound_to(approval, _marks(POST, PictureMark(PIXELS, "c" * 64)), BINDS)
    assert not is_bound_to(approval, _marks(POST, PictureMark("c" * 64, "c" * 64)), BINDS)
    assert not is_bound_to(approval, _marks(POST, PictureMark("", OTHER)), BINDS)
    assert not is_bound_to(approval, _marks(account="other"), BINDS)
    assert not is_bound_to(approval, _marks(), ASPECTS)


def test_nobody_can_approve_what_nobody_could_see() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        _marks(POST, PictureMark("", OTHER)).digests(BINDS)
