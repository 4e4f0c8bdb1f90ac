"""The linter of a server: made anew when the settings, or a file that they name, has changed.

A server runs for weeks. A consent that was withdrawn, or a pupil who was put on the do-not-publish list, counts from
the next request on; settings that cannot be read any more allow nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from linter import cache, compiled
from linter import settings as settings_file
from linter.cache.inputs import Input, Unsettled, is_same, surroundings
from linter.engine import Linter
from linter.errors import PostlintError
from linter.evidence.pictures.workers import Workers

# Seconds after which files are read again that changed within the last tick of the clock, or are too many to watch.
_PATIENCE = 1.0


class Current:
    """The linter as the files say it should be now. Safe to share between threads."""

    def __init__(
        self,
        settings: Path | None,
        policy: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        workers: Workers | None = None,
    ) -> None:
        """Make the linter. Raise PostlintError if it cannot be made. `workers` look at pictures, for every linter."""
        self._settings, self._policy, self._clock = settings, policy, clock
        self._workers = workers or Workers()
        self._lock = Lock()
        self._store = cache.opened()
        self._compiled = compiled.load(self._store) if self._store else None
        self._inputs: list[Input] = []
        self._is_settled = True
        self._made: Linter | PostlintError
        self._looked = 0.0
        self._make()
        if isinstance(self._made, PostlintError):
            raise self._made

    def linter(self) -> Linter:
        """Return the linter. Raise PostlintError while it cannot be made."""
        with self._lock:
            if self._has_changed():
                self._make()
            made = self._made
        if isinstance(made, PostlintError):
            raise made
        return made

    def _has_changed(self) -> bool:
        if not self._is_settled and self._clock() - self._looked >= _PATIENCE:
            return True
        return not all(map(is_same, self._inputs))

    def _make(self) -> None:
        self._looked = self._clock()
        try:
            # Before it is read: what changes meanwhile is seen to have changed.
            self._watch()
            self._made = self._linter()
        except PostlintError as error:
            # What would mend it may be a file that is not there yet.
            self._made, self._is_settled = error, False

    def _watch(self) -> None:
        """Note the files on which the linter depends, and whether what happens to them is sure to be seen."""
        self._inputs, self._is_settled = [], True
        path = self._settings
        if path is None:
            return
        words = [self._policy] if self._policy else []
        try:
            self._inputs = surroundings(str(path), str(path.parent), words)
        except (Unsettled, OSError, ValueError):
            self._is_settled = False
            with suppress(Unsettled, OSError, ValueError):
                self._inputs = surroundings(str(path), str(path.parent), words, young=True)

    def _linter(self) -> Linter:
        settings = settings_file.load(self._settings)
        store = self._store if settings.cache else None
        linter = Linter(settings, policy=self._policy, store=store, compiled=self._compiled)
        linter.context.lend(self._workers)
        linter.context.matcher  # noqa: B018 - now, and not while somebody waits for the first answer
        return linter
