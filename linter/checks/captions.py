"""Kind `captions`: films and recordings of which nothing says that those who cannot hear can follow them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """What file names of films and recordings end in, and which words of the post, or of the alt text, are enough."""

    suffixes: tuple[str, ...]
    said: tuple[str, ...]

    def validate(self) -> None:
        """Raise ValueError for a suffix without its full stop, or a malformed phrase."""
        for suffix in self.suffixes:
            if not suffix.startswith("."):
                raise ValueError(f"suffixes: '{suffix}' does not begin with a full stop")
        language.validate("said", self.said)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each film or recording, unless the post says that it can be read or that it has no sound."""
    for index, image in enumerate(post.images):
        name = image.path.replace("\\", "/").rpartition("/")[2]
        if name.lower().endswith(options.suffixes) and not _is_said(evidence, index, options):
            yield Hit(f"image:{index}/name", 0, len(name))


def _is_said(evidence: Evidence, index: int, options: Options) -> bool:
    said = language.compiled(options.said)
    for part in evidence.parts:
        if part.name in ("body", "title", f"alt:{index}"):
            stream = evidence.words(part)[0]
            if any(True for _ in said.find(stream, marks_of(evidence, part, stream))):
                return True
    return False
