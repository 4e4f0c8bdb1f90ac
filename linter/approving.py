"""Deciding about posts: what somebody would approve, whether they may, and what then goes into the ledger.

    waiting = approving.waiting(linter, draft, folder)           # each post with what an approval of it binds
    approving.obstacles(linter, waiting[0], who)                 # why it cannot be approved; () if it can
    approving.approve(linter, ledger, waiting[0], who)           # raises RefusedError for those reasons

Whether an approval would do is asked of the rules themselves: the post is judged as if it were given.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from linter import __version__
from linter.checks.roles import is_among, member_named, roles_of
from linter.engine import Linter
from linter.errors import Fault, RefusedError
from linter.evidence import Evidence
from linter.evidence import approved as approval
from linter.ledger import NONE, Approvals, Entry, Ledger, Standing, Subject
from linter.ledger.entries import Noted
from linter.mask import mask_spans
from linter.people_options import LISTS
from linter.post import Draft, Post
from linter.post import Entry as DraftEntry
from linter.renderers.masking import occurrences, printable
from linter.report import PostReport, Report
from linter.value import field, frozen, replace
from linter.waivers import relative

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

RULE = "missing-approval"
_BETWEEN = re.compile(r"[-_/]|\.(?=\w+$)")


@frozen
class Waiting:
    """A post before somebody who decides: where it stands now, and what an approval of it would be bound to."""

    draft: Draft
    index: int
    folder: Path
    report: PostReport
    subject: Subject
    standing: Standing = NONE
    needs_approval: bool = True

    @property
    def post(self) -> Post:
        """Return the post itself."""
        return self.draft.entries[self.index].post


@frozen
class Decider:
    """Somebody who decides: an id of the staff list or of the settings' approvers, or a name, and a role."""

    by: str
    role: str = ""
    signing_key: Ed25519PrivateKey | None = field(default=None, repr=False)


def waiting(
    linter: Linter, draft: Draft, folder: Path, reports: Iterable[PostReport] | None = None
) -> tuple[Waiting, ...]:
    """Return the posts of a draft that stands in `folder`, each with what an approval of it would bind.

    `reports` are those of this linter for this draft, if it has been judged already.
    """
    judged = linter.check_draft(draft, folder) if reports is None else reports
    return tuple(_waiting(linter, draft, folder, report) for report in judged)


def obstacles(
    linter: Linter, one: Waiting, who: Decider, *, until: date | None = None, at: datetime | None = None
) -> tuple[str, ...]:
    """Return why a post cannot be approved by somebody, in words; () if it can."""
    return _weighed(linter, one, who, until, at)[0]


