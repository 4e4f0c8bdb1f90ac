"""The cache: what an earlier run found, so that an unchanged draft costs next to nothing.

It holds entries in one folder outside the drafts. The key of an entry is a digest of everything that the entry
depends on, and the entry is sealed with that key (see `seal`): only who has the draft, or the picture, that it is
about can read it. What is missing, broken, cut off or from elsewhere is a miss, never an error: the worst that a cache
may do is nothing. Writers put a whole file in place at once, so that two runs, or a killed one, leave no half entry.

- `seal`     key → where an entry lies and how it is closed
- `inputs`   what a run depends on beside the drafts: stamps of files and folders, and digests of their contents
- `packed`   values ↔ JSON
- `results`  the results of one draft
"""

from __future__ import annotations

import os
import sys
import time
from typing import NamedTuple

from linter.cache.seal import open_sealed, place_of, sealed

MOST_BYTES = 256 * 1024 * 1024
MOST_DAYS = 30
_DAY = 24 * 3600
_HOUR = 3600
_MANY = 500  # entries in one run after which the folder is swept at once
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of postlint; it may be deleted at any time.\n"


class Info(NamedTuple):
    """What the cache holds."""

    folder: str
    entries: int
    size: int


def folder() -> str | None:
    """Return the folder of the cache; None if there is none.

    `POSTLINT_CACHE_DIR` names it, and an empty one switches the cache off. Else it is where `platformdirs` would put
    it, in four lines: importing that library would take longer than all the rest of an unchanged run.
    """
    named = os.environ.get("POSTLINT_CACHE_DIR")
    if named is not None:
        return os.path.abspath(named) if named else None
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "postlint")
        return os.path.join(base, "Cache") if os.path.isabs(base) else None
    caches = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    if sys.platform != "darwin" and os.path.isabs(os.environ.get("XDG_CACHE_HOME", "")):
        caches = os.environ["XDG_CACHE_HOME"]
    return os.path.join(caches, "postlint") if os.path.isabs(caches) else None


def opened() -> DiskStore | None:
    """Return the cache of this user; None if there is none, or if its folder is another user's."""
    where = folder()
    if where is None:
        return None
    try:
        owner = os.stat(where).st_uid
    except FileNotFoundError:
        return DiskStore(where)
    except (OSError, ValueError):
        return None
    # What another user put there could say that a post is ready.
    return DiskStore(where) if not hasattr(os, "getuid") or owner == os.getuid() else None


class DiskStore:
    """Entries in a folder, each a file. Safe with many readers and writers; nothing it does raises."""

    def __init__(self, folder: str) -> None:
        """Prepare to use a folder; it is made when the first entry is put."""
        self.folder = folder
        self._put = 0

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key; None if there is nothing, or nothing sound."""
        path = self._path(key)
        try:
            with open(path, "rb") as file:
                data = file.read()
                if time.time() - os.fstat(file.fileno()).st_mtime > _DAY:
                    os.utime(path)  # used today: what is used stays
        except OSError:
            return None
        return open_sealed(key, data)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, if that can be done."""
        path = self._path(key)
        temporary = f"{path}.{os.getpid()}-{os.urandom(6).hex()}.tmp"
        try:
            self._write(temporary, path, sealed(key, value))
        except OSError:  # a full or read-only disk: the run is as good without
            try:
                os.unlink(temporary)
            except OSError:
                return
        self._put += 1

    def _write(self, temporary: str, path: str, data: bytes) -> None:
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileNotFoundError:
            self._make(os.path.dirname(path))
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)

    def _make(self, inner: str) -> None:
        if not os.path.isdir(self.folder):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            # Backup programs pass over a folder with such a tag, and git over one that ignores itself.
            for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
                with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
                    file.write(text)
        os.makedirs(inner, mode=0o700, exist_ok=True)

    def _path(self, key: str) -> str:
        name = place_of(key)
        return os.path.join(self.folder, name[:2], name[2:])

    def sweep(self) -> None:
        """Drop what is old, and what is too much: once a day, and after a run that put many entries."""
        if not self._put:
            return
        marker = os.path.join(self.folder, "swept")
        try:
            due = self._put >= _MANY or time.time() - os.stat(marker).st_mtime > _DAY
        except OSError:
            due = True
        if due:
            try:
                with open(marker, "w", encoding="ascii"):
                    pass
            except OSError:
                return
            self.drop(MOST_BYTES, MOST_DAYS * _DAY)

    def drop(self, most_bytes: int, most_seconds: float) -> int:
        """Drop entries unused for longer than `most_seconds`, then the oldest beyond `most_bytes`. Return how many."""
        now = time.time()
        dropped = total = 0
        for used, size, path in sorted(self._files(), reverse=True):
            total += size
            left_over = path.endswith(".tmp") and now - used > _HOUR  # by a run that was killed
            if left_over or total > most_bytes or now - used > most_seconds:
                try:
                    os.unlink(path)
                except OSError:
                    continue
                dropped += 1
        return dropped

    def clean(self) -> int:
        """Drop all entries. Return how many."""
        return self.drop(-1, -1)

    def info(self) -> Info:
        """Return what the cache holds."""
        files = self._files()
        return Info(self.folder, len(files), sum(size for _, size, _ in files))

    def _files(self) -> list[tuple[float, int, str]]:
        """Return when each entry was last used, its size and its path. Only what looks like an entry is one."""
        found: list[tuple[float, int, str]] = []
        for number in range(256):
            try:
                with os.scandir(os.path.join(self.folder, f"{number:02x}")) as entries:
                    for entry in entries:
                        if entry.is_file(follow_symlinks=False):
                            known = entry.stat(follow_symlinks=False)
                            found.append((known.st_mtime, known.st_size, entry.path))
            except OSError:
                continue
        return found
