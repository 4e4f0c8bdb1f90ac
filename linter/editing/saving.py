"""Files are written whole or not at all: each is made beside its place and then moved there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from linter.errors import Fault, SettingsError, shown


def save(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Write a file. Raise SettingsError if that cannot be done, and then it is as it was.

    `before` is what stood in it when the change was thought out: if that is not so any more, nothing is written.
    """
    if before is not None:
        try:
            now = path.read_bytes()
        except OSError:
            now = b""
        if now != before:
            what = "was changed by somebody else meanwhile, so nothing was written"
            raise SettingsError(Fault(shown(path), what, "do it again with the file as it is now"))
    save_all({path: data})


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write several files. Raise SettingsError, and then none is changed.

    A file that is there keeps its permissions, and a link its target. Whenever it is interrupted, each file is either
    the old or the new one.
    """
    made: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
            made.append((name, target))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        for name, path in made:
            Path(name).replace(path)
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be written: {error.strerror or error}")) from error
    finally:
        for name, _ in made:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """Return what a new file must not be allowed; it can only be asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
