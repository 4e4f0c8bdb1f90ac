"""YAML: one draft, a list of drafts, {posts: [drafts]}, or several documents parted by `---`."""

from __future__ import annotations

from linter.post import Entry
from linter.readers import yaml_values
from linter.readers.expansion import entries
from linter.readers.fields import drafts_of
from linter.readers.values import Faults, Value


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the posts in a YAML file."""
    sources = [source for value in values(text, faults) for source in drafts_of(value, faults)]
    faults.reads_on = not len(faults)
    return entries(sources, faults, stem)


def values(text: str, faults: Faults) -> tuple[Value, ...]:
    """Return the documents of a file that hold anything, or nothing after noting what is wrong."""
    start = 1 if text.startswith("\ufeff") else 0
    found = yaml_values.read(text, start, len(text), faults)
    documents = () if found is None else tuple(yaml_values.documents(found))
    if found is not None and not documents:
        faults.add(start, "holds no draft", "write one: body: …")
    return documents
