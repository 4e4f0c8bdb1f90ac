"""Markdown: front matter, a body, and the pictures that the body shows (`![alt](path)`)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.post import Entry, Image
from linter.readers import front_matter
from linter.readers.places import name_place
from linter.readers.values import Faults
from linter.text import MapBuilder, OffsetMap, View
from linter.value import replace

if TYPE_CHECKING:
    from linter.evidence.markdown import InlineImage

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(?:%[0-9A-Fa-f]{2})+")


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the post in a Markdown file, or the posts of the thread, with the pictures shown in their bodies."""
    posts = front_matter.read(text, faults, stem, "markdown")
    if "![" not in text:
        return posts
    return tuple(_with_shown(entry) for entry in _lend_declared(posts))


def _lend_declared(posts: Sequence[Entry]) -> list[Entry]:
    """Give a picture that is declared for a thread to the posts that show it, or else leave it with the first."""
    if not posts or posts[0].post.thread is None or not posts[0].post.images:
        return list(posts)
    first, declared = posts[0], posts[0].post.images
    shown = [_shown_paths(entry) if entry.post.thread else frozenset() for entry in posts]
    result = []
    for index, entry in enumerate(posts):
        if entry.post.thread is None:
            result.append(entry)
            continue
        keep = [
            number
            for number, image in enumerate(declared)
            if same(image.path) in shown[index]
            or (index == 0 and not any(same(image.path) in paths for paths in shown))
        ]
        places = {name: place for name, place in entry.places.items() if not _of_image(name)}
        for new, old in enumerate(keep):
            places.update(_moved(first, old, new))
        images = tuple(declared[number] for number in keep)
        result.append(Entry(replace(entry.post, images=images), places))
    return result


def _of_image(name: str) -> bool:
    return name.startswith(("alt:", "image:", "field:images."))


def _moved(entry: Entry, old: int, new: int) -> dict[str, OffsetMap]:
    """Return the places of picture `old` of a post, under the names of picture `new`."""
    names = {f"alt:{old}": f"alt:{new}", f"image:{old}/name": f"image:{new}/name"}
    before, after = f"field:images.{old}.", f"field:images.{new}."
    moved = {}
    for name, place in entry.places.items():
        if name in names:
            moved[names[name]] = place
        elif name.startswith(before):
            moved[after + name.removeprefix(before)] = place
    return moved


def _shown_paths(entry: Entry) -> frozenset[str]:
    from linter.evidence.markdown import inline_images

    return frozenset(same(_path(shown).text) for shown in inline_images(entry.post.body))


def _with_shown(entry: Entry) -> Entry:
    """Add the pictures that the body shows; one that is declared already only gains the alt text it lacks."""
    post = entry.post
    if "![" not in post.body:
        return entry
    from linter.evidence.markdown import inline_images

    images = list(post.images)
    places = dict(entry.places)
    body = places.get("body", OffsetMap.identity(len(post.body)))
    known = {same(image.path): index for index, image in reversed(list(enumerate(images)))}
    for shown in inline_images(post.body):
        alt_place = OffsetMap.identity(len(shown.alt), shown.alt_start).then(body)
        path = _path(shown)
        index = known.setdefault(same(path.text), len(images))
        if index == len(images):
            images.append(Image(path.text, shown.alt))
            places[f"image:{index}/name"] = name_place(path.text, path.map.then(body))
            places[f"alt:{index}"] = alt_place
        elif images[index].alt is None:
            images[index] = replace(images[index], alt=shown.alt)
            places[f"alt:{index}"] = alt_place
    return Entry(replace(post, images=tuple(images)), places)


def _path(shown: InlineImage) -> View:
    r"""Return the path that is meant, by `my%20fair.jpg` or `my\_fair.jpg`; the address of a site stays as it is."""
    built, at = MapBuilder(), 0
    for escape in _ESCAPED.finditer("" if "://" in shown.path else shown.path):
        built.copy(shown.path[at : escape.start()], shown.path_start + at)
        at = escape.end()
        meant = escape[1] or _unquoted(escape[0])
        built.replace(meant, shown.path_start + escape.start(), len(escape[0]))
    built.copy(shown.path[at:], shown.path_start + at)
    return built.build()


def _unquoted(percent: str) -> str:
    try:
        return bytes.fromhex(percent.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return percent


def same(path: str) -> str:
    """Return the path in the form in which two spellings of one file are equal."""
    return path if "://" in path else posixpath.normpath(path.replace("\\", "/"))
