"""The ledger of approvals: who said yes, or no, to which words and pixels, kept so that nothing said is lost.

    ledger = Ledger.open(settings)
    ledger.approve(subject, by="S01", note="…")      # also send_back(…), withdraw(…)
    ledger.history(key)                              # the decisions about a draft
    ledger.approvals()                               # an immutable snapshot: what is approved now
    ledger.verify().is_sound

`linter.approving` makes the subject of a post and keeps to the rules on who may approve what. docs/approvals.md tells
what the ledger protects against, and what it cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from linter.approvals import BINDS
from linter.errors import Fault, SettingsError, shown
from linter.ledger import head as head_file
from linter.ledger.entries import Entry, Subject, hash_of, packed
from linter.ledger.head import End, Head
from linter.ledger.standing import NONE, Approvals, Standing
from linter.stamps import ledger_stamp
from linter.value import replace

if TYPE_CHECKING:
    import sqlite3

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from linter.ledger.entries import Kind
    from linter.ledger.verifying import Problem, Verdict
    from linter.settings import Settings

__all__ = ["NONE", "Approvals", "Entry", "Ledger", "Standing", "Subject"]

_TRIES = 50


class Ledger:
    """The ledger of one project. Reading makes no file; the first decision makes it."""

    def __init__(
        self,
        path: Path,
        *,
        key: bytes | None = None,
        shared_drive: bool = False,
        needs_signatures: bool = False,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Take the path of the file. `key` seals its end; `keys` are public keys by staff id."""
        self.path = path
        self.head_path = head_file.path_of(path)
        self._key = key
        self._shared_drive = shared_drive
        self._needs_signatures = needs_signatures
        self._keys = keys or {}

    @classmethod
    def open(cls, settings: Settings, *, key: bytes | None = None) -> Ledger:
        """Return the ledger that settings lead to. Raise SettingsError if there are no settings to lead anywhere."""
        path = settings.ledger_path
        if path is None:
            raise SettingsError(Fault("approvals", "there are no settings, so no place for a ledger", "postlint init"))
        own = settings.approvals
        keys = {name: one.public_key for name, one in own.approvers.items() if one.public_key}
        return cls(
            path, key=key, shared_drive=own.shared_drive, needs_signatures=own.signatures == "required", keys=keys
        )

    @property
    def stamp(self) -> tuple[object, ...]:
        """Return what changes whenever the ledger does."""
        return ledger_stamp(self.path)

    def verify(self) -> Verdict:
        """Say whether everything is as it was written. Raise SettingsError if it cannot be read at all."""
        from linter.ledger.verifying import Problem, unsigned

        verdict = self._judged()
        found = [*verdict.problems, *unsigned(verdict.entries, self._keys)]
        head = self._head()
        if self._key and head and not head.seal:
            found.append(Problem("head", 0, "its end is not sealed, though there is a key: it was written without it"))
        return replace(verdict, problems=tuple(found))

    def entries(self) -> tuple[Entry, ...]:
        """Return all decisions, the first one first. Raise SettingsError if anything was tampered with."""
        verdict = self._judged()
        if not verdict.is_sound:
            raise self._tampered(verdict.problems)
        return verdict.entries

    def approvals(self, binds: Iterable[str] = BINDS) -> Approvals:
        """Return what the ledger says now; `binds` are the aspects whose change voids an approval.

        Raise SettingsError if anything was tampered with: then nothing counts as approved.
        """
        stamp = self.stamp
        entries = self.entries()
        bad: frozenset[int] = frozenset()
        if self._needs_signatures or any(entry.signer for entry in entries):
            from linter.ledger.verifying import unsigned

            bad = frozenset(problem.seq for problem in unsigned(entries, self._keys))
            if self._needs_signatures:
                bad |= {entry.seq for entry in entries if not entry.signature}
        return Approvals(entries, binds, bad, stamp)

    def history(self, key: str) -> tuple[Entry, ...]:
        """Return the decisions about the draft with a key (`linter.approving.key_of`). Raise SettingsError."""
        return self.approvals().history(key)

    def approve(
        self,
        subject: Subject,
        *,
        by: str,
        role: str = "",
        until: date | None = None,
        note: str = "",
        binds: Iterable[str] = BINDS,
        at: datetime | None = None,
        signing_key: Ed25519PrivateKey | None = None,
    ) -> Entry:
        """Note that somebody said yes, and return the entry once it is safe on the disk. Raise SettingsError.

        Whether they may is not judged here: see `linter.approving`.
        """
        if not subject.marks.is_whole:
            raise SettingsError(Fault(subject.draft, "has a picture that cannot be read, and nobody can approve"))
        return self._decide("approved", subject, by, role, until, note, binds, at, signing_key)

    def send_back(
        self,
        subject: Subject,
        *,
        by: str,
        role: str = "",
        note: str = "",
        at: datetime | None = None,
        signing_key: Ed25519PrivateKey | None = None,
    ) -> Entry:
        """Note that somebody wants a post changed; approvals of it end. Raise SettingsError."""
        return self._decide("sent-back", subject, by, role, None, note, (), at, signing_key)

    def withdraw(
        self,
        subject: Subject,
        *,
        by: str,
        role: str = "",
        note: str = "",
        at: datetime | None = None,
        signing_key: Ed25519PrivateKey | None = None,
    ) -> Entry:
        """Note that a yes no longer holds. Raise SettingsError, also if nothing is approved."""
        return self._decide("withdrawn", subject, by, role, None, note, (), at, signing_key)

    def reseal(self, *, by: str, note: str, at: datetime | None = None) -> Entry:
        """Take the ledger as it is now for good, and note who did, and why; only its end may have been at fault.

        Raise SettingsError if an entry is: what was changed in the middle cannot be mended.
        """
        with self._writing() as connection:
            verdict = _judge(connection, None, None)
            broken = [problem for problem in verdict.problems if problem.sort in ("entry", "order")]
            if broken:
                raise self._tampered(broken)
            entry = Entry(verdict.end.seq + 1, _moment(at), "resealed", None, by, note=note)
            return self._append(connection, verdict.end, entry, None)

    def _decide(
        self,
        kind: Kind,
        subject: Subject,
        by: str,
        role: str,
        until: date | None,
        note: str,
        binds: Iterable[str],
        at: datetime | None,
        signing_key: Ed25519PrivateKey | None,
    ) -> Entry:
        if not by.strip():
            raise SettingsError(Fault(subject.draft, "nobody is named who decides", "say who: --by S01"))
        with self._writing() as connection:
            verdict = _judge(connection, self._head(), self._key)
            if not verdict.is_sound:
                raise self._tampered(verdict.problems)
            # Looked up in here, so that two people who decide at once see each other's decision.
            of = Approvals(verdict.entries).live(subject.marks, subject.key) if kind != "approved" else ()
            if kind == "withdrawn" and not of:
                raise SettingsError(Fault(subject.draft, "has no approval that could be withdrawn"))
            entry = Entry(
                seq=verdict.end.seq + 1,
                at=_moment(at),
                kind=kind,
                subject=subject,
                by=by,
                role=role,
                until=until,
                note=note,
                binds=tuple(binds),
                of=of,
            )
            return self._append(connection, verdict.end, entry, signing_key)

    def _append(
        self, connection: sqlite3.Connection, end: End, entry: Entry, signing_key: Ed25519PrivateKey | None
    ) -> Entry:
        """Commit an entry. Whenever this is interrupted, the ledger ends before the entry or with it."""
        if signing_key:
            from linter.ledger import signing

            entry = replace(entry, signer=signing.public(signing_key))
            signature = signing.signature_of(hash_of(packed(entry), end.hash), signing_key)
        else:
            signature = ""
        text = packed(entry)
        coming = End(entry.seq, hash_of(text, end.hash))
        self._write_head(end, coming)
        connection.execute(
            "INSERT INTO entries (seq, entry, before, hash, signature) VALUES (?, ?, ?, ?, ?)",
            (entry.seq, text, end.hash, coming.hash, signature),
        )
        connection.execute("COMMIT")
        self._settle(connection)
        return replace(entry, hash=coming.hash, signature=signature)

    def _settle(self, connection: sqlite3.Connection) -> None:
        """Write the end of the ledger into the head. The entry is safe: what fails here the next one puts right."""
        import sqlite3
        from contextlib import suppress

        with suppress(sqlite3.Error, OSError):
            # Another writer may have gone on since; whoever holds the lock writes the end that is there.
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
            head_file.write(self.head_path, End(*row), None, self._key)
            connection.execute("ROLLBACK")

    def _write_head(self, last: End, coming: End) -> None:
        try:
            head_file.write(self.head_path, last, coming, self._key)
        except OSError as error:
            what = f"nothing was noted: {error.strerror or error}"
            raise SettingsError(Fault(shown(self.head_path), what)) from error

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        from linter.ledger.schema import writing

        self.path.parent.mkdir(parents=True, exist_ok=True)
        return writing(self.path, shared_drive=self._shared_drive)

    def _head(self) -> Head | None:
        return head_file.read(self.head_path)

    def _judged(self) -> Verdict:
        """Read file and head, and judge them together; again while somebody writes between the two."""
        from linter.ledger.schema import rows
        from linter.ledger.verifying import judge

        verdict: Verdict | None = None
        for _ in range(_TRIES):
            before = self._head()
            verdict = judge(rows(self.path), before, self._key)
            if verdict.is_sound or self._head() == before:
                break
        assert verdict is not None
        return verdict

    def _tampered(self, problems: Iterable[Problem]) -> SettingsError:
        cure = "nothing counts as approved: postlint approvals verify"
        return SettingsError([Fault(shown(self.path), problem.what, cure) for problem in problems])


def _judge(connection: sqlite3.Connection, head: Head | None, key: bytes | None) -> Verdict:
    from linter.ledger.schema import SELECT, Row
    from linter.ledger.verifying import judge

    return judge([Row(*row) for row in connection.execute(SELECT)], head, key)


def _moment(at: datetime | None) -> datetime:
    return (at or datetime.now().astimezone()).replace(microsecond=0).astimezone()
