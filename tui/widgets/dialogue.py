"""What the dialogues of the review app share: a box over the screen that gives an answer, or none on escape."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, Static

from tui.widgets.footer import KeyFooter
from tui.widgets.kept_form import Keeper, KeptForm

Answer = TypeVar("Answer")


class Dialogue(ModalScreen[Answer], Generic[Answer]):
    """A box over the screen. Its subclass gives the title, the body and what happens on yes."""

    DEFAULT_CSS = """
    Dialogue {
        align: center middle;
        & > #box {
            width: 90%; max-width: 96; height: auto; max-height: 90%;
            border: round $primary; border-title-color: $text; border-title-style: bold;
            background: $surface; padding: 0 1;
        }
        & #inside { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
        & .line { height: auto; margin: 0 0 0 0; }
        & .line Label { width: 20; color: $text-muted; }
        & .line Input, & .line Select { width: 1fr; }
        & .hint { color: $text-muted; height: auto; margin: 1 0 0 0; }
        & .known { color: $text-muted; height: auto; margin: 0 0 0 20; }
        & .said { height: auto; margin: 0 0 1 0; }
        & .fault { color: $text-error; height: auto; }
        & #buttons { height: 1; align-horizontal: right; margin: 1 0 0 0; }
        & Button { margin: 0 0 0 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Close"),
        Binding("ctrl+s", "accept", "Do it"),
    ]
    title_text: ClassVar[str] = ""
    yes: ClassVar[str] = ""  # the words of the button that does it; none for a box that only tells
    no: ClassVar[str] = "Cancel"

    _keeper: tuple[Keeper, str] | None = None
    _kept: KeptForm | None = None

    def keep_in(self, keeper: Keeper, name: str) -> None:
        """Have what is typed here kept under a name, until it is forgotten there or somebody cancels."""
        self._keeper = keeper, name

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="box") as box:
            box.border_title = self.title_text
            with VerticalScroll(id="inside", can_focus=not self.yes):
                yield from self.body()
            yield Static("", classes="fault", id="fault")
            with Horizontal(id="buttons"):
                if self.yes:
                    yield Button(f" {self.yes} ", variant="primary", id="yes", compact=True)
                yield Button(f" {self.no if self.yes else 'Close'} ", id="no", compact=True)
        yield KeyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Put back what was typed here before the app ended; that of a subclass comes first."""
        if self._keeper is None:
            return
        kept = KeptForm(self, *self._keeper)
        if kept.put_back():
            said = Content.styled("✎ What you typed here before is back.", "$text-warning")
            self.query_one("#fault", Static).update(said)
        self._kept = kept

    @on(Input.Changed)
    @on(Select.Changed)
    def keep_words(self) -> None:
        """Keep what stands in the fields, at each change."""
        if self._kept is not None:
            self._kept.keep()

    def on_screen_resume(self) -> None:
        """Take away what was told before: it would lie over the buttons."""
        self.app.clear_notifications()

    @abstractmethod
    def body(self) -> Iterator[Widget]:
        """Yield what stands in the box."""

    @abstractmethod
    def answer(self) -> Answer | str:
        """Return the answer, or in words what is missing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer "Do it" only where there is something to do."""
        return bool(self.yes) if action == "accept" else super().check_action(action, parameters)

    @on(Button.Pressed, "#yes")
    def action_accept(self) -> None:
        """Give the answer, or say what is missing."""
        answer = self.answer()
        if isinstance(answer, str):
            self.query_one("#fault", Static).update(Content.styled(f"✖ {answer}", "bold"))
            self.app.bell()
        else:
            self.dismiss(answer)

    @on(Button.Pressed, "#no")
    def action_cancel(self) -> None:
        """Close without an answer, and forget what was typed."""
        if self._kept is not None:
            self._kept.forget()
        self.dismiss(None)


def line(label: str, entry: Widget) -> Widget:
    """Return a line of a form: what is asked, and where the answer goes."""
    return Horizontal(Label(label, markup=False), entry, classes="line")


class Telling(Dialogue[None]):
    """A box that only tells something: the words of a clause, the evidence of a finding."""

    def __init__(self, title: str, lines: Content) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def on_mount(self) -> None:
        """Set the title."""
        self.query_one("#box").border_title = self._title

    def body(self) -> Iterator[Widget]:
        """Yield the text."""
        yield Static(self._lines)

    def answer(self) -> str:
        """Return nothing: there is nothing to decide."""
        return ""
