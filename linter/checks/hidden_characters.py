"""Kind `hidden-characters`: characters that a reader does not see, or takes for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence.hidden import hidden_characters
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Post

CASES = ("invisible", "stray", "direction", "look-alike", "address", "fancy", "control", "private")


@frozen
class Options:
    """Nothing to choose; the severities of the cases are the rule's and the profile's.

    The cases: invisible (inside a word), stray (invisible elsewhere), direction, look-alike, address (a look-alike
    in a link, a handle, a tag or a file name), fancy, control, private.
    """

    def validate(self) -> None:
        """Accept: there is nothing that could be wrong."""


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the hidden characters of every part, with the Unicode name of the first: it cannot be seen."""
    for part in evidence.parts:
        for found in hidden_characters(part.text):
            case: str = found.kind
            if found.kind == "invisible" and not _in_word(part.text, found.start, found.end):
                case = "stray"
            elif found.kind == "look-alike" and _in_address(part, evidence, found.start, found.end):
                case = "address"
            yield Hit(part.name, found.start, found.end, case, values={"name": _plain(found.name)})


def _in_word(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


def _in_address(part: Part, evidence: Evidence, start: int, end: int) -> bool:
    """Say whether a span stands in a link, a handle, a hashtag or a file name: in what leads somewhere."""
    if part.name.endswith("/name"):
        return True
    view = evidence.visible(part)
    tokens = evidence.tokens(part)
    for found in (tokens.urls, tokens.emails, tokens.mentions, tokens.hashtags):
        for token in found:
            first, last = view.span(token.start, token.end)
            if first < end and start < last:
                return True
    # An address behind words is not in what a reader sees.
    return any(link_start < end and start < link_end for link_start, link_end in _hidden_links(part, evidence))


def _hidden_links(part: Part, evidence: Evidence) -> Iterator[tuple[int, int]]:
    for link in evidence.links:
        if link.part == part.name:
            yield link.start, link.end


def _plain(name: str) -> str:
    """Return a Unicode name as running text: "zero width space"."""
    return name.lower() if name.isupper() and not name.startswith("U+") else name
