"""Score one name by the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.evidence.names.lexicon import lexicon
from linter.evidence.people.cues import (
    AFTER_TIME,
    ANIMALS,
    BRIDGES,
    CALLED,
    COMPANY,
    DETERMINERS,
    FRIENDS,
    JUNIOR,
    KIN,
    MEANINGS,
    MODAL_SUBJECTS,
    OF_A_PERSON,
    OWN_WORK,
    PERSON_PREPOSITIONS,
    PLACE_WORDS,
    PLURALS,
    POSSESSED_PLACES,
    PRONOUNS,
    SMALL,
    SPEECH,
    STRONG_TITLES,
    TIME_WORDS,
    TIMES_AND_PLACES,
    TITLES,
    TRADES,
    WEAK_VERBS,
    YEARS,
)
from linter.evidence.people.forms import add_form, is_titled
from linter.evidence.people.knowledge import known_phrase
from linter.evidence.people.others import of_no_child, other_person
from linter.evidence.people.score import Score, logit

if TYPE_CHECKING:
    from linter.evidence.people import Mention
    from linter.evidence.people.around import Around
    from linter.evidence.people.vocabulary import Vocabulary


_HOPELESS = -4.0  # a small word that would need more than one cue to be a name


def scored(
    one: Mention,
    around: Around,
    words: Vocabulary,
    class_names: frozenset[str],
    classes: re.Pattern[str] | None,
    read: Sequence[Mention],
) -> Score:
    """Score a name. `read` is what the name model reads there."""
    if around.first >= around.last:  # no word of it is in the stream: nothing is known of what is around
        return Score(logit(one.confidence), frozenset())
    own = around.words.bare[around.first : around.last]
    senses = words.senses.get(own[0] if len(own) == 1 else "".join(own), frozenset())
    if senses and senses.isdisjoint(TIMES_AND_PLACES) and around.case != "lower" and _has_marks(around.name):
        senses = frozenset()  # "Martín", "Grâce": no English word is written so
    score = Score(0.0, senses)
    add_form(one, around, own, words, score)
    _class_and_age(around, classes, score)
    if score.points <= _HOPELESS and not score.clues:
        return score
    known = known_phrase(around, words)
    is_namesake = known == "whole" and (one.form == "full" or (one.form == "first" and len(own) > 1))
    if is_namesake or (known and one.form == "full"):
        score.is_word = True  # a pupil may be called like somebody famous: then what is around it decides
    _said_before(one, around, words, score)
    _said_after(one, around, words, score)
    _other_sense(one, around, own, class_names, score)
    other_person(one, around, words, own, read, score, known=known, is_namesake=is_namesake)
    if one.form == "model" and not {"class", "age", "pupil-word", "praise"} & set(score.clues):
        of_no_child(around, words, own, score)
    # That the model reads a name says that a word is one, not that it is a pupil's.
    is_read = any((other.start, other.end) == (one.start, one.end) for other in read)
    if is_read and score.is_word and one.form == "first" and not score.known and not around.in_title:
        score.add(0.6, "read")
    return score


def _has_marks(name: str) -> bool:
    """Say whether a letter of a name has an accent."""
    return not name.isascii() and any(map(unicodedata.combining, unicodedata.normalize("NFD", name)))


def _class_and_age(around: Around, classes: re.Pattern[str] | None, score: Score) -> None:
    after = around.class_after(classes)
    if after and around.name.casefold() in SMALL and around.after() not in ("(", ","):
        return  # "My Year 4 class"
    before = None if after or around.name.casefold() in SMALL else around.class_before(classes)
    if after:
        score.beside, score.beside_after = after, True
        score.add(3.6 if score.is_word else 2.0, "class")
    elif before:
        score.beside = before
        score.add(2.4 if score.is_word else 1.5, "class")
    if around.has_age:
        score.add(3.6 if score.is_word else 1.5, "age")


def _said_before(one: Mention, around: Around, words: Vocabulary, score: Score) -> None:
    before = around.before()
    at = around.first
    while before in BRIDGES and at and around.first - at < 3:
        at -= 1
        before = around.words.stream[at - 1].text if at else ""
    stream = around.words.stream
    if before:
        for phrase in words.praise.get(before, ()):
            start = at - len(phrase)
            if start < 0 or stream[start].text != phrase[0]:
                continue
            if len(phrase) == 1 or tuple([word.text for word in stream[start:at]]) == phrase:
                sure = len(phrase) > 1 or before in ("congratulations", "congrats", "thanks", "introducing", "bravo")
                score.add((2.4 if sure else 1.2) if score.is_word else 0.6, "praise")
                if phrase[0] in ("thank", "thanks"):
                    score.add(0.0, "thanks")  # adults are thanked, children are praised
                break
    before = around.before()
    if before in (":", "-", "–") and around.before(2) in words.before_pupils:
        before = around.before(2)  # "Head girl: Grace Hall"
    if (
        one.form == "model"
        and (before in TRADES or before in ("sister", "brother"))
        and around.before(2) not in ("our", "young", "4", "5", "6")
    ):
        pass  # "poet Imtiaz Dharker"
    elif one.form in ("first", "model") and _is_an_animals(around):
        score.add(-3.0)  # "our school dog Archie", "a rabbit called Poppy"
    elif before in words.before_pupils and not (
        (before in ("sister", "brother") or (before in TITLES and one.form == "last"))
        and around.written_before()[:1].isupper()
    ):
        if before in ("called", "named") and around.case == "lower" and around.words.has_capitals:
            score.add(-2.0)  # "the blossom is called sakura"
        else:
            score.add(2.6 if score.is_word else 1.0, "pupil-word")
    elif before in SPEECH and around.case != "lower":
        score.add(2.2 if score.is_word else 0.5, "verb")
    elif before in PERSON_PREPOSITIONS and around.case != "lower":
        score.add(0.4)
    _praised_thing(around, words, score)
    if before in words.roles or _role_before(around, words) or _role_after(around, words):
        score.adult = True
    if is_titled(around):
        score.titled = True
        score.adult = score.adult or around.before() in STRONG_TITLES or around.before(2) in STRONG_TITLES


def _praised_thing(around: Around, words: Vocabulary, score: Score) -> None:
    """Add for "brilliant effort Grace", "superb reading from Will"."""
    at = 2 if around.before() in ("from", "by") else 1
    if around.before(at) in words.praised and around.before(at + 1) in words.adjectives and around.case != "lower":
        score.add(2.2 if score.is_word else 0.5, "praise")


def _is_an_animals(around: Around) -> bool:
    """Say whether an animal stands before the name, with nothing but "called" or a comma between."""
    at = 1
    while around.before(at) in CALLED:
        at += 1
    if around.before(at) in ANIMALS:
        return True
    # "our guide dog in training, Hamish,"
    return around.before() == "," and not ANIMALS.isdisjoint(around.before(count) for count in range(3, 6))


def _role_before(around: Around, words: Vocabulary) -> bool:
    """Say whether the role of an adult and a comma stand before: "our chair of governors, Desmond Fairlamb"."""
    if around.before() not in (",", "–", "—", ":"):
        return False
    return any(around.before(count) in words.roles for count in range(2, 5))


def _role_after(around: Around, words: Vocabulary) -> bool:
    """Say whether the role of an adult follows: "Desmond Fairlamb, chair of governors"."""
    stream, at = around.words.stream, around.last
    if at >= len(stream) or stream[at].text not in (",", "(", "–", "—", ":"):
        return False
    last = ""
    for word in stream[at + 1 : at + 6]:
        if word.text in words.roles:
            return not (word.text == "councillor" and last in JUNIOR)
        last = word.text
        if word.text in (".", "!", "?"):
            return False
    return False


def _said_after(one: Mention, around: Around, words: Vocabulary, score: Score) -> None:
    after = around.after()
    if around.in_tag or around.words.text[around.end :].lstrip()[:1] in ("#", "@"):
        return  # what follows is another tag, or no part of the tag
    if around.possessive:
        if after in KIN:
            score.add(2.6 if score.is_word else 0.8, "kin")
        elif after in POSSESSED_PLACES and score.is_word and one.form in ("first", "last"):
            score.add(-3.5)
        elif "month" not in score.senses and "season" not in score.senses:
            score.add(1.7 if score.is_word and around.case == "title" else 0.3, "possessive")
            if after in words.praised or after in OWN_WORK:
                score.add(0.8 if score.is_word else 0.3)
            follows = around.written_after()
            if (
                follows[:1].isupper()
                and follows[1:].islower()
                and around.words.capitals(around.sentence) == "meaningful"
            ):
                score.add(-2.8 if score.is_word else -1.8)  # "Rosie's Walk"
        return
    # "Khadija reading" is what a child does, "Rose reading" may be anything.
    is_thing = after in words.things and (score.is_word or after not in words.verbs)
    if is_thing and not (score.beside_after and after in ("class", "year")):
        score.points_after = -4.5 if score.is_word else -2.6
        score.add(score.points_after)
    elif after in ("the", ",") and not ANIMALS.isdisjoint(around.after(count) for count in range(2, 6)):
        score.add(-3.0)
    elif after in MEANINGS and one.form == "first":
        score.add(-3.0)  # "Azad means free"
    elif after == "," and around.after(2) in ("you", "you're", "your", "we"):
        score.add(2.0 if score.is_word else 0.3, "verb")  # "Dawn, you are a star"
    elif after in ("who", "whose") or (after == "," and around.after(2) in ("who", "whose")):
        score.add(2.0 if score.is_word else 0.5, "verb")
    elif after in words.verbs:
        plural = after in PLURALS and around.opens  # "Royal visits"
        score.add((1.2 if plural else 1.9) if score.is_word else 0.5, "verb")
    elif after in WEAK_VERBS and "place" not in score.senses:
        at = 3 if around.after(2) == "been" else 2  # "has been cleared" is said of an ivy
        told = around.after(at) in OF_A_PERSON or (after in ("has", "had") and around.after(2) in words.verbs)
        told = told or (at == 3 and not around.after(3).endswith("ed"))
        is_time = not score.senses.isdisjoint(("month", "season"))
        score.add(0.2 if not score.is_word else 1.9 if told and not is_time else 0.5)
    elif after == "and" and (around.after(2) in COMPANY or around.after(3) in FRIENDS):
        score.add(1.9 if score.is_word else 0.4)
    if score.is_word and any(around.after(count) in PRONOUNS for count in range(2, 9)):
        score.add(0.7)


def _other_sense(one: Mention, around: Around, own: Sequence[str], class_names: frozenset[str], score: Score) -> None:
    """Take away for what else the word is: a month, a place, a class, a modal verb."""
    if one.form != "first":
        return
    senses = score.senses
    before, after = around.before(), around.after()
    if before in PLACE_WORDS and after == "," and around.after(2) in lexicon().kinds["P"]:
        score.add(-3.0)  # "our twin school in Salvador, Brazil"
    if own[0] in class_names:
        score.add(-1.5)
        if before in ("in", "our", "class", "and", "to", "for", "from") or after in (
            "have",
            "are",
            "were",
            "class",
            "children",
        ):
            score.add(-1.5)
    if not senses:
        return
    if "month" in senses or "season" in senses:
        score.add(-0.9)
        is_date = bool(YEARS.fullmatch(before) or YEARS.fullmatch(after)) and not score.beside
        if is_date or after in AFTER_TIME:
            score.add(-4.5)
        elif before in TIME_WORDS and "praise" not in score.clues:
            score.add(-2.5)
    if "place" in senses and before in PLACE_WORDS and {"pupil-word", "praise"}.isdisjoint(score.clues):
        score.add(-2.5)
    if "modal" in senses and around.opens and after in MODAL_SUBJECTS:
        score.add(-4.0)
    if "subject" in senses:
        score.add(-0.8)
    if before in DETERMINERS:
        score.add(-2.5)
    if "class" in senses and after in ("have", "are", "were", "children", "pupils"):
        score.add(-2.5)
