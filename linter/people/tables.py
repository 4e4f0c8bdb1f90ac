"""Read a table of people: CSV as schools export it. Faults have row numbers and never a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from linter.errors import Fault, SettingsError, did_you_mean, shown
from linter.people.columns import folded, places

_DELIMITERS = (",", ";", "\t", "|")


def read_table(
    path: Path,
    required: tuple[str, ...],
    optional: tuple[str, ...],
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV file with a header; extra columns are dropped.

    UTF-8 (BOM or not), UTF-16 (with BOM) or Windows-1252; cells parted by commas, semicolons, tabs or bars, as the
    header shows. `aliases` says by what other headers a column may go. Raise SettingsError if the file cannot be
    opened, lacks a required column, or a row is longer than its header.
    """
    text = decoded(path)
    first = text.partition("\n")[0]
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:  # what Excel writes to itself
        delimiter, text = first[4], f"\n{text.partition(chr(10))[2]}"
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        header = [folded(name) for name in next((cells for cells in reader if any(map(str.strip, cells))), [])]
        named = {name: (aliases or {}).get(name, ()) for name in (*required, *optional)}
        wanted = places(header, named)
        missing = [name for name in required if name not in wanted]
        if missing:
            hint = did_you_mean(missing[0], header)
            raise SettingsError(
                Fault(shown(path), f"has no column '{missing[0]}'", hint if "did you" in hint else "", line=1)
            )
        used = {header[index] for index in wanted.values()}
        repeated = next((name for name in header if name in used and header.count(name) > 1), None)
        if repeated:
            raise SettingsError(Fault(shown(path), f"has the column '{repeated}' twice", line=1))
        columns = list(wanted.items())
        width = len(header)
        for cells in reader:
            if len(cells) < width or not any(cells):
                if not any(cell.strip() for cell in cells):
                    continue
                cells.extend([""] * (width - len(cells)))
            elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise SettingsError(
                    Fault(
                        shown(path), "has more cells than the header", "quote cells with commas", line=reader.line_num
                    )
                )
            yield reader.line_num, {name: cells[index].strip() for name, index in columns}
    except csv.Error as error:
        raise SettingsError(Fault(shown(path), f"is not valid CSV: {error}", line=reader.line_num)) from error


def decoded(path: Path) -> str:
    """Return the text of a list. Raise SettingsError if it cannot be opened or is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    try:
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise SettingsError(Fault(shown(path), "is not text", "export it as CSV in UTF-8"))
    return text


def parted(name: str) -> tuple[str, str]:
    """Return (first name, last name) of one cell: "Surname, Forename" or "Forename Surname"."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    words = name.split()
    if len(words) < 2:
        return name.strip(), ""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold().strip("'’") in PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


# What stands before the main word of a family name and belongs to it.
_PARTICLES_LIST = (
    "ab abu af al ap ben bin bint binti binte d da dal das de degli dei del della den der des di do dos du e el fitz "
    "ferch i ibn la las le les lo los mac mc ni nic o san santa st ter ten und van vander ver verch von vom y zu zum "
    "zur ó ní mhic ui"
)
PARTICLES = frozenset(_PARTICLES_LIST.split())


def list_fault(path: Path, line: int, key: str, what: str, hint: str = "") -> Fault:
    """Return what is wrong with a row: its number and the column, never what stands there."""
    return Fault(shown(path), what, hint, key, line)
