"""What the screens of knowing share: a list to search on the left, and the page of what is chosen on the right."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from linter.errors import Fault, PostlintError
from tui.widgets.footer import KeyFooter
from tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from tui.session import Session

WIDE = 110


class Entry(NamedTuple):
    """One row: what it is called, how it is shown, the words it is found by, and the groups it belongs to."""

    id: str
    shown: Content
    words: str
    groups: frozenset[str] = frozenset()


class KnowingScreen(Screen[None]):
    """A list and a page. A subclass reads the rows, in a thread, and makes the page of one."""

    DEFAULT_CSS = """
    KnowingScreen {
        & #head { height: auto; max-height: 2; padding: 0 1; background: $primary-muted; color: $foreground; }
        & #bar { height: 1; background: $panel; }
        & #bar Input { width: 2fr; min-width: 14; background: $panel; padding: 0 1; }
        & #bar Select { width: 1fr; max-width: 32; }
        & #desk { height: 1fr; }
        & #rows { width: 2fr; }
        & #page { width: 3fr; border-left: solid $primary-muted; padding: 0 1; scrollbar-size-vertical: 1; }
        & #page:focus { border-left: solid $primary; }
        & #said { height: auto; }
        &.-narrow #rows, &.-narrow #page { width: 1fr; border-left: none; }
        &.-narrow #page { display: none; }
        &.-narrow.-reading #page { display: block; }
        &.-narrow.-reading #rows { display: none; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as the base class has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "look_for", "Find", key_display="/", tooltip="Show only those with some words"),
        Binding("o", "next_group", "Only", tooltip="Show only those of the next sort"),
        Binding("enter", "read", "Read", tooltip="Read the page of this one"),
        Binding("escape,q", "leave", "Back", tooltip="Back to the list, then to where you came from"),
    ]
    nothing: ClassVar[str] = "None is like that. esc shows all again."

    class Loaded(Message):
        """The rows were read, in a thread."""

        def __init__(self, entries: Sequence[Entry], faults: Sequence[Fault] = ()) -> None:
            super().__init__()
            self.entries, self.faults = tuple(entries), tuple(faults)

    def __init__(self, session: Session, text: str = "") -> None:
        """Show all, or those with some words."""
        super().__init__()
        self.session = session
        self.entries: tuple[Entry, ...] = ()
        self.shown: tuple[Entry, ...] = ()
        self.group = ""
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static("Reading the rules…", id="head")
        with Horizontal(id="bar"):
            yield Input(self._text, placeholder="/ to search", compact=True, id="search")
            yield from self.pickers()
        with Horizontal(id="desk"):
            yield PickList(id="rows")
            with VerticalScroll(id="page"):
                yield Static(id="said")
        yield KeyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read what there is."""
        self.query_one(PickList).focus()
        self._load()

    @work(thread=True, exclusive=True, group="load")
    def _load(self) -> None:
        try:
            self.post_message(self.Loaded(self.read()))
        except PostlintError as error:
            self.post_message(self.Loaded((), error.faults))

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        self.entries = event.entries
        if event.faults:
            self.query_one("#said", Static).update(Content("\n".join(str(fault) for fault in event.faults)))
            self.query_one("#head", Static).update(Content.styled("The rules cannot be read", "bold"))
            return
        self.query_one("#head", Static).update(self.head())
        self.pick()
        self.loaded()

    # What a subclass says

    def loaded(self) -> None:
        """Do what can be done once the rows are there."""

    def pickers(self) -> Iterator[Widget]:
        """Yield what else narrows the list."""
        yield from ()

    @abstractmethod
    def read(self) -> Sequence[Entry]:
        """Return all rows. It is called in a thread. Raise PostlintError."""

    @abstractmethod
    def head(self) -> Content:
        """Return the line above."""

    @abstractmethod
    def page_of(self, entry: Entry) -> Content:
        """Return the page of a row."""

    def groups(self) -> Sequence[str]:
        """Return the sorts that `o` goes round, in order."""
        return ()

    def takes(self, entry: Entry) -> bool:
        """Say whether a row is shown."""
        said = entry.words
        in_group = not self.group or self.group in entry.groups
        return in_group and all(word in said for word in self._text.casefold().split())

    # The list

    def pick(self) -> None:
        """Show the rows that are wanted; the cursor stays on its row if that is among them."""
        rows, before = self.query_one(PickList), self.chosen
        self.shown = tuple(entry for entry in self.entries if self.takes(entry))
        rows.clear_options()
        rows.add_options([Option(entry.shown, id=entry.id) for entry in self.shown])
        if not self.shown:
            self.query_one("#said", Static).update(Content(self.nothing))
            return
        ids = [entry.id for entry in self.shown]
        rows.highlighted = ids.index(before.id) if before and before.id in ids else 0

    @property
    def chosen(self) -> Entry | None:
        """Return the row under the cursor."""
        at = self.query_one(PickList).highlighted
        return self.shown[at] if at is not None and at < len(self.shown) else None

    @on(OptionList.OptionHighlighted, "#rows")
    def _moved(self) -> None:
        if self.chosen:
            self.query_one("#said", Static).update(self.page_of(self.chosen))
            self.query_one("#page").scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#rows")
    def action_read(self) -> None:
        """Read the page of the row."""
        if self.chosen:
            self.add_class("-reading")
            self.query_one("#page").focus()

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        self._text = event.value
        self.pick()

    @on(Input.Submitted, "#search")
    def _found(self) -> None:
        self.query_one(PickList).focus()

    def action_look_for(self) -> None:
        """Go to the field for words."""
        self.remove_class("-reading")
        self.query_one("#search", Input).focus()

    def action_next_group(self) -> None:
        """Show only the next sort, and after the last one all."""
        names = ["", *self.groups()]
        self.group = names[(names.index(self.group) + 1) % len(names)] if self.group in names else ""
        self.query_one("#head", Static).update(self.head())
        self.pick()

    def action_leave(self) -> None:
        """Go back: from the page to the list, from a search to all, then to the screen before."""
        if self.has_class("-reading") or self.query_one("#page").has_focus:
            self.remove_class("-reading")
            self.query_one(PickList).focus()
        elif self.query_one("#search", Input).has_focus:
            self.query_one(PickList).focus()
        elif self._text or self.group:
            self.group = ""
            self.query_one("#search", Input).value = ""
            self.query_one("#head", Static).update(self.head())
            self.pick()
        else:
            self.dismiss(None)
