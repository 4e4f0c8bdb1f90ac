"""The file of the ledger: an SQLite database of one table, to which rows can only be added.

The triggers keep an honest hand from a slip; who means to tamper can drop them, and then `verify` shows what was done.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from linter.errors import Fault, SettingsError, shown
from linter.stamps import stamp

APPLICATION = 0x504C4C31  # "PLL1"
VERSION = 1
SECONDS = 15.0  # how long a second writer waits for the first
_TRIES = 20

_SCHEMA = f"""
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    entry TEXT NOT NULL CHECK (typeof(entry) = 'text'),
    before TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    signature TEXT NOT NULL DEFAULT ''
);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never deleted'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'entries of the ledger follow one another'); END;
CREATE VIEW decisions AS
    SELECT seq, json_extract(entry, '$.at') AS at, json_extract(entry, '$.kind') AS kind,
           json_extract(entry, '$.subject.draft') AS draft, json_extract(entry, '$.by') AS decided_by,
           json_extract(entry, '$.until') AS until, json_extract(entry, '$.note') AS note
    FROM entries;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""  # noqa: S608 - two numbers of our own


class Row(NamedTuple):
    """One row as it stands in the file."""

    seq: int
    entry: str
    before: str
    hash: str
    signature: str


def rows(path: Path) -> tuple[Row, ...]:
    """Return all rows in their order; none if there is no file. Raise SettingsError if it cannot be read."""
    if not path.exists():
        return ()
    try:
        return _calm_rows(path)
    except sqlite3.Error as error:
        raise unreadable(path, error) from error


def _calm_rows(path: Path) -> tuple[Row, ...]:
    """Read without leaving a trace where nobody writes: a run of `check` must not touch what it depends on."""
    log = path.with_name(f"{path.name}-wal")
    for _ in range(_TRIES):
        if log.exists():
            break
        before = stamp(path)
        try:
            with closing(sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True)) as known:
                found = _all(known)
        except sqlite3.Error:
            if stamp(path) == before and not log.exists():
                raise
            continue
        if stamp(path) == before and not log.exists():
            return found
    # Somebody writes, or was stopped while writing: what stands in the log beside the file counts.
    with closing(sqlite3.connect(_uri(path, "mode=rw"), uri=True, timeout=SECONDS)) as busy:
        return _all(busy)


def _all(connection: sqlite3.Connection) -> tuple[Row, ...]:
    if _is_bare(connection):
        return ()  # its maker was stopped before the first entry; the head knows if there were any
    expect(connection)
    return tuple(Row(*row) for row in connection.execute(SELECT))


SELECT = "SELECT seq, entry, before, hash, signature FROM entries ORDER BY seq"


def _is_bare(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))


def expect(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError if this is no ledger, or one of a later postlint."""
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        raise sqlite3.DatabaseError("it is not a ledger of approvals")
    if connection.execute("PRAGMA user_version").fetchone() != (VERSION,):
        raise sqlite3.DatabaseError("it was written by another version of postlint")


@contextmanager
def writing(path: Path, *, shared_drive: bool) -> Iterator[sqlite3.Connection]:
    """Yield a connection inside a transaction that no other writer shares. Raise SettingsError.

    Whoever uses it commits; what was not committed is undone.
    """
    try:
        with closing(sqlite3.connect(path, timeout=SECONDS, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA journal_mode = {'DELETE' if shared_drive else 'WAL'}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("BEGIN IMMEDIATE")
            if _is_bare(connection):
                for statement in _statements(_SCHEMA):
                    connection.execute(statement)
            expect(connection)
            yield connection
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise unwritable(path, error) from error


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would commit."""
    piece = ""
    for line in script.strip().splitlines():
        piece += f"{line}\n"
        if sqlite3.complete_statement(piece):
            yield piece
            piece = ""


def unreadable(path: Path, error: Exception) -> SettingsError:
    """Return what to say of a ledger that cannot be read: nothing counts as approved."""
    cure = "nothing counts as approved until it can be read: restore it from a copy, with its .head file"
    return SettingsError(Fault(shown(path), f"the ledger of approvals cannot be read: {error}", cure))


def unwritable(path: Path, error: Exception) -> SettingsError:
    """Return what to say of a ledger that cannot be written: nothing was noted."""
    said = str(error)
    cure = "somebody else is writing: try again" if "locked" in said or "busy" in said else ""
    return SettingsError(Fault(shown(path), f"nothing was noted: {said}", cure))


def _uri(path: Path, options: str) -> str:
    from urllib.parse import quote

    return f"file:{quote(os.fspath(path.absolute()))}?{options}"
