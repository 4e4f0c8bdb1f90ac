"""Tests of the readers, and the ways in which they look at a draft."""

from __future__ import annotations

from linter.errors import DraftError
from linter.post import Draft, Entry
from linter.readers import read
from linter.readers.values import Data, Value
from linter.text import Lines


def drafted(path: str, text: str, encoding: str = "utf-8") -> Draft:
    """Read a draft that is given as text."""
    return read(path, text.encode(encoding))


def only(draft: Draft) -> Entry:
    """Return the one post of a draft."""
    (entry,) = draft.entries
    return entry


def source(draft: Draft, part: str, entry: Entry | None = None) -> str:
    """Return what stands in the file where a part is said to stand."""
    start, end = (entry or only(draft)).places[part].span(0, 10**9)
    return draft.text[start:end]


def position(draft: Draft, part: str, offset: int = 0, entry: Entry | None = None) -> tuple[int, int]:
    """Return line and column of the character at `offset` of a part."""
    start, _ = (entry or only(draft)).places[part].span(offset, offset + 1)
    return Lines(draft.text).position(start)


def faults(path: str, text: str) -> list[str]:
    """Return the messages of a draft that cannot be read, or of which some posts cannot."""
    try:
        found = drafted(path, text).faults
    except DraftError as error:
        found = error.faults
    assert found
    return [str(fault) for fault in found]


def plain(value: Value) -> object:
    """Return the data of a value alone."""
    data: Data = value.data
    if isinstance(data, dict):
        return {name: plain(item) for name, item in data.items()}
    if isinstance(data, tuple):
        return [plain(item) for item in data]
    return data
