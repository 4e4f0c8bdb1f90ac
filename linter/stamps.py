"""Stamps: what the system knows of a file without reading it. They change whenever its content does."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[int, ...]


def stamp(path: str | Path) -> Stamp:
    """Return times, size and number of a file; () if it is not there."""
    try:
        known = os.stat(path)  # noqa: PTH116 - the thousandth one counts
    except OSError:
        return ()
    return known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino


def ledger_stamp(ledger: Path) -> tuple[Stamp, ...]:
    """Return the stamps of a ledger of approvals and of the files beside it; () if none of them is there."""
    found = (stamp(ledger), stamp(f"{ledger}-wal"), stamp(f"{ledger}.head"))
    return found if any(found) else ()
