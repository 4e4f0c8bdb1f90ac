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
    "affiliation": "linter.checks.affiliation",
    "alt-text": "linter.checks.alt_text",
    "approval": "linter.checks.approval",
    "author": "linter.checks.author",
    "credential": "linter.checks.credential",
    "denied": "linter.checks.denied",
    "embargo": "linter.checks.embargo",
    "exception": "linter.checks.exception",
    "frame": "linter.checks.frame",
    "hashtag-case": "linter.checks.hashtag_case",
    "hidden-characters": "linter.checks.hidden_characters",
    "link": "linter.checks.link",
    "missing-disclaimer": "linter.checks.missing_disclaimer",
    "opinion": "linter.checks.opinion",
    "pattern": "linter.checks.pattern",
    "phrase": "linter.checks.phrase",
    "platform": "linter.checks.platform",
    "platform-limits": "linter.checks.platform_limits",
    "posting-time": "linter.checks.posting_time",
    "readable-image": "linter.checks.readable_image",
    "reply": "linter.checks.reply",
    "school-contact": "linter.checks.school_contact",
    "shouting": "linter.checks.shouting",
}


class Kind(Protocol):
    """What a module must offer to be a kind of check."""

    Options: type[Any]

    def check(self, post: Post, evidence: Evidence, options: Any) -> Iterable[Hit]:
        """Yield the places where the post breaks a rule with these options."""


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
