"""What is wrong with `[readers]` in the settings, told before any draft is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import sheets
from linter.errors import did_you_mean
from linter.reader_options import CsvOptions, DocumentOptions, Readers
from linter.readers.paths import EACH, parse
from linter.readers.tables import field_path, near_field

# key below `readers`, what, hint
Complaint = tuple[str, str, str]
_DELIMITER = re.compile(r'[^\w" \r\n]')
_DATE = re.compile(r"%[dmyYbBj]")


def complaints(readers: Readers) -> Iterator[Complaint]:
    """Yield everything that is wrong."""
    yield from _csv(readers.csv)
    for index, document in enumerate(readers.documents):
        yield from _document(document, f"documents[{index}]")


def _csv(options: CsvOptions) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for name, header in options.columns.items():
        path = field_path(name)
        if path is None or EACH in path:
            yield f"csv.columns.{name}", "is no field of a draft", near_field(name) or "such as body or images.0.alt"
        if not header.strip():
            yield f"csv.columns.{name}", "is empty", "write the header of a column"
        other = seen.setdefault(" ".join(header.casefold().split()), name)
        if other != name:
            yield f"csv.columns.{name}", f"names the same column as {other}", "a column holds one field"
    if options.columns and "body" not in options.columns:
        yield "csv.columns", "does not name the column of the body", 'add body = "…"'
    if options.delimiter and not _DELIMITER.fullmatch(options.delimiter):
        yield "csv.delimiter", "is not what parts cells", 'write ",", ";", "|" or "\\t"'
    if options.format and options.format != "none" and options.format not in sheets.names():
        yield "csv.format", f"is '{options.format}', no form of sheets", did_you_mean(options.format, sheets.names())
    if options.date_format and len(_DATE.findall(options.date_format)) < 2:
        yield "csv.date_format", "is not the form of a date", "such as %d/%m/%Y %H:%M"


def _document(options: DocumentOptions, key: str) -> Iterator[Complaint]:
    if not options.files:
        yield f"{key}.files", "is empty", 'name the files, such as ["site/**/*.yaml"]'
    if parse(options.posts) is None:
        yield f"{key}.posts", "is not a path", "such as data.items[*].post"
    for name, written in options.fields.items():
        target, path = field_path(name), parse(written)
        if target is None:
            yield f"{key}.fields.{name}", "is no field of a draft", near_field(name) or "such as body or images.0.alt"
        if not path:
            yield f"{key}.fields.{name}", "is not a path", "such as content.text or channels[*].name"
        elif target and EACH in target and [step.key for step in path].count(EACH) != 1:
            yield f"{key}.fields.{name}", "has [*], and its path has not, or several", "such as media[*].alt"
    if options.fields and "body" not in options.fields:
        yield f"{key}.fields", "does not say where the body is", 'add body = "…"'
