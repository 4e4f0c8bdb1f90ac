"""Where the files that a post names are read: the disk, or whatever stands in for it (git's index).

Whether a file may be read at all is not decided here, but by `pictures`, for every place alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

FileKind = Literal["file", "folder", "other", ""]


class Files(Protocol):
    """A place where files are read. Paths are absolute; OSError says why one cannot be read."""

    def resolve(self, path: Path) -> Path:
        """Return a path without links and `..`."""

    def kind(self, path: Path) -> FileKind:
        """Say what stands at a resolved path; "other" is a pipe, a device, a socket."""

    def read(self, path: Path, most: int) -> bytes | None:
        """Return the content at a resolved path, or None if it is larger than `most` bytes."""


class Disk:
    """Files as they are on the disk."""

    def resolve(self, path: Path) -> Path:
        """Return a path without links and `..`."""
        return path.resolve()

    def kind(self, path: Path) -> FileKind:
        """Say what stands at a resolved path."""
        if path.is_file():
            return "file"
        if path.is_dir():
            return "folder"
        return "other" if path.exists() else ""

    def read(self, path: Path, most: int) -> bytes | None:
        """Return the content at a resolved path, or None if it is larger than `most` bytes."""
        return None if path.stat().st_size > most else path.read_bytes()


DISK = Disk()
