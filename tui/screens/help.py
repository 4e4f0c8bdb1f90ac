"""Every key of the screen below, made from its bindings: what stands here cannot be out of date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.footer import KeyFooter

# Bindings that every scrolling widget has, and that do nothing here.
_OF_TEXTUAL = frozenset({"scroll_left", "scroll_right", "page_left", "page_right", "screen.copy_text"})
_SIGNS = (
    "✖ blocked: something must be put right before it goes out",
    "▲ review: somebody should look at it",
    "✔ ready: nothing speaks against it",
    "? not checked: the draft could not be read or judged, so it is not passed either",
    "▣ it has pictures   ✎ something typed is not saved   ◉ chosen",
)


class HelpScreen(ModalScreen[None]):
    """The keys of a screen, and what its signs mean."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 90; height: auto; max-height: 90%;
            border: round $primary; border-title-style: bold; background: $surface; padding: 1 2;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark", "dismiss", "Close")]

    def __init__(self, known: list[tuple[str, str, str]]) -> None:
        """Take rows of (where a key holds, the key as it is shown, what it does)."""
        super().__init__()
        self._known = known

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll() as box:
            box.border_title = "Keys and signs"
            yield Static(Content("\n").join(self._lines()))
        yield KeyFooter(show_command_palette=False, compact=True)

    def _lines(self) -> Iterator[Content]:
        width = max((len(keys) for _, keys, _ in self._known), default=0)
        last = ""
        for where, keys, words in self._known:
            if where != last:
                yield from ([Content("")] if last else [])
                yield Content.styled(where, "bold $text-primary")
                last = where
            yield Content.assemble((f"  {keys:<{width}}", "bold $text-accent"), f"   {words}")
        yield Content("")
        yield Content.styled("Signs", "bold $text-primary")
        for line in _SIGNS:
            yield Content(f"  {line}")


def known_keys(app: App[Any]) -> list[tuple[str, str, str]]:
    """Return (where, keys, words) of each thing that can be done on the screen, with all its keys on one row."""
    rows: dict[tuple[str, str], tuple[list[str], str]] = {}
    for node, binding, _, _ in app.screen.active_bindings.values():
        if not binding.description or binding.system or binding.action in _OF_TEXTUAL:
            continue
        where = "Everywhere" if node is app else "On this screen"
        keys, _ = rows.setdefault((where, binding.description), ([], binding.tooltip))
        keys.append(app.get_key_display(binding))
    found = [
        (where, " ".join(dict.fromkeys(keys)), f"{words}: {more}" if more else words)
        for (where, words), (keys, more) in rows.items()
    ]
    return sorted(found, key=lambda row: row[0], reverse=True)
