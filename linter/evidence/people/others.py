"""Take away from a name for whoever else it may be: a saint, somebody known, a story, a longer name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.evidence.people.cues import (
    ANIMALS,
    COMMON_STAGE,
    CREDITS,
    OWN,
    OWN_WORK,
    PLACE_ENDINGS,
    PLACE_WORDS,
    SAINTS,
    STAGE_VERBS,
    VALUES,
)
from linter.evidence.people.knowledge import is_longer_name, is_show_title

if TYPE_CHECKING:
    from linter.evidence.people import Mention
    from linter.evidence.people.around import Around
    from linter.evidence.people.score import Score
    from linter.evidence.people.vocabulary import Vocabulary


def other_person(
    one: Mention,
    around: Around,
    words: Vocabulary,
    own: Sequence[str],
    read: Sequence[Mention],
    score: Score,
    *,
    known: str,
    is_namesake: bool,
) -> None:
    """Take away for a saint, somebody known, a story, a longer name that nobody of the lists has."""
    before = around.before()
    if before in SAINTS or (before == "." and around.before(2) in ("st", "sts")):
        score.add(-4.5)
        score.known = True
    if known:
        if is_namesake or one.form == "full":
            score.add(-3.2, "known-name")
        else:
            score.add(-6.0)
            score.known = True
            return
    if is_longer_name(one, around, words, read):
        score.add(-4.4 if score.is_word else -2.4, "longer-name")
    if around.in_tag and score.is_word and one.form in ("first", "last") and "praise" not in score.clues:
        score.add(-1.5 * _is_part_of_tag(around))  # "#HolocaustMemorialDay"
    has_cue = bool({"class", "age", "pupil-word"} & set(score.clues))
    sentence = around.sentence
    stream, of_names = around.words.stream, around.words.of_names
    near = {
        stream[at].text
        for at in range(max(0, around.first - 12), min(around.last + 12, len(stream)))
        if stream[at].sentence == sentence
        and at not in of_names
        and stream[at - 1].text not in OWN
        and not (at == around.last and stream[at].text.endswith("ing"))  # "Khadija reading": what a child does
        and not (stream[at - 1].text == "to" and stream[at].text in STAGE_VERBS)  # "asked to play for the county"
    }
    # "Mark's poem", "Joseph's assembly"
    own_work = around.possessive and (around.after() in words.stories or around.after() in OWN_WORK)
    in_story = not own_work and one.form != "near" and not near.isdisjoint(words.stories)
    if score.is_word and one.form == "first" and not has_cue and not near.isdisjoint(VALUES):
        score.add(-2.5)  # "Courage, Patience, Grace: our values"
    if is_show_title(around):
        score.add(-3.0)
    is_character = one.form == "first" and "".join(own) in words.characters
    on_stage = False
    if is_character:
        score.add(-1.8 * _unlisted_beside(around, words.characters))
    if "class" in score.senses and one.form == "first":
        score.add(-1.2 * _unlisted_beside(around, words.classlike))
    if is_character and not in_story and not own_work:
        on_stage = not near.isdisjoint(words.stage)
    if on_stage and not has_cue:
        # "show" and "learnt" are said of children as often as of those in stories
        common = near & words.stage <= COMMON_STAGE and before not in ("about", "as", "of")
        score.add(-0.8 if common and not score.is_word else -1.8)
    if is_character and before == "in" and not has_cue:
        score.add(-1.6)
    if is_character and not in_story and not has_cue and "praise" not in score.clues:
        score.add(-1.5 * (not stream.texts.isdisjoint(words.stories)))  # the story is told in the next sentence
    if in_story and not has_cue:
        score.add(-3.0 if is_character else -1.6 if score.is_word else -0.5)
    if around.in_title and not has_cue and one.form in ("first", "last", "model"):
        score.add(-2.6 if score.is_word else -1.6)


def _is_part_of_tag(around: Around) -> bool:
    """Say whether the name is only a part of its tag or handle."""
    text = around.words.text
    return text[around.start - 1 : around.start].isalnum() or text[around.end : around.end + 1].isalnum()


def of_no_child(around: Around, words: Vocabulary, own: Sequence[str], score: Score) -> None:
    """Take away from a name that only the model reads for a story, an animal or a place anywhere in the part."""
    texts = around.words.stream.texts
    if not texts.isdisjoint(words.stories) or not texts.isdisjoint(ANIMALS):
        score.add(-2.0)
    if len(own) == 1 and (around.before() in PLACE_WORDS or own[0].endswith(PLACE_ENDINGS)):
        score.add(-2.0)
    if not CREDITS.isdisjoint((around.before(), around.before(2))):
        score.add(-2.0)


def _unlisted_beside(around: Around, known: frozenset[str]) -> int:
    """Return how many words beside this one in a list are such names, and nobody's of the lists of people."""
    stream, found = around.words.stream, 0
    for step, edge in ((-1, around.first - 1), (1, around.last)):
        at = edge
        while 0 <= at < len(stream) and stream[at].text in ("and", ",", "&", "or"):
            at += step
        if 0 <= at < len(stream) and at != edge:
            word = stream[at]
            written = around.words.text[word.start : word.end]
            found += written[:1].isupper() and word.text in known and at not in around.words.of_listed
    return found
