"""The draft screen, the part that lays out: the post, its findings, the file and the pictures, wide or narrow."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static, Tab, Tabs

from linter.finding import Finding
from tui.signs import sign_of
from tui.widgets.editor import DraftArea, DraftEditor
from tui.widgets.findings import FindingDetail, FindingList
from tui.widgets.footer import KeyFooter
from tui.widgets.pictures import PicturesPane
from tui.widgets.preview import PostPreview

WIDE = 110  # columns from which on the findings stand beside the post


class DraftViews(Screen[None]):
    """Lay out one draft; what stands in it is added by the classes that follow."""

    DEFAULT_CSS = """
    DraftViews {
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
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class has it
        (0, "-narrow"),
        (WIDE, "-wide"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view = "post"
        self._theme = ""  # of its styles

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="head")
        yield Tabs(*(Tab(words, id=f"view-{name}") for name, words in self._words().items()), id="views")
        with Horizontal(id="desk"):
            with Container(id="left"):
                yield PostPreview(id="post")
                # One view at a time from the first frame on; `_arrange` comes only when the size is known.
                yield DraftEditor(id="edit").add_class("hidden")
                yield PicturesPane(id="pictures").add_class("hidden")
            with Vertical(id="right"):
                yield FindingList(id="list")
                yield FindingDetail(id="detail")
        yield Static(id="strip", classes="hidden")
        yield Static(id="note", classes="hidden")
        yield KeyFooter(show_command_palette=False, compact=True)

    @staticmethod
    def _words() -> dict[str, str]:
        return {"post": "1 Post", "findings": "2 Findings", "edit": "3 The file", "pictures": "4 Pictures"}

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Keep the styles of all that is in it, unless there is another theme now: to find them again takes a while."""
        event.refresh_styles = self._theme != self.app.theme
        self._theme = self.app.theme

    def on_resize(self) -> None:
        """Lay out anew for the width."""
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.size.width >= WIDE
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
        if view != "findings" or self.size.width < WIDE:
            self._to(view)
        # At once, not when there is time: what is typed next must not be taken for the keys of the screen.
        if view == "edit":
            self.set_focus(self.query_one(DraftArea))
        elif view == "findings":
            self.set_focus(self.query_one(FindingList))

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


def strip(finding: Finding | None, number: int, total: int) -> Content:
    """Return the chosen finding in a few lines, for where there is no room for the list beside the post."""
    if finding is None:
        return Content.styled("Nothing to put right here.", "$text-muted")
    sign = sign_of(finding)
    return Content.assemble(
        (f"{sign.glyph}{number} of {total} ", f"bold ${sign.colour}"), finding.message, (f"\n→ {finding.fix}", "dim")
    )
