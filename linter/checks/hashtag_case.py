"""Kind `hashtag-case`: hashtags of several words whose words cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.scope import part_is_wanted
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

# Words of one letter; any other is what was left over of a name.
_ONE_LETTER = ("a", "i")


@frozen
class Options:
    """Tags that are left as they are, without their sign, and how long a tag must be to be looked at.

    `allow` are tags whose own spelling is this, and names written as one word. `acronyms` are written in capitals in
    the better form. Tags of fewer than `at_least` letters are left alone: their words are a guess.
    """

    allow: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    at_least: int = 6

    def validate(self) -> None:
        """Raise ValueError for a tag with a sign or a space, or for a length that makes no sense."""
        if self.at_least < 2:
            raise ValueError(f"at_least: is {self.at_least}, but a tag of two words has at least 2 letters")
        for tag in self.allow:
            if not tag or tag.startswith("#") or any(char.isspace() for char in tag):
                raise ValueError(f"allow: '{tag}' is not a tag without its sign")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield hashtags in small letters only, or capitals only, that are made of two words or more."""
    for part in evidence.parts:
        # A hashtag in an alt text has a rule of its own.
        if part.name.startswith("alt:") or "#" not in evidence.folded(part).text or not part_is_wanted(part, ()):
            continue
        view = evidence.visible(part)
        for token in evidence.tokens(part).hashtags:
            better = _better(token.text[1:], evidence, options)
            if better:
                yield Hit(part.name, *view.span(token.start, token.end), values={"better": f"#{better}"})


def _better(tag: str, evidence: Evidence, options: Options) -> str:
    """Return a tag with a capital for each word, or "" if it is well as it is, or its words are uncertain."""
    letters = [char for char in tag if char.isalpha()]
    # Marks, joiners and letters beyond English: other languages are not cut by an English dictionary.
    if len(letters) < options.at_least or not tag.isascii() or "_" in tag:
        return ""
    if not (all(char.islower() for char in letters) or all(char.isupper() for char in letters)):
        return ""
    whole = _left_alone(evidence, options)
    if tag.casefold() in whole:
        return ""
    from linter.evidence.hashtags import split_tag

    words = _put_together(_with_endings([word.text for word in split_tag(tag)]), whole)
    return _joined(words, _spellings(evidence, options)) if _is_certain(words, whole, options) else ""


def _spellings(evidence: Evidence, options: Options) -> dict[str, str]:
    """Return acronyms and the school's own names of one word, as they are written: TPS, McAuley."""
    school = evidence.context.settings.school
    own = [word for name in (*school.names, school.town) for word in name.split() if word[1:] != word[1:].lower()]
    names = [name for name in (*school.names, school.town) if len(name.split()) == 1]
    return {word.casefold(): word for word in (*options.acronyms, *own, *names)}


def _left_alone(evidence: Evidence, options: Options) -> set[str]:
    settings = evidence.context.settings
    names = (*settings.school.names, settings.school.town)
    own = {"".join(char for char in name if char.isalnum()).casefold() for name in names if len(name.split()) == 1}
    listed = {tag.removeprefix("#").casefold() for tag in (*options.allow, *settings.allow.hashtags)}
    return own | listed


def _with_endings(words: list[str]) -> list[str]:
    """Put an s that stands alone back to its word: a tag has no apostrophes."""
    joined: list[str] = []
    for word in words:
        if joined and word in ("s", "S"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _put_together(words: list[str], whole: set[str]) -> list[str]:
    """Join words again that together are a name written as one: Team, Thistle, Brook → Team, ThistleBrook."""
    for first in range(len(words)):
        for last in range(len(words), first + 1, -1):
            name = "".join(words[first:last])
            if name.casefold() in whole:
                return [*words[:first], name, *_put_together(words[last:], whole)]
    return words


def _is_certain(words: list[str], whole: set[str], options: Options) -> bool:
    """Say whether a tag was cut into words that its author is likely to have meant: two or more, and all real."""
    from linter.evidence.hashtags import is_word

    known = {*whole, *(word.casefold() for word in options.acronyms)}
    said = [word.casefold() for word in words if word.isalpha()]
    return len(said) > 1 and all(
        word in known or word in _ONE_LETTER or (len(word) > 1 and (is_word(word) or is_word(word.removesuffix("s"))))
        for word in said
    )


def _joined(words: list[str], spellings: dict[str, str]) -> str:
    return "".join(spellings.get(word.casefold(), word[:1].upper() + word[1:].lower()) for word in words)
