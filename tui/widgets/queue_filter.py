"""The line above the queue that says which posts are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Select

from linter.renderers.columns import visible
from tui.picking import Picking
from tui.signs import OUTCOME_SIGNS

_ANY = {"outcome": "Outcome", "account": "Account", "platform": "Platform", "rule": "Rule"}


class QueueFilter(Horizontal):
    """A field for words, and a list each for outcome, account, platform and rule."""

    DEFAULT_CSS = """
    QueueFilter {
        height: 1; background: $panel;
        & Input { width: 2fr; min-width: 14; background: $panel; padding: 0 1; }
        & Input:focus { background: $surface; }
        & Select { width: 1fr; max-width: 20; min-width: 12; }
        & #rule { max-width: 32; }
        & .picked SelectCurrent { color: $text-accent; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back to the list", show=False)]

    class Changed(Message):
        """Somebody picked other posts."""

        def __init__(self, picking: Picking) -> None:
            super().__init__()
            self.picking = picking

    class Left(Message):
        """Somebody is done with picking."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, list[tuple[str, int]]] = {}

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield Input(placeholder="/ words to look for", id="text", compact=True)
        for name, words in _ANY.items():
            yield Select[str]([], prompt=words, id=name, compact=True)

    @property
    def picking(self) -> Picking:
        """Return what is picked."""
        values = {name: select.value for name in _ANY if (select := self._select(name)).value is not Select.NULL}
        return Picking(
            **{name: str(value) for name, value in values.items()}, text=self.query_one("#text", Input).value
        )

    def offer(self, found: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        """Offer what there is to pick by, with how many posts each has; what is picked stays picked."""
        for name, listed in found.items():
            select, rows = self._select(name), list(listed)
            if self._known.get(name) == rows or select.expanded:
                continue
            self._known[name] = rows
            value = select.value
            if value is not Select.NULL and value not in dict(rows):
                rows.append((str(value), 0))
            with self.prevent(Select.Changed):
                select.set_options((f"{_words(name, one)} ({count})", one) for one, count in rows)
                if value is not Select.NULL:
                    select.value = value

    def pick(self, **values: str) -> None:
        """Pick by some values; "" is any."""
        for name, value in values.items():
            if name == "text":
                self.query_one("#text", Input).value = value
                continue
            select = self._select(name)
            if not value:
                select.clear()
            elif value in dict(self._known.get(name, ())):
                select.value = value

    def clear(self) -> None:
        """Show every post."""
        self.pick(outcome="", account="", platform="", rule="", text="")

    def look_for(self) -> None:
        """Go to the field for words."""
        self.query_one("#text", Input).focus()

    def _select(self, name: str) -> Select[str]:
        return self.query_one(f"#{name}", Select)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    @on(Select.Changed)
    def _select_changed(self, event: Select.Changed) -> None:
        event.stop()
        event.select.set_class(event.value is not Select.NULL, "picked")
        self.post_message(self.Changed(self.picking))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self.picking))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())


def _words(name: str, value: str) -> str:
    glyph = f"{OUTCOME_SIGNS[value].glyph} " if name == "outcome" and value in OUTCOME_SIGNS else ""
    return f"{glyph}{visible(value)}"
