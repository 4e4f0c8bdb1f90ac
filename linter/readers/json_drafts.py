"""JSON: one draft, a list of drafts, or {"posts": [drafts]}."""

from __future__ import annotations

from linter.post import Entry
from linter.readers import json_values
from linter.readers.expansion import entries
from linter.readers.fields import drafts_of
from linter.readers.values import Faults, Value


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a JSON file."""
    sources = [source for value in values(text, faults) for source in drafts_of(value, faults)]
    faults.reads_on = not len(faults)
    return entries(sources, faults, stem)


def values(text: str, faults: Faults) -> tuple[Value, ...]:
    """Return the one value of a file, or nothing after noting what is wrong."""
    value = json_values.read(text, 1 if text.startswith("\ufeff") else 0, len(text), faults)
    return () if value is None else (value,)
