"""Where a post has words that read like a person's name though no list knows them: the name model.

The model is ours, trained by `python -m training.names`; `training/DATA_CARD.md` says on what, and how well it does.
Most posts name nobody, so a text is first searched for words that could be a name at all; only the sentences with
such a word are read by the model, and only then are the model and its library loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter.evidence.names.candidates import could_name

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.names.reading import Item
    from linter.evidence.people import Mention

VERSION = 3


class Name(NamedTuple):
    """A name in a text: its span, how probable it is (0 to 1), and what spoke for it most, in words of ours."""

    start: int
    end: int
    probability: float
    clues: tuple[str, ...]


def gather(evidence: Evidence) -> tuple[Mention, ...]:
    """Return the names that the model reads in the prose parts, as mentions of form "model"."""
    found: list[Mention] = []
    for part in evidence.parts:
        if part.is_prose:
            seen = evidence.visible(part)
            if could_name(seen.text):
                from linter.evidence.people import Mention

                for name in names(seen.text):
                    start, end = seen.span(name.start, name.end)
                    found.append(
                        Mention(part.name, start, end, "unknown", "model", round(name.probability, 3), (), name.clues)
                    )
    return tuple(found)


def names(text: str) -> Iterator[Name]:
    """Yield the names in a visible text, from left to right."""
    if not could_name(text):
        return
    from linter.evidence.names.candidates import is_candidate
    from linter.evidence.names.reading import items
    from linter.evidence.names.tagger import spans

    for sentence in items(text):
        if any(is_candidate(item.text, item.where) for item in sentence):
            for first, last, probability in spans(sentence):
                # Both ends of a hashtag's words and of words outside it are plain spans of the text.
                yield Name(
                    sentence[first].start, sentence[last - 1].end, probability, tuple(_clues(sentence, first, last))
                )


def explain(text: str, start: int, end: int, most: int = 8) -> list[tuple[str, float]]:
    """Return what spoke most for (above 0) and against reading [start, end) as a name, with how much it weighed."""
    from linter.evidence.names.reading import items
    from linter.evidence.names.weights import reasons

    for sentence in items(text):
        tokens = [index for index, item in enumerate(sentence) if item.start < end and start < item.end]
        if tokens:
            return reasons(sentence, tokens)[:most]
    return []


def explain_mention(evidence: Evidence, mention: Mention) -> list[tuple[str, float]]:
    """Return what spoke most for and against a name that `gather` found, as `explain` does."""
    part = evidence.part(mention.part)
    if part is None:
        return []
    seen = evidence.visible(part)
    for name in names(seen.text):
        if seen.span(name.start, name.end) == (mention.start, mention.end):
            return explain(seen.text, name.start, name.end)
    return []


def _clues(sentence: list[Item], first: int, last: int) -> Iterator[str]:
    """Yield what one can say of a name without repeating it."""
    from linter.evidence.names.features import word

    codes = [word(item.text, item.where).code for item in sentence[first:last]]
    if any(letter in codes[0] for letter in "Ggh"):
        yield "a given name"
    if len(codes) > 1 and any(letter in codes[-1] for letter in "Ss"):
        yield "a surname"
    if all(code == "?" for code in codes):
        yield "no ordinary word"
    if first and "T" in word(sentence[first - 1].text, "").code:
        yield "after a title"
    if last < len(sentence):
        after = word(sentence[last].text, sentence[last].where)
        if "V" in after.code:
            yield "before a verb of people"
        if after.folded == "'s":
            yield "before a possessive"
    if sentence[first].where == "tag":
        yield "in a hashtag"
