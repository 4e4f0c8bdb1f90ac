"""Change what a draft says and declares, and nothing else of its file.

    text = set_fields(draft, 0, {"account": "main", "images.0.alt": "Children holding lanterns"}, read)
    text = replace_part(draft, 0, "body", "The fair opens at noon.", read)

Key order, comments, quotes, indents, line ends and the byte order mark stay as they are. What comes out was read back:
the post differs in exactly the fields that were to change, or `EditError` says why not, and nothing has happened.
Fields are named as in drafts: `title`, `platforms`, `images.0.alt`, `approval.by`, `approval` (a table), `allow.+` (one
exception more). None takes a field out. `saving` writes the text to the file, `waivers` adds to the waivers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from linter.editing import checking, documents, front, sheets, trees
from linter.editing.documents import sources
from linter.editing.paths import Change, changes, path_of_part, texts_of
from linter.editing.tables import Layout
from linter.errors import DraftError, Fault, PostlintError
from linter.post import Draft, Entry
from linter.reader_options import ReaderOptions
from linter.readers import DOCUMENTS, READERS, WORKBOOKS
from linter.text import Lines
from linter.value import frozen

Read = Callable[[str], Draft]
_DEFAULTS = ReaderOptions()
_CURE = "change it by hand"


class EditError(PostlintError):
    """A field or text of a draft cannot be changed safely; the file stays as it is."""


@frozen
class Span:
    """A piece of a part of a post: code points [start, end)."""

    part: str
    start: int
    end: int


def set_fields(
    draft: Draft, index: int, fields: Mapping[str, object], read: Read, options: ReaderOptions = _DEFAULTS
) -> str:
    """Return the text of a draft in which fields of post `index` are set, changed or taken out (None).

    `read` reads a text as the draft was read, and `options` are those it was read with (`Reading.options(path)`).
    Raise EditError naming the field.
    """
    entry = draft.entries[index]
    try:
        wanted = changes(entry.post, fields)
    except ValueError as error:
        name, _, hint = str(error).partition(": ")
        raise EditError(Fault(draft.path, "is no field of a draft", hint, name)) from None
    try:
        text, told, kin = _changed(draft, index, wanted, options)
    except ValueError as error:
        raise EditError(_fault(draft, entry, fields, str(error))) from None
    try:
        new = read(text)
    except (DraftError, UnicodeError) as error:
        reason = error.faults[0].what if isinstance(error, DraftError) else "it has signs that the file cannot hold"
        raise EditError(_fault(draft, entry, fields, f"the draft could not be read afterwards: {reason}")) from None
    if not checking.is_as_wanted(draft, new, index, kin, told):
        raise EditError(_fault(draft, entry, fields, "more, or something else, would change"))
    return text


def replace_part(draft: Draft, index: int, part: str, text: str, read: Read, options: ReaderOptions = _DEFAULTS) -> str:
    """Return the text of a draft in which a part of post `index` ("body", "title", "alt:0") says something else.

    Raise EditError if that part cannot be changed.
    """
    try:
        name = ".".join(map(str, path_of_part(part)))
    except ValueError:
        raise EditError(Fault(draft.path, f"'{part}' is no text of a draft", _CURE)) from None
    return set_fields(draft, index, {name: text}, read, options)


def replace_span(
    draft: Draft, index: int, span: Span, text: str, read: Read, options: ReaderOptions = _DEFAULTS
) -> str:
    """Return the text of a draft in which a piece of a part of post `index` says something else.

    Around it all stays as it is written, line breaks of folded YAML and escapes among it. Raise EditError.
    """
    entry = draft.entries[index]
    place, old = entry.places.get(span.part), texts_of(entry.post).get(span.part)
    if place is None or old is None:
        raise EditError(Fault(draft.path, f"'{span.part}' is no text of this draft that can be changed", _CURE))
    start, end = place.span(span.start, span.end)
    whole = old[: span.start] + text + old[span.end :]
    try:
        told: list[Change] = [(path_of_part(span.part), whole)]
    except ValueError:
        raise EditError(Fault(draft.path, f"'{span.part}' is no text of a draft that can be changed", _CURE)) from None
    body = entry.places.get("body")
    shift = body.shift if body else None
    if span.part.startswith("alt:") and shift is not None and shift <= start <= shift + len(entry.post.body):
        words = entry.post.body  # a picture that the words show
        told.append((("body",), words[: start - shift] + text + words[end - shift :]))
    kin = [
        other
        for other, each in enumerate(draft.entries)
        if span.part in each.places and each.places[span.part].span(span.start, span.end) == (start, end)
    ]
    changed = draft.text[:start] + text + draft.text[end:]
    try:
        if checking.is_as_wanted(draft, read(changed), index, kin, told):
            return changed
    except (DraftError, UnicodeError):
        pass  # what is put in needs quotes there
    return replace_part(draft, index, span.part, whole, read, options)


def _changed(
    draft: Draft, index: int, wanted: tuple[Change, ...], options: ReaderOptions
) -> tuple[str, list[Change], list[int]]:
    """Return the changed text, what should be different in it, and the posts of the same declaration."""
    text, entry = draft.text, draft.entries[index]
    suffix = PurePath(draft.path).suffix.lower()
    module = READERS.get(suffix, "markdown")
    if module in WORKBOOKS:
        raise ValueError("a workbook is changed in the spreadsheet program alone")
    if module in ("markdown", "plain"):
        told = list[Change]()
        for one in wanted:
            text, more = front.change(text, entry, one)
            told += [one, *more]
        return text, told, list(range(len(draft.entries)))
    if module == "csv_drafts":
        tabs = suffix == ".tsv"
        sheet = sheets.Sheet.of(text, options.csv, tabs=tabs)
        rows = [sheet.number(_anchor(each)) for each in draft.entries]
        for one in wanted:
            text = sheets.change(text, rows[index], entry.post, one, options.csv, tabs=tabs)
        return text, list(wanted), [other for other, row in enumerate(rows) if row == rows[index]]
    used = options if module in DOCUMENTS else _DEFAULTS
    tables = sources(text, module, used)
    numbers = [_holding(tables, _anchor(each)) for each in draft.entries]
    layout = Layout.of(text, is_json=module != "yaml_drafts")
    for one in wanted:
        table = sources(text, module, used)[numbers[index]]
        if used.document and used.document.fields:
            text = documents.put(text, table, *one, layout, used)
        else:
            text = trees.change(text, table, entry.post, one, layout)
    return text, list(wanted), [other for other, number in enumerate(numbers) if number == numbers[index]]


def _anchor(entry: Entry) -> int:
    """Return an offset of the file at which something of a post stands."""
    places = entry.places
    place = places["body"] if "body" in places else next(iter(places.values()), None)
    if place is None:
        raise ValueError("nothing says where this post stands in the file")
    return place.span(0, 0)[0]


def _holding(tables: tuple[Any, ...], at: int) -> int:
    found = [number for number, table in enumerate(tables) if table.start <= at <= table.end]
    if not found:
        raise ValueError("nothing says where this post stands in the file")
    return found[-1]


def _fault(draft: Draft, entry: Entry, fields: Mapping[str, object], why: str) -> Fault:
    names = ", ".join(fields)
    try:
        line = Lines(draft.text).position(_anchor(entry))[0]
    except ValueError:
        line = None
    return Fault(draft.path, f"cannot be changed safely: {why}", _CURE, names, line)
