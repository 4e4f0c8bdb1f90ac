"""A post as it will look where it goes: a card of no platform in particular, its pictures small and safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath

from markupsafe import Markup

from linter.post import Author, Image, Post
from linter.renderers import Destination, Thumbnail
from linter.renderers.html.marks import Flag, badge, marked
from linter.renderers.html.veil import Veil
from linter.renderers.text import part_words
from linter.value import frozen, replace

_PICTURE = re.compile(r"(?:image:|field:images\.)(\d+)(/text|/meta|\..*)?")
_NONE: Mapping[int, Thumbnail] = {}
_FACTS = ("author", "second_reader", "approval", "audience", "category", "reply_to", "group", "disclaimer")
_NAMES = {"second_reader": "Second reader", "reply_to": "Reply to"}


@frozen
class Picture:
    """A picture: its file name and its alt text, the numbers of what is wrong in it, and itself if it can be shown.

    `has_alt` says that `alt` has words, beside numbers of findings.
    """

    number: int
    name: Markup
    alt: Markup
    has_alt: bool
    decorative: bool
    badges: Markup
    thumbnail: Thumbnail | None = None


@frozen
class Fact:
    """Something that the author declared, or should have."""

    name: str
    value: str
    badges: Markup


@frozen
class Card:
    """A post as HTML, piece by piece; `face` is the initial of its account. `is_empty`: its words are not known."""

    destination: Destination
    face: str
    when: str
    title: Markup
    text: Markup
    pictures: tuple[Picture, ...]
    facts: tuple[Fact, ...]
    is_empty: bool = False


def card(
    post: Post | None,
    destination: Destination,
    flags: Mapping[str, tuple[Flag, ...]],
    veil: Veil,
    thumbnails: Mapping[int, Thumbnail] = _NONE,
) -> Card:
    """Return the card of a post; `flags` are its findings by the part in which they are."""
    if post is None:
        facts = tuple(Fact(_name(part), "", _badges(found)) for part, found in flags.items())
        return Card(destination, "", "", Markup(), Markup(), (), facts, is_empty=True)
    texts = {"title": post.title or "", "body": post.body}
    pictures = tuple(
        replace(_picture(index, image, flags, veil), thumbnail=thumbnails.get(index))
        for index, image in enumerate(post.images)
    )
    told = {*texts, "field:schedule", *(part for part in flags if _of_picture(part, len(pictures)))}
    return Card(
        destination,
        next((char.upper() for char in destination.account if char.isalnum()), ""),
        moment(post.schedule),
        marked("title", texts["title"], flags.get("title", ()), veil),
        marked("body", texts["body"], flags.get("body", ()), veil, post.markup),
        pictures,
        tuple(_facts(post, {part: found for part, found in flags.items() if part not in told}, veil)),
    )


def moment(when: datetime | date | None) -> str:
    """Return a moment in words: "Friday 20 November 2026, 10:00"; "" for none."""
    if when is None:
        return ""
    day = f"{when:%A} {when.day} {when:%B} {when.year}"
    return f"{day}, {when:%H:%M}" if isinstance(when, datetime) else day


def day(when: date) -> str:
    """Return a day in words: "20 November 2026"."""
    return f"{when.day} {when:%B} {when.year}"


def _picture(index: int, image: Image, flags: Mapping[str, tuple[Flag, ...]], veil: Veil) -> Picture:
    name, alt = f"image:{index}/name", f"alt:{index}"
    # Only the name itself is published; the folders above it stay at home.
    file = PurePosixPath(image.path.replace("\\", "/")).name
    others = [flag for part, found in flags.items() if _index(part) == index and part != name for flag in found]
    return Picture(
        index + 1,
        marked(name, file, flags.get(name, ()), veil),
        marked(alt, image.alt or "", flags.get(alt, ()), veil),
        bool((image.alt or "").strip()),
        image.decorative,
        _badges(others),
    )


def _of_picture(part: str, count: int) -> bool:
    index = int(part[4:]) if part.startswith("alt:") and part[4:].isdecimal() else _index(part)
    return index is not None and index < count


def _index(part: str) -> int | None:
    """Return which picture a part is of; alt texts have a place of their own."""
    match = _PICTURE.match(part)
    return int(match[1]) if match else None


def _facts(post: Post, flags: Mapping[str, tuple[Flag, ...]], veil: Veil) -> Iterable[Fact]:
    """Yield what was declared, and what findings say of fields that were not."""
    left = dict(flags)
    if whole := left.pop("", ()):
        yield Fact(_name(""), "", _badges(whole))
    for name in _FACTS:
        value = _value(post, name)
        own = [part for part in left if part == f"field:{name}" or part.startswith(f"field:{name}.")]
        found = [flag for part in own for flag in left.pop(part)]
        if value or found:
            yield Fact(_NAMES.get(name, name.capitalize()), veil.clean(value) or "not given", _badges(found))
    for part, found_here in left.items():
        yield Fact(_name(part), "", _badges(found_here))


def _value(post: Post, name: str) -> str:
    value = getattr(post, name)
    if isinstance(value, Author):
        return ", ".join(filter(None, (value.name or value.id, value.role)))
    if name == "approval" and value is not None:
        return f"{value.by}{f', {value.role}' if value.role else ''}{f', on {day(value.on)}' if value.on else ''}"
    return value or ""


def _name(part: str) -> str:
    words = part_words(part) or ("text" if part else "the whole post")
    words = words.removeprefix("field '").removesuffix("'") if words.startswith("field '") else words
    return words[:1].upper() + words[1:].replace("_", " ")


def _badges(flags: Iterable[Flag]) -> Markup:
    return Markup(" ").join(badge(flag) for flag in flags)
