"""From a file to the posts in it: one module per format, chosen by the file's suffix.

A reader is a module with `read(text, faults, stem) -> tuple[Entry, ...]`: it notes what is wrong in `faults`, and calls
posts without an id after `stem`. It is imported when its format first turns up.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from linter.errors import DraftError, Fault
from linter.post import Draft
from linter.readers.values import Faults

# Suffix → the module in this package that reads it.
READERS: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".json": "json_drafts",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".yaml": "yaml_drafts",
    ".yml": "yaml_drafts",
}
MOST_BYTES = 16 * 1024 * 1024
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read(path: str, data: bytes, suffix: str | None = None) -> Draft:
    """Return the posts of a file, given its bytes; `suffix` (".md") stands in for the path's own.

    Raises `DraftError` with every fault of the file.
    """
    suffix = PurePath(path).suffix if suffix is None else suffix
    module = READERS.get(suffix.lower())
    if module is None:
        what = f"is no kind of draft: its name ends in {suffix}" if suffix else "is no kind of draft: it has no suffix"
        raise DraftError(Fault(path, what, f"one of {', '.join(READERS)}"))
    text = decode(path, data)
    faults = Faults(path, text)
    entries = import_module(f"linter.readers.{module}").read(text, faults, PurePath(path).stem)
    faults.settle()
    return Draft(path, text, entries)


def decode(path: str, data: bytes) -> str:
    """Return a file's text: UTF-8, or UTF-16 with its byte order mark; the mark stays in the text.

    Raises `DraftError` naming line and byte.
    """
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f} MB; a draft may have {MOST_BYTES // 1024 // 1024}"
        raise DraftError(Fault(path, f"is too big: {size}", "split it into several files"))
    encoding = _UTF16.get(data[:2], "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        name = "UTF-8" if encoding == "utf-8" else "UTF-16"
        what = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not {name} text"
        raise DraftError(Fault(path, what, "save it as UTF-8", line=_line(before))) from None
    nul = text.find("\0")
    if nul >= 0:
        what = "is not a text file: it holds a NUL byte"
        raise DraftError(Fault(path, what, "save it as plain text in UTF-8", line=_line(text[:nul])))
    return text


def _line(before: str) -> int:
    """Return the line that follows after `before`."""
    faults = Faults("", before)
    return faults.lines.position(len(before))[0]
