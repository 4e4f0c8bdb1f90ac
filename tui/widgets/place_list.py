"""The places in a picture that can be hidden, as a list in which some are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from linter.picture_cleaning import HIDEABLE
from tui import unseen
from tui.session import Hideable
from tui.widgets.pick_list import PickList

_SHOWN = 32
_TICK = {True: "[✔]", False: "[ ]"}  # not by colour alone


class PlaceList(PickList):
    """Places, each with the number that it has in the picture. Space and Enter tick one, or take its tick away."""

    DEFAULT_CSS = """
    PlaceList { height: auto; max-height: 50%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Hide or not")]

    class Ticked(Message):
        """Others are ticked now."""

    def __init__(self, places: Sequence[Hideable], ticked: Iterable[Hideable]) -> None:
        self._places = tuple(places)
        own = tuple(ticked)
        self._ticked = {at for at, one in enumerate(self._places) if one in own}
        super().__init__(*(Option(self._words(at)) for at in range(len(self._places))), id="places", classes="kept")

    @property
    def ticked(self) -> tuple[Hideable, ...]:
        """Return the places that are to be hidden, in their order."""
        return tuple(self._places[at] for at in sorted(self._ticked))

    @property
    def kept_words(self) -> str:
        """Return which are ticked, so that they are known again where the same is found in the picture."""
        return ";".join(_place(one) for one in self.ticked)

    def put_back(self, words: str) -> bool:
        """Tick these places, and no others; False if not all of them are there."""
        wanted, there = set(filter(None, words.split(";"))), [_place(one) for one in self._places]
        if not wanted <= set(there):
            return False
        self._tick({at for at, place in enumerate(there) if place in wanted})
        return True

    def tick_all(self) -> None:
        """Tick all, or none if all are ticked."""
        every = set(range(len(self._places)))
        self._tick(set() if self._ticked == every else every)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._tick(self._ticked ^ {event.option_index})

    def _tick(self, ticked: set[int]) -> None:
        changed, self._ticked = self._ticked ^ ticked, ticked
        for at in changed:
            self.replace_option_prompt_at_index(at, self._words(at))
        self.post_message(self.Ticked())

    def _words(self, at: int) -> Content:
        one = self._places[at]
        short = f"{one.words[:_SHOWN]}{'…' if len(one.words) > _SHOWN else ''}"
        read = f" “{unseen.shown(short)}”" if one.words else ""
        where = f" (picture {one.frame + 1} of the animation)" if one.frame else ""
        return Content.assemble(_TICK[at in self._ticked], (f" {at + 1} ", "bold"), HIDEABLE[one.sort][0], read, where)


def _place(one: Hideable) -> str:
    return " ".join(map(str, (one.sort, *one.box, one.frame)))
