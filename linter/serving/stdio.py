"""Lines of JSON: one request a line in, one answer a line out, in the same order, until the input ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from linter.errors import Fault
from linter.serving.answers import line, refusal
from linter.serving.current import Current
from linter.serving.judging import judge

MOST_BYTES = 32 * 1024 * 1024
_PIECE = 1024 * 1024


class Wire(Protocol):
    """Whoever asks: the program on the other side of the pipes."""

    def readline(self, most: int) -> bytes:
        """Return the bytes up to the end of a line, at most so many; none at the end of the input."""

    def answer(self, text: str) -> None:
        """Send a line, at once."""

    def say(self, text: str) -> None:
        """Say something to the person who started the server."""


def serve(wire: Wire, current: Current, most: int = MOST_BYTES) -> int:
    """Answer requests until there are no more. Return how many there were."""
    count = 0
    for data in _lines(wire, most):
        if data is None:
            size = f"is larger than {most // 1024 // 1024} MB" if most >= _PIECE else f"is larger than {most} bytes"
            answered = refusal("too-large", [Fault("", size, "send pictures as paths, or smaller")])
        elif not data.strip():
            continue
        else:
            answered = judge(data, current)
        wire.answer(line(answered))
        count += 1
    return count


def _lines(wire: Wire, most: int) -> Iterator[bytes | None]:
    """Yield the lines; None for one that is too long, of which the rest is read and forgotten."""
    while data := wire.readline(most + 1):
        if len(data) <= most or data.endswith(b"\n"):
            yield data
            continue
        while (rest := wire.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
        yield None
