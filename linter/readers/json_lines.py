"""JSON Lines: one draft a line; blank lines are passed over, and every bad line is named."""

from __future__ import annotations

from linter.post import Entry
from linter.readers import json_values
from linter.readers.expansion import entries
from linter.readers.fields import Source
from linter.readers.values import Faults


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a JSON Lines file."""
    lines = faults.lines
    sources = []
    for number in range(1, len(lines) + 1):
        line = lines.line(number)
        if not line.strip(" \t"):
            continue
        start = lines.start(number)
        value = json_values.read(text, start, start + len(line), faults)
        if value is not None:
            sources.append(Source(value))
    return entries(sources, faults, stem)
