"""The files on the desk: as they were read, as somebody types into them, and as they were before.

Nothing is written over what somebody else changed, and nothing typed is lost: see `unsaved`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from linter.editing.saving import save_all
from linter.errors import DraftError
from tui.session import drafts
from tui.session.drafts import DraftFile
from tui.session.errors import ChangedOnDisk
from tui.session.unsaved import Journal, digest


class Change(NamedTuple):
    """A file before and after something was saved; `before` is None for one that was not there."""

    path: Path
    before: bytes | None
    after: bytes


class Desk:
    """Draft files by path. Safe to use from several threads."""

    def __init__(self, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._journal, self._clock = journal, clock
        self._lock = threading.RLock()
        self._files: dict[str, DraftFile] = {}
        self._typed: dict[str, str] = {}
        self._stale: dict[str, str] = {}  # typed into a file that has changed since: what it held then
        self._changes: dict[str, list[Change]] = {}

    def file(self, path: str) -> DraftFile:
        """Return a file as it was read first, or last by `look_again`. Raise DraftError."""
        with self._lock:
            if path not in self._files:
                self._files[path] = drafts.read(path)
            return self._files[path]

    def look_again(self, paths: Iterable[str]) -> None:
        """Read these files anew when they are next asked for, but for those that somebody types into."""
        with self._lock:
            for path in paths:
                if path not in self._typed:
                    self._files.pop(path, None)

    def typed(self, path: str) -> str | None:
        """Return what was typed into a file and not saved, in this session or in one that ended before it was."""
        with self._lock:
            return self._typed.get(path)

    def all_typed(self) -> tuple[str, ...]:
        """Return the files in which something was typed and not saved."""
        with self._lock:
            return tuple(self._typed)

    def keep(self, path: str, text: str) -> None:
        """Keep what was typed, so that it is there after whatever happens."""
        with self._lock:
            file = self.file(path)
            if text == file.text:
                self._settle(path)
                return
            self._typed[path] = text
            self._journal.keep(path, text, self._stale.get(path) or digest(file.data), self._clock())

    def forget(self, path: str) -> None:
        """Throw away what was typed into a file, and read it anew."""
        with self._lock:
            self._settle(path)
            self._files.pop(path, None)

    def take_up(self, paths: Iterable[str]) -> None:
        """Take up what was typed into these files in a session that ended before it was saved."""
        with self._lock:
            known = {str(Path(path).absolute()): path for path in paths}
            for one in self._journal.all():
                path = known.get(one.path)
                if path is None or path in self._typed:
                    continue
                try:
                    file = self.file(path)
                except DraftError:
                    continue
                self._typed[path] = one.text
                if not one.is_of(file.data):
                    self._stale[path] = one.base

    def save(self, path: str, text: str, *, overwrite: bool = False) -> None:
        """Write the text of a file, whole or not at all. Raise ChangedOnDisk, PostlintError: then nothing is."""
        with self._lock:
            known = self.file(path)
            made = known.with_text(text)
            now = _data_of(Path(path))
            if (now != known.data or path in self._stale) and not overwrite:
                raise ChangedOnDisk(path, gone=now is None)
            save_all({Path(path): made.data})
            self._files[path] = made
            self.note(path, Change(Path(path), now, made.data))
            self._settle(path)

    def note(self, path: str, change: Change) -> None:
        """Note what was changed for a draft, so that it can be undone."""
        with self._lock:
            self._changes.setdefault(path, []).append(change)

    def can_undo(self, path: str) -> bool:
        """Say whether something was changed for a draft in this session."""
        return bool(self._changes.get(path))

    def undo(self, path: str) -> Path | None:
        """Take back what was changed last for a draft, and return that file; None if there is nothing.

        Raise ChangedOnDisk, PostlintError; then nothing was written.
        """
        with self._lock:
            known = self._changes.get(path)
            if not known:
                return None
            change = known[-1]
            if _data_of(change.path) != change.after:
                raise ChangedOnDisk(str(change.path))
            if change.before is None:
                change.path.unlink()
            else:
                save_all({change.path: change.before})
            known.pop()
            self.look_again([path])
            return change.path

    def _settle(self, path: str) -> None:
        self._typed.pop(path, None)
        self._stale.pop(path, None)
        self._journal.drop(path)


def _data_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
