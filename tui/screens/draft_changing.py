"""The draft screen, the part that puts right: typing, saving, fixes, declarations, undo. Nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from linter.errors import PostlintError
from tui.declaring import first_line, groups
from tui.screens.draft_showing import NOWHERE, DraftShowing
from tui.screens.draft_views import WIDE
from tui.session import ChangedOnDisk
from tui.widgets.decide import Choice, Question
from tui.widgets.declarations import DeclarationsForm
from tui.widgets.editor import DraftArea, DraftEditor
from tui.widgets.findings import FindingList

if TYPE_CHECKING:
    from tui.session import Key

_DISCLAIMER = "add-disclaimer"
_SAVE = {"save": "Save", "later": "Keep it for later", "drop": "Throw it away"}
_CHANGED = {"reload": "Take the file as it is now", "overwrite": "Write mine over it", "stay": "Go on editing"}


class DraftChanging(DraftShowing):
    """Change one draft."""

    class Done(Message):
        """Something was changed, in a thread, or could not be."""

        def __init__(self, key: Key, said: str, error: PostlintError | None) -> None:
            super().__init__()
            self.key, self.said, self.error = key, said, error

    _changes = 0  # that were begun here and are not done: nobody else made them

    def action_edit(self) -> None:
        """Change the file, beginning at the chosen finding."""
        self.action_view("edit")
        if self.finding:
            self.query_one(DraftEditor).go_to(self.finding)

    @on(DraftArea.Left)
    def _editor_left(self) -> None:
        self._to("findings" if self.size.width < WIDE else "post")
        self.set_focus(self.query_one(FindingList))

    @on(DraftEditor.Changed)
    def _typed(self) -> None:
        self.text = self.query_one(DraftEditor).file_text
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

    def _doing(self, do: Callable[[], object], said: str, otherwise: str = "", form: str = "") -> None:
        """Let the session change something; what comes of it is told in a message. Then what `form` kept may go."""
        self._changes += 1
        self._changed_at = self.finding or self._changed_at
        self._change(self.key, do, said, otherwise, form)

    def _form(self, what: str) -> str:
        """Return what tells a form of this post from all others."""
        return f"{what} {Path(self.key.path).absolute()} {self.key.index}"

    @work(thread=True, group="change")
    def _change(self, key: Key, do: Callable[[], object], said: str, otherwise: str, form: str) -> None:
        error = None
        try:
            if do() is False:
                said = otherwise
        except PostlintError as found:
            error = found
        else:
            if form:
                self.session.journal.forget_form(form)
            self.session.refresh(key.path)
        self.post_message(self.Done(key, said, error))

    @on(Done)
    def _done(self, event: Done) -> None:
        self._changes -= 1
        if isinstance(event.error, ChangedOnDisk):
            said = "The file was changed by somebody else meanwhile. Here it is as it is now: please try again."
            self.notify(said, severity="warning", markup=False)
            self.session.refresh(event.key.path)
        elif event.error:
            self._return_to = None
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
            in_picture = finding is not None and finding.place.part.startswith("image:")
            copy = "h makes a clean copy of the picture. " if in_picture else ""
            self.notify(f"The words cannot be put right by machine. {copy}e changes the draft, d what it declares.")
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

    def action_disclaim(self) -> None:
        """Add the school's sample disclaimer, where one is missing."""
        self._when_saved(self._disclaim)

    def _disclaim(self) -> None:
        fixes = (fix for finding in self.findings for fix in self.session.fixes(self.key, finding))
        fix = next((fix for fix in fixes if fix.name == _DISCLAIMER), None)
        if fix is None:
            self.notify("No disclaimer is missing here that a machine could add.")
        else:
            self._doing(lambda: self.session.apply(self.key, fix), f"Done: {fix.words} u takes it back.")

    def action_declare(self) -> None:
        """Fill in what the draft declares."""
        self._when_saved(self._declare)

    def _declare(self) -> None:
        post = self.report.post if self.report else None
        if post is None:
            return
        linter = self.session.linter_of(self.key)
        form = groups(post, linter.settings, linter.context.platform_names())

        name = self._form("declare")

        def filled(fields: dict[str, object] | None) -> None:
            if fields:
                self._doing(lambda: self.session.set_fields(self.key, fields), "Written into the draft.", form=name)
            elif fields is not None:  # only spaces were typed, say
                self.session.journal.forget_form(name)

        asked = DeclarationsForm(form, first_line(self.finding))
        asked.keep_in(self.session.journal, name)
        self.app.push_screen(asked, filled)

    def action_undo(self) -> None:
        """Take back the last change of the file."""
        self._when_saved(self._undo)

    def _undo(self) -> None:
        """Take back a change, and go back to the finding from which it was made."""
        self._return_to = self._changed_at if self.session.can_undo(self.key) else None
        self._doing(lambda: self.session.undo(self.key), "Taken back.", "There is nothing to take back.")

    def on_mount(self) -> None:
        """Keep what is typed, and an eye on what the session reads from the disk."""
        self.query_one(DraftEditor).keep = lambda text: self.session.keep_unsaved(self.key, text)
        self.set_interval(1.0, self.notice)

    def notice(self) -> None:
        """Show the file as it is now if somebody else changed it; where something was typed, saving will ask."""
        if self.key == NOWHERE or self.text != self.saved or self._changes:
            return
        try:
            is_new = self.session.text_of(self.key) != self.saved
        except PostlintError as error:
            self._tell(error)
            self.leave()
            return
        if is_new:
            self._say("Somebody else changed this file: here it is as it is now.")
            self._reload()
