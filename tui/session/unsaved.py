"""The journal of what was typed and not saved: nothing is lost, however the app ends.

One file a draft, in the folder where the system keeps the state of programs, readable by its owner alone. It holds
words of drafts in clear, as the drafts themselves do, and goes as soon as they are saved or thrown away.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import platformdirs

from linter.value import frozen

_FORMAT = "postlint/unsaved/1"
_FORM = "postlint/form/1"
FOLDER = "POSTLINT_STATE_DIR"


@frozen
class Unsaved:
    """What was typed into a draft and not saved. `base` tells what the file held when it was opened."""

    path: str
    text: str
    base: str
    when: datetime

    def is_of(self, data: bytes) -> bool:
        """Say whether a file still holds what it held when somebody began to type."""
        return self.base == digest(data)


class Journal:
    """Unsaved texts by draft. Each is written at once, so that they are there after a crash."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in a folder; by default where `POSTLINT_STATE_DIR` or the system says. It is made when needed."""
        named = os.environ.get(FOLDER)
        self.folder = folder or (Path(named) if named else platformdirs.user_state_path("postlint")) / "unsaved"

    def keep(self, path: str, text: str, base: str, when: datetime) -> None:
        """Keep what was typed into a draft; `base` is the digest of what the file held."""
        row = {"format": _FORMAT, "path": str(_full(path)), "base": base, "when": when.isoformat()}
        _write(self._file(path), {**row, "text": text})

    def drop(self, path: str) -> None:
        """Forget what was typed into a draft: it was saved, or thrown away."""
        self._file(path).unlink(missing_ok=True)

    def all(self) -> tuple[Unsaved, ...]:
        """Return what is kept, the oldest first; what cannot be read is left where it is."""
        found = []
        for file in self.folder.glob("*.json") if self.folder.is_dir() else ():
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                row = json.loads(file.read_bytes())
                if row["format"] == _FORMAT:
                    when = datetime.fromisoformat(row["when"])
                    found.append(Unsaved(row["path"], row["text"], row["base"], when))
        return tuple(sorted(found, key=lambda one: one.when.isoformat()))

    def keep_form(self, name: str, words: Mapping[str, str]) -> None:
        """Keep what stands in a form: field → words; `name` tells it from all others."""
        _write(self._form(name), {"format": _FORM, "words": dict(words)})

    def form_of(self, name: str) -> Mapping[str, str]:
        """Return what was kept of a form; nothing if there is none, or it cannot be read."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            row = json.loads(self._form(name).read_bytes())
            if row["format"] == _FORM:
                return {str(field): str(words) for field, words in row["words"].items()}
        return {}

    def forget_form(self, name: str) -> None:
        """Forget what was kept of a form: it was done, or cancelled on purpose."""
        self._form(name).unlink(missing_ok=True)

    def _form(self, name: str) -> Path:
        return self.folder / "forms" / f"{digest(os.fsencode(name))[:32]}.json"

    def _file(self, path: str) -> Path:
        return self.folder / f"{digest(os.fsencode(_full(path)))[:32]}.json"


def _write(target: Path, row: Mapping[str, object]) -> None:
    """Write a file whole or not at all, for the owner's eyes only."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = json.dumps(row).encode("ascii")  # lone surrogates and all
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise


def digest(data: bytes) -> str:
    """Return what tells the content of a file from another."""
    return hashlib.sha256(data).hexdigest()


def _full(path: str) -> Path:
    return Path(path).absolute()
