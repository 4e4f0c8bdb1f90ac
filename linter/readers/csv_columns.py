"""Which column of a sheet holds which field: the standard headers, and those that the settings name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from linter import shape
from linter.errors import did_you_mean
from linter.post import Image
from linter.reader_options import CsvOptions
from linter.readers.fields import Fields
from linter.readers.tables import FieldPath, field_path
from linter.readers.values import Faults, Value
from linter.sheets import is_ours
from linter.value import frozen

_NUMBERED = re.compile(r"(.+?)_([1-9][0-9]?)")
_PICTURE = {"image" if key == "path" else key: key for key in shape.keys(Image)}
_GROUPS = {"author": ("id", "name", "role"), "approval": ("by", "on", "role", "digest")}
_EXCEPTION = {f"allow_{key}": key for key in ("rule", "reason", "until")}
# Two of these say that a sheet without a body is meant to hold posts all the same.
_TELLING = frozenset({"platforms", "schedule", "reply_to", "approval_by", "approval_on"})


@frozen
class Column:
    """A column that holds a field; `name` is its header as written."""

    path: FieldPath
    name: str


@frozen
class Header:
    """What the first row says. `columns` has None for those that hold no field; `nameless` are without a header."""

    columns: tuple[Column | None, ...]
    nameless: frozenset[int]


def standard(header: str) -> FieldPath | None:
    """Return the field that a standard header means, however it is spaced and capitalised."""
    name = _folded(header)
    if name in shape.keys(Fields):
        return (name,)
    match = _NUMBERED.fullmatch(name)
    base, number = (match[1], int(match[2]) - 1) if match else (name, 0)
    if base in _PICTURE:
        return "images", number, _PICTURE[base]
    if base in _EXCEPTION:
        return "allow", number, _EXCEPTION[base]
    group, _, key = name.partition("_")
    if key in _GROUPS.get(group, ()):
        return group, key
    return field_path(header.strip()) if "." in header else None


def standard_names(most: int = 1) -> dict[FieldPath, str]:
    """Return field → header of all standard columns, those of pictures and exceptions up to number `most`."""
    names: dict[FieldPath, str] = {(name,): name for name in shape.keys(Fields)}
    for number in range(most):
        end = f"_{number + 1}" if number else ""
        names |= {("images", number, key): f"{name}{end}" for name, key in _PICTURE.items()}
        names |= {("allow", number, key): f"{name}{end}" for name, key in _EXCEPTION.items()}
    return names | {(group, key): f"{group}_{key}" for group, keys in _GROUPS.items() for key in keys}


def recognised(cells: Iterable[Value], options: CsvOptions) -> int:
    """Return how many of the cells are headers of fields."""
    mapped = {_plain(name) for name in options.columns.values()}
    return sum(_plain(str(cell.data)) in mapped or standard(str(cell.data)) is not None for cell in cells)


def is_of_posts(cells: Sequence[Value], options: CsvOptions) -> bool:
    """Say whether a sheet with these headers has posts: it has a column for the body."""
    own = _own(cells, options)
    if "body" in own:
        return _plain(own["body"]) in {_plain(str(cell.data)) for cell in cells}
    return any(standard(str(cell.data)) == ("body",) for cell in cells)


def seems_of_posts(cells: Sequence[Value], options: CsvOptions) -> bool:
    """Say whether a sheet without a body looks as if it had posts, so that it must not be passed over."""
    headers = {_folded(str(cell.data)) for cell in cells}
    return len(headers & _TELLING) > 1 or bool(_own(cells, options))


def read(cells: Sequence[Value], options: CsvOptions, faults: Faults, key: str) -> Header:
    """Return the columns; what is wrong with a header is noted."""
    own = _own(cells, options)
    mapped = {_plain(header): field for field, header in own.items()}
    taken = {path for field in own if (path := field_path(field))}
    there = {_plain(str(cell.data)) for cell in cells}
    for field, header in own.items():
        if _plain(header) not in there:
            what = f"there is no column '{header}', which the settings name for {field}"
            faults.add(cells[0].start, what, did_you_mean_header(header, cells), key)
    columns: list[Column | None] = []
    seen: dict[FieldPath, str] = {}
    for cell in cells:
        name = str(cell.data)
        chosen = mapped.get(_plain(name))
        path = field_path(chosen) if chosen else standard(name)
        if path is None or (chosen is None and path in taken):
            columns.append(None)
            if name and not options.ignore_unknown and not is_ours(name):
                _complain(cell, own, faults, key)
            continue
        if path in seen:
            faults.add(cell.start, f"column '{name}' says the same as '{seen[path]}'", "keep one of them", key)
        seen[path] = name
        columns.append(Column(path, name))
    return Header(tuple(columns), frozenset(index for index, cell in enumerate(cells) if not cell.data))


def did_you_mean_header(header: str, cells: Iterable[Value]) -> str:
    """Return "did you mean …?" for a header that a sheet does not have."""
    near = did_you_mean(header, [str(cell.data) for cell in cells if cell.data])
    return near if "did you" in near else "mend columns in [readers.csv]"


def _complain(cell: Value, own: Mapping[str, str], faults: Faults, key: str) -> None:
    name = str(cell.data)
    near = did_you_mean(_folded(name), [*standard_names().values(), *own.values()])
    cure = "name its field in [readers.csv] columns, or set ignore_unknown = true there"
    faults.add(cell.start, f"column '{name}' is no field of a draft", near if "did you" in near else cure, key)


def _own(cells: Sequence[Value], options: CsvOptions) -> Mapping[str, str]:
    """Return field → header as the settings have them; none for a sheet that has no such header but a body."""
    there = {_plain(str(cell.data)) for cell in cells}
    if any(_plain(header) in there for header in options.columns.values()):
        return options.columns
    return {}


def _folded(header: str) -> str:
    return re.sub(r"[\s-]+", "_", header.strip().casefold())


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())
