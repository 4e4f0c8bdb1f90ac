"""The trained model: a conditional random field over the tokens of a sentence, read when first needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import local
from typing import Any, NamedTuple

from linter.evidence.names.features import features
from linter.evidence.names.reading import Item

FILE = Path(__file__).with_name("model.crfsuite")
# How probable a name must be to be told at all: chosen on the tweets for development, for a precision of 0.8.
SURE_ENOUGH = 0.58
# How probable a token must be to belong to the span that is judged: with a doubtful token at its edge, it is no name.
_REACH = 0.45


class Span(NamedTuple):
    """A name: its first token, the token after its last, and how probable it is."""

    first: int
    last: int
    probability: float


_own = local()


def tagger() -> Any:
    """Return the model; each thread reads it once, for it holds the sentence that it is asked about."""
    if not hasattr(_own, "tagger"):
        from pycrfsuite import Tagger

        made = Tagger()
        made.open(str(FILE))
        _own.tagger = made
    return _own.tagger


def spans(sentence: Sequence[Item], model: Any = None, least: float = SURE_ENOUGH) -> list[Span]:
    """Return the names of a sentence, from left to right, apart from each other."""
    model = model or tagger()
    model.set(features(sentence))
    inside = [model.marginal("B", at) + model.marginal("I", at) for at in range(len(sentence))]
    return [one for one in _spans(sentence, inside, model, min(least, _REACH)) if one.probability >= least]


def _spans(sentence: Sequence[Item], inside: Sequence[float], model: Any, reach: float) -> Iterator[Span]:
    first: int | None = None
    for at in range(len(sentence) + 1):
        if at == len(sentence) or inside[at] < reach:
            if first is not None:
                yield from _trimmed(sentence, first, at, inside)
            first = None
        elif first is None:
            first = at
        elif model.marginal("B", at) > model.marginal("I", at):
            yield from _trimmed(sentence, first, at, inside)
            first = at


def _trimmed(sentence: Sequence[Item], first: int, last: int, inside: Sequence[float]) -> Iterator[Span]:
    """Cut signs off both ends of a name."""
    while first < last and not sentence[first].text[0].isalpha():
        first += 1
    while first < last and not (sentence[last - 1].text[0].isalpha()):
        last -= 1
    if first < last:
        yield Span(first, last, min(inside[first:last]))
