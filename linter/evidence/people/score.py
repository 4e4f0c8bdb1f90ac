"""The points of a name: the logarithm of the odds that the words name somebody here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence.people.around import Beside


class Score:
    """The points of a name so far, and what is known of it."""

    __slots__ = (
        "adult",
        "beside",
        "beside_after",
        "clues",
        "is_word",
        "known",
        "points",
        "points_after",
        "senses",
        "titled",
    )

    def __init__(self, points: float, senses: frozenset[str]) -> None:
        """Begin with the points of the form alone; `senses` says what else the name is."""
        self.points = points
        self.points_after = 0.0  # for what follows, which holds for all of a list
        self.senses = senses
        self.is_word = bool(senses)
        self.clues: list[str] = []
        self.known = self.titled = self.adult = self.beside_after = False
        self.beside: Beside | None = None

    def add(self, points: float, clue: str = "") -> None:
        """Add points; a clue says why."""
        self.points += points
        if clue and clue not in self.clues:
            self.clues.append(clue)


def logit(probability: float) -> float:
    """Return the logarithm of the odds, within bounds."""
    bounded = min(max(probability, 0.02), 0.98)
    return math.log(bounded / (1 - bounded))
