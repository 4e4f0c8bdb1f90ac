"""The form in which a draft's declarations are filled in: account, people, consent, credit, alt text, licence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input, Label, Select

from tui.declaring import Group, Line, changed
from tui.widgets.dialogue import Dialogue
from tui.widgets.dialogue import line as row


class DeclarationsForm(Dialogue["dict[str, object]"]):
    """The form. Its answer is field → new value of what was changed."""

    DEFAULT_CSS = """
    DeclarationsForm {
        & .group { text-style: bold; margin: 1 0 0 0; color: $primary; }
    }
    """
    title_text: ClassVar[str] = "What the draft declares"
    yes: ClassVar[str] = "Write into the draft"

    def __init__(self, form: Sequence[Group], first: str) -> None:
        super().__init__()
        self._form, self._first = form, first

    def body(self) -> Iterator[Widget]:
        """Yield the lines."""
        for group in self._form:
            yield Label(group.title, classes="group", markup=False)
            for line in group.lines:
                yield row(line.label, _entry(line))

    def on_mount(self) -> None:
        """Begin where something is missing."""
        found = self.query(f"#{_id(self._first)}")
        (found or self.query("Input, Select")).first().focus()

    def answer(self) -> dict[str, object] | str:
        """Return what was changed, or in words what is wrong."""
        filled: dict[str, str] = {}
        for line in (line for group in self._form for line in group.lines):
            widget = self.query_one(f"#{_id(line.field)}")
            if isinstance(widget, Select):
                filled[line.field] = widget.value if isinstance(widget.value, str) else ""
            elif isinstance(widget, Input):
                filled[line.field] = widget.value
        try:
            return changed(self._form, filled)
        except ValueError as error:
            return str(error)


def _entry(line: Line) -> Widget:
    if not line.choices:
        return Input(line.value, placeholder=line.hint, id=_id(line.field), compact=True)
    known = [word for _, word in line.choices]
    if line.value in known:
        return Select(line.choices, value=line.value, allow_blank=True, id=_id(line.field), compact=True)
    return Select(line.choices, prompt="not said", allow_blank=True, id=_id(line.field), compact=True)


def _id(field: str) -> str:
    return "field-" + field.replace(".", "-")
