"""The draft screen, the part that makes clean copies of pictures: looked at, planned, written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from linter.errors import PostlintError
from linter.rule import SEVERITIES
from tui import unseen, worklist
from tui.screens.draft_changing import DraftChanging
from tui.session import Cleanable, CleanCopy
from tui.widgets.copy_form import CopyForm, Copying
from tui.widgets.decide import Question
from tui.widgets.pictures import PicturesPane

if TYPE_CHECKING:
    from tui.session import Hideable, Key

_ANSWERS = {"write": "Write the copy", "back": "Change something"}


class DraftCopying(DraftChanging):
    """Make copies of the pictures of one draft."""

    class Looked(Message):
        """A picture was looked at, in a thread: what could be hidden in it, and where its copy would go."""

        def __init__(self, key: Key, index: int, seen: Cleanable, name: str) -> None:
            super().__init__()
            self.key, self.index, self.seen, self.name = key, index, seen, name

    class Planned(Message):
        """A copy was made in a thread and not written yet, or cannot be made."""

        def __init__(
            self, key: Key, index: int, seen: Cleanable, asked: Copying, made: CleanCopy | PostlintError
        ) -> None:
            super().__init__()
            self.key, self.index, self.seen, self.asked, self.made = key, index, seen, asked, made

    def action_copy_picture(self) -> None:
        """Make a clean copy of the picture that is shown, with what somebody chooses hidden."""
        post = self.report.post if self.report else None
        if post is None or not post.images:
            self.notify("This post has no picture.")
            return
        index = self.query_one(PicturesPane).index
        self._when_saved(lambda: self._begin_copy(index))

    def _begin_copy(self, index: int) -> None:
        self._say("Looking at what could be hidden in the picture…")
        self._look(self.key, index)

    @work(thread=True, exclusive=True, group="copy")
    def _look(self, key: Key, index: int) -> None:
        try:
            seen, name = self.session.cleanable(key, index)
        except PostlintError as error:
            seen, name = Cleanable("", None, error.faults[0].what), ""
        self.post_message(self.Looked(key, index, seen, name))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        self._say("")
        if event.key != self.key:
            return
        if event.seen.problem:
            self.notify(event.seen.problem, title="No copy can be made", severity="warning", markup=False)
            return
        own = self._worst_boxes(event.index)
        marked = tuple(one for one in event.seen.places if any(_meet(one, box) for box in own))
        self._ask(event.key, event.index, event.seen, Copying(marked, event.name))

    def _worst_boxes(self, index: int) -> list[tuple[int, int, int, int]]:
        """Return where the most severe of what was found in a picture stands."""
        found = [one for one in self.findings if worklist.picture_of(one) == index and one.status == "reported"]
        boxes = ([one.place.box for one in found if one.place.box and one.severity == name] for name in SEVERITIES)
        return next(filter(None, boxes), [])

    def _ask(self, key: Key, index: int, seen: Cleanable, begin: Copying, fault: str = "") -> None:
        def filled(asked: Copying | None) -> None:
            if asked:
                self._plan(key, index, seen, asked)

        form = CopyForm(seen, begin, fault)
        form.keep_in(self.session.journal, self._form(f"copy {index}"))
        self.app.push_screen(form, filled)

    @work(thread=True, exclusive=True, group="copy")
    def _plan(self, key: Key, index: int, seen: Cleanable, asked: Copying) -> None:
        made: CleanCopy | PostlintError
        try:
            made = self.session.plan_copy(key, index, seen, asked.places, asked.name)
        except PostlintError as error:
            made = error
        self.post_message(self.Planned(key, index, seen, asked, made))

    @on(Planned)
    def _planned(self, event: Planned) -> None:
        if event.key != self.key:
            return
        made, asked = event.made, event.asked
        if isinstance(made, PostlintError):
            fault = made.faults[0]
            why = f"{fault.path} {fault.what}: {fault.hint}" if fault.hint else f"{fault.path} {fault.what}"
            self._ask(event.key, event.index, event.seen, asked, unseen.shown(why))
            return

        def answered(answer: str | None) -> None:
            if answer == "write":
                said = f"The copy is written: {made.name}. u takes it back."
                write = partial(self.session.write_copy, event.key, made, named=asked.named)
                self._doing(write, said, form=self._form(f"copy {event.index}"))
            elif answer == "back":
                self._ask(event.key, event.index, event.seen, asked)

        self.app.push_screen(
            Question("A clean copy of the picture", _summary(made, named=asked.named), _ANSWERS), answered
        )


def _summary(made: CleanCopy, *, named: bool) -> str:
    """Return in words what will be written."""
    copy = made.copy
    size = f"{copy.width:,} × {copy.height:,} pixels, {max(1, len(copy.data) // 1000):,} kB"
    lines = [
        f"It goes to {unseen.shown(made.name)} ({size}).",
        f"Made unrecognisable in it: {', '.join(made.hidden)}." if made.hidden else "Nothing in it is hidden.",
        "It carries nothing but its pixels; the picture itself stays as it is.",
    ]
    if made.left:
        lines.append(f"▲ Still found in the file: {', '.join(made.left)}.")
    lines.append(
        "The draft shows the copy from now on." if named else "The draft goes on showing the picture, not the copy."
    )
    return "\n".join(lines)


def _meet(one: Hideable, box: tuple[int, int, int, int]) -> bool:
    """Say whether a place lies at least half within a box, or the other way round."""
    left, top, across, down = one.box
    wide = min(left + across, box[0] + box[2]) - max(left, box[0])
    high = min(top + down, box[1] + box[3]) - max(top, box[1])
    return wide > 0 and high > 0 and 2 * wide * high >= min(across * down, box[2] * box[3])
