"""The dialogues of deciding: waive a finding, approve a post, send it back; and questions with a few answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from linter.finding import Finding
from linter.value import frozen
from tui.widgets.dialogue import Dialogue, line

_TOLD = 6  # of the people who could decide
_LETTERS = 3  # a reason that says something has at least so many


@frozen
class Waiving:
    """Why a finding may pass, until when (that day included), and who says so."""

    reason: str
    until: date
    by: str


@frozen
class Deciding:
    """Who decides about a post, in which role, and what they say to its author."""

    by: str
    role: str = ""
    note: str = ""


def _who(label: str, people: Mapping[str, str], by: str) -> Iterator[Widget]:
    """Yield where somebody is named who decides, and who could: `people` are id → role."""
    known = SuggestFromList(people, case_sensitive=False)
    example = next(iter(people), "")
    words = f"an id of the staff list, such as {example}" if example else "a name"
    yield line(label, Input(by, placeholder=words, suggester=known, id="by", compact=True))
    told = [f"{one} {role}".rstrip() for one, role in tuple(people.items())[:_TOLD]]
    if told:
        more = [f"{len(people) - _TOLD} more"] if len(people) > _TOLD else []
        yield Static(f"Your staff list: {', '.join([*told, *more])}.", classes="known", markup=False)


class WaiveForm(Dialogue[Waiving]):
    """Ask why a finding may pass, until when and who says so."""

    title_text: ClassVar[str] = "Let this finding pass"
    yes: ClassVar[str] = "Let it pass"

    def __init__(self, finding: Finding, today: date, most_days: int, people: Mapping[str, str], by: str = "") -> None:
        super().__init__()
        self._finding, self._today, self._most_days, self._people, self._by = finding, today, most_days, people, by

    def body(self) -> Iterator[Widget]:
        """Yield the three questions."""
        until = self._today + timedelta(days=min(30, self._most_days))
        yield Static(Content.styled(self._finding.message, "bold"), classes="said")
        yield line("Why may it pass?", Input(placeholder="such as: her mother agreed", id="reason", compact=True))
        yield line("Until when?", Input(until.isoformat(), id="until", compact=True))
        yield from _who("Who says so?", self._people, self._by)
        said = f"That day is the last, at most {self._most_days} days ahead. All reports will show it."
        yield Static(said, classes="hint")

    def answer(self) -> Waiving | str:
        """Return the waiver, or in words what is missing."""
        reason, until, by = (self.query_one(f"#{name}", Input).value.strip() for name in ("reason", "until", "by"))
        if sum(map(str.isalpha, reason)) < _LETTERS:
            return "Say in words why it may pass."
        try:
            day = date.fromisoformat(until)
        except ValueError:
            return f"'{until}' is not a date such as {self._today.isoformat()}."
        if day < self._today:
            return "That day is over."
        if day > self._today + timedelta(days=self._most_days):
            return f"That is more than {self._most_days} days ahead."
        return Waiving(reason, day, by) if by else "Say who lets it pass."


class ApproveForm(Dialogue[Deciding]):
    """Ask who approves a post, in exactly these words and pictures."""

    title_text: ClassVar[str] = "Approve this post"
    yes: ClassVar[str] = "Approve"

    def __init__(self, said: str, people: Mapping[str, str], by: str = "") -> None:
        super().__init__()
        self._said, self._people, self._by = said, people, by

    def body(self) -> Iterator[Widget]:
        """Yield the questions."""
        yield Static(Content(self._said), classes="said")
        yield from _who("Who approves it?", self._people, self._by)
        yield line("In which role?", Input(placeholder="empty: as the staff list says", id="role", compact=True))
        yield Static("It holds for exactly these words and pictures: any change needs a new one.", classes="hint")

    def answer(self) -> Deciding | str:
        """Return who approves, or in words what is missing."""
        by, role = self.query_one("#by", Input).value.strip(), self.query_one("#role", Input).value.strip()
        return Deciding(by, role) if by else "Say who approves it."


class SendBackForm(Dialogue[Deciding]):
    """Ask what the author of a post is to change."""

    title_text: ClassVar[str] = "Send this post back to its author"
    yes: ClassVar[str] = "Send back"

    def __init__(self, people: Mapping[str, str], by: str = "", note: str = "") -> None:
        super().__init__()
        self._people, self._by, self._note = people, by, note

    def body(self) -> Iterator[Widget]:
        """Yield the questions."""
        yield Static("What should the author change?", classes="said")
        yield line("Note", Input(self._note, id="note", select_on_focus=False, compact=True))
        yield from _who("Who sends it back?", self._people, self._by)

    def on_mount(self) -> None:
        """Show how the note begins."""
        self.query_one("#note", Input).cursor_position = 0

    def answer(self) -> Deciding | str:
        """Return the note, or in words what is missing."""
        note, by = self.query_one("#note", Input).value.strip(), self.query_one("#by", Input).value.strip()
        if not note:
            return "Say what the author should change."
        return Deciding(by, note=note) if by else "Say who sends it back."


class Question(Dialogue[str]):
    """Ask a question; `answers` are name → words of its button, the first is what one mostly wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "app.focus_next", "Next answer", key_display="→"),
        Binding("left,up", "app.focus_previous", "Answer before", show=False),
    ]

    def __init__(self, title: str, said: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._said, self._answers = title, said, answers

    def on_mount(self) -> None:
        """Put the answers in place of the buttons."""
        self.query_one("#box").border_title = self._title
        row = self.query_one("#buttons")
        row.query("Button").remove()
        row.mount(
            *(
                Button(f" {words} ", variant="default" if index else "primary", id=f"answer-{name}", compact=True)
                for index, (name, words) in enumerate(self._answers.items())
            )
        )
        self.call_after_refresh(lambda: row.query("Button").first().focus())

    def body(self) -> Iterator[Widget]:
        """Yield the question."""
        yield Static(Content(self._said))

    def answer(self) -> str:
        """Return nothing: only the buttons answer."""
        return ""

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss((event.button.id or "").removeprefix("answer-"))


class Choice(Dialogue[int]):
    """Let somebody choose one of several lines; the answer is its index."""

    DEFAULT_CSS = """
    Choice OptionList { border: none; padding: 0; background: transparent; }
    Choice OptionList:focus { border: none; background-tint: transparent; }
    """
    yes: ClassVar[str] = "Do it"

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def on_mount(self) -> None:
        """Set the title."""
        self.query_one("#box").border_title = self._title
        self.query_one(OptionList).focus()

    def body(self) -> Iterator[Widget]:
        """Yield the lines."""
        yield OptionList(*(Option(Content(line), id=f"line-{index}") for index, line in enumerate(self._lines)))

    def answer(self) -> int | str:
        """Return the line that is highlighted."""
        chosen = self.query_one(OptionList).highlighted
        return "Choose one." if chosen is None else chosen

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)
