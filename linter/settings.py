"""The project's settings: `postlint.toml`, or `[tool.postlint]` in `pyproject.toml`.

The nearest file upward wins whole. Every key is known or refused; nothing here is global.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from linter.approval_options import LEDGER, Approvals, Stats
from linter.errors import Fault, PostlintError, SettingsError, shown
from linter.identifier_options import Identifiers
from linter.name_options import Names
from linter.people_options import INDEXED, Allowed, PeopleFiles
from linter.reader_options import Readers
from linter.rule import AccountType, FailOn, Setting
from linter.shape import read
from linter.value import field, frozen

FILE = "postlint.toml"
WAIVERS = "waivers.toml"
BASELINE = "postlint-baseline.jsonl"
T = TypeVar("T")


@frozen
class School:
    """Who the school is: the words and the contacts by which posts refer to it."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    trust: str = ""
    town: str = ""
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    motto: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name the school goes by, longest first."""
        return tuple(sorted({name for name in (self.name, self.trust, *self.aliases) if name}, key=len, reverse=True))


@frozen
class Account:
    """One account of the register. `owners` are staff ids; `bio` is its profile text, where a disclaimer may stand."""

    handles: tuple[str, ...]
    type: AccountType
    platforms: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bio: str = ""
    audience: str = ""
    persona: str = ""
    approved_by: str = ""
    email: str = ""


@frozen
class Images:
    """What pictures are compared with: the school's own marks, and the list of what was withdrawn (a CSV file)."""

    logos: str = ""
    withdrawn: str = ""


@frozen
class Denied:
    """Accounts, groups and web domains that posts must not link to, mention or post in."""

    accounts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@frozen
class Hours:
    """When staff are contracted to work, by default: "08:30-16:00", on `days`; terms come from the calendar."""

    contracted: str = "08:30-16:00"
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ("mon", "tue", "wed", "thu", "fri")
    official: str = ""


@frozen
class Event:
    """One entry of the calendar. An embargo holds until the end of `until`; topics are the words it is about."""

    kind: Literal["term", "holiday", "inset", "trip", "embargo", "election"]
    title: str
    start: date = field(metadata={"key": "from"})
    until: date
    topics: tuple[str, ...] = ()


@frozen
class Files:
    """Which files under a folder are drafts; globs relative to the settings file."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@frozen
class CaseOverride:
    """What a profile or the settings change of one case of a rule."""

    severity: Setting | None = None


@frozen
class RuleOverride:
    """What a profile or the settings change of one rule."""

    severity: Setting | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    cases: Mapping[str, CaseOverride] = field(default_factory=dict)


@frozen
class Settings:
    """All settings. `root` is the folder of the settings file; every path in them is relative to it.

    `cache` says whether results may be kept outside the project, so that an unchanged draft is not judged again.
    `waivers` is `waivers.toml` if that exists and none is named; a waiver may end at most `waiver_days` from today.
    `fingerprint_key_env` names the environment variable that holds the key of the fingerprints, never the key itself.
    """

    policy: str = "default"
    fail_on: FailOn = "error"
    packs: tuple[str, ...] = ()
    school: School = School()
    accounts: Mapping[str, Account] = field(default_factory=dict)
    people: PeopleFiles = PeopleFiles()
    images: Images = Images()
    allow: Allowed = Allowed()
    deny: Denied = Denied()
    hours: Hours = Hours()
    calendar: tuple[Event, ...] = ()
    files: Files = Files()
    identifiers: Identifiers = Identifiers()
    names: Names = Names()
    readers: Readers = Readers()
    rules: Mapping[str, RuleOverride] = field(default_factory=dict)
    cache: bool = True
    waivers: str = ""
    waiver_days: int = 366
    baseline: str = ""
    approvals: Approvals = Approvals()
    stats: Stats = Stats()
    fingerprint_key_env: str = "POSTLINT_KEY"
    root: Path = field(default=Path(), metadata={"derived": True})
    source: str = field(default="", metadata={"derived": True})

    def resolve(self, path: str) -> Path:
        """Return a path of the settings as it stands on this machine."""
        return self.root / path

    @property
    def included(self) -> tuple[str, ...]:
        """Return the patterns of the files under a folder that are drafts; none means all."""
        documents = [pattern for document in self.readers.documents for pattern in document.files]
        return (*self.files.include, *documents) if self.files.include else ()

    def missing_lists(self) -> list[Fault]:
        """Return a fault for each list that is named but not there: its rules would pass everybody.

        Where there is an index of the lists, they themselves may be on another machine, and where they all are here it
        is not needed.
        """
        missing = [(key, path) for key, path in self.people.named().items() if not self.resolve(path).is_file()]
        if self.people.index:
            gone = {key for key, _ in missing}
            spared = (*INDEXED, *(() if gone & {*INDEXED} else ("index",)))
            missing = [(key, path) for key, path in missing if key not in spared]
        file, cure = shown(Path(self.source)) if self.source else "settings", "mend the path, or take it out"
        lost = [(f"people.{key}", path) for key, path in missing]
        if self.images.withdrawn and not self.resolve(self.images.withdrawn).is_file():
            lost.append(("images.withdrawn", self.images.withdrawn))
        return [Fault(file, f"'{path}' is not a file", cure, key) for key, path in lost]

    @property
    def ledger_path(self) -> Path | None:
        """Return where the ledger of approvals is, or would be; None where there is no settings file."""
        return self.resolve(self.approvals.ledger or LEDGER) if self.source or self.approvals.ledger else None

    def private_files(self) -> frozenset[Path]:
        """Return the files, and the folder of a language model, that settings name and that are never drafts."""
        people = self.people.named().values()
        own = [Path(self.source)] if self.source else []
        ledger = self.approvals.ledger or LEDGER
        named = [self.waivers, self.baseline, BASELINE, self.identifiers.recognizers, self.stats.log]
        named += [self.images.withdrawn, self.names.file, self.names.model]  # a model is a folder full of JSON
        named += [ledger, f"{ledger}.head"]
        own += [self.resolve(name) for name in named if name]
        return frozenset(path.resolve() for path in (*own, *(self.resolve(name) for name in people)))


def find(start: Path) -> Path | None:
    """Return the nearest settings file at or above a folder; a `pyproject.toml` counts if it has [tool.postlint]."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.postlint" in project.read_bytes():
            return project
    return None


