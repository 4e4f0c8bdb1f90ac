"""The clauses of a policy: each with how far it is checked, by which rules, and why no draft can show the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from linter import catalogue
from linter.catalogue import Coverage, CoveredClause
from tui.screens.knowing import Entry, KnowingScreen
from tui.widgets.rule_text import COVERAGE, clause_text

if TYPE_CHECKING:
    from tui.session import Session

_SHORT = 160


class ClausesScreen(KnowingScreen):
    """Browse the clauses of a policy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rules", "Its rules", tooltip="The rules that serve this clause"),
        Binding("right_square_bracket", "policy(1)", "Next policy", key_display="]"),
        Binding("left_square_bracket", "policy(-1)", "Policy before", key_display="[", show=False),
    ]

    def __init__(self, session: Session, text: str = "") -> None:
        """Show all clauses of the policy of the settings, or those with some words."""
        super().__init__(session, text)
        self._policy = ""
        self._policies: tuple[str, ...] = ()
        self._clauses: dict[str, tuple[CoveredClause, str]] = {}

    def pickers(self) -> Iterator[Widget]:
        """Yield the list of policies."""
        yield Select[str]([], prompt="Policy", compact=True, allow_blank=True, id="policy")

    def read(self) -> Sequence[Entry]:
        """Return all clauses of the policy."""
        linter = self.session.policy()
        self._policies = tuple(dict.fromkeys([linter.profile.name, *catalogue.profiles(linter)]))
        self._policy = self._policy or linter.profile.name
        sources = catalogue.clauses(linter, self._policy)
        self._clauses = {
            clause.id: (clause, source.publisher or source.title) for source in sources for clause in source.clauses
        }
        return [_entry(clause) for clause, _ in self._clauses.values()]

    def loaded(self) -> None:
        """Offer the policies."""
        select = self.query_one("#policy", Select)
        with self.prevent(Select.Changed):
            select.set_options([(name, name) for name in self._policies])
            select.value = self._policy

    def head(self) -> Content:
        """Return how many clauses there are, and how far they are checked."""
        counts = Counter(clause.coverage for clause, _ in self._clauses.values())
        pieces = [Content.styled(f"{len(self._clauses)} clauses of the policy {self._policy}", "bold")]
        pieces += [
            Content.styled(f"{sign.glyph} {counts[name]} {sign.words}", f"$text-{sign.colour}")
            for name, sign in COVERAGE.items()
            if counts[name]
        ]
        if self.group:
            pieces.append(Content.styled(f"only: {COVERAGE[cast('Coverage', self.group)].words}", "bold"))
        return Content("   ").join(pieces)

    def groups(self) -> Sequence[str]:
        """Return how far clauses can be checked."""
        there = {clause.coverage for clause, _ in self._clauses.values()}
        return [name for name in COVERAGE if name in there]

    def page_of(self, entry: Entry) -> Content:
        """Return the page of a clause."""
        return clause_text(*self._clauses[entry.id])

    @on(Select.Changed, "#policy")
    def _policy_picked(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and event.value != self._policy:
            self._policy = event.value
            self._load()

    def action_policy(self, step: int) -> None:
        """Show another policy."""
        if self._policies:
            at = self._policies.index(self._policy)
            self.query_one("#policy", Select).value = self._policies[(at + step) % len(self._policies)]

    def action_rules(self) -> None:
        """Show the rules that serve this clause."""
        from tui.screens.rules import RulesScreen

        if self.chosen is None:
            return
        clause = self._clauses[self.chosen.id][0]
        if not clause.rules:
            self.notify("No rule serves this clause: no draft can show it.")
        elif len(clause.rules) == 1:
            self.app.push_screen(RulesScreen(self.session, rule=clause.rules[0].name))
        else:
            self.app.push_screen(RulesScreen(self.session, text=clause.id))


def _entry(clause: CoveredClause) -> Entry:
    sign = COVERAGE[clause.coverage]
    source, _, number = clause.id.partition("/")
    shown = Content.assemble(
        (f"{sign.glyph} ", f"bold ${sign.colour}"),
        (number, "bold"),
        f"  {clause.text if len(clause.text) <= _SHORT else clause.text[: _SHORT - 1] + '…'}",
    )
    rules = [rule.name for rule in clause.rules]
    words = " ".join([clause.id, source, clause.text, clause.coverage, sign.words, clause.reason, *rules]).casefold()
    return Entry(clause.id, shown, words, frozenset({clause.coverage}))
