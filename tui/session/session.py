"""The session itself: which drafts there are, what was found in them, and what is done about it."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from linter import scope
from linter.approving import Decider
from linter.editing import set_fields
from linter.engine import Linter
from linter.errors import DraftError, Fault, PostlintError
from linter.finding import Finding
from linter.post import Draft, Image
from linter.projects import is_named
from linter.reading import Reading
from linter.report import PostReport
from linter.routes import Compiled
from linter.settings import FILE, WAIVERS, Settings
from tui.session import deciding, explaining, fixing
from tui.session.checker import Beside, Checker, Here
from tui.session.deciding import Outcome, Plan
from tui.session.desk import Change, Desk
from tui.session.explaining import Explanation
from tui.session.fixing import Fix
from tui.session.items import Item, Key, item_of, not_checked
from tui.session.judging import Asked, Judge, Judged
from tui.session.unsaved import Journal

INPUTS = frozenset({FILE, WAIVERS, "pyproject.toml"})  # they may come to be
_AHEAD = 3  # drafts that wait at the checker: it is never idle, and what is urgent waits for one only


class Session:
    """Vet the drafts under some paths. Safe to use from several threads; it raises PostlintError and its kinds."""

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        settings_file: str | Path | None = None,
        policy: str | None = None,
        now: datetime | None = None,
        clock: Callable[[], datetime] = datetime.now,
        checker: Checker | None = None,
        state_folder: Path | None = None,
        beside: bool = False,
        known: Compiled | None = None,
    ) -> None:
        """Prepare; nothing is read yet. `beside` judges in a process of its own; `now` fixes the moment of judging.

        `known` are our own rules if they are known already.
        """
        self.paths = tuple(paths) or (".",)
        self._judge = Judge(policy, now, known)
        self.checker: Checker = checker or (Beside(policy, now) if beside else Here(self._judge))
        self._named = Path(settings_file).absolute() if settings_file else None
        self._clock: Callable[[], datetime] = (lambda: now) if now else clock
        self._desk = Desk(Journal(state_folder), self._clock)
        self._lock = threading.RLock()
        self._rows: dict[str, tuple[Item, ...]] = {}
        self._homes: dict[str, Settings] = {}
        self._items: Mapping[Key, Item] | None = None
        self.faults: tuple[Fault, ...] = ()

    # What there is

    @property
    def items(self) -> Mapping[Key, Item]:
        """Return all rows as they are known now, in the order of the drafts: a snapshot that never changes."""
        with self._lock:
            if self._items is None:
                rows = (item for listed in self._rows.values() for item in listed)
                self._items = MappingProxyType({item.key: item for item in rows})
            return self._items

    def find(self) -> tuple[Item, ...]:
        """Look for the drafts; return the rows that are new and wait. Raise SettingsError for settings at fault."""
        chosen = scope.choose(self.paths, self._named)
        found = {path: project.settings for project in chosen.projects for path in project.files}
        with self._lock:
            self.faults = chosen.failures
            fresh = [path for path in found if path not in self._homes]
            listed = {path: self._rows.get(path) or (Item(Key(path, 0)),) for path in found}
            for fault in chosen.failures:  # a path that is not there, say, is told in the list
                listed.setdefault(fault.path, (not_checked(fault.path, (fault,)),))
            self._homes, self._rows, self._items = found, listed, None
            self._desk.take_up(found)
            return tuple(listed[path][0] for path in fresh)

    def scan(self) -> Iterator[Item]:
        """Find and judge all drafts; yield each row as it comes: first those that wait, then what became of them."""
        self.find()
        yield from self.items.values()
        for path in self._judged_one_by_one(self.drafts()):
            yield from self._rows.get(path, ())

    def drafts(self) -> tuple[str, ...]:
        """Return the paths of all drafts that were found."""
        with self._lock:
            return tuple(self._homes)

    def check_all(self, paths: Iterable[str]) -> Iterator[int]:
        """Judge drafts, in this order; yield 1 for each when its rows are there."""
        for _ in self._judged_one_by_one(paths):
            yield 1

    def _judged_one_by_one(self, paths: Iterable[str]) -> Iterator[str]:
        coming: deque[tuple[str, Future[Judged]]] = deque()

        def done() -> str:
            path, future = coming.popleft()
            self._taken(future.result())
            return path

        for path in paths:
            if path in self._homes:
                coming.append((path, self.checker.judge(self._asked(path))))
            if len(coming) >= _AHEAD:
                yield done()
        while coming:
            yield done()

    def concerned(self, changed: Iterable[str]) -> tuple[str, ...] | None:
        """Return which drafts concern changes on the disk; None: all of them, for settings or lists changed."""
        paths = {Path(path) for path in changed}
        inputs = self.inputs()
        if any(path in inputs or path.name in INPUTS for path in paths):
            return None
        before = set(self.drafts())
        self.find()
        with self._lock:
            found = {str(Path(path).absolute()): path for path in self._homes}
            pictures = {Path(path).absolute().parent / image.path: path for path, image in self._pictures()}
        gone = {path for path in before if path not in self._homes}
        own = {found[str(path)] for path in paths if str(path) in found}
        shown = {draft for picture, draft in pictures.items() if _normal(picture) in paths}
        with self._lock:
            waiting = {path for path in self._homes if path not in before}
        return tuple(sorted(own | shown | gone | waiting))

    def _pictures(self) -> Iterator[tuple[str, Image]]:
        for key, item in self.items.items():
            for image in item.post.images if item.post else ():
                yield key.path, image

    def refresh(self, path: str) -> tuple[Item, ...]:
        """Judge one draft anew after something happened to it; return its rows, none if it is gone."""
        with self._lock:
            if path not in self._homes:
                self.find()
            elif not Path(path).exists() and self._desk.typed(path) is None:
                self._rows.pop(path)
                self._homes.pop(path)
                self._items = None
            else:
                self._desk.look_again([path])
            if path not in self._homes:
                return ()
        return self._taken(self.checker.judge(self._asked(path), urgent=True).result())

    def reload(self) -> None:
        """Read settings, lists of people and waivers anew before the next draft is judged."""
        self.checker.forget()
        with self._lock:
            self._judge.forget()
            self._desk.look_again(self._homes)
        self.find()

    def school(self) -> str:
        """Return the name of the school whose drafts these are, "" if there are several, or none is told."""
        with self._lock:
            names = {settings.school.name for settings in {id(one): one for one in self._homes.values()}.values()}
        return names.pop() if len(names) == 1 else ""

    def watched(self) -> tuple[Path, ...]:
        """Return the folders in which something may happen that the session should know of."""
        with self._lock:
            files = [Path(path).absolute() for path in (*self.paths, *self._homes)]
            roots = {settings.root for settings in self._homes.values() if settings.source}
        folders = {path if path.is_dir() else path.parent for path in files} | roots
        return tuple(sorted(one for one in folders if one.is_dir() and not folders.intersection(one.parents)))

    def inputs(self) -> frozenset[Path]:
        """Return the files that concern all drafts: settings, waivers, lists of people, the roll."""
        with self._lock:
            known = {id(one): one for one in self._homes.values()}.values()
        found: set[Path] = set()
        for settings in known:
            found |= {Path(settings.source)} if settings.source else set()
            found |= {settings.resolve(name) for name in settings.people.named().values()}
            found |= {settings.resolve(settings.waivers or WAIVERS)}
            found |= {settings.ledger_path} if settings.ledger_path else set()
        return frozenset(found)

    # One draft

    def settings_of(self, key: Key) -> Settings:
        """Return the settings that judge a draft."""
        with self._lock:
            return self._homes[key.path]

    def linter_of(self, key: Key) -> Linter:
        """Return the linter of a draft, at this moment."""
        with self._lock:
            return self._judge.linter(self.settings_of(key).source or None)

    def text_of(self, key: Key) -> str:
        """Return the text of the file of a draft, as it was read last. Raise DraftError."""
        return self._desk.file(key.path).text

    def draft_of(self, key: Key) -> Draft:
        """Return a draft as it is read. Raise DraftError."""
        return self._read(key.path, self._desk.file(key.path).data)

    def report_of(self, key: Key) -> PostReport | None:
        """Return what was found in a post, None while it is not known."""
        item = self.items.get(key)
        return item.report if item else None

    def check_text(self, key: Key, text: str) -> tuple[PostReport, ...] | Fault:
        """Judge the text of a whole file as it is typed; its pictures are those on the disk. It waits: use a thread."""
        try:
            data = self._desk.file(key.path).with_text(text).data
        except DraftError as error:
            return error.faults[0]
        judged = self.checker.judge(self._asked(key.path, data), urgent=True).result()
        if judged.faults and not judged.posts:
            return judged.faults[0]
        return judged.posts

    # Putting it right

    def save(self, key: Key, text: str, *, overwrite: bool = False) -> None:
        """Write the text of a file, whole or not at all. Raise ChangedOnDisk, PostlintError: then nothing is."""
        self._desk.save(key.path, text, overwrite=overwrite)

    def can_undo(self, key: Key) -> bool:
        """Say whether something that was changed in this session can be taken back."""
        return self._desk.can_undo(key.path)

    def undo(self, key: Key) -> bool:
        """Take back what was changed last; False if there is nothing. Raise ChangedOnDisk, PostlintError."""
        changed = self._desk.undo(key.path)
        if changed is not None and changed != Path(key.path):
            self.reload()  # a waiver
        return changed is not None

    def keep_unsaved(self, key: Key, text: str) -> None:
        """Keep what was typed, so that it is there after whatever happens. Call it as often as somebody types."""
        self._desk.keep(key.path, text)

    def forget_unsaved(self, key: Key) -> None:
        """Throw away what was typed and not saved."""
        self._desk.forget(key.path)

    def throw_away(self) -> None:
        """Throw away all that was typed and not saved."""
        for path in self.unsaved():
            self._desk.forget(path)

    def unsaved_text(self, key: Key) -> str | None:
        """Return what was typed and not saved, in this session or in one that ended before it was."""
        return self._desk.typed(key.path)

    def unsaved(self) -> tuple[str, ...]:
        """Return the drafts in which something was typed and not saved."""
        return self._desk.all_typed()

    def fixes(self, key: Key, finding: Finding) -> tuple[Fix, ...]:  # noqa: ARG002 - what a fix needs, some day
        """Return what a machine can do about a finding."""
        return fixing.offered(finding)

    def apply(self, key: Key, fix: Fix) -> None:
        """Do a fix, and save. Raise ChangedOnDisk, DraftError saying why it cannot be done."""
        linter, draft, reports = self._judged(key)
        self.save(key, fixing.applied(linter, draft, reports, fix, key.index, lambda text: self._reread(key, text)))

    def has_safe_fix(self, key: Key) -> bool:
        """Say whether something found in a draft can be put right without changing what it says."""
        found = (one.report for path, one in ((each.path, row) for each, row in self.items.items()) if path == key.path)
        return any(fix.is_safe for report in found if report for one in report.findings for fix in fixing.offered(one))

    def apply_safe(self, key: Key) -> bool:
        """Do all fixes of a draft that change nothing of what it says; False if there are none."""
        _, draft, reports = self._judged(key)
        text = fixing.all_safe(draft, reports)
        if text == draft.text:
            return False
        self.save(key, text)
        return True

    def set_fields(self, key: Key, fields: Mapping[str, object]) -> None:
        """Declare something of a post, and save; None takes a field out. Raise ChangedOnDisk, PostlintError."""
        draft = self.draft_of(key)
        options = self._reading(key.path).options(key.path)
        self.save(key, set_fields(draft, key.index, fields, lambda text: self._reread(key, text), options))

    # Deciding

    @property
    def today(self) -> date:
        """Return the day on which somebody decides."""
        return self._clock().date()

    def people_of(self, key: Key) -> tuple[str, ...]:
        """Return who may decide about a draft, as far as lists and settings tell."""
        return tuple(deciding.people_of(self.linter_of(key)))

    def waive(self, key: Key, finding: Finding, reason: str, until: date, by: str) -> None:
        """Let a finding pass, in the waivers of the project. Raise PostlintError for what does not allow it."""
        linter = self.linter_of(key)
        path, before = deciding.waive(linter, key.path, finding, reason, until, by, self.today)
        self._desk.note(key.path, Change(path, before, path.read_bytes()))
        self.reload()

    def approve(self, key: Key, by: str, role: str = "", note: str = "") -> None:
        """Say yes to a post, in exactly these words and pictures. Raise PostlintError for what does not allow it."""
        deciding.approve(self.linter_of(key), self.draft_of(key), key.index, Decider(by, role), note)

    def send_back(self, key: Key, note: str, by: str, role: str = "") -> None:
        """Send a post back to its author, with a note. Raise PostlintError for what does not allow it."""
        deciding.send_back(self.linter_of(key), self.draft_of(key), key.index, Decider(by, role), note)

    def plan_approval(self, keys: Sequence[Key], by: str, role: str = "") -> Plan:
        """Return which of some posts somebody could approve, and why not the others. It waits: use a thread."""
        found: dict[Key, str] = {}
        for path in dict.fromkeys(key.path for key in keys):
            own = [key for key in keys if key.path == path]
            try:
                draft, who = self.draft_of(own[0]), Decider(by, role)
                why = deciding.obstacles(self.linter_of(own[0]), draft, [key.index for key in own], who)
            except PostlintError as error:
                why = (error.faults[0].what,) * len(own)
            found |= dict(zip(own, why, strict=True))
        could = tuple(key for key in keys if not found[key])
        return Plan(could, tuple((key, found[key]) for key in keys if found[key]))

    def decide_all(self, keys: Iterable[Key], decide: Callable[[Key], object]) -> Iterator[Outcome]:
        """Decide about posts one by one; yield what became of each: what goes wrong with one stops no other."""
        for key in keys:
            try:
                decide(key)
            except PostlintError as error:
                yield Outcome(key, error.faults[0].what)
            else:
                yield Outcome(key)

    # Knowing

    def explain(self, key: Key, finding: Finding) -> Explanation:
        """Return what a rule asks and why, with the clauses of this school's policy."""
        return explaining.explanation_of(self._judge.base(self._home(key.path)), finding)

    def evidence(self, key: Key, finding: Finding) -> tuple[str, ...]:
        """Return why a finding was made. It waits: use a thread."""
        typed, asked = self._desk.typed(key.path), self._asked(key.path)
        if typed is not None:
            asked = self._asked(key.path, self._desk.file(key.path).with_text(typed).data)
        posts = self.checker.judge(asked, urgent=True).result().posts
        if key.index >= len(posts) or finding not in posts[key.index].findings:
            return ()
        return self.checker.evidence(asked, key.index, posts[key.index].findings.index(finding)).result()

    def close(self) -> None:
        """End the checker. What was typed and not saved stays in the journal."""
        self.checker.end()

    # Within

    def _home(self, path: str) -> str | None:
        with self._lock:
            return self._homes[path].source or None

    def _asked(self, path: str, data: bytes | None = None) -> Asked:
        return Asked(self._home(path), path, data)

    def _reading(self, path: str) -> Reading:
        with self._lock:
            return self._judge.reading(self._home(path))

    def _read(self, path: str, data: bytes) -> Draft:
        return self._reading(path).read(path, data)

    def _reread(self, key: Key, text: str) -> Draft:
        """Return a draft as it would be read with another text. Raise DraftError."""
        return self._read(key.path, self._desk.file(key.path).with_text(text).data)

    def _judged(self, key: Key) -> tuple[Linter, Draft, tuple[PostReport, ...]]:
        """Return a draft as it is in its file, and what is found in it now."""
        judged = self.checker.judge(self._asked(key.path, self._desk.file(key.path).data), urgent=True).result()
        if judged.faults and not judged.posts:
            raise DraftError(judged.faults)
        return self.linter_of(key), self.draft_of(key), judged.posts

    def _taken(self, judged: Judged) -> tuple[Item, ...]:
        """Put what became of a draft into its rows, and return them."""
        with self._lock:
            settings = self._homes.get(judged.path)
            if settings is None:  # it went while it was judged
                return ()
            if not judged.is_draft and not is_named(judged.path, self.paths):
                rows: tuple[Item, ...] = ()
            else:
                rows = tuple(item_of(post, settings) for post in judged.posts)
                if judged.faults or not rows:
                    rows = (*rows, not_checked(judged.path, judged.faults, len(rows)))
            self._rows[judged.path] = rows
            self._items = None
            return rows


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))
