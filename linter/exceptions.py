"""Where exceptions may be: the cheap questions, asked of every post and every run.

Exceptions only ever give a finding a status; nothing deletes one. `suppressions` are written into drafts, `waivers`
signed outside them, a `baseline` covers what was there before; each module is imported when there is one to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from linter.post import Post
from linter.settings import WAIVERS, Settings
from linter.value import replace

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.evidence import Evidence
    from linter.finding import Hit
    from linter.report import PostReport
    from linter.waivers import Waivers


def may_hold_any(post: Post) -> bool:
    """Say whether a post may hold suppressions: in its fields, or in what begins like a comment."""
    if post.allow or "<!--" in post.body or "<!--" in (post.title or ""):
        return True
    return any("<!--" in (image.alt or "") for image in post.images)


def waivers_of(settings: Settings, today: date) -> Waivers | None:
    """Read the waivers that the settings name, or that stand beside them under the usual name.

    Raise SettingsError naming every fault.
    """
    path = settings.resolve(settings.waivers or WAIVERS)
    if not settings.waivers and not (settings.source and path.is_file()):
        return None
    from linter import waivers

    return waivers.load(path, settings.root, today, settings.waiver_days)


def judged(report: PostReport, evidence: Evidence, linter: Linter) -> tuple[PostReport, tuple[Hit, ...]]:
    """Return a report with what the suppressions of its post let pass, and what is wrong with them."""
    from linter import suppressions

    verdict = suppressions.judge(
        suppressions.read(evidence.post, evidence),
        report.findings,
        evidence.post.body,
        linter.packs,
        linter.profile.rules,
        # A rule that failed has found nothing, and proves no exception needless.
        _ran(linter) if not report.failures else frozenset(),
        linter.today,
    )
    return replace(report, findings=verdict.findings), verdict.hits


def waiver_faults(reports: Sequence[PostReport], linter: Linter) -> Iterable[tuple[int, Hit]]:
    """Return (which report, what is wrong) of the waivers for the posts of one draft."""
    if linter.waivers is None:
        return ()
    return linter.waivers.faults(reports, linter.packs, _ran(linter), linter.today)


def _ran(linter: Linter) -> frozenset[str]:
    return frozenset(active.rule.name for active in linter.active)
