"""Kind `missing-disclaimer`: a post that is linked to the school does not say that the views are the author's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.checks.excuses import Excuses
from linter.checks.speaker import may_speak
from linter.evidence import phrases as language
from linter.evidence.disclaimers import in_text, statements
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

AFFILIATED = "affiliated"
AS_SCHOOL = "speaks-as-school"
WRONG = "wrong-wording"
BIO = "bio"


@frozen
class Options:
    """What links a post to the school, and where the disclaimer may stand.

    `scope` is "named" if only the school's name (or trust, handle, site) does, "affiliated" if words that show work at
    the school do too: `affiliation`, found as the case "affiliated", and `collective`, in which the author speaks for
    more than themselves, as the case "speaks-as-school". `unless` excuses either. `wordings` are phrases that make a
    disclaimer, `false_wordings` those that say the opposite. `bio` says that a disclaimer in the account's profile
    counts, `exempt_speakers` that authors who may speak for the school need none.
    """

    wordings: tuple[str, ...]
    false_wordings: tuple[str, ...] = ()

    scope: Literal["named", "affiliated"] = "affiliated"
    affiliation: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    bio: bool = True
    exempt_speakers: bool = False

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if no wording makes a disclaimer."""
        if not self.wordings:
            raise ValueError("wordings: is empty, so no post could have a disclaimer")
        for key in ("wordings", "false_wordings", "affiliation", "collective", "unless"):
            language.validate(key, getattr(self, key))


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield one hit for the post if it needs a disclaimer and has none: what shows the link, or the wrong wording."""
    if options.exempt_speakers and may_speak(evidence):
        return
    found = _link(evidence, options) or _link_in_bio(evidence)
    if found is None:
        return
    wordings = (options.wordings, options.false_wordings)
    said = statements(evidence, wordings)
    account = evidence.declared.account
    bio = account.bio if account and options.bio else ""
    if said.true or (bio and in_text(bio, evidence.context, wordings).true):
        return
    if said.false and found.case != AS_SCHOOL:
        found = Hit(*said.false[0], WRONG)
    yield found


def _link(evidence: Evidence, options: Options) -> Hit | None:
    """Return what links the post itself to the school: that it speaks for it, its name, or other words."""
    spoken = _first(evidence, options.collective, options.unless, AS_SCHOOL) if options.scope == AFFILIATED else None
    if spoken:
        return spoken
    if evidence.school:
        named = evidence.school[0]
        return Hit(named.part, named.start, named.end)
    return _first(evidence, options.affiliation, options.unless, AFFILIATED) if options.scope == AFFILIATED else None


def _first(evidence: Evidence, phrases: tuple[str, ...], unless: tuple[str, ...], case: str) -> Hit | None:
    """Return the first place of any part that a phrase matches and nothing excuses."""
    if not phrases:
        return None
    for part in evidence.parts:
        if not part.is_prose:
            continue
        for stream in evidence.words(part):
            marks = marks_of(evidence, part, stream)
            excuses = Excuses(stream, marks, unless, ())
            for match in sorted(language.compiled(phrases).find(stream, marks), key=lambda m: (m.first, -m.last)):
                if not excuses.hold(match.first, match.last):
                    return Hit(part.name, stream[match.first].start, stream[match.last - 1].end, case)
    return None


def _link_in_bio(evidence: Evidence) -> Hit | None:
    """Return a hit at the start of the post if the profile of its account names the school."""
    account = evidence.declared.account
    if not account or not account.bio:
        return None
    from linter.evidence import Evidence as Gathered
    from linter.post import Post as Text

    return Hit("body", 0, 0, BIO) if Gathered(Text(body=account.bio), evidence.context).school else None
