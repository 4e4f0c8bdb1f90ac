"""Values as an author wrote them: plain data that knows where it stands in the file, and the faults of that file."""

from __future__ import annotations

from typing import TypeAlias

from linter.errors import DraftError, Fault
from linter.text import Lines, OffsetMap

Data: TypeAlias = "str | bool | int | float | tuple[Value, ...] | dict[str, Value] | None"
_LONGEST = 120


class Value:
    """A text, number, true, false, nothing, list or table, and where it stands.

    `start` is an offset of the file's text. `place` leads from a scalar's text back to the file (None for lists and
    tables): a map or, where the text stands there as it is, the offset of its first character. `key` does so for the
    name that it has in its table. A plain class that makes few maps, because a post takes thirty values, of which few
    are looked back at: ten thousand posts are read in half the time.
    """

    __slots__ = ("data", "key", "place", "start")

    def __init__(
        self, data: Data, start: int, place: OffsetMap | int | None = None, key: OffsetMap | int | None = None
    ) -> None:
        self.data = data
        self.start = start
        self.place = place
        self.key = key

    @property
    def map(self) -> OffsetMap | None:
        """Return the map from a scalar's text back to the file."""
        return OffsetMap.identity(len(str(self.data)), self.place) if isinstance(self.place, int) else self.place

    @property
    def at(self) -> int:
        """Return the offset to name in a fault: that of the key, where there is one."""
        if self.key is None:
            return self.start
        return self.key if isinstance(self.key, int) else self.key.span(0, 0)[0]

    def key_map(self, name: str) -> OffsetMap | None:
        """Return the map from its name in its table back to the file."""
        return OffsetMap.identity(len(name), self.key) if isinstance(self.key, int) else self.key


class Faults:
    """Everything that is wrong in one draft, to be raised together."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.reads_on = False  # set by a reader: what is wrong with one post leaves the others as they are
        self.within = ""  # which part of the file is read, as keys begin with it: "worksheet 'May', "
        self.notes: list[str] = []  # what the author should know, though nothing is wrong
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
        fault = Fault(self.path, _one_line(what), _one_line(hint), _one_line(f"{self.within}{key}"), line)
        self._found.append((at, fault))

    def add_at_column(self, at: int, what: str, hint: str = "", key: str = "") -> None:
        """Note a fault whose column matters because lines may be long."""
        _, column = self.lines.position(at)
        self.add(at, f"column {column}: {what}", hint, key)

    def __len__(self) -> int:
        return len(self._found)

    def found(self) -> tuple[tuple[int, Fault], ...]:
        """Return all faults, each with its offset, in the order of their places."""
        return tuple(sorted(self._found, key=lambda found: found[0]))

    def error(self) -> DraftError:
        """Return the error that holds all faults in the order of their places."""
        return DraftError(fault for _, fault in self.found())

    def settle(self) -> None:
        """Raise the faults, if there are any."""
        if self._found:
            raise self.error()


def _one_line(text: str) -> str:
    """Return the text without line ends or anything that could play tricks on a terminal."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= _LONGEST * 2 else clean[: _LONGEST * 2 - 1] + "…"
