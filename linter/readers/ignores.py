"""What git ignores, without asking git: the .gitignore files from the repository's root down, and .git/info/exclude.

The user's own list (`core.excludesFile`) is left out: a report should not depend on whose machine it is made on.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignores:
    """The ignore rules of the folders that are looked at, each file read once."""

    def __init__(self, root: Path) -> None:
        self._tops = {root}  # where to stop looking upward when there is no repository
        self._chains: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}

    def ignores(self, path: Path, *, folder: bool) -> bool:
        """Say whether git ignores an absolute path; the folders above it are taken not to be ignored."""
        for base, spec in reversed(self._chain(path.parent)):
            relative = path.relative_to(base).as_posix()
            found = _verdict(spec, f"{relative}/" if folder else relative)
            if found is not None:
                return found
        return False

    def lift(self, folder: Path) -> None:
        """Read a folder that the user named, even if it is ignored: then only the rules inside it hold."""
        if not any(folder.is_relative_to(top) for top in self._tops):
            self._tops.add(folder)
        above = folder
        while not self._is_top(above) and above.parent != above:
            if self.ignores(above, folder=True):
                self._chains[folder] = _own(folder)
                return
            above = above.parent

    def _chain(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """Return the rules that bear on what is in a folder, weakest first."""
        known = self._chains.get(folder)
        if known is None:
            inherited = () if self._is_top(folder) or folder.parent == folder else self._chain(folder.parent)
            known = self._chains[folder] = inherited + _own(folder)
        return known

    def _is_top(self, folder: Path) -> bool:
        if _is_there(folder / ".git"):
            return True
        return folder in self._tops and not any(_is_there(above / ".git") for above in folder.parents)


def globs(lines: Iterable[str]) -> GitIgnoreSpec | None:
    """Return patterns in the language of .gitignore files; those that git would not understand are passed over."""
    written = [line.rstrip("\r") for line in lines if line.strip() and not line.startswith("#")]
    if not written:
        return None
    from pathspec import GitIgnoreSpec

    specs = []
    for line in written:
        # `folder/**` is what is in the folder, not the folder: pathspec would prune it, and "!folder/this" with it.
        sharper = f"{line.rstrip()}/*" if line.rstrip().endswith("/**") else line
        with suppress(ValueError):
            specs.append(GitIgnoreSpec.from_lines([sharper]))
    return GitIgnoreSpec([pattern for spec in specs for pattern in spec.patterns])


def matches(spec: GitIgnoreSpec | None, path: str) -> bool:
    """Say whether a path, relative to where the patterns stand, matches; that of a folder ends in a slash."""
    return spec is not None and _verdict(spec, path) is True


def _verdict(spec: GitIgnoreSpec, path: str) -> bool | None:
    """Return what the last pattern says that matches a path: to ignore it, or (with "!") not to; None if none does."""
    if not path.endswith("/"):
        return spec.check_file(path).include
    # For a folder, pathspec weighs `!*/` as a word about what is in it, and so `*` as the stronger.
    for pattern in reversed(tuple(spec.patterns)):
        if pattern.include is not None and pattern.match_file(path) is not None:
            return pattern.include
    return None


def _own(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """Return the rules that stand in a folder itself."""
    found = []
    git = folder / ".git"
    files = [_git_folder(git) / "info" / "exclude"] if _is_there(git) else []
    for file in (*files, folder / ".gitignore"):
        with suppress(OSError):
            spec = globs(file.read_text(encoding="utf-8-sig", errors="surrogateescape").split("\n"))
            if spec is not None:
                found.append((folder, spec))
    return tuple(found)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def _git_folder(git: Path) -> Path:
    """Return the folder with `info/exclude`: `.git`, or what it points to in a worktree or submodule."""
    if git.is_dir():
        return git
    with suppress(OSError, UnicodeDecodeError):
        target = git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        common = target / "commondir"
        return target / common.read_text(encoding="utf-8").strip() if common.is_file() else target
    return git
