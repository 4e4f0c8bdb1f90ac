"""The list of what was withdrawn: pictures and texts that must not be published again. It holds hashes, nothing else.

    kind,sha256,shade,edges,on,reason
    picture,9f2c…,8a10…,03fe…,2026-10-12,consent withdrawn

`postlint withdraw` writes it. `sha256` is that of the file or, of a text, of its words; `shade` and `edges` are the
prints of a picture (`evidence.likeness`), in hexadecimal.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from linter.errors import Fault, SettingsError
from linter.people.tables import list_fault, read_table
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence.likeness import Print

HEADER = ("kind", "sha256", "shade", "edges", "on", "reason")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PRINT = re.compile(r"[0-9a-f]{16}")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 6  # a shorter text says what many say


@frozen
class Withdrawn:
    """One row of the list. `shade` and `edges` are None for a text, `on` where the list gives no day."""

    kind: str
    digest: str
    shade: int | None = None
    edges: int | None = None
    on: date | None = None

    @property
    def print(self) -> Print | None:
        """Return the print of a picture."""
        from linter.evidence.likeness import Print

        return None if self.shade is None or self.edges is None else Print(self.shade, self.edges)


def read_withdrawn(path: Path) -> tuple[Withdrawn, ...]:
    """Read the list. Raise SettingsError with row numbers."""
    faults: list[Fault] = []
    found: list[Withdrawn] = []
    cure = "write it anew with withdraw"
    for line, row in read_table(path, ("kind", "sha256"), HEADER[2:]):
        kind, digest = row["kind"].casefold(), row["sha256"].casefold()
        if kind not in ("picture", "text"):
            faults.append(list_fault(path, line, "kind", "is not picture or text"))
        if not _DIGEST.fullmatch(digest):
            faults.append(list_fault(path, line, "sha256", "is not 64 hexadecimal digits", cure))
        prints = [row.get(key, "").casefold() for key in ("shade", "edges")]
        if kind == "picture" and not all(map(_PRINT.fullmatch, prints)):
            faults.append(list_fault(path, line, "shade", "is not 16 hexadecimal digits", cure))
        if not faults:
            shade, edges = (int(text, 16) if kind == "picture" else None for text in prints)
            found.append(Withdrawn(kind, digest, shade, edges, _day(row.get("on", ""), path, line, faults)))
    if faults:
        raise SettingsError(faults)
    return tuple(found)


def digest_of_words(text: str) -> str | None:
    """Return the digest of the words of a text, whatever their case and signs; None if they are too few to tell."""
    words = _WORD.findall(text.casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if len(words) >= _FEWEST_WORDS else None


def _day(text: str, path: Path, line: int, faults: list[Fault]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.append(list_fault(path, line, "on", "is not a date", "such as 2026-11-23"))
        return None
