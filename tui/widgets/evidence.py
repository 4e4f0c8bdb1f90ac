"""The boxes that tell more about a finding: the words of the clauses, and why postlint thinks so."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from linter.finding import Finding
from tui.session import Explanation
from tui.widgets.dialogue import Telling

_FOR_PROGRAMS = ("fingerprint",)


def clauses_box(finding: Finding, known: Explanation) -> Telling:
    """Return a box with the words of this school's policy that ask for a rule."""
    blocks = [Content.styled(known.summary, "bold")]
    if known.clauses:
        blocks += [
            Content.assemble((clause.id, "bold $primary"), "\n", clause.text or "This clause is in no list of clauses.")
            for clause in known.clauses
        ]
    else:
        blocks.append(Content("No clause of this school's policy asks for it. It is on because it is good practice."))
    return Telling(f"Your policy on {finding.rule}", Content("\n\n").join(blocks))


def evidence_box(finding: Finding, lines: Sequence[str]) -> Telling:
    """Return a box that says why a finding was made."""
    told = [one for one in lines[1:] if not one.strip().startswith(_FOR_PROGRAMS)]
    said = "\n".join(told).strip("\n") or "There is nothing to tell beyond the words that are marked."
    return Telling(f"Why do you think so? {finding.rule}", Content(said))
