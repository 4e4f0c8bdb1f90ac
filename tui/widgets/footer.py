"""The line of keys at the foot of each screen."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class KeyFooter(Footer):
    """Textual's footer, made anew only when it shows other keys: it would be each time that the focus moves."""

    _shown: tuple[tuple[object, ...], ...] = ()

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that can be pressed now."""
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            shown = tuple(
                (binding, is_enabled, tooltip)
                for _, binding, is_enabled, tooltip in screen.active_bindings.values()
                if binding.show
            )
            if shown == self._shown:
                return
            self._shown = shown
        super().bindings_changed(screen)
