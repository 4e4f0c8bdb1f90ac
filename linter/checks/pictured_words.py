"""Kind `pictured-words`: words beside a picture that shows people, or may, and that tell what is seen of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import phrase
from linter.checks.shown_people import faces_of
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.finding import Hit
    from linter.post import Post


@frozen
class Options:
    """The words that tell it in an alt text or a file name, and those that tell it in the post as well.

    `sure` is how sure a face must be to show that people are in a picture of which nothing was declared.
    """

    pictured: phrase.Options
    told: phrase.Options
    sure: float = 0.9

    def validate(self) -> None:
        """Raise ValueError for malformed phrases."""
        self.pictured.validate()
        self.told.validate()


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the words, if a picture of pupils is there."""
    shown = [index for index in range(len(post.images)) if _may_show_pupils(post, evidence, index, options)]
    if not shown:
        return
    found = False
    parts = {name for index in shown for name in (f"alt:{index}", f"image:{index}/name")}
    for hit in phrase.check(post, evidence, options.pictured):
        if hit.part in parts:
            found = True
            yield hit
    if not found:  # the picture's own words say it better
        yield from (hit for hit in phrase.check(post, evidence, options.told) if hit.part in ("body", "title"))


def _may_show_pupils(post: Post, evidence: Evidence, index: int, options: Options) -> bool:
    image = post.images[index]
    if image.people is None:
        return bool(image.person_ids or faces_of(evidence, index, options.sure))
    return image.people in ("pupils", "both")
