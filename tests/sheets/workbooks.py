"""Workbooks for the tests: sound ones, and such as nobody means well with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook


def workbook(rows: Sequence[Any], more: Mapping[str, Any] | None = None) -> bytes:
    """Return a workbook with a worksheet "Plan" of some rows, and more worksheets."""
    book = Workbook()
    first: Any = book.active
    first.title = "Plan"
    for sheet, lines in [(first, rows), *((book.create_sheet(name), lines) for name, lines in (more or {}).items())]:
        for line in lines:
            sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes | None = None, swap: tuple[bytes, bytes] | None = None) -> bytes:
    """Return a workbook in which a part is another, or says something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        kept = old.read(name) if swap else content or b""
        if swap:
            assert swap[0] in kept
            kept = kept.replace(*swap)
        new.writestr(name, kept)
    return out.getvalue()
