"""The page of a rule in Markdown, for `explain` and the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.commands import markdown_text
from linter.commands.markdown_text import code, example, text
from linter.commands.rule_page import ExamplePage, RulePage
from linter.commands.wording import flat, given, looks_at, sentence, set_by, silencing, state, suppression, value
from linter.packs import PlannedRule


def page(rule: RulePage) -> Iterator[str]:
    """Yield the whole page under one policy."""
    yield f"# {rule.name} ({rule.code})"
    yield f"\n{text(rule.summary)}\n"
    yield text(state(rule))
    yield from _words(rule)
    yield from _silencing(rule)
    for title, here in (("Clauses of this policy", True), ("Clauses of other policies that ask the same", False)):
        clauses = [clause for clause in rule.clauses if clause.here == here]
        if clauses:
            yield f"\n## {title}\n"
            yield from (
                f"- {code(c.id)}{f' ({text(c.school)})' if c.school else ''}: {text(c.text)}".rstrip(": ")
                for c in clauses
            )
    yield from cases(rule, "##")
    yield from options(rule, "##")
    yield from examples(rule, "##")


def body(rule: RulePage) -> Iterator[str]:
    """Yield the words of a rule as they are under any policy: what is wrong, why, what to do."""
    yield from _words(rule)
    yield from _silencing(rule)


def _words(rule: RulePage) -> Iterator[str]:
    if rule.accounts or rule.platforms:
        yield f"\n{text(looks_at(rule))}"
    for label, words in (
        ("What is wrong", sentence(rule.message)),
        ("Why", rule.why),
        ("What to do", sentence(rule.fix)),
    ):
        yield f"\n**{label}:** {text(words)}"


def _silencing(rule: RulePage) -> Iterator[str]:
    how = f" {code(suppression(rule))}" if rule.silenceable else ""
    yield f"\n**Can it be silenced?** {text(silencing(rule))}{how}"


def cases(rule: RulePage, level: str) -> Iterator[str]:
    """Yield the cases of a rule as a table."""
    if rule.cases:
        yield f"\n{level} Cases\n"
        rows = [
            (code(case.name), case.severity, text(sentence(case.message)), text(sentence(case.fix)))
            for case in rule.cases
        ]
        yield from markdown_text.table(("case", "severity", "what is wrong", "what to do"), rows)


def options(rule: RulePage, level: str) -> Iterator[str]:
    """Yield the options of a rule with their values."""
    if any(True for option in rule.options for _ in flat(option.name, option.value)):
        yield f"\n{level} Options\n"
        yield f"Kind of check: {code(rule.kind)}.\n"
        for option in rule.options:
            by = "" if option.set_by == "rule" else f", set by {set_by(option.set_by)}"
            for key, item in flat(option.name, option.value):
                yield f"- {code(f'{key} = {value(item)}')}{by}"


def examples(rule: RulePage, level: str, *, most: int = 1000) -> Iterator[str]:
    """Yield the bad and the good examples, at most so many of each."""
    for title, listed in (("Bad examples", rule.bad), ("Good examples", rule.good)):
        if listed:
            yield f"\n{level} {title}\n"
            yield from map(_example, listed[:most])
            if len(listed) > most:
                yield f"- … and {len(listed) - most} more in the rule's file"


def _example(shown: ExamplePage) -> str:
    notes = [
        example(given(shown.given)) if shown.given else "",
        f"case {code(shown.case)}" if shown.case else "",
        text(shown.why),
    ]
    noted = "; ".join(filter(None, notes))
    return f"- {example(shown.post) or '(no text)'}{f' *({noted})*' if noted else ''}"


def planned(rule: PlannedRule, said: str, waiting: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the page of a rule that is not built yet."""
    yield f"# {rule.name} ({rule.code})"
    yield f"\n{text(rule.summary)}\n"
    yield text(said)
    if waiting:
        yield "\n## Clauses that wait for it\n"
        yield from (f"- {code(clause)}: {text(words)}" for clause, words in waiting)
