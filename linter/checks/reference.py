"""Kind `reference`: a person recommended, or warned of, as somebody to employ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import detail
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post

_CASE = "professional"


@frozen
class Options:
    """What a reference is (`words`, as in kind `detail`).

    It is the case "professional" on a personal account, or on a platform of one of these `sorts`.
    """

    words: detail.Options
    sorts: tuple[str, ...] = ("professional",)

    def validate(self) -> None:
        """Raise ValueError for malformed words."""
        self.words.validate()


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found; None if words of the prose do not tell."""
    return detail.needs(options.words)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each reference."""
    for hit in detail.check(post, evidence, options.words):
        at_work = any(facts.sort in options.sorts for facts in evidence.platforms)
        yield Hit(hit.part, hit.start, hit.end, _CASE if at_work or _is_personal(evidence) else hit.case)


def _is_personal(evidence: Evidence) -> bool:
    return evidence.declared.account_type == "personal"
