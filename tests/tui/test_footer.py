"""The line of keys: it shows those that can be pressed, and stays as it is while they are the same."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._footer import FooterKey

from tui.widgets.footer import KeyFooter


class Plain(Static, can_focus=True):
    """Something without keys of its own."""


class Picky(Static, can_focus=True):
    """Something with a key of its own."""

    BINDINGS = [("z", "zoom", "Zoom")]  # noqa: RUF012 - as Textual declares it

    def action_zoom(self) -> None:
        """Do nothing."""


class Keys(App[None]):
    """Three things to go through, and the keys of each."""

    BINDINGS = [("x", "quit", "Leave")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> ComposeResult:
        yield Plain(id="first")
        yield Plain(id="second")
        yield Picky(id="third")
        yield KeyFooter(show_command_palette=False)


def test_it_is_made_anew_only_for_other_keys() -> None:
    async def play() -> None:
        app = Keys()
        async with app.run_test() as pilot:
            first = await keys_at(pilot, "first")
            second = await keys_at(pilot, "second")
            third = await keys_at(pilot, "third")
            again = await keys_at(pilot, "first")
        assert "Leave" in {key.description for key in first}
        assert [key.description for key in third] != [key.description for key in first]
        assert "Zoom" in {key.description for key in third}
        assert [key.description for key in again] == [key.description for key in first]
        assert all(one is other for one, other in zip(first, second, strict=True))

    asyncio.run(play())


async def keys_at(pilot: Pilot[None], name: str) -> list[FooterKey]:
    """Go to a thing; return what the line shows there."""
    pilot.app.query_one(f"#{name}").focus()
    await pilot.pause()
    await pilot.pause()
    return list(pilot.app.query(FooterKey))
