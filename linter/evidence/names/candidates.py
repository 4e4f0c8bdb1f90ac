"""Whether a text has any word that could be a name: a cheap look before the model is asked."""

from __future__ import annotations

import re

from linter.evidence.names.lexicon import fold, lexicon

_WORD = re.compile(r"(?:https?://|www\.|@)\S+|#\w+|[^\W\d_]{2,}")
_PIECE = re.compile(r"[A-ZÀ-Þ]?[^\W\dA-ZÀ-Þ_]+|[A-ZÀ-Þ]{2,}(?![^\W\dA-ZÀ-Þ_])")
_MOST = 50_000
# Words as they were written that proved to be no names: most posts use the same ones.
_harmless: set[str] = set()


def could_name(text: str) -> bool:
    """Say whether a text has any word that could be a name."""
    unknown = set(_WORD.findall(text)) - _harmless
    return bool(unknown) and sum(map(_is_new, unknown)) > 0  # each is looked at, to remember it


def _is_new(word: str) -> bool:
    """Say whether a word could be a name; remember it if not."""
    if word[0] == "#":
        could = any(is_candidate(piece, "tag") for piece in _PIECE.findall(word))
    elif word[0] == "@" or "/" in word or word.startswith("www."):
        could = False
    else:
        could = is_candidate(word, "")
    if not could:
        if len(_harmless) > _MOST:
            _harmless.clear()
        _harmless.add(word)
    return could


def is_candidate(word: str, where: str) -> bool:
    """Say whether a word could be a name: one of the lexicon, or with a capital and no word that we know."""
    if where == "link" or len(word) < 2 or not word[0].isalpha():
        return False
    known, folded = lexicon(), fold(word)
    if word[0].islower():
        return len(folded) > 2 and known.is_person(folded) and not known.is_word(folded)
    if where == "tag":
        return known.is_given(folded) and not known.is_word(folded)
    if word.isupper() and len(word) > 1:
        return (known.is_given(folded) or known.is_surname(folded)) and not known.is_word(folded)
    if known.is_given(folded) or known.is_title(folded) or not known.is_settled(folded):
        return True
    return not known.is_common(folded) and known.is_surname(folded)
