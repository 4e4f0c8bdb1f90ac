"""Kind `alt-text`: pictures without words, and words that do not describe."""

from __future__ import annotations

import pytest

from linter import Image, Post
from linter.checks import alt_text
from linter.checks.alt_text import Options
from linter.evidence import Evidence
from tests.conftest import sample_linter


def _cases(post: Post, rule: str = "alt-text-quality") -> list[tuple[str, str, str]]:
    """Return (part, case, text) of each hit with the rule's own options."""
    linter = sample_linter()
    evidence = Evidence(post, linter.context)
    hits = alt_text.check(post, evidence, linter.packs.rules[rule].options)
    texts = {part.name: part.text for part in evidence.parts}
    return [(hit.part, hit.case, texts.get(hit.part, "")[hit.start : hit.end]) for hit in hits]


def _quality(alt: str, *, path: str = "photos/moor.jpg", body: str = "Something else.") -> list[tuple[str, str]]:
    return [(case, text) for _, case, text in _cases(Post(body, images=(Image(path, alt=alt),)))]


@pytest.mark.parametrize("alt", [None, "", " ", "\n", "\u200b", "\ufeff \u00ad"])
def test_a_picture_without_visible_alt_text_is_marked_at_its_file_name(alt: str | None) -> None:
    post = Post(images=(Image("photos/moor.jpg", alt=alt),))

    assert _cases(post, "missing-alt-text") == [("image:0/name", "", "moor.jpg")]


@pytest.mark.parametrize(
    "image",
    [
        Image("a.jpg", alt="A path."),
        Image("a.jpg", alt="?"),
        Image("a.jpg", alt="", decorative=True),
        Image("a.jpg", decorative=True),
    ],
)
def test_a_picture_with_alt_text_or_declared_decorative_is_not_missing_any(image: Image) -> None:
    assert _cases(Post(images=(image,)), "missing-alt-text") == []


def test_a_missing_alt_text_is_not_of_poor_quality_too() -> None:
    assert _quality("") == []


def test_a_post_without_pictures_is_not_looked_at() -> None:
    assert _cases(Post("Photo of nothing")) == []


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2041.JPG",
        "IMG_2041",
        "img 2041",
        "DSC00127",
        "PXL_20261118_140211",
        "Screenshot 2026-11-18 at 14.02.11",
        "WhatsApp Image 2026-11-18 at 14.02.11 (1)",
        "lanterns-final-2.png",
        "sports day.jpeg",
        "20261118_140211.jpg",
    ],
)
def test_a_file_name_is_no_description(alt: str) -> None:
    assert _quality(alt) == [("file-name", alt)]


@pytest.mark.parametrize("path", ["x/lantern-parade.jpg", "lantern_parade.png", "x\\lantern-parade2.png"])
def test_the_name_of_this_very_file_is_no_description(path: str) -> None:
    stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]

    assert _quality(stem, path=path) == [("file-name", stem)]


@pytest.mark.parametrize("alt", ["Lantern parade at dusk", "Sunflowers"])
def test_a_description_may_be_like_the_file_name_in_words(alt: str) -> None:
    assert _quality(alt, path=f"{alt.lower()}.jpg") == []


@pytest.mark.parametrize(
    "alt",
    ["alt text here", "Alt text", "ALT TEXT!", "image1", "Image 12", "[placeholder]", "Untitled (3)", "TBC", "-", "…"],
)
def test_a_placeholder_is_no_description(alt: str) -> None:
    assert _quality(alt) == [("placeholder", alt)]


@pytest.mark.parametrize(
    "alt", ["the photo", "School photo", "The children", "Our class", "Logo", "pupils learning", "Fun day!"]
)
def test_words_that_fit_every_picture_are_too_short(alt: str) -> None:
    assert _quality(alt) == [("short", alt)]


@pytest.mark.parametrize("alt", ["Lanterns", "Two goats", "School kitchen garden", "A pupil's clay owl", "Seren"])
def test_few_words_are_enough_if_they_say_something(alt: str) -> None:
    assert _quality(alt) == []


@pytest.mark.parametrize("alt", ["🎉", "🏃‍♀️ 🏅", " 🇬🇧 "])
def test_emoji_alone_are_no_description(alt: str) -> None:
    assert _quality(alt) == [("emoji", alt.strip())]


@pytest.mark.parametrize(
    ("alt", "opening"),
    [
        ("Image of two goats", "Image of"),
        ("A photo of clay lamps", "A photo of"),
        ("PHOTO SHOWING clay lamps", "PHOTO SHOWING"),
        ("This picture shows clay lamps", "This picture shows"),
        ("This is a photo of clay lamps", "This is a photo of"),
        ("🎉 Picture of a cake", "Picture of"),
        ("Llun o’r castell gan Blwyddyn 3", None),
        ("Llun o ddraig goch", "Llun o"),
        ("A painting of clay lamps", None),
        ("Photo booth in the hall", None),
        ("A child holds a photo of a goat", None),
        ("Picture books on a shelf", None),
    ],
)
def test_an_opening_that_the_screen_reader_says_already_is_not_needed(alt: str, opening: str | None) -> None:
    assert _quality(alt) == ([("opening", opening)] if opening else [])


@pytest.mark.parametrize(
    "body", ["A path over the moor", "a path over the moor!", "**A path over the moor** 🥾", "A PATH OVER THE MOOR."]
)
def test_what_the_post_says_already_is_no_description(body: str) -> None:
    post = Post(body, markup="markdown", images=(Image("moor.jpg", alt="A path over the moor"),))

    assert [case for _, case, _ in _cases(post)] == ["repeats"]


def test_an_alt_text_that_repeats_another_picture_is_marked_the_second_time() -> None:
    images = tuple(Image(path, alt="A path over the moor") for path in ("a.jpg", "b.jpg", "a.jpg"))

    assert [hit[:2] for hit in _cases(Post(images=images))] == [("alt:1", "repeats"), ("alt:2", "repeats")]


def test_an_alt_text_may_share_words_with_the_post() -> None:
    assert _quality("Poster: Winter fair, Saturday, 2pm", body="Winter fair, Saturday, 2pm") == []


def test_links_and_hashtags_are_marked_each() -> None:
    alt = "Photo of our tree, see https://thistlebrook.example/tree #Christmas #Tree"

    assert _quality(alt) == [
        ("opening", "Photo of"),
        ("link", "https://thistlebrook.example/tree"),
        ("hashtag", "#Christmas"),
        ("hashtag", "#Tree"),
    ]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options("missing", openings=("image of",)), "find: "),
        (Options("quality", openings=("…",)), "openings: "),
        (Options("quality", endings=("jpg",)), "endings: 'jpg'"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        options.validate()

    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize("rule", ["missing-alt-text", "alt-text-quality"])
def test_the_rules_own_options_are_sound(rule: str) -> None:
    sample_linter().packs.rules[rule].options.validate()


def test_the_rule_has_words_for_every_case() -> None:
    assert set(sample_linter().packs.rules["alt-text-quality"].cases) == set(alt_text.CASES)