def load(path: Path | None) -> Settings:
    """Read settings from a file; None gives the defaults. Raise SettingsError naming every fault."""
    if path is None:
        return Settings(root=Path.cwd())
    data = read_toml(path)
    prefix = ""
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        data, prefix = (tool.get("postlint", {}) if isinstance(tool, Mapping) else {}), "tool.postlint"
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str) -> None:
        faults.append(Fault(shown(path), what, hint, key))

    settings = read(Settings, data, complain, prefix)
    if settings is not None:
        _check(settings, complain, prefix)
    if settings is None or faults:
        raise SettingsError(faults)
    object.__setattr__(settings, "root", path.parent)
    object.__setattr__(settings, "source", str(path))
    return settings


def read_toml(path: Path, error: type[PostlintError] = SettingsError, *, until: str = "") -> dict[str, Any]:
    """Read a TOML file, or only what stands before the first line that is `until`.

    Raise `error` naming the line of what is wrong.
    """
    import rtoml

    try:
        text = path.read_bytes().decode("utf-8-sig")
        return rtoml.loads(text.partition(f"\n{until}\n")[0] if until else text)
    except OSError as problem:
        raise error(Fault(shown(path), f"cannot be read: {problem.strerror or problem}")) from problem
    except UnicodeDecodeError as problem:
        raise error(Fault(shown(path), f"is not UTF-8 at byte {problem.start}", "save it as UTF-8")) from problem
    except rtoml.TomlParsingError:
        return _read_slowly(text, path, error)


def _read_slowly(text: str, path: Path, error: type[PostlintError]) -> dict[str, Any]:
    """Read TOML that the fast reader refused: the standard library says best what is wrong with it, and where."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        said, _, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        at = int(line[1]) if line else text.count("\n") + 1
        raise error(Fault(shown(path), f"is not valid TOML: {said}", line=at)) from problem


def read_file(cls: type[T], path: Path, error: type[PostlintError], *, until: str = "") -> T:
    """Read a TOML file into a value class; raise `error` naming every fault. `until`: see `read_toml`."""
    faults: list[Fault] = []
    data = read_toml(path, error, until=until)
    found = read(cls, data, lambda key, what, hint: faults.append(Fault(shown(path), what, hint, key)))
    if found is None:
        raise error(faults)
    return found


def _check(settings: Settings, complain: Any, prefix: str) -> None:
    """Complain about what the types cannot say."""
    head = f"{prefix}." if prefix else ""
    for index, event in enumerate(settings.calendar):
        if event.until < event.start:
            complain(f"{head}calendar[{index}].until", "is before 'from'", "swap them")
    for key, text in (("contracted", settings.hours.contracted), ("official", settings.hours.official)):
        if text:
            try:
                hours(text)
            except ValueError:
                complain(f"{head}hours.{key}", f"is '{text}', not a span of hours", "such as 08:30-16:00")
    seen: dict[str, str] = {}
    for name, account in settings.accounts.items():
        if not account.handles:
            complain(f"{head}accounts.{name}.handles", "is empty", "give at least one handle, such as '@ourschool'")
        for handle in account.handles:
            other = seen.setdefault(fold_handle(handle), name)
            if other != name:
                complain(f"{head}accounts.{name}.handles", f"'{handle}' also belongs to accounts.{other}", "")


def hours(text: str) -> tuple[int, int]:
    """Return "08:30-16:00" as minutes of the day; raise ValueError if it is no such span."""
    first, _, last = text.partition("-")
    result = []
    for moment in (first, last):
        hour, colon, minute = moment.strip().partition(":")
        if not (colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
            raise ValueError(text)
        result.append(int(hour) * 60 + int(minute))
    if result[0] >= result[1]:
        raise ValueError(text)
    return result[0], result[1]


def fold_handle(handle: str) -> str:
    """Return a handle as platforms compare it: without its sign, lower case."""
    return handle.strip().removeprefix("@").casefold()
