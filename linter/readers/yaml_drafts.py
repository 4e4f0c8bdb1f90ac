"""YAML: one draft, a list of drafts, {posts: [drafts]}, or several documents parted by `---`."""

from __future__ import annotations

from linter.post import Entry
from linter.readers import yaml_values
from linter.readers.expansion import entries
from linter.readers.fields import drafts_of
from linter.readers.values import Faults


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a YAML file."""
    start = 1 if text.startswith("\ufeff") else 0
    values = yaml_values.read(text, start, len(text), faults)
    if values is None:
        return ()
    documents = tuple(yaml_values.documents(values))
    if not documents:
        faults.add(start, "holds no draft", "write one: body: …")
    sources = [source for value in documents for source in drafts_of(value, faults)]
    return entries(sources, faults, stem)
