"""Which rows of the queue are shown, and in which order. Pure: rows in, rows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from linter.report import OUTCOMES
from linter.rule import SEVERITIES
from linter.value import frozen
from tui.session import Item, Key
from tui.session.knowing import NO_ACCOUNT, NOT_CHECKED, WAITING

STATES = (*OUTCOMES, NOT_CHECKED, WAITING)


@frozen
class Picking:
    """What to show: "" is any. `text` are words that all stand somewhere in the row."""

    outcome: str = ""
    account: str = ""
    platform: str = ""
    rule: str = ""
    text: str = ""

    @property
    def is_any(self) -> bool:
        """Say whether every row is shown."""
        return self == _ANY

    def takes(self, item: Item) -> bool:
        """Say whether a row is shown."""
        if self.outcome and state_of(item) != self.outcome:
            return False
        if self.account and (item.account or NO_ACCOUNT) != self.account:
            return False
        if self.platform and self.platform not in item.platforms:
            return False
        if self.rule and self.rule not in item.rules:
            return False
        if not self.text.strip():
            return True
        said = _said(item)
        return all(word in said for word in self.text.casefold().split())


_ANY = Picking()


def state_of(item: Item) -> str:
    """Return in one word how a post stands: its outcome, or "not checked" or "waiting"."""
    return item.outcome or (NOT_CHECKED if item.state == "not-checked" else WAITING)


def _said(item: Item) -> str:
    post_id = item.report.id if item.report else ""
    found = [state_of(item), item.key.path, post_id, item.words, item.account, *item.platforms, *item.rules]
    return " ".join(found).casefold()


def _when(item: Item) -> tuple[bool, datetime]:
    """Return when a post goes out, in local time; those without a time come last."""
    when = item.schedule
    if when is None:
        return True, datetime.max  # noqa: DTZ901 - schedules are local time
    if isinstance(when, datetime):
        return False, when.astimezone().replace(tzinfo=None) if when.tzinfo else when
    return False, datetime.combine(when, time.max)


def _bad(item: Item) -> tuple[int, ...]:
    return tuple(-item.counts.get(name, 0) for name in SEVERITIES)


def _rank(item: Item) -> tuple[int, tuple[int, ...]]:
    return ORDER.index(state_of(item)), _bad(item)


ORDER = (NOT_CHECKED, *OUTCOMES, WAITING)  # what needs somebody first
# Name of an order → what it goes by; the order of the files settles the rest.
SORTS: Mapping[str, Callable[[Item], Any]] = {
    "file": lambda _: 0,
    "outcome": _rank,
    "goes out": _when,
    "findings": _bad,
    "account": lambda item: (not item.account, item.account),
}


def picked(items: Iterable[Item], picking: Picking, sort: str = "file", *, backwards: bool = False) -> list[Item]:
    """Return the rows to show, in order."""
    shown = list(items) if picking.is_any else [item for item in items if picking.takes(item)]
    if sort != "file":
        shown.sort(key=SORTS[sort])
    return shown[::-1] if backwards else shown


def choices(items: Iterable[Item]) -> Mapping[str, list[tuple[str, int]]]:
    """Return what can be picked by, with how many rows each has: field of `Picking` → [(value, count)]."""
    rows = list(items)
    counters = {
        "outcome": Counter(map(state_of, rows)),
        "account": Counter(item.account or NO_ACCOUNT for item in rows),
        "platform": Counter(chain.from_iterable(item.platforms for item in rows)),
        "rule": Counter(chain.from_iterable(item.rules for item in rows)),
    }
    found = {name: sorted(counter.items()) for name, counter in counters.items()}
    found["outcome"].sort(key=lambda pair: STATES.index(pair[0]))
    found["rule"].sort(key=lambda pair: (-pair[1], pair[0]))
    return found


def around(keys: list[Key], before: list[Key], key: Key | None) -> int:
    """Return where the cursor goes when the rows change: to its row, else to the nearest that is left, else 0."""
    if key is None or not keys:
        return 0
    places = {one: at for at, one in enumerate(keys)}
    if key in places:
        return places[key]
    if key not in before:
        return 0
    at = before.index(key)
    near = [*before[at + 1 :], *before[:at][::-1]]
    # A draft with several posts waits as one row: its first post is where it was.
    return next((places[one] for one in near if one in places), min(at, len(keys) - 1))


def in_turn(rows: Iterable[Item], items: Mapping[Key, Item]) -> list[Key]:
    """Return the posts of rows that were shown, in their order, as far as they are there still.

    A draft that waited to be checked then is there with all of its posts.
    """
    posts: dict[str, list[Key]] = {}
    for key in items:
        posts.setdefault(key.path, []).append(key)
    found: list[Key] = []
    for row in rows:
        found += posts.get(row.key.path, []) if row.state == "waiting" else [row.key] * (row.key in items)
    return found


def said_when(when: date | None, today: date) -> str:
    """Return a time of publishing in a few signs: "Mon 23 Nov 09:00", "today 16:15"."""
    if when is None:
        return ""
    day = when.date() if isinstance(when, datetime) else when
    words = "today" if day == today else f"{day:%a} {day.day} {day:%b}"
    if day.year != today.year:
        words = f"{day.day} {day:%b} {day:%Y}"
    return f"{words} {when:%H:%M}" if isinstance(when, datetime) else words
