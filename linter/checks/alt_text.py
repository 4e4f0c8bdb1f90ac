"""Kind `alt-text`: whether a picture is described in words, and whether those words describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.evidence import phrases as language
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Image, Post

CASES = ("placeholder", "file-name", "repeats", "short", "emoji", "opening", "link", "hashtag")
_LETTERS = re.compile(r"[^\W\d_]+")


@frozen
class Options:
    """What to find: pictures without alt text, or alt texts that do not help.

    The cases of "quality" are: file-name, opening, placeholder, repeats, short, emoji, link, hashtag. `openings` are
    phrases that an alt text begins with and does not need ("image of"); `placeholders` are whole alt texts, numbers
    aside; `vague` are words that alone, or with one another, say nothing ("photo", "the children"); `endings` are
    those of file names and `cameras` how cameras and phones begin them ("IMG").
    """

    find: Literal["missing", "quality"]
    openings: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed opening, or for lists that nothing reads."""
        lists = (self.openings, self.placeholders, self.vague, self.endings, self.cameras)
        if self.find == "missing" and any(lists):
            raise ValueError("find: is 'missing', which needs no lists of words")
        language.validate("openings", self.openings)
        for ending in self.endings:
            if not ending.startswith("."):
                raise ValueError(f"endings: '{ending}' does not begin with a full stop")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield pictures without alt text at their file name, or alt texts with what is wrong in them."""
    for index, image in enumerate(post.images):
        if image.decorative:
            continue
        if not image.alt or not fold(image.alt).text.strip():
            if options.find == "missing":
                yield _at_picture(index, evidence)
        elif options.find == "quality" and (part := evidence.part(f"alt:{index}")):
            yield from _faults(post, evidence, part, index, options)


def _at_picture(index: int, evidence: Evidence) -> Hit:
    name = evidence.part(f"image:{index}/name")
    case = "carried" if evidence.metadata[index].alt else ""
    return Hit(name.name, 0, len(name.text), case) if name else Hit(f"alt:{index}", 0, 0, case)


def _faults(post: Post, evidence: Evidence, part: Part, index: int, options: Options) -> Iterator[Hit]:
    """Yield the one thing that is wrong with all of an alt text, or else each thing wrong in it."""
    case = _wrong_as_a_whole(post, evidence, part, index, options)
    if case:
        start = len(part.text) - len(part.text.lstrip())
        yield Hit(part.name, start, len(part.text.rstrip()), case)
        return
    opening = _opening(evidence, part, options)
    if opening:
        yield Hit(part.name, *opening, "opening")
    tokens = evidence.tokens(part)
    view = evidence.visible(part)
    for found, kind in ((tokens.urls, "link"), (tokens.hashtags, "hashtag")):
        for token in found:
            yield Hit(part.name, *view.span(token.start, token.end), kind)


def _wrong_as_a_whole(post: Post, evidence: Evidence, part: Part, index: int, options: Options) -> str:
    """Return the case of an alt text that is no description at all, or ""."""
    words = _words(evidence, part)
    if not words:
        return "emoji" if evidence.tokens(part).emoji else "placeholder"
    name = evidence.part(f"image:{index}/name")
    if _is_file_name(part.text.strip(), name.text if name else "", words, options):
        return "file-name"
    named = _LETTERS.findall(" ".join(words))
    if " ".join(named) in _plain(options.placeholders):
        return "placeholder"
    if _repeats(post, evidence, words, index):
        return "repeats"
    vague = {word.casefold() for word in options.vague}
    return "short" if vague.issuperset(named) else ""


def _words(evidence: Evidence, part: Part) -> list[str]:
    """Return the folded words and numbers of a part, its hashtags split, without punctuation and emoji."""
    return [word.text for word in evidence.words(part)[0] if word.text[0].isalnum()]


def _plain(listed: tuple[str, ...]) -> set[str]:
    return {" ".join(_LETTERS.findall(text.casefold())) for text in listed}


def _is_file_name(text: str, name: str, words: list[str], options: Options) -> bool:
    lower = text.casefold()
    if lower.endswith(options.endings) and len(lower.split()) <= 6:
        return True
    if lower == name.casefold().rpartition(".")[0] and not any(char.isspace() for char in lower):
        # A name of one plain word may still be a poor description, but it is not a name of a file to a reader.
        return not lower.isalpha()
    # "IMG_2041", "Screenshot 2026-11-20 at 09.14", "WhatsApp Image 2026-11-20 at 12.01.33"
    starts = "".join(word for word in words if not word.isdigit())
    digits = sum(char.isdigit() for char in text)
    letters = "".join(_LETTERS.findall(starts))
    cameras = tuple(camera.casefold().replace(" ", "") for camera in options.cameras)
    return digits >= 3 and any(letters.removesuffix("at") == camera for camera in cameras)


def _is_same(one: Image, other: Image) -> bool:
    return (one.path, one.data) == (other.path, other.data)


def _repeats(post: Post, evidence: Evidence, words: list[str], index: int) -> bool:
    """Say whether an alt text only says again what the post, or the alt text of another picture before it, says."""
    earlier = [f"alt:{number}" for number in range(index) if not _is_same(post.images[number], post.images[index])]
    for name in ("body", "title", *earlier):
        other = evidence.part(name)
        if other and _words(evidence, other) == words:
            return True
    return False


def _opening(evidence: Evidence, part: Part, options: Options) -> tuple[int, int] | None:
    stream = evidence.words(part)[0]
    begin = next((index for index, word in enumerate(stream) if word.text[0].isalnum()), 0)
    found = [match for match in language.compiled(options.openings).find(stream) if match.first == begin]
    if not found:
        return None
    last = max(match.last for match in found)
    return stream[begin].start, stream[last - 1].end
