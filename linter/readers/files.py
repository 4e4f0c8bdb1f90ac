"""Which files are drafts: what the user named, and what lies in the folders that they named.

A file that is named is always taken. In folders, and among the matches of a glob, only files count whose suffix has a
reader, that are not hidden, that git does not ignore and that the settings' `include` and `exclude` let through.
Nothing that might be a draft is passed over in silence because it cannot be reached: that is a fault.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from linter.errors import Fault
from linter.readers import READERS
from linter.readers.ignores import Ignores, globs, matches
from linter.value import frozen

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LISTS = frozenset({".csv", ".tsv"})
_SKIPPED = frozenset({".git", ".venv", "node_modules", "__pycache__"})


@frozen
class Found:
    """The drafts to read, in order, and what could not be reached.

    A path is relative to the current folder if it lies below it, else absolute; with forward slashes.
    """

    files: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def find(
    paths: Iterable[str | Path],
    *,
    root: str | Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    ignored: Iterable[str | Path] = (),
) -> Found:
    """Return the drafts among files, folders (read through, sorted) and globs.

    `include` and `exclude` are patterns as in a .gitignore file, relative to `root`, the project's folder; they bear
    on folders and globs, not on files that are named. `ignored` are files and folders in which no
    draft is (the settings, lists of people). A file that turns up twice is returned once.
    """
    search = _Search(Path.cwd(), Path(root).absolute(), include, exclude)
    search.never = frozenset(Path(path).resolve() for path in ignored)
    for path in paths:
        search.named(str(path))
    return Found(tuple(search.files.values()), tuple(search.faults))


def let_through(
    paths: Iterable[Path],
    *,
    root: Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    ignored: Iterable[str | Path] = (),
) -> tuple[Path, ...]:
    """Return those of some absolute paths that the settings, and the dots that hide names, let through.

    It opens nothing: the files need not be on the disk. What git ignores is not asked, for the files that are asked
    about are those that git knows.
    """
    search = _Search(Path.cwd(), root, include, exclude)
    search.never = frozenset(Path(path).resolve() for path in ignored)
    return tuple(path for path in paths if search.lets_through(path))


class _Search:
    def __init__(self, cwd: Path, root: Path, include: Sequence[str], exclude: Sequence[str]) -> None:
        self.cwd, self.root = cwd, root
        self.never: frozenset[Path] = frozenset()
        self.files: dict[Path, str] = {}  # real path → path to report
        self.faults: list[Fault] = []
        self._real_root = root.resolve()
        self._patterns = (include, exclude)
        self._ignores = Ignores(root)
        self._walked: set[Path] = set()  # real paths of folders

    @cached_property
    def _globs(self) -> tuple[GitIgnoreSpec | None, GitIgnoreSpec | None]:
        """Return the settings' patterns; the library that reads them is slow to import, and a named file needs none."""
        include, exclude = self._patterns
        return globs(include), globs(exclude)

    def named(self, written: str) -> None:
        """Take what the user named."""
        path = self._full(written)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            self._missing(written, path, error)
            return
        if stat.S_ISREG(mode):
            if path.suffix.lower() in _LISTS and path.resolve() in self.never:
                self._fault(path, "is a list that the settings name, and no sheet of posts", "name drafts only")
            self._take(path)
        elif stat.S_ISDIR(mode):
            self._ignores.lift(path)
            self._walk(path)
        else:
            self._fault(path, "is not a file or a folder", "read it through standard input: -")

    def _full(self, written: str) -> Path:
        path = self.cwd / written
        return path.resolve() if ".." in path.parts else path

    def _missing(self, written: str, path: Path, error: OSError | ValueError) -> None:
        if os.path.islink(path):  # noqa: PTH114 - the method raises what we are here to report
            self._fault(path, "is a link that leads nowhere", "mend the link, or take it out")
        elif glob.has_magic(written):
            self._matching(written)
        elif isinstance(error, FileNotFoundError | NotADirectoryError):
            self._fault(path, "does not exist", "check the path")
        else:
            self._fault(path, f"cannot be read: {_why(error)}", "check the path and its permissions")

    def _matching(self, pattern: str) -> None:
        """Take what a glob matches; one without a draft is a fault, as a path without a file is."""
        found = sorted(glob.glob(pattern, root_dir=self.cwd, recursive=True))  # noqa: PTH207 - takes absolute ones
        wanted = [path for path in map(self._full, found) if self._reachable(path)]
        for path in wanted:
            self._walk(path)
        if not wanted:
            cure = f"drafts end in {', '.join(READERS)}" if found else "check the pattern"
            self.faults.append(Fault(pattern, "matches no draft" if found else "matches nothing", cure))

    def _reachable(self, path: Path) -> bool:
        """Say whether a walk through the current folder would have come to this folder or draft."""
        folder = _is_folder(path)
        above = [part for part in path.parents if part != self.cwd and part.is_relative_to(self.cwd)]
        return (folder or path.suffix.lower() in READERS) and all(
            self._wanted(part, folder=folder or part != path) for part in (*above, path)
        )

    def _walk(self, start: Path) -> None:
        """Take every draft in a folder; links are followed last, so that a file goes by its own path."""
        pending, links = [start], list[Path]()
        while pending or links:
            path = pending.pop() if pending else links.pop(0)
            if not _is_folder(path):
                self._reach(path)
                continue
            real = path.resolve()
            if real in self._walked or real in self.never:
                continue
            self._walked.add(real)
            for entry in reversed(list(self._entries(path))):
                if not (entry.is_symlink() and _is_folder(entry)):
                    pending.append(entry)
                elif self._inside(entry):
                    links.append(entry)

    def _entries(self, folder: Path) -> Iterator[Path]:
        """Yield the folders and drafts in a folder by name."""
        try:
            found = sorted(folder.iterdir())
        except OSError as error:
            self._fault(folder, f"cannot be read: {_why(error)}", "change its permissions, or exclude it")
            return
        for path in found:
            is_folder = _is_folder(path)
            if (is_folder or path.suffix.lower() in READERS) and self._wanted(path, folder=is_folder):
                yield path

    def lets_through(self, path: Path) -> bool:
        """Say whether neither a file nor a folder above it, inside the project, is passed over."""
        above = [part for part in path.parents if part != self.root and part.is_relative_to(self.root)]
        return all(
            part.resolve() not in self.never and self._named_well(part, folder=part != path) for part in (*above, path)
        )

    def _wanted(self, path: Path, *, folder: bool) -> bool:
        return self._named_well(path, folder=folder) and not self._ignores.ignores(path, folder=folder)

    def _named_well(self, path: Path, *, folder: bool) -> bool:
        """Say whether the settings take a file, or look into a folder, of this name."""
        if path.name.startswith(".") or (folder and path.name in _SKIPPED):
            return False
        if path.is_relative_to(self.root):
            shown = path.relative_to(self.root).as_posix() + ("/" if folder else "")
            include, exclude = self._globs
            if matches(exclude, shown):
                return False
            if include and not folder and not matches(include, shown):
                return False
        return True

    def _reach(self, path: Path) -> None:
        """Take a file that was come upon, if it is there and does not lead out of the project."""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            if path.is_symlink():
                self._fault(path, "is a link that leads nowhere", "mend the link, or take it out")
            else:
                self._fault(path, f"cannot be read: {_why(error)}", "change its permissions, or exclude it")
            return
        if stat.S_ISREG(mode) and (not path.is_symlink() or self._inside(path)):
            self._take(path)

    def _inside(self, link: Path) -> bool:
        if link.resolve().is_relative_to(self._real_root):
            return True
        self._fault(link, "is a link out of the project", "name what it leads to, or exclude it")
        return False

    def _take(self, path: Path) -> None:
        real = path.resolve()
        if real not in self.never:
            self.files.setdefault(real, self._shown(path))

    def _shown(self, path: Path) -> str:
        return (path.relative_to(self.cwd) if path.is_relative_to(self.cwd) else path).as_posix()

    def _fault(self, path: Path, what: str, hint: str) -> None:
        self.faults.append(Fault(self._shown(path), what, hint))


def _is_folder(path: Path) -> bool:
    """Say whether a path leads to a folder; one that cannot be looked at does not."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
