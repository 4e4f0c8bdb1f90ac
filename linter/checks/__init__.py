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

ENTRY_POINTS = "postlint.checks"

CHECKS: dict[str, str] = {
    "account": "linter.checks.account",
    "ad-label": "linter.checks.ad_label",
    "affiliation": "linter.checks.affiliation",
    "alt-text": "linter.checks.alt_text",
    "approval": "linter.checks.approval",
    "author": "linter.checks.author",
    "claim": "linter.checks.claim",
    "credential": "linter.checks.credential",
    "denied": "linter.checks.denied",
    "detail": "linter.checks.detail",
    "embargo": "linter.checks.embargo",
    "exception": "linter.checks.exception",
    "frame": "linter.checks.frame",
    "hashtag-case": "linter.checks.hashtag_case",
    "hidden-characters": "linter.checks.hidden_characters",
    "impersonation": "linter.checks.impersonation",
    "hostility": "linter.checks.hostility",
    "inspection": "linter.checks.inspection",
    "identifier": "linter.checks.identifier",
    "licence": "linter.checks.licence",
    "link": "linter.checks.link",
    "invitation": "linter.checks.invitation",
    "jigsaw": "linter.checks.jigsaw",
    "listed-pupil": "linter.checks.listed_pupil",
    "live-location": "linter.checks.live_location",
    "metadata": "linter.checks.metadata",
    "missing-disclaimer": "linter.checks.missing_disclaimer",
    "name-with-image": "linter.checks.name_with_image",
    "named-file": "linter.checks.named_file",
    "named-pupil": "linter.checks.named_pupil",
    "named-staff": "linter.checks.named_staff",
    "no-photo": "linter.checks.no_photo",
    "photo-consent": "linter.checks.photo_consent",
    "shown-people": "linter.checks.shown_people",
    "tagged": "linter.checks.tagged",
    "face-size": "linter.checks.face_size",
    "pictured-words": "linter.checks.pictured_words",
    "withdrawn": "linter.checks.withdrawn",
    "captions": "linter.checks.captions",
    "opinion": "linter.checks.opinion",
    "pattern": "linter.checks.pattern",
    "period": "linter.checks.period",
    "phrase": "linter.checks.phrase",
    "platform": "linter.checks.platform",
    "platform-limits": "linter.checks.platform_limits",
    "posting-time": "linter.checks.posting_time",
    "readable-image": "linter.checks.readable_image",
    "reference": "linter.checks.reference",
    "reply": "linter.checks.reply",
    "school-contact": "linter.checks.school_contact",
    "shouting": "linter.checks.shouting",
    "statement": "linter.checks.statement",
    "term": "linter.checks.term",
    "told": "linter.checks.told",
    "code-in-image": "linter.checks.code_in_image",
    "document-image": "linter.checks.document_image",
    "image-of-text": "linter.checks.image_of_text",
    "number-plate": "linter.checks.number_plate",
    "text-in-image": "linter.checks.text_in_image",
    "unknown-name": "linter.checks.unknown_name",
}

# Kind → without what, of the post or its evidence, it finds nothing: it is not even loaded then.
ONLY_WITH: dict[str, str] = {
    "code-in-image": "post.images",
    "document-image": "post.images",
    "image-of-text": "post.images",
    "number-plate": "post.images",
    "text-in-image": "post.images",
    "alt-text": "post.images",
    "identifier": "evidence.identifiers",
    "metadata": "post.images",
    "name-with-image": "post.images",
    "named-file": "post.images",
    "named-pupil": "evidence.people",
    "no-photo": "post.images",
    "photo-consent": "post.images",
    "readable-image": "post.images",
    "captions": "post.images",
    "pictured-words": "post.images",
    "face-size": "post.images",
    "tagged": "post.images",
    "shown-people": "post.images",
    "unknown-name": "evidence.people",
}

# Kind → the looks at pictures that it will ask for, so that all that a post needs is begun together.
LOOKS: dict[str, tuple[str, ...]] = {
    "code-in-image": ("codes", "reading"),
    "document-image": ("reading",),
    "image-of-text": ("reading",),
    "number-plate": ("reading",),
    "text-in-image": ("reading",),
    "alt-text": ("metadata",),
    "metadata": ("metadata",),
    "name-with-image": ("faces",),
    "no-photo": ("faces",),
    "shown-people": ("faces",),
    "face-size": ("faces",),
    "pictured-words": ("faces",),
    "withdrawn": ("likeness",),
}

# Kinds whose check takes what the rules of the first round found as its fourth argument.
READERS_OF_HITS = frozenset({"jigsaw"})


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
