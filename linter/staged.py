"""What is about to be committed: drafts and pictures as they stand in git's index, not in the work tree.

Settings, rules and lists of people are those of the work tree: they are how one judges, not what is judged.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from linter.errors import Fault, GitError, shown
from linter.evidence.files import DISK, FileKind
from linter.git import LINK, Changed, Repository
from linter.pictured import Pictures, Read, is_picture
from linter.readers import READERS
from linter.value import frozen

_MOST_LINKS = 40  # as Linux follows them


@frozen
class Staged:
    """Staged drafts, and those whose pictures are staged: absolute paths, in order."""

    drafts: tuple[Path, ...]
    pictures: tuple[Path, ...]
    faults: tuple[Fault, ...] = ()


class IndexFiles:
    """Files as the index holds them; what git does not know (pictures kept out of it) is read from the disk."""

    def __init__(self, repository: Repository) -> None:
        """Read from a repository's index."""
        self._repository = repository
        self._index = repository.index
        self._folders = {folder for path in self._index for folder in _above(path)}

    def resolve(self, path: Path) -> Path:
        """Return a path without links and `..`; links are followed as they are staged."""
        place = self.place(path)
        if place is None:
            return path.resolve()
        found = self._follow(place)
        full = self._repository.top / found
        return full if found in self._index or found in self._folders else full.resolve()

    def kind(self, path: Path) -> FileKind:
        """Say what stands at a resolved path."""
        place = self.place(path)
        if place is not None and place in self._index:
            return "file"
        return "folder" if place is not None and place in self._folders else DISK.kind(path)

    def read(self, path: Path, most: int) -> bytes | None:
        """Return the content at a resolved path, or None if it is larger than `most` bytes."""
        place = self.place(path)
        if place is None or place not in self._index:
            return DISK.read(path, most)
        try:
            return self._repository.read(place, most)
        except GitError as error:
            raise OSError(str(error)) from error

    def place(self, path: Path) -> str | None:
        """Return a path relative to the top of the work tree, or None if it is not below it."""
        plain = Path(os.path.normpath(path))
        top = self._repository.top
        return plain.relative_to(top).as_posix() if plain.is_relative_to(top) else None

    def _follow(self, place: str) -> str:
        """Return where a path leads when the links among its folders, and itself, are followed."""
        for _ in range(_MOST_LINKS):
            link = next((p for p in (*_above(place), place) if p in self._index and self._index[p].mode == LINK), None)
            if link is None:
                return place
            target = os.fsdecode(next(self._repository.blobs([self._index[link].blob])))
            place = posixpath.normpath(posixpath.join(posixpath.dirname(link), target, place[len(link) + 1 :]))
            if target.startswith("/") or place.startswith("../"):
                full = self._repository.top / place
                return self.place(full) or str(full)
        return place


def gather(repository: Repository, files: IndexFiles, paths: Sequence[str], read: Read, since: str = "") -> Staged:
    """Return what is staged under some paths, or anywhere; since the last commit, or since another one."""
    within = [(word, Path(os.path.normpath(Path.cwd() / word))) for word in paths]
    faults = [
        Fault(word, "does not exist", "give a file or a folder; git need not know it, but something must stand there")
        for word, path in within
        if not (files.kind(path) or path.exists())
    ]
    changes = [
        (change, path)
        for change in repository.staged(since)
        if (path := repository.top / change.path)
        and (not paths or any(path.is_relative_to(limit) for _, limit in within))
    ]
    faults += [
        Fault(shown(path), "is in conflict", "settle the merge and stage the file", line=None)
        for change, path in changes
        if change.status == "U" and (_is_draft(change.path) or is_picture(change.path))
    ]
    drafts = [path for change, path in changes if change.status not in "DU" and _is_draft(change.path)]
    pictures = list(_pictures(repository.top, changes))
    known = set(drafts)
    drafts += [path for path in _drafts_of(repository, files, pictures, read) if path not in known]
    return Staged(tuple(drafts), tuple(pictures), tuple(faults))


def _above(place: str) -> Iterator[str]:
    """Yield the folders above a path, the highest first."""
    at = place.find("/")
    while at >= 0:
        yield place[:at]
        at = place.find("/", at + 1)


def _is_draft(path: str) -> bool:
    return PurePath(path).suffix.lower() in READERS


def _pictures(top: Path, changes: Iterable[tuple[Changed, Path]]) -> Iterator[Path]:
    for change, path in changes:
        if change.status not in "DU" and is_picture(change.path):
            yield path
            if change.status == "R":  # a draft that still names the old path has lost its picture
                yield top / change.old


def _drafts_of(repository: Repository, files: IndexFiles, pictures: Sequence[Path], read: Read) -> Iterator[Path]:
    """Yield the drafts in the index that name one of some pictures, or that cannot be read and may do so."""
    if not pictures:
        return
    wanted = Pictures(pictures, files.resolve)
    candidates = sorted(path for path, one in repository.index.items() if one.mode != LINK and _is_draft(path))
    contents = repository.blobs(repository.index[path].blob for path in candidates)
    for path, data in zip(candidates, contents, strict=True):
        full = repository.top / path
        if wanted.are_in(full, data, read):
            yield full
