"""Weigh the matches of the lists and of the name model: who is meant, how sure it is, and what says so.

Each piece of evidence adds to, or takes from, the logarithm of the odds that the words name somebody here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.evidence.people import Mention
from linter.evidence.people.around import Around, Beside, Words, class_pattern, classes_of
from linter.evidence.people.score import Score
from linter.evidence.people.scoring import scored
from linter.evidence.people.vocabulary import vocabulary
from linter.people.roll import plain_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.context import Context
    from linter.evidence import Evidence
    from linter.people import Pupil

LEAST = 0.3  # below it nothing is said of a name
_MODEL_LEAST = 0.4
_DOUBTFUL = 0.6
_TITLED = 2.0  # what a title alone adds
_CHILD = frozenset({"class", "age", "pupil-word"})


def weighed(
    evidence: Evidence, listed: tuple[Mention, ...], read: tuple[Mention, ...], engine: tuple[Mention, ...] = ()
) -> tuple[Mention, ...]:
    """Return the mentions that are likely enough, in the order of the parts.

    `read` is what the name model reads, `engine` what a name engine of the settings does: that only ever adds names of
    people whom no list knows, and what is said of the others stays the same.
    """
    by_part: dict[str, tuple[list[Mention], list[Mention], list[Mention]]] = {}
    for group, mentions in enumerate((listed, read, engine)):
        for mention in mentions:
            by_part.setdefault(mention.part, ([], [], []))[group].append(mention)
    found: list[Mention] = []
    for part in evidence.parts:
        if part.name in by_part:
            groups = by_part[part.name]
            words = Words(evidence, part, [(one.start, one.end) for one in (*groups[0], *groups[1])])
            words.listed = [(one.start, one.end) for one in groups[0]]
            found += _PartWeigher(evidence, words).weigh(*groups)
    return tuple(found)


class _PartWeigher:
    """Weighs the names of one part."""

    def __init__(self, evidence: Evidence, words: Words) -> None:
        self._evidence, self._words = evidence, words
        self._roll = evidence.context.roll
        self._staff = evidence.context.staff
        self._vocabulary = vocabulary(evidence.context.packs)
        self._class_names = _classes(evidence.context)
        self._classes = class_pattern(self._class_names)

    def weigh(self, listed: list[Mention], read: list[Mention], engine: list[Mention]) -> list[Mention]:
        """Return the mentions of the part that are likely enough."""
        arounds = [Around(self._words, one.start, one.end) for one in listed]
        scores = [
            scored(one, around, self._vocabulary, self._class_names, self._classes, _overlapping(one, read))
            for one, around in zip(listed, arounds, strict=True)
        ]
        _join_lists(listed, arounds, scores)
        found: list[Mention] = []
        for one, score in zip(listed, scores, strict=True):
            settled = one if one.who == "allowed" else self._settled(one, score)
            longer = "longer-name" in score.clues and settled is not None and settled.confidence < _DOUBTFUL
            if longer and _overlapping(one, read):
                continue  # somebody else, whom the model reads in full
            if settled is not None and settled.confidence >= LEAST:
                found.append(settled)
        taken = [(one.start, one.end) for one in found]
        for one in read:
            if not any(one.start < end and start < one.end for start, end in taken):
                found += self._unknown(_with_engine(one, engine))
        return sorted((*found, *self._of_engine(engine, found)), key=lambda one: one.start)

    def _of_engine(self, engine: list[Mention], found: list[Mention]) -> Iterable[Mention]:
        """Yield the names that only the name engine reads, but for the classes of the school."""
        for one in engine:
            if (
                not _overlapping(one, found)
                and self._words.part.text[one.start : one.end].lower() not in self._class_names
            ):
                yield from self._unknown(one)

    def _settled(self, one: Mention, score: Score) -> Mention | None:
        """Say who of those who share the name is meant, as far as the words around it tell."""
        pupils = tuple(key for key in one.ids if key in self._roll)
        others = tuple(key for key in one.ids if key not in self._roll)
        clues = tuple(dict.fromkeys((*(c for c in one.clues if c != "staff-share-it"), *score.clues)))
        points, who = score.points, one.who
        if pupils and others:
            if score.adult and not _CHILD & set(score.clues):
                pupils, who = (), "staff"
            elif _CHILD & set(score.clues):
                others = ()
            else:
                clues, points = (*clues, "staff-share-it"), points - 0.4
        if who == "pupil":
            if (score.adult or score.titled) and not _CHILD & set(score.clues):
                # That "PC Stone" does something says nothing for a pupil of that name.
                points = (min(points, _TITLED) if one.form == "last" else points) - 3.5
            narrowed = self._by_class(pupils, score.beside) or self._by_declared(pupils)
            if narrowed and len(narrowed) < len(pupils):
                pupils, clues = narrowed, (*clues, "named-by-class" if score.beside else "declared")
        elif score.titled and one.form in ("last", "full"):
            points += 2.0
        return Mention(one.part, one.start, one.end, who, one.form, _probability(points), (*pupils, *others), clues)

    def _by_class(self, pupils: tuple[str, ...], beside: Beside | None) -> tuple[str, ...]:
        if beside is None or len(pupils) < 2:
            return ()
        return tuple(key for key in pupils if _is_in(self._roll[key], beside))

    def _by_declared(self, pupils: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of several pupils whom the post declares to show: the author said who is meant."""
        if len(pupils) < 2:
            return ()
        declared = {key for image in self._evidence.post.images for key in image.person_ids}
        return tuple(key for key in pupils if key in declared)

    def _unknown(self, one: Mention) -> Iterable[Mention]:
        """Yield a name that only the model reads, if it may be a child's."""
        around = Around(self._words, one.start, one.end)
        score = scored(one, around, self._vocabulary, self._class_names, self._classes, (one,))
        if score.titled or score.known:
            return
        clues = tuple(dict.fromkeys((*one.clues, *score.clues)))
        confidence = _probability(score.points)
        if score.adult and not _CHILD & set(score.clues):
            clues, confidence = (*clues, "adult"), min(confidence, LEAST)
        if confidence >= _MODEL_LEAST:
            yield Mention(one.part, one.start, one.end, "unknown", "model", confidence, (), clues)


