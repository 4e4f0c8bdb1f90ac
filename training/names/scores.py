"""Measure the name model: exact spans found, missed and invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from linter.evidence.names.candidates import is_candidate
from linter.evidence.names.tagger import SURE_ENOUGH, spans
from training.names.corpora import Sentence


class Score(NamedTuple):
    """Spans that are right, invented and missed."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of right ones among those found."""
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        """Return the share of found ones among those there."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({self.right + self.missed} names)"


def gold(labels: Sequence[str]) -> set[tuple[int, int]]:
    """Return the spans that labels tell, as first token and the one after the last."""
    found: set[tuple[int, int]] = set()
    first: int | None = None
    for at, label in enumerate([*labels, "O"]):
        if label != "I" and first is not None:
            found.add((first, at))
            first = None
        if label == "B" or (label == "I" and first is None):
            first = at
    return found


def score(sentences: Iterable[Sentence], model: Any, least: float = SURE_ENOUGH) -> Score:
    """Return how a model does on sentences, behind the same first look as in use."""
    right = invented = missed = 0
    for sentence in sentences:
        wanted = gold(sentence.labels)
        found: set[tuple[int, int]] = set()
        if any(is_candidate(item.text, item.where) for item in sentence.tokens):
            found = {(span.first, span.last) for span in spans(sentence.tokens, model, least)}
        right += len(wanted & found)
        invented += len(found - wanted)
        missed += len(wanted - found)
    return Score(right, invented, missed)
