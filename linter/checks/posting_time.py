"""Kind `posting-time`: personal posts at work, and posts of the school at odd hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from linter.checks.roles import member_named
from linter.finding import Hit
from linter.settings import hours
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.people import StaffMember
    from linter.post import Post
    from linter.settings import Settings

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FREE = frozenset({"holiday", "inset"})


@frozen
class Options:
    """Nothing to choose here: hours and terms are the school's settings, and each case has its own severity."""

    def validate(self) -> None:
        """Accept: there is nothing that could be wrong."""


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield a hit for a personal post at work or in sickness, and for one of the school outside its own hours."""
    del options
    kind = evidence.declared.account_type
    if kind == "personal":
        yield Hit("body", 0, 0, "at-school")
    when = post.schedule
    if not isinstance(when, datetime) or kind == "affiliated":
        return
    settings = evidence.context.settings
    values = {"time": f"{when:%H:%M}", "day": f"{when:%A}"}
    if kind == "official":
        if settings.hours.official and not _is_within(when, settings.hours.official):
            yield Hit("body", 0, 0, "official-hours", values={**values, "hours": settings.hours.official})
        return
    if not _is_within(when, settings.hours.contracted) or not is_working_day(when.date(), settings):
        return
    author = _author(post, evidence)
    is_absent = author is not None and author.is_absent(when.date())
    yield Hit(
        "body", 0, 0, "absent" if is_absent else "working-hours", values={**values, "hours": settings.hours.contracted}
    )


def is_working_day(day: date, settings: Settings) -> bool:
    """Say whether staff work on a day: one of the contracted days, in term, neither holiday nor inset.

    Where the calendar names no term, every contracted day counts that it does not free.
    """
    if _DAYS[day.weekday()] not in settings.hours.days:
        return False
    today = [event.kind for event in settings.calendar if event.start <= day <= event.until]
    if not _FREE.isdisjoint(today):
        return False
    return "term" in today or all(event.kind != "term" for event in settings.calendar)


def _is_within(when: datetime, span: str) -> bool:
    """Say whether a moment, in its own local time as written, lies in a span of hours; the end is outside."""
    first, last = hours(span)
    return first <= when.hour * 60 + when.minute < last


def _author(post: Post, evidence: Evidence) -> StaffMember | None:
    """Return the author, or the only owner of a personal account."""
    declared = evidence.declared
    if declared.author:
        return declared.author
    staff = evidence.context.staff
    if post.author:
        return member_named(post.author.name or post.author.id or "", staff)
    owners = declared.account.owners if declared.account else ()
    return staff.get(owners[0]) if len(owners) == 1 else None
