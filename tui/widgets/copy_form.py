"""A clean copy of a picture: choose what is hidden in it and see it at once, say where the copy goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import MouseDown, MouseEvent, MouseUp
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from linter.picture_preview import MarkedBox
from linter.value import frozen
from tui import unseen
from tui.session import Cleanable, Hideable
from tui.widgets.dialogue import Dialogue
from tui.widgets.footer import KeyFooter
from tui.widgets.picture_image import PictureImage, drawn, put
from tui.widgets.place_list import PlaceList

_COPY, _PICTURE = "copy", "picture"
_SHOWS = (("the copy", _COPY), ("the picture as it is", _PICTURE))
_OWN = re.compile(r"\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*")


@frozen
class Copying:
    """What is hidden in a copy, where it goes as the draft names it, and whether the draft names it from now on."""

    places: tuple[Hideable, ...]
    name: str
    named: bool = True


class CopyForm(Dialogue[Copying]):
    """Choose what is hidden in a copy of a picture. Nothing is written before its summary was seen."""

    DEFAULT_CSS = """
    CopyForm {
        & > #box { width: 100%; max-width: 150; height: 100%; max-height: 100%; }
        & #sides { height: 1fr; }
        & #seen { width: 1fr; height: 1fr; }
        & #image { width: auto; height: auto; }
        & #inside { width: 46; height: 1fr; max-height: 100%; margin: 0 0 0 1; }
        & .label { color: $text-muted; margin: 1 0 0 0; height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", "All or none"),
        Binding("r", "reveal", "Show faces"),
    ]
    title_text: ClassVar[str] = "A clean copy of the picture"
    yes: ClassVar[str] = "Go on"

    def __init__(self, seen: Cleanable, begin: Copying, fault: str = "") -> None:
        """Begin with what was chosen before; `fault` is why that cannot be."""
        super().__init__()
        self._seen, self._begin, self._fault = seen, begin, fault
        self._whole = False
        self._corner: tuple[int, int] | None = None  # where somebody began to draw a place

    def compose(self) -> ComposeResult:
        """Lay out the picture beside the questions."""
        with Vertical(id="box") as box:
            box.border_title = f"{self.title_text}: {unseen.shown(self._seen.path)}"
            with Horizontal(id="sides"):
                with Vertical(id="seen"):
                    yield PictureImage(id="image")
                with VerticalScroll(id="inside", can_focus=False):
                    yield from self.body()
            said = Content.styled(f"✖ {self._fault}", "bold") if self._fault else ""
            yield Static(said, classes="fault", id="fault")
            with Horizontal(id="buttons"):
                yield Button(f" {self.yes} ", variant="primary", id="yes", compact=True)
                yield Button(f" {self.no} ", id="no", compact=True)
        yield KeyFooter(show_command_palette=False, compact=True)

    def body(self) -> Iterator[Widget]:
        """Yield what can be hidden, and the questions."""
        places = self._seen.places
        if places:
            yield Static("What shall nobody be able to recognise?", classes="said")
            yield PlaceList(places, self._begin.places)
        else:
            yield Static("Nothing was found in it that might have to be hidden.", classes="said")
        if self._seen.unseen:
            said = f"▲ It could not be searched for {', '.join(self._seen.unseen)}: look yourself."
            yield Static(Content.styled(said, "$warning"))
        across, down = self._seen.size
        yield Static(
            f"Hide another place: draw it with the mouse, or in numbers ({across} × {down} pixels)",
            classes="label",
            markup=False,
        )
        own = "; ".join(", ".join(map(str, one.box)) for one in self._begin.places if not one.sort)
        yield Input(own, placeholder="left, top, width, height", id="own", compact=True)
        yield Static("Where does the copy go, seen from the draft?", classes="label", markup=False)
        yield Input(self._begin.name, id="name", compact=True)
        yield Static("What does the draft show from now on?", classes="label", markup=False)
        shown = _COPY if self._begin.named else _PICTURE
        yield Select(_SHOWS, value=shown, allow_blank=False, id="shown", compact=True)
        said = (
            "The picture itself stays as it is. Its copy holds pixels and nothing else: no place, no names, no dates."
        )
        yield Static(said, classes="hint")

    def on_mount(self) -> None:
        """Begin with what is hidden."""
        self.query("PlaceList, Input").first().focus()
        self._draw()

    def answer(self) -> Copying | str:
        """Return what is to be done, or in words what is missing."""
        own = self._own()
        if own is None:
            return "Another place is four numbers: left, top, width, height; several with semicolons between."
        name = self.query_one("#name", Input).value.strip()
        if not name:
            return "Say where the copy goes."
        return Copying((*self._chosen(), *own), name, self.query_one("#shown", Select).value == _COPY)

    def _chosen(self) -> tuple[Hideable, ...]:
        return tuple(one for each in self.query(PlaceList) for one in each.ticked)

    def _own(self) -> tuple[Hideable, ...] | None:
        """Return the places that were written down, None if they cannot be understood."""
        words = [word for word in self.query_one("#own", Input).value.split(";") if word.strip()]
        found = []
        for word in words:
            match = _OWN.fullmatch(word)
            if not match:
                return None
            left, top, across, down = (int(number) for number in match.groups())
            if left >= self._seen.size[0] or top >= self._seen.size[1] or not across or not down:
                return None
            found.append(Hideable("", (left, top, across, down)))
        return tuple(found)

    @on(PlaceList.Ticked)
    @on(Input.Changed, "#own")
    def _draw(self) -> None:
        """Show how the copy would look."""
        chosen = self._chosen()
        boxes = [
            MarkedBox(one.box, f"{number}{' hidden' if one in chosen else ''}", one in chosen)
            for number, one in enumerate(self._seen.places, 1)
            if one.frame == 0
        ]
        own = self._own() or ()
        boxes += [MarkedBox(one.box, "hidden") for one in own]
        hidden = [one.box for one in (*chosen, *own) if one.frame == 0]
        picture = self._seen.shown(hidden, drawn(boxes), whole=self._whole)
        put(self.query_one("#image", PictureImage), picture, boxes, self._seen.size)

    @on(PlaceList.Ticked)
    def _ticked(self) -> None:
        self.keep_words()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin to draw a place."""
        self._corner = self._pixel(event)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Take the place that was drawn."""
        begun, ended = self._corner, self._pixel(event)
        self._corner = None
        if begun is None or ended is None or begun == ended:
            return
        (left, right), (top, bottom) = sorted((begun[0], ended[0])), sorted((begun[1], ended[1]))
        own, box = self.query_one("#own", Input), f"{left}, {top}, {max(1, right - left)}, {max(1, bottom - top)}"
        own.value = f"{own.value.strip().rstrip(';')}; {box}" if own.value.strip() else box

    def _pixel(self, event: MouseEvent) -> tuple[int, int] | None:
        """Return where in the picture the mouse is, None if it is not over it."""
        region = self.query_one("#image", PictureImage).content_region
        if not region.contains(event.screen_x, event.screen_y):
            return None
        across, down = self._seen.size
        x, y = event.screen_x - region.x + 0.5, event.screen_y - region.y + 0.5
        return round(x / region.width * across), round(y / region.height * down)

    def action_all(self) -> None:
        """Choose all places, or none if all are chosen."""
        for each in self.query(PlaceList):
            each.tick_all()

    def action_reveal(self) -> None:
        """Show the faces that are not chosen, or hide them again."""
        self._whole = not self._whole
        self._draw()
