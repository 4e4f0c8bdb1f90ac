"""Kind `named-pupil`: a pupil of the roll is named, in full or by a part of the name.

Who is on the do-not-publish list belongs to kind `listed-pupil`. A list of many names is one hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from linter.checks.naming import Approvals, has_consent, is_approved, listed_pupils, named_for, pupils_of, runs
from linter.evidence import phrases as language
from linter.evidence.people import Form
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.people import Mention
    from linter.post import Post

NEAR = 0.5  # from which confidence on a misspelt name is told: there is no case for doubtful ones
_FORMS = frozenset(get_args(Form))


@frozen
class Options:
    """Which forms of a name, how sure it must be that a pupil is meant, and what lets it pass.

    From `sure` on a name counts; from `doubtful` on it is the case "doubtful". `consent` are the granularities of
    which a pupil's consent must have one. `approval` says whether an approved post may name pupils: "never", "bound"
    (by its digest to these very words: then the case "approved") or "any". A list of `register` names or more, or
    of `pictured` in a picture, is one hit, the case "register". `clubs` and `achievements` are phrases that make a case
    if they stand in the sentence.
    `allowed_as` is the name by which `[allow] names` limits a name to this rule.
    """

    allowed_as: str
    forms: tuple[str, ...]
    sure: float = 0.6
    doubtful: float = 0.4
    consent: tuple[str, ...] = ()
    approval: Approvals = "bound"
    register: int = 5
    pictured: int = 3
    clubs: tuple[str, ...] = ()
    achievements: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an unknown form, impossible limits or a malformed phrase."""
        if not self.forms:
            raise ValueError("forms: is empty")
        for form in self.forms:
            if form not in _FORMS:
                raise ValueError(f"forms: '{form}' is not one of {', '.join(sorted(_FORMS))}")
        if not 0 <= self.doubtful <= self.sure <= 1:
            raise ValueError("sure: must be from doubtful to 1")
        if self.register < 2:
            raise ValueError("register: must be 2 or more")
        if self.pictured < 2:
            raise ValueError("pictured: must be 2 or more")
        language.validate("clubs", self.clubs)
        language.validate("achievements", self.achievements)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each place that names a pupil, a list of many only once."""
    if not evidence.people:
        return
    named = [one for one in named_for(options.allowed_as, evidence) if _concerns(one, evidence, options)]
    if not named:
        return
    approved = is_approved(options.approval, evidence)
    for group in runs(named, evidence):
        sure = [one for one in group if one.confidence >= options.sure]
        most = options.pictured if group[0].part.endswith("/text") else options.register
        if len(sure) >= most:
            first, last = group[0], group[-1]
            case = "approved" if approved else "register"
            yield Hit(first.part, first.start, last.end, case, sure[0].confidence, {"count": str(len(group))})
            continue
        for one in group:
            case = "approved" if approved else _case(one, evidence, options)
            yield Hit(one.part, one.start, one.end, case, one.confidence, {"count": "1"})


def _concerns(one: Mention, evidence: Evidence, options: Options) -> bool:
    least = max(options.doubtful, NEAR) if one.form == "near" else options.doubtful
    if one.who != "pupil" or one.form not in options.forms or one.confidence < least:
        return False
    return not listed_pupils(one, evidence) and not has_consent(pupils_of(one, evidence), options.consent, evidence)


def _case(one: Mention, evidence: Evidence, options: Options) -> str:
    if one.form == "near":
        return "misspelt"
    if one.confidence < options.sure:
        return "doubtful"
    if "staff-share-it" in one.clues:
        return "shared"
    if one.form in ("first", "last", "first-initial"):
        if "class" in one.clues or "age" in one.clues:
            return "with-class"
        if one.form == "first-initial":
            return "with-initial"
        for case, phrases in (("with-club", options.clubs), ("with-achievement", options.achievements)):
            if phrases and _said_with(one, evidence, phrases):
                return case
    return ""


def _said_with(one: Mention, evidence: Evidence, phrases: tuple[str, ...]) -> bool:
    """Say whether one of the phrases stands in the sentence of a mention."""
    from linter.evidence.marks import marks

    part = evidence.part(one.part)
    if part is None:
        return False
    stream = evidence.words(part)[0]
    own = {word.sentence for word in stream if word.start < one.end and one.start < word.end}
    found = language.compiled(phrases).find(stream, marks(evidence, part, stream))
    return any(stream[match.first].sentence in own for match in found)
