"""JSON: one draft, a list of drafts, or {"posts": [drafts]}."""

from __future__ import annotations

from linter.post import Entry
from linter.readers import json_values
from linter.readers.expansion import entries
from linter.readers.fields import drafts_of
from linter.readers.values import Faults


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a JSON file."""
    value = json_values.read(text, 1 if text.startswith("\ufeff") else 0, len(text), faults)
    if value is None:
        return ()
    return entries(drafts_of(value, faults), faults, stem)
