"""The words by which names are judged, as the lexicons list them; read when a post first has a name in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linter.evidence.normalise import fold

if TYPE_CHECKING:
    from linter.packs import Packs

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


class Vocabulary(NamedTuple):
    """All folded. `senses` says what else a given name is: "word", "month", "season", "place", "modal", "class"….

    Phrases stand under their first word, the longest first; `praise` under their last word instead.
    """

    senses: Mapping[str, frozenset[str]]
    family_words: frozenset[str]
    praise: Phrases
    adjectives: frozenset[str]
    praised: frozenset[str]
    before_pupils: frozenset[str]
    verbs: frozenset[str]
    things: frozenset[str]
    stories: frozenset[str]
    stage: frozenset[str]
    ordinary: frozenset[str]
    known: Phrases
    roles: frozenset[str]
    characters: frozenset[str]
    classlike: frozenset[str]


@lru_cache(maxsize=4)
def vocabulary(packs: Packs) -> Vocabulary:
    """Return the words of the lexicons of these packs. Raise RuleError if one is missing."""
    ordinary = frozenset(packs.lexicon("ordinary-words"))
    senses = {word: frozenset({"word"}) for word in ordinary}
    for line in packs.lexicon("given-names-that-are-words"):
        name, _, kinds = line.partition(":")
        senses[name] = frozenset(kinds.split())
    return Vocabulary(
        senses=senses,
        family_words=frozenset(packs.lexicon("family-names-that-are-words")) | ordinary,
        praise=_by_word(packs.lexicon("praise"), -1),
        adjectives=frozenset(packs.lexicon("praise-adjectives")),
        praised=frozenset(packs.lexicon("praised-things")),
        before_pupils=frozenset(word.split()[-1] for word in packs.lexicon("words-before-a-pupil")),
        verbs=frozenset(packs.lexicon("verbs-of-people")),
        things=frozenset(packs.lexicon("things-with-names")),
        stories=frozenset(packs.lexicon("story-cues")),
        stage=frozenset(packs.lexicon("stage-cues")),
        ordinary=ordinary,
        known=_by_word(packs.lexicon("known-people-and-characters"), 0),
        roles=frozenset(packs.lexicon("roles-of-adults")),
        characters=frozenset(packs.lexicon("characters-with-one-name")),
        classlike=frozenset(name for name, kinds in senses.items() if "class" in kinds),
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a phrase as streams of words have them."""
    return tuple(word.strip("'") for word in fold(text).text.replace("-", " ").split())


def _by_word(phrases: Iterable[str], at: int) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = words_of(phrase)
        found.setdefault(words[at], []).append(words)
    return {word: tuple(sorted(each, key=len, reverse=True)) for word, each in found.items()}
