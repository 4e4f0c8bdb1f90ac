"""Kind `no-photo`: a picture that shows, or may show, a pupil of whom no picture must be published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks.shown_people import faces_of, hit_at
from linter.checks.subjects import SURE
from linter.evidence.people.around import class_pattern, classes_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.people import Pupil
    from linter.post import Image, Post

_TELLING = frozenset({"full", "first-initial", "initial-last"})
_YEAR = re.compile(r"\b(?:year|yr|y)\s?(1[0-3]|[1-9])\b|\b(reception)\b", re.IGNORECASE)


@frozen
class Options:
    """How sure a face must be to show that people are in a picture of which nothing was declared.

    `named` is the case of a listed pupil whom the post names, `class_shown` that of one whose class it names; empty
    switches either off.
    """

    sure: float = 0.9
    named: str = "named"
    class_shown: str = "class"

    def validate(self) -> None:
        """Raise ValueError for a limit that is no part of one."""
        if not 0 < self.sure <= 1:
            raise ValueError("sure: must be above 0 and at most 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each picture that is declared to show a listed pupil, or that may, as far as the post tells."""
    listed = _listed(evidence)
    if not listed or not post.images:
        return
    told: str | None = None
    for index, image in enumerate(post.images):
        if any(key in listed for key in image.person_ids):
            yield hit_at(evidence, index, "", ())
        elif _may_show_pupils(image, evidence, index, options):
            told = _told(evidence, listed, options) if told is None else told
            if told:
                yield hit_at(evidence, index, told, ())


def _listed(evidence: Evidence) -> frozenset[str]:
    """Return the ids of those of whom no picture must be published."""
    return frozenset(key for key, scope in evidence.context.do_not_publish.items() if scope != "name")


def _may_show_pupils(image: Image, evidence: Evidence, index: int, options: Options) -> bool:
    """Say whether a picture shows pupils; one whose pupils are all declared was looked through already."""
    if image.person_ids:
        return False
    if image.people is None:
        return bool(faces_of(evidence, index, options.sure))
    return image.people in ("pupils", "both")


def _told(evidence: Evidence, listed: frozenset[str], options: Options) -> str:
    """Return the case of what the post tells: it names a listed pupil, or the class of one."""
    for one in evidence.people:
        is_sure = one.confidence >= SURE and (one.form in _TELLING or len(one.ids) == 1)
        if options.named and one.who == "pupil" and is_sure and not listed.isdisjoint(one.ids):
            return options.named
    return options.class_shown if options.class_shown and _names_a_class(evidence, listed) else ""


def _names_a_class(evidence: Evidence, listed: frozenset[str]) -> bool:
    """Say whether the prose names the class or the year of a listed pupil who has not left."""
    roll = evidence.context.roll
    pupils = {key: roll[key] for key in sorted(listed) if key in roll and not roll[key].has_left}
    years = {pupil.year for pupil in pupils.values()}
    pattern = _classes(tuple(pupils.values()))
    for part in evidence.parts:
        if not part.is_prose:
            continue
        text = evidence.folded(part).text
        if any((match[1] or "R") in years for match in _YEAR.finditer(text)):
            return True
        if pattern is not None and pattern.search(text):
            return True
    return False


@lru_cache(maxsize=16)
def _classes(pupils: tuple[Pupil, ...]) -> re.Pattern[str] | None:
    known: Mapping[str, Pupil] = {pupil.id: pupil for pupil in pupils}
    found = class_pattern(classes_of(known))
    if found is None:
        return None
    # A class that is called by a word ("Wrens") is meant where it is called a class, or where somebody is in it.
    name = f"(?:{found.pattern})"
    return re.compile(rf"\b{name}(?:\s+class\b|')|\b(?:class|in|our)\s+{name}\b")
