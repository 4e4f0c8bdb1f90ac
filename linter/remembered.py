"""What is made of an object once and used for every post: by which object it is, not by what is in it.

A cache by content would hash the object each time, and to hash the options of a rule takes longer than most checks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Made = TypeVar("Made")

_MOST = 4096


class Remembered(Generic[Owner, Made]):
    """A pure function of one unchanging object, which remembers its results."""

    def __init__(self, make: Callable[[Owner], Made]) -> None:
        """Remember what `make` returns."""
        self._make = make
        self._known: dict[int, tuple[Owner, Made]] = {}

    def __call__(self, owner: Owner) -> Made:
        """Return what is made of an object."""
        known = self._known.get(id(owner))
        # The owner is kept with it: an address is only used again when its object is gone.
        if known is None or known[0] is not owner:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[id(owner)] = (owner, self._make(owner))
        return known[1]
