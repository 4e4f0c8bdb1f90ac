r"""What is typed, and the file it is typed into: an editor knows one sort of line end, files have several.

`Typed` shows a file's text as lines that end with "\n", says where an offset of the file stands in them, and makes the
text of the file again from what the editor holds: what was not touched keeps its bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")  # all that str.splitlines takes for one
_MARK = "\ufeff"
Location = tuple[int, int]  # 0-based line and column, as editors count


class Typed:
    """The text of a file as an editor shows it. Neither changes; a new text is a new one of these."""

    def __init__(self, text: str) -> None:
        """Take the text of a file, with its byte order mark if it has one."""
        self.file = text
        self._offset = len(_MARK) if text.startswith(_MARK) else 0
        pieces, origins, done = [], [], self._offset
        for end in _ENDS.finditer(text, self._offset):
            pieces += [text[done : end.start()], "\n"]
            origins += [*range(done, end.start()), end.start()]
            done = end.end()
        pieces.append(text[done:])
        origins += [*range(done, len(text)), len(text)]
        self.text = "".join(pieces)
        self._origins = origins
        ends = [match.group() for match in _ENDS.finditer(text)]
        self._newline = max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"
        self._starts = [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def into_file(self, now: str) -> str:
        """Return the text of the file with what the editor holds now: all before and after the change as it was."""
        now = _ENDS.sub("\n", now)
        if now == self.text:
            return self.file
        head = _same(self.text, now)
        rest, new = self.text[head:], now[head:]
        tail = _same(rest[::-1], new[::-1])
        typed = new[: len(new) - tail].replace("\n", self._newline)
        return self.file[: self._origins[head]] + typed + self.file[self._origins[len(self.text) - tail] :]

    def location(self, line: int, column: int) -> Location:
        r"""Return where a place of the file (1-based line and column, lines end with "\r\n", "\n", "\r") is shown."""
        starts = self._file_starts()
        offset = starts[min(line, len(starts)) - 1] + column - 1
        at = min(bisect_left(self._origins, offset), len(self.text))
        row = bisect_right(self._starts, at) - 1
        return row, at - self._starts[row]

    def _file_starts(self) -> list[int]:
        return [self._offset, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.file))]


def _same(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
