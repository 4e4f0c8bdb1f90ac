"""How drafts are to be read where their own form does not say it: `[readers]` of the settings.

Plain values: the settings hold them, the readers are given them, and `linter.readers.options` says what is wrong with
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from linter.value import field, frozen

Encoding = Literal["auto", "utf-8", "utf-16", "windows-1250", "windows-1252", "iso-8859-1", "iso-8859-15", "mac-roman"]


@frozen
class CsvOptions:
    """Sheets whose columns are called otherwise. `columns` is field → header: body = "Post text".

    What is left out is found out: the delimiter from the header, the encoding from the bytes. `date_format` is as in
    `strptime` ("%d/%m/%Y %H:%M"); dates such as 2026-11-23 are read besides. `format` is the scheduling tool that a
    sheet is for ("buffer"), or "none" for our own headers alone; it too is found out. `account` is whose posts are in
    such a sheet, which does not say it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    date_format: str = ""
    encoding: Encoding = "auto"
    format: str = ""
    account: str = ""
    ignore_unknown: bool = False


@frozen
class DocumentOptions:
    """JSON and YAML files that hold posts among other things.

    `posts` leads to the posts ("data.items[*].post"), `fields` from a post to each field (body = "content.text").
    Without `fields` the posts have the fields of a draft.
    """

    files: tuple[str, ...]
    posts: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@frozen
class Readers:
    """The table `[readers]`."""

    csv: CsvOptions = CsvOptions()
    documents: tuple[DocumentOptions, ...] = ()


@frozen
class ReaderOptions:
    """What one file is to be read with. `key` names the document's table in the settings, for faults."""

    csv: CsvOptions = CsvOptions()
    document: DocumentOptions | None = None
    key: str = ""
