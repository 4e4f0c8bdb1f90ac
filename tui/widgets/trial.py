"""The trial of settings that are not written yet: a post to try them on, and what was found in it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import TextArea

from linter.report import PostReport
from tui.signs import OUTCOME_SIGNS, sign_of
from tui.worklist import in_order


class TrialPost(TextArea):
    """The post to try the settings on: our sample, until somebody writes into it."""

    def __init__(self) -> None:
        super().__init__(id="post", classes="kept", show_line_numbers=False)
        self.is_own = False

    @property
    def kept_words(self) -> str:
        """Return what somebody wrote."""
        return self.text if self.is_own else ""

    def put_back(self, words: str) -> bool:
        """Show what somebody wrote."""
        self.is_own = bool(words)
        self.text = words
        return True


def found_in(report: PostReport) -> Content:
    """Return what was found in the post, in a few lines each."""
    sign = OUTCOME_SIGNS[report.outcome]
    lines = [Content.styled(f"{sign.glyph} {sign.words}", f"bold ${sign.colour}")]
    for finding in in_order(report.findings):
        mark = sign_of(finding)
        lines.append(
            Content.assemble(
                (f"{mark.glyph} ", f"bold ${mark.colour}"), finding.message, (f"\n   → {finding.fix}", "dim")
            )
        )
    return Content("\n").join(lines)
