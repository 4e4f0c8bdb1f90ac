"""The texts of a post, each with a way back to where it was written."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One text of a post. `name` is "body", "title", "alt:0", "image:0/name", "field:category" and the like."""

    name: str
    text: str
    markup: Markup = "plain"

    @property
    def is_prose(self) -> bool:
        """Say whether people will read it as part of the post (not a file name or a declared field)."""
        return self.name in ("body", "title") or self.name.startswith("alt:") or self.name.endswith("/text")


def gather(evidence: Evidence) -> tuple[Part, ...]:
    """Return the parts that have any text."""
    return parts_of(evidence.post)


def parts_of(post: Post) -> tuple[Part, ...]:
    """Return the parts of a post that have any text."""
    return tuple(part for part in _parts(post) if part.text)


def _parts(post: Post) -> Iterator[Part]:
    yield Part("body", post.body, post.markup)
    yield Part("title", post.title or "")
    for index, image in enumerate(post.images):
        yield Part(f"alt:{index}", image.alt or "")
        # Only the name itself is published; the folders above it stay at home.
        yield Part(f"image:{index}/name", PurePosixPath(image.path.replace("\\", "/")).name)
    for name in ("category", "audience", "reply_to", "group", "disclaimer", "second_reader"):
        yield Part(f"field:{name}", getattr(post, name) or "")
    for index, image in enumerate(post.images):
        yield Part(f"field:images.{index}.credit", image.credit or "")
        for number, tag in enumerate(image.tags):
            yield Part(f"field:images.{index}.tags.{number}", tag)
