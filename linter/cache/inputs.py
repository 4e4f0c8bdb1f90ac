"""What a run depends on beside its drafts: files and folders, each with its stamps and a digest of its content.

Unchanged stamps (times, size, number) say that a content is unchanged; changed ones only that it must be read again. A
file that was changed just before a run, or during it, could change once more within the same tick of the clock, so
nothing is kept of that run (`Unsettled`): git calls such a file racy.

Settings are looked at without knowing them: whatever text in them is the name of a file or a folder is an input. A key
that does not exist yet cannot be forgotten here.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from linter.cache.seal import digest

STARTED = time.time_ns()  # of the run: this module is imported before anything is read
_TICK = 50_000_000  # a clock of a file system may lag by this many nanoseconds,
_COARSE_TICK = 2_000_000_000  # or by this many if it counts whole seconds
_MOST_FILES = 5_000
_MOST_BYTES = 64 * 1024 * 1024
_DATABASES = (".db", ".sqlite", ".sqlite3")
_PASSED_OVER = frozenset({"__pycache__"})


class Unsettled(Exception):  # noqa: N818 - not an error: it says to keep nothing
    """Something changed just now, or cannot be judged: keep nothing of this run."""


class Input(NamedTuple):
    """A file or folder that a run depends on.

    `kind`: "file", "tree", "listing" (names in a folder), "beside", or "model": a tree too large to be read, of
    which the sizes and times of the files stand for what is in them.
    """

    kind: str
    path: str
    stamps: str
    content: str


def take(kind: str, path: str, *, young: bool = False) -> Input:
    """Return an input as it is now; what is not there is an input too. Raise Unsettled, unless it may be young."""
    rows = list(_rows(kind, path))
    for _, known in rows:
        if known is not None and _is_young(known) and not young:
            raise Unsettled(path)
    return Input(kind, path, _stamps(rows), _content(kind, rows))


def is_same(known: Input) -> bool:
    """Say whether an input is as it was."""
    try:
        rows = list(_rows(known.kind, known.path))
        return _stamps(rows) == known.stamps or _content(known.kind, rows) == known.content
    except (OSError, ValueError, Unsettled):
        return False


def tree_digest(store: Any, path: str) -> str:
    """Return a digest of the contents of a folder, read only if its stamps are new. Raise Unsettled."""
    rows = list(_rows("tree", path))
    key = digest("tree", path, _stamps(rows))
    known = store.get(key)
    if known is not None:
        return str(known.decode("ascii"))
    found = _content("tree", rows)
    if not any(known is not None and _is_young(known) for _, known in rows):
        store.put(key, found.encode("ascii"))
    return found


def surroundings(settings: str | None, root: str, options: Iterable[str], *, young: bool = False) -> list[Input]:
    """Return the inputs that settings lead to: all files and folders that they, and the files they name, mention.

    `settings` is their file, `root` the folder from which their paths start, `options` words of the command line that
    may be paths too; `young` takes files as well that may change once more unseen. Raise Unsettled.
    """
    found: dict[str, Input] = {}
    pending = [(root, word, True) for word in options]
    if settings is not None:
        pending.append((root, settings, True))
    found["beside"] = take("beside", root, young=young)
    while pending:
        base, word, may_be_folder = pending.pop()
        path = os.path.abspath(os.path.join(base, word))
        if path.endswith(_DATABASES):
            # The ledger of approvals: it may not be there yet, and beside it stand its log and its end.
            found |= {f"{path}{tail}": take("file", f"{path}{tail}", young=young) for tail in ("-wal", ".head")}
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError):
            if path.endswith(_DATABASES):
                found[path] = take("file", path, young=young)
            continue
        if path in found or (stat.S_ISDIR(mode) and not may_be_folder):
            continue
        if stat.S_ISDIR(mode):
            if os.path.commonpath([path, os.path.realpath(root)]) == path or len(found) > _MOST_FILES:
                raise Unsettled(path)  # the whole project, or what is above it
            # The folder of a language model of spaCy's: nobody but its maker writes into it.
            kind = "model" if os.path.isfile(os.path.join(path, "config.cfg")) else "tree"
            found[path] = take(kind, path, young=young)
        elif stat.S_ISREG(mode):
            found[path] = take("file", path, young=young)
            if path.endswith(".toml"):
                own = path == settings
                pending += [(os.path.dirname(path), text, own) for text in _texts(_data(path, own=own))]
    return list(found.values())


def _data(path: str, *, own: bool) -> Any:
    """Return what a TOML file says; of settings, what may name files."""
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise Unsettled(path) from error
    if own:
        if os.path.basename(path) == "pyproject.toml":
            data = data.get("tool", {}).get("postlint", {})
        data.pop("files", None)  # which drafts there are is seen elsewhere, and their contents are read each time
        data.pop("stats", None)  # what runs only write to
    return data


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if data and "\0" not in data and len(data) < 1000:
            yield data
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)


_Row = tuple[str, "os.stat_result | None"]


def _rows(kind: str, path: str) -> Iterator[_Row]:
    """Yield the files, or the folder, that an input is made of, each with what the system knows of it."""
    if kind in ("file", "listing"):
        yield path, _known(path)
    elif kind == "beside":
        # Next to the settings stand files that count without being named: lists of exceptions, say.
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries if _counts_beside(entry.name))
        yield from ((os.path.join(path, name), _known(os.path.join(path, name))) for name in names)
    else:
        yield from _tree(path)


def _counts_beside(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".toml") or any(word in lower for word in ("postlint", "baseline", "waiver"))


def _tree(path: str) -> Iterator[_Row]:
    pending, count = [path], 0
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                count += 1
                if count > _MOST_FILES:
                    raise Unsettled(path)
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _PASSED_OVER:
                        pending.append(entry.path)
                else:
                    yield entry.path, _known(entry.path)


def _known(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_young(known: os.stat_result) -> bool:
    """Say whether something changed so shortly before the run that it could change again and look the same."""
    # The time of the last change of anything cannot be set by hand; Windows has none, and gives that of creation.
    changed = known.st_ctime_ns if sys.platform != "win32" else max(known.st_mtime_ns, known.st_ctime_ns)
    return changed > STARTED - (_TICK if changed % 1_000_000_000 else _COARSE_TICK)


def _stamps(rows: list[_Row]) -> str:
    pieces: list[str] = []
    for path, known in rows:
        pieces.append(path)
        if known is None:
            pieces.append("")
        else:
            numbers = (known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino, known.st_mode)
            pieces.append(" ".join(map(str, numbers)))
    return digest(*pieces)


def _content(kind: str, rows: list[_Row]) -> str:
    """Return a digest of contents. Raise OSError if one cannot be read, Unsettled if there is too much."""
    if kind == "model":
        return _stamps(rows)
    pieces: list[str | bytes] = []
    start = len(os.path.commonpath([path for path, _ in rows])) if len(rows) > 1 else None
    size = 0
    for path, known in rows:
        pieces.append(path[start:] if start is not None else path)
        if known is None:
            pieces.append(b"absent")
        elif stat.S_ISDIR(known.st_mode):
            with os.scandir(path) as entries:
                names = sorted((entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries)
            pieces += [kind, *(f"{name}\0{is_folder:d}{is_link:d}" for name, is_folder, is_link in names)]
        else:
            size += known.st_size
            if size > _MOST_BYTES:
                raise Unsettled(path)
            with open(path, "rb") as file:
                pieces += [b"file", file.read()]
    return digest(*pieces)
