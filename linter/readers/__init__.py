"""From a file to the posts in it: one module per format, chosen by the file's suffix.

A reader is a module with `read(text, faults, stem) -> tuple[Entry, ...]`: it notes what is wrong in `faults`, and calls
posts without an id after `stem`. It is imported when its format first turns up. What a reader cannot know by itself
comes as `ReaderOptions`: the columns of a sheet, the paths of a document.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Any

from linter.errors import DraftError, Fault
from linter.post import Draft, Entry
from linter.reader_options import CsvOptions, ReaderOptions
from linter.readers.values import Faults
from linter.value import replace

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
    ".csv": "csv_drafts",
    ".tsv": "csv_drafts",
    ".xlsx": "xlsx_drafts",
    ".xlsm": "xlsx_drafts",
}
WORKBOOKS = frozenset({"xlsx_drafts"})  # read from bytes: they are no text
_SHEETS = frozenset({"csv_drafts"})
# Readers whose module has `values` too: their files may hold posts among other things.
DOCUMENTS = frozenset({"json_drafts", "json_lines", "yaml_drafts"})
_DEFAULTS = ReaderOptions()
MOST_BYTES = 16 * 1024 * 1024
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read(path: str, data: bytes, suffix: str | None = None, options: ReaderOptions = _DEFAULTS) -> Draft:
    """Return the posts of a file, given its bytes; `suffix` (".md") stands in for the path's own.

    Raises `DraftError` with every fault of the file; where only some of its posts cannot be read, the draft holds the
    others, and the faults. Raises `NoDraftError` if it is clearly no draft.
    """
    suffix = PurePath(path).suffix if suffix is None else suffix
    module = READERS.get(suffix.lower())
    if module is None:
        what = f"is no kind of draft: its name ends in {suffix}" if suffix else "is no kind of draft: it has no suffix"
        raise DraftError(Fault(path, what, f"one of {', '.join(READERS)}"))
    if module in WORKBOOKS:
        if len(data) > MOST_BYTES:
            raise DraftError(_too_big(path, data))
        reader = import_module(f"linter.readers.{module}")
        draft: Draft = reader.read_draft(path, data, PurePath(path).stem, options.csv)
        return draft
    text, note = _decode(path, data, options.csv) if module in _SHEETS else (decode(path, data), "")
    faults = Faults(path, text)
    faults.notes += [note] if note else []
    entries = _entries(import_module(f"linter.readers.{module}"), module, text, faults, suffix, options)
    if len(faults) and not (faults.reads_on and entries):
        raise faults.error()
    return Draft(path, text, entries, tuple(fault for _, fault in faults.found()), tuple(faults.notes))


def _entries(
    reader: Any, module: str, text: str, faults: Faults, suffix: str, options: ReaderOptions
) -> tuple[Entry, ...]:
    stem = PurePath(faults.path).stem
    found: tuple[Entry, ...]
    if module in _SHEETS:
        found = reader.read(text, faults, stem, options.csv, tabs=suffix.lower() == ".tsv")
    elif options.document and module in DOCUMENTS:
        from linter.readers import documents

        found = documents.read(reader.values(text, faults), faults, stem, options)
    else:
        found = reader.read(text, faults, stem)
    return found


def decode(path: str, data: bytes, encoding: str | None = None) -> str:
    """Return a file's text: UTF-8, or UTF-16 with its byte order mark; the mark stays in the text.

    `encoding` holds for a file without such a mark. Raises `DraftError` naming line and byte.
    """
    if len(data) > MOST_BYTES:
        raise DraftError(_too_big(path, data))
    marked = "utf-8" if data.startswith(b"\xef\xbb\xbf") else _UTF16.get(data[:2])
    encoding = marked or encoding or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        name = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, encoding)
        what = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not {name} text"
        raise DraftError(Fault(path, what, "save it as UTF-8", line=_line(before))) from None
    nul = text.find("\0")
    if nul >= 0:
        what = "is not a text file: it holds a NUL byte"
        raise DraftError(Fault(path, what, "save it as plain text in UTF-8", line=_line(text[:nul])))
    return text


def _too_big(path: str, data: bytes) -> Fault:
    size = f"{len(data) / 1024 / 1024:.0f} MB; a draft may have {MOST_BYTES // 1024 // 1024}"
    return Fault(path, f"is too big: {size}", "split it into several files")


def _decode(path: str, data: bytes, options: CsvOptions) -> tuple[str, str]:
    """Return the text of a sheet, and a note if its encoding was guessed: Excel saves CSV in that of Windows."""
    encoding = None if options.encoding == "auto" else options.encoding
    try:
        return decode(path, data, encoding), ""
    except DraftError as error:
        from linter.readers.encodings import windows

        text = None if encoding else windows(data)
        if text is None:
            cure = 'save it as "CSV UTF-8", or set encoding in [readers.csv]'
            raise DraftError(replace(fault, hint=cure) for fault in error.faults) from None
    note = 'was read as Windows-1252, as Excel saves "CSV"; save it as "CSV UTF-8", or set encoding in [readers.csv]'
    return text, note


def _line(before: str) -> int:
    """Return the line that follows after `before`."""
    faults = Faults("", before)
    return faults.lines.position(len(before))[0]
