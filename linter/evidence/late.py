"""Regular expressions that most posts never ask: to compile them all takes longer than to judge a post."""

from __future__ import annotations

import re


class Late:
    """A regular expression that is compiled when it is first asked: most posts ask few of them."""

    __slots__ = ("_compiled", "_expression", "_flags")

    def __init__(self, expression: str, flags: int = 0) -> None:
        """Put off compiling an expression."""
        self._expression, self._flags = expression, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def now(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self._expression, self._flags)
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match anywhere."""
        return self.now.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return a match at the start."""
        return self.now.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return a match of the whole."""
        return self.now.fullmatch(text)
