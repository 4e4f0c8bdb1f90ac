"""Kind `exception`: exceptions that are at fault. They are judged after all findings, in `linter.suppressions`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.finding import Hit
    from linter.post import Post


@frozen
class Options:
    """Nothing can be set."""

    def validate(self) -> None:
        """Accept: there is nothing to be wrong."""


def check(post: Post, evidence: Evidence, options: Options) -> Iterable[Hit]:
    """Find nothing: whether an exception is used is known only when all other rules have spoken."""
    return ()
