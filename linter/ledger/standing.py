"""What the ledger says of a post: whether its words and pixels are approved now, and if not, why."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from typing import Literal

from linter.approvals import BINDS, Marks
from linter.ledger.entries import Entry
from linter.value import frozen

State = Literal["none", "approved", "stale", "expired", "sent-back", "withdrawn", "rewritten", "unproven"]

# How a post stands that somebody said no to, and nobody yes since.
RETURNED: tuple[State, ...] = ("sent-back", "withdrawn", "rewritten")


@frozen
class Standing:
    """Where a post stands. `entry` is the decision that counts; `changed` are the aspects that it no longer covers.

    A draft is "rewritten" that was sent back, or whose approval was withdrawn, and that says something else since.
    """

    state: State
    entry: Entry | None = None
    changed: tuple[str, ...] = ()


NONE = Standing("none")


class Approvals:
    """The decisions of a ledger as they stood when it was read. Nothing in it changes; safe to share and to pickle."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        binds: Iterable[str] = BINDS,
        unproven: Container[int] = frozenset(),
        stamp: tuple[object, ...] = (),
    ) -> None:
        """Take sound entries in their order, what an approval binds, and the numbers of those that do not count."""
        self.entries = tuple(entries)
        self.binds = tuple(binds)
        self.stamp = stamp
        self._unproven = unproven
        self._by_words: dict[str, list[Entry]] = {}
        self._by_key: dict[str, list[Entry]] = {}
        self._taken_back: dict[int, Entry] = {}
        for entry in self.entries:
            if entry.subject:
                self._by_words.setdefault(entry.subject.marks.words, []).append(entry)
                self._by_key.setdefault(entry.subject.key, []).append(entry)
            if entry.kind in ("sent-back", "withdrawn"):
                self._taken_back |= dict.fromkeys(entry.of, entry)

    def __bool__(self) -> bool:
        """Say whether there is any decision."""
        return bool(self.entries)

    def knows(self, words: str, key: str) -> bool:
        """Say whether there is a decision about a post with these words, or under this key."""
        return words in self._by_words or key in self._by_key

    def of(self, marks: Marks, key: str, day: date) -> Standing:
        """Return where a post with these marks stands on a day; `key` tells which draft it is in."""
        same = [
            entry
            for entry in self._by_words.get(marks.words, ())
            if entry.subject and marks.is_whole and not marks.changed(entry.subject.marks, self.binds)
        ]
        approved = [entry for entry in same if entry.kind == "approved" and entry.seq not in self._taken_back]
        in_time = [entry for entry in approved if entry.until is None or day <= entry.until]
        good = [entry for entry in in_time if entry.seq not in self._unproven]
        if good:
            return Standing("approved", good[-1])
        if in_time:
            return Standing("unproven", in_time[-1])
        if same:
            return self._refused(same[-1])
        return self._earlier(marks, key)

    def live(self, marks: Marks, key: str) -> tuple[int, ...]:
        """Return the numbers of the approvals of a draft, or of what it says, that were not taken back."""
        found = {entry.seq for entry in self._by_key.get(key, ()) if entry.kind == "approved"} if key else set()
        for entry in self._by_words.get(marks.words, ()):
            if entry.kind == "approved" and entry.subject and not marks.changed(entry.subject.marks, self.binds):
                found.add(entry.seq)
        return tuple(sorted(found - self._taken_back.keys()))

    def history(self, key: str) -> tuple[Entry, ...]:
        """Return the decisions about a draft, the first one first."""
        return tuple(self._by_key.get(key, ()))

    def taken_back_by(self, seq: int) -> Entry | None:
        """Return the decision that took an approval back."""
        return self._taken_back.get(seq)

    def _refused(self, entry: Entry) -> Standing:
        if entry.kind == "approved":
            by = self._taken_back.get(entry.seq)
            return Standing(_state(by), by) if by else Standing("expired", entry)
        return Standing(_state(entry), entry)

    def _earlier(self, marks: Marks, key: str) -> Standing:
        """Return where a post stands of whose draft something else was decided."""
        entry = self._by_key[key][-1] if key in self._by_key else None
        if entry is None or entry.subject is None:
            return NONE
        if entry.kind != "approved" or entry.seq in self._taken_back:
            return Standing("rewritten", self._taken_back.get(entry.seq, entry))
        return Standing("stale", entry, marks.changed(entry.subject.marks, self.binds))


def _state(entry: Entry) -> State:
    return "withdrawn" if entry.kind == "withdrawn" else "sent-back"
