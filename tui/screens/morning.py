"""The morning at a glance: how the posts stand, which rules they break, whose they are; saved as a page if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from linter.errors import PostlintError
from linter.renderers.columns import visible
from tui.picking import Picking
from tui.session.knowing import Bar, Morning, morning
from tui.signs import OUTCOME_SIGNS, SEVERITY_SIGNS
from tui.widgets.decide import Question
from tui.widgets.dialogue import Dialogue, line
from tui.widgets.footer import KeyFooter
from tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from tui.session import Session

_NAME = 34  # cells for what a bar is of
_EIGHTHS = " ▏▎▍▌▋▊▉"
_MOST = 12
_OTHERS = {"not checked": ("?", "warning"), "waiting": ("·", "primary")}
_THERE = {"replace": "Write over it", "stay": "Choose another name"}


class MorningScreen(Screen["Picking | None"]):
    """Bar charts of a queue. Choosing a bar shows its posts in the queue."""

    DEFAULT_CSS = """
    MorningScreen {
        & #head { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; }
        & PickList { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "show", "Show its posts", tooltip="Show the posts behind this bar in the queue"),
        Binding("s", "save", "Save as a page", tooltip="Write an HTML page that anybody can open and print"),
        Binding("escape,q", "dismiss", "Back", tooltip="Back to where you came from"),
    ]

    class Saved(Message):
        """The page was written, in a thread, or could not be."""

        def __init__(self, path: Path, problem: str = "", *, is_there: bool = False) -> None:
            super().__init__()
            self.path, self.problem, self.is_there = path, problem, is_there

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pickings: dict[str, Picking] = {}

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="head")
        yield PickList(id="bars")
        yield KeyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Add up what is known now."""
        self.query_one(PickList).focus()

    def on_resize(self) -> None:
        """Draw the bars as wide as there is room for."""
        self._show(morning(self.session.items.values()))

    def _show(self, found: Morning) -> None:
        posts = "1 post" if found.posts == 1 else f"{found.posts} posts"
        school = visible(self.session.school())
        silenced = f"   ○ {found.silenced} let pass" if found.silenced else ""
        self.query_one("#head", Static).update(Content.assemble((f"{school or 'postlint'}: {posts}", "bold"), silenced))
        self._pickings.clear()
        rows, at = self.query_one(PickList), self.query_one(PickList).highlighted
        rows.clear_options()
        rows.add_options([*self._chart("How they stand", "outcome", found.outcomes)])
        rows.add_options([*self._chart("What was found most", "rule", found.rules)])
        rows.add_options([*self._chart("Whose they are, and how the worst of each stands", "account", found.accounts)])
        rows.highlighted = at if at is not None else (1 if self._pickings else None)

    def _chart(self, title: str, kind: str, bars: Sequence[Bar]) -> Iterator[Option]:
        yield Option(Content(title), disabled=True)
        if not bars:
            yield Option(Content("  nothing"), disabled=True)
        most = max((bar.count for bar in bars), default=1)
        room = max(self.size.width - _NAME - 14, 8)
        for bar in bars[:_MOST]:
            name = f"{kind}/{bar.name}"
            self._pickings[name] = Picking(**{kind: bar.name})
            yield Option(_bar(bar, most, room), id=name)
        if len(bars) > _MOST:
            yield Option(Content(f"  and {len(bars) - _MOST} more"), disabled=True)
        yield Option(Content(""), disabled=True)

    @on(OptionList.OptionSelected)
    def action_show(self) -> None:
        """Show the posts of the bar in the queue."""
        rows = self.query_one(PickList)
        option = rows.get_option_at_index(rows.highlighted) if rows.highlighted is not None else None
        if option is not None and option.id:
            self.dismiss(self._pickings[option.id])

    def action_save(self) -> None:
        """Ask for a name, and write the page."""
        name = f"morning-{self.session.today.isoformat()}.html"

        def named(path: Path | None) -> None:
            if path:
                self._save(path)

        form = SaveForm(name)
        form.keep_in(self.session.journal, _form())
        self.app.push_screen(form, named)

    @work(thread=True, exclusive=True, group="save")
    def _save(self, path: Path, *, replace: bool = False) -> None:
        try:
            self.session.write_page(path, replace=replace)
        except FileExistsError:
            self.post_message(self.Saved(path, is_there=True))
        except PostlintError as error:
            self.post_message(self.Saved(path, error.faults[0].what))
        else:
            self.post_message(self.Saved(path))

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        if event.is_there:
            said = f"There is a file {visible(event.path.name)} already."

            def answered(answer: str | None) -> None:
                if answer == "replace":
                    self._save(event.path, replace=True)
                elif answer == "stay":
                    self.action_save()

            self.app.push_screen(Question("Already there", said, _THERE), answered)
        elif event.problem:
            self.notify(event.problem, title="Not saved", severity="error", markup=False)
        else:
            self.session.journal.forget_form(_form())
            said = f"Saved: {event.path}. Names of pupils are masked in it; open it in a browser."
            self.notify(visible(said), markup=False)


class SaveForm(Dialogue[Path]):
    """Ask where the page is to be written."""

    title_text: ClassVar[str] = "Save the morning as a page"
    yes: ClassVar[str] = "Save"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def body(self) -> Iterator[Widget]:
        """Yield the question."""
        yield Static("One file that opens in any browser, to read, filter and print. What is private is masked in it.")
        yield line("File", Input(self._name, id="path", compact=True))

    def answer(self) -> Path | str:
        """Return the file, or in words what is missing."""
        text = self.query_one("#path", Input).value.strip()
        if not text:
            return "Give the file a name."
        path = Path(text).expanduser()
        if path.is_dir():
            return "That is a folder: give the file a name."
        return path if path.suffix.lower() in (".html", ".htm") else path.with_name(f"{path.name}.html")


def _form() -> str:
    """Return what tells the form of a morning from all others: names of files are seen from the current folder."""
    return f"morning {Path.cwd()}"


def _bar(bar: Bar, most: int, room: int) -> Content:
    """Return a bar with its sign, its name and its number: its colour says nothing that they do not."""
    if bar.worst in OUTCOME_SIGNS:
        glyph, colour = OUTCOME_SIGNS[bar.worst].glyph, OUTCOME_SIGNS[bar.worst].colour
    elif bar.worst in SEVERITY_SIGNS:
        glyph, colour = SEVERITY_SIGNS[bar.worst].glyph, SEVERITY_SIGNS[bar.worst].colour
    else:
        glyph, colour = _OTHERS[bar.worst]
    name = visible(bar.name)
    name = name if len(name) < _NAME else f"{name[: _NAME - 2]}…"
    eighths = max(bar.count * room * 8 // most, 1)
    drawn = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    return Content.assemble(
        (f"{glyph} ", f"bold ${colour}"), f"{name:<{_NAME}}", (drawn, f"${colour}"), (f" {bar.count}", "bold")
    )
