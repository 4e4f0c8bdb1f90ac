"""Kind `document-image`: a screenshot, or the picture of a letter, a message, a passport, a table of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.pictures import Picture
    from linter.post import Post


@frozen
class Sort:
    """One sort of document: so many (`enough`) different `signs`, each a list of phrases, must be read in it.

    `screen` says that the size of a screen, or a file that is called a screenshot, counts as a sign.
    """

    case: str
    signs: tuple[tuple[str, ...], ...]
    enough: int = 2
    screen: bool = False


@frozen
class Options:
    """The sorts, in the order in which they are asked; `screens` are sizes ("1170x2532"), `names` of screenshots."""

    sorts: tuple[Sort, ...]
    screens: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for malformed phrases or sizes, or for a sort that any picture is."""
        for sort in self.sorts:
            if sort.enough < 1 or sort.enough > len(sort.signs) + sort.screen:
                raise ValueError(f"sorts: '{sort.case}' can never have {sort.enough} signs")
            for listed in sort.signs:
                language.validate(f"sorts.{sort.case}", listed)
        for size in self.screens:
            wide, _, tall = size.partition("x")
            if not wide.isdigit() or not tall.isdigit():
                raise ValueError(f"screens: '{size}' is not a size such as 1170x2532")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield one hit for each picture that is a document."""
    if not post.images:
        return
    sizes = frozenset(tuple(sorted(map(int, size.split("x")))) for size in options.screens)
    for picture in evidence.pictures:
        part = evidence.part(f"image:{picture.index}/text")
        if part is None or picture.problem:
            continue
        stream = evidence.words(part)[0]
        marks = marks_of(evidence, part, stream)
        is_screen = _is_screen(picture, sizes, options.names)
        for sort in options.sorts:
            found = [next(iter(language.compiled(listed).find(stream, marks)), None) for listed in sort.signs]
            signs = [match for match in found if match is not None]
            if signs and len(signs) + (is_screen and sort.screen) >= sort.enough:
                first = min(signs, key=lambda match: match.first)
                yield Hit(part.name, stream[first.first].start, stream[first.last - 1].end, sort.case)
                break


def _is_screen(picture: Picture, sizes: frozenset[tuple[int, ...]], names: tuple[str, ...]) -> bool:
    name = picture.path.replace("\\", "/").rpartition("/")[2].casefold()
    if any(start in name for start in names):
        return True
    return picture.format in ("PNG", "WEBP", "HEIF") and tuple(sorted((picture.width, picture.height))) in sizes
