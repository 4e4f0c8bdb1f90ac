"""The post as each of its platforms will show it, with its faults underlined and numbered."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.widgets import Static, Tab, Tabs

from linter.finding import Finding
from linter.post import Post
from linter.preview import Preview
from tui.widgets.painting import Marked, alt_text, counted, numbered, painted, tags

_DECLARED = (
    ("account", "Account"),
    ("author", "Author"),
    ("schedule", "Goes out"),
    ("audience", "Audience"),
    ("category", "Category"),
    ("reply_to", "Replies to"),
    ("approval", "Approved (in the draft)"),
    ("second_reader", "Second reader"),
)


class PostPreview(Vertical):
    """A post as a platform shows it; a tab for each platform."""

    DEFAULT_CSS = """
    PostPreview {
        height: 1fr;
        & Tabs { height: 2; }
        & VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        & #card {
            border: round $primary-muted;
            border-title-color: $text; border-subtitle-color: $text-muted; padding: 0 1; height: auto;
        }
        & #around { padding: 0 1; height: auto; margin: 0 0 1 0; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        super().__init__(id=id)
        self._previews: tuple[Preview, ...] = ()
        self._post: Post | None = None
        self._findings: tuple[Finding, ...] = ()
        self._chosen: int | None = None
        self._tabs: tuple[str, ...] = ()  # the platforms that there are tabs for
        self._platform = ""
        self._handle = ""

    def compose(self) -> ComposeResult:
        """Lay out the tabs and the card."""
        yield Tabs()
        with VerticalScroll(can_focus=True):
            yield Static(id="card")
            yield Static(id="around")

    def clear(self) -> None:
        """Show no post, until the next is there."""
        self._post = self._chosen = None
        card = self.query_one("#card", Static)
        card.border_title = card.border_subtitle = ""
        card.update("")
        self.query_one("#around", Static).update("")

    def show(
        self, post: Post, previews: tuple[Preview, ...], findings: Sequence[Finding], chosen: int | None, handle: str
    ) -> None:
        """Show a post; `findings` are in the order of their numbers, `chosen` is the index of one of them."""
        self._post, self._previews, self._handle = post, previews, handle
        self._findings, self._chosen = tuple(findings), chosen
        names = tuple(preview.platform for preview in previews)
        if self._platform not in names:
            self._platform = names[0]
        self._paint()
        if names != self._tabs:
            self._tabs = names
            self.call_after_refresh(self._show_tabs)  # to make them takes longer than to show the post

    async def _show_tabs(self) -> None:
        names, previews, tabs = self._tabs, self._previews, self.query_one(Tabs)
        with self.prevent(Tabs.TabActivated):
            await tabs.clear()
            for index, preview in enumerate(previews):
                await tabs.add_tab(Tab(preview.title or "No platform", id=f"platform-{index}"))
            if names == self._tabs:
                tabs.active = f"platform-{names.index(self._platform)}"

    def choose(self, chosen: int | None) -> None:
        """Show where the finding at an index is."""
        self._chosen = chosen
        self._paint()

    def turn(self, step: int) -> None:
        """Show the next platform, or the one before."""
        tabs = self.query_one(Tabs)
        if step > 0:
            tabs.action_next_tab()
        else:
            tabs.action_previous_tab()

    @on(Tabs.TabActivated)
    def _platform_chosen(self, event: Tabs.TabActivated) -> None:
        event.stop()
        index = int((event.tab.id or "platform-0").removeprefix("platform-"))
        if index < len(self._previews):
            self._platform = self._previews[index].platform
            self._paint()

    def _paint(self) -> None:
        post = self._post
        preview = next((one for one in self._previews if one.platform == self._platform), None)
        if post is None or preview is None:
            return
        marked = numbered(self._findings, self._chosen)
        card, around = self.query_one("#card", Static), self.query_one("#around", Static)
        content, at = _card(preview, marked)
        card.border_title = f"{self._handle} on {preview.title}" if preview.title else self._handle
        card.border_subtitle = f"post {post.thread[0]} of {post.thread[1]} in its thread" if post.thread else ""
        card.update(content)
        around.update(_declared(post, marked))
        if self._chosen is not None:
            self.call_after_refresh(self._bring_into_view, content, at)

    def _bring_into_view(self, content: Content, at: int | None) -> None:
        scroll, card = self.query_one(VerticalScroll), self.query_one("#card", Static)
        if at is None or not card.content_size.width:
            return
        line = content[:at].get_height(RulesMap(), card.content_size.width)
        if not scroll.scroll_y <= line - 1 < scroll.scroll_y + scroll.size.height - 2:
            scroll.scroll_to(y=max(line - scroll.size.height // 2, 0), animate=False)


def _card(preview: Preview, marked: tuple[Marked, ...]) -> tuple[Content, int | None]:
    """Return what stands in the card, and where the chosen finding ends in it."""
    pieces: list[Content] = []
    found: int | None = None

    def add(piece: Content, at: int | None = None) -> None:
        nonlocal found
        if at is not None:
            found = sum(map(len, pieces)) + at
        pieces.append(piece)

    whole = [one for one in marked if one.finding.place.part == "body" and not _has_span(one)]
    if whole:
        add(Content("about the whole post: ") + tags(whole) + Content("\n\n"))
    if preview.headline:
        content, at = painted(preview.headline, marked)
        add(content.stylize_before("bold"), at)
        add(Content("\n\n"))
    content, at = painted(preview.body, marked, preview)
    add(content if preview.body.text.strip() else Content.styled("(no text)", "italic $text-muted"), at)
    for index, alt in enumerate(preview.alts):
        add(Content("\n\n"))
        add(*alt_text(index, alt, marked))
    add(Content("\n\n") + counted(preview))
    if not preview.known and preview.platform:
        add(Content.styled("\n▲ This platform is not known: its limits were not looked at.", "$warning"))
    return Content("").join(pieces), found


def _has_span(one: Marked) -> bool:
    return one.finding.place.start < one.finding.place.end


def _declared(post: Post, marked: tuple[Marked, ...]) -> Content:
    """Return what the author declared, each with the findings about it."""
    lines = []
    for key, label in _DECLARED:
        value = _in_words(post, key)
        own = [one for one in marked if one.finding.place.part == f"field:{key}"]
        if not value and not own:
            continue
        line = Content.assemble((f"{label}: ", "$text-muted"), value or "–")
        lines.append(line + Content(" ") + tags(own) if own else line)
    return Content("\n").join(lines)


def _in_words(post: Post, key: str) -> str:
    if key == "author":
        return (post.author.name or post.author.id or post.author.role or "") if post.author else ""
    if key == "approval":
        if not post.approval:
            return ""
        return f"{post.approval.by}{f', {post.approval.on:%d %B %Y}' if post.approval.on else ''}"
    if key == "schedule":
        if post.schedule is None:
            return ""
        has_hour = hasattr(post.schedule, "hour")
        return post.schedule.strftime("%A %d %B %Y, %H:%M" if has_hour else "%A %d %B %Y")
    return str(getattr(post, key) or "")
