"""Measure the way the name model is taught on tweets that it has not seen: five-fold cross-validation."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from training.names.corpora import Sentence, Tweet
from training.names.scores import Score, score

FOLDS = 5
_DRAWS = 500
_ASIDE = re.compile(r"(?:https?://|www\.|@)\S+|[^a-z@]+|@")


def fold(tweet: Tweet) -> int:
    """Return which part of the tweets one is in; tweets that differ in handles, addresses and signs are in the same."""
    text = " ".join(item.text for sentence in tweet.sentences for item in sentence.tokens).lower()
    return int(hashlib.sha256(_ASIDE.sub("", text).encode()).hexdigest()[:8], 16) % FOLDS


def cross_validated(
    tweets: Sequence[Tweet], teach: Callable[[list[Sentence]], Any]
) -> Iterator[list[tuple[str, Score]]]:
    """Yield for each fold the source of its tweets, and how a model did on each that was taught the other folds."""
    parts = [fold(tweet) for tweet in tweets]
    for part in range(FOLDS):
        pairs = list(zip(tweets, parts, strict=True))
        model = teach([sentence for tweet, own in pairs if own != part for sentence in tweet.sentences])
        yield [(tweet.source, score(tweet.sentences, model)) for tweet, own in pairs if own == part]


def table(told: Sequence[tuple[str, Score]]) -> Iterator[str]:
    """Yield a line on all tweets, and one on each source: the scores with their standard errors."""
    for source in ("all tweets", *sorted({source for source, _ in told})):
        scores = [one for own, one in told if source in (own, "all tweets")]
        exact = total(scores)
        numbers = random.Random(1)
        drawn = [total(numbers.choices(scores, k=len(scores))) for _ in range(_DRAWS)]
        said = [
            f"{key} {getattr(exact, key):.3f} ± {_spread([getattr(one, key) for one in drawn]):.3f}"
            for key in ("precision", "recall", "f1")
        ]
        yield f"{source}: {exact.right + exact.missed} names, {', '.join(said)}"


def total(scores: Sequence[Score]) -> Score:
    """Return the scores of several tweets counted together."""
    return Score(*(sum(counts) for counts in zip(*scores, strict=True))) if scores else Score(0, 0, 0)


def _spread(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return float((sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5)
