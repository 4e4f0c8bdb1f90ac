"""The journey of a post, on one page.

1. `readers` turn a file into a `Draft`: posts, and where each of their texts stands in the file.
2. `Linter.check_entry` gathers `Evidence` for a post: nothing yet, each part of it only when a check asks.
3. `profile` has said which rules are on, with which options and how severely. For each rule that looks at this kind
   of account and platform, the check of its kind yields hits. A rule over the hits of others comes in a second round.
4. A hit becomes a `Finding`: the engine adds the rule's name, severity and words, the line and column in the file,
   a masked excerpt and a fingerprint. A check that raises becomes a failure: it neither stops the run nor passes it.
5. Exceptions (suppressions, waivers, a baseline) only ever give a finding a status; nothing deletes one.
6. Findings in the order of their places, and the failures, make a `PostReport`; its outcome follows from them.
7. `renderers` turn a `Report` into text; `cli` prints it and exits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linter import checks, exceptions, packs, profile
from linter import settings as settings_file
from linter.context import Context
from linter.errors import Fault, PostlintError, SettingsError
from linter.evidence import Evidence, Store
from linter.evidence.files import DISK, Files
from linter.finding import Finding, Hit
from linter.judging import Hits, finding_of, in_order, named_in
from linter.post import Draft, Entry, Post
from linter.profile import ActiveRule
from linter.remembered import Remembered
from linter.report import PostReport, Report
from linter.routes import Gates
from linter.rule import EXCEPTION_FAULT, When
from linter.selection import Selection, names
from linter.settings import Settings
from linter.text import Lines
from linter.timings import Timings
from linter.value import replace

if TYPE_CHECKING:
    from linter.gate import Decision, Intent
    from linter.many import Progress
    from linter.routes import Compiled
    from linter.waivers import Waivers


class Linter:
    """Judge posts under one policy. Immutable and free of global state; safe to share between threads, picklable."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        policy: str | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        now: datetime | None = None,
        key: bytes | None = None,
        store: Store | None = None,
        timings: Timings | None = None,
        compiled: Compiled | None = None,
    ) -> None:
        """Load rules and policy. Raise SettingsError or RuleError if anything in them is wrong.

        `now` fixes the moment of the run; without it, each post made by hand is judged by the clock. `key` makes
        fingerprints irreversible; `store` keeps costly evidence; `timings` adds up how long rules and evidence take;
        `compiled` are our own rules if they are known already.
        """
        settings = settings or Settings()
        self._packs = packs.load(map(settings.resolve, settings.packs), compiled.rules if compiled else None)
        self._profile = profile.load(settings, self._packs, policy)
        self._is_fixed = now is not None
        moment = now or datetime.now()  # noqa: DTZ005 - schedules are local time
        self._context = Context(settings, self._packs, moment, self._profile.binds)
        if missing := settings.missing_lists():
            raise SettingsError(missing)
        self._context.read()  # a list that cannot be read must stop the run before any post passes
        self._selection = Selection(names(select, self._packs), names(ignore, self._packs))
        self._active = tuple(rule for rule in self._profile.active() if self._selection.wants(rule.rule.name))
        # Those that read the hits of the others come last.
        self._rounds = tuple(sorted(self._active, key=lambda active: checks.reads_hits(active.rule.kind)))
        self._wanted = checks.looks_of((active.rule.kind for active in self._active), settings)
        self._gates = Gates(self._rounds, compiled.routes if compiled else None)
        self._names = frozenset(active.rule.name for active in self._active)
        self._key = key
        self.store = store
        self._timings = timings
        self._waivers = exceptions.waivers_of(settings, self.today)

    @classmethod
    def from_settings(cls, path: str | Path, **arguments: Any) -> Linter:
        """Load a settings file and make a linter of it."""
        return cls(settings_file.load(Path(path).absolute()), **arguments)

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self._context.settings

    @property
    def context(self) -> Context:
        """Return what is known beside the posts."""
        return self._context

    @property
    def profile(self) -> profile.Profile:
        """Return the policy in force."""
        return self._profile

    @property
    def packs(self) -> packs.Packs:
        """Return the rules that are known."""
        return self._packs

    @property
    def today(self) -> date:
        """Return the day of the run, on which exceptions hold or have ended."""
        return self._context.now.date()

    @property
    def waivers(self) -> Waivers | None:
        """Return the waivers in force, if the project has any."""
        return self._waivers

    @property
    def has_key(self) -> bool:
        """Say whether fingerprints are keyed."""
        return self._key is not None

    @property
    def active(self) -> tuple[ActiveRule, ...]:
        """Return the rules that run, in the order of their codes."""
        return self._active

    def check(self, post: Post) -> Report:
        """Judge one post made by hand; places are counted in its own texts."""
        if not self._is_fixed:  # a linter may live for weeks in a scheduling tool
            return self.with_now(datetime.now()).check(post)  # noqa: DTZ005 - schedules are local time
        found = self.check_entry(Entry(post), path="", text=None)
        posts = self._with_waiver_faults((found,), (Entry(post),), None)
        return Report(self._profile.name, posts, fail_on=self.settings.fail_on)

    def check_many(
        self, posts: Iterable[Post], workers: int = 1, *, progress: Progress | None = None
    ) -> Iterator[Report]:
        """Judge posts as they come; the reports are in their order. With several workers, each is a process.

        `progress` is called with how many are judged, and how many there are or None. A post that cannot be judged
        has a report that says so; only what the iterable itself raises is raised, after the reports before it.
        """
        from linter.many import check_many  # one post at a time needs none of it

        return check_many(self, posts, workers, progress)

    async def acheck(self, post: Post) -> Report:
        """Judge one post in a thread. Who stops waiting gets no report; the linter is as it was."""
        from asyncio import to_thread

        return await to_thread(self.check, post)

    def gate(self, post: Post, intent: Intent = "publish") -> Decision:
        """Say whether a post may go out, and why not. It raises nothing but ValueError, for an intent that is none.

        A draft is advised, to schedule or to publish is enforced; what cannot be judged is never allowed.
        """
        from linter.gate import decide

        return decide(self, post, intent)

    async def agate(self, post: Post, intent: Intent = "publish") -> Decision:
        """Decide in a thread, as `gate` does."""
        from asyncio import to_thread

        return await to_thread(self.gate, post, intent)

    def check_draft(self, draft: Draft, folder: Path, files: Files = DISK) -> tuple[PostReport, ...]:
        """Judge every post of a draft that stands in `folder`; its pictures are read from `files`."""
        lines = Lines(draft.text)
        reports = tuple(
            self.check_entry(entry, path=draft.path, text=lines, index=index, folder=folder, files=files)
            for index, entry in enumerate(draft.entries)
        )
        if len(reports) > 1 and any(exceptions.may_hold_any(entry.post) for entry in draft.entries):
            from linter import suppressions

            reports = suppressions.told_once(reports, draft.entries)
        return self._with_waiver_faults(reports, draft.entries, lines)

    def check_entry(
        self,
        entry: Entry,
        *,
        path: str,
        text: Lines | None,
        index: int = 0,
        folder: Path | None = None,
        files: Files = DISK,
    ) -> PostReport:
        """Judge one post. A check that raises is recorded as a failure of this post."""
        post = entry.post
        timings = self._timings
        evidence = Evidence(
            post,
            self._context,
            folder=folder,
            places=entry.places,
            store=self.store,
            files=files,
            timings=timings,
            wanted=self._wanted,
            draft=path,
            index=index,
        )
        findings: list[Finding] = []
        failures: list[Fault] = []
        shown = path or post.id or "post"
        hits = Hits(lambda name: self._looked_for(name, evidence), self._names)
        for active in self._gates.open(evidence):
            rule = active.rule
            try:
                found = self._found(active, evidence, hits)
                if found:
                    if not _asking(active).reads_hits:
                        hits.keep(rule.name, found)
                    made = (finding_of(active, hit, evidence, text, self._key) for hit in found)
                    findings += [finding for finding in made if finding]
            except PostlintError as error:
                # A check knows neither the draft nor the rule that it serves; it leaves the path empty.
                failures += [
                    fault if fault.path else replace(fault, path=shown, key=f"rule {rule.name}: {fault.key}")
                    for fault in error.faults
                ]
            except Exception as error:  # noqa: BLE001 - fail closed: whatever a check raises, the post is not passed
                failures.append(Fault(shown, f"could not be checked: {type(error).__name__}", "", f"rule {rule.name}"))
        named = named_in(evidence, text)
        report = PostReport(path, post.id or "", index, in_order(findings), tuple(failures), post, named)
        return self._with_exceptions(report, evidence, text)

    def _found(self, active: ActiveRule, evidence: Evidence, hits: Hits) -> tuple[Hit, ...]:
        """Return what a rule finds in a post, if it looks at such posts."""
        when = active.rule.when
        if (when.account or when.platforms) and not _looks_at(when, evidence):  # before its options are read
            return ()
        asking = _asking(active)
        further = (hits,) if asking.reads_hits else ()
        if self._timings is None:
            return tuple(asking.check(evidence.post, evidence, asking.options, *further))
        with self._timings.of(f"rule {active.rule.name}"):
            return tuple(asking.check(evidence.post, evidence, asking.options, *further))

    def _looked_for(self, name: str, evidence: Evidence) -> tuple[Hit, ...]:
        """Return what a rule that did not run would find: another rule reads it, whoever switched this one off."""
        active = self._profile.rules.get(name)
        if active is None or checks.reads_hits(active.rule.kind):
            return ()
        return self._found(active, evidence, Hits())

    def _with_exceptions(self, report: PostReport, evidence: Evidence, text: Lines | None) -> PostReport:
        """Give the findings that an exception lets pass their status, and add what is wrong with the exceptions."""
        # Most posts have none, and the modules that read them cost their imports.
        if exceptions.may_hold_any(evidence.post):
            report, hits = exceptions.judged(report, evidence, self)
            report = self._with_faults(report, hits, evidence, text)
        return self._waivers.apply(report, self._packs, self.today) if self._waivers else report

    def _with_waiver_faults(
        self, reports: tuple[PostReport, ...], entries: tuple[Entry, ...], text: Lines | None
    ) -> tuple[PostReport, ...]:
        """Add what is wrong with the waivers for the posts of one draft."""
        found = list(reports)
        for index, hit in exceptions.waiver_faults(reports, self):
            evidence = Evidence(entries[index].post, self._context, places=entries[index].places)
            found[index] = self._with_faults(found[index], (hit,), evidence, text)
        return tuple(found)

    def _with_faults(
        self, report: PostReport, hits: Iterable[Hit], evidence: Evidence, text: Lines | None
    ) -> PostReport:
        """Add what is wrong with exceptions, if the rule about them is among those that run."""
        rule = next((active for active in self._active if active.rule.name == EXCEPTION_FAULT), None)
        added = [finding for hit in hits if rule and (finding := finding_of(rule, hit, evidence, text, self._key))]
        return replace(report, findings=in_order((*report.findings, *added)))

    def with_now(self, now: datetime) -> Linter:
        """Return the same linter at another moment; what was decided in the ledger since then counts."""
        return self.within(self._context.at(now))

    def within(self, context: Context) -> Linter:
        """Return the same linter at the moment, and with the approvals, of another context."""
        other = object.__new__(Linter)
        other.__dict__.update(self.__dict__, _context=context, _is_fixed=True)
        return other


class _Asking(NamedTuple):
    """How a rule is asked: its check, and what the policy gives it."""

    check: Any
    options: Any
    reads_hits: bool


def _asked_so(active: ActiveRule) -> _Asking:
    rule = active.rule
    return _Asking(checks.load(rule.kind).check, active.options, checks.reads_hits(rule.kind))


_asking = Remembered(_asked_so)


def _looks_at(when: When, evidence: Evidence) -> bool:
    """Say whether a rule looks at posts of this account and these platforms."""
    if when.account and evidence.declared.account_type not in when.account:
        return False
    names = {facts.name for facts in evidence.platforms}
    return not when.platforms or bool(names & set(when.platforms))
