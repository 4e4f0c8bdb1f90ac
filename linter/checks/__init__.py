"""The kinds of check. A kind is a module with `Options` (its keys under `[detect]`) and `check`.

    check(post, evidence, options) → hits        pure: no files, clock, environment, network or state

A module is imported when the first rule of its kind is read. Third parties add a kind through the entry point group
`postlint.checks` (name = kind, value = module).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.finding import Hit
    from linter.post import Post
    from linter.settings import Settings

ENTRY_POINTS = "postlint.checks"

CHECKS: dict[str, str] = {
    "account": "linter.checks.account",
    "ad-label": "linter.checks.ad_label",
    "affiliation": "linter.checks.affiliation",
    "alt-text": "linter.checks.alt_text",
    "approval": "linter.checks.approval",
    "author": "linter.checks.author",
    "captions": "linter.checks.captions",
    "claim": "linter.checks.claim",
    "clothing": "linter.checks.clothing",
    "code-in-image": "linter.checks.code_in_image",
    "credential": "linter.checks.credential",
    "denied": "linter.checks.denied",
    "detail": "linter.checks.detail",
    "document-image": "linter.checks.document_image",
    "embargo": "linter.checks.embargo",
    "exception": "linter.checks.exception",
    "face-size": "linter.checks.face_size",
    "frame": "linter.checks.frame",
    "hashtag-case": "linter.checks.hashtag_case",
    "hidden-characters": "linter.checks.hidden_characters",
    "hostility": "linter.checks.hostility",
    "identifier": "linter.checks.identifier",
    "image-of-text": "linter.checks.image_of_text",
    "impersonation": "linter.checks.impersonation",
    "inspection": "linter.checks.inspection",
    "invitation": "linter.checks.invitation",
    "jigsaw": "linter.checks.jigsaw",
    "licence": "linter.checks.licence",
    "link": "linter.checks.link",
    "listed-pupil": "linter.checks.listed_pupil",
    "live-location": "linter.checks.live_location",
    "logo": "linter.checks.logo",
    "metadata": "linter.checks.metadata",
    "missing-disclaimer": "linter.checks.missing_disclaimer",
    "name-with-image": "linter.checks.name_with_image",
    "named-file": "linter.checks.named_file",
    "named-pupil": "linter.checks.named_pupil",
    "named-staff": "linter.checks.named_staff",
    "no-photo": "linter.checks.no_photo",
    "number-plate": "linter.checks.number_plate",
    "opinion": "linter.checks.opinion",
    "pattern": "linter.checks.pattern",
    "period": "linter.checks.period",
    "photo-consent": "linter.checks.photo_consent",
    "phrase": "linter.checks.phrase",
    "pictured-words": "linter.checks.pictured_words",
    "platform": "linter.checks.platform",
    "platform-limits": "linter.checks.platform_limits",
    "posting-time": "linter.checks.posting_time",
    "readable-image": "linter.checks.readable_image",
    "reference": "linter.checks.reference",
    "reply": "linter.checks.reply",
    "school-contact": "linter.checks.school_contact",
    "shouting": "linter.checks.shouting",
    "shown-people": "linter.checks.shown_people",
    "statement": "linter.checks.statement",
    "tagged": "linter.checks.tagged",
    "term": "linter.checks.term",
    "text-in-image": "linter.checks.text_in_image",
    "told": "linter.checks.told",
    "unknown-name": "linter.checks.unknown_name",
    "withdrawn": "linter.checks.withdrawn",
}

# Kind → without what, of the post or its evidence, it finds nothing: it is not even loaded then.
ONLY_WITH: dict[str, str] = {
    "alt-text": "post.images",
    "captions": "post.images",
    "clothing": "post.images",
    "code-in-image": "post.images",
    "document-image": "post.images",
    "face-size": "post.images",
    "identifier": "evidence.identifiers",
    "image-of-text": "post.images",
    "logo": "post.images",
    "metadata": "post.images",
    "name-with-image": "post.images",
    "named-file": "post.images",
    "named-pupil": "evidence.people",
    "no-photo": "post.images",
    "number-plate": "post.images",
    "photo-consent": "post.images",
    "pictured-words": "post.images",
    "readable-image": "post.images",
    "shown-people": "post.images",
    "tagged": "post.images",
    "text-in-image": "post.images",
    "unknown-name": "evidence.people",
}

# Kind → the looks at pictures that it will ask for, so that all that a post needs is begun together.
LOOKS: dict[str, tuple[str, ...]] = {
    "alt-text": ("metadata",),
    "clothing": ("faces", "logos"),
    "code-in-image": ("codes", "reading"),
    "document-image": ("reading",),
    "face-size": ("faces",),
    "image-of-text": ("reading",),
    "logo": ("logos",),
    "metadata": ("metadata",),
    "name-with-image": ("faces",),
    "no-photo": ("faces",),
    "number-plate": ("reading",),
    "pictured-words": ("faces",),
    "shown-people": ("faces",),
    "text-in-image": ("reading",),
    "withdrawn": ("likeness",),
}

# Kinds whose check takes what the rules of the first round found as its fourth argument.
READERS_OF_HITS = frozenset({"jigsaw"})


def looks_of(kinds: Iterable[str], settings: Settings) -> frozenset[str]:
    """Return the looks at pictures that some kinds will ask for, without those that have nothing to compare with."""
    wanted = {look for kind in kinds for look in LOOKS.get(kind, ())}
    if not settings.images.logos:
        wanted.discard("logos")
    if not settings.images.withdrawn:
        wanted.discard("likeness")
    return frozenset(wanted)


class Kind(Protocol):
    """What a module must offer to be a kind of check."""

    Options: type[Any]

    def check(self, post: Post, evidence: Evidence, options: Any) -> Iterable[Hit]:
        """Yield the places where the post breaks a rule with these options."""


class LaterKind(Protocol):
    """A kind of the second round: it reads what other rules found, whether or not the policy reports it.

    One of a third party says so by `AFTER = True` in its module.
    """

    Options: type[Any]

    def check(self, post: Post, evidence: Evidence, options: Any, hits: Found) -> Iterable[Hit]:
        """Yield the places where the post breaks a rule with these options."""


class Found(Protocol):
    """What the rules of the first round found in a post."""

    def of(self, rule: str) -> tuple[Hit, ...]:
        """Return the hits of a rule by its name."""


def reads_hits(name: str) -> bool:
    """Say whether a kind belongs to the second round. Raise KeyError if there is none of that name."""
    return name in READERS_OF_HITS if name in CHECKS else bool(getattr(load(name), "AFTER", False))


@cache
def load(name: str) -> Kind:
    """Return the module of a kind. Raise KeyError if there is none."""
    if name in CHECKS:
        return cast(Kind, import_module(CHECKS[name]))
    # Looking through installed packages is slow, so it is done only for a kind that is not ours.
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINTS, name=name):
        return cast(Kind, entry.load())
    raise KeyError(name)


def names() -> tuple[str, ...]:
    """Return the names of our own kinds."""
    return tuple(CHECKS)
