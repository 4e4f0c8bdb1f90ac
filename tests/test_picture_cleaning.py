"""What could be hidden in a picture, where its copy goes, and what a copy carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.fixes.pictures import Copy, clean
from linter.picture_cleaning import Cleanable, Hideable, as_named, by_frame, carried_by, cleanable, counted, free_target
from linter.picture_preview import MarkedBox
from linter.post import Image, Post
from tests.conftest import SAMPLES, sample_linter


def _seen(name: str) -> Cleanable:
    post = Post("A picture.", images=(Image(name, people="none"),))
    return cleanable(sample_linter(), post, 0, SAMPLES / "pictures")


@pytest.mark.parametrize(
    ("name", "sort", "count", "words"),
    [
        ("certificate-on-the-wall.png", "text", 5, "Zofia Kwiatek"),
        ("car-in-the-yard.png", "plates", 1, ""),
        ("newsletter-code.png", "codes", 1, ""),
        ("close-up.jpg", "faces", 1, ""),
    ],
)
def test_what_is_seen_in_a_picture_can_be_hidden(name: str, sort: str, count: int, words: str) -> None:
    seen = _seen(name)
    own = [one for one in seen.places if one.sort == sort]

    assert seen.problem == ""
    assert seen.unseen == ()
    assert len(own) == count
    assert any(words in one.words for one in own)


def test_a_picture_that_cannot_be_opened_is_not_copied() -> None:
    assert "no such file" in _seen("nowhere.jpg").problem


def test_what_is_chosen_is_hidden_on_the_screen_too_and_faces_until_asked_for() -> None:
    seen = _seen("close-up.jpg")
    face = next(one for one in seen.places if one.sort == "faces")

    def shown(*, whole: bool, hidden: bool) -> bytes:
        picture = seen.shown([face.box] if hidden else [], [], whole=whole)
        assert picture is not None
        return picture.tobytes()

    assert len({shown(whole=True, hidden=False), shown(whole=False, hidden=False), shown(whole=True, hidden=True)}) == 3
    plain, labelled = seen.shown([], []), seen.shown([], [MarkedBox(face.box, "1")])
    assert plain is not None
    assert labelled is not None
    assert plain.size == labelled.size
    assert plain.tobytes() != labelled.tobytes()


def test_places_are_counted_in_words_and_put_by_frame() -> None:
    places = [
        Hideable("faces", (0, 0, 2, 2)),
        Hideable("faces", (4, 4, 2, 2), frame=3),
        Hideable("plates", (9, 9, 2, 2)),
        Hideable("", (1, 1, 2, 2)),
    ]

    assert counted(places) == ["2 faces", "1 number plate", "1 place of your own"]
    assert by_frame(places) == {0: [(0, 0, 2, 2), (9, 9, 2, 2), (1, 1, 2, 2)], 3: [(4, 4, 2, 2)]}


@pytest.mark.parametrize(
    ("there", "stem", "name"),
    [
        ({}, "", "fair.clean.jpg"),
        ({"fair.clean.jpg": b"another"}, "", "fair.clean2.jpg"),
        ({"fair.clean.jpg": b"the same"}, "", "fair.clean.jpg"),
        ({}, "winter fair/1", "winter-fair-1.clean.jpg"),
    ],
)
def test_a_copy_goes_beside_the_picture_and_over_nothing(
    tmp_path: Path, there: dict[str, bytes], stem: str, name: str
) -> None:
    for each, data in there.items():
        (tmp_path / each).write_bytes(data)

    target = free_target(tmp_path / "fair.jpg", Copy(b"the same", ".jpg", 1, 1), stem=stem)

    assert target == tmp_path / name
    assert as_named(target, tmp_path / "drafts" / "fair.md") == f"../{name}"


def test_a_copy_carries_nothing_and_what_something_carries_is_said() -> None:
    phone = (SAMPLES / "pictures/carrying/phone-photo.jpg").read_bytes()

    assert carried_by(Copy(phone, ".jpg", 1, 1))
    assert carried_by(clean(phone)) == ()
    assert carried_by(clean(phone, rights={"copyright": "Thistlebrook Primary School"})) != ()
