"""The editor of a draft: its faults are underlined while it is typed, and named in a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Edit, EditResult

from linter.finding import Finding
from tui import unseen
from tui.signs import sign_of
from tui.typed import Location, Typed
from tui.widgets.painting import Marked

PAUSE = 0.35  # seconds without a key before what was typed is checked


class DraftArea(TextArea):
    """A text area that underlines spans. The underlines of a line go as soon as the line is changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the editor", priority=True),
        Binding("ctrl+s", "screen.save", "Save", tooltip="Write what was typed into the file", priority=True),
        Binding("ctrl+z", "undo", "Take back typing", priority=True),
    ]

    class Left(Message):
        """Somebody is done with typing."""

    def __init__(self, keep: Callable[[], object], *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        """`keep` is called whenever somebody changed the text, before the change is on the screen."""
        super().__init__("", id=id, soft_wrap=True, show_line_numbers=True, tab_behavior="focus")
        self._keep = keep
        self._underlines: dict[int, list[tuple[int, int, Style]]] = {}
        self._underlined: dict[int, str] = {}

    def edit(self, edit: Edit) -> EditResult:
        """Do a change, and have it kept."""
        done = super().edit(edit)
        self._keep()
        return done

    def undo(self) -> None:
        """Take back a change, and have that kept."""
        super().undo()
        self._keep()

    def redo(self) -> None:
        """Do again what was taken back, and have that kept."""
        super().redo()
        self._keep()

    def underline(self, spans: Iterable[tuple[Location, Location, Style]]) -> None:
        """Underline these spans, and no others."""
        found: dict[int, list[tuple[int, int, Style]]] = {}
        for (row, column), (last_row, last_column), style in spans:
            for line in range(row, min(last_row, self.document.line_count - 1) + 1):
                width = len(self.document.get_line(line))
                first = column if line == row else 0
                found.setdefault(line, []).append((first, last_column if line == last_row else width, style))
        self._underlines = found
        self._underlined = {line: self.document.get_line(line) for line in found}
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its underlines."""
        line = super().get_line(line_index)
        written = line.plain
        line.plain = unseen.shown(written)
        if self._underlined.get(line_index) == written:
            for start, end, style in self._underlines[line_index]:
                line.stylize(style, start, end)
        return line

    def action_leave(self) -> None:
        """Leave the editor."""
        self.post_message(self.Left())


class DraftEditor(Vertical):
    """The whole file of a draft, to be changed. Tells when somebody has stopped typing for a moment."""

    DEFAULT_CSS = """
    DraftEditor {
        height: 1fr;
        & DraftArea, & DraftArea:focus { height: 1fr; border: none; padding: 0; }
        & #here { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    }
    """

    class Paused(Message):
        """The text was changed, and nobody has typed for a moment."""

    class Changed(Message):
        """The text was changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        super().__init__(id=id)
        self._typed = Typed("")
        self._marked: tuple[Marked, ...] = ()
        self._timer: Timer | None = None
        self.keep: Callable[[str], object] = len  # what keeps the text of the file, at each change; here nothing does
        self._shown: tuple[str, tuple[tuple[Marked, Location, Location], ...]] = ("", ())

    def compose(self) -> ComposeResult:
        """Lay out the text and the line below it."""
        yield DraftArea(lambda: self.keep(self.file_text), id="area")
        yield Static(id="here")

    @property
    def area(self) -> DraftArea:
        """Return the text area."""
        return self.query_one(DraftArea)

    @property
    def file_text(self) -> str:
        """Return the text of the file with what was typed."""
        return self._typed.into_file(self.area.text)

    def load(self, text: str) -> None:
        """Show the text of a file; what is shown already stays as it is, with its undo and its cursor."""
        if text == self.file_text:
            return
        cursor = self.area.cursor_location
        self._typed = Typed(text)
        with self.prevent(TextArea.Changed):
            self.area.load_text(self._typed.text)
        self.area.move_cursor(cursor)

    def mark(self, text: str, marked: Iterable[Marked]) -> None:
        """Underline findings, which were found in `text`; if somebody has typed since, they wait for the next."""
        if text != self.file_text:
            return
        typed = Typed(text)
        found = []
        for one in marked:
            place = one.finding.place
            if place.line and place.start < place.end:
                found.append(
                    (one, typed.location(place.line, place.column), typed.location(place.end_line, place.end_column))
                )
        self._shown = (text, tuple(found))
        colours = self.app.theme_variables
        self.area.underline(
            (start, end, self._style(one.finding, colours, chosen=one.chosen)) for one, start, end in found
        )
        self._tell()

    def _style(self, finding: Finding, colours: dict[str, str], *, chosen: bool) -> Style:
        known = colours.get(sign_of(finding).colour, "")
        colour = known if known.startswith("#") else None
        is_error = finding.severity == "error" and finding.status == "reported"
        return Style(color=colour, underline=True, bold=is_error, reverse=chosen)

    def go_to(self, finding: Finding) -> None:
        """Move the cursor to a finding."""
        if finding.place.line:
            self.area.move_cursor(Typed(self.file_text).location(finding.place.line, finding.place.column), center=True)

    def on_descendant_focus(self) -> None:
        """Say what is under the cursor."""
        self._tell()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._paused)

    def _paused(self) -> None:
        self._timer = None
        self.post_message(self.Paused())

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        """Say in words what is wrong on the line of the cursor."""
        row = self.area.cursor_location[0]
        text, found = self._shown
        here = [one for one, start, end in found if start[0] <= row <= end[0]] if text == self.file_text else []
        lines = [
            Content.assemble(
                (f"{sign_of(one.finding).glyph}{one.number} ", f"bold ${sign_of(one.finding).colour}"),
                unseen.shown(one.finding.message),
            )
            for one in here
        ]
        self.query_one("#here", Static).update(
            Content("\n").join(lines)
            if lines
            else Content.styled("esc: leave · ctrl+s: save · ctrl+z: take back typing", "dim")
        )