def _with_engine(one: Mention, engine: Iterable[Mention]) -> Mention:
    """Return a name that the model reads, as sure as the name engine is of it if that is surer."""
    for other in _overlapping(one, engine):
        sure = max(one.confidence, other.confidence)
        one = one._replace(confidence=sure, clues=tuple(dict.fromkeys((*one.clues, *other.clues))))
    return one


def _overlapping(one: Mention, others: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(other for other in others if one.start < other.end and other.start < one.end)


def _join_lists(listed: list[Mention], arounds: list[Around], scores: list[Score]) -> None:
    """Raise the names of a list of names ("Amina, Grace and Tobi"): those that are words by those that are not."""
    runs: list[list[int]] = []
    for index in range(1, len(listed)):
        if _adjoin(arounds[index - 1], arounds[index]):
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index - 1, index])
    for run in runs:
        sure = [index for index in run if scores[index].points > 1.0 and not scores[index].is_word]
        named = [index for index in run if scores[index].points > 1.8]
        if after_all := scores[run[-1]].points_after:  # "Grace and Wisdom certificates"
            for index in run[:-1]:
                if scores[index].is_word:
                    scores[index].add(after_all)
        classes = len(run) > 1 and not sure and all("class" in scores[index].senses for index in run)
        for index in run:
            score = scores[index]
            if score.known or score.titled:
                continue
            if classes:
                score.add(-0.8)
            if any(other != index for other in sure) and score.points > -4.0:
                score.add(2.6 if score.is_word else 0.6, "list")
            elif any(other != index for other in named) and score.points > -3.0:
                score.add(1.5, "list")
            elif score.senses.isdisjoint(("class", "place", "month", "season", "value", "nation")):
                score.add(0.5)
            if "praise" in scores[run[0]].clues and index != run[0] and "praise" not in score.clues:
                score.add(1.8 if score.is_word else 0.5, "praise")
    for run in runs:  # a class after the last of a list is that of all: "Amina, Grace and Tobi (Y4)"
        last = scores[run[-1]]
        if last.beside and last.beside_after:
            for index in run[:-1]:
                if not scores[index].beside and not scores[index].known:
                    scores[index].add(2.5 if scores[index].is_word else 0.8, "class")
                    scores[index].beside = last.beside


def _adjoin(before: Around, after: Around) -> bool:
    """Say whether only a comma, "and", "&" or the like stands between two names."""
    text = before.words.text[before.end : after.start]
    if len(text) > 14 or "." in text or "\n\n" in text:
        return False
    plain = text.replace("&amp;", "&").replace("\n", " ").lower().strip(" ,;/+&•·|–—-*_()0123456789:yr").strip()
    return plain in ("", "and", "a", "ac", "with", "plus", "or", "then", "n", "yn") and bool(text.strip() or not text)


def _is_in(pupil: Pupil, beside: Beside) -> bool:
    if beside.is_class:
        return _plain(pupil.class_name) in (_plain(beside.word), _plain(beside.word) + "s")
    return plain_year(beside.word) == pupil.year


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _probability(points: float) -> float:
    return round(1 / (1 + math.exp(-points)), 2)


@lru_cache(maxsize=4)
def _classes_of(roll: _Key) -> frozenset[str]:
    return classes_of(roll.roll)


class _Key:
    """The roll, by identity: it is too long to compare."""

    __slots__ = ("roll",)

    def __init__(self, roll: Mapping[str, Pupil]) -> None:
        self.roll = roll

    def __hash__(self) -> int:
        return id(self.roll)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.roll is self.roll


def _classes(context: Context) -> frozenset[str]:
    return _classes_of(_Key(context.roll))
