"""Draft files as the review app reads them: whatever they hold, and in the encoding that they have."""

from __future__ import annotations

from pathlib import Path

from linter.errors import DraftError, Fault
from linter.value import frozen

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_PACKED = b"PK\x03\x04"
_MOST_BYTES = 16 * 1024 * 1024


@frozen
class DraftFile:
    """A file as it was read: its bytes, its text with the byte order mark if it has one, and their encoding."""

    path: str
    data: bytes
    text: str
    encoding: str

    def with_text(self, text: str) -> DraftFile:
        """Return the file with another text. Raise DraftError if its encoding has no sign for what was written."""
        try:
            data = text.encode(self.encoding)
        except UnicodeEncodeError as error:
            sign = text[error.start]
            name = "Windows-1252" if self.encoding == "cp1252" else self.encoding
            what = f"is saved as {name}, which has no '{sign}'"
            line = text.count("\n", 0, error.start) + 1
            raise DraftError(Fault(self.path, what, "save the file as UTF-8 first", line=line)) from None
        return DraftFile(self.path, data, text, self.encoding)


def read(path: str) -> DraftFile:
    """Read a file, whatever it holds: what the linter cannot read may still be put right. Raise DraftError."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DraftError(Fault(path, f"cannot be read: {error.strerror or error}")) from error
    if len(data) > _MOST_BYTES:
        raise DraftError(Fault(path, "is too big to be shown", "split it into several files"))
    return of_bytes(path, data)


def of_bytes(path: str, data: bytes) -> DraftFile:
    """Return what a file holds; its text gives its very bytes again. Raise DraftError for a workbook."""
    if data.startswith(_PACKED):
        raise DraftError(Fault(path, "is a workbook, not a text", "change it in the spreadsheet program"))
    first = _MARKS.get(data[:2])
    for encoding in ([first] if first else []) + ["utf-8", "cp1252"]:
        try:
            return DraftFile(path, data, data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return DraftFile(path, data, data.decode("latin-1"), "latin-1")
