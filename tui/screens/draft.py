"""One draft: the post as each platform shows it, its findings in the order to work through, and all that can be done.

The screen shows and forwards: what a text means is asked of the session, in threads; their answers come as messages.
`draft_views` lays out, `draft_showing` shows, `draft_changing` puts right, `draft_copying` makes copies of pictures,
this module decides.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from linter.errors import PostlintError
from linter.finding import Finding
from tui import worklist
from tui.screens.draft_copying import DraftCopying
from tui.widgets.decide import ApproveForm, Deciding, SendBackForm, WaiveForm, Waiving
from tui.widgets.evidence import clauses_box, evidence_box

if TYPE_CHECKING:
    from tui.session import Key


class DraftScreen(DraftCopying):
    """Vet one draft."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "Next", tooltip="The next finding, of this draft or the one after", id="draft.next"),
        Binding("p", "step(-1)", "Previous", tooltip="The finding before", id="draft.previous", show=False),
        Binding("e", "edit", "Edit", tooltip="Change the draft here", id="draft.edit"),
        Binding("f", "fix", "Fix", tooltip="Put this finding right by machine", id="draft.fix"),
        Binding(
            "F", "fix_all", "Fix all", tooltip="Do all fixes that change nothing of what the post says", show=False
        ),
        Binding(
            "d", "declare", "Declare", tooltip="Fill in account, people, consent, credit, alt text", id="draft.declare"
        ),
        Binding("D", "disclaim", "Disclaimer", tooltip="Add the school's sample disclaimer", show=False),
        Binding("w", "waive", "Let pass", tooltip="Let this finding pass: a reason, a name, an end", id="draft.waive"),
        Binding("a", "approve", "Approve", tooltip="Say yes to exactly these words and pictures", id="draft.approve"),
        Binding("b", "send_back", "Send back", tooltip="Send it back to its author with a note", id="draft.back"),
        Binding(
            "c",
            "clauses",
            "Clause",
            tooltip="The words of your policy that ask for this",
            id="draft.clauses",
            show=False,
        ),
        Binding("y", "evidence", "Why?", tooltip="Why do you think so?", id="draft.why", show=False),
        Binding("u", "undo", "Undo", tooltip="Take back the last change of the file", id="draft.undo", show=False),
        Binding("ctrl+s", "save", "Save", tooltip="Write what was typed into the file", show=False, priority=True),
        Binding("s", "show_there", "Show", tooltip="Show the finding where it stands", show=False),
        Binding("N", "draft(1)", "Next draft", show=False),
        Binding("P", "draft(-1)", "Previous draft", show=False),
        Binding("right_square_bracket", "platform(1)", "Next platform", show=False),
        Binding("left_square_bracket", "platform(-1)", "Previous platform", show=False),
        Binding("1", "view('post')", "Post", show=False),
        Binding("2", "view('findings')", "Findings", show=False),
        Binding("3", "view('edit')", "The file", show=False),
        Binding("4", "view('pictures')", "Pictures", show=False),
        Binding(
            "r", "reveal", "Show faces", tooltip="Show what is hidden in the pictures, and hide it again", show=False
        ),
        Binding("v", "open_picture", "Open the picture", tooltip="Open it in the system's viewer", show=False),
        Binding(
            "h",
            "copy_picture",
            "Hide in a copy",
            tooltip="Make a clean copy of the picture, with what you choose made unrecognisable",
            show=False,
        ),
        Binding("escape,q", "leave", "Back", tooltip="Back to the queue", id="draft.leave"),
    ]

    class Told(Message):
        """The evidence of a finding was gathered, in a thread."""

        def __init__(self, finding: Finding, lines: tuple[str, ...]) -> None:
            super().__init__()
            self.finding, self.lines = finding, lines

    def action_clauses(self) -> None:
        """Show the words of this school's policy."""
        if self.finding:
            self.app.push_screen(clauses_box(self.finding, self.session.explain(self.key, self.finding)))

    def action_evidence(self) -> None:
        """Say why postlint thinks so."""
        if self.finding:
            self._gather(self.key, self.finding)

    @work(thread=True, exclusive=True, group="evidence")
    def _gather(self, key: Key, finding: Finding) -> None:
        self.post_message(self.Told(finding, tuple(self.session.evidence(key, finding))))

    @on(Told)
    def _told(self, event: Told) -> None:
        self.app.push_screen(evidence_box(event.finding, event.lines))

    def action_waive(self) -> None:
        """Let the chosen finding pass, if it may."""
        finding = self.finding
        if finding is None:
            return
        if finding.status != "reported":
            self.notify("An exception lets this pass already.")
            return
        if not self.session.explain(self.key, finding).silenceable:
            self.notify("Nobody can let this pass: it has to be put right.", severity="warning")
            return
        linter, name = self.session.linter_of(self.key), self._form(f"waive {finding.fingerprint}")

        def filled(answer: Waiving | None) -> None:
            if answer:
                self._by = answer.by
                self._doing(
                    lambda: self.session.waive(self.key, finding, answer.reason, answer.until, answer.by),
                    f"Let pass until {answer.until:%d %B %Y}.",
                    form=name,
                )

        form = WaiveForm(
            finding, self.session.today, linter.settings.waiver_days, self.session.people_of(self.key), self._by
        )
        form.keep_in(self.session.journal, name)
        self._when_saved(lambda: self.app.push_screen(form, filled))

    def action_approve(self) -> None:
        """Approve the post."""
        said = f"{self.key.path}: {worklist.summary(self.report) if self.report else 'not checked'}."

        def ask() -> None:
            try:
                seen = self.session.seen(self.key)
            except PostlintError as error:
                self.notify(error.faults[0].what, severity="error")
                return

            def filled(answer: Deciding | None) -> None:
                if answer:
                    self._by = answer.by
                    approve = partial(self.session.approve, self.key, answer.by, answer.role, seen=seen)
                    self._doing(approve, "Approved.", form=name)

            form, name = ApproveForm(said, self.session.people_of(self.key), self._by), self._form("approve")
            form.keep_in(self.session.journal, name)
            self.app.push_screen(form, filled)

        self._when_saved(ask)

    def action_send_back(self) -> None:
        """Send the post back with a note."""
        note, name = self.finding.fix if self.finding else "", self._form("send back")

        def filled(answer: Deciding | None) -> None:
            if answer:
                self._by = answer.by
                send = partial(self.session.send_back, self.key, answer.note, answer.by)
                self._doing(send, "Sent back.", form=name)

        form = SendBackForm(self.session.people_of(self.key), self._by, note)
        form.keep_in(self.session.journal, name)
        self._when_saved(lambda: self.app.push_screen(form, filled))

    def action_leave(self) -> None:
        """Go back to the queue."""
        self._when_safe(self.leave)
