"""The head: the number and the hash of the last entry, kept beside the ledger in a file of its own.

A chain of hashes shows what was changed in its middle, and not that its end was cut off; the head does. Before an entry
is committed the head names it as `coming`, afterwards as `last`: whenever the power fails, the end of the ledger is one
of the two. With a key the head is sealed, so that who has no key cannot write another.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from linter.errors import Fault, SettingsError, shown
from linter.ledger.entries import START
from linter.value import frozen

FORMAT = "postlint/ledger-head/1"


class End(NamedTuple):
    """The end of a chain: how many entries it has, and the hash of the last."""

    seq: int
    hash: str


EMPTY = End(0, START)


@frozen
class Head:
    """What the file says. `seal` is "" where it was written without a key."""

    last: End
    coming: End | None = None
    seal: str = ""

    def allows(self, end: End) -> bool:
        """Say whether a ledger may end there."""
        return end in (self.last, self.coming)


def path_of(ledger: Path) -> Path:
    """Return where the head of a ledger is."""
    return ledger.with_name(f"{ledger.name}.head")


def read(path: Path) -> Head | None:
    """Return the head, None if there is no file. Raise SettingsError for one that is not a head."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise ValueError
        coming = data["coming"]
        return Head(_end(data["last"]), _end(coming) if coming else None, str(data["seal"]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    except (ValueError, KeyError, TypeError) as error:
        cure = "look at the ledger (postlint approvals verify), then: postlint approvals reseal"
        raise SettingsError(Fault(shown(path), "is not the head of a ledger of approvals", cure)) from error


def write(path: Path, last: End, coming: End | None, key: bytes | None) -> None:
    """Write the head as a whole or not at all, and see it onto the disk. Raise OSError."""
    data = {"format": FORMAT, "last": list(last), "coming": list(coming) if coming else None}
    data["seal"] = seal(last, coming, key) if key else ""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(json.dumps(data).encode("ascii") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def seal(last: End, coming: End | None, key: bytes) -> str:
    """Return the seal of a head under a key."""
    text = json.dumps([FORMAT, list(last), list(coming) if coming else None])
    return hmac.new(key, text.encode("ascii"), hashlib.sha256).hexdigest()


def is_sealed(head: Head, key: bytes) -> bool:
    """Say whether a head was written with a key."""
    return hmac.compare_digest(head.seal, seal(head.last, head.coming, key))


def _end(data: object) -> End:
    if not (isinstance(data, list) and len(data) == 2 and isinstance(data[0], int) and isinstance(data[1], str)):
        raise ValueError
    return End(*data)


def _settle(folder: Path) -> None:
    """See the new name of a file onto the disk, where folders can be."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
