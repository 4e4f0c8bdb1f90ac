"""One draft: the post as each platform shows it, its findings in the order to work through, and all that can be done.

The screen shows and forwards: what a text means is asked of the session, in threads; their answers come as messages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static, Tab, Tabs
from textual.worker import get_current_worker

from linter.errors import Fault, PostlintError
from linter.finding import Finding
from linter.preview import Preview, previews
from linter.report import PostReport
from tui import worklist
from tui.declaring import first_line, groups
from tui.session import ChangedOnDisk
from tui.signs import OUTCOME_SIGNS, sign_of
from tui.widgets.decide import ApproveForm, Choice, Deciding, Question, SendBackForm, WaiveForm, Waiving
from tui.widgets.declarations import DeclarationsForm
from tui.widgets.editor import DraftArea, DraftEditor
from tui.widgets.evidence import clauses_box, evidence_box
from tui.widgets.findings import FindingDetail, FindingList
from tui.widgets.painting import numbered
from tui.widgets.pictures import PicturesPane
from tui.widgets.preview import PostPreview

if TYPE_CHECKING:
    from tui.session import Fix, Key, Session

_VIEWS = ("post", "findings", "edit", "pictures")
_WIDE = 110
_SAVE = {"save": "Save", "later": "Keep it for later", "drop": "Throw it away"}
_CHANGED = {"reload": "Take the file as it is now", "overwrite": "Write mine over it", "stay": "Go on editing"}


class DraftScreen(Screen[None]):
    """Vet one draft."""

    DEFAULT_CSS = """
    DraftScreen {
        & #head { height: auto; max-height: 2; padding: 0 1; background: $panel; }
        & #strip { height: auto; max-height: 5; padding: 0 1; border-top: solid $primary-muted; }
        & #note { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
        & #views { height: 2; }
        & #desk { height: 1fr; }
        & #left { width: 3fr; height: 1fr; }
        & #right { width: 2fr; height: 1fr; border-left: solid $primary-muted; }
        &.-narrow #left, &.-narrow #right { width: 1fr; border-left: none; }
        & .hidden { display: none; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
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
        Binding("escape,q", "leave", "Back", tooltip="Back to the queue", id="draft.leave"),
    ]

    class Checked(Message):
        """A text of the draft was judged, in a thread; `found` is what became of this post, None if it is gone."""

        def __init__(
            self, key: Key, text: str, found: PostReport | Fault | None, shown: tuple[Preview, ...] = ()
        ) -> None:
            super().__init__()
            self.key, self.text, self.found, self.shown = key, text, found, shown

    class Told(Message):
        """The evidence of a finding was gathered, in a thread."""

        def __init__(self, finding: Finding, lines: tuple[str, ...]) -> None:
            super().__init__()
            self.finding, self.lines = finding, lines

    class Done(Message):
        """Something was changed, in a thread, or could not be."""

        def __init__(self, key: Key, said: str, error: PostlintError | None) -> None:
            super().__init__()
            self.key, self.said, self.error = key, said, error

    def __init__(self, session: Session, key: Key) -> None:
        super().__init__()
        self.session = session
        self.key = key
        self.text = ""  # of the file, with what was typed
        self.saved = ""  # of the file, as it was read
        self.report: PostReport | None = None
        self.findings: tuple[Finding, ...] = ()
        self.chosen: int | None = None
        self._faults: tuple[Fault, ...] = ()
        self._view = "post"
        self._by = ""
        self._from_end = False  # come to from the draft after it: begin with the last finding

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="head")
        yield Tabs(*(Tab(words, id=f"view-{name}") for name, words in self._words().items()), id="views")
        with Horizontal(id="desk"):
            with Container(id="left"):
                yield PostPreview(id="post")
                yield DraftEditor(id="edit")
                yield PicturesPane(id="pictures")
            with Vertical(id="right"):
                yield FindingList(id="list")
                yield FindingDetail(id="detail")
        yield Static(id="strip", classes="hidden")
        yield Static(id="note", classes="hidden")
        yield Footer(show_command_palette=False, compact=True)

    @staticmethod
    def _words() -> dict[str, str]:
        return {"post": "1 Post", "findings": "2 Findings", "edit": "3 The file", "pictures": "4 Pictures"}

    def on_mount(self) -> None:
        """Begin with the draft."""
        self._load()
        self.query_one(FindingList).focus()

    # --- the draft -------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Show the draft of the key as it stands in its file, or as somebody left it unsaved."""
        self.report, self.findings, self.chosen, self._faults = None, (), None, ()
        self._say("")
        try:
            self.saved = self.session.text_of(self.key)
        except PostlintError as error:
            self.saved = self.text = ""
            self._faults = error.faults
            self._show_head()
            self.query_one(FindingList).show((), None, None)
            self.query_one(FindingDetail).show_nothing(error.faults, checked=False)
            return
        self.text = self.session.unsaved_text(self.key) or self.saved
        if self.text != self.saved:
            self._say("What was typed here before is back. It is not in the file yet: ctrl+s saves it.")
        self.query_one(DraftEditor).load(self.text)
        self.query_one(FindingDetail).show_nothing((), checked=False)
        self._show_head()
        item = self.session.items.get(self.key)
        known = item.report if item and item.state == "checked" and self.text == self.saved else None
        self._check(self.key, self.text, known)

    @work(thread=True, exclusive=True, group="check")
    def _check(self, key: Key, text: str, known: PostReport | None = None) -> None:
        """Judge a text, unless it is known already what is in it. A newer one ends the wait for this one."""
        worker = get_current_worker()
        judged = (known,) if known else self.session.check_text(key, text)
        found = judged if isinstance(judged, Fault) else next((one for one in judged if one.index == key.index), None)
        shown: tuple[Preview, ...] = ()
        if isinstance(found, PostReport) and found.post is not None:
            shown = previews(self.session.linter_of(key), found.post)
        if not worker.is_cancelled:
            self.post_message(self.Checked(key, text, found, shown))

    @on(Checked)
    async def _checked(self, event: Checked) -> None:
        if event.key != self.key or event.text != self.text:
            return
        report = event.found
        if not isinstance(report, PostReport):
            gone = Fault(self.key.path, "This post is not in the file any more.", "undo, or go back to the queue")
            self._faults = (report or gone,)
            self.findings, self.chosen = (), None
            self.query_one(FindingList).show((), None, None)
            self._show_chosen()
            self._show_head()
            return
        before = self.findings[self.chosen] if self.chosen is not None else None
        self.report, self._faults = report, report.failures
        self.findings = worklist.in_order(report.findings)
        self.chosen = worklist.again(before, self.findings, self.chosen or 0) if self.findings else None
        if self.chosen is not None and before is None and self._from_end:
            self.chosen = len(self.findings) - 1
        self._from_end = False
        self.query_one(FindingList).show(self.findings, self.chosen, report.post)
        if report.post is not None:
            handle = self._handle(report.post.account)
            await self.query_one(PostPreview).show(report.post, event.shown, self.findings, self.chosen, handle)
            self.query_one(PicturesPane).show(self.session, self.key, report.post, self.findings, self.chosen)
        self._show_chosen()
        self._show_head()

    def _handle(self, account: str | None) -> str:
        found = self.session.linter_of(self.key).context.account(account) if account else None
        return found[1].handles[0] if found and found[1].handles else account or "No account"

    def _show_head(self) -> None:
        key = self.key
        parts = [(f"{key.path}", "bold")]
        if self.report is not None and self.report.id:
            parts.append((f" · {self.report.id}", ""))
        content = Content.assemble(*parts)
        if self._faults or self.report is not None:
            outcome = "blocked" if self._faults or self.report is None else self.report.outcome
            sign = OUTCOME_SIGNS[outcome]
            said = "could not be checked" if self._faults or self.report is None else worklist.summary(self.report)
            content += Content.assemble("  ", (f"{sign.glyph} {sign.words}", f"bold ${sign.colour}"), f" – {said}")
        if self.text != self.saved:
            content += Content.styled("  ✎ not saved", "bold $warning")
        self.query_one("#head", Static).update(content)

    def _say(self, text: str) -> None:
        note = self.query_one("#note", Static)
        note.update(Content(text))
        note.set_class(not text, "hidden")

    # --- the findings ----------------------------------------------------------------------------------------------

    @property
    def finding(self) -> Finding | None:
        """Return the finding that is looked at."""
        return self.findings[self.chosen] if self.chosen is not None else None

    def _show_chosen(self) -> None:
        """Show the chosen finding everywhere."""
        detail, finding = self.query_one(FindingDetail), self.finding
        marked = numbered(self.findings, self.chosen)
        self.query_one(DraftEditor).mark(self.text, marked)
        self.query_one("#strip", Static).update(_strip(finding, (self.chosen or 0) + 1, len(self.findings)))
        if finding is None or self._faults:
            detail.show_nothing(self._faults, checked=self.report is not None)
            return
        post = self.report.post if self.report else None
        fixes = [fix.words for fix in self.session.fixes(self.key, finding)] if self.text == self.saved else []
        detail.show(
            finding, (self.chosen or 0) + 1, len(self.findings), post, self.session.explain(self.key, finding), fixes
        )

    def _choose(self, index: int) -> None:
        self.chosen = index
        self.query_one(FindingList).choose(index)
        self.query_one(PostPreview).choose(index)
        self.query_one(PicturesPane).choose(index)
        self._show_chosen()

    @on(FindingList.Chosen)
    def _list_moved(self, event: FindingList.Chosen) -> None:
        if event.index != self.chosen and event.index < len(self.findings):
            self._choose(event.index)

    @on(FindingList.Opened)
    def _list_opened(self) -> None:
        self.action_show_there()

    def action_step(self, step: int) -> None:
        """Go to the next finding, or the one before; past the last one, to the next draft that has any."""
        if self.chosen is not None and 0 <= self.chosen + step < len(self.findings):
            self._choose(self.chosen + step)
        else:
            self._go(step, with_findings=True)

    def action_draft(self, step: int) -> None:
        """Go to the next draft, or the one before."""
        self._go(step, with_findings=False)

    def _go(self, step: int, *, with_findings: bool) -> None:
        keys = list(self.session.items)
        here = keys.index(self.key) if self.key in keys else -1
        way = keys[here + 1 :] if step > 0 else keys[:here][::-1]
        for key in way:
            item = self.session.items[key]
            if with_findings and item.report is not None and not item.report.failures and not item.report.findings:
                continue
            self._when_safe(partial(self._open, key, from_end=step < 0 and with_findings))
            return
        self.notify("That was the last one." if step > 0 else "This is the first one.")

    def _open(self, key: Key, *, from_end: bool = False) -> None:
        self.key, self._from_end = key, from_end
        self._load()

    def action_show_there(self) -> None:
        """Show the chosen finding in the text or in the picture."""
        finding = self.finding
        if finding is None:
            return
        picture = worklist.picture_of(finding)
        if self._view == "edit":
            self.query_one(DraftEditor).go_to(finding)
            return
        self._to("pictures" if picture is not None and finding.place.box else "post")

    # --- the views -------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out anew for the width."""
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.size.width >= _WIDE
        tabs = self.query_one("#views", Tabs)
        view = self._view
        if is_wide:
            tabs.hide("view-findings")
            if view == "findings":
                view = self._view = "post"
                tabs.active = "view-post"
        else:
            tabs.show("view-findings")
        for name in ("post", "edit", "pictures"):
            self.query_one(f"#{name}").set_class(name != view, "hidden")
        self.query_one("#left").set_class(not is_wide and view == "findings", "hidden")
        self.query_one("#right").set_class(not is_wide and view != "findings", "hidden")
        self.query_one("#strip").set_class(is_wide or view in ("findings", "edit"), "hidden")

    @on(Tabs.TabActivated, "#views")
    def _tab_chosen(self, event: Tabs.TabActivated) -> None:
        event.stop()
        self._view = (event.tab.id or "view-post").removeprefix("view-")
        self._arrange()

    def _to(self, view: str) -> None:
        self.query_one("#views", Tabs).active = f"view-{view}"
        self._view = view
        self._arrange()

    def action_view(self, view: str) -> None:
        """Show the post, the findings, the file or the pictures."""
        if view == "findings" and self.size.width >= _WIDE:
            self.query_one(FindingList).focus()
            return
        self._to(view)
        if view == "edit":
            self.query_one(DraftArea).focus()
        elif view == "findings":
            self.query_one(FindingList).focus()

    def action_platform(self, step: int) -> None:
        """Show the post on the next platform."""
        self.query_one(PostPreview).turn(step)

    def action_reveal(self) -> None:
        """Show what is hidden in the pictures, or hide it again."""
        self._to("pictures")
        self.query_one(PicturesPane).reveal()

    def action_open_picture(self) -> None:
        """Open the picture in the viewer of the system."""
        self.query_one(PicturesPane).open_outside()

    # --- putting it right ------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change the file, beginning at the chosen finding."""
        self.action_view("edit")
        if self.finding:
            self.query_one(DraftEditor).go_to(self.finding)

    @on(DraftArea.Left)
    def _editor_left(self) -> None:
        self._to("findings" if self.size.width < _WIDE else "post")
        self.query_one(FindingList).focus()

    @on(DraftEditor.Changed)
    def _typed(self) -> None:
        self.text = self.query_one(DraftEditor).file_text
        self.session.keep_unsaved(self.key, self.text)
        self._show_head()

    @on(DraftEditor.Paused)
    def _paused(self) -> None:
        self._check(self.key, self.text)

    def action_save(self) -> None:
        """Write what was typed into the file."""
        self._save()

    def _save(self, then: Callable[[], object] | None = None, *, overwrite: bool = False) -> None:
        if self.text == self.saved:
            self.notify("There is nothing to save.")
            return
        try:
            self.session.save(self.key, self.text, overwrite=overwrite)
        except ChangedOnDisk:
            said = f"{self.key.path} was changed by somebody else since you opened it. What you typed is kept."
            self.app.push_screen(
                Question("Changed meanwhile", said, _CHANGED), lambda answer: self._changed_meanwhile(answer, then)
            )
            return
        except PostlintError as error:
            self._tell(error)
            return
        self.saved = self.text
        self._doing(lambda: None, "Saved.")
        if then:
            then()

    def _changed_meanwhile(self, answer: str | None, then: Callable[[], object] | None) -> None:
        if answer == "overwrite":
            self._save(then, overwrite=True)
        elif answer == "reload":
            self.session.forget_unsaved(self.key)
            self.session.refresh(self.key.path)
            self._reload()

    def _reload(self) -> None:
        """Show the file as it stands now, at the finding that was looked at."""
        self.saved = self.text = self.session.text_of(self.key)
        self.query_one(DraftEditor).load(self.text)
        self._show_head()
        self._check(self.key, self.text)

    def _when_safe(self, then: Callable[[], object]) -> None:
        """Do something once it is settled what becomes of what was typed."""
        if self.text == self.saved:
            then()
            return

        def settled(answer: str | None) -> None:
            if answer == "save":
                self._save(then)
            elif answer == "drop":
                self.session.forget_unsaved(self.key)
                self.text = self.saved
                self.query_one(DraftEditor).load(self.saved)
                then()
            elif answer == "later":
                then()

        said = f"What you typed in {self.key.path} is not in the file yet."
        self.app.push_screen(Question("Not saved", said, _SAVE), settled)

    def _when_saved(self, then: Callable[[], object]) -> None:
        """Do something to the file once what was typed stands in it."""
        if self.text == self.saved:
            then()
            return
        answers = {"save": "Save it first", "stay": "Go on editing"}
        said = "What you typed is not in the file yet, and this changes the file."
        self.app.push_screen(
            Question("Not saved", said, answers), lambda answer: self._save(then) if answer == "save" else None
        )

    @work(thread=True, group="change")
    def _doing(self, do: Callable[[], object], said: str, otherwise: str = "") -> None:
        """Let the session change something; what comes of it is told in a message."""
        key, error = self.key, None
        try:
            if do() is False:
                said = otherwise
        except PostlintError as found:
            error = found
        else:
            self.session.refresh(key.path)
        self.post_message(self.Done(key, said, error))

    @on(Done)
    def _done(self, event: Done) -> None:
        if isinstance(event.error, ChangedOnDisk):
            said = "The file was changed by somebody else meanwhile. Here it is as it is now: please try again."
            self.notify(said, severity="warning", markup=False)
            self.session.refresh(event.key.path)
        elif event.error:
            self._tell(event.error)
            return
        else:
            self.notify(event.said, markup=False)
        if event.key == self.key:
            self._reload()

    def _tell(self, error: PostlintError) -> None:
        lines = [f"{fault.what}{f'. {fault.hint}' if fault.hint else ''}" for fault in error.faults]
        self.notify("\n".join(lines), title="That could not be done", severity="error", timeout=12, markup=False)

    def action_fix(self) -> None:
        """Put the chosen finding right by machine."""
        self._when_saved(self._fix)

    def _fix(self) -> None:
        finding = self.finding
        fixes = self.session.fixes(self.key, finding) if finding else ()
        if not fixes:
            self.notify("A machine cannot put this right. Press e to change the draft, d for what it declares.")
        elif len(fixes) == 1 and fixes[0].is_safe:
            self._doing(lambda: self.session.apply(self.key, fixes[0]), f"Done: {fixes[0].words}. u takes it back.")
        else:
            lines = [f"{fix.words}{'' if fix.is_safe else '  (read the draft afterwards)'}" for fix in fixes]

            def chosen(index: int | None) -> None:
                if index is not None:
                    self._doing(
                        lambda: self.session.apply(self.key, fixes[index]),
                        f"Done: {fixes[index].words}. u takes it back.",
                    )

            self.app.push_screen(Choice("What shall be done?", lines), chosen)

    def action_fix_all(self) -> None:
        """Do all fixes that leave what the post says as it is."""
        self._when_saved(self._fix_all)

    def _fix_all(self) -> None:
        self._doing(
            lambda: self.session.apply_safe(self.key),
            "All that a machine can safely put right is done.",
            "There is nothing here that a machine can safely put right.",
        )

    def action_declare(self) -> None:
        """Fill in what the draft declares."""
        self._when_saved(self._declare)

    def _declare(self) -> None:
        post = self.report.post if self.report else None
        if post is None:
            return
        linter = self.session.linter_of(self.key)
        form = groups(post, linter.settings, linter.context.platform_names())

        def filled(fields: dict[str, object] | None) -> None:
            if fields:
                self._doing(lambda: self.session.set_fields(self.key, fields), "Written into the draft.")

        self.app.push_screen(DeclarationsForm(form, first_line(self.finding)), filled)

    def action_undo(self) -> None:
        """Take back the last change of the file."""
        self._when_saved(
            lambda: self._doing(lambda: self.session.undo(self.key), "Taken back.", "There is nothing to take back.")
        )

    # --- knowing and deciding --------------------------------------------------------------------------------------

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
        linter = self.session.linter_of(self.key)

        def filled(answer: Waiving | None) -> None:
            if answer:
                self._by = answer.by
                self._doing(
                    lambda: self.session.waive(self.key, finding, answer.reason, answer.until, answer.by),
                    f"Let pass until {answer.until:%d %B %Y}.",
                )

        form = WaiveForm(
            finding, self.session.today, linter.settings.waiver_days, self.session.people_of(self.key), self._by
        )
        self._when_saved(lambda: self.app.push_screen(form, filled))

    def action_approve(self) -> None:
        """Approve the post."""
        said = f"{self.key.path}: {worklist.summary(self.report) if self.report else 'not checked'}."

        def filled(answer: Deciding | None) -> None:
            if answer:
                self._by = answer.by
                self._doing(lambda: self.session.approve(self.key, answer.by, answer.role), "Approved.")

        self._when_saved(
            lambda: self.app.push_screen(ApproveForm(said, self.session.people_of(self.key), self._by), filled)
        )

    def action_send_back(self) -> None:
        """Send the post back with a note."""
        note = self.finding.fix if self.finding else ""

        def filled(answer: Deciding | None) -> None:
            if answer:
                self._by = answer.by
                self._doing(lambda: self.session.send_back(self.key, answer.note, answer.by), "Sent back.")

        self._when_saved(
            lambda: self.app.push_screen(SendBackForm(self.session.people_of(self.key), self._by, note), filled)
        )

    def action_leave(self) -> None:
        """Go back to the queue."""
        self._when_safe(lambda: self.dismiss(None))

    async def item_changed(self, path: str) -> None:
        """Take note that a file changed on disk: nothing that was typed is lost by it."""
        if path != self.key.path:
            return
        if self.text == self.saved:
            self._reload()
        else:
            self._say("The file was changed by somebody else meanwhile. Saving will ask what to do.")


def _strip(finding: Finding | None, number: int, total: int) -> Content:
    """Return the chosen finding in a few lines, for where there is no room for the list beside the post."""
    if finding is None:
        return Content.styled("Nothing to put right here.", "$text-muted")
    sign = sign_of(finding)
    return Content.assemble(
        (f"{sign.glyph}{number} of {total} ", f"bold ${sign.colour}"), finding.message, (f"\n→ {finding.fix}", "dim")
    )
