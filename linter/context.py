"""What is known beside the post: settings, rules' data, people, and the moment of the run.

It is built once for a run and passed to all that needs it. `now` is an argument, so that a run can be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linter.approval_options import BINDS
from linter.errors import RuleError
from linter.packs import Packs
from linter.people import Consent, Pupil, SchoolPeople, Scope, StaffMember
from linter.settings import Account, Settings, fold_handle, read_file
from linter.stamps import ledger_stamp
from linter.value import field, frozen, replace

if TYPE_CHECKING:
    from linter.evidence.pictures.workers import Workers
    from linter.evidence.roll.matcher import Matcher
    from linter.ledger import Approvals
    from linter.logo_files import LogoFile
    from linter.withdrawn import Withdrawn

_NAME = re.compile(r"[a-z0-9-]+")
Count = Literal["x-weighted", "graphemes", "code-points", "utf-16", "mastodon"]
Sort = Literal["social", "video", "messaging", "professional", "encyclopaedia", "school", "own"]


@frozen
class MinimumAge:
    """The age from which a platform, or the law, lets people hold an account, from a date on.

    `announced` says that it is not in force yet, only promised for that date.
    """

    age: int
    start: date = field(metadata={"key": "from"})
    source: str = ""
    announced: bool = False


@frozen
class PlatformFacts:
    """What a platform allows, as `rules/platforms/<name>.toml` writes it: dated and sourced.

    Lengths are in the platform's own `count`; `link_length` is what any link counts. `headline` is the length of a
    title, `cut_off` where the text is folded away ("See more"), `hashtags` and `images` how many a post may have.
    `hosts` are the web addresses behind which its accounts stand. `picture_side` is the longest side in pixels that
    it shows of a picture, `picture_bytes` the largest file that it takes.
    """

    title: str
    checked: date
    source: str
    aliases: tuple[str, ...] = ()
    sort: Sort = "social"
    hosts: tuple[str, ...] = ()
    count: Count = "code-points"
    link_length: int | None = None
    body: int | None = None
    headline: int | None = None
    alt: int | None = None
    hashtags: int | None = None
    images: int | None = None
    cut_off: int | None = None
    picture_side: int | None = None
    picture_bytes: int | None = None
    two_way: bool = True
    minimum_age: tuple[MinimumAge, ...] = ()
    note: str = ""
    name: str = field(default="", metadata={"derived": True})

    def age_rule_on(self, day: date) -> MinimumAge | None:
        """Return the minimum age that holds on a day, or that was announced for it."""
        return max((rule for rule in self.minimum_age if rule.start <= day), key=lambda rule: rule.start, default=None)

    def age_on(self, day: date) -> int | None:
        """Return the minimum age that holds on a day, or that was announced for it, in years."""
        rule = self.age_rule_on(day)
        return rule.age if rule else None


class Context:
    """What is known beside the post. Nothing in it changes; what it reads from files it reads once."""

    def __init__(self, settings: Settings, packs: Packs, now: datetime, binds: tuple[str, ...] = BINDS) -> None:
        """Take settings, rules and the moment of the run; `binds` is what an approval is bound to."""
        self.settings = settings
        self.binds = binds
        self.packs = packs
        self.now = now
        self._first = self  # of all moments of the same: what is made when first asked for is made there, once
        self._known_approvals: Approvals | None = None
        self._known_facts: dict[str, PlatformFacts | None] = {}

    @cached_property
    def workers(self) -> Workers:
        """Return the processes that look at pictures; none is started before there is a picture."""
        if self._first is not self:
            return self._first.workers
        from linter.evidence.pictures.workers import Workers  # most posts have no picture

        return Workers()

    def lend(self, workers: Workers) -> None:
        """Take processes that look at pictures and are there already: what they have loaded, they keep."""
        self._first.__dict__["workers"] = workers

    def at(self, now: datetime) -> Context:
        """Return the same at another moment."""
        other = Context(self.settings, self.packs, now, self.binds)
        other.__dict__.update({**self.__dict__, "now": now})  # what was read of people and platforms stays read
        other.__dict__.pop("approvals", None)  # somebody may have decided something since
        return other

    @cached_property
    def approvals(self) -> Approvals | None:
        """Return the decisions of the ledger as they stand now, None if there is none.

        Raise SettingsError for a ledger that cannot be read or was tampered with: then nothing counts as approved.
        """
        path = self.settings.ledger_path
        stamp = ledger_stamp(path) if path else ()
        if not stamp:
            return None
        known = self._first._known_approvals
        if known is None or known.stamp != stamp:
            from linter.ledger import Ledger  # most schools begin without one, and do not wait for it

            known = self._first._known_approvals = Ledger.open(self.settings).approvals(self.binds)
        return known

    def read(self) -> None:
        """Read the lists of people, the ledger, the recognizers. Raise SettingsError for what cannot be used."""
        self.people.read()
        self.approvals  # noqa: B018
        if self.settings.identifiers.recognizers:
            from linter.evidence.identifiers.known import recognizers_of

            recognizers_of(self.settings)
        if self.settings.names.engine or self.settings.names.model:
            from linter.evidence.names.engine_choice import chosen

            chosen(self.settings)

    def with_approvals(self, approvals: Approvals) -> Context:
        """Return the same with other decisions."""
        other = self.at(self.now)
        other.__dict__["approvals"] = approvals
        return other

    @cached_property
    def people(self) -> SchoolPeople:
        """Return the lists of people that the settings name."""
        if self._first is not self:
            return self._first.people
        return SchoolPeople(self.settings)

    @property
    def staff(self) -> Mapping[str, StaffMember]:
        """Return the staff and the governors by id; empty if the settings name none. Raise SettingsError."""
        return self.people.staff

    @property
    def roll(self) -> Mapping[str, Pupil]:
        """Return the pupils by id, leavers too; empty if the settings name no roll. Raise SettingsError."""
        return self.people.roll

    @property
    def do_not_publish(self) -> Mapping[str, Scope]:
        """Return id → what must not be shown of a person. Raise SettingsError."""
        return self.people.do_not_publish

    @cached_property
    def logos(self) -> tuple[LogoFile, ...]:
        """Return the marks in the folder that the settings name. Raise SettingsError."""
        if self._first is not self:
            return self._first.logos
        folder = self.settings.images.logos
        if not folder:
            return ()
        from linter.logo_files import read_logos

        return read_logos(self.settings.resolve(folder))

    @cached_property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """Return what was withdrawn, if the settings name a list of it. Raise SettingsError."""
        if self._first is not self:
            return self._first.withdrawn
        name = self.settings.images.withdrawn
        if not name:
            return ()
        from linter.withdrawn import read_withdrawn

        return read_withdrawn(self.settings.resolve(name))

    @property
    def consents(self) -> tuple[Consent, ...]:
        """Return what was agreed to, in the order of the list. Raise SettingsError."""
        return self.people.consents

    @cached_property
    def matcher(self) -> Matcher | None:
        """Return what finds the listed people and the allowed names in a post; None if the settings name nobody."""
        if self._first is not self:
            return self._first.matcher
        allowed = [name if isinstance(name, str) else name.name for name in self.settings.allow.names]
        if not (self.people.has_names or allowed):
            return None
        from linter.evidence.roll.building import matcher  # a school without lists does not wait for it

        return matcher(self.people, allowed, self.packs)

    @cached_property
    def handles(self) -> Mapping[str, str]:
        """Return folded handle → account key of the register."""
        if self._first is not self:
            return self._first.handles
        return {
            fold_handle(handle): key for key, account in self.settings.accounts.items() for handle in account.handles
        }

    def account(self, word: str) -> tuple[str, Account] | None:
        """Return the account that a key or a handle means."""
        key = word if word in self.settings.accounts else self.handles.get(fold_handle(word))
        return (key, self.settings.accounts[key]) if key is not None else None

    @cached_property
    def _platforms(self) -> Mapping[str, PlatformFacts]:
        if self._first is not self:
            return self._first._platforms
        found: dict[str, PlatformFacts] = {}
        for name in self.packs.names("platforms"):
            facts = self._facts(name)
            if facts is None:
                continue
            for word in (name, *facts.aliases):
                found[word.casefold()] = facts
        return found

    def platform(self, word: str) -> PlatformFacts | None:
        """Return the facts of a platform by name or alias ("x", "twitter")."""
        folded = word.strip().casefold()
        # Nearly every post names platforms as their files are called; the others are read only to know their aliases.
        return self._facts(folded) or self._platforms.get(folded)

    def _facts(self, name: str) -> PlatformFacts | None:
        if name not in self._known_facts:
            path = self.packs.find("platforms", name) if _NAME.fullmatch(name) else None
            self._known_facts[name] = _read_facts(name, path) if path else None
        return self._known_facts[name]

    def platform_names(self) -> tuple[str, ...]:
        """Return the names of the platforms that are known."""
        return tuple(sorted({facts.name for facts in self._platforms.values()}))


def _read_facts(name: str, path: Path) -> PlatformFacts:
    """Read what a platform allows. Raise RuleError naming every fault."""
    return replace(read_file(PlatformFacts, path, RuleError), name=name)
