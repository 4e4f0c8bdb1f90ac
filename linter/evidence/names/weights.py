"""Why the name model read a name: slow, so that only those who ask pay for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from linter.evidence.names.features import features
from linter.evidence.names.reading import Item
from linter.evidence.names.tagger import tagger

_KIND = re.compile(r"[^=:|]*")
# How a feature begins → what it looks at. In words of ours, so that an explanation never repeats the post.
_SAID = {
    "w": "the word itself",
    "f": "its capitals",
    "k": "what the lists say of it",
    "n": "its length",
    "where": "it stands in a hashtag",
    "part": "the parts of a hyphenated name",
    "p": "how it begins",
    "s": "how it ends",
    "case": "how the sentence is written",
    "first": "it opens the sentence",
    "open": "nothing stands before it but signs and handles",
    "in": "it stands inside the sentence",
    "last": "it ends the sentence",
    "-1w": "the word before",
    "-1f": "the capitals of the word before",
    "-1k": "what the lists say of the word before",
    "-1s": "how the word before ends",
    "+1w": "the word after",
    "+1f": "the capitals of the word after",
    "+1k": "what the lists say of the word after",
    "+1s": "how the word after ends",
    "-2": "the word two before",
    "+2": "the word two after",
    "kk-": "it and the word before, by the lists",
    "kk+": "it and the word after, by the lists",
    "ff-": "it and the word before, by their capitals",
    "ff+": "it and the word after, by their capitals",
    "wk-": "it and the word before",
    "kw+": "it and the word after",
    "wf-": "the word before and its capitals",
    "fw+": "its capitals and the word after",
    "ww--": "it and the two words before",
    "fff": "it and both neighbours, by their capitals",
    "kkk": "it and both neighbours, by the lists",
    "bias": "how rare names are",
}


@lru_cache(maxsize=1)
def weights() -> Mapping[tuple[str, str], float]:
    """Return (feature, label) → weight."""
    return dict(tagger().info().state_features)


def reasons(sentence: Sequence[Item], tokens: Sequence[int]) -> list[tuple[str, float]]:
    """Return what spoke for (and, below 0, against) a name of these tokens of a sentence, the strongest first."""
    rows, known = features(sentence), weights()
    total: dict[str, float] = {}
    for at in tokens:
        label = "B" if at == tokens[0] else "I"
        for feature in rows[at]:
            weight = known.get((feature, label), 0.0) - known.get((feature, "O"), 0.0)
            if weight:
                said = _said(feature)
                total[said] = total.get(said, 0.0) + weight
    return sorted(((said, round(weight, 3)) for said, weight in total.items()), key=lambda one: (-abs(one[1]), one[0]))


def _said(feature: str) -> str:
    kind = _KIND.match(feature).group()  # type: ignore[union-attr]
    if kind[:2] in ("-2", "+2"):
        return _SAID[kind[:2]]
    return _SAID.get(kind) or _SAID.get(kind.rstrip("0123456789")) or "something else"
