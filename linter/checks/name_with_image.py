"""Kind `name-with-image`: a pupil's name in a post with a picture that shows, or may show, people.

Who sees both can put a face to the name. A picture that is declared to show nobody, or adults only, is no matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.checks.shown_people import faces_of
from linter.checks.subjects import CHILD_CLUES, SURE
from linter.evidence import phrases as language
from linter.evidence.approved import day_of
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.people import Mention
    from linter.post import Image, Post

_SURE = 0.9  # how sure it must be that something in a picture is a face
_FIRST_NAME = "first"
_NAMES_IN_FULL = frozenset({"full", "first-initial", "initial-last"})
# What a consent must be for, so that a name may stand with a picture; a full name covers a first name.
_FOR_FULL = ("full-name", "name")
_FOR_FIRST = ("first-name", *_FOR_FULL)


@frozen
class Options:
    """When a name may stand with a picture.

    `when_undeclared` says whether a picture counts whose people nobody has declared: as the case "undeclared".
    `with_artwork` lets a first name stand with a picture of which only `artwork` is spoken, undeclared or of nobody.
    `consent` lets names pass of whom a consent in force covers picture, name and all channels of the post.
    `approval` lets every name pass in a post that somebody approved. A name of no list counts only with a sign that
    it is a child's, as the case "unknown".
    """

    when_undeclared: bool = True
    with_artwork: bool = False
    artwork: tuple[str, ...] = ()
    consent: bool = True
    approval: bool = False

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or artwork that is let pass but not described."""
        language.validate("artwork", self.artwork)
        if self.with_artwork and not self.artwork:
            raise ValueError("artwork: is empty, but with_artwork asks for it")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each name of a pupil, wherever it stands, if a picture shows or may show pupils."""
    if not post.images or (options.approval and evidence.approved.given):
        return
    shows = _shown(post, evidence, options)
    if shows is None:
        return
    for mention in evidence.people:
        if not _is_child(mention) or _is_let_pass(mention, evidence, options, shows):
            continue
        if shows == "undeclared":
            case = "undeclared"
        else:
            case = "" if mention.who == "pupil" and mention.form != "near" else "unknown"
        yield Hit(mention.part, mention.start, mention.end, case, mention.confidence)


def _shown(post: Post, evidence: Evidence, options: Options) -> Literal["pupils", "undeclared"] | None:
    """Return what the pictures show as far as is known: pupils, nobody knows who, or no pupils (None)."""
    if any(image.people in ("pupils", "both") or _has_pupils(image, evidence) for image in post.images):
        return "pupils"
    # A picture that is declared to show nobody, and shows a face, is declared wrongly; of one without a face nothing
    # follows: people may have their backs turned.
    declared = [(image.people, bool(faces_of(evidence, index, _SURE))) for index, image in enumerate(post.images)]
    if any(has_faces and people in (None, "none") for people, has_faces in declared):
        return "undeclared"
    may_show = any(image.people is None and not image.decorative for image in post.images)
    return "undeclared" if may_show and options.when_undeclared else None


def _has_pupils(image: Image, evidence: Evidence) -> bool:
    """Say whether a picture is declared to show somebody on the roll."""
    return any(key in evidence.context.roll for key in image.person_ids) if image.person_ids else False


def _is_child(mention: Mention) -> bool:
    if mention.confidence < SURE or mention.form == "last":
        return False
    if mention.who == "pupil":
        return True
    return mention.who == "unknown" and not CHILD_CLUES.isdisjoint(mention.clues)


def _is_let_pass(mention: Mention, evidence: Evidence, options: Options, shows: str) -> bool:
    if (
        options.with_artwork
        and mention.form == _FIRST_NAME
        and shows == "undeclared"
        and _is_artwork(evidence, options)
    ):
        return True
    return options.consent and len(mention.ids) == 1 and _has_consent(mention, evidence)


def _is_artwork(evidence: Evidence, options: Options) -> bool:
    """Say whether the post speaks of something that a child made."""
    artwork = language.compiled(options.artwork)
    for part in evidence.parts:
        if part.is_prose:
            for stream in evidence.words(part):
                if any(True for _ in artwork.find(stream, marks_of(evidence, part, stream))):
                    return True
    return False


def _has_consent(mention: Mention, evidence: Evidence) -> bool:
    """Say whether a consent covers this name with a picture on every channel of the post, on the day it goes out."""
    day = day_of(evidence)
    wanted = _FOR_FULL if mention.form in _NAMES_IN_FULL else _FOR_FIRST
    channels = {facts.name for facts in evidence.platforms} or set(evidence.declared.platform_names)
    if not channels:
        return False
    for consent in evidence.context.consents:
        if consent.person_id != mention.ids[0] or not consent.holds(day):
            continue
        covers = any(word in consent.granularity for word in wanted) and "image" in consent.granularity
        if covers and channels <= set(consent.channels):
            return True
    return False
