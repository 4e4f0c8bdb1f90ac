"""The texts of a post, each with a way back to where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from linter.post import Markup
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

VERSION = 1


@frozen
class Part:
    """One text of a post. `name` is "body", "title", "alt:0", "image:0/name", "field:category" and the like.

    "image:0/meta" has what a picture carries beside its pixels, a line for each field; see `metadata`. "image:0/text"
    has the words that can be read in it, see `reading`; "image:0/code" what its QR and bar codes say, see `codes`.
    """

    name: str
    text: str
    markup: Markup = "plain"

    @property
    def is_prose(self) -> bool:
        """Say whether people will read it as part of the post (not a file name or a declared field)."""
        return _is_prose(self.name)


def gather(evidence: Evidence) -> tuple[Part, ...]:
    """Return the parts that have any text: what the author wrote, and what the pictures bring along."""
    written = parts_of(evidence.post)
    if not evidence.post.images:
        return written
    carried = (Part(f"image:{one.index}/meta", one.text) for one in evidence.metadata if one.text)
    read = (Part(f"image:{one.index}/text", one.text) for one in evidence.reading if one.text)
    coded = (Part(f"image:{one.index}/code", one.text) for one in evidence.codes if one.text)
    return (*written, *carried, *read, *coded)


def parts_of(post: Post) -> tuple[Part, ...]:
    """Return the parts of a post that have any text."""
    return tuple(_parts(post))


@lru_cache(maxsize=1024)
def _is_prose(name: str) -> bool:
    """Say so of a part by its name: every rule asks it of every part."""
    return name in ("body", "title") or name.startswith("alt:") or name.endswith("/text")


def _parts(post: Post) -> Iterator[Part]:
    if post.body:
        yield Part("body", post.body, post.markup)
    if post.title:
        yield Part("title", post.title)
    for index, image in enumerate(post.images):
        if image.alt:
            yield Part(f"alt:{index}", image.alt)
        # Only the name itself is published; the folders above it stay at home.
        if name := PurePosixPath(image.path.replace("\\", "/")).name:
            yield Part(f"image:{index}/name", name)
    for field in ("category", "audience", "reply_to", "group", "disclaimer", "second_reader"):
        if text := getattr(post, field):
            yield Part(f"field:{field}", text)
    for index, image in enumerate(post.images):
        if image.credit:
            yield Part(f"field:images.{index}.credit", image.credit)
        for number, tag in enumerate(image.tags):
            if tag:
                yield Part(f"field:images.{index}.tags.{number}", tag)
