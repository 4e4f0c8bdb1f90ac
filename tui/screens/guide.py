"""The first run: a few questions about the school, the settings they make, and a post to try them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from linter import first_settings
from linter.errors import Fault, PostlintError
from linter.first_settings import Known, Made
from linter.report import PostReport
from tui.widgets.footer import KeyFooter
from tui.widgets.kept_form import KeptForm
from tui.widgets.trial import TrialPost, found_in

if TYPE_CHECKING:
    from tui.session import Session

_PAUSE = 0.4  # seconds after the last key before an answer, or the post, is looked at


class _Asked(NamedTuple):
    """A question: the key of its answer, what is asked, and an example of an answer."""

    key: str
    words: str
    example: str


_ASKED = (
    _Asked("school", "The full name of your school", "Thistlebrook Primary School"),
    _Asked("aliases", "What else people call it", "Thistlebrook, TPS"),
    _Asked("town", "The town or village", "Eastmere"),
    _Asked("domain", "Its web site", "thistlebrook.example"),
    _Asked("official", "Its own accounts", "@ThistlebrookPri on facebook, x"),
    _Asked("affiliated", "Those of parents or friends", "@FriendsOfThistlebrook on facebook"),
    _Asked("roll", "The list of pupils (CSV)", "private/roll.csv – empty: not yet"),
    _Asked("staff", "The list of staff (CSV)", "private/staff.csv – empty: not yet"),
    _Asked("drafts", "The folder of your drafts", "drafts"),
)
_ACCOUNTS = ("official", "affiliated")
_HEAD = (
    "Welcome. There are no settings here yet, so postlint does not know your school. Answer what you can; "
    "everything can be changed later, and nothing is written until you say so."
)


class GuideScreen(Screen[bool]):
    """Build `postlint.toml` by asking, and try it on a post."""

    DEFAULT_CSS = """
    GuideScreen {
        & #head { height: auto; padding: 0 1; background: $primary-muted; color: $foreground; }
        & #desk { height: 1fr; }
        & #form { width: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
        & #trial { width: 1fr; padding: 1 1 0 1; border-left: solid $primary-muted; }
        & .ask { height: auto; }
        & .ask Label { color: $text-muted; }
        & Input, & Select { width: 1fr; }
        & .fault { height: auto; color: $text-error; }
        & #post { height: 12; border: round $primary-muted; }
        & #post:focus { border: round $primary; }
        & #found, & .told { height: auto; }
        & #buttons { height: 1; padding: 0 1; align-horizontal: right; }
        & Button { margin: 0 0 0 2; }
        &.-narrow #trial { display: none; }
        &.-narrow.-trying #trial { display: block; border-left: none; }
        &.-narrow.-trying #form { display: none; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as the base class has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write the settings", tooltip="Write postlint.toml, and check the drafts with it"),
        Binding("f2", "turn", "Try a post", tooltip="Go from the questions to the post and back"),
        Binding("escape", "leave", "Not now", tooltip="Look around first; it is asked again at the next start"),
    ]

    class Tried(Message):
        """The answers were turned into settings and tried on the post, in a thread."""

        def __init__(self, made: Made | None, found: PostReport | None, faults: tuple[Fault, ...] = ()) -> None:
            super().__init__()
            self.made, self.found, self.faults = made, found, faults

    class Begun(Message):
        """It is known what answers are measured by."""

        def __init__(self, known: Known) -> None:
            super().__init__()
            self.known = known

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._known: Known | None = None
        self._made: Made | None = None
        self._timer: Timer | None = None
        self._kept: KeptForm | None = None
        self._form = f"guide {Path.cwd()}"  # tells it from all other forms that are kept

    def compose(self) -> ComposeResult:
        """Lay out the questions, the trial, and what can be done."""
        yield Static(_HEAD, id="head")
        with Horizontal(id="desk"):
            with VerticalScroll(id="form", can_focus=False):
                yield from self._questions()
            with Vertical(id="trial"):
                yield Static("Try it: write any post here, and see what your settings make of it.", classes="told")
                yield TrialPost()
                with VerticalScroll():
                    yield Static(id="found")
        with Horizontal(id="buttons"):
            yield Button(" Write the settings ", variant="primary", id="yes", compact=True)
            yield Button(" Not now ", id="no", compact=True)
        yield KeyFooter(show_command_palette=False, compact=True)

    def _questions(self) -> Iterator[Widget]:
        given = self.session.paths[0]
        folder = "" if given == "." or Path(given).is_absolute() or not Path(given).is_dir() else given
        for asked in _ASKED:
            start = (folder or self._usual()) if asked.key == "drafts" else ""
            yield Vertical(
                Label(asked.words, markup=False),
                Input(start, placeholder=f"such as {asked.example}", id=asked.key, compact=True),
                Static("", classes="fault", id=f"fault-{asked.key}"),
                classes="ask",
            )
        yield Vertical(
            Label("The policy that is nearest to yours"),
            Select[str]([], prompt="default", id="policy", compact=True),
            Static("", classes="fault", id="fault-policy"),
            classes="ask",
        )

    def _usual(self) -> str:
        """Return where drafts usually are: everywhere, if there is no such folder and there are files."""
        here = Path.cwd()
        return "drafts" if (here / "drafts").is_dir() or not any(here.glob("*.[mt][dx]*")) else "."

    def on_mount(self) -> None:
        """Begin with the name of the school."""
        self.query_one("#school", Input).focus(scroll_visible=False)
        kept = KeptForm(self, self.session.journal, self._form)
        if kept.put_back():
            self.query_one("#head", Static).update(f"{_HEAD}\n✎ What you answered before is back.")
        self._kept = kept
        self._begin()

    @work(thread=True, group="guide")
    def _begin(self) -> None:
        try:
            known = first_settings.known(Path.cwd(), self.session.own_rules())
        except PostlintError as error:
            self.post_message(self.Tried(None, None, error.faults))
        else:
            self.post_message(self.Begun(known))

    @on(Begun)
    def _begun(self, event: Begun) -> None:
        self._known = event.known
        rows = [(f"{name}: {words}", name) for name, words in first_settings.profiles(event.known).items()]
        with self.prevent(Select.Changed):
            policy = self.query_one("#policy", Select)
            policy.set_options(rows)
            if self._kept is not None:
                self._kept.put_back()  # the policy, which could not be chosen before
            if policy.is_blank():
                policy.value = "default"
        self._look()

    @on(Input.Changed)
    @on(Select.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Message) -> None:
        if isinstance(event, TextArea.Changed):
            post = self.query_one(TrialPost)
            post.is_own = post.is_own or post.has_focus
        if self._kept is not None:
            self._kept.keep()
        self._show_question()
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._look)

    @on(DescendantFocus)
    def _show_question(self) -> None:
        """Keep a question in sight with the field of its answer."""
        asked = self.focused.parent if self.focused else None
        if isinstance(asked, Vertical) and asked.has_class("ask"):
            asked.scroll_visible(animate=False)

    def _filled(self) -> dict[str, str]:
        found = {asked.key: self.query_one(f"#{asked.key}", Input).value.strip() for asked in _ASKED}
        lines = [
            f"{handle.strip()}:{kind}:{where.strip()}"
            for kind in _ACCOUNTS
            for text in found.pop(kind).split(";")
            for handle, _, where in [text.partition(" on ")]
            if handle.strip()
        ]
        policy = self.query_one("#policy", Select).value
        return {**found, "accounts": "\n".join(lines), "policy": policy if isinstance(policy, str) else ""}

    def _look(self) -> None:
        """Turn the answers into settings, and try them on the post."""
        if self._known is not None:
            text = self.query_one(TrialPost).kept_words
            self._try(self._known, self._filled(), text)

    @work(thread=True, exclusive=True, group="guide")
    def _try(self, known: Known, filled: dict[str, str], text: str) -> None:
        try:
            made = first_settings.made(filled, known, drafts=filled.get("drafts") or "drafts")
        except PostlintError as error:
            self.post_message(self.Tried(None, None, error.faults))
            return
        text = text or first_settings.sample(made)
        try:
            found = first_settings.trial(made, text, self.session.own_rules())
        except PostlintError as error:
            self.post_message(self.Tried(made, None, error.faults))
        else:
            self.post_message(self.Tried(made, found))

    @on(Tried)
    def _tried(self, event: Tried) -> None:
        self._made = event.made
        keys = [*(asked.key for asked in _ASKED), "policy"]
        said: dict[str, str] = {}
        others = []
        for fault in event.faults:
            key = "official" if fault.path == "accounts" else fault.path
            if key in keys:
                said[key] = f"✖ That {fault.what}"
            else:
                others.append(str(fault))
        for key in keys:
            self.query_one(f"#fault-{key}", Static).update(Content(said.get(key, "")))
        post = self.query_one(TrialPost)
        if event.made and not post.is_own:
            sample = first_settings.sample(event.made)
            if post.text != sample:
                with self.prevent(TextArea.Changed):
                    post.text = sample
        if event.found is not None:
            self.query_one("#found", Static).update(found_in(event.found))
        elif others or said:
            lines = others or ["Some answers cannot be used yet: see the questions."]
            self.query_one("#found", Static).update(Content("\n".join(lines)))

    def action_turn(self) -> None:
        """Go from the questions to the post and back."""
        post = self.query_one(TrialPost)
        if post.has_focus:
            self.remove_class("-trying")
            self.query_one("#school", Input).focus()
        else:
            self.add_class("-trying")
            post.focus()

    @on(Button.Pressed, "#yes")
    def action_write(self) -> None:
        """Write the settings."""
        if self._known is None:
            return
        try:
            filled = self._filled()
            folder = filled.get("drafts") or "drafts"
            made = first_settings.made(filled, self._known, drafts=folder)
            first_settings.write(made)
            (made.path.parent / folder).mkdir(parents=True, exist_ok=True)
        except PostlintError as error:
            self.post_message(self.Tried(None, None, error.faults))
            self.notify(
                "\n".join(f"{fault.path}: {fault.what}" for fault in error.faults), severity="error", markup=False
            )
            return
        self.session.journal.forget_form(self._form)
        self.app.notify(f"Written: {made.path.name}. Every line of it is explained in the file.", markup=False)
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def action_leave(self) -> None:
        """Look around first; what was answered is kept for the next time."""
        self.dismiss(False)
