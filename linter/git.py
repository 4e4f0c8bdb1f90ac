"""What git knows: the files of its index and their content, and the lines that changed since a commit.

git is asked through its command, which is everywhere where there is a repository and knows worktrees, sparse
checkouts and every version of the index. Nothing is written, locked or fetched; where git runs us as a hook, the index
that it is about to commit (GIT_INDEX_FILE) is the one that is read.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from linter.errors import Fault, GitError, shown

LINK, SUBMODULE = "120000", "160000"
# How git is configured must not change what it says; a clone without its files must not fetch them.
_CONFIG = {
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "diff.noprefix": "false",
    "diff.relative": "false",
    "protocol.allow": "never",
}
_ENVIRONMENT = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_DIFF = (
    "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--find-renames",
    "--inter-hunk-context=0",
)  # fmt: skip
_BATCH = 500
_LARGE_FILE = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n(?:.*\n)*?size ([0-9]+)\n"
)


class Changed(NamedTuple):
    """A file that differs: `status` is A, C, D, M, R, T or U; `old` is its former path if it was renamed or copied.

    Paths are relative to the top of the work tree; `mode` is that of the new side. `is_same` says that only the name
    differs.
    """

    status: str
    path: str
    old: str
    mode: str
    is_same: bool = False


class Stored(NamedTuple):
    """A file in the index."""

    mode: str
    blob: str


class Repository:
    """A repository with a work tree, read only."""

    def __init__(self, folder: Path) -> None:
        """Find the repository of a folder. Raise GitError if there is none."""
        self._environment = {**os.environ, **_ENVIRONMENT}
        self._fetched: dict[str, bytes] = {}
        try:
            top, own, common = (
                os.fsdecode(line)
                for line in self._ask(
                    "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", folder=folder
                ).splitlines()
            )
        except ValueError:
            raise GitError(Fault(shown(folder), "has no git repository that can be read")) from None
        self.top = Path(top)
        self._shared = folder / common
        if "GIT_DIR" in self._environment:  # it may be relative to the folder that we leave
            self._environment["GIT_DIR"] = own

    @cached_property
    def is_shallow(self) -> bool:
        """Say whether the history was cut off when it was fetched."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    @cached_property
    def index(self) -> Mapping[str, Stored]:
        """Return path → what the index holds there; no submodules, and nothing that is in conflict."""
        found: dict[str, Stored] = {}
        for row in _split(self._ask("ls-files", "--stage", "-z")):
            about, _, path = row.partition("\t")
            mode, blob, stage = about.split(" ")
            if stage == "0" and mode != SUBMODULE:
                found[path] = Stored(mode, blob)
        return found

    def staged(self, since: str = "") -> tuple[Changed, ...]:
        """Return the files in which the index differs from the last commit, or from another."""
        return self._changed("--cached", *([since] if since else []))

    def changed(self, since: str) -> tuple[Changed, ...]:
        """Return the files in which the work tree differs from a commit; those that git does not know are added."""
        tracked = self._changed(since)
        unknown = _split(self._ask("ls-files", "--others", "--exclude-standard", "-z"))
        return (*tracked, *(Changed("A", path, "", "100644") for path in unknown))

    def base(self, commit: str) -> str:
        """Return where the history of HEAD left that of `commit`. Raise GitError if that cannot be known."""
        if not commit or commit.startswith("-") or ".." in commit:
            raise GitError(Fault("--diff", f"'{commit}' is not one commit", "name one, such as main or HEAD~1"))
        for name in (f"{commit}^{{commit}}", "HEAD^{commit}"):
            if not self._try("rev-parse", "--verify", "--quiet", name):
                what = f"git does not know the commit '{commit if name.startswith(commit) else 'HEAD'}'"
                raise GitError(Fault("--diff", what, self._cure(commit)))
        found = self._try("merge-base", commit, "HEAD")
        if not found:
            raise GitError(Fault("--diff", f"'{commit}' and HEAD have no commit in common", self._cure(commit)))
        return found.decode("ascii").strip()

    def lines(self, since: str, *, staged: bool) -> Iterator[tuple[str, int, int]]:
        """Yield (path, first line, how many) for the lines that changed since a commit.

        Where lines were only taken out it is how many are left before them, and 0. What git takes for no text yields
        nothing.
        """
        yield from _hunks(
            self._ask(
                "diff", *_DIFF, "--patch", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=d",
                *(["--cached"] if staged else []), since, "--",
            )
        )  # fmt: skip

    def blobs(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield the content of objects, in order. Raise GitError for one that is not there."""
        wanted = list(names)
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            answer, at = self._ask("cat-file", "--batch", stdin="".join(f"{name}\n" for name in batch)), 0
            for name in batch:
                end = answer.index(b"\n", at)
                about = answer[at:end].split(b" ")
                if len(about) != 3:
                    raise GitError(Fault(shown(self.top), f"git has lost the object {name}", "run 'git fsck'"))
                at = end + 1 + int(about[2])
                yield answer[end + 1 : at]
                at += 1

    def fetch(self, paths: Iterable[str]) -> None:
        """Take what the index holds at some paths into memory at once: a process for each would be slow."""
        wanted = sorted({self.index[path].blob for path in paths if path in self.index})
        self._fetched.update(zip(wanted, self.blobs(wanted), strict=True))

    def read(self, path: str, most: int) -> bytes | None:
        """Return what the index holds at a path, or None if it is larger than `most` bytes.

        What Git LFS keeps elsewhere is read there. Raise FileNotFoundError if it is nowhere.
        """
        if path not in self.index:
            raise FileNotFoundError(path)
        blob = self.index[path].blob
        data = self._fetched.get(blob)
        if (int(self._ask("cat-file", "-s", blob)) if data is None else len(data)) > most:
            return None
        if data is None:
            data = next(self.blobs([blob]))
        pointer = _LARGE_FILE.match(data) if len(data) < 1024 else None
        if not pointer:
            return data
        name, size = pointer[1].decode("ascii"), int(pointer[2])
        if size > most:
            return None
        for file in (self._shared / "lfs" / "objects" / name[:2] / name[2:4] / name, self.top / path):
            with suppress(OSError):
                kept = file.read_bytes()
                if hashlib.sha256(kept).hexdigest() == name:
                    return kept
        raise FileNotFoundError(path)

    def _changed(self, *words: str) -> tuple[Changed, ...]:
        rows = iter(_split(self._ask("diff", *_DIFF, "--raw", "-z", "--no-abbrev", *words, "--")))
        found = []
        for row in rows:
            _, mode, _, _, status = row.removeprefix(":").split(" ")
            old = next(rows) if status[0] in "RC" else ""
            found.append(Changed(status[0], next(rows), old, mode, status[1:] == "100"))
        return tuple(one for one in found if one.mode != SUBMODULE)

    def _cure(self, commit: str) -> str:
        if not self.is_shallow:
            return "check its name, or fetch it: git fetch origin"
        return (
            f"this clone is shallow; fetch the history up to '{commit}': git fetch --unshallow origin; "
            "on GitHub set fetch-depth: 0, on GitLab GIT_DEPTH: 0"
        )

    def _try(self, *words: str) -> bytes:
        """Return what git says, or nothing if it says no."""
        try:
            return self._ask(*words)
        except GitError:
            return b""

    def _ask(self, *words: str, stdin: str = "", folder: Path | None = None) -> bytes:
        place = folder or self.top
        settings = [word for key, value in _CONFIG.items() for word in ("-c", f"{key}={value}")]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program; what users write is checked before it gets here
                ["git", *settings, *words],  # noqa: S607 - where git is differs from machine to machine
                cwd=place,
                env=self._environment,
                input=stdin.encode("ascii"),
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise GitError(Fault(shown(place), "git cannot be started", error.strerror or "install git")) from error
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise GitError(Fault(shown(place), f"git says: {said or f'exit code {done.returncode}'}", _cure_of(said)))


def _cure_of(said: str) -> str:
    if "dubious ownership" in said:
        return 'trust the folder: git config --global --add safe.directory "$PWD"'
    if "not a git repository" in said or "work tree" in said:
        return "run it inside a git repository, or without --staged and --diff"
    return ""


def _split(answer: bytes) -> list[str]:
    return [os.fsdecode(row) for row in answer.split(b"\0")[:-1]]


_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([abfnrtv\"\\]|[0-7]{3})")
_ESCAPED = dict(zip(b'abfnrtv"\\', b'\a\b\f\n\r\t\v"\\', strict=True))


def _hunks(patch: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield (path, first line, how many) of the new side for a patch without context."""
    path, skip = "", 0
    for line in patch.split(b"\n"):
        if skip:  # a line of a draft, whatever it looks like
            skip -= not line.startswith(b"\\")
        elif line.startswith(b"diff --git "):
            path = ""
        elif line.startswith(b"+++ "):
            path = _path(line[4:])
        elif match := _HUNK.match(line):
            skip = int(match[1] or 1) + int(match[3] or 1)
            yield path, int(match[2]), int(match[3] or 1)


def _path(written: bytes) -> str:
    """Return the path that git wrote: `b/` and the path, in quotes with escapes if it must, or ended by a tab."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = _ESCAPE.sub(
            lambda m: bytes([int(m[1], 8) if m[1].isdigit() else _ESCAPED[m[1][0]]]), written.strip(b'"')
        )
    return os.fsdecode(written.removeprefix(b"b/"))
