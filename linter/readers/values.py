"""Values as an author wrote them: plain data that knows where it stands in the file, and the faults of that file."""

from __future__ import annotations

from typing import TypeAlias

from linter.errors import DraftError, Fault
from linter.text import Lines, OffsetMap

Data: TypeAlias = "str | bool | int | float | tuple[Value, ...] | dict[str, Value] | None"
_LONGEST = 120


class Value:
    """A text, number, true, false, nothing, list or table, and where it stands.

    `start` is an offset of the file's text; `map` leads from a scalar's text back to the file (None for lists and
    tables); `key` does so for the name that it has in its table. A plain class, because a post takes thirty of them:
    reading ten thousand posts, frozen ones cost as much as all the rest.
    """

    __slots__ = ("data", "key", "map", "start")

    def __init__(self, data: Data, start: int, map: OffsetMap | None = None, key: OffsetMap | None = None) -> None:  # noqa: A002
        self.data = data
        self.start = start
        self.map = map
        self.key = key

    @property
    def at(self) -> int:
        """Return the offset to name in a fault: that of the key, where there is one."""
        return self.start if self.key is None else self.key.span(0, 0)[0]


class Faults:
    """Everything that is wrong in one draft, to be raised together."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._found: list[tuple[int, Fault]] = []
        self._known_lines: Lines | None = None

    @property
    def lines(self) -> Lines:
        """Return the lines of the file, counted when they are first asked for."""
        if self._known_lines is None:
            self._known_lines = Lines(self.text)
        return self._known_lines

    def add(self, at: int, what: str, hint: str = "", key: str = "") -> None:
        """Note a fault at offset `at`; what an author wrote is shown on one line and cut short."""
        line, _ = self.lines.position(at)
        fault = Fault(self.path, _one_line(what), _one_line(hint), _one_line(key), line)
        self._found.append((at, fault))

    def add_at_column(self, at: int, what: str, hint: str = "") -> None:
        """Note a fault whose column matters because lines may be long."""
        _, column = self.lines.position(at)
        self.add(at, f"column {column}: {what}", hint)

    def __len__(self) -> int:
        return len(self._found)

    def error(self) -> DraftError:
        """Return the error that holds all faults in the order of their places."""
        return DraftError(fault for _, fault in sorted(self._found, key=lambda found: found[0]))

    def settle(self) -> None:
        """Raise the faults, if there are any."""
        if self._found:
            raise self.error()


def _one_line(text: str) -> str:
    """Return the text without line ends or anything that could play tricks on a terminal."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= _LONGEST * 2 else clean[: _LONGEST * 2 - 1] + "…"
