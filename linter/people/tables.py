"""Read a table of people: CSV as schools export it. Faults have row numbers and never a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from linter.errors import Fault, SettingsError, did_you_mean, shown


def read_table(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV file with a header; extra columns are dropped. UTF-8 (BOM or not) or Windows-1252.

    Raise SettingsError if it cannot be opened, lacks a required column, or a row is longer than its header.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise SettingsError(Fault(shown(path), "is not text", "export it as CSV in UTF-8"))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        missing = [name for name in required if name not in header]
        if missing:
            hint = did_you_mean(missing[0], header)
            raise SettingsError(
                Fault(shown(path), f"has no column '{missing[0]}'", hint if "did you" in hint else "", line=1)
            )
        repeated = next((name for name in header if name and header.count(name) > 1), None)
        if repeated:
            raise SettingsError(Fault(shown(path), f"has the column '{repeated}' twice", line=1))
        wanted = {name: header.index(name) for name in (*required, *optional) if name in header}
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                raise SettingsError(
                    Fault(
                        shown(path), "has more cells than the header", "quote cells with commas", line=reader.line_num
                    )
                )
            yield (
                reader.line_num,
                {name: cells[index].strip() if index < len(cells) else "" for name, index in wanted.items()},
            )
    except csv.Error as error:
        raise SettingsError(Fault(shown(path), f"is not valid CSV: {error}", line=reader.line_num)) from error
