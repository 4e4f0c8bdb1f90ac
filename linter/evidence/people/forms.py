"""What the form of a name and its capitals say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.evidence.names.lexicon import lexicon
from linter.evidence.people.cues import CLASSLIKE, PLAIN, SAINTS, SMALL, STRONG_TITLES, TITLES
from linter.evidence.people.score import Score, logit
from linter.people.tables import PARTICLES

if TYPE_CHECKING:
    from linter.evidence.people import Mention
    from linter.evidence.people.around import Around
    from linter.evidence.people.vocabulary import Vocabulary


def add_form(one: Mention, around: Around, own: Sequence[str], words: Vocabulary, score: Score) -> None:
    """Add what the form says, and the capitals."""
    case = around.case
    asks = one.form != "first" or case != "lower"  # of the commonest of all, small words, nothing more is asked
    is_plain = asks and around.words.capitals(around.sentence) == "meaningful" and not around.in_tag
    if one.form in ("full", "near", "first-initial", "initial-last"):
        _longer_form(one, around, own, words, score, is_plain)
        return
    if one.form == "last":
        titled = is_titled(around)
        score.add(2.0 if titled else -1.4 if case != "lower" else -4.0)
        if own[0] in words.family_words and not titled:
            score.add(-2.5)
        score.is_word = own[0] in words.family_words or score.is_word
        return
    if one.form == "model":
        score.add(logit(min(one.confidence, 0.9)))
        if score.is_word:
            score.add(-2.5 if around.opens else -1.2)
        if own[0] in TITLES or own[0] in SAINTS or own[0] in words.roles or not words.things.isdisjoint(own):
            score.known = True
        return
    short = -0.5 * ("short-name" in one.clues)
    letters = sum(map(len, own))
    if own[0] in SMALL and len(own) == 1:  # not "than" in @thandar
        score.add(-1.5)
    if not score.is_word:
        if case == "lower":
            score.add((0.9 if not around.words.has_capitals else 0.5) + short - 1.2 * (letters < 4))
            if lexicon().is_word("".join(own)):
                score.add(-1.5)
        elif case == "upper" and is_plain:
            score.add(0.3 if letters < 4 else 1.0)
        else:
            score.add((1.2 if around.opens or not is_plain else 1.6) + short)
        return
    if case == "lower":
        score.add(-2.4 if not around.words.has_capitals else -4.2)
    elif case == "upper" and is_plain:
        score.add(-1.8)
    elif not is_plain:
        score.add(-1.7)
    else:
        # Nothing but a name asks for this capital, unless it is a place, a class or a month as well.
        score.add(-1.4 if around.opens else _mid_sentence(score.senses))
    if "short-name" in one.clues:
        score.add(-0.8)


def _mid_sentence(senses: frozenset[str]) -> float:
    """Return what a capital in the middle of a sentence says of a name that is a word."""
    return 0.9 if senses <= PLAIN else 0.6 if senses <= CLASSLIKE else 0.2


def _longer_form(
    one: Mention, around: Around, own: Sequence[str], words: Vocabulary, score: Score, is_plain: bool
) -> None:
    whole = one.form == "full" and "middle-name" not in one.clues
    score.add(logit(max(one.confidence, 0.9) if whole else one.confidence))
    pieces = [piece for piece in own if len(piece) > 1 and piece not in PARTICLES]
    if one.form in ("first-initial", "initial-last"):
        _with_initial(one, around, own, words, score)
        return
    known = [piece in words.senses or piece in words.family_words for piece in pieces]
    score.is_word = bool(known) and all(known)
    if one.form == "near" and any(known):
        if all(is_it or lexicon().is_word(piece) for is_it, piece in zip(known, pieces, strict=True)):
            score.add(-2.0)  # a letter makes one word another
        elif not score.is_word and around.case != "lower":
            return  # "Grace Churh": the other half is no word
    if not any(known):
        if around.case == "lower" and around.words.has_capitals:
            score.add(-0.5)
        return
    text = around.words.text
    stream = around.words.stream[around.first : around.last]
    lower = [word for word in stream if text[word.start].islower() and word.text not in PARTICLES]
    if all(known):
        if around.in_tag:
            score.add(-1.4 if whole else -3.2)  # a handle or a tag is seldom made of two such words by chance
        elif lower:
            score.add(-4.2 if around.words.has_capitals else -3.2)
        elif not is_plain:
            score.add(-2.6)
        else:
            score.add(-1.8 if around.opens else -1.0)
        if "reversed" in one.clues and "," not in around.name and not _is_register_style(around.name):
            score.add(-2.4 if around.opens or not is_plain or lower else -1.0)
        if "middle-name" in one.clues:
            score.add(-1.5)
    elif lower and not around.in_tag:
        score.add(-1.6 if around.words.has_capitals else -0.8)


def _with_initial(one: Mention, around: Around, own: Sequence[str], words: Vocabulary, score: Score) -> None:
    """Add for "Amina K." and "A. Kaur": hardly anything else is written like that."""
    is_first = one.form == "first-initial"
    pieces = [piece for piece in own if len(piece) > 1 and piece not in PARTICLES]
    initial = own[-1] if is_first else own[0]
    score.is_word = bool(pieces) and all(piece in words.senses or piece in words.family_words for piece in pieces)
    has_stop = "." in around.name or around.words.text[around.end : around.end + 1] == "."
    is_lower = around.case == "lower" or any(
        around.words.text[word.start].islower()
        for word in around.words.stream[around.first : around.last]
        if word.text not in PARTICLES
    )
    # "A Banks", "April I"; in the middle of a sentence nothing else has that capital
    stands_out = not is_first and not around.opens and around.words.capitals(around.sentence) == "meaningful"
    doubtful = initial in ("a", "i", "o") and not has_stop and not stands_out
    if is_lower and not around.in_tag:
        score.add(-4.0 if score.is_word else -1.0 if doubtful or initial == "s" else 0.7)
    elif score.is_word:
        score.add(-1.4 if doubtful else 0.9 if has_stop else 0.5)
        if around.in_tag:
            score.add(-2.0)
    else:
        score.add(1.6 if doubtful else 2.0)


def _is_register_style(name: str) -> bool:
    """Say whether one word of a name is in capitals and another is not: "HALL Grace"."""
    words = [word for word in name.split() if len(word) > 1]
    return any(map(str.isupper, words)) and not all(map(str.isupper, words))


def is_titled(around: Around) -> bool:
    """Say whether a title stands before the name."""
    before = around.before()
    if before == ".":
        before = around.before(2)
        return before in TITLES
    has_capital = around.written_before()[:1].isupper()  # "Miss Kaur", but "we miss Kaur"
    return before in TITLES and (has_capital or (before in STRONG_TITLES and before != "miss"))
