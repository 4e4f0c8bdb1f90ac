"""Reports: what was found in which post, what could not be done, and what follows from it."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from linter.errors import Fault
from linter.finding import Finding, Status
from linter.post import Post
from linter.rule import SEVERITIES, FailOn, Severity
from linter.value import frozen

Outcome = Literal["blocked", "review", "ready"]

OUTCOMES: tuple[Outcome, ...] = ("blocked", "review", "ready")


@frozen
class PostReport:
    """The findings of one post, in the order of their places. `index` counts the posts of a draft from 0.

    `failures` are checks that could not be carried out on this post; with any of them it is never ready. `named` are
    the places that name a pupil of the lists: hidden in every report, whether or not a rule that ran speaks of them.
    """

    path: str
    id: str
    index: int
    findings: tuple[Finding, ...]
    failures: tuple[Fault, ...] = ()
    post: Post | None = None
    named: tuple[Finding, ...] = ()

    @property
    def private(self) -> tuple[Finding, ...]:
        """Return the findings, and the places beside them, of which the text must not be shown."""
        return (*(finding for finding in self.findings if finding.private), *self.named)

    @property
    def outcome(self) -> Outcome:
        """Say what follows: an error, or a check that failed, blocks; a warning asks for a review."""
        reported = {finding.severity for finding in self.findings if finding.status == "reported"}
        if self.failures or "error" in reported:
            return "blocked"
        return "review" if "warning" in reported else "ready"


@frozen
class Report:
    """What became of a run: one entry a post, and what could not be done at all."""

    policy: str
    posts: tuple[PostReport, ...] = ()
    failures: tuple[Fault, ...] = ()
    fail_on: FailOn = "error"

    @property
    def outcome(self) -> Outcome:
        """Return the worst outcome of all posts; a failure blocks."""
        if self.failures:
            return "blocked"
        return min((post.outcome for post in self.posts), key=OUTCOMES.index, default="ready")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all posts."""
        return tuple(finding for post in self.posts for finding in post.findings)

    @property
    def all_failures(self) -> tuple[Fault, ...]:
        """Return what could not be done, in the run and in each post."""
        return (*self.failures, *(failure for post in self.posts for failure in post.failures))

    @property
    def exit_code(self) -> Literal[0, 1, 2]:
        """Return 2 if something could not be done, 1 if a finding reaches `fail_on`, else 0."""
        if self.all_failures:
            return 2
        return int(any(reaches(f.severity, self.fail_on) for f in self.findings if f.status == "reported"))  # type: ignore[return-value]

    def counts(self) -> Counter[str]:
        """Count posts by outcome, and reported findings by severity."""
        counter: Counter[str] = Counter(post.outcome for post in self.posts)
        counter.update(finding.severity for finding in self.findings if finding.status == "reported")
        return counter

    def silenced(self) -> Counter[Status]:
        """Count the findings that are not reported, by status."""
        return Counter(finding.status for finding in self.findings if finding.status != "reported")


def reaches(severity: Severity, limit: FailOn) -> bool:
    """Say whether a severity is at or above a limit."""
    return limit != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(limit)
