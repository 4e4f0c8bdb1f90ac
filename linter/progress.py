"""A bar that says how far a long run is; it is drawn only where somebody watches, and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable

PATIENCE = 0.7  # seconds before a run is long
PACE = 0.1  # seconds between two drawings
_CELLS = 24


class Progress:
    """Draw a bar of drafts on a terminal. `write` shows text there, `clock` tells seconds that only grow."""

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float]) -> None:
        """Begin to count the time."""
        self._write = write
        self._clock = clock
        self._drawn = clock() + PATIENCE - PACE
        self._is_shown = False
        self._done = self._total = 0

    def begin(self, total: int) -> None:
        """Say how many drafts there are."""
        self._total = total

    def step(self) -> None:
        """Say that one more draft is taken up."""
        self._done += 1
        now = self._clock()
        if now - self._drawn >= PACE:
            self._drawn = now
            self._is_shown = True
            full = _CELLS * self._done // self._total
            self._write(f"\r{'█' * full}{'░' * (_CELLS - full)} {self._done} of {self._total} drafts")

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_shown:
            self._write("\r\x1b[K")
            self._is_shown = False
