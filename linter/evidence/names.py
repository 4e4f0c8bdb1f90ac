"""Where a post has words that read like a person's name though no list knows them: the name model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.people import Mention

VERSION = 1


def gather(evidence: Evidence) -> tuple[Mention, ...]:
    """Return the names that the model reads in the prose parts, as mentions of form "model"."""
    return ()
