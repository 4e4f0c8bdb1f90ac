"""The draft screen, the part that shows: what is in the draft, and the finding that is looked at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from linter.errors import Fault, PostlintError
from linter.finding import Finding
from linter.preview import Preview, previews
from linter.report import PostReport
from tui import unseen, worklist
from tui.picking import in_turn
from tui.screens.draft_views import DraftViews, strip
from tui.session import Key
from tui.signs import OUTCOME_SIGNS
from tui.widgets.editor import DraftEditor
from tui.widgets.findings import FindingDetail, FindingList
from tui.widgets.painting import numbered
from tui.widgets.pictures import PicturesPane
from tui.widgets.preview import PostPreview

if TYPE_CHECKING:
    from tui.session import Item, Session


NOWHERE = Key("", -1)  # what a screen shows that shows no draft


class DraftShowing(DraftViews):
    """Show one draft; what can be done about it is added by the classes that follow."""

    class Checked(Message):
        """A text of the draft was judged, in a thread; `found` is what became of this post, None if it is gone."""

        def __init__(
            self, key: Key, text: str, found: PostReport | Fault | None, shown: tuple[Preview, ...] = ()
        ) -> None:
            super().__init__()
            self.key, self.text, self.found, self.shown = key, text, found, shown

    def __init__(self, session: Session) -> None:
        """Lay out for the drafts of a session; `show` says which."""
        super().__init__()
        self._rows: tuple[Item, ...] = ()
        self.session = session
        self.key = NOWHERE
        self.left = NOWHERE  # what was shown when it was left
        self.text = ""  # of the file, with what was typed
        self.saved = ""  # of the file, as it was read
        self.report: PostReport | None = None
        self.findings: tuple[Finding, ...] = ()
        self.chosen: int | None = None
        self._faults: tuple[Fault, ...] = ()
        self._by = ""
        self._changed_at: Finding | None = None  # what was looked at when the file was changed last
        self._return_to: Finding | None = None  # to be looked at again, once the file is checked
        self._from_end = False  # come to from the draft after it: begin with the last finding

    def on_mount(self) -> None:
        """Begin with the draft, if it is known already which."""
        if self.key != NOWHERE:
            self._begin()

    def show(self, key: Key, rows: Sequence[Item] = ()) -> None:
        """Show a post; `rows` are those of the queue in their order, and next and previous go through them.

        The screen is laid out once and shows one draft after the other: that is ten times as quick.
        """
        self.key, self._rows = key, tuple(rows)
        if self.is_mounted:
            self._begin()

    def leave(self) -> None:
        """Go back to where this draft was opened. What comes of things begun here is nobody's any more."""
        self.left, self.key = self.key, NOWHERE
        self.dismiss(None)

    def _begin(self) -> None:
        self._from_end = False
        self._to("post")
        self._load()
        self.set_focus(self.query_one(FindingList))

    # --- the draft -------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Show the draft of the key as it stands in its file, or as somebody left it unsaved."""
        self.report, self.findings, self.chosen, self._faults = None, (), None, ()
        self._changed_at = self._return_to = None
        self._say("")
        try:
            self.saved = self.session.text_of(self.key)
        except PostlintError as error:
            self.saved = self.text = ""
            self._faults = error.faults
            self._clear()
            self._show_head()
            self.query_one(FindingList).show((), None, None)
            self.query_one(FindingDetail).show_nothing(error.faults, checked=False)
            return
        self.text = self.session.unsaved_text(self.key) or self.saved
        if self.text != self.saved:
            self._say("What was typed here before is back. It is not in the file yet: ctrl+s saves it.")
        self.query_one(DraftEditor).load(self.text)
        item = self.session.items.get(self.key)
        known = item.report if item and item.state == "checked" and self.text == self.saved else None
        if known is not None and known.post is not None and self.session.is_prepared(self.key):
            self._take(known, previews(self.session.linter_of(self.key), known.post))
            return
        self._clear()
        self.query_one(FindingDetail).show_nothing((), checked=False)
        self._show_head()
        self._check(self.key, self.text, known)

    def _clear(self) -> None:
        """Take away what is shown of another draft."""
        self.query_one(FindingList).show((), None, None)
        self.query_one(PostPreview).clear()
        self.query_one(PicturesPane).clear()

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
    def _checked(self, event: Checked) -> None:
        if event.key != self.key or event.text != self.text:
            return
        if isinstance(event.found, PostReport):
            self._take(event.found, event.shown)
            return
        gone = Fault(self.key.path, "This post is not in the file any more.", "undo, or go back to the queue")
        self._faults = (event.found or gone,)
        self.findings, self.chosen = (), None
        self.query_one(FindingList).show((), None, None)
        self._show_chosen()
        self._show_head()

    def _take(self, report: PostReport, shown: tuple[Preview, ...]) -> None:
        """Show what was found in the text, at the finding that was looked at before."""
        before = self._return_to or (self.findings[self.chosen] if self.chosen is not None else None)
        self._return_to = None
        self.report, self._faults = report, report.failures
        self.findings = worklist.in_order(report.findings)
        self.chosen = worklist.again(before, self.findings, self.chosen or 0) if self.findings else None
        if self.chosen is not None and before is None and self._from_end:
            self.chosen = len(self.findings) - 1
        self._from_end = False
        self.query_one(FindingList).show(self.findings, self.chosen, report.post)
        if report.post is not None:
            handle = self._handle(report.post.account)
            self.query_one(PostPreview).show(report.post, shown, self.findings, self.chosen, handle)
            self.query_one(PicturesPane).show(self.session, self.key, report.post, self.findings, self.chosen)
        self._show_chosen()
        self._show_head()

    def _handle(self, account: str | None) -> str:
        found = self.session.linter_of(self.key).context.account(account) if account else None
        return found[1].handles[0] if found and found[1].handles else account or "No account"

    def _show_head(self) -> None:
        key = self.key
        parts = [(unseen.shown(key.path), "bold")]
        if self.report is not None and self.report.id:
            parts.append((f" · {self.report.id}", ""))
        content = Content.assemble(*parts)
        if self._faults or self.report is not None:
            outcome = "blocked" if self._faults or self.report is None else self.report.outcome
            sign = OUTCOME_SIGNS[outcome]
            said = "could not be checked" if self._faults or self.report is None else worklist.summary(self.report)
            content += Content.assemble("  ", (f"{sign.glyph} {sign.words}", f"bold ${sign.colour}"), f" – {said}")
        item = self.session.items.get(key)
        if self.text != self.saved:
            content += Content.styled("  ✎ not saved", "bold $warning")
        elif item and item.approved and self.report is not None:
            content += Content.styled(f" · ✔ approved by {unseen.shown(item.approved)}", "$text-success")
        self.query_one("#head", Static).update(content)

    def _say(self, text: str) -> None:
        note = self.query_one("#note", Static)
        note.update(Content(text))
        note.set_class(not text, "hidden")

    @property
    def is_checking(self) -> bool:
        """Say whether nothing is known yet of the draft that is shown."""
        return self.report is None and not self._faults

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
        self.query_one("#strip", Static).update(strip(finding, (self.chosen or 0) + 1, len(self.findings)))
        if finding is None or self._faults:
            item = self.session.items.get(self.key)
            approved = item.approved if item and self.text == self.saved else ""
            detail.show_nothing(self._faults, checked=self.report is not None, approved=approved)
            return
        post = self.report.post if self.report else None
        fixes = [fix.words for fix in self.session.fixes(self.key, finding)] if self.text == self.saved else []
        known = self.session.explain(self.key, finding)
        detail.show(finding, (self.chosen or 0) + 1, len(self.findings), post, known, fixes)

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
        keys = in_turn(self._rows, self.session.items)
        if self.key not in keys:
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

    @abstractmethod
    def _when_safe(self, then: Callable[[], object]) -> None:
        """Do something once it is settled what becomes of what was typed."""
