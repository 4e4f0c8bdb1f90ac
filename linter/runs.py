"""The log of runs: how often which rule was broken, by account and day, for `postlint stats`.

It is kept only if the settings say so (`[stats] log`), and holds no text of a post, no path and no name: a draft is a
hash of its path. A draft that is judged many times on a day counts once, as it was judged last.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from linter.errors import Fault, SettingsError, shown

APPLICATION = 0x504C5231  # "PLR1"
_SECONDS = 5.0
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS judged (
        day TEXT NOT NULL, draft TEXT NOT NULL, account TEXT NOT NULL, policy TEXT NOT NULL, outcome TEXT NOT NULL,
        PRIMARY KEY (day, draft)
    )""",
    """CREATE TABLE IF NOT EXISTS found (
        day TEXT NOT NULL, draft TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, status TEXT NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (day, draft, rule, severity, status)
    )""",
    f"PRAGMA application_id = {APPLICATION}",
)


class Judged(NamedTuple):
    """One post on one day, as it was judged last. `found` counts (rule, severity, status)."""

    day: date
    draft: str
    account: str
    policy: str
    outcome: str
    found: Counter[tuple[str, str, str]]


def note(path: Path, rows: Iterable[Judged]) -> None:
    """Add what a run found. Raise SettingsError if the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_SECONDS, isolation_level=None)) as log:
            log.execute("BEGIN IMMEDIATE")
            _expect(log)
            for statement in _SCHEMA:
                log.execute(statement)
            for row in rows:
                day = row.day.isoformat()
                log.execute("DELETE FROM found WHERE day = ? AND draft = ?", (day, row.draft))
                log.execute(
                    "INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?)",
                    (day, row.draft, row.account, row.policy, row.outcome),
                )
                log.executemany(
                    "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)",
                    [(day, row.draft, *key, count) for key, count in sorted(row.found.items())],
                )
            log.execute("COMMIT")
    except (sqlite3.Error, OSError) as error:
        raise SettingsError(Fault(shown(path), f"the run could not be counted: {error}", "", "stats.log")) from error


def read(path: Path, since: date | None = None) -> tuple[Judged, ...]:
    """Return what was judged, in the order of the days. Raise SettingsError if the file cannot be read."""
    if not path.is_file():
        return ()
    first = since.isoformat() if since else ""
    try:
        with closing(sqlite3.connect(path, timeout=_SECONDS)) as log:
            _expect(log)
            counts: dict[tuple[str, str], Counter[tuple[str, str, str]]] = {}
            for day, draft, rule, severity, status, count in log.execute(
                "SELECT * FROM found WHERE day >= ?", (first,)
            ):
                counts.setdefault((day, draft), Counter())[rule, severity, status] += count
            return tuple(
                Judged(date.fromisoformat(day), draft, account, policy, outcome, counts.get((day, draft), Counter()))
                for day, draft, account, policy, outcome in log.execute(
                    "SELECT * FROM judged WHERE day >= ? ORDER BY day, draft", (first,)
                )
            )
    except (sqlite3.Error, ValueError) as error:
        raise SettingsError(Fault(shown(path), f"is not a log of runs: {error}", "", "stats.log")) from error


def _expect(log: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError for a database of something else: nothing may be written into it."""
    known = log.execute("PRAGMA application_id").fetchone()[0]
    is_new = log.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    if known != APPLICATION and not is_new:
        raise sqlite3.DatabaseError("it is a database of something else")
