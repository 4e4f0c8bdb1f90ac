"""The signs and words in which the review app says how bad something is: never by colour alone."""

from __future__ import annotations

from linter.finding import Finding, Status
from linter.report import Outcome
from linter.rule import Severity
from linter.value import frozen


@frozen
class Sign:
    """A glyph, the words for it, and the colour (of the theme) that only repeats them."""

    glyph: str
    words: str
    colour: str

    def __str__(self) -> str:
        return f"{self.glyph} {self.words}"


SEVERITY_SIGNS: dict[Severity, Sign] = {
    "error": Sign("✖", "must be put right", "error"),
    "warning": Sign("▲", "somebody should look", "warning"),
    "info": Sign("●", "good to know", "primary"),
}
STATUS_SIGNS: dict[Status, Sign] = {
    "suppressed": Sign("○", "let pass in the draft", "text-muted"),
    "waived": Sign("○", "let pass by a waiver", "text-muted"),
}
OUTCOME_SIGNS: dict[Outcome, Sign] = {
    "blocked": Sign("✖", "blocked: do not publish", "error"),
    "review": Sign("▲", "review: somebody should look", "warning"),
    "ready": Sign("✔", "ready to go out", "success"),
}


def sign_of(finding: Finding) -> Sign:
    """Return the sign of a finding: what lets it pass counts before how bad it would be."""
    return STATUS_SIGNS.get(finding.status) or SEVERITY_SIGNS[finding.severity]
