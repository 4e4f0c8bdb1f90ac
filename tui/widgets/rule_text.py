"""The page of a rule, and that of a clause, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from linter.catalogue import Coverage, CoveredClause, ExamplePage, RulePage, given, looks_at, sentence, set_by
from linter.rule import Setting
from tui import unseen
from tui.signs import SEVERITY_SIGNS, Sign

_FOUND = re.compile("⟦(.*?)⟧", re.DOTALL)
STATES: Mapping[str, Sign] = {
    "on": Sign("✔", "on", "success"),
    "off": Sign("○", "off here", "warning"),
    "not built yet": Sign("…", "not built yet", "primary"),
}
COVERAGE: Mapping[Coverage, Sign] = {
    "checked now": Sign("✔", "checked now", "success"),
    "switched off": Sign("○", "switched off here", "warning"),
    "waiting": Sign("…", "waits for rules not built yet", "primary"),
    "not checkable": Sign("–", "no draft can show it", "primary"),
}


def sign_of_setting(setting: Setting) -> Sign:
    """Return the sign of how severe a rule is."""
    return STATES["off"] if setting == "off" else SEVERITY_SIGNS[setting]


def rule_text(page: RulePage) -> Content:
    """Return the page of a rule that is built."""
    sign = sign_of_setting(page.severity)
    blocks = [
        Content.assemble((page.name, "bold"), (f"  {page.code} · {page.topic}", "dim")),
        Content.styled(page.summary, "bold"),
        Content.assemble(
            (f"{sign.glyph} {sign.words}", f"bold ${sign.colour}"),
            f" under the policy {page.policy}, set by {set_by(page.set_by)}.",
        ),
    ]
    if page.accounts or page.platforms:
        blocks.append(Content(looks_at(page)))
    blocks += _headed("What it says", [Content(sentence(page.message))])
    blocks += _headed("Why", [Content(page.why)])
    blocks += _headed("What to do", [Content(sentence(page.fix))])
    passing = (
        "With a reason and an end, in the draft or signed by somebody (w in a draft)."
        if page.silenceable
        else "Nobody can let this pass: it has to be put right."
    )
    blocks += _headed("May it be let pass?", [Content(passing)])
    cases = [
        Content.assemble((f"{sign_of_setting(one.severity).glyph} {one.name}: ", "bold"), sentence(one.message))
        for one in page.cases
    ]
    blocks += _headed("Cases with words of their own", cases)
    blocks += _headed(
        "Your policy asks for it",
        [
            Content.assemble((one.id, "bold $text-primary"), f"  {one.text or 'This clause is in no list.'}")
            for one in page.clauses
            if one.here
        ]
        or [Content("No clause of this policy asks for it. It is on because it is good practice.")],
    )
    blocks += _headed("It finds", [_example(one, "✖", "error") for one in page.bad])
    blocks += _headed("It leaves alone", [_example(one, "✔", "success") for one in page.good])
    others = [one.id for one in page.clauses if not one.here]
    blocks += _headed("Other policies ask for it too", [Content(", ".join(others))] if others else [])
    return Content("\n").join(blocks)


def planned_text(name: str, code: str, summary: str, clauses: Sequence[tuple[str, str]]) -> Content:
    """Return the page of a rule that is not built yet."""
    blocks = [
        Content.assemble((name, "bold"), (f"  {code}", "dim")),
        Content.styled(summary, "bold"),
        Content("… This rule is not built yet: it finds nothing in any post, and what it would find needs your eyes."),
        *_headed(
            "Clauses that wait for it",
            [Content.assemble((clause, "bold $text-primary"), f"  {text}") for clause, text in clauses],
        ),
    ]
    return Content("\n").join(blocks)


def clause_text(clause: CoveredClause, school: str) -> Content:
    """Return the page of a clause."""
    sign = COVERAGE[clause.coverage]
    blocks = [
        Content.assemble((clause.id, "bold"), (f"  {school}", "dim")),
        Content(clause.text),
        Content(""),
        Content.styled(f"{sign.glyph} {sign.words}", f"bold ${sign.colour}"),
    ]
    rows = []
    for rule in clause.rules:
        state = STATES[rule.state]
        severity = f", {sign_of_setting(rule.severity)}" if rule.state == "on" else ""
        rows.append(
            Content.assemble(
                (f"{state.glyph} ", f"bold ${state.colour}"), (rule.name, "bold"), f" {state.words}{severity}"
            )
        )
    blocks += _headed("The rules that serve it (r opens them)", rows)
    blocks += _headed("Why not all of it" if rows else "Why", [Content(clause.reason)] if clause.reason else [])
    return Content("\n").join(blocks)


def _headed(title: str, blocks: Iterable[Content]) -> list[Content]:
    found = list(blocks)
    return [Content(""), Content.styled(title, "bold $text-primary"), *found] if found else []


def _example(example: ExamplePage, glyph: str, colour: str) -> Content:
    pieces: list[Content | tuple[str, str] | str] = [(f"{glyph} ", f"bold ${colour}")]
    at, text = 0, unseen.shown(example.post.strip()) or "(a post without text)"
    for match in _FOUND.finditer(text):
        pieces += [text[at : match.start()], (match[1], "bold underline")]
        at = match.end()
    pieces.append(text[at:])
    notes = [given(example.given), example.why]
    pieces += [(f"\n    {note}", "dim") for note in filter(None, notes)]
    return Content.assemble(*pieces)
