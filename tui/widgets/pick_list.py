"""A list to pick from, with the arrows and with the keys of vim."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class PickList(OptionList):
    """A list without a frame; highlighting a row is told at once, Enter opens it."""

    DEFAULT_CSS = """
    PickList {
        height: 1fr; border: none; background: transparent; padding: 0; scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option-highlighted { background: $primary 25%; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted { background: $primary 40%; color: $foreground; text-style: bold; }
        & > .option-list--option-disabled { color: $text-primary; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]
