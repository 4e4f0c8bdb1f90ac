"""Kind `image-of-text`: a poster whose words are neither in the post nor in its alt text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

_WORD = re.compile(r"[^\W_]+(?:[:.][0-9]+)?(?:['’][a-z]+)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]00)?(am|pm)?")


@frozen
class Options:
    """When a picture counts as one of words: from `least` words on that mean something (not among `stop`).

    The post and its alt texts must have a share of `overlap` of them, and every date and time (`days` are the names of
    days and months).
    """

    stop: tuple[str, ...]
    days: tuple[str, ...] = ()
    least: int = 6
    overlap: float = 0.5

    def validate(self) -> None:
        """Raise ValueError for impossible limits."""
        if self.least < 1:
            raise ValueError("least: must be 1 or more")
        if not 0 < self.overlap <= 1:
            raise ValueError("overlap: must be above 0 and at most 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture of words that the post does not repeat."""
    if not post.images:
        return
    stop, days = frozenset(options.stop), frozenset(options.days)
    said: set[str] | None = None
    for reading in evidence.reading:
        words = [word for word in _words(reading.text) if word not in stop and (len(word) > 2 or word[0].isdigit())]
        if len(set(words)) < options.least:
            continue
        if said is None:
            written = (
                part for part in evidence.parts if part.name in ("body", "title") or part.name.startswith("alt:")
            )
            said = {word for part in written for word in _words(part.text)}
        missing = [word for word in dict.fromkeys(words) if word not in said]
        facts = [word for word in missing if word in days or word[0].isdigit()]
        lines = reading.places
        if len(missing) > (1 - options.overlap) * len(set(words)):
            yield Hit(f"image:{reading.index}/text", lines[0][0], lines[-1][1], values={"missing": str(len(missing))})
        elif facts and any(word in days for word in words):
            yield Hit(
                f"image:{reading.index}/text", lines[0][0], lines[-1][1], "date", values={"missing": str(len(facts))}
            )


def _words(text: str) -> list[str]:
    """Return the words of a text in one spelling: "10:00", "10.00" and "10" are one hour, "4th" is "4"."""
    found = []
    for word in _WORD.findall(fold(text).text):
        clock = _CLOCK.fullmatch(word)
        found.append(clock[1] if clock else re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word).replace(".", ":"))
    return found
