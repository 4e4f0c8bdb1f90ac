"""A draft put together field by field, from the cells of a row or from values strewn over a document.

A field is named by its path in a draft: `("body",)`, `("images", 0, "alt")`, `("approval", "by")`.
"""

from __future__ import annotations

from collections.abc import Mapping

from linter import shape
from linter.errors import did_you_mean
from linter.post import Allow, Approval, Author, Image
from linter.readers.fields import Fields
from linter.readers.paths import EACH, parse
from linter.readers.values import Faults, Value

FieldPath = tuple[str | int, ...]
# Tables of a draft, what each must have, and what to do if that is missing. (What is wrong with an exception is found
# by a check.)
_NEEDED = {
    "images": ("path", "name the picture, or leave out what is said of it"),
    "approval": ("by", "say who gave it, or leave out the rest"),
}
_LISTS: dict[str, type] = {"images": Image, "allow": Allow}
_SINGLE: dict[str, type] = {"approval": Approval, "author": Author}
_MOST = 100


def field_path(text: str) -> FieldPath | None:
    """Return the field that a dotted path names ("images.0.alt", "images[*].alt"), or None if drafts have none such."""
    steps = parse(text)
    if not steps or any(step.optional for step in steps):
        return None
    first, *rest = (step.key for step in steps)
    if not rest:
        return (first,) if first in shape.keys(Fields) else None
    if first in _LISTS and len(rest) == 2 and rest[1] in shape.keys(_LISTS[first]):
        if rest[0] == EACH:
            return first, EACH, rest[1]
        return (first, int(rest[0]), rest[1]) if rest[0].isdecimal() and int(rest[0]) < _MOST else None
    if first in _SINGLE and len(rest) == 1 and rest[0] in shape.keys(_SINGLE[first]):
        return first, rest[0]
    return None


def near_field(text: str) -> str:
    """Return "did you mean …?" for what is no field."""
    nested = [f"{name}.0.{key}" for name, cls in _LISTS.items() for key in shape.keys(cls)]
    nested += [f"{name}.{key}" for name, cls in _SINGLE.items() for key in shape.keys(cls)]
    return did_you_mean(text, [*shape.keys(Fields), *nested])


class Table:
    """The fields of one draft as they come in; `called` gives them the names that its author knows."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._data: dict[str, Value] = {}
        self._nested: dict[str, dict[FieldPath, tuple[Value, str]]] = {}
        self._names: dict[str, str] = {}

    def put(self, path: FieldPath, value: Value, name: str) -> None:
        """Set a field to a value; `name` is what its author calls it."""
        first = str(path[0])
        if len(path) == 1:
            self._data[first] = value
            self._names[first] = name
        else:
            self._nested.setdefault(first, {})[path[1:]] = (value, name)

    def has(self, name: str) -> bool:
        """Say whether a field as a whole was set."""
        return name in self._data

    def called(self, key: str) -> str | None:
        """Return what the author calls a field ("images[0].alt"), if it was given a name."""
        return self._names.get(key)

    def value(self, faults: Faults, names: Mapping[FieldPath, str], prefix: str) -> Value:
        """Return the draft; what does not fit together is noted. `names` are those of fields that are not there."""
        if "images" in self._data:
            self._data["images"] = as_pictures(self._data["images"])
        for name, parts in self._nested.items():
            if name in _LISTS:
                self._list(name, parts, faults, names, prefix)
            else:
                self._single(name, parts, faults, names, prefix)
        return Value(self._data, self._start)

    def _list(
        self,
        name: str,
        parts: Mapping[FieldPath, tuple[Value, str]],
        faults: Faults,
        names: Mapping[FieldPath, str],
        prefix: str,
    ) -> None:
        base = self._data.get(name)
        if base is not None and not isinstance(base.data, tuple):
            label = f"{prefix}{self._names[name]}"
            faults.add(base.at, "stands beside fields that say the same", "keep one of them", label)
            return
        items = base.data if base is not None and isinstance(base.data, tuple) else ()
        tables = {index: dict(item.data) for index, item in enumerate(items) if isinstance(item.data, dict)}
        starts = {index: item.start for index, item in enumerate(items)}
        own: dict[int, dict[str, str]] = {}
        if base is not None and len(tables) != len(items):
            return  # what is wrong with the list itself is told where it is read
        for (number, key), (value, label) in parts.items():
            at = int(number)
            self._join(tables.setdefault(at, {}), str(key), value, f"{prefix}{label}", faults)
            starts.setdefault(at, value.start)
            own.setdefault(at, {})[str(key)] = label
        needed, cure = _NEEDED.get(name, ("", ""))
        whole = []
        for index, at in enumerate(sorted(tables)):
            for key, label in own.get(at, {}).items():
                self._names[f"{name}[{index}].{key}"] = label
            if needed and needed not in tables[at]:
                missing = names.get((name, at, needed), f"{name}[{at}].{needed}")
                faults.add(starts[at], "is missing", cure, f"{prefix}{missing}")
                tables[at][needed] = Value("", starts[at], starts[at])  # told once
            whole.append(Value(tables[at], starts[at]))
        self._data[name] = Value(tuple(whole), min(starts.values()))

    def _single(
        self,
        name: str,
        parts: Mapping[FieldPath, tuple[Value, str]],
        faults: Faults,
        names: Mapping[FieldPath, str],
        prefix: str,
    ) -> None:
        base = self._data.get(name)
        table: dict[str, Value] = {}
        if base is not None and isinstance(base.data, dict):
            table = dict(base.data)
        elif base is not None and name == "author":
            table = {"id": base}
        elif base is not None:
            return
        for (key,), (value, label) in parts.items():
            self._join(table, str(key), value, f"{prefix}{label}", faults)
            self._names[f"{name}.{key}"] = label
        start = min(value.start for value in table.values())
        needed, cure = _NEEDED.get(name, ("", ""))
        if needed and needed not in table:
            faults.add(start, "is missing", cure, f"{prefix}{names.get((name, needed), f'{name}.{needed}')}")
            table[needed] = Value("", start, start)
        self._data[name] = Value(table, start)

    @staticmethod
    def _join(table: dict[str, Value], key: str, value: Value, label: str, faults: Faults) -> None:
        if key in table:
            faults.add(value.at, "is said twice in this post", "keep one of them", label)
        table[key] = value


def as_pictures(value: Value) -> Value:
    """Return a list of pictures whose items may be paths alone."""
    if isinstance(value.data, str):
        value = Value((value,), value.start)
    if not isinstance(value.data, tuple):
        return value
    items = (
        Value({"path": Value(item.data, item.start, item.place)}, item.start) if isinstance(item.data, str) else item
        for item in value.data
    )
    return Value(tuple(items), value.start, key=value.key)
