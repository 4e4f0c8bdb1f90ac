"""The findings of a post as a list to work through, and one of them in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from linter.errors import Fault
from linter.finding import Finding
from linter.post import Post
from tui import unseen
from tui.session import Explanation
from tui.signs import sign_of
from tui.worklist import where

_SHORT = 40


class FindingList(OptionList):
    """The findings of a post, those that stop it first. Highlighting one chooses it."""

    DEFAULT_CSS = """
    FindingList {
        height: auto;
        max-height: 45%;
        border: none;
        border-bottom: solid $primary-muted;
        background: transparent;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; border-bottom: solid $primary; background-tint: transparent; }
        & > .option-list--option-highlighted { background: $primary 25%; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted { background: $primary 40%; color: $foreground; text-style: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]

    class Chosen(Message):
        """Somebody moved to a finding."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Opened(Message):
        """Somebody wants to see a finding where it stands."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def show(self, findings: Sequence[Finding], chosen: int | None, post: Post | None) -> None:
        """List findings, in the order of their numbers."""
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(
                Option(_line(number, finding, post), id=f"finding-{number}")
                for number, finding in enumerate(findings, 1)
            )
            self.highlighted = chosen

    def choose(self, index: int | None) -> None:
        """Highlight a finding without telling anybody."""
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = index

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Chosen(event.option_index))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(event.option_index))


def _line(number: int, finding: Finding, post: Post | None) -> Content:
    sign = sign_of(finding)
    muted = "$text-muted" if finding.status != "reported" else ""
    return Content.assemble(
        (f"{sign.glyph}{number} ", f"bold ${sign.colour}"),
        (unseen.shown(finding.message), muted),
        (f"  {_place(finding, post)}", "dim"),
    )


def _place(finding: Finding, post: Post | None) -> str:
    """Return where a finding is, as short as can be: its words if it has any."""
    if not finding.excerpt:
        return where(finding, post)
    short = finding.excerpt if len(finding.excerpt) <= _SHORT else f"{finding.excerpt[:_SHORT]}…"
    short = unseen.shown(short)
    return f"“{short}”" if finding.place.part == "body" else f"“{short}” {where(finding, post)}"


class FindingDetail(VerticalScroll):
    """One finding: what is wrong, where, why, what to do, under which clauses, and what may be done about it."""

    DEFAULT_CSS = """
    FindingDetail { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    FindingDetail Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(id="said")

    def show(
        self, finding: Finding, number: int, total: int, post: Post | None, known: Explanation, fixes: Sequence[str]
    ) -> None:
        """Say all about one finding; `fixes` are the words for what can be put right by key."""
        self.query_one("#said", Static).update(_said(finding, number, total, post, known, fixes))
        self.scroll_home(animate=False)

    def show_nothing(self, faults: Sequence[Fault], *, checked: bool, approved: str = "") -> None:
        """Say that there is nothing to work through, or why the post could not be checked."""
        if faults:
            content = Content.styled("✖ This post could not be checked, so it must not go out.\n", "bold $error")
            lines = [Content(f"\n{fault.what}" + (f"\n  → {fault.hint}" if fault.hint else "")) for fault in faults]
            content += Content("").join(lines)
        elif checked:
            content = Content.styled("✔ Nothing was found in this post.\n", "bold $success")
            if approved:
                content += Content(f"\nIt is approved: by {unseen.shown(approved)}.")
            else:
                content += Content("\nRead it once more with your own eyes, then press a to approve it.")
        else:
            content = Content.styled("Checking…", "$text-muted")
        self.query_one("#said", Static).update(content)


def _said(
    finding: Finding, number: int, total: int, post: Post | None, known: Explanation, fixes: Sequence[str]
) -> Content:
    sign = sign_of(finding)
    blocks = [
        Content.assemble(
            (f"{sign.glyph} {sign.words.upper()}", f"bold ${sign.colour}"), (f"   {number} of {total}", "dim")
        ),
        Content.assemble((unseen.shown(finding.message), "bold")),
        _block("Where", f"{where(finding, post)[:1].upper()}{where(finding, post)[1:]}" + _quoted(finding)),
    ]
    if finding.status != "reported":
        blocks.append(_block("Let pass", finding.reason or "an exception says so"))
    if known.asked:
        blocks.append(_block("Who asks for what", unseen.shown(known.asked)))
    blocks.append(_block("Why", known.why))
    blocks.append(_block("What to do", finding.fix or known.fix))
    if fixes:
        lines = [f"f  {fixes[0]}", *(f"   {words}" for words in fixes[1:])]
        blocks.append(_block("Put right for you", "\n".join(lines)))
    if known.clauses:
        ids = ", ".join(clause.id for clause in known.clauses)
        blocks.append(_block("Your policy asks it", f"{ids}   (c shows the words)"))
    else:
        blocks.append(_block("Your policy", "No clause of your own policy asks this; it is good practice."))
    if not known.silenceable:
        blocks.append(_block("Can it be let pass?", "No. Nobody can waive this: it has to be put right."))
    elif finding.status == "reported":
        blocks.append(_block("Can it be let pass?", "Yes, with a reason, a name and an end: w"))
    blocks.append(
        Content.styled(
            f"{finding.rule} · {finding.code} · sure to {finding.confidence:.0%} · y: why do you think so?", "dim"
        )
    )
    return Content("\n\n").join(blocks)


def _quoted(finding: Finding) -> str:
    return f": “{unseen.shown(finding.excerpt)}”" if finding.excerpt else ""


def _block(head: str, text: str) -> Content:
    return Content.assemble((head, "$text-muted bold"), "\n", text)
