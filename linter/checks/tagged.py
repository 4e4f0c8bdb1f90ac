"""Kind `tagged`: people who are tagged in a picture: a tag leads from a face to a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.subjects import SURE
from linter.finding import Hit
from linter.settings import fold_handle
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

PUPIL = "pupil"
_LONG = 5  # letters of a word from which on it may be joined to others in a handle that no dictionary parts


@frozen
class Options:
    """Which tags are of no person: handles with a word of `organisations`, by itself or joined to others."""

    organisations: tuple[str, ...]

    def validate(self) -> None:
        """Raise ValueError for words that no handle could have."""
        for word in self.organisations:
            if not word.isalnum() or word != word.lower():
                raise ValueError(f"organisations: '{word}' is not one word in small letters")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each tag that is, or may be, of a person."""
    pupils = {one.part for one in evidence.people if one.who == "pupil" and one.confidence >= SURE}
    for index, image in enumerate(post.images):
        for number, tag in enumerate(image.tags):
            name = f"field:images.{index}.tags.{number}"
            if not tag.strip():
                continue
            if name in pupils:
                yield Hit(name, 0, len(tag), PUPIL)
            elif not _is_known(tag, evidence) and not _is_organisation(tag, options):
                yield Hit(name, 0, len(tag))


def _is_known(tag: str, evidence: Evidence) -> bool:
    """Say whether a tag is the handle of an account of the register that is nobody's own."""
    account = evidence.context.account(fold_handle(tag))
    return account is not None and account[1].type != "personal"


def _is_organisation(tag: str, options: Options) -> bool:
    from linter.evidence.hashtags import split_tag

    handle = tag.strip().removeprefix("@")
    words = {piece.text.casefold() for piece in split_tag(handle)}
    folded = handle.casefold()
    return any(word in words or (len(word) >= _LONG and word in folded) for word in options.organisations)
