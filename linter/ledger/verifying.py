"""Whether the ledger is what was written: every entry, their order, their end, and who signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from linter.ledger.entries import START, Entry, hash_of, unpacked
from linter.ledger.head import EMPTY, End, Head, is_sealed
from linter.ledger.schema import Row
from linter.value import frozen

Sort = Literal["entry", "order", "end", "head", "signature"]


@frozen
class Problem:
    """Something that is not as it was written. `seq` is the entry concerned, 0 for the whole ledger."""

    sort: Sort
    seq: int
    what: str


@frozen
class Verdict:
    """What looking at a whole ledger showed. `notes` are no problems, but worth knowing."""

    entries: tuple[Entry, ...]
    end: End
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def judge(rows: Sequence[Row], head: Head | None, key: bytes | None = None) -> Verdict:
    """Say what is wrong with the rows of a ledger and its head. `key` is that of the seal, if there is one here."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    before, wanted = START, 1
    for row in rows:
        problems += _gap(row.seq, wanted)
        problems += _faults(row, before if row.seq == wanted else row.before)
        try:
            entry = unpacked(row.entry, row.hash, row.signature)
        except ValueError:
            problems.append(Problem("entry", row.seq, f"entry {row.seq} cannot be read"))
        else:
            if entry.seq != row.seq:
                problems.append(Problem("order", row.seq, f"where entry {row.seq} should stand is entry {entry.seq}"))
            entries.append(entry)
        before, wanted = row.hash, row.seq + 1
    end = End(rows[-1].seq, rows[-1].hash) if rows else EMPTY
    problems += _faults_of_end(rows, end, head, key)
    return Verdict(tuple(entries), end, tuple(problems), tuple(_notes(entries, head, key)))


def _gap(seq: int, wanted: int) -> Iterator[Problem]:
    if seq > wanted:
        which = f"entry {wanted} is" if seq == wanted + 1 else f"entries {wanted} to {seq - 1} are"
        yield Problem("order", wanted, f"{which} missing")


def _faults(row: Row, before: str) -> Iterator[Problem]:
    if row.before != before:
        yield Problem("order", row.seq, f"entry {row.seq} does not follow the one before it")
    if hash_of(row.entry, row.before) != row.hash:
        yield Problem("entry", row.seq, f"entry {row.seq} was changed")


def _faults_of_end(rows: Sequence[Row], end: End, head: Head | None, key: bytes | None) -> Iterator[Problem]:
    if head is None:
        if rows:
            yield Problem("head", 0, "the file that holds its end (.head) is missing: entries may have been cut off")
        return
    if key and head.seal and not is_sealed(head, key):
        yield Problem("head", 0, "the file that holds its end (.head) was not sealed with this key")
    if head.allows(end):
        return
    if head.last.seq > end.seq:
        count = head.last.seq - end.seq
        what = "the last entry was" if count == 1 else f"the last {count} entries were"
        yield Problem("end", end.seq + 1, f"{what} cut off")
    elif any(row.seq == head.last.seq and row.hash == head.last.hash for row in rows) or head.last == EMPTY:
        first = head.last.seq + 1
        which = f"entry {first} was" if end.seq == first else f"entries {first} to {end.seq} were"
        yield Problem("end", first, f"{which} added by something other than postlint")
    else:
        yield Problem("end", end.seq, "its end is not the one that was written: other entries stand there")


def _notes(entries: Iterable[Entry], head: Head | None, key: bytes | None) -> Iterator[str]:
    if head and not head.seal:
        yield "the end is not sealed with a key: who can write these files can write both of them anew"
    elif head and key is None:
        yield "the seal of the end was not looked at: its key is not here"
    earlier = None
    for entry in entries:
        if earlier is not None and entry.at < earlier.at:
            yield f"entry {entry.seq} is dated before entry {earlier.seq}: a clock was wrong, or set"
        earlier = entry


def unsigned(entries: Iterable[Entry], keys: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the entries whose signature is not good. `keys` are public keys by staff id. Raise SettingsError."""
    for entry in entries:
        if not (entry.signature or entry.signer):
            continue
        from linter.ledger.signing import is_signed_by

        if entry.by not in keys:
            yield Problem(
                "signature", entry.seq, f"entry {entry.seq} is signed with a key that the settings do not hold"
            )
        elif not entry.signature or not is_signed_by(entry, keys[entry.by]):
            yield Problem("signature", entry.seq, f"entry {entry.seq} does not bear the signature of its signer")


def parted(one: Sequence[Entry], other: Sequence[Entry]) -> int:
    """Return how many entries two ledgers share before they part."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine.hash != theirs.hash:
            break
        count += 1
    return count
