"""Kind `withdrawn`: pictures and texts that were taken down, and must not go out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post
    from linter.withdrawn import Withdrawn

ALIKE = "alike"
TEXT = "text"


@frozen
class Options:
    """Nothing can be set."""

    def validate(self) -> None:
        """Accept: there is nothing to be wrong."""


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture, and the text, of the list of what was withdrawn."""
    listed = evidence.context.withdrawn
    if not listed:
        return
    pictures = [one for one in listed if one.kind == "picture"]
    for index in range(len(post.images) if pictures else 0):
        found = _found(index, evidence, pictures)
        if found is not None:
            case, one = found
            part = evidence.part(f"image:{index}/name")
            yield Hit(f"image:{index}/name", 0, len(part.text) if part else 0, case, values=_values(one))
    texts = {one.digest: one for one in listed if one.kind == "text"}
    if texts:
        from linter.withdrawn import digest_of_words

        for part in evidence.parts:
            known = texts.get(digest_of_words(evidence.folded(part).text) or "") if part.is_prose else None
            if known is not None:
                yield Hit(part.name, 0, len(part.text), TEXT, values=_values(known))


def _found(index: int, evidence: Evidence, pictures: list[Withdrawn]) -> tuple[str, Withdrawn] | None:
    """Return the case of a picture, and the row that it is or looks like."""
    likeness = evidence.likeness[index]
    if likeness is None:
        return None
    alike = None
    for one in pictures:
        if one.digest == likeness.file:
            return "", one
        if alike is None and one.print is not None and likeness.is_like(one.print):
            alike = one
    return (ALIKE, alike) if alike else None


def _values(one: Withdrawn) -> dict[str, str]:
    return {"when": f" on {one.on.day} {one.on:%B %Y}" if one.on else ""}
