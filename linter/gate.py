"""The gate of a scheduling tool: may this post go out, and if not, why not.

A draft is advised: whatever is found, it may be kept. To schedule or to publish is enforced: an error stops the post,
and so does whatever the settings count with `fail_on`. What could not be judged is never allowed, draft or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from linter.errors import Fault
from linter.finding import Finding
from linter.renderers.masking import printable
from linter.report import Outcome, PostReport, Report, reaches
from linter.rule import FailOn
from linter.value import frozen

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.post import Post

Intent = Literal["publish", "schedule", "draft"]
Level = Literal["failure", "error", "warning", "info"]
INTENTS: tuple[Intent, ...] = get_args(Intent)


@frozen
class Reason:
    """One thing to know before a post goes out; `stops` says whether the post may not, because of it.

    `span` is half-open code points of the part as written ("body", "alt:0", …); None for a failure: what could not be
    done. Private values in `message`, `fix` and `excerpt` are masked.
    """

    level: Level
    stops: bool
    message: str
    fix: str = ""
    rule: str = ""
    code: str = ""
    clauses: tuple[str, ...] = ()
    part: str = ""
    span: tuple[int, int] | None = None
    excerpt: str = ""
    confidence: float = 1.0
    box: tuple[int, int, int, int] | None = None

    def __str__(self) -> str:
        """Return the reason on one line, as a person may read it."""
        name = f" [{self.rule}]" if self.rule else ""
        return f"{self.level}: {self.message}{f' {self.fix}' if self.fix else ''}{name}"


@frozen
class Decision:
    """Whether a post may go out. It counts as true if it may, and only then.

    `reasons` are what stands against it, those that stop it first; `report` is all that was found, with what an
    exception let pass.
    """

    allowed: bool
    intent: Intent
    outcome: Outcome
    reasons: tuple[Reason, ...]
    report: Report

    def __bool__(self) -> bool:
        return self.allowed


def decide(linter: Linter, post: Post, intent: Intent = "publish") -> Decision:
    """Judge a post and decide. Nothing that goes wrong raises: it is a reason that stops the post.

    Raise ValueError for an intent that is none: the caller is wrong, and nothing is allowed.
    """
    if intent not in INTENTS:
        raise ValueError(f"an intent is one of {', '.join(INTENTS)}, not {intent!r}")
    try:
        report = printable(linter.check(post))
    except Exception as error:  # noqa: BLE001 - fail closed: the tool that asks must hear no, not fall over
        report = unjudged(linter.profile.name, error, linter.settings.fail_on)
    return decision(report, intent)


def decision(report: Report, intent: Intent) -> Decision:
    """Return what follows from a report whose texts are masked."""
    limit: FailOn | None = None if intent == "draft" else report.fail_on
    reasons = [Reason("failure", True, _said(fault), fault.hint) for fault in report.all_failures]
    found = [_reason(one, limit) for one in report.findings if one.status == "reported"]
    reasons += sorted(found, key=lambda reason: not reason.stops)
    return Decision(not any(one.stops for one in reasons), intent, report.outcome, tuple(reasons), report)


def unjudged(policy: str, error: Exception, fail_on: FailOn = "error") -> Report:
    """Return the report of a post that could not be judged at all."""
    # The message of an unexpected error may quote the post, so only its type is told.
    fault = Fault("post", f"could not be judged: {type(error).__name__}")
    return Report(policy, (PostReport("", "", 0, (), (fault,)),), fail_on=fail_on)


def _reason(finding: Finding, limit: FailOn | None) -> Reason:
    stops = limit is not None and (finding.severity == "error" or reaches(finding.severity, limit))
    place = finding.place
    return Reason(
        level=finding.severity,
        stops=stops,
        message=finding.message,
        fix=finding.fix,
        rule=finding.rule,
        code=finding.code,
        clauses=finding.clauses,
        part=place.part,
        span=(place.start, place.end),
        excerpt=finding.excerpt,
        confidence=finding.confidence,
        box=place.box,
    )


def _said(fault: Fault) -> str:
    return f"{fault.key}: {fault.what}" if fault.key else fault.what
