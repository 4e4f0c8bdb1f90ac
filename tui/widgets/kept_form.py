"""What is typed into a form is kept at each change, and is there again when the form is, however the app ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, Select
from textual.widgets.select import InvalidSelectValueError


class Keeper(Protocol):
    """What keeps the words of a form until they are done with, however the app ends."""

    def keep_form(self, name: str, words: Mapping[str, str]) -> None:
        """Keep what stands in a form: field → words."""

    def form_of(self, name: str) -> Mapping[str, str]:
        """Return what was kept of a form."""

    def forget_form(self, name: str) -> None:
        """Forget what was kept of a form."""


@runtime_checkable
class Keepable(Protocol):
    """A field of our own, of the class "kept", that says itself in words what stands in it."""

    @property
    def kept_words(self) -> str:
        """Return what stands in it."""

    def put_back(self, words: str) -> bool:
        """Show what stood in it; False if that cannot be any more."""


class KeptForm:
    """The fields of a form that have an id: `Input`, `Select` and what is `Keepable`."""

    def __init__(self, form: DOMNode, keeper: Keeper, name: str) -> None:
        """Take a form whose fields are there, as nobody has typed into it yet; `name` tells it from all others."""
        self._form, self._keeper, self._name = form, keeper, name
        self._blank = self._words()
        self._waiting = dict(keeper.form_of(name))
        self._was_kept = bool(self._waiting)

    def put_back(self) -> bool:
        """Put back what was kept, but for fields that somebody has changed since; say whether anything is other now.

        What cannot be put back stays kept: call it again when a field has got its choices.
        """
        is_back = False
        now = self._words()
        for name, words in tuple(self._waiting.items()):
            if now.get(name) != self._blank.get(name) or words == now.get(name):
                del self._waiting[name]
            elif name in now and _put(self._form.query_one(f"#{name}", Widget), words):
                del self._waiting[name]
                is_back = True
        return is_back

    def keep(self) -> None:
        """Keep what stands in the fields now."""
        words = self._words()
        if words == self._blank and not self._waiting and not self._was_kept:
            self._keeper.forget_form(self._name)
        else:
            self._keeper.keep_form(self._name, {**words, **self._waiting})

    def forget(self) -> None:
        """Forget what was kept: it was done, or cancelled on purpose."""
        self._keeper.forget_form(self._name)

    def _words(self) -> dict[str, str]:
        found = ((field.id, _said(field)) for field in self._form.query("Input, Select, .kept").results(Widget))
        return {name: words for name, words in found if name and words is not None}


def _said(field: Widget) -> str | None:
    """Return what stands in a field, None for one that is not kept."""
    if isinstance(field, Input):
        return field.value
    if isinstance(field, Select):
        return field.value if isinstance(field.value, str) else ""
    return field.kept_words if isinstance(field, Keepable) else None


def _put(field: Widget, words: str) -> bool:
    if isinstance(field, Input):
        field.value = words
    elif isinstance(field, Select):
        try:
            field.value = words or Select.NULL
        except InvalidSelectValueError:  # it could be chosen then, and cannot now
            return False
    elif isinstance(field, Keepable):
        return field.put_back(words)
    return True
