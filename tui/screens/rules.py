"""The rules: search them as you type, see which are on in this policy, and read what each wants, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from linter import catalogue
from linter.catalogue import Row
from tui.screens.knowing import Entry, KnowingScreen
from tui.widgets.pick_list import PickList
from tui.widgets.rule_text import STATES, planned_text, rule_text, sign_of_setting

if TYPE_CHECKING:
    from linter.engine import Linter
    from tui.session import Session

_SORTS = ("error", "warning", "info", "off", "not built yet")


class RulesScreen(KnowingScreen):
    """Browse the rules."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "family", "Family", tooltip="Show only the next family: accounts, images, …"),
        Binding("c", "clauses", "Its clauses", tooltip="The clauses of your policy that ask for this rule"),
    ]

    def __init__(self, session: Session, text: str = "", rule: str = "") -> None:
        """Show all, or those with some words; begin at one of them."""
        super().__init__(session, text)
        self._linter: Linter | None = None
        self._rows: dict[str, Row] = {}
        self._first = rule
        self._family = ""

    def pickers(self) -> Iterator[Widget]:
        """Yield the list of families."""
        yield Select[str]([], prompt="Family", compact=True, id="family")

    def read(self) -> Sequence[Entry]:
        """Return all rules."""
        self._linter = linter = self.session.policy()
        self._rows = {row.name: row for row in catalogue.rules(linter)}
        return [_entry(row, linter) for row in self._rows.values()]

    def loaded(self) -> None:
        """Offer the families, and begin at the rule that is asked for."""
        names = dict.fromkeys(row.topic for row in self._rows.values() if row.topic)
        self.query_one("#family", Select).set_options([(name, name) for name in names])
        ids = [entry.id for entry in self.shown]
        if self._first in ids:
            self.query_one(PickList).highlighted = ids.index(self._first)
            self.action_read()

    def head(self) -> Content:
        """Return how many rules there are, and how many are on."""
        linter = self._linter
        states = Counter(row.state for row in self._rows.values())
        pieces = [Content.styled(f"Rules of the policy {linter.profile.name if linter else ''}", "bold")]
        pieces += [
            Content.styled(f"{sign.glyph} {states[name]} {name}", f"$text-{sign.colour}")  # type: ignore[index]
            for name, sign in STATES.items()
            if states[name]  # type: ignore[index]
        ]
        if self.group:
            words = STATES[self.group].words if self.group in STATES else sign_of_setting(self.group).words  # type: ignore[arg-type]
            pieces.append(Content.styled(f"only: {words}", "bold"))
        return Content("   ").join(pieces)

    def groups(self) -> Sequence[str]:
        """Return the sorts of rules: how severe they are, or that they are off."""
        there = {group for entry in self.entries for group in entry.groups}
        return [name for name in _SORTS if name in there]

    def takes(self, entry: Entry) -> bool:
        """Say whether a rule is shown."""
        return super().takes(entry) and (not self._family or self._family in entry.groups)

    def page_of(self, entry: Entry) -> Content:
        """Return the page of a rule."""
        linter = self._linter
        if linter is None:
            return Content("")
        page = catalogue.page(linter, entry.id)
        if page is not None:
            return rule_text(page)
        row = self._rows[entry.id]
        return planned_text(row.name, row.code, row.summary, catalogue.waiting_clauses(linter, row.name))

    @on(Select.Changed, "#family")
    def _family_picked(self, event: Select.Changed) -> None:
        self._family = event.value if isinstance(event.value, str) else ""
        self.pick()

    def action_family(self) -> None:
        """Show only the next family, and after the last one all."""
        names = ["", *dict.fromkeys(row.topic for row in self._rows.values() if row.topic)]
        self._family = names[(names.index(self._family) + 1) % len(names)]
        select = self.query_one("#family", Select)
        if self._family:
            select.value = self._family
        else:
            select.clear()

    def action_clauses(self) -> None:
        """Show the clauses that ask for this rule."""
        from tui.screens.clauses import ClausesScreen

        if self.chosen:
            self.app.push_screen(ClausesScreen(self.session, self.chosen.id))

    def action_leave(self) -> None:
        """Go back, step by step."""
        if self._family and self.focused is not None and self.focused.id == "rows" and not self._text:
            self.query_one("#family", Select).clear()
        else:
            super().action_leave()


def _entry(row: Row, linter: Linter) -> Entry:
    is_on = row.state == "on"
    sign = sign_of_setting(row.severity) if is_on else STATES[row.state]
    shown = Content.assemble(
        (f"{sign.glyph} ", f"bold ${sign.colour}"),
        (row.name, "bold" if is_on else ""),
        (f"  {row.code}{'' if is_on else f' · {sign.words}'}", "dim"),
    )
    active = linter.profile.rules.get(row.name)
    clauses = active.clauses if active else ()
    words = " ".join([row.name, row.code, row.topic, row.state, row.severity, row.summary, *clauses]).casefold()
    groups = frozenset({row.severity if is_on else row.state, row.topic})
    return Entry(row.name, shown, f"{words} {row.name.replace('-', ' ')}", groups)
