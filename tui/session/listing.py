"""Which drafts there are under some paths, and what was found in them: the rows of the queue, kept up to date."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from linter import scope
from linter.errors import Fault
from linter.post import Image
from linter.projects import is_named
from linter.reading import Reading
from linter.routes import Compiled
from linter.settings import FILE, WAIVERS, Settings, find
from tui.session.checker import Beside, Checker, Here
from tui.session.desk import Desk
from tui.session.items import Item, Key, item_of, not_checked
from tui.session.judging import Asked, Judge, Judged
from tui.session.unsaved import Journal

if TYPE_CHECKING:
    from linter.evidence.pictures.workers import Workers

INPUTS = frozenset({FILE, WAIVERS, "pyproject.toml"})  # they may come to be
_AHEAD = 3  # drafts that wait at the checker: it is never idle, and what is urgent waits for one only


class Listing:
    """The drafts under some paths, judged. Safe to use from several threads; it raises PostlintError and its kinds."""

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
        workers: Workers | None = None,
    ) -> None:
        """Prepare; nothing is read yet. `beside` judges in a process of its own; `now` fixes the moment of judging.

        `known` are our own rules if they are known already, `workers` look at pictures if there are any already.
        """
        self.paths = tuple(paths) or (".",)
        self._judge = Judge(policy, now, known, workers)
        self.checker: Checker = checker or (Beside(policy, now) if beside else Here(self._judge))
        self._named = Path(settings_file).absolute() if settings_file else None
        self._clock: Callable[[], datetime] = (lambda: now) if now else clock
        self.journal = Journal(state_folder)
        self._desk = Desk(self.journal, self._clock)
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
        self._judge.forget()
        with self._lock:
            self._desk.look_again(self._homes)
        self.find()

    def school(self) -> str:
        """Return the name of the school whose drafts these are, "" if there are several, or none is told."""
        with self._lock:
            names = {settings.school.name for settings in {id(one): one for one in self._homes.values()}.values()}
        return names.pop() if len(names) == 1 else ""

    @property
    def nearest(self) -> Path | None:
        """Return the settings file nearest to the first of the paths that has one."""
        starts = (Path(path).absolute() for path in self.paths)
        return next(filter(None, (find(at if at.is_dir() else at.parent) for at in starts)), None)

    @property
    def lacks_settings(self) -> bool:
        """Say whether there is no settings file for any of the drafts, and none was named."""
        return self._named is None and self.nearest is None

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

    # Within

    def _home(self, path: str) -> str | None:
        with self._lock:
            return self._homes[path].source or None

    def _asked(self, path: str, data: bytes | None = None) -> Asked:
        return Asked(self._home(path), path, data)

    def _reading(self, path: str) -> Reading:
        return self._judge.reading(self._home(path))

    def _taken(self, judged: Judged) -> tuple[Item, ...]:
        """Put what became of a draft into its rows, and return them."""
        with self._lock:
            settings = self._homes.get(judged.path)
            if settings is None:  # it went while it was judged
                return ()
            if not judged.is_draft and not is_named(judged.path, self.paths):
                rows: tuple[Item, ...] = ()
            else:
                signed = judged.approved or ("",) * len(judged.posts)
                returned = judged.returned or ("",) * len(judged.posts)
                told = zip(judged.posts, signed, returned, strict=True)
                rows = tuple(item_of(post, settings, by, back) for post, by, back in told)
                if judged.faults or not rows:
                    rows = (*rows, not_checked(judged.path, judged.faults, len(rows)))
            self._rows[judged.path] = rows
            self._items = None
            return rows


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))
