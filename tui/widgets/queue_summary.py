"""What is told of the queue around its rows: how it stands, and what was found in the post under the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from linter.renderers.columns import visible
from linter.renderers.masking import printable
from linter.report import OUTCOMES, Report
from tui import worklist
from tui.picking import state_of
from tui.session import Item
from tui.session.knowing import NOT_CHECKED
from tui.signs import OUTCOME_SIGNS, sign_of

_BAR = 12
_BROAD = 100  # columns from which on there is room for a bar
_BETWEEN = "   "
_LEAST_NAME = 8


class QueueHead(Static):
    """One line: the school, how many posts stand how, what is chosen or left out, and how far the checking is."""

    DEFAULT_CSS = "QueueHead { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; }"

    def tell(self, school: str, items: Iterable[Item], shown: int, chosen: int, done: int, total: int) -> None:
        """Say it."""
        states = Counter(map(state_of, items))
        pieces = []
        for name in OUTCOMES:
            sign = OUTCOME_SIGNS[name]
            pieces.append(Content.styled(f"{sign.glyph} {states[name]} {name}", f"$text-{sign.colour}"))
        if states[NOT_CHECKED]:
            pieces.append(Content.styled(f"? {states[NOT_CHECKED]} not checked", "bold $text-warning"))
        if shown != states.total():
            pieces.append(Content(f"{shown} shown"))
        if chosen:
            pieces.append(Content.styled(f"◉ {chosen} chosen", "bold"))
        if done < total:
            full = done * _BAR // total
            bar = f"{'━' * full}{'─' * (_BAR - full)} " if self.size.width >= _BROAD else ""
            pieces.append(Content(f"{bar}checking {done} of {total}"))
        # On a small screen the name of the school gives way to what cannot be known otherwise.
        room = max(self.size.width - sum(piece.cell_length + len(_BETWEEN) for piece in pieces), _LEAST_NAME)
        called = visible(school) or "postlint"
        called = called if cell_len(called) <= room else f"{set_cell_size(called, room - 1).rstrip()}…"
        # It is one line whatever it says.
        self.update(Content(_BETWEEN).join([Content.styled(called, "bold"), *pieces]), layout=False)


class QueueGlance(Static):
    """The post under the cursor at a glance: what was found in it, the worst first."""

    DEFAULT_CSS = """
    QueueGlance { height: 8; padding: 0 1; border-top: solid $primary-muted; background: $background; }
    """

    def tell(self, item: Item | None) -> None:
        """Say it; private values are masked."""
        if item is None:
            self.update("", layout=False)
            return
        lines = [Content.styled(visible(f"{item.key.path}  {item.report.id if item.report else ''}".rstrip()), "bold")]
        if item.fault:
            lines.append(Content.styled(f"? This draft is not checked: {visible(item.fault.what)}", "$text-warning"))
            where = f"line {item.fault.line}. " if item.fault.line else ""
            lines.append(Content(f"{where}{visible(item.fault.hint)}"))
        elif item.report is None:
            lines.append(Content("It waits to be checked."))
        else:
            if item.approved:
                said = f"✔ Approved by {visible(item.approved)}, in exactly these words and pictures."
                lines.append(Content.styled(said, "$text-success"))
            lines += _found(item)
        self.update(Content("\n").join(lines), layout=False)


def _found(item: Item) -> Sequence[Content]:
    assert item.report is not None
    report = printable(Report("", (item.report,))).posts[0]
    findings = worklist.in_order(report.findings)
    if not findings:
        return [Content.styled("✔ Nothing was found.", "$text-success")]
    lines = []
    for finding in findings[:5]:
        sign = sign_of(finding)
        lines.append(Content.assemble((f"{sign.glyph} ", f"bold ${sign.colour}"), visible(finding.message)))
    if len(findings) > 5:
        lines.append(Content.styled(f"and {len(findings) - 5} more", "dim"))
    return lines
