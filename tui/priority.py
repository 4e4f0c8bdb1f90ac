"""What keeps the keys quick while much is read and known: who gives way to whom in the process of the app."""

from __future__ import annotations

import gc
import sys

_TURN = 0.0005  # seconds; a tenth of what is usual


def favour_keys() -> None:
    """Let keys be answered first: a thread that reads what was found gives way sooner than it would."""
    sys.setswitchinterval(_TURN)
    settle()


def settle() -> None:
    """Tell the collector of garbage that what is known now will stay.

    It would look through the reports of a thousand drafts each time, which takes longer than anybody waits for a key.
    """
    gc.collect(1)
    gc.freeze()