def approve(
    linter: Linter,
    ledger: Ledger,
    one: Waiting,
    who: Decider,
    *,
    until: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Entry:
    """Approve a post, and return the entry of the ledger. Raise RefusedError if it cannot be, SettingsError."""
    until = until or _end(linter, at)
    reasons, report = _weighed(linter, one, who, until, at)
    if reasons:
        raise RefusedError([Fault(one.subject.draft, reason) for reason in reasons])
    found = identified(linter, who)
    return ledger.approve(
        replace(one.subject, outcome=report.outcome, findings=_noted(report)),
        by=found.by,
        role=found.role,
        until=until,
        note=cleaned(linter, note),
        binds=linter.context.binds,
        at=at,
        signing_key=who.signing_key,
    )


def send_back(
    linter: Linter, ledger: Ledger, one: Waiting, who: Decider, *, note: str = "", at: datetime | None = None
) -> Entry:
    """Send a post back to its author, who is told why in `note`. Raise RefusedError, SettingsError."""
    found = identified(linter, who)
    return ledger.send_back(
        one.subject, by=found.by, role=found.role, note=cleaned(linter, note), at=at, signing_key=who.signing_key
    )


def withdraw(
    linter: Linter, ledger: Ledger, subject: Subject, who: Decider, *, note: str = "", at: datetime | None = None
) -> Entry:
    """Withdraw the approvals of a post. Raise RefusedError, SettingsError, also if there is none."""
    found = identified(linter, who)
    return ledger.withdraw(
        subject, by=found.by, role=found.role, note=cleaned(linter, note), at=at, signing_key=who.signing_key
    )


def identified(linter: Linter, who: Decider) -> Decider:
    """Return somebody as the ledger names them: by id, in their role. Raise RefusedError for somebody unknown."""
    own, staff = linter.settings.approvals.approvers, linter.context.staff
    if not who.by.strip():
        raise RefusedError(Fault("approvals", "nobody is named who decides", "say who: --by S01"))
    member = member_named(who.by, staff)
    folded = who.by.strip().casefold()
    key = next((key for key, one in own.items() if folded in (key.casefold(), one.name.casefold())), None)
    if member:
        return replace(who, by=member.id, role=who.role or member.role)
    if key:
        return replace(who, by=key, role=who.role or own[key].role)
    if own and not staff:
        cure = "approvals.approvers in the settings names who may approve"
        raise RefusedError(Fault("approvals", f"'{cleaned(linter, who.by)}' may not approve", cure))
    return replace(who, by=cleaned(linter, who.by.strip()))


def cleaned(linter: Linter, text: str) -> str:
    """Return a text as it may be kept: what would be private in a post is masked."""
    if not text:
        return ""
    forms, spans = [text], list[tuple[int, int]]()
    if " " not in text:  # the name of a file, say: parted and with capitals it reads like words
        spaced = _BETWEEN.sub(" ", text)
        forms += [form for form in (spaced, spaced.title()) if len(form) == len(text)]
    for form in dict.fromkeys(forms):
        report = linter.check_entry(DraftEntry(Post(form)), path="", text=None)
        private = [finding for finding in report.private if finding.place.part == "body"]
        spans += [(finding.place.start, finding.place.end) for finding in private]
    return mask_spans(text, spans)[0]


def _waiting(linter: Linter, draft: Draft, folder: Path, report: PostReport) -> Waiting:
    entry = draft.entries[report.index]
    post, context = entry.post, linter.context
    evidence = Evidence(
        post,
        context,
        folder=folder,
        places=entry.places,
        store=linter.store,
        draft=draft.path,
        index=report.index,
    )
    marks = approval.marks(evidence)
    key = approval.key_of(evidence)
    declared = evidence.declared
    author = declared.author or (
        member_named(post.author.name or post.author.id or "", context.staff) if post.author else None
    )
    subject = Subject(
        draft=_path(linter, draft.path, report),
        key=key,
        index=report.index,
        marks=marks,
        digest=" ".join(marks.digests(context.binds)) if marks.is_whole else "",
        id=_masked(linter, post.id or "", report),
        account=declared.account_key or "",
        platforms=tuple(facts.name for facts in declared.platforms),
        author=author.id if author else "",
        schedule=post.schedule.isoformat() if post.schedule else "",
        policy=linter.profile.name,
        outcome=report.outcome,
        findings=_noted(report),
        inputs=inputs(linter),
    )
    standing = context.approvals.of(marks, key, approval.day_of(evidence)) if context.approvals else NONE
    needs = any(finding.rule == RULE and finding.status == "reported" for finding in report.findings)
    return Waiting(draft, report.index, folder, report, subject, standing, needs)


def _path(linter: Linter, path: str, report: PostReport) -> str:
    """Return the path of a draft as it may be kept: as seen from the settings, what is private in it masked."""
    return _masked(linter, relative(path, linter.settings.root) if path else "", report)


def _masked(linter: Linter, text: str, report: PostReport) -> str:
    hidden = mask_spans(text, occurrences(report.private, text))[0]
    return cleaned(linter, hidden) if hidden == text else hidden


def _noted(report: PostReport) -> tuple[Noted, ...]:
    return tuple(Noted(f.rule, f.severity, f.status, f.fingerprint, f.case) for f in report.findings)


def inputs(linter: Linter) -> Mapping[str, str]:
    """Return digests of what judges posts: postlint itself, the settings, each list of people."""
    settings = linter.settings
    files = {"settings": Path(settings.source)} if settings.source else {}
    named = settings.people.named()
    files |= {name: settings.resolve(named[name]) for name in LISTS if name in named}
    if linter.waivers:
        files["waivers"] = linter.waivers.path
    found = {"postlint": __version__, "policy": linter.profile.name}
    for name, path in files.items():
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
    return found


def _end(linter: Linter, at: datetime | None) -> date | None:
    days = linter.settings.approvals.days
    return (at.date() if at else linter.today) + timedelta(days=days) if days else None


def _weighed(
    linter: Linter, one: Waiting, who: Decider, until: date | None, at: datetime | None
) -> tuple[tuple[str, ...], PostReport]:
    """Judge a post as if somebody had approved it. Return why they cannot, and the report."""
    moment = at or linter.context.now.astimezone()
    try:
        found = identified(linter, who)
    except RefusedError as error:
        return tuple(f"{fault.what} ({fault.hint})" for fault in error.faults), one.report
    known = linter.context.approvals or Approvals()
    assumed = Entry(len(known.entries) + 1, moment, "approved", one.subject, found.by, found.role, until)
    as_if = linter.within(linter.context.with_approvals(Approvals((*known.entries, assumed), linter.context.binds)))
    report = as_if.check_draft(one.draft, one.folder)[one.index]
    reasons = [f"could not be judged: {failure}" for failure in report.failures]
    reasons += [
        f"{finding.message} [{finding.code}]" + (f" {finding.fix}" if finding.rule == RULE and finding.fix else "")
        for finding in printable(Report(linter.profile.name, (report,))).findings
        if finding.status == "reported" and finding.severity == "error"
    ]
    if not one.subject.marks.is_whole:
        reasons.append("it has a picture that cannot be read, and so cannot be approved")
    if until and until < moment.date():
        reasons.append(f"the approval would have ended already, on {until.isoformat()}")
    if _is_own(linter, one, found) and not any("[ACC-901]" in reason and "own post" in reason for reason in reasons):
        reasons.append("its author cannot approve it: somebody else has to read it (approvals.two_people)")
    reasons += _faults_of_signature(linter, found)
    return tuple(dict.fromkeys(reasons)), report


def _is_own(linter: Linter, one: Waiting, who: Decider) -> bool:
    """Say whether somebody would approve what they wrote, and the policy does not let them."""
    author = one.post.author
    if not linter.settings.approvals.two_people or author is None:
        return False
    named = {one.subject.author, author.id or "", author.name or ""} - {""}
    if who.by not in named:
        return False
    rule = linter.profile.rules.get(RULE)
    options = rule.options if rule else None
    own, groups = getattr(options, "own", ()), getattr(options, "groups", {})
    member = linter.context.staff.get(who.by)
    return not is_among(roles_of(member.role if member else who.role, groups), own)


def _faults_of_signature(linter: Linter, who: Decider) -> list[str]:
    own = linter.settings.approvals
    known = own.approvers.get(who.by)
    if who.signing_key is None:
        return ["it needs a signature: --key FILE"] if own.signatures == "required" else []
    from linter.ledger.signing import public

    key = public(who.signing_key)
    if known is None or known.public_key != key:
        return [f'the settings do not hold this key: write public_key = "{key}" below [approvals.approvers.{who.by}]']
    return []
