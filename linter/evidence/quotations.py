"""What of a text somebody else says: the words between quotation marks. Not a kind of check by itself."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*\""
    # Single marks look like apostrophes: they open after a space and close before one.
    r"|(?<!\w)‘(?:[^’\n]|’(?=\w))*’(?!\w)|(?<!\w)'(?=\w)(?:[^'\n]|'(?=\w))*'(?!\w)"
    r"|^[ \t]*>[^\n]*",
    re.MULTILINE,
)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of what stands in quotation marks, or in a quoted line of Markdown."""
    return tuple(match.span() for match in _MARKS.finditer(text))


def is_within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Say whether [start, end) lies in one of the spans."""
    return any(first <= start and end <= last for first, last in spans)
