"""The pictures of a post: hidden until asked, what was found in them in numbered boxes, the facts about each file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, Tab, Tabs
from textual.worker import get_current_worker

from linter.finding import Finding
from linter.picture_preview import MarkedBox, PicturePreview, ReadLine, picture_preview
from linter.post import Post
from tui import unseen
from tui.signs import sign_of
from tui.viewer import open_outside
from tui.widgets.picture_image import PictureImage, drawn, put
from tui.worklist import picture_of, where

if TYPE_CHECKING:
    from tui.session import Key, Session


class PicturesPane(Vertical):
    """The pictures of a post, one at a time; a tab for each."""

    DEFAULT_CSS = """
    PicturesPane {
        height: 1fr;
        & Tabs { height: 2; }
        & VerticalScroll { height: 1fr; padding: 0 1; }
        & #about { height: auto; }
        & #frame { height: auto; max-height: 80%; width: 1fr; }
        & #image { width: auto; height: auto; }
        & .hidden { display: none; }
    }
    """

    class Seen(Message):
        """A picture was prepared, in a thread."""

        def __init__(self, wanted: tuple[object, ...], seen: PicturePreview) -> None:
            super().__init__()
            self.wanted, self.seen = wanted, seen

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        super().__init__(id=id)
        self._session: Session | None = None
        self._key: Key | None = None
        self._post: Post | None = None
        self._findings: tuple[Finding, ...] = ()
        self._chosen: int | None = None
        self._tabs: tuple[str, ...] = ()  # the pictures that there are tabs for
        self._index = 0
        self._whole = False
        self._wanted: tuple[object, ...] = ()
        self._boxes: tuple[MarkedBox, ...] = ()
        self._seen: PicturePreview | None = None

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the picture and what is known of it."""
        yield Tabs()
        with VerticalScroll():
            yield Static(id="about")
            with Vertical(id="frame"):
                yield PictureImage(id="image")
            yield Static(id="facts")

    def clear(self) -> None:
        """Show no picture, until the next is there."""
        self._post = self._seen = None
        self._whole, self._wanted = False, ()
        self._show_none("")

    def show(self, session: Session, key: Key, post: Post, findings: Sequence[Finding], chosen: int | None) -> None:
        """Show the pictures of a post; `findings` are in the order of their numbers."""
        is_same = key == self._key
        self._whole = self._whole and is_same
        self._session, self._key, self._post = session, key, post
        self._findings = tuple(findings)
        names = tuple(image.path for image in post.images)
        if not is_same or names != self._tabs:
            self._index = min(self._index, len(names) - 1) if is_same and names else 0
        self.choose(chosen)
        if names != self._tabs:
            self._tabs = names
            self.query_one(Tabs).set_class(len(names) < 2, "hidden")
            self.call_after_refresh(self._show_tabs)

    async def _show_tabs(self) -> None:
        names, tabs = self._tabs, self.query_one(Tabs)
        with self.prevent(Tabs.TabActivated):
            await tabs.clear()
            for index, name in enumerate(names):
                await tabs.add_tab(Tab(Content(f"{index + 1} {Path(name).name}"), id=f"picture-{index}"))
            if names == self._tabs:
                tabs.active = f"picture-{self._index}" if names else ""

    def choose(self, chosen: int | None) -> None:
        """Show the picture that the finding at an index is about."""
        self._chosen = chosen
        finding = self._findings[chosen] if chosen is not None and chosen < len(self._findings) else None
        index = picture_of(finding) if finding else None
        if index is not None and self._post and index < len(self._post.images):
            self._index = index
            if self._tab_count() > index:
                self.query_one(Tabs).active = f"picture-{index}"
        self._prepare()

    def _tab_count(self) -> int:
        return self.query_one(Tabs).tab_count

    @property
    def index(self) -> int:
        """Return which picture of the post is shown, from 0."""
        return self._index

    def reveal(self) -> None:
        """Show what is hidden, or hide it again."""
        self._whole = not self._whole
        self._prepare()

    def open_outside(self) -> None:
        """Open the picture in the viewer of the system."""
        if self.app.is_web:
            self.notify("The picture would open on another machine.", severity="warning")
            return
        if self._seen is None or self._seen.file is None:
            self.notify("There is no picture to open.", severity="warning")
            return
        problem = open_outside(self._seen.file)
        if problem:
            self.notify(problem, severity="warning", markup=False)

    @on(Tabs.TabActivated)
    def _picked(self, event: Tabs.TabActivated) -> None:
        event.stop()
        if event.tab.id != self.query_one(Tabs).active:
            return  # told of late: another is shown by now
        index = int((event.tab.id or "picture-0").removeprefix("picture-"))
        if index != self._index:
            self._index = index
            self._prepare()

    def _prepare(self) -> None:
        """Have the picture prepared, unless it is already as it should be."""
        post, key = self._post, self._key
        if post is None or key is None or not post.images:
            self._wanted = ()
            self._show_none("This post has no picture.")
            return
        index = min(self._index, len(post.images) - 1)
        boxes = tuple(
            MarkedBox(one.place.box, f"{sign_of(one).glyph}{number}", one.severity == "error")
            for number, one in enumerate(self._findings, 1)
            if one.place.box and picture_of(one) == index
        )
        wanted = (key, post.images[index].path, index, boxes, self._whole)
        if wanted != self._wanted:
            if wanted[:1] != self._wanted[:1]:  # what is there is of another draft
                self._seen = None
                self._show_none("Looking at the picture…")
            self._wanted, self._boxes = wanted, boxes
            self._see(wanted, post, index, drawn(boxes), whole=self._whole)
        elif self._seen:
            self._tell(self._seen)

    def _show_none(self, said: str) -> None:
        self.query_one("#about", Static).update(said)
        self.query_one("#image", PictureImage).image = None
        self.query_one("#facts", Static).update("")

    @work(thread=True, exclusive=True, group="picture")
    def _see(
        self, wanted: tuple[object, ...], post: Post, index: int, boxes: tuple[MarkedBox, ...], *, whole: bool
    ) -> None:
        worker, session, key = get_current_worker(), self._session, self._key
        if session is None or key is None:
            return
        seen = picture_preview(session.linter_of(key), post, index, Path(key.path).parent, boxes, whole=whole)
        if not worker.is_cancelled:
            self.post_message(self.Seen(wanted, seen))

    @on(Seen)
    def _was_seen(self, event: Seen) -> None:
        if event.wanted != self._wanted:
            return
        self._seen = event.seen
        put(self.query_one("#image", PictureImage), event.seen.pixels, self._boxes, event.seen.size)
        self._tell(event.seen)

    def _tell(self, seen: PicturePreview) -> None:
        post = self._post
        if post is None:
            return
        index = min(self._index, len(post.images) - 1)
        about = Content.assemble((f"Picture {index + 1} of {len(post.images)}: ", "$text-muted"), (seen.path, "bold"))
        if seen.problem:
            about += Content.styled(f"\n✖ {seen.problem}", "bold $error")
        elif seen.hidden:
            about += Content.styled(f"\n{seen.hidden} r shows it as it is.", "$text-muted")
        elif self._whole:
            about += Content.styled("\nShown as it is. r hides faces again.", "$text-muted")
        if not seen.problem:
            said = "h makes a clean copy, with what you choose hidden. v opens it in your viewer."
            about += Content.styled(f"\n{said}", "$text-muted")
        self.query_one("#about", Static).update(about)
        width = max((len(label) for label, _ in seen.rows), default=0)
        lines = [
            Content.assemble((f"{label:<{width}}  ", "$text-muted"), unseen.shown(value)) for label, value in seen.rows
        ]
        if seen.words:
            lines.append(Content.styled("\nWhat can be read in it", "$text-muted bold"))
            lines += [self._line(one) for one in seen.words]
        own = [(number, one) for number, one in enumerate(self._findings, 1) if picture_of(one) == index]
        lines += [Content.styled("\nWhat was found in it", "$text-muted bold")] if own else []
        lines += [
            Content.assemble(
                (f"{sign_of(one).glyph}{number} ", f"bold ${sign_of(one).colour}"),
                one.message,
                (f" – {where(one, post)}", "dim"),
            )
            for number, one in own
        ]
        self.query_one("#facts", Static).update(Content("\n").join(lines))

    def _line(self, one: ReadLine) -> Content:
        """Return a line that is read in the picture, with the signs of what was found in it."""
        found = [
            (f" {sign_of(finding).glyph}{number}", f"bold ${sign_of(finding).colour}")
            for number, finding in enumerate(self._findings, 1)
            if finding.place.part == one.part
            and finding.place.start < one.end
            and one.start < max(finding.place.end, finding.place.start + 1)
        ]
        return Content.assemble("  ", (unseen.shown(one.text), "underline" if found else ""), *found)
