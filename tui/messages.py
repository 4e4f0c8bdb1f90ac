"""What workers tell the screens: they post these, and handlers alone touch widgets."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from linter.errors import Fault


class RowsChanged(Message):
    """Rows of the queue are new, judged, or gone: the session has them. `done` of `total` drafts are judged."""

    def __init__(self, done: int = 0, total: int = 0) -> None:
        super().__init__()
        self.done, self.total = done, total

    def can_replace(self, message: Message) -> bool:
        """Say that a newer one makes an older one needless."""
        return isinstance(message, RowsChanged)


class ScanEnded(Message):
    """All drafts were looked at; `faults` are what could not be found."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        super().__init__()
        self.faults = tuple(faults)


class Trouble(Message):
    """Something could not be done at all: settings at fault, say."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class Decided(Message):
    """Something was done about several posts; `problems` say of which it could not be done, and why."""

    def __init__(self, what: str, done: int, problems: Sequence[str]) -> None:
        super().__init__()
        self.what, self.done, self.problems = what, done, tuple(problems)
