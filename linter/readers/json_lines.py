"""JSON Lines: one draft a line; blank lines are passed over, a bad line is named, and the others are read."""

from __future__ import annotations

from collections.abc import Iterator

from linter.post import Entry
from linter.readers import json_values
from linter.readers.expansion import entries
from linter.readers.fields import Source
from linter.readers.values import Faults, Value


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a JSON Lines file."""
    found = values(text, faults)
    sources = [Source(value, number=number) for number, value in enumerate(found, start=1) if value is not None]
    return entries(sources, faults, stem, count=len(found))


def values(text: str, faults: Faults) -> tuple[Value | None, ...]:
    """Return the value of each line; None for one that cannot be read."""
    faults.reads_on = True
    return tuple(_values(text, faults))


def _values(text: str, faults: Faults) -> Iterator[Value | None]:
    lines = faults.lines
    for number in range(1, len(lines) + 1):
        line = lines.line(number)
        if line.strip(" \t"):
            start = lines.start(number)
            yield json_values.read(text, start, start + len(line), faults)
