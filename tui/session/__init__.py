"""What the review app knows and does, without a terminal: the only door from its screens to `linter`.

    session = Session(["drafts"], beside=True)
    for item in session.scan(): …          # in a thread; `session.items` may be read meanwhile
    session.check_text(key, text)          # as somebody types
    session.save(key, text)                # whole or not at all; raises ChangedOnDisk
    session.close()

- `items`      the rows of the queue
- `judging`    judging one draft, as `check` does; `checker` does it in a process of its own, `child`
- `drafts`     reading and writing whole files; `unsaved` keeps what was typed and not saved
- `explaining` `fixing` `deciding` what is said of a finding, what a machine can do about it, and what people decide;
  `cleaning` makes clean copies of pictures
"""

from __future__ import annotations

from tui.session.cleaning import Cleanable, CleanCopy, Hideable
from tui.session.deciding import Outcome, Plan, Seen
from tui.session.errors import CannotDecide, ChangedOnDisk
from tui.session.explaining import ClauseText, Explanation
from tui.session.fixing import Fix
from tui.session.items import Item, Key, State
from tui.session.session import Session

__all__ = [
    "CannotDecide",
    "ChangedOnDisk",
    "ClauseText",
    "CleanCopy",
    "Cleanable",
    "Explanation",
    "Fix",
    "Hideable",
    "Item",
    "Key",
    "Outcome",
    "Plan",
    "Seen",
    "Session",
    "State",
]
